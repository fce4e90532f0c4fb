"""Pictures of command at the board: orders to formations, what the staff proposes, threats, records, both tutorials.

`pictures` takes them beside its own.
"""

from __future__ import annotations

from collections.abc import Callable

from game.desk.keys import Action
from game.ui.board import Board
from game.ui.command.formation_intents import BeginTask, ChooseUnitsOf, FollowPlan, GiveTask, Propose
from game.ui.forces import commanded_of
from game.ui.intents import Cancel, EndTurn, Intent, Opened, OpenMenus, PointAt, Toggle
from game.ui.overlays import OVERLAYS
from game.ui.panels.without_orders import highest
from game.ui.tutorial.courses import COURSES, begin
from game.ui.tutorial.walkthrough import Walkthrough


def take_command(board: Board, keep: Callable[[str], None]) -> None:
    """Take the pictures of a battle whose board is shown; `keep` lets the window settle first."""

    def shown(called: str, *intents: Intent) -> None:
        for intent in intents:
            board.play.answer(intent)
        keep(called)

    game = board.session.game
    plan = next(plan.id for plan in game.scenario.plans if plan.side == game.active_side)
    shown("several_units", ChooseUnitsOf(highest(game)[0]))
    shown("order_to_a_formation", BeginTask("attack", _an_enemy(board)))
    shown("proposals", GiveTask(), FollowPlan(plan), Propose(), Toggle(Opened.ORDERS))
    shown("menus", Toggle(Opened.ORDERS), Cancel(), OpenMenus())
    board.popups.close_all()
    board.play.lay(OVERLAYS[Action.THREATS])
    shown("threats", PointAt(_nearest_to_them(board)))
    board.play.lay(None)
    shown("service_records", Toggle(Opened.SERVICE))
    shown("what_happened", Toggle(Opened.HAPPENED))
    board.popups.close_all()
    shown("before_the_turn_ends", EndTurn())
    board.popups.close_all()


def tutorials() -> list[tuple[str, Board]]:
    """Return the boards of the games for beginners, each with its sheet, and what they are called."""
    found = []
    for place, course in enumerate(COURSES, 1):
        board = Board(begin(course))
        board.play.guide = Walkthrough(course)
        found.append((f"tutorial_{place}", board))
    return found


def _enemies(board: Board) -> list[int]:
    game = board.session.game
    side = game.scenario.names.side_row[game.active_side]
    hexes: list[int] = game.state.units.hex[(game.world.units.side != side) & (game.state.units.hex >= 0)].tolist()
    return [hex_ for hex_ in sorted(set(hexes)) if board.map.shows(hex_)]


def _an_enemy(board: Board) -> int:
    """Return a hex in view in which the enemy stands."""
    return _enemies(board)[0]


def _nearest_to_them(board: Board) -> int:
    """Return the hex of the unit of the side whose turn it is that stands nearest to an enemy in view."""
    game = board.session.game
    names = game.scenario.names
    own = {int(game.state.units[names.unit_row[unit]].hex) for unit in commanded_of(game, names.units)}

    def far(hex_: int) -> int:
        x, y = board.map.spot_of(hex_)
        spots = map(board.map.spot_of, _enemies(board))
        return min((x - there[0]) ** 2 + (y - there[1]) ** 2 for there in spots)

    return min(sorted(own), key=far)
