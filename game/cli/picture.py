"""`scenario render`: a position as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from game.cli.bounded import Bounded, of_a_picture
from game.cli.console import say
from game.cli.options import DEFAULT_SEED, PATH, Whole, commander_option, plan_option
from game.cli.picture_output import require_place_for_picture
from game.cli.positions import Position
from game.cli.texts import chosen_language
from game.core.arguments import MOST_SEED

if TYPE_CHECKING:
    from game.scenario.languages import Language

MOST_TURN: Final = 999_999
"""The last turn that can be named; whether the scenario has it is seen when it is read."""


@click.command()
@click.argument("name", metavar="[SCENARIO]", required=False)
@click.option("--save", type=PATH, metavar="FILE", help="A save or replay in place of SCENARIO.")
@click.option("-o", "--output", type=PATH, required=True, metavar="FILE", help="A .png file.")
@click.option("--force", is_flag=True, help="Replace a picture that was not drawn so, or that a battle shows.")
@click.option(
    "--turn",
    type=Whole(1, MOST_TURN),
    metavar="N",
    help="The position at the end of this turn: of a replay as it was played, of a scenario as commanders play it.",
)
@click.option(
    "--seed",
    type=Whole(0, MOST_SEED),
    help=f"With --turn: the seed of the game that commanders play, {DEFAULT_SEED} if not given.",
)
@commander_option
@plan_option
@click.option(
    "--scale",
    type=int,
    default=32,
    show_default=True,
    cls=Bounded,
    bounds=of_a_picture,
    help="Pixels between the centres of hexes.",
)
@click.option("--grid/--no-grid", default=True, help="Draw the edges of hexes.")
@click.option("--numbers/--no-numbers", default=False, help="Print the number of every hex.")
@click.option("--counters/--no-counters", default=True, help="Draw the units.")
@click.option(
    "--language",
    type=click.Choice(("en", "ru", "ja")),
    help="Of names and texts that the battle has in it; that of the settings if not given. What the game itself says "
    "stays English.",
)
def render(
    output: Path,
    force: bool,
    scale: int,
    grid: bool,
    numbers: bool,
    counters: bool,
    language: Language | None,
    **asked: Any,
) -> None:
    """Draw a SCENARIO as it begins into a PNG, or at the end of any turn; likewise a save or replay.

    SCENARIO may be the file of a save or replay too (.json). --seed, --commander and --plan say how a scenario is
    played up to the turn, as they do for simulate. A game that is over before that turn is drawn as it ended.
    """
    from game.view.render import picture_of, require_picture, write_png

    position = Position.of(**asked)
    loaded = position.scenario.localised(language or chosen_language())
    require_picture(loaded, output, scale, numbers)
    require_place_for_picture(output, force)
    is_bare = not counters and position.turn is None and position.saved is None
    state = loaded.start if is_bare else position.game().state
    sheet = picture_of(
        loaded, state, scale=scale, grid=grid, numbers=numbers, counters=counters, turn_over=position.turn
    )
    write_png(sheet, output)
    say(f"written: {output} ({sheet.get_width()} x {sheet.get_height()} pixels)")
