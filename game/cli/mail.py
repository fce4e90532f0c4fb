"""`mail`: prove a turn file of a game by mail, or print it."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli.console import say, say_json
from game.cli.options import PATH, json_option
from game.cli.texts import in_words, level_in_words

if TYPE_CHECKING:
    from game.engine.game import Game
    from game.engine.turn_files import TurnFile


@click.group()
def mail() -> None:
    """Verify or print a turn file of a game by mail.

    'play --load FILE' opens it at the board, where it is played on.
    """


@mail.command()
@click.argument("file", type=PATH)
@click.option("--after", type=PATH, metavar="EARLIER", help="A turn file from which FILE has to go on.")
@json_option
def verify(file: Path, after: Path | None, as_json: bool) -> None:
    """Play the orders in FILE from the start and compare every digest; exit code 2 and a sentence if one differs."""
    from game.cli.compiling import warm_up
    from game.engine.exchange import require_after
    from game.engine.turn_files import is_of_this_program, prove, read_turn

    turn = read_turn(file)
    if after is not None:
        require_after(turn, read_turn(after))
    warm_up()
    game = prove(turn)
    own, orders = is_of_this_program(turn.scenario), sum(len(played.orders) for played in turn.record)
    if as_json:
        say_json(
            {
                "file": str(file),
                "match": turn.match.id,
                "players": dict(turn.match.names),
                "scenario": turn.scenario.name,
                "scenario_known": own,
                "seed": turn.seed,
                "luck": turn.luck,
                "player_turns": len(turn.record),
                "orders": orders,
                "for": turn.receiver,
                "digest": game.digest(),
            }
        )
        return
    say(f"{file}: verified, {orders} orders in {len(turn.record)} player turns, digest {game.digest()}")
    say(_scenario_words(turn, own))
    say(_next_words(turn, game))


@mail.command()
@click.argument("file", type=PATH)
@click.option("--orders", is_flag=True, help="Print every order as it was given.")
@click.option("--all", "whole", is_flag=True, help="Print all player turns, not the last alone.")
def show(file: Path, orders: bool, whole: bool) -> None:
    """Print what the last player turn in FILE has brought, and who is to play now."""
    from game.cli.compiling import warm_up
    from game.cli.narration import Narrator
    from game.engine.game import Game
    from game.engine.turn_files import is_of_this_program, proof, read_turn

    turn = read_turn(file)
    warm_up()
    say(f"{in_words(turn.scenario).file.name} ({turn.scenario.name}), seed {turn.seed}, luck {turn.luck}")
    say(_scenario_words(turn, is_of_this_program(turn.scenario)))
    say(_player_words(turn))
    game = Game.new(turn.scenario, turn.seed, turn.luck)
    narrator = Narrator(turn.scenario, game.state, with_reasons=False)
    groups = [list(group) for _, group in groupby(proof(turn, game), key=lambda step: (step.turn, step.side))]
    for number, played in enumerate(groups, start=1):
        lines = list(narrator.player_turn(played))
        if whole or number == len(groups):
            say()
            for line in (*lines, *(f"  > {step.order}" for step in played if orders and step.order is not None)):
                say(line)
    say()
    say(_next_words(turn, game))


def _scenario_words(turn: TurnFile, own: bool) -> str:
    return f"The scenario is {'the one' if own else 'not the one'} that this program knows as {turn.scenario.name}."


def _player_words(turn: TurnFile) -> str:
    names = in_words(turn.scenario).names
    sides = zip(names.side_adjectives, names.sides, strict=True)
    return "Players: " + ", ".join(f"{adjective} {turn.match.names[side]}" for adjective, side in sides)


def _next_words(turn: TurnFile, game: Game) -> str:
    if game.outcome is not None:
        return f"The game is over: {level_in_words(turn.scenario, game.outcome.level)}"
    names = in_words(turn.scenario).names
    side = names.side_adjectives[names.side_row[turn.receiver]]
    return f"It is for {turn.match.names[turn.receiver]}, {side}, whose turn it is."
