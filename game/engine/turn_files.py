"""Turn files: a game by mail as its players send it to each other, after each player turn, which proves itself.

A turn file is one JSON document, as a save is: versions, the match, the whole scenario, seed and luck, and all player
turns so far, each order with the digest after it. It holds no position: whoever gets it plays the orders from the start
on his own program, and every digest has to be the one that is written. It says nothing of reasons and standing orders.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from game.core.arguments import instance, path_of
from game.core.errors import BorderWarsError, SaveError, UsageError
from game.engine.game import RULES_VERSION, Game, Luck, PlayerTurn
from game.engine.matches import Match, match_document, match_from
from game.engine.replay import Divergence, Step, play_again
from game.engine.saved_record import need, record_from, turn_document
from game.engine.saved_scenario import scenario_document, scenario_of
from game.engine.saves import (
    MAX_BYTES,
    content_of,
    faults_named,
    luck_of,
    put_text,
    rules_of,
    sealed_document,
    seed_of,
)
from game.engine.strict_json import check_sum, text_of
from game.scenario.library import scenario_names
from game.scenario.loading import Scenario, load_scenario

FORMAT: Final = "Border Wars turn"
FORMAT_VERSION: Final = 1
WORD: Final = "turn file"

HEAD: Final = 200
"""Bytes at the beginning of a file in which its format stands."""


@dataclass(frozen=True)
class TurnFile:
    """What a turn file holds: `record` are player turns that have ended, from the first, and may be none."""

    scenario: Scenario
    seed: int
    luck: Luck
    match: Match
    record: tuple[PlayerTurn, ...]
    source: str = WORD

    @property
    def sender(self) -> str:
        """The side whose player sends it: that of the last player turn; before the first, the one that waits for it."""
        return self.record[-1].side if self.record else self.scenario.file.order_of_play[1]

    @property
    def receiver(self) -> str:
        """The side whose player it is for."""
        return next(side for side in self.scenario.names.sides if side != self.sender)


def record_of(game: Game) -> tuple[PlayerTurn, ...]:
    """Return the player turns of a game that have ended."""
    return tuple(turn for turn in game.record if turn.digest)


# --- writing --------------------------------------------------------------------------------------------------------


def turn_file(game: Game, match: Match) -> TurnFile:
    """Return what is sent of a game between two player turns.

    Raises
    ------
    UsageError : a player turn has been begun, the match is of other sides, or one of them is something else.
    """
    game, match = instance(game, "what is sent", Game), instance(match, "the match", Match)
    if set(match.names) != set(game.scenario.names.sides):
        raise UsageError("a match names a player for each side of its scenario")
    if not game.record[-1].digest and game.record[-1].orders:
        raise UsageError("a game is sent when a player turn has ended, not in the middle of one")
    return TurnFile(game.scenario, game.seed, game.luck, match, record_of(game))


def turn_text(turn: TurnFile) -> str:
    """Return the text of a turn file: a line for each of its parts, ASCII only. Raises SaveError if it is too long."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "rules": RULES_VERSION,
        "match": match_document(turn.match),
        "scenario": scenario_document(turn.scenario),
        "seed": turn.seed,
        "luck": turn.luck,
        "record": [turn_document(played, with_reasons=False) for played in turn.record],
    }
    document["check"] = check_sum(document)
    text = text_of(document)
    if len(text) > MAX_BYTES:
        raise SaveError(f"the game is too long for a turn file: more than {MAX_BYTES // 1_000_000} MB")
    return text


def write_turn(turn: TurnFile, path: Path | str) -> None:
    """Write a turn file, whole or not at all. Raises SaveError if that cannot be done."""
    put_text(path_of(path, "the file of a turn"), turn_text(turn))


# --- reading --------------------------------------------------------------------------------------------------------


def read_turn(source: Path | str | bytes) -> TurnFile:
    """Return what a turn file holds, from a file or from its bytes; whether it is true, `prove` says.

    Raises
    ------
    SaveError : it cannot be read, is no turn file, was changed or cut off, is of another version of the game or of its
    rules, or contradicts itself.
    """
    name = WORD if isinstance(source, bytes) else str(source)
    with faults_named(name):
        document = _document(source)
        if (rules := rules_of(document)) != RULES_VERSION:
            raise SaveError(
                f"it was played under version {rules} of the rules, this program has version {RULES_VERSION}: both "
                "players need the same version of the game"
            )
        scenario = scenario_of(document, rules)
        match = match_from(need(document, "match", dict, "it"), scenario.names.sides)
        data = need(document, "record", list, "it")
        record = tuple(record_from(data, scenario)) if data else ()
        _require_sequence(record, scenario)
        return TurnFile(scenario, seed_of(document), luck_of(document), match, record, name)


def read_turn_document(path: Path | str) -> dict[str, Any]:
    """Return the plain data of a turn file that is whole, without setting up its game; for lists. Raises SaveError."""
    with faults_named(str(path)):
        return _document(Path(path))


def _document(source: Path | str | bytes) -> dict[str, Any]:
    content = source if isinstance(source, bytes) else content_of(Path(source))
    return sealed_document(content, FORMAT, FORMAT_VERSION, WORD)


def is_turn_file(path: Path) -> bool:
    """Whether a file says of itself that it is one, whatever else is wrong with it."""
    try:
        return FORMAT.encode("ascii") in content_of(path)[:HEAD]
    except SaveError:
        return False


def _require_sequence(record: tuple[PlayerTurn, ...], scenario: Scenario) -> None:
    """Every player turn has ended, and none is there twice or left out. Raises SaveError."""
    if record and not record[-1].digest:
        raise SaveError("its last player turn has not ended")
    first, sides = int(scenario.world.frame[0].first_turn), scenario.file.order_of_play
    for place, played in enumerate(record):
        due, side = first + place // 2, sides[place % 2]
        if (played.turn, played.side) != (due, side):
            raise SaveError(
                f"it has {turn_words(scenario, played.turn, played.side)} where {turn_words(scenario, due, side)} "
                "has to stand"
            )


def is_of_this_program(scenario: Scenario) -> bool:
    """Whether a scenario that came from elsewhere is, to the letter, one that this program knows by that name."""
    if scenario.changes or scenario.name not in scenario_names():
        return False
    try:
        return load_scenario(scenario.name).digest == scenario.digest
    except BorderWarsError:
        return False


def turn_words(scenario: Scenario, turn: int, side: str) -> str:
    """Return what a player turn is called: "turn 6, Soviet", as the board counts its turns."""
    adjective = scenario.names.side_adjectives[scenario.names.side_row[side]]
    return f"turn {turn}, {adjective}"


# --- proving --------------------------------------------------------------------------------------------------------


def prove(turn: TurnFile) -> Game:
    """Play all orders from the start, compare every digest, and return the game that they lead to.

    Raises
    ------
    SaveError : the orders do not lead where the file says; the sentence says which is the first.
    """
    game = Game.new(turn.scenario, turn.seed, turn.luck)
    for _ in proof(turn, game):
        pass
    return game


def proof(turn: TurnFile, game: Game) -> Iterator[Step]:
    """Yield what each order brings as a game plays those on that it has not had yet. Raises SaveError as `prove`."""
    for played in turn.record[len(record_of(game)) :]:
        for step in play_again(game, played):
            if isinstance(step, Divergence):
                where = turn_words(turn.scenario, played.turn, played.side)
                raise SaveError(f"{turn.source}: its orders do not lead where it says: {where}, {step.what}")
            yield step
