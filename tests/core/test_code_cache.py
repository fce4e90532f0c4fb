"""Where compiled code is kept: nothing is used that is not sound, nothing is left behind, nothing stands in the way.

What it holds does not matter to the cache, so these entries are plain bytes; many files or one make no difference.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.core.code_cache import ENTRY, KEPT_FOLDERS, MOST_BYTES, PART, UNUSED_SECONDS, USED, USED_BEFORE, CodeCache
from tests.damages import DAMAGES, OTHER_KEY, emptied

KEY = "0123456789abcdef"
ENTRIES = {"reach": b"code of reach" * 99, "give": b"code of give" * 999, "spare": b"a callee"}
NEEDED = ("reach", "give")


@pytest.fixture
def lines() -> list[str]:
    return []


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return tmp_path / "compiled"


def filled(base: Path, key: str = KEY) -> CodeCache:
    """A cache that holds everything, written by another process that has ended."""
    cache = CodeCache(base, key)
    for name, content in ENTRIES.items():
        cache.write(name, content)
    cache.complete(NEEDED)
    return cache


def started(base: Path, lines: list[str], key: str = KEY) -> CodeCache:
    """The cache as a new process finds it."""
    return CodeCache(base, key, lines.append)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_is_written_is_read_by_others(base: Path, lines: list[str]) -> None:
    filled(base)
    cache = started(base, lines)
    assert cache.is_complete()
    assert {name: bytes(cache.read(name) or b"") for name in ENTRIES} == ENTRIES
    assert cache.check() == (4, sum(map(len, ENTRIES.values())) + len("give\nreach"))
    assert names(cache.folder) == {USED, *(f"{name}{ENTRY}" for name in (*ENTRIES, "needed"))}
    assert lines == []


def test_nothing_is_made_by_looking(base: Path, lines: list[str]) -> None:
    cache = started(base, lines)
    assert not cache.is_complete()
    assert cache.read("reach") is None
    assert cache.check() == (0, 0)
    assert not base.exists()
    assert lines == []


# --- damage ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", [*NEEDED, "needed"])
def test_damage_is_noticed_and_mended(
    base: Path, lines: list[str], damage: Callable[[Path, random.Random], None], name: str
) -> None:
    folder = filled(base).folder
    damage(folder / f"{name}{ENTRY}", random.Random(f"{damage} {name}"))
    cache = started(base, lines)
    assert not cache.is_complete()
    assert cache.damaged == {name}
    assert cache.make_ready()
    for entry in NEEDED:
        if cache.read(entry) is None:
            cache.write(entry, ENTRIES[entry])
    cache.complete(NEEDED)
    again = started(base, lines)
    assert again.is_complete()
    assert bytes(again.read("give") or b"") == ENTRIES["give"]
    assert again.check()[0] == 4
    assert again.damaged == set()


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_that_is_met_on_the_way_is_said_once(
    base: Path, lines: list[str], damage: Callable[[Path, random.Random], None]
) -> None:
    """No start has looked at the whole before, as when the game is used from Python."""
    folder = filled(base).folder
    damage(folder / f"give{ENTRY}", random.Random(f"{damage}"))
    emptied(folder / f"spare{ENTRY}", random.Random(0))
    cache = started(base, lines)
    assert [cache.read(name) for name in ("give", "spare", "give")] == [None, None, None]
    assert len(lines) == 1
    assert str(folder) in lines[0]


def test_a_missing_file_is_no_damage(base: Path, lines: list[str]) -> None:
    folder = filled(base).folder
    (folder / f"give{ENTRY}").unlink()
    cache = started(base, lines)
    assert not cache.is_complete()
    assert cache.read("give") is None
    assert (cache.damaged, lines) == (set(), [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
@pytest.mark.parametrize("what", ["pipe", "device", "huge"])
def test_what_is_no_file_of_ours_is_not_waited_for(base: Path, lines: list[str], what: str) -> None:
    path = filled(base).folder / f"give{ENTRY}"
    path.unlink()
    if what == "pipe":
        os.mkfifo(path)
    elif what == "device":
        path.symlink_to("/dev/zero")
    else:
        with path.open("wb") as file:
            file.truncate(MOST_BYTES + 1)
    cache = started(base, lines)
    assert not cache.is_complete()
    assert cache.damaged == {"give"}
    assert cache.make_ready()
    cache.write("give", ENTRIES["give"])
    assert started(base, lines).is_complete()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_in_the_place_of_the_mark_holds_nobody_up(base: Path, lines: list[str]) -> None:
    folder = filled(base).folder
    (folder / USED).unlink()
    os.mkfifo(folder / USED)
    assert started(base, lines).is_complete()


def test_a_file_that_cannot_be_read_is_damage(base: Path, lines: list[str]) -> None:
    path = filled(base).folder / f"give{ENTRY}"
    path.unlink()
    path.mkdir()
    cache = started(base, lines)
    assert not cache.is_complete()
    assert cache.damaged == {"give"}
    assert cache.make_ready()
    cache.write("give", ENTRIES["give"])
    assert started(base, lines).is_complete()


def test_damage_that_no_run_needs_is_found_by_a_check_alone(base: Path, lines: list[str]) -> None:
    folder = filled(base).folder
    emptied(folder / f"spare{ENTRY}", random.Random(0))
    cache = started(base, lines)
    assert cache.is_complete()
    assert cache.check()[0] == 3
    assert cache.damaged == {"spare"}
    assert cache.make_ready()
    assert not (folder / f"spare{ENTRY}").exists()


def test_what_is_sound_but_of_no_use_is_said(base: Path, lines: list[str]) -> None:
    filled(base)
    cache = started(base, lines)
    cache.distrust("give")
    assert cache.damaged == {"give"}
    assert len(lines) == 1
    cache.write("give", b"new.")
    assert cache.damaged == set()


def test_without_standard_error_nothing_is_said_elsewhere(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    CodeCache(base, KEY).distrust("give")
    assert capsys.readouterr().out == ""


# --- no room, no right to write -------------------------------------------------------------------------------------


def test_no_room_is_said_once_and_nothing_is_left(
    base: Path, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A limit on the size of files stands for a full disk: the write fails half-way."""
    resource = pytest.importorskip("resource")
    cache = started(base, lines)
    assert cache.make_ready()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, before[1]))
    try:
        for name, content in ENTRIES.items():
            cache.write(name, content)
        cache.complete(NEEDED)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert len(lines) == 1
    assert "cannot be kept" in lines[0]
    assert names(cache.folder) == {USED}
    assert str(cache.folder) in lines[0]
    assert not list(base.rglob(f"*{PART}"))
    assert not started(base, lines).is_complete()


