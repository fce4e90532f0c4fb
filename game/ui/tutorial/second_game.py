"""The second game: Fui, taken by orders to formations, which the staff turns into those of each unit."""

from __future__ import annotations

from functools import partial
from typing import Final

from game.desk.keys import Action
from game.engine.orders import parse as order_from
from game.scenario.schema.plan import GunTask, Task
from game.ui.command.task_drafts import units_of
from game.ui.seen import Seen
from game.ui.tutorial.lessons import Course, Lesson, Pointed, Walked, holds, is_later, is_not_won, is_past, stays

SIDE: Final = "soviet"
FUI: Final = "2914"
RIFLES, RIFLES_AT = "601RR", "2515"
TANKS, TANKS_AT, TANKS_ALONG = "11TB", "2517", "3015"
MASS: Final = 3
"""How many battalions of the regiment are to stand ready before it attacks."""


# --- what is asked of the position ----------------------------------------------------------------------------------


def _given_to(seen: Seen, formation: str) -> Task | GunTask | None:
    """Return the order that a formation has, whether it is named itself or by its units."""
    wanted = set(units_of(seen.game, [formation]))
    return next((task for task in seen.standing.given if wanted & set(units_of(seen.game, task.units))), None)


def _all_chosen(seen: Seen, formation: str) -> bool:
    units = units_of(seen.game, [formation])
    return bool(units) and set(units) <= set(seen.selection.units)


def _is_drafted(seen: Seen, formation: str) -> bool:
    draft = seen.selection.task
    return draft is not None and bool(set(units_of(seen.game, [formation])) & set(units_of(seen.game, draft.units)))


def _is_led(seen: Seen, formation: str, turn: int) -> bool:
    """Whether nothing more is to be taught with a formation: it has its order, or the turn is over."""
    return _given_to(seen, formation) is not None or is_past(seen, turn, SIDE)


def _led_by_staff(seen: Seen) -> set[str]:
    """Return the units to which the staff has given orders in the player turn that is on."""
    record = seen.game.record[-1]
    given = (order_from(text) for place, (text, _) in enumerate(record.orders) if place in record.reasons)
    return {unit for order in given for unit in order.named}


# --- when a lesson is done ------------------------------------------------------------------------------------------


def _has_chosen(formation: str, turn: int, _: Walked, seen: Seen) -> bool:
    return _all_chosen(seen, formation) or _is_drafted(seen, formation) or _is_led(seen, formation, turn)


def _has_begun(formation: str, turn: int, _: Walked, seen: Seen) -> bool:
    return _is_drafted(seen, formation) or _is_led(seen, formation, turn)


def _has_mass(_: Walked, seen: Seen) -> bool:
    draft = seen.selection.task
    return (draft is not None and (draft.mass or 0) >= MASS) or _is_led(seen, RIFLES, 1)


def _has_axis(_: Walked, seen: Seen) -> bool:
    draft = seen.selection.task
    return (draft is not None and len(draft.steps) > 1 and FUI in draft.steps[-1]) or _is_led(seen, TANKS, 1)


def _has_given(formation: str, turn: int, _: Walked, seen: Seen) -> bool:
    return _is_led(seen, formation, turn)


def _has_asked(turn: int, _: Walked, seen: Seen) -> bool:
    return seen.proposals is not None or bool(_led_by_staff(seen)) or is_past(seen, turn, SIDE)


def _has_taken(turn: int, _: Walked, seen: Seen) -> bool:
    tasked = {unit for task in seen.standing.given for unit in units_of(seen.game, task.units)}
    return bool(_led_by_staff(seen) & tasked) or is_past(seen, turn, SIDE)


def _has_finished(turn: int, _: Walked, seen: Seen) -> bool:
    tasked = {unit for task in seen.standing.given for unit in units_of(seen.game, task.units)}
    return bool(_led_by_staff(seen) - tasked) or is_past(seen, turn, SIDE)


def _has_ended(turn: int, _: Walked, seen: Seen) -> bool:
    return is_later(seen, turn, SIDE)


def _has_changed(_: Walked, seen: Seen) -> bool:
    task = _given_to(seen, RIFLES)
    return task is None or task.kind == "hold" or _still_fights(seen)


def _has_called_off(_: Walked, seen: Seen) -> bool:
    return _given_to(seen, TANKS) is None or _still_fights(seen)


def _still_fights(seen: Seen) -> bool:
    """Whether the orders of the first turn are still of use, or nobody can change them any more."""
    return not holds(seen, SIDE, FUI) or is_past(seen, 3, SIDE)


# --- what it points at ----------------------------------------------------------------------------------------------


def _at(*numbers: str, spots: tuple[str, ...] = ()) -> Pointed:
    return Pointed(numbers, spots)


def _in_list(spot: str) -> Pointed:
    """Point at a button of the list of orders, or at what opens it."""
    return Pointed(spots=(spot,), door=Action.ORDERS)


def _point_at_axis(seen: Seen) -> Pointed:
    draft = seen.selection.task
    begun = draft is not None and bool(draft.steps)
    return Pointed((FUI,), also=(TANKS_ALONG,)) if begun else Pointed((TANKS_ALONG,), also=(FUI,))


def _point_at_place(formation: str, spot: str, seen: Seen) -> Pointed:
    """Point at a button of the order of a formation, in the window of orders."""
    task = _given_to(seen, formation)
    return Pointed() if task is None else _in_list(f"{spot}:{seen.standing.given.index(task)}")


def _point_at_change(seen: Seen) -> Pointed:
    draft = seen.selection.task
    if draft is None:
        return _point_at_place(RIFLES, "change", seen)
    return _at(spots=("give" if draft.kind == "hold" else "kind:hold",))


# --- the lessons ----------------------------------------------------------------------------------------------------


