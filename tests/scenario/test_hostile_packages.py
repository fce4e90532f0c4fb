"""Packages that mean harm: one sentence each, nothing written anywhere, no more memory than a package may take."""

from __future__ import annotations

import json
import shutil
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.core.errors import UsageError
from game.core.places import battles_folder
from game.scenario import homes
from game.scenario.json_schema import KINDS, SCHEMAS, file_of
from game.scenario.packages.archive import MANIFEST, MOST_PACKED
from game.scenario.packages.contents import MOST_FILES, MOST_UNPACKED
from game.scenario.packages.installing import install, place_for
from game.scenario.packages.opening import check_package, first_fault, open_package, package_of

from .packages import PNG, Entries, listed_at, manifest, package, patched, tree, zipped
from .tiny import VALID

TINY = {path.name: path.read_bytes() for path in sorted((VALID / "scenarios" / "tiny").glob("*.yaml"))}
GOOD = package(TINY)
RUNS = b"schema: 1\nname: Ask\nruns: 1\n"

Bad = bytes | Callable[[], bytes]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, battle: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder for this test, and a folder for what is there for the time being, both below that of the test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(homes, "_added", [])
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    return battles_folder()


def added(name: str, content: bytes = b"schema: 1\n", **fields: int) -> bytes:
    """Return the tiny battle with one entry more."""
    return package(TINY, [(name, content)], **fields)


def deep_manifest() -> bytes:
    return zipped([(MANIFEST, b'{"a":' * 15_000), *TINY.items()])


BAD_NAMES = {
    name: added(name)
    for name in (
        *("../evil.yaml", "/etc/evil.yaml", "a/b.yaml", "..\\evil.yaml", "a\\b.yaml", "c:evil.yaml", "C:\\evil.yaml"),
        *("..", ".", ".yaml", ".hidden.yaml", "a..yaml", "a.yaml.", "a.yaml ", " a.yaml", "-a.yaml", "_a.yaml"),
        *("Map.yaml", "MAP.YAML", "a b.yaml", "a.b.yaml", "a\n.yaml", "ä.yaml", "a\u202e.yaml", "a.yaml:stream"),
        *("con.yaml", "nul.txt", "com1.png", "lpt9.md", "a" * 61 + ".yaml", "run.py", "run.sh", "a.exe", "a", "a.svg"),
        *("a.yaml/", "folder/", "a\0.yaml", "a.yaml\0.py", "", "Manifest.json", "sub/manifest.json", "a.json"),
    )
}

