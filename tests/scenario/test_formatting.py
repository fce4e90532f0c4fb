"""The canonical layout: what it changes and what it never does, over shipped files, bad ones and files at random."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from game.core.errors import ScenarioError
from game.scenario.formatting import changed_lines, formatted
from game.scenario.homes import data_dir
from game.scenario.reading import decode, read_text
from game.scenario.writing import edited

from .test_bad_files import CASES, parse
from .tiny import VALID, find, lay_out

FILES = sorted(
    [*data_dir("scenarios").glob("*/*.yaml"), *data_dir("assets").glob("data/*.yaml"), *VALID.rglob("*.yaml")]
)

MESSY = """\


# The whole file.
a:   1   # said of a
b:
- x: |   # a grid
    ..h
     y

  # of the list
- z: [1, # the first
   2,]   # out
c: 'folded
    text'


d:    |-
        q

        r
e :    { "a" :1,b: 0412 , c: no, d: 12:30, "e":'x', f: }
g: {
 a: [ 1,
 2 ],
        # within
   b: {c:  1}
   }
h:
      k:
            - {a: 1,
 b: 2}
            -   - 1
                - z
      # of h
      o:
        1
      p: TRUE
0412: NO
# the last word
"""

CANONICAL = """\
# The whole file.
a: 1     # said of a
b:
  - x: | # a grid
      ..h
       y

    # of the list
  - z: [1, # the first
      2]    # out
c: 'folded
  text'

d: |-
  q

  r
e: {"a": 1, b: "0412", c: "no", d: "12:30", "e": "x", f: }
g: {
  a: [1,
  2],
  # within
  b: {c: 1}
}
h:
  k:
    - {a: 1,
       b: 2}
    - - 1
      - z
  # of h
  o:
    1
  p: true
"0412": "NO"
# the last word
"""


def test_a_messy_file_becomes_canonical() -> None:
    assert formatted(MESSY) == CANONICAL
    assert formatted(CANONICAL) == CANONICAL


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_shipped_files_are_canonical(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert formatted(text) == text
    assert formatted(text.replace("\n", "\r\n")) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1", "a: 1\n"),
        ("a: |\n  x", "a: |-\n  x\n"),
        ("a: |+\n  x\n\n", "a: |+\n  x\n\n"),
        ("a: |\n  x \n   \n", "a: |\n  x \n   \n"),
        ("a: |2\n    x\n  y\n", "a: |2\n    x\n  y\n"),
        ("a: >\n    one\n    two\n\nb: 1\n", "a: >\n  one\n  two\n\nb: 1\n"),
        ('a: "one \\\n   two"\n', 'a: "one \\\n  two"\n'),
        ("# nothing but a comment", "# nothing but a comment\n"),
        ("---\na: 1\n", "---\na: 1\n"),
        ("? a\n: 1\n", "? a\n: 1\n"),
        ("a: 'it''s'\nb: 'a \"word\"'\n", 'a: "it\'s"\nb: \'a "word"\'\n'),
        ("a: 1e3\nb: 0x1F\nc: ~\nd:\n", "a: 1e3\nb: 0x1F\nc: ~\nd:\n"),
        ("a: 2024-05-11\nb: 1_000\nc: on\nd: y\n", 'a: "2024-05-11"\nb: "1_000"\nc: "on"\nd: "y"\n'),
        ("a:\n- b:\n  - c\n", "a:\n  - b:\n      - c\n"),
        ("- {a: 1,\n  b: 2}\n", "- {a: 1,\n   b: 2}\n"),
        ("a: 1 # said\x85b: 2\u2028# more\r", "a: 1 # said\nb: 2\n# more\n"),
        ("", ""),
    ],
)
def test_what_is_written_otherwise(before: str, after: str) -> None:
    assert formatted(before) == after
    assert formatted(after) == after


def test_what_cannot_be_read_is_refused_with_its_place() -> None:
    with pytest.raises(ScenarioError, match=r"x\.yaml:2:4: not YAML"):
        formatted("a: 1\n  b: 2\n", "x.yaml")


def test_a_file_that_would_mean_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the writer does wrong, no data are lost by it."""
    monkeypatch.setattr("game.scenario.formatting._Writer.written", lambda self: "a: 1.0\n")
    with pytest.raises(ScenarioError, match="would mean something else"):
        formatted("a: 1\n")


