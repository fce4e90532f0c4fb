"""What an observation says: within its bounds, as the cards have it, and nothing that the side does not know."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from gymnasium import spaces

from game.core.terms import Status
from game.engine.cards import hex_card, unit_card
from game.learning.actions import Actions
from game.learning.battle import Battle
from game.learning.drafting import Draft
from game.learning.features import HEX_FEATURES, clock_features, shapes, side_features, unit_features
from game.learning.observing import Observer, observation_spaces
from game.learning.setting import setting_of
from game.learning.side_by_side.places import OfClock, OfHex, OfSide, OfUnit
from tests.hiding import Hidden
from tests.learning.playing import NIGHT, SCENARIOS, near_blows, new_battle, ones, played
from tests.tabletop import tabletop


def space_of(battle: Battle) -> spaces.Dict:
    return spaces.Dict(observation_spaces(battle.setting, battle.actions))


def observed(battle: Battle, side: int) -> dict[str, Any]:
    return {**battle.observe(side), "action_mask": battle.mask()}


def strange(space: spaces.Dict, seen: dict[str, Any]) -> list[str]:
    """Return the parts of an observation that are not in its space."""
    return [part for part, inside in space.spaces.items() if not inside.contains(seen[part])]


def present(battle: Battle, side: int) -> list[int]:
    """Return the units of a side that are on the map."""
    units = [unit for unit in battle.actions.own[side].tolist() if unit >= 0]
    return [unit for unit in units if battle.game.state.units[unit].status == Status.PRESENT]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_observation_is_within_its_bounds(scenario: str) -> None:
    """For both sides, at every decision of the first turns and of the middle of a game."""
    battle = new_battle(scenario)
    space = space_of(battle)
    for _ in range(2):
        for before in played(battle, 20, seed=1):
            assert [strange(space, observed(before, side)) for side in (0, 1)] == [[], []]
        near_blows(battle, turns=1 if scenario == NIGHT else 6)


def test_the_ground_of_an_observation_is_that_of_the_turn() -> None:
    """Rulebook 3.9."""
    table = tabletop("R1 . B1\n . . .", ". s .\n . . .", spells=[((2, 2), "sand", "marsh")])
    setting = setting_of(table.scenario, {})
    actions = Actions(table.scenario)
    space = observation_spaces(setting, actions)["ground"]
    observer = Observer(setting, actions)
    seen = []
    for _ in range(3):
        found = observer.observe(table.game, 0, Draft(), 0)["ground"]
        assert space.contains(found)
        seen.append(found)
        table.next_turn()
    assert (seen[0] == seen[2]).all() and {str(table.scenario.names.terrain[kind]) for kind in seen[1][0, 0]} == {
        "grass",
        "marsh",
    }


def test_bounds_hold_to_the_end_of_a_game() -> None:
    battle = new_battle()
    space = space_of(battle)
    for before in played(battle, 2000):
        assert strange(space, observed(before, before.side)) == []
    assert battle.game.outcome is not None
    last = observed(battle, 0)
    assert strange(space, last) == []
    assert (last["clock"][OfClock.OVER], last["clock"][OfClock.DECIDING], last["action_mask"].sum()) == (1, 0, 0)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_number_has_the_name_of_its_place(scenario: str) -> None:
    """The table that explains them and the places where compiled code writes them are the same."""
    setting = setting_of(scenario, {})
    for features, places in (
        (unit_features(setting), OfUnit),
        (HEX_FEATURES, OfHex),
        (side_features(setting), OfSide),
        (clock_features(setting), OfClock),
    ):
        assert [feature.name for feature in features] == [place.name.lower() for place in places]
        assert all(feature.low < feature.high and feature.about for feature in features)


def test_shapes_are_the_same_for_both_sides_and_all_games() -> None:
    battle = near_blows(new_battle(), turns=1)
    parts = shapes(battle.setting, Actions(battle.setting.scenario))
    for side in (0, 1):
        seen = battle.observe(side)
        assert {part: array.dtype for part, array in seen.items()} == {
            part: kind for part, (_, _, kind) in parts.items()
        }
    assert seen["units"].shape == (20, 34)
    assert seen["hexes"].shape == (10, 50, 54)
    assert seen["ground"].shape == (22, 50, 54)


def test_units_are_as_their_cards_have_them() -> None:
    battle = near_blows(new_battle(), turns=1)
    for side in (0, 1):
        seen = battle.observe(side)["units"]
        rows = np.concatenate([battle.actions.own[side], battle.actions.own[1 - side]])
        for row, numbers in zip(rows.tolist(), seen, strict=True):
            if row < 0:
                assert not numbers.any()
                continue
            card = unit_card(battle.game, battle.setting.scenario.names.units[row])
            assert bool(numbers[OfUnit.PRESENT]) == (card.status is Status.PRESENT)
            if card.status is not Status.PRESENT:
                assert not numbers[OfUnit.ROW :].any()
                continue
            assert card.hex == f"{numbers[OfUnit.COLUMN]:02d}{numbers[OfUnit.ROW]:02d}"
            assert (card.men, card.cohesion, card.fatigue) == tuple(
                numbers[[OfUnit.MEN, OfUnit.COHESION, OfUnit.FATIGUE]]
            )
            assert (card.points_left * 4, card.supply, card.missions) == tuple(
                numbers[[OfUnit.POINTS, OfUnit.SUPPLY, OfUnit.MISSIONS]]
            )
            assert (card.role, card.quality, card.entrenchment) == tuple(
                numbers[[OfUnit.ROLE, OfUnit.QUALITY, OfUnit.ENTRENCHMENT]]
            )


def test_hexes_are_as_their_cards_have_them() -> None:
    battle = near_blows(new_battle(), turns=1)
    names = battle.setting.scenario.names
    planes, ground = battle.observe(1)["hexes"], battle.observe(1)["ground"]
    for row in range(0, 50, 3):
        for column in range(54):
            card, said, land = (
                hex_card(battle.game, f"{column:02d}{row:02d}"),
                planes[:, row, column],
                ground[:, row, column],
            )
            owner = "japanese" if said[OfHex.OWN] else "soviet" if said[OfHex.ENEMY] else None
            own = sum(unit_card(battle.game, unit).side == "japanese" for unit in card.units)
            assert (card.owner, own, len(card.units) - own) == (owner, said[OfHex.OWN_UNITS], said[OfHex.ENEMY_UNITS])
            assert card.zones == {"soviet": said[OfHex.ENEMY_ZONE], "japanese": said[OfHex.OWN_ZONE]}
            assert ("japanese" in card.no_entry, "japanese" in card.no_fire) == (
                bool(said[OfHex.NO_ENTRY]),
                bool(said[OfHex.NO_FIRE]),
            )
            assert (names.terrain[land[0]], land[1], land[2], land[3]) == (
                card.terrain,
                card.elevation,
                card.water,
                card.road,
            )


def test_points_and_losses_are_as_the_game_has_them() -> None:
    battle = near_blows(new_battle(), turns=2)
    seen = battle.observe(1)["sides"]
    points = battle.game.points()
    assert [seen[0, OfSide.POINTS], seen[1, OfSide.POINTS]] == [points["japanese"], points["soviet"]]
    assert seen[:, OfSide.LOST_MEN].tolist() == battle.game.state.sides.losses[::-1, 0].tolist()
    assert seen[:, OfSide.LOST_MEN].all()


def test_an_observation_follows_the_order_that_is_prepared() -> None:
    battle = near_blows(new_battle(), turns=1)
    for before in played(battle, 300):
        seen = before.observe(before.side)
        named = [int(before.actions.own[before.side, slot]) for slot in ones(seen["units"][:, OfUnit.NAMED])]
        assert sorted(named) == sorted(before.draft.units)
        assert ones(seen["hexes"][OfHex.TARGET]) == ([before.draft.target] if before.draft.target >= 0 else [])
        assert seen["clock"][OfClock.STAGE] == before.draft.stage
        other = before.observe(1 - before.side)
        assert not other["units"][:, OfUnit.NAMED].any()
        assert not other["hexes"][OfHex.TARGET].any()
        assert not other["clock"][[OfClock.DECIDING, OfClock.STAGE, OfClock.DECISIONS_LEFT]].any()


def test_nothing_is_seen_of_units_that_the_side_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    """As rules of sighting will hide them: neither the observation nor the mask says that they are there."""
    battle = near_blows(new_battle(), turns=1)
    side = battle.side
    enemies = present(battle, 1 - side)
    hidden = enemies[: len(enemies) // 2]
    whole = battle.observe(side)
    Hidden(side, hidden).hide(monkeypatch)
    battle._mask = None
    seen, mask = battle.observe(side), battle.mask()
    slots = [battle.actions.slots + battle.actions.slot_of(1 - side, unit) for unit in hidden]
    assert whole["units"][slots, OfUnit.PRESENT].all()
    assert not seen["units"][slots, OfUnit.PRESENT].any()
    assert seen["hexes"][OfHex.ENEMY_UNITS].sum() == len(enemies) - len(hidden)
    for slot in ones(mask[: battle.actions.slots]):
        twin = battle.copy()
        twin.act(slot)
        assert ones(twin.mask())  # whoever may be named has something to do, by what his side knows


def test_an_order_that_meets_an_enemy_nobody_knew_of_is_refused_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    battle = near_blows(new_battle(), turns=1)
    side = battle.side
    enemies = present(battle, 1 - side)
    Hidden(side, enemies).hide(monkeypatch)
    battle._mask = None
    digest = battle.game.digest()
    for slot in ones(battle.mask()[: battle.actions.slots]):
        for unit in enemies:
            twin = battle.copy()
            twin.act(slot)
            march = twin.actions.first_hex + int(twin.game.state.units[unit].hex)
            if twin.mask()[march]:
                twin.act(march)
                assert "an enemy unit is in the way" in twin.refused
                assert twin.game.digest() == digest
                return
    pytest.fail("nobody could march into a hidden enemy")
