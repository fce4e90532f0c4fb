"""Great numbers from files: a game that counts right, or one message; never a number that wraps round.

The boards are those on which 0.1.0 went wrong: four units of 9,000 men in a hex of ten kilometres, a unit of 60,000
men, and a save whose rules had been changed so that its check sums fit again.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from game.core.errors import SaveError, ScenarioError
from game.core.limits import MOST_MEN, MOST_POINTS
from game.core.terms import Result
from game.engine import strict_json
from game.engine.game import Game
from game.engine.saves import read_save, save_text
from game.scenario.loading import canonical_digest, from_documents
from tests.recount import faults
from tests.tabletop import Table, documents, tabletop

STACKS = """
    R1+R2+R3+R4 B1+B2+B3+B4 .
      .           .           .
"""
MEN = {name: {"items": {"riflemen": 9_000}} for name in ("R1", "R2", "R3", "R4", "B1", "B2", "B3", "B4")}


def sound(table: Table) -> bool:
    return faults(table.game.world, table.state) == []


def test_four_great_units_in_one_hex_are_counted_right() -> None:
    table = tabletop(STACKS, hex_size=10_000, **MEN)
    loads = [int(load) for load in table.state.hex_figures["load"][:2]]
    assert loads == [36_000, 36_000]
    assert read_save(save_text(table.game).encode()).game.digest() == table.game.digest()


def test_they_fight_and_their_losses_are_counted_right() -> None:
    table = tabletop(STACKS, hex_size=10_000, result=Result.HELD, rules={"assault_limit": 7_200}, **MEN)
    before = table.state.unit_figures["men"].sum()
    table.attack("B1", by=["R1", "R2", "R3", "R4"])
    assert sound(table)
    assert 0 < before - table.state.unit_figures["men"].sum() == table.state.sides["losses"][:, 0].sum()


def test_a_unit_of_sixty_thousand_men_has_sixty_thousand() -> None:
    corps = {"items": {"riflemen": 20_000, "sappers": 20_000, "troopers": 20_000}}
    table = tabletop("R1 . B1\n . . .", hex_size=20_000, R1=corps)
    assert table.figures("R1").men == 60_000
    assert table.figures("R1").frontage >= 60_000
    table.game.end_turn()
    assert sound(table)


def test_a_unit_of_more_men_than_there_can_be_is_reported() -> None:
    items = {"howitzer_152mm_1909": 20_000}
    with pytest.raises(ScenarioError, match=rf"the items of 'R1' come to \d+ men; {MOST_MEN} is the most"):
        tabletop("R1 . B1\n . . .", hex_size=20_000, rules={"stack_limit": 100_000}, R1={"items": items})


def test_points_beyond_counting_are_reported_at_the_award_that_is_too_much() -> None:
    """A thousand points for each of thirty times 36,000 men: one award could come to more than a side can have."""
    units = {
        f"B{i}": {"items": {"riflemen": 18_000, "service_troops": 18_000}, "turn": 2, "hex": "0200"} for i in range(30)
    }
    award = {"side": "red", "award": "losses", "of": "blue", "kind": "men", "per": 1, "points": 1000}
    with pytest.raises(ScenarioError, match=rf"could come to \d+ points; {MOST_POINTS} is the most") as caught:
        tabletop("R1 . .\n . . .", hex_size=20_000, awards=[award], **units)
    (problem,) = caught.value.problems
    assert problem.path == "victory.awards[0].points"


def test_a_side_cannot_be_called_what_nobodys_ground_is_called() -> None:
    data = documents("R1 . B1\n . . .")
    data["forces"]["sides"]["contested"] = data["forces"]["sides"].pop("blue")
    with pytest.raises(ScenarioError, match="no side can have the id 'contested'"):
        from_documents(data)


# --- the same in a save ---------------------------------------------------------------------------------------------


def doctored(game: Game, change: Any) -> bytes:
    """A save whose documents have been changed, with all check sums made to fit again."""
    document = json.loads(save_text(game))
    change(document)
    document["scenario"]["digest"] = canonical_digest(document["scenario"]["documents"])
    document["check"] = strict_json.check_sum(document)
    return json.dumps(document).encode("ascii")


@pytest.mark.parametrize("place", ["scenario", "library"])
@pytest.mark.parametrize("value", [-100_000, -1, 49, 2**31])
def test_a_rule_in_a_save_is_held_to_its_bounds(place: str, value: int) -> None:
    def change(document: dict[str, Any]) -> None:
        parts = document["scenario"]["documents"]
        if place == "scenario":
            parts["scenario"]["rules"]["zone_leave"] = value
        else:
            parts["rules"]["rules"]["zone_leave"]["value"] = value

    game = tabletop("R1 . B1\n . . .").game
    with pytest.raises(SaveError, match=rf"zone_leave.*should be 0 to 48 \(quarter points\), not {value}"):
        read_save(doctored(game, change))


@pytest.mark.parametrize("turn", [0, 11, 10**30])
def test_a_turn_in_the_record_is_one_of_the_calendar(turn: int) -> None:
    def change(document: dict[str, Any]) -> None:
        document["record"][0]["turn"] = turn

    game = tabletop("R1 . B1\n . . .").game
    game.end_turn()
    with pytest.raises(SaveError, match="turn"):
        read_save(doctored(game, change))
