"""Turn files: what goes by mail comes back, proves itself, and has to go on from what was exchanged before."""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random  # noqa: TID251 - which file is changed how, not what happens in a game
from typing import Any

import pytest

from game.core.errors import SaveError, UsageError
from game.engine import strict_json
from game.engine.exchange import require_after, require_next
from game.engine.game import RULES_VERSION, Game
from game.engine.matches import Match
from game.engine.turn_files import (
    TurnFile,
    is_of_this_program,
    is_turn_file,
    prove,
    read_turn,
    read_turn_document,
    record_of,
    turn_file,
    turn_text,
    write_turn,
)
from game.scenario.loading import canonical_digest, load_scenario
from tests.engine.test_changed_saves import change_anywhere, change_scenario, nudged, places
from tests.tabletop import tabletop

MATCH = Match("a-game-by-mail", {"red": "Ivan", "blue": "Kenji"})
BOARD = """
    .   R1  .   B1
      R2  .   B2  .
"""

Document = dict[str, Any]


def played(turns: int, seed: int = 1) -> Game:
    """A small game with luck after so many player turns."""
    game = tabletop(BOARD, luck="table", seed=seed, turns=3).game
    for _ in range(turns):
        give_orders(game)
    return game


def give_orders(game: Game) -> None:
    """Give a few orders, the same whenever it is asked of the same position, and end the player turn."""
    for _ in range(3):
        legal = list(game.legal_orders())
        if legal:
            game.play(legal[len(legal) * 2 // 3])
    game.end_turn()


@pytest.fixture(scope="module")
def files() -> list[TurnFile]:
    """What is exchanged in a whole game: by its number of player turns."""
    game = played(0)
    found = [turn_file(game, MATCH)]
    while game.outcome is None:
        give_orders(game)
        found.append(turn_file(game.copy(), MATCH))
    return found


def read(turn: TurnFile) -> TurnFile:
    return read_turn(turn_text(turn).encode("ascii"))


def document_of(turn: TurnFile) -> Document:
    found: Document = json.loads(turn_text(turn))
    return found


def sealed(document: Document) -> bytes:
    document["check"] = strict_json.check_sum(document)
    return json.dumps(document).encode("ascii")


# --- there and back -------------------------------------------------------------------------------------------------


def test_every_turn_of_a_game_comes_back_and_proves_itself(files: list[TurnFile]) -> None:
    assert len(files) == 7
    for number, turn in enumerate(files):
        there = read(turn)
        assert (there.seed, there.luck, there.match, len(there.record)) == (1, "table", MATCH, number)
        assert there.receiver == ("red", "blue")[number % 2]
        game = prove(there)
        assert record_of(game) == there.record
        assert game.active_side == there.receiver or game.outcome is not None
    assert prove(read(files[-1])).digest() == played(6).digest()


def test_reasons_are_not_sent() -> None:
    game = played(0)
    game.play(next(game.legal_orders()), "because the staff says so")
    game.end_turn()
    assert "because" not in turn_text(turn_file(game, MATCH))


def test_a_game_is_sent_between_player_turns() -> None:
    game = played(1)
    game.play(next(game.legal_orders()))
    with pytest.raises(UsageError, match="not in the middle of one"):
        turn_file(game, MATCH)
    with pytest.raises(UsageError, match="names a player for each side"):
        turn_file(played(1), Match("a-game-by-mail", {"red": "Ivan"}))


def test_a_file_is_known_by_what_it_says(files: list[TurnFile], tmp_path: Path) -> None:
    write_turn(files[1], tmp_path / "x.turn.json")
    assert is_turn_file(tmp_path / "x.turn.json")
    assert read_turn_document(tmp_path / "x.turn.json")["match"]["id"] == MATCH.id
    (tmp_path / "y.json").write_text("{}")
    assert not is_turn_file(tmp_path / "y.json")
    assert not is_turn_file(tmp_path / "nowhere")


def test_it_is_known_whether_the_scenario_is_ours() -> None:
    scenario = load_scenario("lake_khasan/night_attack")
    assert is_of_this_program(scenario)
    assert not is_of_this_program(replace(scenario, digest="0" * 64))
    assert not is_of_this_program(tabletop(BOARD).scenario)


# --- refused --------------------------------------------------------------------------------------------------------


def first_orders(document: Document) -> list[list[str]]:
    orders: list[list[str]] = document["record"][0]["orders"]
    return orders


def other_digest(document: Document) -> None:
    document["record"][1]["digest"] = "0" * 16


def other_order_digest(document: Document) -> None:
    first_orders(document)[0][1] = "0" * 8


def order_left_out(document: Document) -> None:
    del first_orders(document)[0]


def same_side_twice(document: Document) -> None:
    document["record"][1] = document["record"][0]


def turn_left_out(document: Document) -> None:
    del document["record"][0]


def turn_not_ended(document: Document) -> None:
    document["record"][-1]["digest"] = ""


def other_rules(document: Document) -> None:
    document["rules"] = RULES_VERSION - 1


def other_seed(document: Document) -> None:
    document["seed"] = 2


def stronger_units(document: Document) -> None:
    document["scenario"]["documents"]["scenario"]["name"] = "Another"


def nameless(document: Document) -> None:
    document["match"]["players"]["red"] = ""


def path_as_id(document: Document) -> None:
    document["match"]["id"] = "../../elsewhere"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (other_digest, "do not lead where it says: turn 1, Blue, the end of the player turn: expected digest 0000"),
        (other_order_digest, "do not lead where it says: turn 1, Red, order 1"),
        (order_left_out, "do not lead where it says: turn 1, Red"),
        (same_side_twice, "it has turn 1, Red where turn 1, Blue has to stand"),
        (turn_left_out, "it has turn 1, Blue where turn 1, Red has to stand"),
        (turn_not_ended, "its last player turn has not ended"),
        (other_rules, "both players need the same version of the game"),
        (other_seed, "do not lead where it says"),
        (stronger_units, "its scenario is not the one that was played"),
        (nameless, "a player without a name"),
        (path_as_id, "an id that no match can have"),
    ],
)
def test_what_was_changed_and_sealed_again_is_refused(
    files: list[TurnFile], change: Callable[[Document], None], said: str
) -> None:
    document = document_of(files[4])
    change(document)
    with pytest.raises(SaveError, match=said) as refused:
        prove(read_turn(sealed(document)))
    assert "\n" not in str(refused.value)


