"""Leaving the map by an exit, and points for it (rulebook 3.7, 10.2)."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.errors import ScenarioError
from game.core.terms import EventKind, Reason, Status
from game.engine.orders import Exit
from tests.tabletop import Table, of_kind, tabletop

FIELD = """
    .  .  R1
      .  R2  R3
    B1  .  .
"""
EAST: dict[str, Any] = {
    "areas": {"east": ["0200", "0201", "0202"], "north": ["0000", "0100", "0200"]},
    "exits": {"red": ["east", "north"]},
}


def board(*awards: dict[str, Any], **options: Any) -> Table:
    """Red may leave by the east and the north edge; R2 stands in the middle."""
    return tabletop(FIELD, **{**EAST, **options}, awards=[{"side": "red", "award": "exited", **one} for one in awards])


def leave(table: Table, unit: str) -> None:
    where = table.where(unit)
    assert where is not None
    events = table.game.play(Exit(unit, where))
    assert [event.kind for event in events] == [EventKind.EXITED]


def test_a_unit_leaves_the_map_and_is_not_lost() -> None:
    """3.7: it is out of play, counts among no losses, and its hex stays its side's."""
    table = board()
    events = table.game.play(Exit("R1", "0200"))
    assert [(event.kind, event.unit, event.from_hex, event["men"]) for event in events] == [
        (EventKind.EXITED, "R1", "0200", 300)
    ]
    assert (table.unit("R1").status, table.where("R1")) == (Status.EXITED, None)
    assert table.hex_figures("0200").load == 0
    assert table.owner("0200") == "red"
    assert not table.side("red").losses.any()
    assert table.why(Exit("R1", "0200")) is Reason.NOT_ON_MAP
    departure = table.state.departures[table.row("R1")]
    assert (departure.turn, departure.hex) == (1, table.hex_row("0200"))


def test_it_never_comes_back() -> None:
    table = board()
    leave(table, "R1")
    for _ in range(3):
        table.next_turn()
    assert table.unit("R1").status == Status.EXITED


def test_only_from_an_exit_of_its_side() -> None:
    """3.7: R2 is in the middle, B1 at an edge that is no exit of Blue."""
    table = board()
    assert table.why(Exit("R2", "0101")) is Reason.NO_EXIT
    assert table.why(Exit("R1", "0201")) is Reason.NO_EXIT  # it stands elsewhere
    table.end_turn()
    assert table.why(Exit("B1", "0002")) is Reason.NO_EXIT
    assert "no hex by which its side may leave" in table.game.check(Exit("B1", "0002")).sentence


def test_it_costs_what_the_cheapest_step_into_its_hex_does() -> None:
    """3.7: who has marched too far must wait for its next turn."""
    table = board()
    step = table.cost("R2", "0101-E")
    table.unit("R3").mp_left = step - 1
    verdict = table.game.check(Exit("R3", "0201"))
    assert verdict.reason is Reason.TOO_FEW_POINTS
    assert f"needs {step / 4:g} movement points" in verdict.sentence
    table.unit("R3").mp_left = step
    leave(table, "R3")


def test_an_enemy_zone_pins_and_holds_up() -> None:
    """3.6, 3.7: who comes into a zone stays this turn; in the next it costs as much more as leaving it for a hex."""
    table = tabletop(". R1 .\n . . B1", **{**EAST, "areas": {"east": ["0200"], "north": ["0000"]}})
    table.march("R1", "0200")
    assert table.why(Exit("R1", "0200")) is Reason.PINNED
    table.next_turn()
    bare = table.cost("R1", "0100-E")
    table.unit("R1").mp_left = bare
    assert table.why(Exit("R1", "0200")) is Reason.TOO_FEW_POINTS
    table.unit("R1").mp_left = bare + int(table.rules.movement.zone_leave)
    leave(table, "R1")


def test_exits_are_among_the_legal_orders() -> None:
    table = board()
    assert [str(one) for one in table.game.legal_orders() if isinstance(one, Exit)] == ["exit R1 0200", "exit R3 0201"]


def test_without_exits_nothing_is_kept() -> None:
    """A State of a scenario without exits is as it ever was, to the last byte of its digest."""
    assert len(tabletop(FIELD).state.departures) == 0
    assert len(board().state.departures) == 4


# --- points ---------------------------------------------------------------------------------------------------------


def test_points_for_each_unit() -> None:
    table = board({"of": "red", "points": 3})
    assert table.game.points()["red"] == 0
    leave(table, "R1")
    leave(table, "R3")
    assert table.game.points() == {"red": 6, "blue": 0}


@pytest.mark.parametrize(
    ("award", "given"),
    [
        ({}, 2),
        ({"area": "north"}, 1),  # R1 alone was there
        ({"area": "east"}, 2),
        ({"units": ["R3", "R2"]}, 1),
        ({"units": ["R"]}, 2),  # the formation
        ({"by": 1}, 1),  # R3 leaves in turn 2
        ({"per": 2}, 1),
        ({"per": 3}, 0),
        ({"strength": 50}, 1),  # R3 has lost too many
        ({"kind": "men", "per": 100}, 4),  # 300 and 100
        ({"kind": "tank"}, 0),
        ({"points": -1}, -2),
    ],
)
def test_what_counts(award: dict[str, Any], given: int) -> None:
    """10.2: by which exit, who, by when, for how many, how strong, and what of them."""
    table = board({"of": "red", "points": 1, **award})
    leave(table, "R1")
    table.next_turn()
    table.unit("R3").items[0] = 100
    table.figures("R3").men = 100
    leave(table, "R3")
    assert table.game.points()["red"] == given


def test_the_other_side_may_have_the_points() -> None:
    """Those who let somebody escape may pay for it."""
    table = board({"side": "blue", "of": "red", "points": -2})
    leave(table, "R1")
    assert table.game.points() == {"red": 0, "blue": -2}


def test_called_away_is_not_exited() -> None:
    """2.3: a unit that is withdrawn has gone without an exit."""
    table = board({"of": "red", "points": 1}, R1={"withdraws": 2})
    events = table.next_turn()
    assert of_kind(events, EventKind.WITHDREW)
    assert table.game.points()["red"] == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"exits": {"red": ["middle"]}}, "hex '0101' of middle is not at the edge of the map"),
        ({"exits": {"red": ["east", "east"]}}, "'east' is an exit of this side already"),
        ({"exits": {"red": ["aest"]}}, "there is no area 'aest'"),
    ],
)
def test_exits_lie_at_the_edge(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        board(**{**options, "areas": {**EAST["areas"], "middle": ["0100", "0101"]}})


@pytest.mark.parametrize(
    ("award", "message"),
    [
        ({}, "the award 'exited' needs 'of'"),
        ({"of": "blue"}, "blue has no exits"),
        ({"of": "red", "area": "west"}, "'west' is no exit of red; its exits are east, north"),
        ({"of": "red", "units": ["B1"]}, "'B1' is of the side blue, not of red"),
        ({"of": "red", "by": 40}, "turn 40 is not in the calendar"),
        ({"of": "red", "free": 1}, "'free' does not go with the award 'exited'"),
    ],
)
def test_awards_for_exits_are_checked(award: dict[str, Any], message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        board({"points": 1, **award}, areas={**EAST["areas"], "west": ["0000"]})
