"""Artillery (rulebook 6): range, bombardment, defensive fire, observation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.core.dice import Purpose, draw
from game.core.terms import EventKind, Fire, Light, Reason, Supply, Term
from game.engine.orders import Bombard
from game.rules import effects
from game.rules.artillery import fire_at_range, observed, steps_between
from game.scenario.world import LUCK
from tests.recount import faults
from tests.tabletop import Table, kinds, of_kind, tabletop

FIELD = """
    RG1 .   .   .   .   .
      .   .   .   .   .   .
    R1  .   .   B1  .   .
"""


ON_A_HILL = ". . . . . .\n . . . . . .\n. . . h . ."


def soft(table: Table, **items: int) -> int:
    return sum(count * int(table.equipment(name).soft) for name, count in items.items())


# --- range (6.1) ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hex_size", "reaches"), [(1675, True), (1676, False), (250, True)])
def test_a_gun_reaches_as_far_as_its_range(hex_size: int, reaches: bool) -> None:
    """6.1: steps times the size of the hex; 6700 metres are four hexes of 1675."""
    table = tabletop(FIELD, hex_size=hex_size)
    steps = int(steps_between(table.world, table.hex_row("0000"), table.hex_row("0302")))
    assert (steps, int(table.equipment("gun_76mm_1927").range)) == (4, 6700)
    assert table.why(Bombard("0302", "RG1")) is (Reason.LEGAL if reaches else Reason.OUT_OF_RANGE)


def test_only_what_reaches_fires() -> None:
    """6.1: of a mixed unit the long guns alone; nothing that must see its target."""
    items = {"gun_76mm_1902": 4, "gun_70mm_type_92": 4, "at_45mm_53k": 4, "riflemen": 40}
    table = tabletop(FIELD, RG1={"items": items}, hex_size=1000)
    target = table.hex_row("0302")  # 4 km; the battalion guns reach 2800 m
    assert fire_at_range(table.world, table.state, table.row("RG1"), target) == soft(table, gun_76mm_1902=4)
    near = table.hex_row("0200")
    both = soft(table, gun_76mm_1902=4, gun_70mm_type_92=4)
    assert fire_at_range(table.world, table.state, table.row("RG1"), near) == both


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("none", Reason.LEGAL),
        ("infantry", Reason.NOT_ARTILLERY),
        ("nobody", Reason.NOBODY_THERE),
        ("friends", Reason.NOBODY_THERE),
        ("missions", Reason.NO_AMMUNITION),
        ("supply", Reason.NO_AMMUNITION),
        ("broken", Reason.ROUTED),
        ("twice", Reason.ALREADY_ATTACKED),
        ("forbidden", Reason.FORBIDDEN_FIRE),
        ("no_guns", Reason.OUT_OF_RANGE),
    ],
)
def test_who_may_bombard(change: str, reason: Reason) -> None:
    """6.1, 6.2, 9.2."""
    options: dict[str, Any] = {"R1": {"items": {"mortar_82mm": 9, "riflemen": 50}}}
    if change == "missions":
        options["RG1"] = {"loaded": 0}
    if change == "no_guns":
        options["RG1"] = {"items": {"aa_75mm_type_88": 4}}
    if change == "forbidden":
        options |= {"areas": {"there": ["0302"]}, "permissions": [("red", "fire", "there", (1, 1))]}
    table = tabletop(FIELD, **options)
    row = table.row("RG1")
    if change == "supply":
        effects.set_supply(table.state, row, 0, Supply.NONE, 0)
    if change == "broken":
        effects.rout(table.world, table.state, row)
    if change == "twice":
        table.bombard("B1", "RG1")
    target = {"nobody": "0202", "friends": "0002"}.get(change, "0302")
    assert table.why(Bombard(target, "R1" if change == "infantry" else "RG1")) is reason


# --- bombardment (6.2) ----------------------------------------------------------------------------------------------


def test_a_bombardment_uses_a_mission_and_the_turn() -> None:
    """6.2: and is logged; the gun may still move."""
    table = tabletop(FIELD)
    events = table.bombard("B1", "RG1")
    assert kinds(events)[:2] == [EventKind.FIRED, EventKind.BOMBARDMENT]
    assert (events[0]["missions_left"], events[0]["defensive"]) == (2, 0)
    assert (events[1].from_hex, events[1].to_hex, events[1]["luck"]) == ("0000", "0302", 1000)
    assert int(table.unit("RG1").attacked) == 1
    assert table.why(table.move("RG1", "0100")) is Reason.LEGAL


def terms_of(table: Table) -> dict[Term, int]:
    return {term: table.term(Fire.ATTACKER, term) for term in Term}


def test_fire_times_terms_is_the_number_used() -> None:
    """6.2."""
    table = tabletop(FIELD, ON_A_HILL, RG1={"quality": 1100, "cohesion": 70}, B1={"entrenched": 2}, light="moonlit")
    forecast = table.forecast_bombardment("B1", "RG1")
    value = soft(table, gun_76mm_1927=8)
    assert forecast.fire.base == value
    for term in Term:
        value = value * table.term(Fire.ATTACKER, term) // 1000
    assert forecast.fire.value == int(table.battle.value[Fire.ATTACKER]) == value
    assert dict(forecast.fire.terms) == {term: value for term, value in terms_of(table).items() if value != 1000}


def test_the_terms_of_a_bombardment() -> None:
    """6.2: troops, light, cover, entrenchment, how thickly the hex is held, observation."""
    table = tabletop(FIELD, ON_A_HILL, RG1={"quality": 1100, "cohesion": 70}, B1={"entrenched": 2})
    effects.tire(table.state, table.row("RG1"), 50)
    effects.set_supply(table.state, table.row("RG1"), 0, Supply.LOW, 3)
    table.forecast_bombardment("B1", "RG1")
    rules, terms = table.rules, terms_of(table)
    floor = int(rules.assault.cohesion_floor)
    assert terms[Term.QUALITY] == 1100
    assert terms[Term.COHESION] == floor + (1000 - floor) * int(table.unit("RG1").cohesion) // 100 < 1000
    assert terms[Term.FATIGUE] == 1000 - int(rules.assault.fatigue_drag) * 50 // 100
    assert terms[Term.SUPPLY] == int(rules.assault.supply_fire[Supply.LOW])
    assert terms[Term.GROUND] == table.scenario.ground.terrain["hill"].cover
    assert terms[Term.ENTRENCHMENT] == int(rules.assault.dug_in[2])
    assert terms[Term.DENSITY] == min(1000, 300 * 1000 // int(rules.assault.sparse_targets))
    for term in (Term.HEXSIDE, Term.DIRECTION, Term.COMBINED_ARMS, Term.SUPPRESSION, Term.TANK_GROUND):
        assert terms[term] == 1000


@pytest.mark.parametrize(
    ("men", "vehicles", "shown"),
    [(1, 0, 6), (75, 0, 500), (150, 0, 1000), (600, 0, 1000), (1200, 0, 1300), (2400, 0, 1700), (50, 5, 666)],
)
def test_a_crowded_hex_is_a_good_target(men: int, vehicles: int, shown: int) -> None:
    """5.5, 6.2: as in an assault, a handful is hard to hit and a crowd easy; a vehicle counts as ten men."""
    rules = {"sparse_targets": 150, "dense_targets": 600, "dense_gain": 300, "dense_most": 1700}
    table = tabletop(FIELD, hex_size=1000, B1={"items": {"riflemen": men, "t26": vehicles}}, rules=rules)
    table.forecast_bombardment("B1", "RG1")
    assert table.term(Fire.ATTACKER, Term.DENSITY) == shown


def test_a_bombardment_counts_the_whole_stack() -> None:
    """6.2: all who stand in the hex show together."""
    rules = {"sparse_targets": 1200, "dense_targets": 2400}
    table = tabletop(FIELD.replace("B1  .", "B1+B2  ."), B2={"items": {"riflemen": 200}}, rules=rules)
    table.forecast_bombardment("0302", "RG1")
    assert table.term(Fire.ATTACKER, Term.DENSITY) == 500 * 1000 // 600


@pytest.mark.parametrize(("turn_hours", "lethality"), [(8, 150), (12, 225), (4, 75), (3, 56)])
def test_shells_go_with_the_length_of_the_turn(turn_hours: int, lethality: int) -> None:
    """6.2: a longer turn's mission is more of it."""
    table = tabletop(FIELD, turn_hours=turn_hours, rules={"bombard_lethality": 150})
    assert table.rules.artillery.bombard_lethality == lethality


