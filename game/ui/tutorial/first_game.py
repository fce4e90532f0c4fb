"""The first game: the night attack on Zaozernaya, from the first unit to the last turn.

Its advice wins most games, whatever luck brings (`tests/ui/test_first_game.py` plays it on other seeds).
"""

from __future__ import annotations

from functools import partial
from typing import Final

from game.desk.keys import Action
from game.ui.drafts import candidate
from game.ui.overlays import OVERLAYS
from game.ui.seen import Seen
from game.ui.tutorial.lessons import (
    Course,
    Lesson,
    Pointed,
    Walked,
    has_fought,
    has_orders,
    holds,
    is_later,
    is_lost,
    is_not_won,
    is_past,
    place_of,
    stands_beside,
    stays,
)

SIDE: Final = "japanese"
NIGHT, MORNING, AFTERNOON = 5, 6, 7
"""The turns of the battle."""

ZAOZERNAYA, BEZYMYANNAYA, HILL_52 = "2028", "1920", "2430"
HILLS: Final = {ZAOZERNAYA: "Zaozernaya", HILL_52: "Hill 52", BEZYMYANNAYA: "Bezymyannaya"}
"""The hills by their hexes, in the order in which they are to be taken again if they are lost."""

FIRST, FIRST_TO = "I/75", "2029"
PAIR: Final = {"I/76": "1820", "2/76BG": "1819"}
NEXT, NEXT_TO = "III/75", "2331"
LOOKED_AT: Final = 3
"""Hexes of the movement range to point at before that lesson is done."""


# --- when a lesson is done ------------------------------------------------------------------------------------------


def _has_selected(_: Walked, seen: Seen) -> bool:
    return seen.selection.reach is not None or _is_settled(ZAOZERNAYA, NIGHT, seen)


def _has_looked(walked: Walked, seen: Seen) -> bool:
    return len(walked.pointed) >= LOOKED_AT or _stands_at_first(walked, seen)


def _is_settled(hill: str, turn: int, seen: Seen) -> bool:
    """Whether nothing more is to be done for a hill in a turn: it is held, was attacked, or the turn is over."""
    return holds(seen, SIDE, hill) or is_past(seen, turn, SIDE) or has_fought(seen, hill)


def _stands_at_first(_: Walked, seen: Seen) -> bool:
    return _is_settled(ZAOZERNAYA, NIGHT, seen) or stands_beside(seen, FIRST, ZAOZERNAYA) or is_lost(seen, FIRST)


def _has_draft(hill: str, turn: int, guns: int, _: Walked, seen: Seen) -> bool:
    """Whether an attack on a hill is being put together, with so many guns."""
    draft = seen.selection.draft
    composed = draft is not None and draft.target == hill and bool(draft.units) and len(draft.support) >= guns
    return composed or _is_settled(hill, turn, seen)


def _has_taken(hill: str, turn: int, _: Walked, seen: Seen) -> bool:
    return _is_settled(hill, turn, seen)


def _pair_stands(_: Walked, seen: Seen) -> bool:
    beside = all(stands_beside(seen, unit, BEZYMYANNAYA) or is_lost(seen, unit) for unit in PAIR)
    return beside or _is_settled(BEZYMYANNAYA, NIGHT, seen)


def _is_next_there(_: Walked, seen: Seen) -> bool:
    return has_orders(seen, NEXT) or stands_beside(seen, NEXT, HILL_52) or is_past(seen, NIGHT, SIDE)


def _has_ended(turn: int, _: Walked, seen: Seen) -> bool:
    return is_later(seen, turn, SIDE)


def _has_read_happened(walked: Walked, seen: Seen) -> bool:
    return not walked.is_there("read") or is_past(seen, MORNING, SIDE)


def _has_laid_supply(_: Walked, seen: Seen) -> bool:
    return seen.overlay is OVERLAYS[Action.SUPPLY] or is_past(seen, MORNING, SIDE)


def _has_read_supply(_: Walked, seen: Seen) -> bool:
    return seen.overlay is not OVERLAYS[Action.SUPPLY] or is_past(seen, MORNING, SIDE)


# --- what it points at ----------------------------------------------------------------------------------------------


def _unit(unit: str, seen: Seen) -> tuple[str, ...]:
    place = place_of(seen, unit) if unit else None
    return () if place is None else (place,)


def _point_at_first(seen: Seen) -> Pointed:
    return Pointed(_unit(FIRST, seen))


