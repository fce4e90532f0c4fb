"""A compiled function that does not say what it returns, so that it cannot be called before it is compiled."""

from __future__ import annotations

from game.core import _jit


@_jit.rule
def half(number: int):  # type: ignore[no-untyped-def]  # that is what it is for
    """Return half of a number."""
    return number // 2


@_jit.entry
def quarter(number: int) -> int:
    """Return a quarter of a number."""
    return int(half(half(number)))