BAD: dict[str, tuple[str, Bad]] = {
    "no zip": ("this is no package of a battle", b"hello"),
    "empty": ("this is no package of a battle", b""),
    "an empty zip": ("there is no manifest.json in it", zipped([])),
    "another zip": ("there is no manifest.json in it", zipped([("map.yaml", b"a: 1\n")])),
    "cut off": ("this is no package of a battle", GOOD[:-10]),
    "begun late": ("its list of entries is not where it should be", GOOD[1:]),
    "something before": ("its list of entries is not where it should be", b"#!/bin/sh\n" + GOOD),
    "something after": ("this is no package of a battle", GOOD + b"x"),
    "a comment": ("its list of entries is not where", patched(GOOD, len(GOOD) - 2, "H", 3)),
    "more entries than listed": ("its list of entries is not where", patched(GOOD, len(GOOD) - 12, "H", 9000)),
    "large zip": ("made for more than 4 GB", GOOD[:-22] + b"PK\x06\x07" + bytes(16) + GOOD[-22:]),
    "a link": ("'a.txt' is no ordinary file", added("a.txt", b"/etc/passwd", external_attr=0o120777 << 16)),
    "a device": ("'a.txt' is no ordinary file", added("a.txt", b"", external_attr=0o020666 << 16)),
    "a folder by its attribute": ("'a.txt' is no ordinary file", added("a.txt", b"", external_attr=0x10)),
    "twice": ("a.txt is in it twice", package(TINY, [("a.txt", b"one\n"), ("a.txt", b"two\n")])),
    "two manifests": ("manifest.json is in it twice", zipped([(MANIFEST, manifest(TINY))] * 2)),
    "encrypted": ("map.yaml is encrypted", patched(GOOD, listed_at(GOOD, "map.yaml") + 8, "H", 1)),
    "patched data": ("map.yaml is encrypted", patched(GOOD, listed_at(GOOD, "map.yaml") + 8, "H", 0x20)),
    "bzip2": ("map.yaml is compressed in another way", patched(GOOD, listed_at(GOOD, "map.yaml") + 10, "H", 12)),
    "lzma": ("is compressed in another way", package(TINY, method=zipfile.ZIP_LZMA)),
    "another sum": ("the package is damaged", patched(GOOD, listed_at(GOOD, "map.yaml") + 16, "L", 1)),
    "smaller than it is": ("the package is damaged", patched(GOOD, listed_at(GOOD, "map.yaml") + 24, "L", 5)),
    "larger than it is": ("the package is damaged", patched(GOOD, listed_at(GOOD, "map.yaml") + 24, "L", 2**31)),
    "packed beyond the end": (
        "its entries are larger than all",
        patched(GOOD, listed_at(GOOD, "map.yaml") + 20, "L", 2**31),
    ),
    "begins beyond the end": ("the package is damaged", patched(GOOD, listed_at(GOOD, "map.yaml") + 42, "L", 2**31)),
    "two names": ("the package is damaged", GOOD.replace(b"map.yaml", b"pam.yaml", 1)),
    "not in the manifest": (
        "a.txt is in the package, but not in its manifest",
        zipped([(MANIFEST, manifest(TINY)), *TINY.items(), ("a.txt", b"")]),
    ),
    "not there": (
        "a.txt is in its manifest, but not there",
        zipped([(MANIFEST, manifest({**TINY, "a.txt": b""})), *TINY.items()]),
    ),
    "changed": (
        "map.yaml is not what the manifest says",
        zipped([(MANIFEST, manifest(TINY)), *{**TINY, "map.yaml": TINY["map.yaml"] + b"# x\n"}.items()]),
    ),
    "a manifest of nothing": ("does not say so", zipped([(MANIFEST, b"[]"), *TINY.items()])),
    "a manifest nested deeply": ("manifest.json cannot be read", deep_manifest),
    "a manifest with a key twice": ("a key comes twice", zipped([(MANIFEST, b'{"a": 1, "a": 2}')])),
    "a manifest that is too large": ("more than 100,000 bytes", zipped([(MANIFEST, b" " * 200_000)])),
    "a newer version": ("a newer version of the game, '9.9'", zipped([(MANIFEST, manifest(TINY, version=2))])),
    "version 0": ("manifest.json: version: ", zipped([(MANIFEST, manifest(TINY, version=0))])),
    "an unknown key": ("manifest.json: run: ", zipped([(MANIFEST, manifest(TINY, run="x"))])),
    "a battle outside": (
        "'../../x' cannot be the name of its folder",
        zipped([(MANIFEST, manifest(TINY, battle="../../x"))]),
    ),
    "100 MB of YAML": ("big.yaml has more than 2,000,000 bytes", lambda: added("big.yaml", b"# x\n" * 25_000_000)),
    "a bomb": ("packed 200 times smaller than it is", lambda: added("a.txt", b"x" * 400_000)),
    "many bombs": ("its files have more than 32,000,000 bytes together", lambda: package(TINY, bombs(20))),
    "too many files": (f"it has {MOST_FILES + 1 + len(TINY)} entries", lambda: package(TINY, many(MOST_FILES))),
    "brackets": ("nested deeper than 32 levels", added("a.yaml", b"[" * 100_000)),
    "aliases": ("anchors and aliases", added("a.yaml", b"a: &a [x]\nb: [*a, *a]\n")),
    "tags": ("tags (!) are not allowed", added("a.yaml", b"a: !!python/object/apply:os.system [x]\n")),
    "zero bytes in a text": ("zero bytes", added("a.md", b"a\0b")),
    "another encoding": ("the file is not UTF-8", added("a.txt", "ä".encode("latin-1"))),
    "no picture": ("a.png is no PNG picture", added("a.png", b"<svg/>")),
    "a cut picture": ("a.png is no PNG picture", added("a.png", PNG[:20])),
    "a vast picture": ("a.png is a picture of 640 x 2000000", added("a.png", PNG[:20] + b"\0\x1e\x84\x80")),
    "code in an experiment": (
        "'~/x.py:f', a file of Python",
        added("ask.yaml", RUNS + b"commanders: {red: '~/x.py:f'}\n"),
    ),
    "code in a level": (
        "'x.PY', a file of Python",
        added("ask.yaml", RUNS + b"factors: [{id: a, levels: [{name: b, commanders: {red: x.PY}}]}]\n"),
    ),
    "an experiment outside": ("outside the folder", added("ask.yaml", RUNS + b"scenario: ../../secret.yaml\n")),
    "a recipe outside": ("outside the folder", added("recipe.yaml", b"schema: 1\nhexes: {file: /etc/passwd}\n")),
    "a scenario with faults": ("tiny/second.yaml", added("second.yaml", b"schema: 1\nbriefing: x\n")),
    "a map outside": (
        "should be the name of a file beside this one",
        lambda: package({**TINY, "clash.yaml": TINY["clash.yaml"].replace(b"map: map.yaml", b"map: ../map.yaml")}),
    ),
    "no scenario": ("there is no scenario in it", package({"map.yaml": TINY["map.yaml"]})),
}


