"""Ground that counts as another kind in some turns (rulebook 3.9)."""

from __future__ import annotations

from typing import Any

import pytest

from game.commanders.cadet.mind import begin_turn as begin_cadet
from game.commanders.cadet.mind import new_mind as cadet_mind
from game.commanders.ground.ways import FAR
from game.commanders.officer.mind import begin_turn as begin_officer
from game.commanders.officer.mind import new_mind as officer_mind
from game.commanders.officer.mind import way_to
from game.core.errors import IllegalOrderError, ScenarioError
from game.core.terms import EventKind, Mobility
from game.engine.cards import hex_card
from game.engine.plain import plain
from game.engine.saves import read_save, save_text
from game.engine.surveys import is_cold
from game.rules.ways import bog_chance, carry_distance, edge_cost
from game.scenario import weather_checks
from game.scenario.plan_table import table_of
from game.view.ground import as_it_lies, ground_now
from tests.tabletop import Table, of_kind, tabletop

FIELD = "RW1 . . .\n . R1 . B1"
GROUND = ". s s s\n s . s ."
THAW = [((2, 3), "sand", "marsh")]


def board(spells: Any = None, **options: Any) -> Table:
    """Sand all about, which is marsh in turns 2 and 3: no wheels there."""
    return tabletop(FIELD, options.pop("ground", GROUND), spells=THAW if spells is None else spells, **options)


def step(table: Table, mobility: Mobility, start: str = "0000", direction: int = 1) -> int:
    return int(plain(edge_cost)(table.world, table.state.spans, mobility, 0, table.hex_row(start), direction))


def each_turn(table: Table, turns: int, what: Any) -> list[Any]:
    """What is so in Red's player turn of each turn."""
    found = [what()]
    for _ in range(turns - 1):
        table.next_turn()
        found.append(what())
    return found


def twin_on(ground: str, **options: Any) -> Table:
    """The same board where it is that kind of ground for good."""
    return tabletop(FIELD, GROUND.replace("s", ground), **options)


def test_the_ground_counts_as_another_in_all_respects() -> None:
    """3.9: speed, bog, supply, cover, works, from the first of its turns to the last; then it is as before."""
    table, dry, wet = board(), twin_on("s"), twin_on("m")

    def figures(table: Table) -> tuple[int, ...]:
        row, state = table.hex_row("0000"), table.state
        terrain = table.world.terrain[int(state.hex_figures[table.hex_row("0100")].terrain)]
        costs = [step(table, mobility) for mobility in Mobility]
        bogs = [plain(bog_chance)(table.world, state.spans, mobility, row, 1) for mobility in Mobility]
        carried = plain(carry_distance)(table.world, state.spans, row, 1)
        return (*costs, *bogs, carried, *(int(terrain[name]) for name in ("cover", "exposure", "entrench_max")))

    assert figures(dry) != figures(wet)
    found = each_turn(table, 4, lambda: figures(table))
    assert found == [figures(dry), figures(wet), figures(wet), figures(dry)]


def test_who_stands_where_it_could_not_go_may_still_leave() -> None:
    """3.9: what counts is the ground that is entered."""
    table = board(RW1={"hex": "0100"})
    table.next_turn()
    assert table.row("RW1") >= 0 and step(table, Mobility.WHEELED, "0000", 1) == 0
    assert set(table.reach("RW1")) == {"0100", "0000", "0101"}
    with pytest.raises(IllegalOrderError, match="cannot enter that terrain"):
        table.march("RW1", "0200")
    table.march("RW1", "0000")
    assert table.where("RW1") == "0000"


def test_it_is_said_and_seen() -> None:
    table = board()
    names = [
        event["terrain"] + " " + event["counts_as"] for event in of_kind(table.next_turn(), EventKind.GROUND_CHANGED)
    ]
    assert names == ["sand marsh"]
    assert (hex_card(table.game, "0200").terrain, hex_card(table.game, "0101").terrain) == ("marsh", "grass")
    assert not of_kind(table.next_turn(), EventKind.GROUND_CHANGED)
    assert [str(event) for event in of_kind(table.next_turn(), EventKind.GROUND_CHANGED)] == [
        "ground_changed terrain=sand counts_as=sand"
    ]


def test_it_may_be_so_from_the_start() -> None:
    """The first turn may be one of them, and supply comes over the ground of then."""
    table = board([((1, 1), "sand", "marsh")])
    assert hex_card(table.game, "0200").terrain == "marsh" and step(table, Mobility.WHEELED) == 0
    assert int(table.unit("RW1").supply) == 3
    table.next_turn()
    assert step(table, Mobility.WHEELED) > 0


def test_shelter_comes_and_goes_with_it() -> None:
    """7.6: a village that counts as sand is none."""
    table = board([((2, 2), "village", "sand")], ground="v s s s\n s . s .", cold=[[1, 3]])
    row = table.hex_row("0000")
    assert each_turn(table, 3, lambda: is_cold(table.game, row)) == [False, True, False]


