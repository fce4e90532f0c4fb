"""Maps with more than 100 columns or rows: hex numbers of six digits, and more hexes than two bytes can tell."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.core.errors import IllegalOrderError, ScenarioError
from game.desk.land import LandStore
from game.engine.game import Game
from game.engine.orders import parse
from game.engine.snapshots import snapshot_of, state_from
from game.scenario.loading import Scenario, load_scenario
from game.scenario.new_battle.making import make_battle
from game.scenario.new_battle.wanted import Wanted
from game.scenario.world import BRIEF
from tests.measures.largest_battle import write_largest

ORDINARY = "lake_khasan/night_attack"


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A battle of 120 x 12 hexes, as `scenario new` writes it."""
    return make_battle(Wanted("wide", columns=120, rows=12), tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def largest(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    """200 x 200 hexes, with fewer units than it may have."""
    return load_scenario(write_largest(tmp_path_factory.mktemp("largest"), units=400))


def test_all_numbers_of_a_wide_map_have_six_digits(wide: Path) -> None:
    scenario = load_scenario(wide)
    assert scenario.hex_number(0) == "000000"
    assert scenario.hex_number(120 * 12 - 1) == "119011"
    assert scenario.hex_row("119011") == 120 * 12 - 1
    assert scenario.hex_row("0411") is scenario.hex_row("120000") is None
    assert {len(entry.hex) for entry in scenario.file.deployment} == {6}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            'hex: "060006"',
            'hex: "0606"',
            "hex '0606' is not on the map (hex numbers of this map have six digits, like '000000')",
        ),
        ('hex: "060006"', 'hex: "120006"', "hex '120006' is not on the map (columns 000 to 119, rows 000 to 011)"),
        ('hex: "060006"', 'hex: "60006"', "should be a hex number like"),
    ],
)
def test_what_is_no_hex_of_a_wide_map_is_said(wide: Path, before: str, after: str, said: str) -> None:
    path = wide.with_name("map.yaml")
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    try:
        with pytest.raises(ScenarioError) as caught:
            load_scenario(wide)
    finally:
        path.write_text(text, encoding="utf-8")
    assert said in str(caught.value)


def test_six_digits_are_no_hex_of_an_ordinary_map() -> None:
    assert load_scenario(ORDINARY).hex_row("000000") is None


def test_orders_name_hexes_as_the_map_does(wide: Path) -> None:
    game = Game.new(load_scenario(wide), 1)
    unit = game.scenario.names.units[0]
    here = str(game.scenario.hex_number(int(game.state.units.hex[0])))
    east = f"{int(here[:3]) + 1:03d}{here[3:]}"
    assert game.check(parse(f"move {unit} {here}>{east}"))
    with pytest.raises(IllegalOrderError, match="hex numbers of this map have six digits"):
        game.play(parse(f"move {unit} {here}>0606"))


def test_states_of_the_largest_map_are_kept_whole(largest: Scenario) -> None:
    state = Game.new(largest, 1).state
    assert int(state.units["hex"].max()) > BRIEF
    again = state_from(snapshot_of(state), largest, 0, same_rules=True)
    assert again.digest() == state.digest()
    moved = state.copy()
    moved.units["hex"][int(state.units["hex"].argmax())] -= 1 << 16
    assert moved.digest() != state.digest()


def test_saves_of_ordinary_maps_keep_their_form(largest: Scenario) -> None:
    for scenario, kind in ((load_scenario(ORDINARY), "<i2"), (largest, "<i4")):
        fields = {name: kept for name, kept, _ in snapshot_of(scenario.start)["units"]["fields"]}
        assert fields["hex"] == kind


def test_a_zoom_too_large_to_be_painted_is_stretched(largest: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def painted(self: LandStore, scale: int) -> pygame.Surface:
        asked.append(scale)
        return pygame.Surface((200 * scale, 174 * scale))

    monkeypatch.setattr(LandStore, "_paint", painted)
    monkeypatch.setattr(LandStore, "_from_disk", lambda self, scale: None)
    land = LandStore(largest)
    assert land.scales == (14, 20, 28, 40)
    assert land.picture(40) is None
    land.close()
    while not land.is_settled(40):
        land.take_in()
    assert asked == [14, 28]
    part = pygame.Rect(7000, 6000, 300, 200)
    assert land.stretched(40, part).get_size() == part.size