def test_where_nothing_can_be_written_no_folder_is_left(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4, before[1]))
    try:
        assert not CodeCache(base, KEY).make_ready()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert names(base) == set()


def test_a_file_in_the_place_of_the_folder(base: Path, lines: list[str]) -> None:
    for place in (base, base / KEY):
        place.parent.mkdir(exist_ok=True)
        place.write_text("mine")
        cache = started(base, lines)
        assert not cache.is_complete()
        cache.write("give", b"code")
        cache.write("reach", b"code")
        assert not cache.make_ready()
        assert place.read_text() == "mine"
        place.unlink()
    assert len(lines) == 2


@pytest.fixture
def read_only(base: Path) -> Iterator[Path]:
    """A folder that holds everything and cannot be written to, by whoever runs the tests."""
    filled(base)
    if os.geteuid() != 0:
        (base / KEY).chmod(0o555)
        yield base
        (base / KEY).chmod(0o755)
        return
    mounted = subprocess.run(["mount", "--bind", "-o", "ro", base, base], capture_output=True, check=False)
    if mounted.returncode != 0 or os.access(base, os.W_OK):
        pytest.skip("nothing can be mounted here")
    yield base
    subprocess.run(["umount", base], check=True)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders have no such rights here")
def test_a_folder_that_can_only_be_read_is_used(read_only: Path, lines: list[str]) -> None:
    cache = started(read_only, lines)
    assert cache.is_complete()
    assert bytes(cache.read("give") or b"") == ENTRIES["give"]
    assert lines == []
    assert not cache.make_ready()
    assert "Read-only" in cache.refusal or "denied" in cache.refusal
    cache.write("give", b"code")
    cache.write("reach", b"code")
    assert lines == []  # whoever makes it ready says so


