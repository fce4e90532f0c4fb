"""`scenario balance`: many games of a scenario, and on one card whether it is even, and what decides it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from game.batch.runs import MOST_RUNS
from game.cli.balance_card import say_card
from game.cli.console import say, say_json
from game.cli.leading import led_by
from game.cli.options import (
    PATH,
    Named,
    Whole,
    by_side,
    commander_option,
    json_option,
    plan_option,
    scenario_argument,
    seed_option,
    workers_option,
)
from game.cli.picture_output import require_place_for_picture
from game.cli.playing import Where

if TYPE_CHECKING:
    from game.batch.balance.playing import Played

DEFAULT_RUNS = 200
"""Games of the battle as it is: with those of plans and of units more less than a minute of a small battle."""


@click.command()
@scenario_argument()
@click.option(
    "--runs",
    type=Whole(1, MOST_RUNS),
    default=DEFAULT_RUNS,
    show_default=True,
    help="Games as it is, and with one unit more a side; of each pair of plans a fifth as many, but 20 at least.",
)
@seed_option
@commander_option
@plan_option
@workers_option
@json_option
@click.option("-o", "--output", type=PATH, metavar="PICTURE", help="Draw the card too: a .png file.")
@click.option("--force", is_flag=True, help="Replace a picture that was not drawn so, or that a battle shows.")
def balance(as_json: bool, output: Path | None, force: bool, workers: int | None, **asked: Any) -> None:
    """Play a SCENARIO many times and say on one card how balanced it is.

    Who wins how often, with which plans of both sides, how long games are and when they are settled, what is lost,
    which units have no part, and what one more battalion a side would change. docs/balance.md explains the figures.
    """
    from game.batch.balance.card import card

    if output is not None:
        from game.batch.balance.picture import require_picture

        require_picture(output)
        require_place_for_picture(output, force)
    played = _played(workers=workers, **asked)
    found = card(played)
    if output is not None:
        from game.batch.balance.picture import write_picture

        write_picture(played, found, output)
    if as_json:
        say_json(found)
        return
    say_card(played, found)
    if output is not None:
        say(f"written: {output}")


def _played(scenario_name: str, commanders: Named, plans: Named, runs: int, seed: int, workers: int | None) -> Played:
    """Play what the options ask for, with progress on a terminal. Raises UsageError and ScenarioError."""
    from game.batch.balance.asking import question
    from game.batch.balance.playing import play
    from game.scenario.loading import load_scenario

    scenario, chosen = led_by(load_scenario(scenario_name), by_side(commanders), by_side(plans, "--plan"))
    where = Where(out=None, format="csv", if_there="new", workers=workers, cluster=None, tables=())
    return play(question(scenario, chosen, runs, seed), where.play)
