"""The record of a game in a save: its player turns with their orders, as plain data and back."""

from __future__ import annotations

import re
from typing import Any, Final

from game.core.errors import SaveError
from game.engine.game import LONGEST_REASON, PlayerTurn
from game.scenario.loading import Scenario
from game.scenario.suggesting import quote

_DIGEST: Final = re.compile(r"[0-9a-f]{16}\Z")
_SHORT_DIGEST: Final = re.compile(r"[0-9a-f]{8}\Z")
LINE: Final = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]*\Z")


def need(data: Any, key: str, kind: type, where: str) -> Any:
    """Return a value that must be there and of just this type (true is no number)."""
    value = data.get(key) if isinstance(data, dict) else None
    if type(value) is not kind:
        words = {int: "a whole number", str: "a string", dict: "an object", list: "a list"}
        raise SaveError(f"{where} lacks {key!r}, which must be {words[kind]}")
    return value


def turn_document(turn: PlayerTurn, *, with_reasons: bool) -> dict[str, Any]:
    """Return a player turn as plain data."""
    orders = [list(entry) for entry in turn.orders]
    data = {"turn": turn.turn, "side": turn.side, "orders": orders, "digest": turn.digest}
    if turn.reasons and with_reasons:  # a key of its own, which a program that knows nothing of reasons reads over
        data["reasons"] = [turn.reasons.get(place, "") for place in range(len(orders))]
    return data


def record_from(data: list[Any], scenario: Scenario) -> list[PlayerTurn]:
    """Return the record of a game from its data. Raises SaveError."""
    record = [_player_turn(entry, scenario) for entry in data]
    if not record:
        raise SaveError("its record is empty")
    if any(not turn.digest for turn in record[:-1]):
        raise SaveError("its record has a player turn in the middle without a digest")
    return record


def _player_turn(data: Any, scenario: Scenario) -> PlayerTurn:
    turn = PlayerTurn(need(data, "turn", int, "its record"), need(data, "side", str, "its record"))
    frame = scenario.world.frame[0]
    first, last = int(frame.first_turn), int(frame.last_turn)
    if not first <= turn.turn <= last:
        raise SaveError(f"its record has turn {quote(turn.turn)}; the scenario has turns {first} to {last}")
    if turn.side not in scenario.names.sides:
        raise SaveError(f"its record has a side {quote(turn.side)}, which the scenario does not have")
    turn.digest = need(data, "digest", str, "its record")
    if turn.digest and not _DIGEST.match(turn.digest):
        raise SaveError("its record has an invalid digest")
    turn.orders = [_order(entry) for entry in need(data, "orders", list, "its record")]
    if "reasons" in data:
        turn.reasons = _reasons(need(data, "reasons", list, "its record"), len(turn.orders))
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
    if len(data) != orders or not all(map(is_reason, data)):
        raise SaveError("its record has reasons that are not a line of text for each order")
    return {place: reason for place, reason in enumerate(data) if reason}


def is_reason(data: Any) -> bool:
    """Whether something is a line that can stand for the reason of an order."""
    return isinstance(data, str) and len(data) <= LONGEST_REASON and bool(LINE.match(data))
