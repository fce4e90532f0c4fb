"""Saves that somebody has changed and sealed again: a message of one line, or a game that is sound and can be played.

Every kind of thing in a save is changed: numbers, texts, lists and keys of the document and of the scenario in it, and
single numbers of the snapshot, with all check sums and digests made right again. A thousand of them by the full set.
"""

from __future__ import annotations

import base64
import copy
import json
import zlib
from collections import Counter
from collections.abc import Callable
from random import Random  # noqa: TID251 - which save is changed how, not what happens in a game
from typing import Any

import numpy as np
import pytest

from game.commanders.roster import take_turn
from game.core.errors import SaveError
from game.engine import strict_json
from game.engine.game import Game
from game.engine.replay import verify
from game.engine.saves import read_save, save_text
from game.scenario.loading import canonical_digest, load_scenario
from tests.recount import faults

ODD: list[Any] = [
    None, True, 0, 1, -1, 7, 127, 128, 255, 32_767, 32_768, -32_769, 2**31 - 1, 2**31, -(2**31) - 1, 2**63, -(2**63),
    10**30, 0.5, 1e300, "", "x", "0101", "\u0000", "\ud800", "a\nb", "x" * 5000, [], {}, [[]], [1], {"a": 1}, "-1",
    "soviet", "cadet",
]  # fmt: skip

Change = Callable[[Random, dict[str, Any]], None]


def places(data: Any) -> list[tuple[Any, Any]]:
    """Every container in some data with every key or index in it."""
    found = []
    waiting = [data]
    while waiting:
        inside = waiting.pop()
        keys = list(inside) if isinstance(inside, dict) else range(len(inside))
        for key in keys:
            found.append((inside, key))
            if isinstance(inside[key], dict | list):
                waiting.append(inside[key])
    return found


