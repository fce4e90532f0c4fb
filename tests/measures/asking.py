"""What the commands of this package are asked for; what is wrong is one message and exit code 2, as with the game's."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from game.core.errors import BorderWarsError

USER_ERROR = 2


def count(text: str) -> int:
    """Return how many games or points are asked for, at least one."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} should be a whole number from 1 on")
    return number


def seed(text: str) -> int:
    """Return a seed."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} should be a whole number from 0 on")
    return int(text)


def factor(text: str) -> tuple[str, float]:
    """Return a name and the factor that is given for it."""
    name, _, said = text.partition("=")
    try:
        return name, float(said)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} should be NAME=FACTOR, for example dug_in=1.2") from None


def answer(main: Callable[[Sequence[str]], int]) -> NoReturn:
    """Run a command of this package, and leave with its exit code."""
    try:
        sys.exit(main(sys.argv[1:]))
    except BorderWarsError as error:
        print(error, file=sys.stderr)
        sys.exit(USER_ERROR)