def bombs(count: int) -> Entries:
    """Files that are each of a size that may be, and too much together; they cannot be packed small."""
    lines = b"".join(b"# %d\n" % (number * 7919) for number in range(180_000))[:1_900_000]
    return [(f"a{number}.yaml", lines + b"\n") for number in range(count)]


def many(count: int) -> Entries:
    return [(f"a{number}.txt", b"") for number in range(count)]


def tried(path: Path) -> None:
    """Install a package as the command does."""
    found = open_package(path)
    target = place_for(found, "installed", None, False)
    if fault := first_fault(check_package(found)):
        raise UsageError(fault)
    install(found, target)


@pytest.mark.parametrize("name", [*BAD, *BAD_NAMES])
def test_a_hostile_package_gets_one_sentence_and_writes_nothing(name: str, tmp_path: Path) -> None:
    said, content = BAD[name] if name in BAD else ("", BAD_NAMES[name])
    path = tmp_path / "bad.bwbattle"
    path.write_bytes(content if isinstance(content, bytes) else content())
    before = tree(tmp_path)
    with pytest.raises(UsageError) as caught:
        tried(path)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300
    assert tree(tmp_path) == before


def test_the_package_that_the_others_are_made_of_is_sound(tmp_path: Path, home: Path) -> None:
    """So that each of them is refused for its own fault."""
    path = tmp_path / "good.bwbattle"
    path.write_bytes(added("a.png", PNG))
    tried(path)
    assert tree(home)["installed/map.yaml"] == TINY["map.yaml"]
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [lambda: added("big.yaml", b"# x\n" * 25_000_000), lambda: package(TINY, bombs(20)), deep_manifest],
)
def test_what_a_package_unpacks_to_bounds_memory(content: Callable[[], bytes]) -> None:
    made = content()
    tracemalloc.start()
    try:
        with pytest.raises(UsageError):
            package_of(made, "bad")
        assert tracemalloc.get_traced_memory()[1] < 1.5 * MOST_UNPACKED + len(made)
    finally:
        tracemalloc.stop()


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "bad.bwbattle"
    with path.open("wb") as stream:
        stream.truncate(20 * MOST_PACKED)
    tracemalloc.start()
    try:
        with pytest.raises(UsageError, match="the file is larger than 33 MB"):
            open_package(path)
        assert tracemalloc.get_traced_memory()[1] < 2.5 * MOST_PACKED
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: None])
def test_what_is_no_file_is_no_package(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "bad.bwbattle")
    with pytest.raises(UsageError, match=r"bad\.bwbattle: (this is a folder, not a file|there is no such file)"):
        open_package(tmp_path / "bad.bwbattle")


PARTS = st.sampled_from(
    ["..", "/", "\\", ".", "a", "map", ".yaml", ".png", "C:", "\0", "~", " ", "nul", "é", "\n", "A"]
)
NAMES = st.lists(PARTS, max_size=6).map("".join) | st.text(max_size=12)


@given(name=NAMES, ending=st.sampled_from(["", ".yaml", ".txt", "/"]), mode=st.sampled_from([0, 0o100644, 0o120777]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_written_outside_whatever_entries_are_called(
    name: str, ending: str, mode: int, tmp_path: Path, home: Path
) -> None:
    try:
        content = added(name + ending, b"schema: 1\nlegend: {}\n", external_attr=mode << 16)
    except (UnicodeEncodeError, ValueError):
        return  # not even a zip can be made
    (tmp_path / "any.bwbattle").write_bytes(content)
    before = tree(tmp_path)
    try:
        tried(tmp_path / "any.bwbattle")
    except UsageError:
        assert tree(tmp_path) == before
        return
    after = tree(tmp_path)
    target = (home / "installed").relative_to(tmp_path).as_posix()
    schemas = [SCHEMAS, *(f"{SCHEMAS}/{file_of(kind)}" for kind in KINDS)]
    assert {path for path in after.keys() - before.keys() if not target.startswith(path)} == {
        f"{target}/{inside}" for inside in [*TINY, MANIFEST, name + ending, *schemas]
    }
    shutil.rmtree(home / "installed")


@given(changes=st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=4))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_package_with_bytes_changed_is_the_same_or_none(changes: list[tuple[int, int]]) -> None:
    content = bytearray(GOOD)
    for at, byte in changes:
        content[at] = byte
    try:
        found = package_of(bytes(content), "any")
    except UsageError:
        return
    assert {name: inside for name, inside in found.files.items() if name != MANIFEST} == TINY
    assert json.loads(found.files[MANIFEST])["files"].keys() == TINY.keys()
