"""The bottom line: what lies under the pointer and what each button would do there, in one sentence each."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from game.core.terms import NOWHERE, Reason, Role, Supply
from game.engine.game import Game
from game.engine.marches import MarchEnd, march_end
from game.engine.orders import Attack, Move
from game.scenario.names import so_many
from game.ui.command.task_drafts import TaskDraft
from game.ui.prospects import far_words, group_words, plan_words, promise_words
from game.ui.responses import (
    NO_UNIT,
    NOT_YOUR_TURN,
    CarryOut,
    Choose,
    FarMarch,
    Join,
    Kept,
    March,
    MarchAndAttack,
    Plan,
    Refused,
    Response,
    Stay,
    left_response,
    right_response,
    side_in,
    unit_response,
)
from game.ui.selection import Selection
from game.ui.session import Shown
from game.view.looks import localised

SUPPLY_THERE: Final = {
    Supply.STRAINED: "strained supply there",
    Supply.LOW: "low supply there",
    Supply.NONE: "out of supply there",
}

ATTACK_FROM_THERE: Final[dict[Reason | None, str]] = {
    Reason.LEGAL: ", can attack",
    Reason.TOO_FEW_POINTS: ", too few points to attack",
}
"""Of who cannot assault for other reasons, such as guns, nothing is said."""

UNSAID: Final = (Refused(NOT_YOUR_TURN), Refused(NO_UNIT))
"""Where the right button has nothing to do with the hex, nothing is said of it."""


def ground_words(game: Game, hex_: int) -> str:
    """Return what a hex is: number, place, ground, height, whose it is."""
    scenario, row = game.scenario, game.world.hexes[hex_]
    number = scenario.hex_number(hex_)
    words = [f"{number}", *(place.name for place in localised(scenario).map.places if place.hex == number)]
    terrain = int(game.state.hex_figures[hex_].terrain)
    words += [localised(scenario).names.terrain_names[terrain], f"{int(row.elevation)} m"]
    owner = int(game.state.hexes[hex_].owner)
    if owner != NOWHERE:
        words.append(f"{localised(scenario).names.side_adjectives[owner]}-controlled")
    exits = game.world.exits[:, hex_]
    words += [f"{name} exit" for side, name in enumerate(localised(scenario).names.side_adjectives) if exits[side]]
    return ", ".join(words)


def click_words(shown: Shown, selection: Selection, orders_too: bool = False) -> str:
    """Return what the left and the right button would do under the pointer.

    `orders_too` is the setting by which the left button orders marches.
    """
    hex_ = selection.pointed
    if hex_ is None:
        return ""
    if selection.task is not None:
        return _task_words(shown.game, selection.task, hex_)
    left = _left_words(shown, selection, hex_, orders_too)
    if selection.group:
        count, number = so_many(len(selection.group), "unit"), shown.scenario.hex_number(hex_)
        now = group_words(shown, selection.group, hex_)
        task = usual_task(shown.game, selection.group, hex_)
        return f"Left: {left} · Right: order the {count} to {task} {number}{now}"
    right = right_response(shown, selection, hex_)
    if right in UNSAID:
        return f"Left: {left}"
    return f"Left: {left} · Right: {response_words(shown, selection, right)}"


def _task_words(game: Game, task: TaskDraft, hex_: int) -> str:
    """Return what the buttons do while an order to formations is put together."""
    number = game.scenario.hex_number(hex_)
    if task.steps and number in task.steps[-1]:
        return f"Left: take {number} out · Right: give the order to {task.kind}"
    adds = {"attack": f"lead the attack on to {number}", "delay": f"fall back to {number} then"}
    draws = "; drag draws a line" if task.draws_lines else ""
    return f"Left: {adds.get(task.kind, f'{task.kind} {number}')}{draws} · Right: {task.kind} {number} last"


def usual_task(game: Game, units: Collection[str], hex_: int) -> str:
    """Return what is most likely meant by a hex where several units are ordered: to take it from the enemy, or hold.

    Guns by themselves are meant to support whoever is to take it.
    """
    enemy = 1 - game.scenario.names.side_row[game.active_side]
    theirs = side_in(game, hex_) == enemy or int(game.state.hexes[hex_].owner) == enemy
    rows = [game.scenario.names.unit_row[unit] for unit in units]
    takes = "support" if bool((game.world.units.role[rows] == Role.ARTILLERY).all()) else "attack"
    return takes if theirs else "hold"


def _left_words(shown: Shown, selection: Selection, hex_: int, orders_too: bool) -> str:
    if selection.counter is None:
        return response_words(shown, selection, left_response(shown, selection, hex_, orders_too))
    response = unit_response(shown, selection, selection.counter)
    return f"select {response.unit}" if isinstance(response, Choose) else response_words(shown, selection, response)


def response_words(shown: Shown, selection: Selection, response: Response) -> str:
    """Return what a click would do, in words."""
    game = shown.game
    match response:
        case Choose():
            return _choice_words(selection, response)
        case Join():
            return f"{response.unit} {'leaves' if response.out else 'joins'} the attack"
        case March():
            return _march_words(game, selection, response.order)
        case FarMarch():
            number = game.scenario.hex_number(response.hex)
            return f"set out for {number}: {so_many(response.turns, 'turn')}, as long as no enemy comes near"
        case MarchAndAttack():
            attack = response.attack
            return f"march to {attack.posts[0]} and attack {attack.order.target}: {promise_words(attack)}, alone"
        case Plan(why_not=""):
            return plan_words(game, response)
        case Plan():
            why_not = far_words(game, response) or response.why_not
            return f"not possible: {why_not}; lists the units that could join"
        case CarryOut(order):
            return f"carry out the {'attack' if isinstance(order, Attack) else 'fire'} on {order.target}"
        case Kept():
            return f"not possible: first carry out or cancel the attack on {response.target}"
        case Refused():
            return f"not possible: {_as_clause(response.sentence)}"
        case Stay():
            return "nothing"


def _choice_words(selection: Selection, response: Choose) -> str:
    if response.unit is not None:
        words = (
            "next unit of the stack" if response.hex == selection.hex and response.unit != selection.unit else "select"
        )
    else:
        words = "deselect" if selection.unit is not None else "show the hex"
    return f"{words}, cancel the attack on {response.dropped.target}" if response.dropped is not None else words


def _march_words(game: Game, selection: Selection, order: Move) -> str:
    reach, hex_ = selection.reach, game.scenario.hex_row(order.path[-1])
    assert reach is not None
    assert hex_ is not None
    end = march_end(game, order)
    return "; ".join(
        [
            f"march here, {so_many(reach.points(hex_), 'point')}, {end.points_left:g} left",
            *end_words(game, order.unit, end),
        ]
    )


def _as_clause(sentence: str) -> str:
    """Return a sentence of our own without capital and full stop; those of the rules have neither."""
    if not sentence.endswith("."):
        return sentence
    first = sentence.split(maxsplit=1)[0]
    return (sentence[0].lower() if first.isalpha() and first.istitle() else sentence[0]) + sentence[1:-1]


def end_words(game: Game, unit: str, end: MarchEnd) -> list[str]:
    """Return what a march would make of the unit, as far as it is worth knowing before it is ordered."""
    before = game.state.units[game.scenario.names.unit_row[unit]]
    found = []
    if end.fatigue != int(before.fatigue):
        found.append(f"fatigue {end.fatigue}")
    if end.cohesion != int(before.cohesion):
        found.append(f"cohesion {end.cohesion}")
    if end.entrenchment_lost > 0:
        found.append("loses entrenchment")
    if end.pinned:
        found.append("in an enemy ZOC" + ATTACK_FROM_THERE.get(end.attack, ""))
    if end.supply is not Supply.FULL:
        found.append(SUPPLY_THERE[end.supply])
    if end.may_bog_down:
        found.append("may bog down on the way")
    if end.may_break_through:
        found.append("may break through the ice")
    if end.soft:
        found.append(f"soft ground costs {end.soft:g}")
    return found
