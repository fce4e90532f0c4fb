"""Saves: a game comes back as it was, and a file from anywhere is a game or one clear sentence."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.commanders.roster import player_turns
from game.commanders.standing_orders import NAME, plan_of
from game.core.errors import BorderWarsError, SaveError, UsageError
from game.core.terms import NOWHERE, Status
from game.engine import saves, strict_json
from game.engine.asides import NOTHING_SAID, Asides
from game.engine.game import RULES_VERSION, Game
from game.engine.saves import Saved, load_game, read_save, save_game, save_text, text_of_save
from game.engine.snapshot_bounds import PLAIN, bounds_of
from game.scenario.loading import canonical_digest, load_scenario
from game.scenario.schema.plan import PlanPhase, Task
from game.scenario.world import KEPT, State
from tests.tabletop import tabletop

COMMANDERS = {"soviet": "random", "japanese": "cadet"}

ORDERS = {
    "schema": 1,
    "id": "my_orders",
    "side": "soviet",
    "name": "My orders",
    "about": "To stand.",
    "estimate": True,
    "phases": [{"name": "My orders", "tasks": [{"units": ["I/119"], "hold": "2028"}]}],
}


@pytest.fixture(scope="module")
def played() -> Game:
    """The smallest scenario in the middle of its second turn: one side has given all its orders."""
    game = Game.new(load_scenario("lake_khasan/night_attack"), seed=1938)
    for _ in zip(range(3), player_turns(game, COMMANDERS), strict=False):
        pass
    return game


@pytest.fixture(scope="module")
def text(played: Game) -> str:
    return save_text(played, COMMANDERS)


def sealed(document: dict[str, Any]) -> bytes:
    """A changed document whose check sum fits again."""
    document["check"] = strict_json.check_sum(document)
    return json.dumps(document).encode("ascii")


def changed(text: str, **values: Any) -> bytes:
    return sealed({**json.loads(text), **values})


# --- there and back -------------------------------------------------------------------------------------------------


def test_standing_orders_come_back(played: Game) -> None:
    plan = plan_of("soviet", [PlanPhase(name=NAME, tasks=[Task(units=["I/119"], hold="2028")])])
    text = text_of_save(Saved(played, RULES_VERSION, standing={"soviet": plan}))
    assert read_save(text.encode("ascii")).standing == {"soviet": plan}


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ([], "'standing', which must be an object"),
        ({"soviet": {}}, "standing orders (plan)"),
        ({"soviet": {**ORDERS, "phases": [{"name": "x", "tasks": [{"units": ["nobody"], "hold": "2028"}]}]}}, "nobody"),
        ({"japanese": ORDERS}, "not those of the sides"),
        ({"elsewhere": ORDERS}, "not those of the sides"),
    ],
)
def test_standing_orders_that_are_none(text: str, standing: Any, said: str) -> None:
    with pytest.raises(SaveError) as caught:
        read_save(changed(text, standing=standing))
    assert said in str(caught.value)


def test_what_was_said_of_units_this_turn_comes_back(played: Game, text: str) -> None:
    """Who rests, who is asked for later and in which order, whom the staff has led and may not lead; or nothing."""
    said = Asides(frozenset({"I/75"}), ("III/118", "Zaozernaya"), frozenset({"I/75"}), frozenset({"III/118"}))
    kept = text_of_save(Saved(played, RULES_VERSION, asides=said))
    assert read_save(kept.encode("ascii")).asides == said
    assert "asides" not in json.loads(text) and read_save(text.encode("ascii")).asides == NOTHING_SAID


SAID = {"resting": [], "later": [], "led": [], "refused": []}


@pytest.mark.parametrize(
    ("asides", "said"),
    [
        ([], "lacks 'resting'"),
        ({**SAID, "led": "III/118"}, "'led', which must be a list"),
        ({"resting": [], "later": [], "led": []}, "'refused', which must be a list"),
        ({**SAID, "refused": ["nobody"]}, "'refused' that are not units of the scenario"),
        ({**SAID, "resting": [7]}, "'resting' that are not units of the scenario"),
        ({**SAID, "led": [["III/118"]]}, "'led' that are not units of the scenario"),
        ({**SAID, "later": ["III/118", "III/118"]}, "'later' that are not units of the scenario, each once"),
    ],
)
def test_what_nobody_can_have_said_of_units(text: str, asides: Any, said: str) -> None:
    with pytest.raises(SaveError) as caught:
        read_save(changed(text, asides=asides))
    assert said in str(caught.value)


def test_nothing_is_said_of_units_that_there_are_not(played: Game) -> None:
    with pytest.raises(UsageError, match="no unit 'nobody' of which anything was said"):
        text_of_save(Saved(played, RULES_VERSION, asides=Asides(later=("nobody",))))


def test_a_game_comes_back_as_it_was(played: Game, tmp_path: Path) -> None:
    save_game(played, tmp_path / "a.json", COMMANDERS)
    saved = read_save(tmp_path / "a.json")
    assert saved.game.digest() == played.digest()
    assert saved.game.record == played.record
    assert (saved.game.seed, saved.game.luck, saved.game.turn) == (1938, "table", played.turn)
    assert saved.game.scenario.digest == played.scenario.digest
    assert saved.commanders == COMMANDERS
    assert saved.verifiable
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_loaded_game_goes_on_as_the_other_does(played: Game, text: str) -> None:
    one, other = played.copy(), read_save(text.encode()).game
    for game in (one, other):
        for _ in player_turns(game, COMMANDERS):
            pass
    assert one.digest() == other.digest()
    assert one.record == other.record
    assert one.outcome == other.outcome is not None


def test_a_finished_game_and_luck_none_come_back() -> None:
    game = Game.new(load_scenario("lake_khasan/night_attack"), seed=7, luck="none")
    for _ in player_turns(game, COMMANDERS):
        pass
    again = read_save(save_text(game).encode()).game
    assert again.outcome == game.outcome is not None
    assert again.luck == "none"
    assert set(again.world.rules[0].luck.tolist()) == {1000}


def with_reasons(text: str, change: Callable[[list[Any]], Any]) -> bytes:
    """The save with other reasons wherever it has some; None: without any."""
    document = json.loads(text)
    for turn in document["record"]:
        if "reasons" in turn and (other := change(turn.pop("reasons"))) is not None:
            turn["reasons"] = other
    return sealed(document)


def test_a_save_from_before_there_were_reasons_is_read_as_ever(played: Game, text: str) -> None:
    """They are a key of their own, so that one who knows nothing of them reads over it."""
    assert all(turn.reasons for turn in played.record if turn.orders)
    game = read_save(with_reasons(text, lambda _: None)).game
    assert game.digest() == played.digest()
    assert [turn.orders for turn in game.record] == [turn.orders for turn in played.record]
    assert not any(turn.reasons for turn in game.record)


def test_people_give_no_reasons_and_their_saves_have_none() -> None:
    game = Game.new(load_scenario("lake_khasan/night_attack"), seed=1)
    game.play(next(game.legal_orders()))
    assert '"reasons"' not in save_text(game)
    game.play(next(game.legal_orders()), "why not")
    again = read_save(save_text(game).encode()).game
    assert again.record[-1].reasons == {1: "why not"}


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found[1:],
        lambda found: [*found, ""],
        lambda found: ["a\nb", *found[1:]],
        lambda found: [7] * len(found),
        lambda found: ["x" * 501, *found[1:]],
        lambda found: ["\ud800", *found[1:]],
    ],
    ids=["too few", "too many", "two lines", "numbers", "too long", "no text"],
)
def test_reasons_that_are_none_are_refused(text: str, change: Callable[[list[Any]], Any]) -> None:
    assert "reasons that are not a line of text for each order" in refused(with_reasons(text, change))


@pytest.mark.parametrize("seed", [0, 1938, 2**63 - 1])
def test_any_seed_that_a_game_takes_comes_back(seed: int) -> None:
    game = Game.new(load_scenario("lake_khasan/night_attack"), seed=seed)
    assert read_save(save_text(game).encode()).game.seed == seed


def test_the_text_has_a_line_for_each_player_turn(text: str, played: Game) -> None:
    lines = text.splitlines()
    assert text.isascii()
    assert sum(line.startswith(' {"turn":') for line in lines) == len(played.record)
    assert json.loads(text)["rules"] == RULES_VERSION


# --- files ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["folder/that/is/not/there.json", "."])
def test_a_place_that_cannot_be_written_is_one_sentence(played: Game, tmp_path: Path, where: str) -> None:
    with pytest.raises(SaveError, match="cannot be written"):
        save_game(played, tmp_path / where)
    assert not list(tmp_path.iterdir())


def test_a_save_is_not_written_for_commanders_that_are_none(played: Game, tmp_path: Path) -> None:
    """It could not be read again."""
    with pytest.raises(UsageError, match="commanders"):
        save_game(played, tmp_path / "game.json", {"soviet": 5})  # type: ignore[dict-item]
    assert not list(tmp_path.iterdir())


def test_a_failure_while_writing_leaves_the_earlier_file_whole(
    played: Game, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    save_game(played, path)
    before = path.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SaveError, match="No space left on device"):
        save_game(played, path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]


SAVING_FOR_EVER = """
import sys
from game import Game, load_scenario, save_game
game = Game.new(load_scenario("lake_khasan/night_attack"), seed=1)
while True:
    save_game(game, sys.argv[1])
    print(flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills the hard way")
@pytest.mark.parametrize("delay", [0.005, 0.05])
def test_a_kill_in_the_middle_leaves_a_whole_file(tmp_path: Path, delay: float) -> None:
    path = tmp_path / "a.json"
    command = [sys.executable, "-c", SAVING_FOR_EVER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as saving:
        assert saving.stdout is not None
        saving.stdout.readline()
        with suppress(subprocess.TimeoutExpired):
            saving.wait(delay)
        saving.send_signal(signal.SIGKILL)
    assert load_game(path).seed == 1


# --- files that are broken ------------------------------------------------------------------------------------------


def refused(content: bytes | Path) -> str:
    """What is said of a broken save: one line."""
    with pytest.raises(SaveError) as caught:
        read_save(content)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_file_cut_off_anywhere_is_refused(text: str) -> None:
    places = sorted({*range(1, len(text) - 2, len(text) // 40), *range(1, 60, 7)})
    said = {refused(text[:place].encode()) for place in places}
    assert all("is cut off (line" in sentence or "is not JSON" in sentence for sentence in said)
    assert sum("is cut off" in sentence for sentence in said) > len(said) // 2


def test_a_flipped_byte_anywhere_is_refused(text: str) -> None:
    content = text.encode()
    for place in range(3, len(content) - 3, len(content) // 60):
        refused(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])


def test_a_hand_that_changes_a_word_is_noticed(text: str) -> None:
    assert "check sum" in refused(text.replace('"seed": 1938', '"seed": 1939').encode())


NOT_SAVES = {
    "empty": (b"", "is empty"),
    "blanks": (b" \n ", "is empty"),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0", "is not text"),
    "utf-16": ("{}".encode("utf-16"), "is not text"),
    "words": (b"hello", "is not JSON: Expecting value (line 1, column 1)"),
    "place": (b'{"format": 1,\n "b" 2}', "(line 2, column 6)"),
    "other": (b'{"format": "something else"}', "is not a save of Border Wars"),
    "list": (b"[1, 2]", "is not a save of Border Wars"),
    "text": (b'"Border Wars save"', "is not a save of Border Wars"),
    "deep": (b"[" * 200_000, "nested too deeply"),
    "deep keys": (b'{"a":' * 200_000, "nested too deeply"),
    "digits": (b'{"seed": ' + b"9" * 100_000 + b"}", "is not JSON"),
    "infinite": (b'{"seed": 1e999}', "out of all bounds"),
    "nan": (b'{"seed": NaN}', "NaN, which is not a number"),
    "twice": (b'{"seed": 1, "seed": 2}', "a key twice"),
    "no version": (b'{"format": "Border Wars save"}', "lacks 'version'"),
    "version zero": (b'{"format": "Border Wars save", "version": 0}', "format version 0, which does not exist"),
    "true": (b'{"format": "Border Wars save", "version": true}', "lacks 'version'"),
}


@pytest.mark.parametrize("name", NOT_SAVES)
def test_what_is_no_save_is_refused(name: str) -> None:
    content, words = NOT_SAVES[name]
    assert words in refused(content)


def test_places_without_a_file_are_refused(tmp_path: Path) -> None:
    assert "there is no such file" in refused(tmp_path / "nothing.json")
    assert "is not a file" in refused(tmp_path)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as stream:
        stream.truncate(saves.MAX_BYTES + 1)
    assert "larger than any save (64 MB)" in refused(path)


def test_a_newer_format_names_both_versions(text: str) -> None:
    assert "format 9; this one reads up to 1" in refused(changed(text, version=9))


KEYS = ("rules", "scenario", "seed", "luck", "commanders", "record", "snapshot", "digest")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", [None, [], {}, "x", -1, 1.5, True, [[]], {"x": 1}, 10**30])
def test_keys_of_another_type_are_refused(text: str, key: str, value: Any) -> None:
    document = json.loads(text)
    if key == "commanders" and value == {}:
        return
    document[key] = value
    refused(sealed(document))


@pytest.mark.parametrize("key", KEYS)
def test_missing_keys_are_refused(text: str, key: str) -> None:
    document = json.loads(text)
    del document[key]
    refused(sealed(document))


INSIDE: dict[str, tuple[Callable[[Any], Any], str]] = {
    "scenario digest": (lambda d: d["scenario"].update(digest="0" * 64), "the digest does not fit"),
    "scenario name": (lambda d: d["scenario"].update(name="a\nb"), "a name that no scenario can have"),
    "surrogate": (lambda d: d["scenario"].update(name="\ud800"), "a name that no scenario can have"),
    "documents": (lambda d: d["scenario"].update(documents={}), "the digest does not fit"),
    "state digest": (lambda d: d.update(digest="0" * 16), "its digest is not that of its snapshot"),
    "seed": (lambda d: d.update(seed=5), "its seed is not that of its snapshot"),
    "side": (lambda d: d["record"][0].update(side="roman"), "'roman', which the scenario does not have"),
    "turn": (lambda d: d["record"][-1].update(turn=7), "its record ends elsewhere"),
    "turn outside": (lambda d: d["record"][-1].update(turn=1), "turn 1; the scenario has turns 5 to 7"),
    "no record": (lambda d: d.update(record=[]), "its record is empty"),
    "no digest": (lambda d: d["record"][0].update(digest=""), "without a digest"),
    "bad digest": (lambda d: d["record"][0].update(digest="xyz"), "invalid digest"),
    "order": (lambda d: d["record"][0]["orders"].append(["move"]), "not a string with a digest"),
    "order digest": (lambda d: d["record"][0]["orders"].append(["move", "G"]), "not a string with a digest"),
    "commander": (lambda d: d.update(commanders={"roman": "cadet"}), "not those of the sides"),
    "luck": (lambda d: d.update(luck="good"), "'table' or 'none'"),
    "no array": (lambda d: d["snapshot"].pop("units"), "has no array 'units'"),
    "rows": (lambda d: d["snapshot"]["units"].update(rows=17), "has 17 units, but the scenario has 18"),
    "fields": (lambda d: d["snapshot"]["units"]["fields"].pop(), "not those of these rules|damaged"),
    "field twice": (lambda d: d["snapshot"]["sides"]["fields"].append(["points", "<i4", []]), "twice"),
    "format": (lambda d: d["snapshot"]["sides"]["fields"].__setitem__(0, ["losses", "O", [6]]), "invalid list"),
    "shape": (lambda d: d["snapshot"]["sides"]["fields"].__setitem__(0, ["losses", "<i4", [9**9]]), "invalid list"),
    "name": (lambda d: d["snapshot"]["sides"]["fields"].__setitem__(0, ["__a b", "<i4", [6]]), "invalid list"),
    "base64": (lambda d: d["snapshot"]["hexes"].update(data="!!!"), "'hexes' of its snapshot is damaged"),
    "not packed": (lambda d: d["snapshot"]["hexes"].update(data="AAAA"), "'hexes' of its snapshot is damaged"),
    "bomb": (lambda d: d["snapshot"]["clock"].update(data=packed(bytes(3_000_000))), "is damaged"),
    "short": (lambda d: d["snapshot"]["clock"].update(data=packed(bytes(3))), "is damaged"),
}  # fmt: skip


def packed(content: bytes) -> str:
    return base64.b64encode(zlib.compress(content)).decode("ascii")


@pytest.mark.parametrize("name", INSIDE)
def test_parts_that_do_not_fit_are_refused(text: str, name: str) -> None:
    change, words = INSIDE[name]
    document = json.loads(text)
    change(document)
    sentence = refused(sealed(document))
    assert any(word in sentence for word in words.split("|")), sentence


def test_faults_of_the_scenario_are_one_sentence(text: str) -> None:
    document = json.loads(text)
    document["scenario"]["documents"]["map"]["columns"] = 40
    document["scenario"]["digest"] = canonical_digest(document["scenario"]["documents"])
    assert "the scenario in it has faults" in refused(sealed(document))


# --- snapshots that would hurt compiled rules -----------------------------------------------------------------------


def first_present(state: State) -> int:
    return int(np.flatnonzero(state.units["status"] == Status.PRESENT)[0])


def _set(array: str, field: str, value: int) -> Callable[[State], None]:
    def change(state: State) -> None:
        getattr(state, array)[field].reshape(-1)[0] = value

    return change


def _of_unit(field: str, value: int) -> Callable[[State], None]:
    def change(state: State) -> None:
        row = first_present(state)
        state.units[field].reshape(len(state.units), -1)[row, 0] = value

    return change


def _ring(state: State) -> None:
    """A stack that goes round in a circle."""
    row = first_present(state)
    state.units["below"][row] = row


def _in_water(state: State) -> None:
    scenario = load_scenario("lake_khasan/night_attack")
    state.units["hex"][first_present(state)] = int(np.flatnonzero(scenario.world.hexes["water"] == 1)[0])


def _nowhere(state: State) -> None:
    state.units["hex"][first_present(state)] = NOWHERE


def _two_tops(state: State) -> None:
    state.hexes["top"][0] = first_present(state)


def _ghost(state: State) -> None:
    state.units["status"][first_present(state)] = Status.DESTROYED


def _held_by_nobody(state: State) -> None:
    state.hexes["owner"][state.units["hex"][first_present(state)]] = NOWHERE


def _by_a_third_side(state: State) -> None:
    state.hexes["assaulted"][0] = 4


DOCTORED: dict[str, tuple[Callable[[State], None], str]] = {
    "unit off the map": (_of_unit("hex", 2700), "'hex' of a unit"),
    "unit far off": (_of_unit("hex", -2), "'hex' of a unit"),
    "unit on nobody": (_of_unit("below", 500), "'below' of a unit"),
    "top of nothing": (_set("hexes", "top", 18), "'top' of a hex"),
    "ring": (_ring, "inconsistent"),
    "water": (_in_water, "not in a land hex"),
    "nowhere": (_nowhere, "not in a land hex"),
    "two tops": (_two_tops, "inconsistent"),
    "ghost": (_ghost, "off the map"),
    "status": (_of_unit("status", 9), "'status' of a unit"),
    "supply": (_of_unit("supply", 4), "'supply' of a unit"),
    "entrenchment": (_of_unit("entrenchment", 5), "'entrenchment' of a unit"),
    "points": (_of_unit("mp_left", 4000), "'mp_left' of a unit"),
    "items": (_of_unit("items", -1), "'items' of a unit"),
    "many items": (_of_unit("items", 20_000), "'items' of a unit in its snapshot is out of bounds"),
    "a ban for ever": (_set("permissions", "last", 99), "'last' of the permissions"),
    "owner": (_set("hexes", "owner", 2), "'owner' of a hex"),
    "turn": (_set("clock", "turn", 99), "'turn' of the clock"),
    "side": (_set("clock", "active", 2), "'active' of the clock"),
    "phase": (_set("clock", "phase", 7), "'phase' of the clock"),
    "level": (_set("clock", "level", 1), "'level' of the clock"),
    "owner of a held hex": (_held_by_nobody, "contradict"),
    "losses": (lambda state: state.sides["losses"].__setitem__((0, 0), 1_000_000), "'losses' of a side"),
    "lost machines": (lambda state: state.sides["losses"].__setitem__((0, 1), 1), "contradict"),
    "captured": (_set("sides", "captured", -1), "'captured' of a side"),
    "more captured than lost": (_set("sides", "captured", 1_000), "'captured' of a side"),
    "points of a side": (_set("sides", "points", 3), "contradict"),
    "depot": (_set("sides", "depot", 10_000), "'depot' of a side"),
    "stock": (_of_unit("stock", 90), "'stock' of a unit"),
    "missions": (_of_unit("missions", 90), "'missions' of a unit"),
    "digging": (_of_unit("digging", 9_000), "'digging' of a unit"),
    "defended": (_of_unit("defended", 100), "'defended' of a unit"),
    "draws": (_set("clock", "draws", 2**31 - 1), "'draws' of the clock"),
    "assaulted by a third side": (_by_a_third_side, "'assaulted' of a hex"),
}


@pytest.mark.parametrize("name", DOCTORED)
def test_a_doctored_snapshot_is_refused(played: Game, name: str) -> None:
    change, words = DOCTORED[name]
    game = played.copy()
    change(game.state)
    sentence = refused(save_text(game).encode())
    assert any(word in sentence for word in words.split("|")), sentence


def test_a_unit_in_the_last_hex_of_the_map_comes_back() -> None:
    game = tabletop("R1 .\n . B1").game
    assert int(game.state.units.hex.max()) == len(game.world.hexes) - 1
    assert read_save(save_text(game).encode()).game.digest() == game.digest()


def test_a_bridge_stands_or_does_not() -> None:
    """On a map that has bridges; half of one is refused."""
    game = Game.new(load_scenario("khalkhin_gol/august_encirclement"), seed=1)
    assert read_save(save_text(game).encode()).game.digest() == game.digest()
    game.state.bridges[0] = 2
    assert "'value' of the bridges" in refused(save_text(game).encode())


def test_every_field_has_bounds_or_follows_from_others(played: Game) -> None:
    """Whoever adds a field to the state says here what it may hold."""
    bounds = bounds_of(played.world, played.state, played.scenario.start)
    free = {("clock", "seed"), ("clock", "logged"), ("sides", "points")}
    assert set(bounds) == set(KEPT)
    for name in KEPT:
        fields = set(getattr(played.state, name).dtype.names or (PLAIN,))
        assert fields == {*bounds[name], *(field for array, field in free if array == name)}, name


# --- other versions of the rules ------------------------------------------------------------------------------------


def unpacked(part: dict[str, Any]) -> np.ndarray[Any, Any]:
    fields = [(name, kind, tuple(shape)) for name, kind, shape in part["fields"]]
    return np.frombuffer(zlib.decompress(base64.b64decode(part["data"])), fields)


@pytest.mark.parametrize("rules", [RULES_VERSION + 1, RULES_VERSION + 40])
def test_a_game_under_other_rules_goes_on(text: str, played: Game, rules: int) -> None:
    """Fields are matched by name: one that is gone starts again, one that we do not know is left out."""
    document = json.loads(text)
    units = unpacked(document["snapshot"]["units"])
    kept = [name for name in units.dtype.names or () if name not in {"fatigue", "fire"}]
    other = np.zeros(len(units), [("mood", "<i4"), *((name, units.dtype[name]) for name in reversed(kept))])
    for name in kept:
        other[name] = units[name]
    document["snapshot"]["units"]["fields"] = [
        [name, other.dtype[name].base.str, list(other.dtype[name].shape)] for name in other.dtype.names or ()
    ]
    document["snapshot"]["units"]["data"] = packed(other.tobytes())
    document["rules"] = rules
    saved = read_save(sealed(document))
    assert not saved.verifiable
    assert saved.rules == rules
    assert np.array_equal(saved.game.state.units.hex, played.state.units.hex)
    assert np.array_equal(saved.game.state.unit_figures.fire, played.state.unit_figures.fire)
    for _ in player_turns(saved.game, COMMANDERS):
        pass
    assert saved.game.outcome is not None


def losses_as(kind: str, value: int) -> Callable[[dict[str, Any]], None]:
    """Write the losses of the sides in a wider kind of number, one of them too great for ours."""

    def change(snapshot: dict[str, Any]) -> None:
        sides = unpacked(snapshot["sides"])
        wide = np.zeros(len(sides), [("losses", kind, sides["losses"].shape[1:])])
        wide["losses"][:] = sides["losses"]
        wide["losses"][0, 0] = value
        snapshot["sides"] |= {"fields": [["losses", kind, [sides["losses"].shape[1]]]], "data": packed(wide.tobytes())}

    return change


@pytest.mark.parametrize(
    "change",
    [
        losses_as("<i8", 2**31),
        losses_as("<i8", -(2**31) - 1),
        lambda snapshot: snapshot["crossings"].update(fields=[["lift", "<i4", []]]),
    ],
    ids=["too great", "too small", "under another name"],
)
def test_numbers_of_other_rules_that_do_not_fit_are_refused(text: str, change: Callable[[Any], None]) -> None:
    document = json.loads(text)
    change(document["snapshot"])
    document["rules"] = RULES_VERSION + 1
    assert "holds numbers that do not fit" in refused(sealed(document))


def test_numbers_of_the_rulebook_that_a_save_lacks_are_todays(text: str) -> None:
    document = json.loads(text)
    rules = document["scenario"]["documents"]["rules"]["rules"]
    del rules["stack_limit"]
    rules["old_rule"] = {"value": 3, "unit": "pure", "source": "long ago"}
    document["scenario"]["digest"] = canonical_digest(document["scenario"]["documents"])
    document["rules"] = RULES_VERSION + 1
    assert read_save(sealed(document)).game.world.rules[0].movement.stack_limit > 0
    document["rules"] = RULES_VERSION
    assert "faults" in refused(sealed(document))


def test_a_game_that_went_on_stays_marked(played: Game, tmp_path: Path) -> None:
    save_game(played, tmp_path / "a.json", rules=RULES_VERSION + 1)
    saved = read_save(tmp_path / "a.json")
    assert isinstance(saved, Saved)
    assert not saved.verifiable


def test_save_errors_are_ours() -> None:
    assert issubclass(SaveError, BorderWarsError)
