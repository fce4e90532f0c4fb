"""Writing YAML: canonical documents, and edits that leave the rest of a file alone."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from game.scenario.formatting import formatted
from game.scenario.homes import data_dir
from game.scenario.reading import Spot, read_file, read_text
from game.scenario.writing import DELETE, dump, edited, save_edited, write_file

FILES = sorted([*data_dir("scenarios").glob("*/*.yaml"), *data_dir("assets").glob("data/*.yaml")])

TEXT = """\
# The first line.
name: "A name"   # said of it
hex: "0412"
long: [
  1, 2,
  3 ]
grid: |
  ab
  cd
list:
  - {id: a, size: 1}  # small
  - {id: b,
     size: 2}
  # the last word
"""


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and line[:3] not in {"+++", "---"}]


def edit(text: str, changes: dict[Any, Any]) -> str:
    folder_free = read_text(text).data
    for spot, value in changes.items():
        parent = folder_free
        for part in spot[:-1]:
            parent = parent[part]
        if value is DELETE:
            del parent[spot[-1]]
        elif isinstance(parent, list) and spot[-1] == len(parent):
            parent.append(value)
        else:
            parent[spot[-1]] = value
    return edited(text, changes, folder_free)


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({("hex",): "0809"}, ['-hex: "0412"', '+hex: "0809"']),
        ({("name",): "No: name"}, ['-name: "A name"   # said of it', '+name: "No: name" # said of it']),
        ({("grid",): "ab\nxd\n"}, ["-  cd", "+  xd"]),
        ({("list", 0, "size"): 5}, ["-  - {id: a, size: 1}  # small", "+  - {id: a, size: 5}  # small"]),
        ({("list", 0): DELETE}, ["-  - {id: a, size: 1}  # small"]),
        ({("more",): {"a": [1]}}, ["+more: {a: [1]}"]),
        ({("long", 1): 9}, ["-long: [", "-  1, 2,", "-  3 ]", "+long: [1, 9, 3]"]),
    ],
)
def test_an_edit_touches_its_own_lines(changes: dict[Any, Any], lines: list[str]) -> None:
    assert changed_lines(TEXT, edit(TEXT, changes)) == lines


def test_several_edits_at_once() -> None:
    after = edit(TEXT, {("hex",): "0000", ("list", 2): {"id": "no", "size": 3}, ("list", 0): DELETE})
    assert read_text(after).data["list"] == [{"id": "b", "size": 2}, {"id": "no", "size": 3}]
    assert '"no"' in after
    assert "  1, 2,\n  3 ]" in after


def test_line_ends_of_windows_are_kept() -> None:
    text = TEXT.replace("\n", "\r\n")
    assert edit(text, {("hex",): "0000"}) == text.replace("0412", "0000")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_shipped_files_stay_as_they_are(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    data = read_file(copy, path.name).data
    save_edited(copy, {("schema",): data["schema"]})
    assert copy.read_bytes() == path.read_bytes()
    save_edited(copy, {("schema",): 7})
    assert changed_lines(path.read_text(encoding="utf-8"), copy.read_text(encoding="utf-8")) == [
        "-schema: 1",
        "+schema: 7",
    ]
    assert read_file(copy, path.name).data == {**data, "schema": 7}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_shipped_files_mean_the_same_dumped(path: Path) -> None:
    data = read_file(path, path.name).data
    text = dump(data)
    assert read_text(text).data == data
    assert yaml.safe_load(text) == data


def test_grids_become_blocks_and_hexes_are_quoted() -> None:
    assert dump({"grid": "..\n.h\n", "hex": "0809", "odds": "1:2", "answer": "NO"}) == (
        "grid: |\n  ..\n  .h\nhex: '0809'\nodds: '1:2'\nanswer: 'NO'\n"
    )


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    write_file(path, "a: 1\n")
    path.chmod(0o600)
    write_file(path, "a: 2\n")
    assert path.read_text(encoding="utf-8") == "a: 2\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    write_file(path, "a: 1\n")
    with pytest.raises(UnicodeEncodeError):
        write_file(path, "\ud800")
    assert path.read_text(encoding="utf-8") == "a: 1\n"
    assert list(tmp_path.iterdir()) == [path]


# --- random edits ---------------------------------------------------------------------------------------------------

BRIEFLY = settings(max_examples=2, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
LONG = settings(max_examples=20, suppress_health_check=list(HealthCheck))
NEW = st.one_of(
    st.integers(-99, 9999),
    st.booleans(),
    st.sampled_from(["0412", "no", "12:30", "1e3", "Hill 52: north", "it's # not", 'a "b"', "a", "", "~"]),
)


def leaves(data: Any, spot: Spot = ()) -> list[Spot]:
    """The spots of all values that have no others in them."""
    if not isinstance(data, dict | list):
        return [spot]
    items = data.items() if isinstance(data, dict) else enumerate(data)
    return [leaf for key, value in items for leaf in leaves(value, (*spot, key))]


def with_value(data: Any, spot: Spot, value: Any) -> Any:
    """Data with another value in a spot."""
    if not spot:
        return value
    copy = data.copy()
    copy[spot[0]] = with_value(data[spot[0]], spot[1:], value)
    return copy


def comments(text: str) -> list[str]:
    """All that stands after a # which begins a word outside of texts in quotes."""
    return [line[at:] for line in text.splitlines() if (at := comment_in(line)) >= 0]


def comment_in(line: str) -> int:
    in_quotes = False
    for at, sign in enumerate(line):
        in_quotes ^= sign == '"'
        if sign == "#" and not in_quotes and (at == 0 or line[at - 1] == " "):
            return at
    return -1


def edit_at_random(path: Path, folder: Path, data: st.DataObject) -> None:
    """Change one value, read it back, and change it again to what it was."""
    text = path.read_bytes().decode("utf-8")
    before = read_text(text).data
    spot = data.draw(st.sampled_from([leaf for leaf in leaves(before) if "\n" not in str(value_at(before, leaf))]))
    value = data.draw(NEW)
    copy = folder / path.name
    copy.write_bytes(path.read_bytes())
    save_edited(copy, {spot: value})
    after = read_file(copy, path.name)
    assert after.data == with_value(before, spot, value)
    edited_text = copy.read_bytes().decode("utf-8")
    assert comments(edited_text) == comments(text)
    assert formatted(edited_text) == edited_text
    save_edited(copy, {spot: value_at(before, spot)})
    assert read_file(copy, path.name).data == before
    assert comments(copy.read_text(encoding="utf-8")) == comments(text)


def value_at(data: Any, spot: Spot) -> Any:
    for part in spot:
        data = data[part]
    return data


SOME = FILES[::3]
"""A third of the files, of most kinds; the full set has all, and more edits of each."""


@pytest.mark.parametrize("path", SOME, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_random_edit_keeps_all_else(path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("edits")
    BRIEFLY(given(st.data())(lambda data: edit_at_random(path, folder, data)))()


@pytest.mark.full
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_random_edits_keep_all_else(path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("edits")
    LONG(given(st.data())(lambda data: edit_at_random(path, folder, data)))()
