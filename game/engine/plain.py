"""Rules that Python asks for one number, as plain Python: that is quicker than a way into compiled code and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import FunctionType
from typing import Any


@cache
def plain(rule: Callable[..., Any]) -> Callable[..., Any]:
    """Return a rule as plain Python, with all rules that it calls."""
    source: Any = getattr(rule, "py_func", None)
    if source is None:
        return rule
    known = source.__globals__
    called = {name: plain(known[name]) for name in source.__code__.co_names if hasattr(known.get(name), "py_func")}
    return FunctionType(source.__code__, {**known, **called}, source.__name__)