@pytest.mark.parametrize("light", ["day", "twilight", "moonlit", "dark"])
def test_light_for_the_guns(light: str) -> None:
    """6.4: `bombard_light`."""
    table = tabletop(FIELD, light=light, turn_hours=1, hex_size=100)
    table.forecast_bombardment("B1", "RG1")
    assert table.term(Fire.ATTACKER, Term.LIGHT) == int(table.rules.artillery.bombard_light[Light[light.upper()]])


@pytest.mark.parametrize("seed", range(6))
def test_men_fall_and_all_are_shaken(seed: int) -> None:
    """6.2: luck is the gun's and the target's; shock is in proportion to those who fall."""
    table = tabletop(
        FIELD.replace("B1  .", "B1+B2  ."),
        luck="table",
        seed=seed,
        rules={"bombard_lethality": 3000, "bombard_shock": 900},
    )
    forecast = table.forecast_bombardment("B1", "RG1")
    throw = draw(seed, 1, Purpose.BOMBARD, table.row("RG1"), table.hex_row("0302"), 0) % LUCK
    luck = int(table.rules.luck[throw])
    targets = int(table.battle.targets[1])
    hit = min(forecast.fire.value * luck // 1000 * 3000 // 1000, targets)
    (fired,) = of_kind(table.bombard("B1", "RG1"), EventKind.BOMBARDMENT)
    assert (fired["fire"], fired["luck"]) == (forecast.fire.value, luck)
    lost = sum((300 - table.items(unit)["riflemen"]) * 1000 + table.carries(unit)["riflemen"] for unit in ("B1", "B2"))
    assert lost == hit
    shock = hit * 900 // targets
    assert [int(table.unit(unit).cohesion) for unit in ("B1", "B2")] == [100 - shock] * 2
    assert faults(table.world, table.state) == []


@pytest.mark.parametrize("lethality", [220, 7_000, 60_000])
def test_the_forecast_of_a_bombardment_is_exact(lethality: int) -> None:
    """1.3, 6.2: the mean over the 36 throws, those that can kill no more than there are included."""
    table = tabletop(FIELD, luck="table", B1={"items": {"riflemen": 90}}, rules={"bombard_lethality": lethality})
    forecast = table.forecast_bombardment("B1", "RG1")
    fires = [forecast.fire.value * int(luck) // 1000 for luck in table.rules.luck]
    expected = [min(fire * lethality // 1000, 90_000) for fire in fires]
    assert forecast.defenders_hit * 36 * 1000 == sum(expected)


def test_shells_do_not_hurt_tanks() -> None:
    """6.2: men alone; nor are there nerves to shake in a hex of tanks only."""
    table = tabletop(FIELD, B1={"items": {"t26": 20}})
    table.bombard("B1", "RG1")
    assert table.items("B1") == {"t26": 20}
    assert int(table.unit("B1").cohesion) == 100


def test_the_dead_are_not_shaken() -> None:
    """5.5, 6.2: whom a bombardment has wiped out has no nerves left, and no place in the log after his end."""
    table = tabletop(
        FIELD, B1={"items": {"riflemen": 3}}, RG1={"items": {"howitzer_152mm_1909": 60}},
        rules={"bombard_lethality": 900_000},
    )  # fmt: skip
    events = table.bombard("B1", "RG1")
    assert kinds(events)[-1] is EventKind.DESTROYED
    assert int(table.unit("B1").cohesion) == 100


def test_two_bombardments_have_two_lucks() -> None:
    """1.3: counted through the player turn, so that one gun after another does not throw the same."""
    lucks = set()
    for seed in range(5):
        table = tabletop(FIELD, luck="table", seed=seed, RG2={"hex": "0000"})
        first = of_kind(table.bombard("B1", "RG1"), EventKind.BOMBARDMENT)[0]["luck"]
        second = of_kind(table.bombard("B1", "RG2"), EventKind.BOMBARDMENT)[0]["luck"]
        lucks.add(first - second)
        assert int(table.state.clock[0].draws) == 2
    assert lucks != {0}


# --- defensive fire (6.3) -------------------------------------------------------------------------------------------


LINE = """
    .   .   .   BG1 BG2
      .   B1  .   BG3 BG4
    R1  R2  R3  .   .
      .   .   .   .   .
"""


def answering(table: Table, by: list[str]) -> list[str]:
    return list(table.forecast("B1", by=by).defensive_guns)


def test_guns_in_range_answer_an_assault() -> None:
    """6.3: the first in the order of battle, up to `defensive_guns`; each fires a mission, not its turn's."""
    table = tabletop(LINE, rules={"defensive_guns": 3})
    assert answering(table, ["R2"]) == ["BG1", "BG2", "BG3"]
    fired = of_kind(table.attack("B1", by=["R2"], holding=True), EventKind.FIRED)
    assert [(event.unit, event["defensive"], event["missions_left"]) for event in fired] == [
        ("BG1", 1, 2),
        ("BG2", 1, 2),
        ("BG3", 1, 2),
    ]
    assert [int(table.unit(f"BG{i}").defended) for i in range(1, 5)] == [1, 1, 1, 0]
    assert int(table.unit("BG1").attacked) == 0


def test_each_gun_answers_so_often_between_its_own_turns() -> None:
    """6.3: `defensive_missions`; the next in line takes over."""
    rules = {"defensive_guns": 3, "defensive_missions": 1, "odds": [0, 9999, 9999, 9999], "lethality": [0, 0]}
    table = tabletop(LINE, rules=rules)
    table.attack("B1", by=["R2"], holding=True)
    assert answering(table, ["R3"]) == ["BG4"]
    table.attack("B1", by=["R3"], holding=True)
    table.next_turn()
    assert answering(table, ["R2"]) == ["BG1", "BG2", "BG3"]


@pytest.mark.parametrize("change", ["missions", "supply", "broken", "range", "infantry"])
def test_who_does_not_answer(change: str) -> None:
    """6.3: as for fire of one's own."""
    options: dict[str, Any] = {"missions": {"BG1": {"loaded": 0}}, "infantry": {"BG1": "plain_infantry"}}.get(
        change, {}
    )
    table = tabletop(LINE, hex_size=3400 if change == "range" else 500, rules={"defensive_guns": 9}, **options)
    if change == "supply":
        effects.set_supply(table.state, table.row("BG1"), 0, Supply.NONE, 0)
    if change == "broken":
        effects.rout(table.world, table.state, table.row("BG1"))
    found = answering(table, ["R2"])
    if change == "range":
        assert found == [
            f"BG{i}" for i in range(1, 5)
            if 3400 * steps_between(table.world, int(table.unit(f"BG{i}").hex), table.hex_row("0101")) <= 6700
        ]  # fmt: skip
        assert len(found) < 4
    else:
        assert found == ["BG2", "BG3", "BG4"]


def test_guns_in_the_assaulted_hex_fight_for_themselves() -> None:
    """6.3: and spend no mission on it."""
    table = tabletop(LINE.replace("B1  .", "B1+BG5  ."), rules={"defensive_guns": 9})
    assert answering(table, ["R2"]) == ["BG1", "BG2", "BG3", "BG4"]
    table.attack("B1", by=["R2"])
    assert int(table.unit("BG5").missions) == 3


def test_guns_that_fired_in_their_own_turn_answer_all_the_same() -> None:
    """6.3: the two are counted apart."""
    table = tabletop(LINE, first="blue", rules={"defensive_guns": 1})
    table.bombard("R1", "BG1")
    table.end_turn()
    assert answering(table, ["R2"]) == ["BG1"]


def test_those_who_support_an_assault_do_not_fire_again() -> None:
    """6.2: once in a turn, whichever way."""
    table = tabletop(FIELD.replace(".   B1  .", "R2  B1  ."))
    table.attack("B1", by=["R2"], support=["RG1"])
    assert int(table.unit("RG1").missions) == 2
    assert table.why(Bombard("0302", "RG1")) in {Reason.ALREADY_ATTACKED, Reason.NOBODY_THERE}


# --- observation (6.4) ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("light", list(Light))
@pytest.mark.parametrize("metres", [200, 1000])
def test_how_far_one_sees(light: Light, metres: int) -> None:
    """6.4: in whole hexes by light; the next hex always."""
    table = tabletop("R1 " + ". " * 19 + "B1\n " + ". " * 21, light=light.name.lower(), turn_hours=1, hex_size=metres)
    far = max(1, int(table.rules.artillery.observation[light]) // metres)
    seen = [int(observed(table.world, table.state, 0, column)) for column in range(21)]
    assert seen == [1] * min(21, far + 1) + [0] * max(0, 20 - far)


def test_unobserved_fire_tells_less() -> None:
    """6.4: any unit may observe, the guns themselves too; not the enemy's."""
    table = tabletop(FIELD, rules={"observation": [1500, 0, 0, 0]})  # three hexes
    table.forecast_bombardment("B1", "RG1")
    assert table.term(Fire.ATTACKER, Term.OBSERVATION) == 1000  # R1 is three hexes away
    table = tabletop(FIELD, rules={"observation": [1000, 0, 0, 0]})
    table.forecast_bombardment("B1", "RG1")
    assert table.term(Fire.ATTACKER, Term.OBSERVATION) == int(table.rules.artillery.unobserved)


def test_observation_is_nothing_to_defensive_fire() -> None:
    """6.3, 6.4: the assaulted see well enough what they fire at."""
    table = tabletop(LINE)
    table.forecast("B1", by=["R2"])
    assert all(table.term(fire, Term.OBSERVATION) == 1000 for fire in Fire)
    assert np.count_nonzero(table.battle.gun[: int(table.battle.guns)] >= 0) == int(table.battle.guns)
