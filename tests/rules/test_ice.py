"""Ice that breaks under guns, tanks and vehicles (rulebook 3.10)."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from game.core.dice import Purpose, draw
from game.core.errors import ScenarioError
from game.core.limits import MOST_MEN
from game.core.terms import EventKind, Kind, Status
from game.engine.game import Game, Luck
from game.engine.marches import march_end
from game.engine.orders import Move
from game.engine.saves import read_save, save_text
from game.scenario.loading import Scenario, from_documents
from game.scenario.world import SLOTS
from tests.tabletop import Table, documents, of_kind

FIELD = "RT1 . . . .\n . R1 . . B1"
GROUND = ". s s s .\n . s . . ."


def with_ice(breaks: dict[str, int], ground: str = GROUND, id_: str = "sand", **options: Any) -> Scenario:
    """A board on which one kind of ground, that is drawn as sand unless `id_` says otherwise, breaks."""
    data = copy.deepcopy(documents(FIELD, ground, **options))
    data["terrain"]["terrain"][id_]["breaks"] = breaks
    return from_documents(data, "tabletop")


def board(breaks: dict[str, int], luck: Luck = "table", seed: int = 1, **options: Any) -> Table:
    return Table(Game.new(with_ice(breaks, **options), seed, luck))


def test_each_vehicle_has_a_draw_of_its_own() -> None:
    """3.10: of 16 tanks those are lost whose draw is below the chance, in the hex that they enter; the rest goes on."""
    table = board({"tracked": 160})
    broken = of_kind(table.march("RT1", "0100"), EventKind.BROKE_THROUGH)
    first = int(table.unit("RT1").mp_left) * SLOTS * MOST_MEN
    row, hex_ = table.row("RT1"), table.hex_row("0100")
    thrown = [draw(1, 1, Purpose.ICE, row, hex_, first + item) % 1000 for item in range(16)]
    lost = sum(number < 160 for number in thrown)
    assert lost > 0 and [(event.unit, event["items"]) for event in broken] == [("RT1", lost)]
    assert table.items("RT1")["t26"] == 16 - lost
    assert (int(table.side("red").losses[Kind.TANK]), int(table.side("red").written_off[Kind.TANK])) == (lost, lost)
    assert int(table.figures("RT1").armour) == 16 - lost and table.where("RT1") == "0100"


def test_another_step_is_another_draw_and_games_differ() -> None:
    """The points left tell two steps into one hex apart; seeds differ."""
    table = crossed(1)
    left = [table.items("RT1")["t26"]]
    for step in ("0000", "0100"):
        table.march("RT1", step)
        left.append(table.items("RT1")["t26"])
    assert left[0] == left[1] > left[2]
    assert len({crossed(seed).items("RT1")["t26"] for seed in range(8)}) > 2


def crossed(seed: int) -> Table:
    table = board({"tracked": 160}, seed=seed)
    table.march("RT1", "0100")
    return table


def test_all_of_a_unit_may_be_lost() -> None:
    """It is destroyed then, and the march is over."""
    table = board({"tracked": 1000})
    events = table.march("RT1", "0100", "0200")
    assert [event.kind for event in events if event.unit == "RT1"][-2:] == [
        EventKind.BROKE_THROUGH,
        EventKind.DESTROYED,
    ]
    assert table.unit("RT1").status == Status.DESTROYED and table.unit("RT1").hex < 0


@pytest.mark.parametrize(("unit", "mobility"), [("R1", "foot"), ("RT1", "wheeled")])
def test_men_and_other_classes_pass(unit: str, mobility: str) -> None:
    table = board({mobility: 1000})
    assert not of_kind(table.march(unit, "0100"), EventKind.BROKE_THROUGH)


def test_a_road_over_the_ice_bears() -> None:
    table = board({"tracked": 1000}, roads=[("track", ["0000", "0100", "0200"])])
    assert not of_kind(table.march("RT1", "0100", "0200"), EventKind.BROKE_THROUGH)
    assert of_kind(table.march("RT1", "0300"), EventKind.BROKE_THROUGH)


def test_without_luck_the_mean_is_lost() -> None:
    """3.10: 16 x 0.16 = 2.56 for each hex, parts being carried; then 14 x 0.16 + 0.56 = 2.8."""
    table = board({"tracked": 160}, "none")
    found = []
    for step in ("0100", "0200"):
        table.march("RT1", step)
        found.append(table.items("RT1")["t26"])
    assert found == [14, 12]


def test_ice_may_come_and_go() -> None:
    """3.9: ground that counts as ice in some turns breaks in those."""
    table = board({"tracked": 1000}, ground=". . . . .\n . . . . .", spells=[((2, 2), "grass", "sand")])
    assert not of_kind(table.march("RT1", "0100"), EventKind.BROKE_THROUGH)
    table.next_turn()
    assert of_kind(table.march("RT1", "0200"), EventKind.BROKE_THROUGH)


def test_the_forecast_says_that_it_may_be_and_looks_nothing_up() -> None:
    table = board({"tracked": 1000})
    end = march_end(table.game, Move("RT1", ("0000", "0100")))
    assert end.may_break_through and end.points_left > 0
    assert not march_end(table.game, Move("R1", ("0101", "0100"))).may_break_through
    assert not march_end(table.game, Move("RT1", ("0000", "0001"))).may_break_through


def test_a_save_goes_on_after_it() -> None:
    table = crossed(1)
    assert read_save(save_text(table.game).encode()).game.digest() == table.game.digest()


@pytest.mark.parametrize(
    ("id_", "breaks", "message"),
    [
        ("lake", {"tracked": 5}, "breaks does not go with water, which has no ice"),
        ("sand", {"boat": 5}, "breaks does not go with boats"),
    ],
)
def test_it_is_checked(id_: str, breaks: dict[str, int], message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        with_ice(breaks, id_=id_)
