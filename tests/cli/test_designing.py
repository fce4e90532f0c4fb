"""docs/designing.md as its reader goes through it: files are written, commands run, what is shown is what they print.

A block that opens with `# NAME` is a file, one that opens with `# more of NAME` a part of it: a key that the file has
is replaced, any other goes to the end. A block without a language shows what the commands before it print; `...` stands
for the rest of a line, or in a line of its own for lines that are left out. UPDATE_DOCS=1 writes what they print now
into the page.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner

from game.cli import main
from game.core.places import battles_folder
from game.engine.game import Game
from game.scenario.loading import Scenario, load_scenario

PAGE: Final = Path(__file__).parents[2] / "docs" / "designing.md"
BLOCK: Final = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PART: Final = re.compile(r"# (more of )?([\w/.]+)\n")
TIME: Final = re.compile(r"\b\d+\.\d s\b")
LEFT_OUT: Final = "...\n"


@pytest.fixture(autouse=True)
def own_battles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: object) -> None:
    """The reader's folder of battles, empty, and whoever works stands in it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "150")
    battles_folder().mkdir(parents=True)
    monkeypatch.chdir(battles_folder())


def write(text: str) -> None:
    """Write the file that a block holds, or put its keys into the file that is there."""
    opening = PART.match(text)
    assert opening, f"a block of YAML says whose it is: {text[:60]}"
    path, body = Path(opening[2]), text[opening.end() :]
    path.parent.mkdir(exist_ok=True)
    path.write_text(merged(path.read_text(encoding="utf-8"), body) if opening[1] else body, encoding="utf-8")


def merged(text: str, more: str) -> str:
    """Return a file with the keys of another text in the place of its own, or at its end."""
    parts = dict(keys_of(text))
    assert len(parts) > 1, "there is something to add to"
    return "".join((parts | dict(keys_of(more))).values())


def keys_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield the keys of the first level, each with its lines; comments go with the key before them."""
    for part in re.split(r"^(?=\w+:)", text, flags=re.MULTILINE):
        if part:
            yield part.partition(":")[0], part


def answers(lines: str) -> str:
    """Run commands, and return what they print; nothing may end in a traceback."""
    said = ""
    for line in lines.splitlines():
        words = shlex.split(line, comments=True)
        assert words[0] == "borderwars", line
        result = CliRunner().invoke(main, words[1:], prog_name="borderwars")
        assert result.exception is None or isinstance(result.exception, SystemExit), (line, result.exception)
        said += result.output
    return said


def pattern_of(line: str) -> str:
    """Return the pattern of a line that is shown; some stand for any lines, some leave out their end."""
    return r"(.*\n)*" if line == LEFT_OUT else re.escape(line).replace(re.escape("..."), ".*")


def is_like(shown: str, said: str) -> bool:
    """Whether what is shown is what was printed, in whatever time."""
    pattern = "".join(pattern_of(line) for line in TIME.sub("# s", shown).splitlines(keepends=True))
    return re.fullmatch(pattern, TIME.sub("# s", said)) is not None


def renewed(shown: str, said: str) -> str:
    """Return the lines that a block shows as they are printed now; all of them if those that it shows are not found."""
    if is_like(shown, said):
        return shown
    printed, kept, at, free = said.splitlines(keepends=True), "", 0, False
    for line in shown.splitlines(keepends=True):
        if line == LEFT_OUT:
            kept, free = kept + line, True
            continue
        while free and at < len(printed) and not is_like(line, printed[at]):
            at += 1
        if at == len(printed):
            return said
        kept, at, free = kept + (line if is_like(line, printed[at]) else printed[at]), at + 1, False
    return kept if is_like(kept, said) else said


def read_through(page: str) -> str:
    """Do what the page says, and return it with what commands print now."""
    said = ""

    def done(block: re.Match[str]) -> str:
        nonlocal said
        language, text = block.groups()
        if language == "yaml":
            write(text)
        elif language == "sh":
            said = answers(text)
        else:
            return f"```\n{renewed(text, said)}```"
        return block[0]

    return BLOCK.sub(done, page)


def test_the_guide_makes_the_battle_and_shows_what_commands_print() -> None:
    page = PAGE.read_text(encoding="utf-8")
    found = read_through(page)
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(found, encoding="utf-8")
    assert found.splitlines() == page.splitlines(), "what commands print has changed: UPDATE_DOCS=1, and read the page"
    assert what_counts(load_scenario("temple/dawn")) == what_counts(load_scenario("halhamiao/loopholed_temple"))


def what_counts(scenario: Scenario) -> Any:
    """What a game goes by: all that never changes, how it begins, and the plans, whatever vouches for them."""
    plans = [without_sources(plan.model_dump()) for plan in scenario.plans]
    return Game.new(scenario, seed=1).digest(), [array.tobytes() for array in scenario.world], plans


def without_sources(noun: Any) -> Any:
    if isinstance(noun, dict):
        return {key: without_sources(value) for key, value in noun.items() if key not in ("source", "estimate")}
    return [without_sources(one) for one in noun] if isinstance(noun, list | tuple) else noun
