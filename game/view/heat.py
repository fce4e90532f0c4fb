"""How a hex is marked by the share of games in which each side holds it: by the board and in reports alike."""

from __future__ import annotations

from typing import Final

SURE: Final = 0.9
LIKELY: Final = 0.6
"""Shares of games from which a side surely, or likely, holds a hex."""


def heat_style(share: float) -> str:
    """Return the mark (`marks.STYLES`) of a hex that the first side holds in such a share of games."""
    if share >= LIKELY:
        return "heat_first_sure" if share >= SURE else "heat_first_likely"
    if share <= 1 - LIKELY:
        return "heat_second_sure" if share <= 1 - SURE else "heat_second_likely"
    return "heat_open"


def heat_legend(first: str, second: str) -> list[tuple[str, str]]:
    """Return what each mark says, for two sides by what they are called."""
    return [
        ("heat_first_sure", f"{first} in {SURE:.0%} of games or more"),
        ("heat_first_likely", f"{first} in {LIKELY:.0%} or more"),
        ("heat_open", "open"),
        ("heat_second_likely", f"{second} in {LIKELY:.0%} or more"),
        ("heat_second_sure", f"{second} in {SURE:.0%} or more"),
    ]
