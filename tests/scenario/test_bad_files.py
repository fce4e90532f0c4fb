"""Every file of tests/bad_files breaks the tiny battle in one way; its messages are part of the game.

A case file says what is wrong, then what it changes, then the messages that must come:

    A row of the terrain has a hex too few.

    @ map.yaml
    -  .h.~.M
    +  .h.~M

    = expected
    scenarios/tiny/map.yaml:13:9: terrain: ...

`@` names a file of the tiny battle or of its libraries. Lines with `-` are replaced by those with `+` (the first
character is not part of the line); `+` alone adds at the end, or makes a new file. `! empty`, `! delete`, `! hex 00ff`
and `! repeat 1000 text` make whole files. `> name` loads something else than tiny/clash.

After a change of wording: UPDATE_EXPECTED=1 pytest tests/scenario/test_bad_files.py, then read the diff.
"""

from __future__ import annotations

import os
import time  # noqa: TID251 - that no file takes longer than a second is part of the promise
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from game.core.errors import ScenarioError, UsageError
from game.scenario.loading import load_scenario

from .tiny import VALID, find

CASES = sorted(VALID.parent.glob("*.case"))
MARK = "\n= expected\n"

A_HANG = 20
"""Seconds after which a file has hung the reader; bombs are refused in hundredths of one."""


@dataclass
class Edit:
    """One change of one file."""

    file: str
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    command: str = ""

    def apply(self, battle: Path) -> None:
        path = find(battle, self.file)
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.command:
            self.make(path)
            return
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        new = "\n".join(self.new) + "\n"
        if self.old:
            old = "\n".join(self.old) + "\n"
            assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {self.file}"
            new = text.replace(old, new if self.new else "")
        else:
            new = text + new
        path.write_text(new, encoding="utf-8", newline="")

    def make(self, path: Path) -> None:
        what, _, rest = self.command.partition(" ")
        if what == "delete":
            path.unlink()
        elif what == "hex":
            path.write_bytes(bytes.fromhex(rest))
        elif what == "repeat":
            count, _, line = rest.partition(" ")
            path.write_text(f"{line}\n" * int(count), encoding="utf-8")
        else:
            assert what == "empty"
            path.write_bytes(b"")


def parse(text: str) -> tuple[str, list[Edit]]:
    """Return what a case loads and what it changes."""
    name, edits = "tiny/clash", list[Edit]()
    for line in text.partition(MARK)[0].splitlines():
        sign, rest = line[:1], line[1:]
        if sign == ">":
            name = rest.strip()
        elif sign == "@":
            edits.append(Edit(rest.strip()))
        elif sign == "!":
            edits[-1].command = rest.strip()
        elif sign == "-":
            if edits[-1].new:
                edits.append(Edit(edits[-1].file))
            edits[-1].old.append(rest)
        elif sign == "+":
            edits[-1].new.append(rest)
    return name, edits


def messages(name: str) -> str:
    with pytest.raises((ScenarioError, UsageError)) as caught:
        load_scenario(name)
    return str(caught.value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_bad_file_is_named_with_its_faults(case: Path, battle: Path) -> None:
    text = case.read_text(encoding="utf-8")
    name, edits = parse(text)
    for edit in edits:
        edit.apply(battle)
    start = time.perf_counter()
    said = messages(name)
    assert time.perf_counter() - start < A_HANG
    if os.environ.get("UPDATE_EXPECTED"):
        case.write_text(text.partition(MARK)[0].rstrip("\n") + f"\n{MARK}{said}\n", encoding="utf-8")
    assert said + "\n" == text.partition(MARK)[2]


def test_the_corpus_is_large() -> None:
    assert len(CASES) >= 65


def test_the_valid_battle_is_valid(battle: Path) -> None:
    assert load_scenario("tiny/clash").name == "tiny/clash"