def test_what_was_changed_without_its_check_sum_is_refused(files: list[TurnFile]) -> None:
    document = document_of(files[2])
    order_left_out(document)
    with pytest.raises(SaveError, match="changed or damaged since it was written"):
        read_turn(json.dumps(document).encode("ascii"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b'{"format": "Border Wars save"}', "the file is not a turn file of Border Wars"),
        (b'{"format": "Border Wars turn", "version": 2}', "a newer version of the game"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"format": "Border Wars turn", "vers', "the file is cut off"),
    ],
)
def test_what_is_no_turn_file_is_said(content: bytes, said: str) -> None:
    with pytest.raises(SaveError, match=said):
        read_turn(content)


# --- going on -------------------------------------------------------------------------------------------------------


def otherwise(turns: int) -> TurnFile:
    """A true file of the same match in which the last player turn went another way."""
    game = played(turns - 1)
    game.play(next(game.legal_orders()))
    game.end_turn()
    return turn_file(game, MATCH)


@pytest.mark.parametrize("number", range(6))
def test_the_next_turn_of_the_other_side_goes_on(files: list[TurnFile], number: int) -> None:
    own = files[number].sender
    require_next(files[number + 1], files[number], own)
    require_next(files[number + 1], files[number + 1], own)  # opened once more
    require_after(files[number + 1], files[number])