def _point_to(unit: str, there: str, seen: Seen) -> Pointed:
    """Point at where a unit is to go; at the unit while it is not the chosen one."""
    here = _unit(unit, seen)
    return Pointed((there,), also=here) if seen.selection.unit == unit else Pointed(here, also=(there,))


def _point_to_pair(seen: Seen) -> Pointed:
    left = [unit for unit in PAIR if not stands_beside(seen, unit, BEZYMYANNAYA) and not is_lost(seen, unit)]
    chosen = [unit for unit in left if seen.selection.unit == unit] or left
    return _point_to(chosen[0], PAIR[chosen[0]], seen) if chosen else Pointed()


def _point_at_attack(units: tuple[str, ...], hill: str, how: str, seen: Seen) -> Pointed:
    """Point at who attacks, then at the hill, then at the button that puts the attack together, then at Attack."""
    draft, chosen = seen.selection.draft, seen.selection.unit
    if draft is None or draft.target != hill:
        here = [unit for unit in units if place_of(seen, unit) is not None]
        if chosen in here or not here:
            return Pointed((hill,), also=_unit(chosen or "", seen))
        return Pointed(_unit(here[0], seen), also=(hill,))
    may_join = len(units) == 1 or any(
        not draft.has(unit) and candidate(seen.game, draft.target, unit).verdict for unit in units
    )
    composed = len(draft.units) + len(draft.support) > 1 or not may_join
    return Pointed(spots=("attack",) if composed else (f"compose:{how}",))


def _point_at_forecast(seen: Seen) -> Pointed:
    """Point at odds and chances, which are spoken of first, then at Attack."""
    points = _point_at_attack((FIRST,), ZAOZERNAYA, "guns", seen)
    return Pointed(spots=("forecast", *points.spots)) if points.spots else points


def _point_at_supplied(seen: Seen) -> Pointed:
    chosen = seen.selection.unit
    return Pointed(_unit(NEXT, seen)) if chosen is None else Pointed(also=_unit(chosen, seen))


def _point_at_end(_: Seen) -> Pointed:
    """Point at the button that ends the turn, and at what closes the list of what happened, which hides the column."""
    return Pointed(spots=("read", "end_turn"))


# --- the lessons ----------------------------------------------------------------------------------------------------


def _take(hill: str, turn: int) -> Lesson:
    """Return the lesson of taking a hill that is not held, on a later turn."""
    return Lesson(
        f"Take {HILLS[hill]}",
        f"The Soviets hold {HILLS[hill]} (hex {hill}). Select a unit near by, march next to it with 4 points left, "
        "right-click the hill and press 'Best': those who promise most are put in, guns included. Attack ({confirm}) "
        "if the chance is good.",
        partial(_has_taken, hill, turn),
        lambda _: Pointed((hill,)),
    )


def _end_turn(turn: int, title: str, words: str) -> Lesson:
    return Lesson(title, words, partial(_has_ended, turn), _point_at_end)


