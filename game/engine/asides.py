"""What a player has said of units in a turn that is no order. A save keeps it, so that nobody is asked for twice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from game.core.errors import SaveError
from game.engine.saved_record import need


@dataclass(frozen=True)
class Asides:
    """What was said of units this turn, by their ids; all of it ends with the turn.

    Parameters
    ----------
    resting : who is not asked for again
    later : who is asked for after all others, in this order
    led : whom the staff has led, and leaves alone from now on
    refused : whom the player keeps to himself, whatever formations are ordered to do
    """

    resting: frozenset[str] = frozenset()
    later: tuple[str, ...] = ()
    led: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()

    @property
    def units(self) -> frozenset[str]:
        """All of whom anything was said."""
        return self.resting | self.led | self.refused | frozenset(self.later)


NOTHING_SAID = Asides()


def asides_document(asides: Asides) -> dict[str, list[str]]:
    """Return what was said as plain data, the same for the same."""
    return {key: list(units) if key == "later" else sorted(units) for key, units in asdict(asides).items()}


def asides_from(data: Any, units: Collection[str]) -> Asides:
    """Return what was said from its data, of a scenario with these units. Raises SaveError."""
    resting, later, led, refused = (_units(data, key, units) for key in ("resting", "later", "led", "refused"))
    return Asides(frozenset(resting), tuple(later), frozenset(led), frozenset(refused))


def _units(data: Any, key: str, units: Collection[str]) -> list[str]:
    found: list[str] = need(data, key, list, "its 'asides'")
    if not all(isinstance(unit, str) and unit in units for unit in found) or len(set(found)) != len(found):
        raise SaveError(f"its 'asides' have {key!r} that are not units of the scenario, each once")
    return found
