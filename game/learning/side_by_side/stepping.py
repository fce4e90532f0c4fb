"""The way into the compiled half: decisions of many games in one call, which releases the GIL."""

from __future__ import annotations

from typing import Final

from game.core._jit import entry
from game.learning.side_by_side.choosing import count_points, mark_open, take
from game.learning.side_by_side.records import Seen, Table
from game.learning.side_by_side.seeing import show
from game.rules.scratch import Scratch
from game.scenario.world import Records, State, World

NONE: Final = -1
"""The action of a game that is to be left as it is."""

TAKE: Final = 1
LOOK: Final = 2
"""What `advance` is to do, added up."""


@entry
def advance(  # noqa: PLR0913, PLR0917 - one call does it all
    world: World,
    games: State,
    drafts: Records,
    table: Table,
    seen: Seen,
    scratch: Scratch,
    what: int,
    first: int,
    last: int,
) -> None:
    """Take the actions of the games from `first` up to `last`, and see what they have come to, by `what`.

    Parameters
    ----------
    games : a State whose arrays have the games as their first axis
    drafts : (N,) DRAFT
    table : its `actions` are open, or NONE; its `masks` are filled
    seen : filled with what the learner sees of each game
    """
    for game in range(first, last):
        state = State(
            games.units[game],
            games.hexes[game],
            games.sides[game],
            games.crossings[game],
            games.bridges[game],
            games.permissions[game],
            games.departures[game],
            games.drawn[game],
            games.clock[game],
            games.unit_figures[game],
            games.hex_figures[game],
            games.spans[game],
            games.denied[game],
            games.log[game],
        )
        draft = drafts[game]
        if what % LOOK == TAKE and table.actions[game] != NONE:
            take(world, state, scratch, draft, table, int(table.actions[game]))
        if what >= LOOK:
            if draft.changed == 1:
                count_points(world, state, draft)
            mark_open(world, state, scratch, draft, table, game)
            show(world, state, draft, table, seen, game)
