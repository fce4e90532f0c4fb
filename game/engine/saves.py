"""Saves: a game in a text file, whole or not at all.

A save is one JSON document: versions, the scenario itself, seed and orders (together they are the replay), and a
snapshot of the state, so that a later version of the rules can still continue the game. It is written beside its place
and renamed. A file from anywhere yields a game or a `SaveError` that says in one sentence what is wrong. Playing the
orders again is `replay`; the arrays are in `snapshots`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from game.core.arguments import MOST_SEED, instance, path_of, whole, words_by_word
from game.core.errors import SaveError, ScenarioError, UsageError
from game.core.files import write_whole
from game.core.terms import Phase
from game.engine.game import (
    LONGEST_REASON,
    RULES_VERSION,
    Game,
    Luck,
    PlayerTurn,
    log_rows,
    one_line,
    world_with_luck,
)
from game.engine.old_rules import with_our_rules
from game.engine.snapshots import snapshot_of, state_from
from game.engine.strict_json import check_sum, parsed, text_of
from game.scenario.changes import MOST_CHANGES
from game.scenario.loading import Scenario, canonical_digest, from_documents
from game.scenario.suggesting import quote

FORMAT: Final = "Border Wars save"
FORMAT_VERSION: Final = 1
MAX_BYTES: Final = 64_000_000
MOST_VERSIONS: Final = 1_000_000
LONGEST_NAME: Final = 200

_DIGEST: Final = re.compile(r"[0-9a-f]{16}\Z")
_SHORT_DIGEST: Final = re.compile(r"[0-9a-f]{8}\Z")
NAMELESS: Final = "saved game"

MOST_PLAYS: Final = 10**15

_GAME: Final = re.compile(r"[a-z0-9-]{1,40}\Z")
_LINE: Final = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]*\Z")


@dataclass(frozen=True)
class Mark:
    """Where a save belongs among a player's own.

    `game` tells the games apart that somebody plays; `play` counts up with every save, whichever game it is of, so that
    the newest is known without a clock. 0.1.0 wrote neither.
    """

    game: str = ""
    play: int = 0


UNMARKED: Final = Mark()


@dataclass(frozen=True)
class Saved:
    """What a save holds. `rules` is the version of the rules that the orders were given under."""

    game: Game
    rules: int
    commanders: Mapping[str, str] = field(default_factory=dict)
    source: str = "save"
    mark: Mark = UNMARKED

    @property
    def verifiable(self) -> bool:
        """Whether its orders can be played again; under other rules they may lead elsewhere, but the game can go on."""
        return self.rules == RULES_VERSION


# --- writing --------------------------------------------------------------------------------------------------------


def save_game(
    game: Game,
    path: Path | str,
    commanders: Mapping[str, str] | None = None,
    rules: int = RULES_VERSION,
    mark: Mark = UNMARKED,
) -> None:
    """Write a game to a file; what was there before stays whole until the new file is.

    `commanders` says who gives the orders of which side, where that is not a person. `rules` is `Saved.rules` of a game
    that goes on from a save.

    Raises
    ------
    SaveError : the file cannot be written, or the game is too long.
    UsageError : as in `save_text`, or one of the arguments is of another type.
    """
    target = path_of(path, "the file of a save")
    game = instance(game, "what is saved", Game)
    try:
        write_whole(target, save_text(game, commanders, rules, mark).encode("ascii"))
    except OSError as error:
        raise SaveError(f"{target}: the file cannot be written: {error.strerror or error}") from error


def save_text(
    game: Game, commanders: Mapping[str, str] | None = None, rules: int = RULES_VERSION, mark: Mark = UNMARKED
) -> str:
    """Return the text of a save: a line for each of its parts, ASCII only.

    What it holds can always be read again. Where a game has grown so long that its save could not, the reasons of its
    orders are left out, which change nothing.

    Raises
    ------
    SaveError : even so it is too large.
    UsageError : a commander of a side that the scenario does not have, or a version of the rules that never was.
    """
    asked = dict({} if commanders is None else words_by_word(commanders, "the commanders of a save"))
    if strange := [side for side in asked if side not in game.scenario.names.sides]:
        raise UsageError(f"{game.scenario.name} has no side {quote(strange[0])} that could have a commander")
    rules, mark = whole(rules, "the version of the rules", 1, MOST_VERSIONS), instance(mark, "the mark of a save", Mark)
    for with_reasons in (True, False):
        text = text_of(_document_of(game, asked, rules, mark, with_reasons=with_reasons))
        if len(text) <= MAX_BYTES:
            return text
    raise SaveError(f"the game is too long to be saved: more than {MAX_BYTES // 1_000_000} MB")


def _document_of(
    game: Game, commanders: dict[str, str], rules: int, mark: Mark, *, with_reasons: bool
) -> dict[str, Any]:
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "rules": rules,
        **({} if mark == UNMARKED else {"kept": {"game": mark.game, "play": mark.play}}),
        "scenario": {
            "name": one_line(game.scenario.name, LONGEST_NAME) or NAMELESS,
            "digest": game.scenario.digest,
            **({"changes": _lines(game.scenario.changes)} if game.scenario.changes else {}),
            "documents": game.scenario.documents,
        },
        "seed": game.seed,
        "luck": game.luck,
        "commanders": commanders,
        "record": [_turn_data(turn, with_reasons=with_reasons) for turn in game.record],
        "snapshot": snapshot_of(game.state),
        "digest": game.digest(),
    }
    document["check"] = check_sum(document)
    return document


def _lines(texts: tuple[str, ...]) -> list[str]:
    return [one_line(text, LONGEST_REASON) for text in texts[:MOST_CHANGES]]


def _turn_data(turn: PlayerTurn, *, with_reasons: bool) -> dict[str, Any]:
    orders = [list(entry) for entry in turn.orders]
    data = {"turn": turn.turn, "side": turn.side, "orders": orders, "digest": turn.digest}
    if turn.reasons and with_reasons:  # a key of its own, which a program that knows nothing of reasons reads over
        data["reasons"] = [turn.reasons.get(place, "") for place in range(len(orders))]
    return data


# --- reading --------------------------------------------------------------------------------------------------------


def load_game(path: Path | str) -> Game:
    """Return the game that a file holds, ready to go on. Raises SaveError as `read_save` does."""
    return read_save(path_of(path, "the file of a save")).game


def read_save(source: Path | str | bytes) -> Saved:
    """Return what a save holds, from a file or from its bytes.

    Raises
    ------
    SaveError : it cannot be read, is no save, was changed or cut off, is newer than this program, or contradicts
    itself.
    """
    name = "save" if isinstance(source, bytes) else str(source)
    try:
        content = source if isinstance(source, bytes) else _content(Path(source))
        return _read(content, name)
    except SaveError as error:
        raise SaveError(f"{name}: {error}") from error
    except ScenarioError as error:
        first, count = str(error.problems[0]).partition("\n")[0], len(error.problems)
        more = f" (and {count - 1} more)" if count > 1 else ""
        raise SaveError(f"{name}: the scenario in it has faults: {first}{more}") from error
    except RecursionError:
        raise SaveError(f"{name}: it is nested too deeply to be a save") from None


def read_document(path: Path | str) -> dict[str, Any]:
    """Return the plain data of a save that is whole, without setting up its game; for lists of saves.

    Raises
    ------
    SaveError : it cannot be read, is no save, was changed or cut off, or is newer than this program.
    """
    try:
        return _document(_content(Path(path)))
    except SaveError as error:
        raise SaveError(f"{path}: {error}") from error
    except RecursionError:
        raise SaveError(f"{path}: the file is nested too deeply to be a save") from None


def _content(path: Path) -> bytes:
    try:
        if not path.exists():
            raise SaveError("there is no such file")
        if not path.is_file():
            raise SaveError("this is not a file")
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise SaveError(f"the file cannot be read: {error.strerror or error}") from error
    return content


def _read(content: bytes, name: str) -> Saved:
    document = _document(content)
    rules = _need(document, "rules", int, "it")
    if not 1 <= rules <= MOST_VERSIONS:
        raise SaveError(f"it was played under version {quote(rules)} of the rules, which does not exist")
    scenario_data = _need(document, "scenario", dict, "it")
    scenario = _scenario(scenario_data, rules)
    luck, seed = _luck(document), _seed(document)
    record = _record(_need(document, "record", list, "it"), scenario)
    same_rules = rules == RULES_VERSION
    state = state_from(document.get("snapshot"), scenario, log_rows(scenario.world), same_rules=same_rules)
    game = Game(scenario, world_with_luck(scenario.world, luck), state, luck, record)
    _check_game(game, document, seed, same_rules)
    return Saved(game, rules, _commanders(document, scenario), name, mark_of(document))


def _document(content: bytes) -> dict[str, Any]:
    """Return the data of the file, if it is a save of a version that we know and as it was written."""
    if len(content) > MAX_BYTES:
        raise SaveError(f"the file is larger than any save ({MAX_BYTES // 1_000_000} MB)")
    document = parsed(content)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise SaveError("the file is not a save of Border Wars")
    version = _need(document, "version", int, "it")
    if version > FORMAT_VERSION:
        raise SaveError(
            f"it was written by a newer version of the game (format {version}; this one reads up to {FORMAT_VERSION})"
        )
    if version < 1:
        raise SaveError(f"it has format version {version}, which does not exist")
    if document.get("check") != check_sum(document):
        raise SaveError("it has been changed or damaged since it was written: its check sum does not fit")
    return document


def _need(data: Any, key: str, kind: type, where: str) -> Any:
    """Return a value that must be there and of just this type (true is no number)."""
    value = data.get(key) if isinstance(data, dict) else None
    if type(value) is not kind:
        words = {int: "a whole number", str: "a string", dict: "an object", list: "a list"}
        raise SaveError(f"{where} lacks {key!r}, which must be {words[kind]}")
    return value


def _scenario(data: dict[str, Any], rules: int) -> Scenario:
    documents = _need(data, "documents", dict, "its scenario")
    name = _need(data, "name", str, "its scenario")
    if not name or not _LINE.match(name) or len(name) > LONGEST_NAME:
        raise SaveError("its scenario has a name that no scenario can have")
    if canonical_digest(documents) != _need(data, "digest", str, "its scenario"):
        raise SaveError("its scenario is not the one that was played: the digest does not fit")
    scenario = from_documents(documents if rules == RULES_VERSION else with_our_rules(documents), name)
    return replace(scenario, changes=tuple(_changes(data))) if "changes" in data else scenario


def _changes(data: dict[str, Any]) -> list[str]:
    """Return in words what was changed in the scenario for a what-if."""
    changes: list[str] = _need(data, "changes", list, "its scenario")
    if len(changes) > MOST_CHANGES or not all(map(_is_reason, changes)):
        raise SaveError("its scenario has changes that are not a line of text each")
    return changes


def _luck(document: dict[str, Any]) -> Luck:
    luck = document.get("luck")
    if luck == "table":
        return "table"
    if luck == "none":
        return "none"
    raise SaveError("it lacks 'luck', which must be 'table' or 'none'")


def mark_of(document: dict[str, Any]) -> Mark:
    """Return where a save belongs; it stands near the beginning of the file. Raises SaveError."""
    if "kept" not in document:
        return UNMARKED
    kept = _need(document, "kept", dict, "it")
    game, play = _need(kept, "game", str, "its 'kept'"), _need(kept, "play", int, "its 'kept'")
    if not _GAME.match(game) or not 0 <= play <= MOST_PLAYS:
        raise SaveError("its 'kept' is invalid")
    return Mark(game, play)


def _seed(document: dict[str, Any]) -> int:
    seed: int = _need(document, "seed", int, "it")
    if not 0 <= seed <= MOST_SEED:
        raise SaveError("its seed is out of bounds")
    return seed


def _commanders(document: dict[str, Any], scenario: Scenario) -> dict[str, str]:
    commanders: dict[str, str] = _need(document, "commanders", dict, "it")
    if any(side not in scenario.names.sides or not isinstance(name, str) for side, name in commanders.items()):
        raise SaveError("its commanders are not those of the sides of the scenario")
    return commanders


# --- the record -----------------------------------------------------------------------------------------------------


def _record(data: list[Any], scenario: Scenario) -> list[PlayerTurn]:
    record = [_player_turn(entry, scenario) for entry in data]
    if not record:
        raise SaveError("its record is empty")
    if any(not turn.digest for turn in record[:-1]):
        raise SaveError("its record has a player turn in the middle without a digest")
    return record


def _player_turn(data: Any, scenario: Scenario) -> PlayerTurn:
    turn = PlayerTurn(_need(data, "turn", int, "its record"), _need(data, "side", str, "its record"))
    frame = scenario.world.frame[0]
    first, last = int(frame.first_turn), int(frame.last_turn)
    if not first <= turn.turn <= last:
        raise SaveError(f"its record has turn {quote(turn.turn)}; the scenario has turns {first} to {last}")
    if turn.side not in scenario.names.sides:
        raise SaveError(f"its record has a side {quote(turn.side)}, which the scenario does not have")
    turn.digest = _need(data, "digest", str, "its record")
    if turn.digest and not _DIGEST.match(turn.digest):
        raise SaveError("its record has an invalid digest")
    turn.orders = [_order(entry) for entry in _need(data, "orders", list, "its record")]
    if "reasons" in data:
        turn.reasons = _reasons(_need(data, "reasons", list, "its record"), len(turn.orders))
    return turn


def _order(data: Any) -> tuple[str, str]:
    if (
        not isinstance(data, list)
        or len(data) != 2  # noqa: PLR2004 - text and digest
        or not all(isinstance(part, str) for part in data)
        or not _SHORT_DIGEST.match(data[1])
    ):
        raise SaveError("its record has an order that is not a string with a digest")
    return data[0], data[1]


def _reasons(data: list[Any], orders: int) -> dict[int, str]:
    if len(data) != orders or not all(map(_is_reason, data)):
        raise SaveError("its record has reasons that are not a line of text for each order")
    return {place: reason for place, reason in enumerate(data) if reason}


def _is_reason(data: Any) -> bool:
    return isinstance(data, str) and len(data) <= LONGEST_REASON and bool(_LINE.match(data))


def _check_game(game: Game, document: dict[str, Any], seed: int, same_rules: bool) -> None:
    """Seed, record and digest must be those of the snapshot."""
    last = game.record[-1]
    over = game.state.clock.phase[0] == Phase.OVER
    if game.seed != seed:
        raise SaveError("its seed is not that of its snapshot")
    if (last.turn, last.side) != (game.turn, game.active_side) or bool(last.digest) != bool(over):
        raise SaveError("its record ends elsewhere than its snapshot")
    if int(game.state.clock.draws[0]) > len(last.orders):
        raise SaveError("its snapshot has seen more fights than its record has orders")
    if same_rules and game.digest() != _need(document, "digest", str, "it"):
        raise SaveError("its digest is not that of its snapshot")