NIGHT_LESSONS: Final = (
    Lesson(
        "Select a unit",
        f"You lead the Japanese, in blue: three hills are to be taken in three turns, turns 5 to 7 of the "
        f"battle. Left-click the counter {FIRST}, where the arrow points.\nThe wheel zooms, dragging moves the map.",
        _has_selected,
        _point_at_first,
        is_kept=True,
    ),
    Lesson(
        "Movement range",
        "It can march to the hexes that stay bright, and still attack from those with a mark. Point at three of those "
        "hexes: the line is the path, the number its cost. It has 12 movement points.",
        _has_looked,
        lambda seen: Pointed(also=_unit(FIRST, seen)),
        is_kept=True,
    ),
    Lesson(
        "March",
        f"Zaozernaya (hex {ZAOZERNAYA}) counts most of the three hills. With {FIRST} selected, right-click hex "
        f"{FIRST_TO} next to it.\nAn attack takes 4 points more. {{undo}} takes a march back.",
        _stands_at_first,
        partial(_point_to, FIRST, FIRST_TO),
    ),
    Lesson(
        "Prepare an attack",
        f"With {FIRST} selected, right-click the red counter on Zaozernaya: the attack appears at the right, with its "
        "forecast. Nothing has been ordered yet.",
        partial(_has_draft, ZAOZERNAYA, NIGHT, 0),
        partial(_point_at_attack, (FIRST,), ZAOZERNAYA, "guns"),
    ),
    Lesson(
        "Bring in the guns",
        "One battalion alone has little chance against men behind stone. Press 'Guns' at the right: all batteries in "
        "range fire for it from where they stand. See how the forecast changes.",
        partial(_has_draft, ZAOZERNAYA, NIGHT, 2),
        partial(_point_at_attack, (FIRST,), ZAOZERNAYA, "guns"),
    ),
    Lesson(
        "Read the forecast, attack",
        "The large number is the odds, the bar the chances of each result; below stand the losses to expect and every "
        "term that counts.\nRight-click the target again, or press {confirm}, to attack. What luck has decided cannot "
        "be taken back.",
        partial(_has_taken, ZAOZERNAYA, NIGHT),
        _point_at_forecast,
    ),
    Lesson(
        "Two at once",
        f"Bezymyannaya (hex {BEZYMYANNAYA}) is at the northern end. March two units next to it, as the arrow shows: "
        "click I/76 and right-click 1820, then 2/76BG and 1819.",
        _pair_stands,
        _point_to_pair,
    ),
    Lesson(
        "Attack together",
        "With one of the two selected, right-click the red counter on Bezymyannaya and press 'All' at the right: both "
        "assault. Then attack: {confirm}.",
        partial(_has_taken, BEZYMYANNAYA, NIGHT),
        partial(_point_at_attack, tuple(PAIR), BEZYMYANNAYA, "all"),
    ),
    Lesson(
        "Bring up the next",
        f"Hill 52 (hex {HILL_52}) is for the morning. Select {NEXT} in the south and march it to {NEXT_TO} at its "
        "foot. It will have no points left to attack tonight.",
        _is_next_there,
        partial(_point_to, NEXT, NEXT_TO),
    ),
    _end_turn(
        NIGHT,
        "End the turn",
        "The others can wait. {end_turn}, or the button above, ends the turn. Units still awaiting orders are named "
        "first: press 'End turn' there. Then the Soviets move, and you see what they do.",
    ),
)

MORNING_LESSONS: Final = (
    Lesson(
        "What happened",
        "Morning. The list at the right says what the Soviets have done; a click on a line shows the place. Close it "
        "when you have read it. {happened} opens it again.",
        _has_read_happened,
        lambda _: Pointed(spots=("read",)),
    ),
    Lesson(
        "Supply",
        "Units fight and march the worse the less supply they get. Press {supply} to see where it comes.",
        _has_laid_supply,
        is_kept=True,
    ),
    Lesson(
        "Read the overlay",
        "The box says what each pattern means. Left-click a unit of yours: a line leads from it back to its supply "
        "source. {no_overlay} hides the overlay.",
        _has_read_supply,
        _point_at_supplied,
        is_kept=True,
    ),
    _take(ZAOZERNAYA, MORNING),
    Lesson(
        "Hill 52",
        f"Select {NEXT} and right-click the red counter on Hill 52; march next to it first, if need be. Press 'Best': "
        "those who promise most are put in, guns included. Attack: {confirm}.",
        partial(_has_taken, HILL_52, MORNING),
        partial(_point_at_attack, (NEXT,), HILL_52, "best"),
    ),
    _take(BEZYMYANNAYA, MORNING),
    _end_turn(
        MORNING,
        "Hold what is taken",
        "Who has taken a hill stays there: a hill without a unit is soon lost. {enemy_reach} shows where the enemy "
        "could come. {end_turn} ends the turn.",
    ),
)

AFTERNOON_LESSONS: Final = (
    *(_take(hill, AFTERNOON) for hill in HILLS),
    _end_turn(
        AFTERNOON,
        "The last turn",
        "Close the list of what happened: the column behind it says what each hill is worth, and how the battle would "
        "end now. Keep a unit on every hill, attack only where the forecast is good, and end the turn: "
        "{end_turn}.",
    ),
    Lesson(
        "The ridge is yours",
        "You have won: the hills are worth more points than your losses. 'Report' shows what it cost, and leads to the "
        "main menu: 'Second game' there shows how to command whole formations.",
        partial(is_not_won, SIDE),
        ends=True,
    ),
    Lesson(
        "The battle is over",
        "It is not won this time: count at the right what each hill is worth. 'Report' shows the losses, and leads to "
        "the main menu: 'First game' there begins it again.",
        stays,
        ends=True,
    ),
)

FIRST_GAME: Final = Course(
    title="First game",
    about="a night attack, step by step",
    scenario="lake_khasan/night_attack",
    side=SIDE,
    opponent="cadet",
    seed=1938,
    setting="walked_through",
    lessons=(*NIGHT_LESSONS, *MORNING_LESSONS, *AFTERNOON_LESSONS),
)