def nudged(luck: Random, value: Any) -> Any:
    """Something near a value, or something quite different."""
    if isinstance(value, bool) or luck.random() < 0.4:
        return luck.choice(ODD)
    if isinstance(value, int):
        return luck.choice([value + 1, value - 1, -value, value * 10, value * 1000, value + 2**15, value // 2])
    if isinstance(value, str) and value:
        place = luck.randrange(len(value))
        return luck.choice([value[:place], value[:place] + "9" + value[place + 1 :], value + value, value[::-1]])
    if isinstance(value, list) and value:
        return luck.choice([value[1:], value[::-1], value + value[:1], value * 3, [nudged(luck, value[0]), *value[1:]]])
    return luck.choice(ODD)


def change_anywhere(luck: Random, document: dict[str, Any]) -> None:
    """In the document, but for its scenario and its snapshot, which have their own."""
    rest = {key: value for key, value in document.items() if key not in {"scenario", "snapshot", "check"}}
    inside, key = luck.choice(places(rest))
    if inside is rest:
        document[key] = nudged(luck, document[key])
    else:
        inside[key] = nudged(luck, inside[key])


def change_scenario(luck: Random, document: dict[str, Any]) -> None:
    """In one of the documents of the scenario: any value, a key more, or one less."""
    inside, key = luck.choice(places(document["scenario"]["documents"][luck.choice(KINDS)]))
    if luck.random() < 0.1:
        del inside[key]
    elif luck.random() < 0.1 and isinstance(inside, dict):
        inside["new_key"] = luck.choice(ODD)
    else:
        inside[key] = nudged(luck, inside[key])


KINDS = ("scenario", "scenario", "scenario", "map", "forces", "terrain", "equipment", "unit_types", "rules", "rules")


def change_snapshot(luck: Random, document: dict[str, Any]) -> None:
    """One to three numbers of one array, or what is said of its fields and rows."""
    part = document["snapshot"][luck.choice(["units", "units", "units", "hexes", "sides", "clock", "crossings"])]
    if luck.random() < 0.15:
        inside, key = luck.choice([place for place in places(part) if place[1] != "data"])
        inside[key] = nudged(luck, inside[key])
        return
    fields = [(name, kind, tuple(shape)) for name, kind, shape in part["fields"]]
    array = np.frombuffer(zlib.decompress(base64.b64decode(part["data"])), fields).copy()
    for _ in range(luck.randint(1, 3)):
        field = luck.choice(fields)[0]
        values = array[field]
        place = tuple(luck.randrange(size) for size in values.shape)
        kind = np.iinfo(values.dtype)
        wanted = luck.choice([nudged(luck, int(values[place])), int(values[place]) + luck.choice([-1, 1, 2, 10])])
        number = wanted if type(wanted) is int else luck.randint(-3, 40)
        values[place] = max(kind.min, min(kind.max, number))
    part["data"] = base64.b64encode(zlib.compress(array.tobytes())).decode("ascii")


CHANGES: list[Change] = [change_anywhere, change_scenario, change_scenario, change_snapshot, change_snapshot]


def resealed(document: dict[str, Any]) -> bytes:
    """The document with all sums made right that can be: of the scenario, of the position, of the whole."""
    data = document.get("scenario")
    if isinstance(data, dict) and "documents" in data:
        data["digest"] = canonical_digest(data["documents"])
    game = _position(document)
    if game is not None:
        document["digest"] = game.digest()
    document["check"] = strict_json.check_sum(document)
    return json.dumps(document).encode("ascii")


def _position(document: dict[str, Any]) -> Game | None:
    """The game that the document would be if nobody looked at its digest."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Game, "digest", lambda _: document.get("digest"))
        document["check"] = strict_json.check_sum(document)
        try:
            return read_save(json.dumps(document).encode("ascii")).game
        except SaveError:
            return None


def outcome_of(content: bytes) -> str:
    """What becomes of a save: the beginning of the sentence that refuses it, or that it could be played."""
    try:
        game = read_save(content).game
    except SaveError as error:
        assert "\n" not in str(error)
        assert len(str(error)) < 2000
        return "refused"
    assert faults(game.world, game.state) == []
    try:
        assert verify(content).divergence is not None or verify(content).holds
    except SaveError as error:  # played under other rules: it goes on, but cannot be played again
        assert "the game can go on" in str(error)
    assert read_save(save_text(game).encode()).game.digest() == game.digest()
    for _ in range(3):
        if game.outcome is None:
            take_turn(game, "cadet")
            assert faults(game.world, game.state) == []
            game.end_turn()
            assert faults(game.world, game.state) == []
            game = read_save(save_text(game).encode()).game
    return "played"


@pytest.fixture(scope="module")
def original() -> dict[str, Any]:
    """The night attack with both sides' first orders given, by commanders and so with reasons."""
    game = Game.new(load_scenario("lake_khasan/night_attack"), seed=7)
    for _ in range(3):
        take_turn(game, "random")
        game.end_turn()
    take_turn(game, "random")
    document: dict[str, Any] = json.loads(save_text(game, {"soviet": "random"}))
    return document


def change_and_try(original: dict[str, Any], seeds: range) -> Counter[str]:
    """Change a save for each seed; every one must be refused in a sentence or be sound."""
    found: Counter[str] = Counter()
    for seed in seeds:
        luck = Random(seed)
        document = copy.deepcopy(original)
        luck.choice(CHANGES)(luck, document)
        try:
            found[outcome_of(resealed(document))] += 1
        except Exception as error:
            error.add_note(f"changed by seed {seed}")
            raise
    return found


def test_a_changed_save_is_refused_in_a_sentence_or_is_a_sound_game(original: dict[str, Any]) -> None:
    found = change_and_try(original, range(15))
    assert found["refused"] > 6
    assert found["played"] > 2


@pytest.mark.full
@pytest.mark.parametrize("block", range(20))
def test_a_thousand_changed_saves(original: dict[str, Any], block: int) -> None:
    change_and_try(original, range(1000 + block * 50, 1050 + block * 50))
