"""What can go wrong at the hands of players and files, said once for machines and once for people.

Faults of our own are asserts; these are for wrong input. Every error that leaves a command is a
`BorderWarsError`: the command line prints its text and exits with 2, without a traceback.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import ClassVar, Final

from game.core.terms import Reason

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\x80-\x9f\u2028\u2029]+")


def on_one_line(text: object) -> str:
    """Return a text without line breaks and other control characters: names of files may hold any."""
    return _CONTROL.sub(" ", str(text))


def escaped(text: object) -> str:
    """Return a name, or a sentence with one, in which what breaks or steers a line is written with a backslash."""
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), str(text))


class BorderWarsError(Exception):
    """Anything wrong with what the user gave us; its text is the whole message."""


class _SentenceError(BorderWarsError):
    """A message of one line, whatever it repeats of what was given."""

    def __init__(self, text: object) -> None:
        super().__init__(escaped(text))


@dataclass(frozen=True)
class Problem:
    """One fault of one file.

    `line` and `column` count from 1; 0 where a file has no such place. `path` is the place in the document
    ("forces.soviet.units[3].type"), `excerpt` the offending line as it stands in the file.
    """

    file: str
    line: int
    column: int
    path: str
    message: str
    excerpt: str = ""

    WORD: ClassVar[str] = ""
    """What its line calls it, after the place; "" for a fault."""

    def __str__(self) -> str:
        """`file:line:column: path: message`, then the line and a caret under the spot."""
        file = escaped(self.file)
        where = f"{file}:{self.line}:{self.column}" if self.line else file
        where += f": {self.WORD}" if self.WORD else ""
        head = f"{where}: {self.path}: {self.message}" if self.path else f"{where}: {self.message}"
        if not self.excerpt:
            return head
        return f"{head}\n    {self.excerpt}\n    {' ' * (self.column - 1)}^"


@dataclass(frozen=True)
class Remark(Problem):
    """What looks wrong in a file, though it can be played as it is."""

    WORD: ClassVar[str] = "remark"


class ScenarioError(BorderWarsError):
    """A scenario, or a file that it names, has faults; all of them are reported at once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''}"
        super().__init__("\n".join([*(str(problem) for problem in problems), count]))


class IllegalOrderError(BorderWarsError):
    """An order that the rules forbid; `reason` is for programs, the text for people."""

    def __init__(self, order: object, reason: Reason, sentence: str) -> None:
        self.reason = reason
        self.sentence = sentence
        super().__init__(on_one_line(f"{order}: {sentence}"))


class OrderTextError(_SentenceError):
    """A line that is not an order."""


class SaveError(_SentenceError):
    """A save or replay that cannot be used."""


class CommanderError(_SentenceError):
    """A commander of one's own that cannot be loaded, or that went wrong in the middle of a game."""


class UsageError(_SentenceError):
    """A command was asked for something that does not exist or does not make sense."""


def fault_of(error: BorderWarsError) -> str:
    """Return the first thing that is wrong in a line, by the name of the file: who wrote it knows the folder."""
    if not isinstance(error, ScenarioError) or not error.problems:
        return str(error).partition("\n")[0]
    first, more = error.problems[0], len(error.problems) - 1
    where = f"{PurePath(first.file).name}:{first.line}:{first.column}" if first.line else PurePath(first.file).name
    return f"{where}: {first.message}" + (f" (and {more} more)" if more else "")
