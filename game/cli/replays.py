"""`replay`: verify a recorded game, or print it."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Final

import click

from game.cli.console import say, say_json
from game.cli.exit_codes import NO
from game.cli.options import PATH, json_option
from game.engine.order_text import FORMS

FORM_LINES: Final = "\n".join(f"  {form}" for form in FORMS.values())
ORDERS: Final = (
    f"\b\nOrders read:\n{FORM_LINES}\n\n"
    "An attack may cost little (minimise) or more (limit) before it is broken off; without a word it ignores losses. "
    "Units after 'support' are guns that fire for it, with 'holding' nobody advances."
)
"""What is said below the options of `show`."""


@click.group()
def replay() -> None:
    """Verify or print a recorded game."""


@replay.command()
@click.argument("file", type=PATH)
@json_option
def verify(file: Path, as_json: bool) -> None:
    """Play the orders recorded in FILE again and compare every digest; exit code 1 if one differs."""
    from game.cli.compiling import warm_up
    from game.engine.replay import verify as prove

    warm_up()
    found = prove(file)
    if as_json:
        say_json(
            {
                "file": str(file),
                "holds": found.holds,
                "side_turns": found.player_turns,
                "orders": found.orders,
                "digest": found.digest,
                "divergence": None if found.divergence is None else vars(found.divergence),
            }
        )
    elif found.divergence is not None:
        say(f"{file}: diverges at {found.divergence}")
    else:
        say(f"{file}: verified, {found.orders} orders in {found.player_turns} player turns, digest {found.digest}")
    if not found.holds:
        click.get_current_context().exit(NO)


@replay.command(epilog=ORDERS)
@click.argument("file", type=PATH)
@click.option("--orders", is_flag=True, help="Print every order as it was given.")
@click.option("--reasons", is_flag=True, help="Print every order with the reason for it, where FILE has one.")
def show(file: Path, orders: bool, reasons: bool) -> None:
    """Print the game recorded in FILE, turn by turn."""
    from game.cli.compiling import warm_up
    from game.cli.narration import Narrator
    from game.engine.game import Game
    from game.engine.replay import steps
    from game.engine.saves import read_save

    warm_up()
    saved = read_save(file)
    scenario = saved.game.scenario
    say(f"{scenario.file.name} ({scenario.name}), seed {saved.game.seed}")
    if scenario.changes:
        say(f"Changed: {'; '.join(scenario.changes)}")
    start = Game.new(scenario, saved.game.seed, saved.game.luck).state
    narrator = Narrator(scenario, start, with_reasons=not reasons)
    for _, group in groupby(steps(saved), key=lambda step: (step.turn, step.side)):
        played = list(group)
        say()
        for line in narrator.player_turn(played):
            say(line)
        for step in played if orders or reasons else ():
            if step.order is not None:
                why = f": {step.reason}" if reasons and step.reason else ""
                say(f"  > {step.order}{why}")
    if saved.game.outcome is not None:
        say(f"\n{saved.game.outcome.name}")
