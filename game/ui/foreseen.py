"""What the enemy could do with its next turn, and chosen units now, kept until the position changes; and in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from game.engine.game import Game
from game.engine.threats import Attacks, Threat, threats_to
from game.scenario.names import expected_number, percent, so_many

HUNDREDTHS: Final = 100
NAMED: Final = 2
"""Units of the enemy that are named in the bottom line."""
WORTH_SHOWING: Final = Fraction(1, 20)
"""Of a vehicle: losses expected below this are not shown."""
ASSUMED: Final = (
    "Your units stay where they are; all of theirs may come against one hex, each hex taken by itself. Units "
    "that arrive only by chance are counted."
)
"""What is taken for granted."""
LIKELY: Final = 60
POSSIBLE: Final = 20
"""Per cent from which the loss of a hex is likely, or to be reckoned with."""

STYLES: Final[Mapping[str, str]] = {
    "threat_high": f"lost: {LIKELY}% or more",
    "threat_some": f"{POSSIBLE}% to {LIKELY}%",
    "threat_low": f"less than {POSSIBLE}%",
    "threat_worst": "hurts most: points, chance, men",
}
"""The marks of hexes that the enemy could attack, and what they mean."""


class Foreseen:
    """The threats to one side in the position that was asked about last: the map is drawn sixty times a second."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._found: dict[int, Threat] = {}

    def to(self, game: Game, side: str) -> Mapping[int, Threat]:
        """Return the attacks that the enemy of a side could make, by the row of the hex."""
        asked = game.scenario, game.luck, game.digest(), side
        if len(self._of) != len(asked) or self._of[0] is not asked[0] or self._of[1:] != asked[1:]:
            self._of, self._found = asked, threats_to(game, side)
        return self._found


class Outlook:
    """What the chosen units could do to a hex of the enemy, kept while the position and the units are the same."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._attacks: Attacks | None = None
        self._found: dict[tuple[tuple[str, ...], int], Threat | None] = {}

    def on(self, game: Game, units: tuple[str, ...], hex_: int) -> Threat | None:
        """Return the attack that units of the active side could make together on a hex, marches included."""
        asked = game.scenario, game.luck, game.digest()
        if self._attacks is None or self._of[0] is not asked[0] or self._of[1:] != asked[1:]:
            self._of, self._attacks, self._found = asked, Attacks(game), {}
        if (units, hex_) not in self._found:
            self._found[units, hex_] = self._attacks.on(hex_, units)
        return self._found[units, hex_]


FORESEEN: Final = Foreseen()
OUTLOOK: Final = Outlook()


def style_of(threat: Threat) -> str:
    """Return the mark of a hex by the chance that it is lost."""
    chance = threat.lost * HUNDREDTHS
    return "threat_high" if chance >= LIKELY else "threat_some" if chance >= POSSIBLE else "threat_low"


def worst_of(threats: Mapping[int, Threat]) -> int | None:
    """Return the hex where an attack hurts most: by the points expected to be lost, the chance, the men."""

    def hurts(hex_: int) -> tuple[float, float, float]:
        threat = threats[hex_]
        return float(threat.lost * max(0, threat.points)), float(threat.lost), float(threat.men)

    found = max(threats, key=hurts, default=None)
    return None if found is None or not threats[found].lost else found


def odds_words(threat: Threat) -> str:
    """Return the odds at even luck: "2.10 to 1"."""
    return f"{threat.odds / HUNDREDTHS:.2f} to 1"


def cost_words(men: Fraction, vehicles: Fraction) -> str:
    """Return expected losses: "85 men", "12 men, 3.4 vehicles"."""
    words = f"{expected_number(float(men))} men"
    return f"{words}, {expected_number(float(vehicles))} vehicles" if vehicles >= WORTH_SHOWING else words


def arriving_words(threat: Threat) -> str:
    """Return who may not arrive: "counted as if sure to arrive: I/75 (chance 50%)"; "" where all will be there."""
    units = ", ".join(f"{unit} (chance {chance}%)" for unit, chance in threat.by_chance.items())
    return f"counted as if sure to arrive: {units}" if units else ""


def in_short(threat: Threat) -> str:
    """Return what an attack may come to in one line: "may be lost, 62%: odds 2.10 to 1, costs 85 men, to I/75".

    Of a hex that no luck takes from its defenders: "would hold: odds ..".
    """
    units = threat.order.named
    more = f" and {len(units) - NAMED} more" if len(units) > NAMED else ""
    points = f"{so_many(threat.points, 'point')} and " if threat.points > 0 and threat.lost else ""
    cost = f"{points}{cost_words(threat.men, threat.vehicles)}"
    by = ", ".join(units[:NAMED])
    counted = f"; {arriving_words(threat)}" if threat.by_chance else ""
    fate = f"may be lost, {percent(threat.lost)}" if threat.lost else "would hold"
    return f"{fate}: odds {odds_words(threat)}, costs {cost}, to {by}{more}{counted}"