def _finish(turn: int, words: str) -> Lesson:
    return Lesson(
        "The rest of the turn", words, partial(_has_finished, turn), lambda _: _in_list("finish"), is_kept=True
    )


def _end(turn: int, words: str = "{end_turn} ends the turn.") -> Lesson:
    return Lesson("End the turn", words, partial(_has_ended, turn), lambda _: _at(spots=("end_turn",)))


FIRST_TURN: Final = (
    Lesson(
        "A whole regiment",
        f"You lead the Soviets, in red: the hill of Fui (hex {FUI}) is to be taken in four turns. Left-click a unit of "
        "the 601st Regiment, where the arrow points, and press {wider}: all of its regiment is selected. A click on "
        "the stripe of a counter does the same.",
        partial(_has_chosen, RIFLES, 1),
        lambda _: _at(RIFLES_AT),
    ),
    Lesson(
        "An order to all of them",
        f"With several units selected, right-click Fui (hex {FUI}): an order is begun, at the right, to attack it. How "
        "each battalion gets there is for the staff to say.",
        partial(_has_begun, RIFLES, 1),
        lambda _: _at(FUI),
    ),
    Lesson(
        "Mass",
        "In history they went in one by one, and failed. Press + beside 'first stand ready' until it says 3 units: "
        "then none attacks before three stand beside the hill. Leave the rest of the form as it is.",
        _has_mass,
        lambda _: _at(spots=("mass:more",)),
    ),
    Lesson(
        "Give the order",
        "Press 'Give the order' at the right, or {confirm}. It is drawn on the map as on a staff map, and stands until "
        "you call it off.",
        partial(_has_given, RIFLES, 1),
        lambda _: _at(spots=("give",)),
    ),
    Lesson(
        "The tanks",
        "Now 11th Tank Brigade: left-click a unit of it, where the arrow points, and press {wider}.",
        partial(_has_chosen, TANKS, 1),
        lambda _: _at(TANKS_AT),
    ),
    Lesson(
        "An axis",
        f"The brigade is to come from behind. Right-click hex {TANKS_ALONG} first, then left-click Fui (hex {FUI}): "
        "the attack goes along what is clicked, from one hex to the next.",
        _has_axis,
        _point_at_axis,
    ),
    Lesson(
        "Give the order",
        "Press 'Give the order', or {confirm}. The other formations could be ordered in the same way; today the staff "
        "leads them.",
        partial(_has_given, TANKS, 1),
        lambda _: _at(spots=("give",)),
    ),
    Lesson(
        "What will they do?",
        "{orders}, or the button with the arrow, opens the list of your orders. Press 'Propose' in it: the staff works "
        "out what each unit does for them this turn.",
        partial(_has_asked, 1),
        lambda _: _in_list("propose"),
    ),
    Lesson(
        "Take or refuse",
        "The list says what each unit would do, and why; thin lines on the map show it. 'Take' gives one of these "
        "orders, 'Refuse' leaves its units to you this turn. Press 'Take all', which gives all.",
        partial(_has_taken, 1),
        lambda _: _in_list("take"),
    ),
    _finish(
        1,
        "Armoured cars, flame tanks, howitzers and cavalry have no orders. Press 'Let the staff finish the turn' in "
        "the list ({orders}): they do what the staff thinks best.",
    ),
    _end(
        1,
        "At the top of the list stands what the staff has done. Your orders are kept from turn to turn. {end_turn} "
        "ends the turn.",
    ),
)

SECOND_TURN: Final = (
    Lesson(
        "It goes on",
        "Your orders stand. Open their list again ({orders}, or the button with the arrow) and press 'Let the staff "
        "finish the turn' at once: for the assault all are to act together, those with orders and those without.",
        partial(_has_finished, 2),
        lambda _: _in_list("finish"),
        is_kept=True,
    ),
    _end(2, "The list says what the assault has brought: a click on a line shows the place. {end_turn} ends the turn."),
)

THIRD_TURN: Final = (
    Lesson(
        "Change an order",
        "Fui is yours, and the regiment is to hold it. In the list of orders ({orders}) press 'Change' below 601RR. "
        "The form stands in its place: press 'Hold' on it, then 'Give the order' ({confirm}).",
        _has_changed,
        _point_at_change,
    ),
    Lesson(
        "Call off an order",
        "The tanks need none any more: press 'Call off' below 11TB ({orders}). The staff leads them then, if you let "
        "it finish the turn.",
        _has_called_off,
        partial(_point_at_place, TANKS, "call_off"),
    ),
    _finish(3, "Press 'Let the staff finish the turn' in the list ({orders}): it carries out all that is left."),
    _end(3),
)

LAST_TURN: Final = (
    _finish(
        4,
        "The last turn: keep what you have. Open the list of orders ({orders}) and press 'Let the staff finish the "
        "turn'.",
    ),
    _end(4),
    Lesson(
        "Fui has fallen",
        "You have won. 'Report' shows what it cost, and leads to the main menu. August has three such groups: "
        "'Zhukov's encirclement' there is led in the same way, and its plans can be followed from the list of orders.",
        partial(is_not_won, SIDE),
        ends=True,
    ),
    Lesson(
        "The battle is over",
        "It is not won this time. 'Report' shows the losses, and leads to the main menu: 'Second game' there begins it "
        "again.",
        stays,
        ends=True,
    ),
)

SECOND_GAME: Final = Course(
    title="Second game",
    about="a battle led by orders to formations, step by step",
    scenario="khalkhin_gol/fui_heights",
    side=SIDE,
    opponent="cadet",
    seed=1939,
    setting="walked_formations",
    lessons=(*FIRST_TURN, *SECOND_TURN, *THIRD_TURN, *LAST_TURN),
)
