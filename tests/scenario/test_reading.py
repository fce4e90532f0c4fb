"""Reading YAML: what words mean, where they stand, and that nothing gets through that should not."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from game.core.errors import ScenarioError
from game.scenario.reading import Document, plain, read_bytes, read_text, spot_text
from game.scenario.suggesting import did_you_mean, listed, or_known, quote
from game.scenario.writing import dump


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("0412", "0412"),
        ("0809", "0809"),
        ("1204", 1204),
        ("-3", -3),
        ("0", 0),
        ("0x1F", 31),
        ("12:30", "12:30"),
        ("1:2", "1:2"),
        ("no", "no"),
        ("NO", "NO"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("00.5", "00.5"),
        ("1_000", "1_000"),
        ("2024-05-11", "2024-05-11"),
        ("0o17", "0o17"),
        ("+7", 7),
        ("٣", "٣"),
        ("9" * 38, 10**38 - 1),
        ("9" * 1001, "9" * 1001),
    ],
)
def test_bare_words_mean_what_yaml_1_2_says_but_leading_zeros_stay(word: str, meaning: object) -> None:
    assert plain(word) == meaning
    assert type(plain(word)) is type(meaning)


def test_every_value_and_key_has_a_place() -> None:
    document = read_text('a: 1\nb:\n  - {c: "x"}\n  - [5, 6]\n')
    assert document.data == {"a": 1, "b": [{"c": "x"}, [5, 6]]}
    assert document.place(("a",)) == (1, 4)
    assert document.place(("a",), key=True) == (1, 1)
    assert document.place(("b", 0, "c")) == (3, 9)
    assert document.place(("b", 1, 1)) == (4, 9)
    assert document.place(("b", 1, 7, "nowhere")) == (4, 5)


def test_a_row_of_a_block_has_a_place() -> None:
    document = read_text("grid: |  # a comment\n    ab\n    cde\n\n  # another\nnext: 1\n")
    assert document.data == {"grid": "ab\ncde\n", "next": 1}
    assert document.row_place(("grid",), 1, 2, "cde") == (3, 7)
    assert document.row_place(("next",), 4, 0, "none") == (6, 7)


def test_line_ends_of_windows_count_as_one() -> None:
    document = read_text("a: 1\r\nb: |\r\n  xy\r\n  z\r\nc: 2\r\n")
    assert document.data == {"a": 1, "b": "xy\nz\n", "c": 2}
    assert document.row_place(("b",), 1, 0, "z") == (4, 3)
    assert document.place(("c",)) == (5, 4)


def test_a_spot_reads_like_a_path() -> None:
    assert spot_text(("sides", "red", "units", 3, "type")) == "sides.red.units[3].type"
    assert spot_text(("legend", "~")) == "legend.'~'"
    assert spot_text(()) == ""


def test_data_without_places_still_make_problems() -> None:
    problem = Document("a save", {"x": [1]}).problem(("x", 0), "is wrong")
    assert str(problem) == "a save: x[0]: is wrong"


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=200))
@example(b"a: &a [*a]")
@example(b"\xff\xfe")
@example(b"? ? ?")
@example(b"!<x> y")
@example(b"%YAML 9.9\n---\n")
def test_any_bytes_give_data_or_a_scenario_error(content: bytes) -> None:
    try:
        read_bytes(content, "junk")
    except ScenarioError as error:
        assert str(error)


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="ab01 :-[]{},|>&*!?'\"\n\t#%@~\\.", max_size=80))
def test_any_text_gives_data_or_a_scenario_error(text: str) -> None:
    try:
        read_text(text)
    except ScenarioError as error:
        assert str(error)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)
SCALARS = st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False)
TRAPS = st.sampled_from(
    ["0412", "no", "1:2", "2024-05-11", "~", "", " x", "x ", "a: b", "# x", "a\nb\n", "  a\nb\n", "\t"]
)
DATA = st.recursive(
    SCALARS | TEXTS | TRAPS,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(TEXTS | TRAPS, inside, max_size=4),
    max_leaves=12,
)


@settings(deadline=None, max_examples=300)
@given(DATA)
def test_what_is_dumped_is_read_back(data: object) -> None:
    assert read_text(dump(data)).data == data


def test_words_for_people() -> None:
    assert did_you_mean("hil", ["hill", "marsh"]) == "; did you mean 'hill'?"
    assert did_you_mean("lake", ["hill", "marsh"]) == ""
    assert or_known("lake", ["hill", "marsh"]) == "; there are hill and marsh"
    assert or_known("lake", ["hill"]) == "; there is hill"
    assert or_known("lake", []) == "; there are none"
    assert listed(map(str, range(20))) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 8 more"
    assert listed("ab", "or") == "a or b"
    assert quote("\x1b[31m") == r"'\x1b[31m'"
    assert len(quote("x" * 1000)) == 60