# --- killed, shared, forgotten --------------------------------------------------------------------------------------


def ended_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_a_killed_process_was_writing_is_swept(base: Path, lines: list[str]) -> None:
    folder = filled(base).folder
    left = folder / f"give.{ended_process()}{PART}"
    others = folder / f"give.{os.getppid()}{PART}"
    forgotten = folder / f"reach.{os.getppid()}{PART}"
    for part in (left, others, forgotten):
        part.write_bytes(b"half")
    os.utime(forgotten, (0, time.time() - 86_400))
    assert started(base, lines).make_ready()
    assert not left.exists()
    assert not forgotten.exists()
    assert others.exists()


WRITER = """
import sys
from pathlib import Path
from game.core.code_cache import CodeCache
cache = CodeCache(Path(sys.argv[1]), sys.argv[2])
cache.make_ready()
print("begun", flush=True)
for turn in range(int(sys.argv[3])):
    for name in ("reach", "give"):
        cache.write(name, name.encode() * 100_000)
        assert cache.read(name) is not None
cache.complete(["reach", "give"])
"""


def writer(base: Path, times: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    command = [sys.executable, "-c", WRITER, str(base), KEY, str(times)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def test_two_processes_write_the_same_at_once(base: Path, lines: list[str]) -> None:
    both = [writer(base, 100) for _ in range(2)]
    for process in both:
        assert process.communicate(timeout=120) == ("", "")
        assert process.returncode == 0
    cache = started(base, lines)
    assert cache.is_complete()
    assert names(cache.folder) == {USED, "reach.code", "give.code", "needed.code"}


def test_a_process_killed_at_any_moment_leaves_nothing_wrong(base: Path, lines: list[str]) -> None:
    luck = random.Random(1)
    for _ in range(8):
        process = writer(base, 10**6)
        time.sleep(luck.uniform(0, 0.05))
        process.kill()
        process.communicate()
        cache = started(base, lines)
        assert cache.make_ready()
        assert not list(base.rglob(f"*{PART}"))
        assert all(bytes(cache.read(name) or name.encode() * 100_000) == name.encode() * 100_000 for name in NEEDED)
    assert lines == []


def aged(base: Path, key: str, days: float, mark: str = USED) -> Path:
    """The folder of another version that was used some days ago."""
    folder = base / key
    folder.mkdir(parents=True)
    (folder / f"give{ENTRY}").write_bytes(b"code")
    (folder / mark).touch()
    os.utime(folder / mark, (0, time.time() - days * 86_400))
    return folder


def test_old_versions_are_forgotten_and_nothing_else(base: Path, lines: list[str]) -> None:
    pytest.importorskip("fcntl")
    month = UNUSED_SECONDS / 86_400
    folders = [aged(base, f"{number:016x}", number) for number in range(1, KEPT_FOLDERS + 2)]
    long_ago = aged(base, "a" * 16, month + 1, USED_BEFORE)
    of_0_1_0 = aged(base, "b" * 16, month - 1, USED_BEFORE)
    not_ours = [aged(base, "0" * 15, month + 9), aged(base, "my pictures", month + 9)]
    unmarked = base / ("c" * 16)
    unmarked.mkdir()
    assert started(base, lines).make_ready()
    assert [folder.exists() for folder in folders] == [True, True, True, False, False]
    assert not long_ago.exists()
    assert all(folder.is_dir() for folder in (of_0_1_0, unmarked, *not_ours))


def test_what_a_running_process_uses_is_not_forgotten(base: Path, lines: list[str]) -> None:
    pytest.importorskip("fcntl")
    held = filled(base, OTHER_KEY)
    os.utime(held.folder / USED, (0, 0))
    assert held.read("give") is not None
    os.utime(held.folder / USED, (0, 0))
    assert started(base, lines).make_ready()
    assert held.folder.is_dir()
    held.release()
    assert started(base, lines).make_ready()
    assert not held.folder.exists()
