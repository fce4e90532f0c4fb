"""Bundles: functions that are compiled as one, and the form in which a compiled bundle is kept.

A bundle has a home, a package or module whose functions are in it, and a module that gives examples of everything that
Python calls them with. The rules are one bundle. A commander's package with a module `examples` is another, which costs
itself alone: what it calls of the rules is called where it lies if it is an `entry`, and compiled once more, into the
commander's own code, if it is a `rule`. An entry outside of all bundles, as tests have them, is one of its own.

All sources of its home decide a bundle's key, beside those that decide everything's (`settings.COMPILED_SOURCES`); so
the rules call nothing of a commander, or they would keep what has changed since.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from game.core._jit.messages import Task
from game.core._jit.names import CannotBundleError
from game.core._jit.settings import GAME

Report = Callable[[float], None]
"""Takes the share of the work that is done, 0 to 1; may raise KeyboardInterrupt, to stop it."""


class Bundle(NamedTuple):
    """Functions compiled as one."""

    name: str
    home: str
    """All functions of this package or module, but for those of a bundle further inside."""

    examples: str
    """A module that imports all of them; its `examples()` has a value for each parameter, by name, but for numbers."""


RULES: Final = Bundle("rules", "game", "game.rules.examples")

APART: Final = ("game.learning.",)
"""Packages that few need: their functions are in no bundle, and are compiled when they are first called."""


def shipped() -> list[Bundle]:
    """Return the bundles of the game: the rules, and every commander with a package that has examples of its own."""
    homes = sorted(path.parent.name for path in GAME.glob("commanders/*/examples.py"))
    return [RULES, *(Bundle(name, home := f"game.commanders.{name}", f"{home}.examples") for name in homes)]


def bundle_of(module: str, bundles: Iterable[Bundle]) -> Bundle | None:
    """Return the bundle that the functions of a module belong to: the innermost of those around it."""
    if module.startswith(APART):
        return None
    around = [bundle for bundle in bundles if f"{module}.".startswith(f"{bundle.home}.")]
    return max(around, key=lambda bundle: len(bundle.home), default=None)


class Plan(NamedTuple):
    """What is to be built."""

    name: str
    bundle: Bundle | None
    """Whose examples say what to begin with; without one it is `first`."""

    first: list[Task]
    key: list[str]
    """The keys of the sources; what workers read must not be others, as when a file has just been changed."""

    home: str
    modules: list[str]
    """What workers import, and with it all functions that are to be compiled."""

    elsewhere: Callable[[Task], str | None]
    """Names the bundle that a function is called in where it lies, nothing if it is to be compiled into this one."""


class Compiled(NamedTuple):
    """A compiled bundle as it is kept."""

    symbols: list[str]
    """The names of what Python and other bundles call."""

    needs: dict[str, str]
    """The names of what it calls of other bundles, each with its bundle."""

    functions: list[str]
    """Every function in it, as often as it was compiled: once, or there is more than one signature of it."""

    machine_code: bytes

    def packed(self) -> bytes:
        """Return it as the cache keeps it."""
        head = [self.symbols, self.needs, self.functions, len(self.machine_code)]
        return json.dumps(head).encode() + b"\n" + self.machine_code


def unpacked(content: bytes | memoryview) -> Compiled:
    """Return what `packed` made bytes of. Raises CannotBundleError for anything else."""
    head, _, machine_code = bytes(content).partition(b"\n")
    try:
        symbols, needs, functions, length = json.loads(head)
        compiled = Compiled(list(symbols), dict(needs), list(functions), machine_code)
    except (ValueError, TypeError) as error:
        raise CannotBundleError(f"the compiled code is of another form ({error})") from error
    if length == 0 or length != len(machine_code):  # LLVM does not look before it reads
        raise CannotBundleError("the compiled code is not all there")
    return compiled