@pytest.mark.parametrize(
    ("arrived", "kept", "said"),
    [
        (1, 3, r"it is an older turn \(turn 1, Red\): what was sent or opened last is turn 2, Red"),
        (3, 3, r"it is your own turn \(turn 2, Red\), for Kenji to open: send it"),
        (4, 2, "it goes on after turn 2, Red, which you have not sent"),
        (6, 3, "it goes on after turn 3, Red, which you have not sent"),
    ],
)
def test_older_own_and_later_turns_are_refused(files: list[TurnFile], arrived: int, kept: int, said: str) -> None:
    with pytest.raises(SaveError, match=said):
        require_next(files[arrived], files[kept], "red")


def test_a_turn_that_is_sent_again_in_another_way_is_noticed(files: list[TurnFile]) -> None:
    with pytest.raises(SaveError, match=r"^turn 1, Blue, is not in it as it came before: "):
        require_next(otherwise(2), files[2], "red")
    tampered = turn_file(played(2, seed=1), MATCH)
    first = replace(tampered.record[0], orders=[("move R1 0102>0103", "0" * 8), *tampered.record[0].orders[1:]])
    with pytest.raises(SaveError, match=r"^turn 1, Red, is not in it as you sent it: order 1 is 'move R1 0102>0103'"):
        require_next(replace(tampered, record=(first, tampered.record[1])), files[1], "red")
    with pytest.raises(SaveError, match="is not in it as it came before"):
        require_after(otherwise(2), files[2])
    with pytest.raises(SaveError, match="it is older than turn file: it ends with turn 1, Red"):
        require_after(files[1], files[2])


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"seed": 2}, "it is of another game: its seed is not that of the game"),
        ({"luck": "none"}, "its luck is not that"),
        ({"match": Match("another-game", MATCH.names)}, "its match is not that"),
        ({"match": Match(MATCH.id, {"red": "Ivan", "blue": "Somebody"})}, "its players are not those"),
        ({"scenario": tabletop("R1 . B1").scenario}, "its scenario is not that"),
    ],
)
def test_a_file_of_another_game_is_refused(files: list[TurnFile], other: dict[str, Any], said: str) -> None:
    with pytest.raises(SaveError, match=said):
        require_next(replace(files[2], **other), files[1], "red")


# --- changed by chance ----------------------------------------------------------------------------------------------


def change_record(luck: Random, document: Document) -> None:
    inside, key = luck.choice(places(document["record"]))
    inside[key] = nudged(luck, inside[key])


def cut(luck: Random, content: bytes) -> bytes:
    place = luck.randrange(len(content))
    return luck.choice([content[:place], content[:place] + b"\xff" + content[place:], content[place:]])


def outcome_of(content: bytes) -> str:
    """What becomes of a turn file: refused in a sentence, or a game that can be sent on."""
    try:
        game = prove(turn := read_turn(content))
    except SaveError as error:
        assert "\n" not in str(error)
        assert len(str(error)) < 2000
        return "refused"
    assert prove(read(turn)).digest() == game.digest()
    return "played"


def change_and_try(original: TurnFile, seeds: range) -> Counter[str]:
    document, found = document_of(original), Counter[str]()
    for seed in seeds:
        luck, changed = Random(seed), copy.deepcopy(document)
        change = luck.choice([change_record, change_record, change_anywhere, change_scenario])
        try:
            change(luck, changed)
            if luck.random() < 0.5 and isinstance(changed["scenario"], dict):
                changed["scenario"]["digest"] = canonical_digest(changed["scenario"]["documents"])
            content = sealed(changed)
            found[outcome_of(cut(luck, content) if luck.random() < 0.1 else content)] += 1
        except Exception as error:
            error.add_note(f"changed by seed {seed}")
            raise
    return found


def test_a_changed_turn_file_is_refused_in_a_sentence_or_is_a_sound_game(files: list[TurnFile]) -> None:
    found = change_and_try(files[4], range(60))
    assert found["refused"] > 40


@pytest.mark.full
@pytest.mark.parametrize("block", range(10))
def test_five_hundred_changed_turn_files(files: list[TurnFile], block: int) -> None:
    change_and_try(files[4], range(1000 + block * 50, 1050 + block * 50))
