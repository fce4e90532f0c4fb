"""How much work compiling is, and how much of it is done: what a bar of progress needs to move evenly.

All of it goes with the length of bytecode. In a bundle every function costs itself once. One by one a function costs
its own translation, and the optimising of every copy of its callees that is linked into it; the share between the two
is measured.
"""

from __future__ import annotations

import dis
from collections.abc import Callable, Iterator, Sequence
from types import ModuleType
from typing import Any, Final

OWN: Final = 8
"""What a function's own bytecode costs, where a copy linked into a caller costs 1."""


def length_of(function: Any) -> int:
    """Return the bytes of a marked function's bytecode."""
    return len(function.py_func.__code__.co_code)


def called_by(first: Sequence[Any], marked: Sequence[Any], is_elsewhere: Callable[[Any], bool]) -> list[Any]:
    """Return some marked functions and all that they call, at whatever remove, but for what is compiled elsewhere."""
    known = {id(function) for function in marked}
    found = {id(function): function for function in first}
    waiting = list(first)
    while waiting:
        for callee in _callees(waiting.pop()):
            if id(callee) in known and id(callee) not in found and not is_elsewhere(callee):
                found[id(callee)] = callee
                waiting.append(callee)
    return list(found.values())


class CompileWork:
    """The work of compiling some functions one by one, each with the functions it calls."""

    def __init__(self, functions: Sequence[Any]) -> None:
        known = {id(function): function for function in functions}
        self._callees = {key: [id(callee) for callee in _callees(known[key]) if id(callee) in known] for key in known}
        self._functions = known
        self._copies: dict[int, int] = {}
        self._open = {key: OWN * length_of(known[key]) + self._linked(key) for key in known}
        self._whole = sum(self._open.values())

    def share(self) -> float:
        """Return the share that is done, 0 to 1. What a finished function calls is finished or no longer needed."""
        for key in [key for key in self._open if self._functions[key].overloads]:
            self._finish(key)
        return 1 - sum(self._open.values()) / max(1, self._whole)

    def _finish(self, key: int) -> None:
        if self._open.pop(key, None) is not None:
            for callee in self._callees[key]:
                self._finish(callee)

    def _linked(self, key: int) -> int:
        """Return the bytecode of a function with a copy of each callee, and in it of each of theirs."""
        if key not in self._copies:
            self._copies[key] = length_of(self._functions[key])  # stands meanwhile, should a callee lead back here
            self._copies[key] += sum(self._linked(callee) for callee in self._callees[key])
        return self._copies[key]


def _callees(function: Any) -> Iterator[Any]:
    """Yield what the names of a function stand for, `callee` as well as `module.callee`."""
    names = function.py_func.__globals__
    before: Any = None
    for step in dis.get_instructions(function.py_func):
        found: Any = None
        if step.opname == "LOAD_GLOBAL":
            found = names.get(step.argval)
        elif step.opname in {"LOAD_ATTR", "LOAD_METHOD"} and isinstance(before, ModuleType):
            found = getattr(before, step.argval, None)
        before = found
        if found is not None:
            yield found
