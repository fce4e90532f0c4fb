"""Rules that Python asks for one number, as plain Python: that is quicker than a way into compiled code and back.

Only for rules that call no other: inner rules cannot be called from Python once they are compiled.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def plain(rule: Callable[..., Any]) -> Callable[..., Any]:
    """Return a rule as plain Python."""
    found: Callable[..., Any] = getattr(rule, "py_func", rule)
    return found
