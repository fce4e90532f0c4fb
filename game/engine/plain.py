"""Rules that Python asks for one number, as plain Python: that is quicker than a way into compiled code and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

Rule = Callable[..., Any]


@cache
def plain(rule: Rule) -> Rule:
    """Return a rule as plain Python, with all rules that it calls, by their own names or by those of their modules."""
    return _copied(rule, {})


def _copied(rule: Rule, done: dict[Rule, Rule]) -> Rule:
    """Return a copy of a rule in which every name of a rule means a copy too; `done` are those that are there."""
    source: Any = getattr(rule, "py_func", None)
    if source is None:
        return rule
    if rule not in done:
        names = dict(source.__globals__)
        done[rule] = FunctionType(source.__code__, names, source.__name__, source.__defaults__)
        for name in source.__code__.co_names:  # those of fields are among them, and may be called like a rule
            if isinstance(names.get(name), ModuleType):
                names[name] = _PlainModule(names[name])
            elif name in names:
                names[name] = _copied(names[name], done)
    return done[rule]


class _PlainModule:
    """A module whose rules are plain Python."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._module, name)
        if isinstance(found, ModuleType):
            return _PlainModule(found)
        return plain(found) if hasattr(found, "py_func") else found