def test_bridges_are_of_now_on_the_ground_of_now() -> None:
    """3.2: a bridge into ground that changes costs what that ground does; the hexside without it likewise."""
    options: dict[str, Any] = {"hexsides": {"stream": ["0000-E"]}, "bridges": [("ford", "0000-E")]}
    table, dry, wet = board(**options), twin_on("s", **options), twin_on("m", **options)
    found = each_turn(table, 4, lambda: step(table, Mobility.FOOT))
    assert found == [step(one, Mobility.FOOT) for one in (dry, wet, wet, dry)]
    assert found[0] != found[1]


def test_works_stay() -> None:
    """3.9: whoever has dug in keeps it; more is dug only as deep as the ground of now lets."""
    table = board(
        [((2, 9), "grass", "marsh")], ground=". . . .\n . . . .", rules={"digging": 100}, R1={"entrenched": 2}
    )
    depth = each_turn(table, 3, lambda: int(table.unit("R1").entrenchment))
    assert depth == [2, 3, 3]


def test_supply_comes_over_the_ground_of_now() -> None:
    """4.1: the distance is as if it had been that ground from the start."""
    drawing, ground = "R1 . . R2 . B1\n . . . . . .", ". {0} {0} . . .\n {0} {0} {0} . . ."
    table = tabletop(drawing, ground.format("s"), spells=THAW)
    dry, wet = tabletop(drawing, ground.format("s")), tabletop(drawing, ground.format("m"))
    found = each_turn(table, 4, lambda: int(table.unit("R2").distance))
    expected = [int(one.unit("R2").distance) for one in (dry, wet, wet, dry)]
    assert found == expected and expected[0] != expected[1]


def test_commanders_know_the_ways_of_the_turn() -> None:
    """Both know in each turn how far it is on the ground of then; one mind serves game after game."""
    table = board(
        areas={"hill": ["0300"]},
        awards=[{"side": "red", "award": "hold", "area": "hill", "points": 5}],
        plans={"red": [{"turns": [1, 9], "tasks": [{"units": ["RW1"], "hold": "0300"}]}]},
    )
    cadet = cadet_mind(table.world, table.game.scratch)
    officer = officer_mind(table.world, table.game.scratch, table_of(table.scenario, table.scenario.plans))
    wheels, start = int(Mobility.WHEELED), table.hex_row("0000")

    def ways() -> tuple[bool, bool]:
        for begin, mind in ((begin_cadet, cadet), (begin_officer, officer)):
            plain(begin)(table.world, table.state, table.game.scratch, mind)
        unit = table.row("RW1")
        group = plain(way_to)(table.world, table.game.scratch, officer, 0, unit, start)
        return int(cadet.way[0, wheels, start]) < FAR, int(group) < FAR

    assert each_turn(table, 4, ways) == [(True, True), (False, False), (False, False), (True, True)]


def test_it_is_painted_as_it_is() -> None:
    table = board()
    pictures = []
    for _ in range(4):
        lying = as_it_lies(table.scenario, ground_now(table.scenario, table.state))
        pictures.append(lying.world.hexes.terrain.tolist())
        table.next_turn()
    names = table.scenario.names.terrain
    thawed = [names.index("marsh") if kind == names.index("sand") else kind for kind in pictures[0]]
    assert pictures == [pictures[0], thawed, thawed, pictures[0]]


def test_a_save_has_the_ground_of_its_turn() -> None:
    table = board()
    table.next_turn()
    again = read_save(save_text(table.game).encode()).game
    assert again.digest() == table.game.digest()
    assert again.state.spans.tobytes() == table.state.spans.tobytes()
    assert again.state.hex_figures.tobytes() == table.state.hex_figures.tobytes()


@pytest.mark.parametrize(
    ("spells", "message"),
    [
        ([((3, 2), "sand", "marsh")], "should be the first turn of the change, then the last"),
        ([((2, 90), "sand", "marsh")], "turn 90 is not in the calendar"),
        ([((2, 3), "sand", "mash")], "there is no terrain 'mash'"),
        ([((2, 3), "sand", "sand")], "should be another kind of ground than 'sand'"),
        ([((2, 3), "sand", "lake")], "'lake' is water and 'sand' is not: water stays water"),
        ([((2, 3), "sand", "marsh"), ((3, 4), "sand", "grass")], "counts as 'marsh' in turn 3 already"),
        ([((2, 3), "sand", "marsh"), ((3, 4), "marsh", "grass")], "'marsh' counts as 'grass' itself in turn 3"),
    ],
)
def test_changes_are_checked(spells: Any, message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        board(spells)


def test_more_different_ways_than_the_tables_hold_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ways differ by ground, by hexsides up or down and by roads; one kind of ground without any is one more."""
    options: dict[str, Any] = {"hexsides": {"steep": ["0100-E", "0200-E"]}, "roads": [("track", ["0000", "0100"])]}
    monkeypatch.setattr(weather_checks, "MOST_WAYS", 4)
    board(**options)
    monkeypatch.setattr(weather_checks, "MOST_WAYS", 3)
    with pytest.raises(ScenarioError, match=r"weather.ground: the map has 4 different ways into this ground"):
        board(**options)
