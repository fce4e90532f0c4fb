"""A sentence for every Reason why an order is not legal, with the section of the rulebook."""

from __future__ import annotations

from typing import Final

from game.core.terms import QUARTER, Reason

SENTENCES: Final[dict[Reason, str]] = {
    Reason.LEGAL: "legal",
    Reason.NO_SUCH_UNIT: "the unit does not exist in this scenario (rule 1.2)",
    Reason.NOT_ACTIVE_SIDE: "the unit is not of the side whose turn it is (rule 1.2)",
    Reason.NOT_ON_MAP: "the unit is not on the map (rule 1.2)",
    Reason.GAME_OVER: "the game is over (rule 2.1)",
    Reason.ROUTED: "the unit is routed and must rally first (rule 7.3)",
    Reason.PINNED: "the unit is pinned this turn: it entered an enemy ZOC, advanced or bogged down (rule 3.6)",
    Reason.PATH_BROKEN: "the path is not a chain of adjacent hexes (rule 3.1)",
    Reason.CLOSED_GROUND: "the unit cannot enter that terrain or cross that hexside (rule 3.2)",
    Reason.ENEMY_THERE: "an enemy unit is in the way (rule 3.1)",
    Reason.TOO_FEW_POINTS: "needs {needed} movement points, has {has} (rule 3.1)",
    Reason.ZONE_STOPS: "the path goes on after it enters an enemy zone of control, where a march ends (rule 3.6)",
    Reason.STACK_FULL: "the last hex has no room for the unit (rule 3.4)",
    Reason.FORBIDDEN_AREA: "the side is forbidden to enter that hex this turn (rule 9.1)",
    Reason.NO_BOATS: "no boats of the side have room for the unit there this turn (rule 3.5)",
    Reason.ENDS_IN_WATER: "a march cannot end on the water (rule 3.5)",
    Reason.NOBODY_THERE: "there is no enemy in that hex (rule 5.1)",
    Reason.NOT_ADJACENT: "the unit is not next to the hex (rule 5.1)",
    Reason.ALREADY_ATTACKED: "the unit has attacked or fired already this turn (rule 5.1)",
    Reason.CANNOT_ATTACK: "headquarters and boats cannot assault (rule 5.1)",
    Reason.NO_ATTACKER: "guns cannot assault alone: name a unit next to the hex, too (rule 5.1)",
    Reason.NOT_ARTILLERY: "the unit has no guns that fire at range (rule 6.1)",
    Reason.OUT_OF_RANGE: "the hex is out of range (rule 6.1)",
    Reason.NO_AMMUNITION: "the unit has no ammunition to fire (rule 6.2)",
    Reason.FORBIDDEN_FIRE: "the side is forbidden to fire into that hex this turn (rule 9.2)",
    Reason.TWICE_NAMED: "a unit is named twice (rule 1.2)",
    Reason.ON_WATER: "boats are fired at, not assaulted (rule 6.7)",
    Reason.NOT_IN_SIGHT: "the unit does not see the hex (rule 6.7)",
    Reason.ASSAULT_CROWDED: "more men than may assault one hex at once (rule 5.1)",
    Reason.NO_EXIT: "the unit is in no hex by which its side may leave the map (rule 3.7)",
    Reason.TOO_MANY: "too many units are named (rule 1.2)",
}


OF_NO_UNIT: Final = (
    *(Reason.LEGAL, Reason.GAME_OVER, Reason.NOBODY_THERE, Reason.FORBIDDEN_AREA, Reason.FORBIDDEN_FIRE),
    *(Reason.ON_WATER, Reason.NO_ATTACKER, Reason.TWICE_NAMED, Reason.ASSAULT_CROWDED, Reason.TOO_MANY),
)
"""Reasons that are about the place or the order as a whole, not about one of its units."""


def points(quarters: int) -> str:
    """Return quarter movement points as people read them: 17 is "4.25"."""
    return f"{quarters / QUARTER:g}"


def sentence(reason: Reason, needed: int = 0, has: int = 0, unit: str = "") -> str:
    """Return the sentence for a reason; quarter points needed and left where it is about them.

    `unit` is the one that it is about, where an order names several.
    """
    words = SENTENCES[reason].format(needed=points(needed), has=points(has))
    if not unit:
        return words
    if words.startswith("the unit"):
        return unit + words.removeprefix("the unit")
    return f"{unit} {words}" if reason is Reason.TOO_FEW_POINTS else f"{unit}: {words}"