def test_lines_that_change_are_counted() -> None:
    assert changed_lines("a\nb\nc\n", "a\nB\nc\n") == 1
    assert changed_lines("a\n\n\nb\n", "a\n\nb\n") == 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_bad_files_keep_what_they_say(case: Path, tmp_path: Path) -> None:
    """What breaks a rule of scenarios is laid out like all else; what is no YAML of ours is left alone."""
    battle = lay_out(tmp_path)
    _, edits = parse(case.read_text(encoding="utf-8"))
    for edit in edits:
        edit.apply(battle)
    for path in {find(battle, edit.file) for edit in edits}:
        try:
            text = decode(path.read_bytes(), path.name)
            data = read_text(text).data
        except (ScenarioError, OSError):
            continue
        new = formatted(text)
        assert read_text(new).data == data
        assert formatted(new) == new


# --- at random ------------------------------------------------------------------------------------------------------

WORDS = st.one_of(
    st.sampled_from(["0412", "no", "1:2", "a b", "x: y", "it's", 'a "b"', "# no comment", "", "  ", "é", "TRUE"]),
    st.text("ab 1:-#'\"\\,{}[]\n", max_size=30),
)
KEYS = st.text("ab1_", min_size=1, max_size=4)
DATA = st.recursive(
    st.one_of(WORDS, st.integers(-50, 50), st.booleans(), st.none(), st.just(1.5)),
    lambda inside: st.one_of(st.lists(inside, max_size=4), st.dictionaries(KEYS, inside, max_size=4)),
    max_leaves=12,
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A file at random: any style, any indentation, with comments and blank lines where they may be."""
    text: str = yaml.safe_dump(
        {"top": draw(DATA), "end": 1},
        indent=draw(st.integers(2, 6)),
        default_flow_style=draw(st.sampled_from([None, True, False])),
        default_style=draw(st.sampled_from([None, None, '"', "'", "|", ">"])),
        width=draw(st.sampled_from([20, 80])),
        sort_keys=False,
        allow_unicode=True,
    )
    lines = text.split("\n")
    for number in range(draw(st.integers(0, 4))):
        at, gap = draw(st.integers(0, len(lines) - 1)), " " * draw(st.integers(0, 8))
        added = draw(st.sampled_from([f"{gap}# word {number}", gap, ""]))
        lines.insert(at, added)
        at = draw(st.integers(0, len(lines) - 1))
        lines[at] += draw(st.sampled_from(["", "  ", f" # end {number}"]))
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines)


@given(texts())
@example("a:\n- b\n # c\n")
def test_files_at_random(text: str) -> None:
    try:
        data = read_text(text).data
    except ScenarioError:
        return
    new = formatted(text)
    assert read_text(new).data == data
    assert formatted(new) == new
    assert marks(new) == marks(text)
    assert "\r" not in new


def marks(text: str) -> list[str]:
    """The comments that were put in, in their order."""
    return re.findall(r"# (?:word|end) \d", text)


@given(texts(), st.one_of(WORDS, st.integers(), st.lists(st.integers(), max_size=3)))
def test_an_edit_of_a_canonical_file_reads_back(text: str, value: Any) -> None:
    try:
        data = read_text(text).data
    except ScenarioError:
        return
    if isinstance(data, dict) and "end" in data:
        after = edited(formatted(text), {("end",): value}, {**data, "end": value})
        assert formatted(after) == formatted(formatted(after))
