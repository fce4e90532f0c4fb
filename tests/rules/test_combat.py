"""Assaults up to the odds (rulebook 5.1-5.6): who takes part, what fire they have, every term, what is hit.

Each test works its number out from the items and the rules in force, so that calibrating them breaks nothing here.
"""

from __future__ import annotations

from typing import Any

import pytest

from game.core.terms import Fire, Light, Reason, Result, Supply, Term
from game.rules import effects
from game.rules.combat import (
    armour_hit,
    density,
    hard_fire,
    mean_armour,
    men_hit,
    odds_of,
    result_of,
)
from game.rules.scratch import FIRES
from tests.tabletop import Table, tabletop

ATTACK = """
    .   .   .   .
      .   B1  .   .
    .   R1  R2  .
      .   .   RG1 .
"""
MEN, ON_MEN, BY_TANKS, ON_TANKS = Fire.ATTACKER, Fire.DEFENDER, Fire.ATTACKER_ON_ARMOUR, Fire.DEFENDER_ON_ARMOUR
ALL = ["R1", "R2"]


def attack(by: list[str] | None = None, support: list[str] | None = None, board: str = ATTACK, **options: Any) -> Table:
    """A board on which an attack on 0101 has just been forecast."""
    table = tabletop(board, options.pop("ground", None), **options)
    table.forecast("0101", by=by or ["R1"], support=support)
    return table


def of_items(table: Table, field: str, **items: int) -> int:
    return sum(count * int(table.equipment(name)[field]) for name, count in items.items())


# --- who takes part (5.1) -------------------------------------------------------------------------------------------


CROWD = """
    .   .   .   .   .
      .   B1  .   .   .
    .   R1  R2  .   .
      R3  RH1 RG1 RT1 .
    RG2 .   .   .   .
"""


@pytest.mark.parametrize(
    ("by", "support", "reason"),
    [
        (["R1"], [], Reason.LEGAL),
        (["R1", "R2"], ["RG1"], Reason.LEGAL),
        (["R3"], [], Reason.NOT_ADJACENT),
        (["R1", "R3"], [], Reason.NOT_ADJACENT),
        (["RT1"], [], Reason.NOT_ADJACENT),
        (["RH1"], [], Reason.CANNOT_ATTACK),
        (["R1", "RH1"], [], Reason.CANNOT_ATTACK),
        (["RG1"], [], Reason.NO_ATTACKER),
        ([], ["RG1", "RG2"], Reason.NO_ATTACKER),
    ],
    ids=str,
)
def test_who_may_assault(by: list[str], support: list[str], reason: Reason) -> None:
    """5.1: units next to the hex, no headquarters, never guns alone."""
    table = tabletop(CROWD)
    assert table.why(table.assault("B1", by=by, support=support)) is reason


def test_there_must_be_somebody_to_assault() -> None:
    """5.1: not an empty hex, not one's own."""
    table = tabletop(CROWD)
    assert table.why(table.assault("0100", by=["R1"])) is Reason.NOBODY_THERE
    assert table.why(table.assault("R2", by=["R1"])) is Reason.NOBODY_THERE


def test_one_assault_a_turn() -> None:
    """5.1: in the next turn again."""
    table = tabletop(CROWD, rules={"attack_time": 4})
    table.attack("B1", by=["R1"], holding=True)
    assert table.why(table.assault("0101", by=["R1"])) in {Reason.ALREADY_ATTACKED, Reason.NOBODY_THERE}
    assert int(table.unit("R1").attacked) == 1


@pytest.mark.parametrize(("left", "reason"), [(16, Reason.LEGAL), (15, Reason.TOO_FEW_POINTS)])
def test_an_assault_takes_time(left: int, reason: Reason) -> None:
    """5.1: `attack_time`, of what the march has left."""
    table = tabletop(CROWD, rules={"attack_time": 16})
    effects.spend(table.state, table.row("R1"), 48 - left)
    order = table.assault("B1", by=["R1"])
    assert table.why(order) is reason
    if reason is Reason.LEGAL:
        table.game.play(order)
        assert int(table.unit("R1").mp_left) == 0
    else:
        assert table.game.check(order).sentence.startswith("needs 4 movement points, has 3.75")


def test_who_has_marched_into_the_zone_may_still_assault() -> None:
    """3.6, 5.1: pinned is not exhausted."""
    table = tabletop(CROWD)
    table.march("R3", "0002")
    table.march("R3", "0001")
    assert int(table.unit("R3").pinned) == 1
    assert table.why(table.assault("B1", by=["R3"])) is Reason.LEGAL


@pytest.mark.parametrize("how", ["ground", "hexside"])
def test_nobody_assaults_where_he_could_not_go(how: str) -> None:
    """3.2, 5.1: lorries do not climb."""
    board = "B1 RW1 .\n . . ."
    ground = "H . .\n . . ." if how == "ground" else None
    hexsides = {"steep": ["0000-E"]} if how == "hexside" else {}
    table = tabletop(board, ground, hexsides=hexsides)
    assert table.why(table.assault("B1", by=["RW1"])) is Reason.CLOSED_GROUND


@pytest.mark.parametrize(("limit", "reason"), [(600, Reason.LEGAL), (599, Reason.ASSAULT_CROWDED)])
def test_so_many_men_go_at_one_hex_together(limit: int, reason: Reason) -> None:
    """5.1: given for a kilometre of hex; supporting guns are not in it."""
    table = tabletop(CROWD, rules={"assault_limit": limit * 2})
    assert table.rules.assault.assault_limit == limit
    assert table.why(table.assault("B1", by=["R1", "R2"])) is reason
    assert table.why(table.assault("B1", by=["R1", "R2"], support=["RG1", "RG2"])) is reason


@pytest.mark.parametrize(("hex_size", "limit"), [(250, 1800), (500, 3600), (1000, 7200), (333, 2398)])
def test_the_limit_goes_with_the_width_of_the_hex(hex_size: int, limit: int) -> None:
    """5.1."""
    assert tabletop(CROWD, hex_size=hex_size, rules={"assault_limit": 7200}).rules.assault.assault_limit == limit


def test_one_unit_is_never_too_many() -> None:
    """5.1: however wide."""
    table = tabletop(CROWD, rules={"assault_limit": 10})
    assert table.why(table.assault("B1", by=["R1"])) is Reason.LEGAL


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("none", Reason.LEGAL),
        ("range", Reason.OUT_OF_RANGE),
        ("missions", Reason.NO_AMMUNITION),
        ("supply", Reason.NO_AMMUNITION),
        ("broken", Reason.ROUTED),
        ("fired", Reason.ALREADY_ATTACKED),
    ],
)
def test_who_may_support(change: str, reason: Reason) -> None:
    """6.1, 6.2: as for a bombardment."""
    options: dict[str, Any] = {"RG1": {"loaded": 0}} if change == "missions" else {}
    table = tabletop(CROWD, hex_size=10_000 if change == "range" else 500, **options)
    row = table.row("RG1")
    if change == "supply":
        effects.set_supply(table.state, row, 0, Supply.NONE, 0)
    elif change == "broken":
        effects.rout(table.world, table.state, row)
    elif change == "fired":
        table.bombard("B1", "RG1")
    assert table.why(table.assault("B1", by=["R1"], support=["RG1"])) is reason


# --- fire on men (5.2) ----------------------------------------------------------------------------------------------


def test_fire_is_the_sum_over_the_items() -> None:
    """5.2: of all who assault and of all who stand there, headquarters and guns included."""
    table = attack(
        ALL, board=ATTACK.replace("B1  .", "B1+BH1+BG1  ."), R1="soviet_rifle_battalion", BH1={"cohesion": 90}
    )
    battalion = table.items("R1")
    assert int(table.battle.raw[MEN]) == of_items(table, "soft", **battalion) + of_items(table, "soft", riflemen=300)
    assert int(table.battle.raw[ON_MEN]) == of_items(table, "soft", riflemen=350, gun_76mm_1927=8)
    assert int(table.battle.attackers) == 2
    assert int(table.battle.defenders) == 3
    assert int(table.battle.guns) == 0  # those of the hex itself fight in it


def test_supporting_guns_add_their_indirect_fire() -> None:
    """5.2, 6.1: guns that do not fire indirectly, and the rifles of the gunners, stay out of it."""
    items = {"gun_76mm_1927": 4, "at_45mm_53k": 6, "riflemen": 50}
    table = attack(["R1"], ["RG1"], RG1={"items": items})
    alone = int(table.figures("R1").fire)
    assert int(table.battle.shared[0]) == of_items(table, "soft", gun_76mm_1927=4)
    assert int(table.battle.raw[MEN]) == alone + int(table.battle.shared[0])


def test_guns_that_answer_add_theirs_to_the_defence() -> None:
    """5.2, 6.3."""
    table = attack(["R1"], board=ATTACK.replace("  .   B1", "  BG1 B1"))
    assert table.forecast("0101", by=["R1"]).defensive_guns == ("BG1",)
    assert int(table.battle.shared[1]) == of_items(table, "soft", gun_76mm_1927=8)
    assert int(table.battle.raw[ON_MEN]) == of_items(table, "soft", riflemen=300, gun_76mm_1927=8)


def test_targets_are_the_exposed_crews_of_soft_items() -> None:
    """5.2: a man behind the line draws part of the fire, one inside armour none."""
    table = attack(["R1"], R1={"items": {"riflemen": 100, "service_troops": 50, "hmg_maxim": 4, "t26": 5}})
    soft = {"riflemen": 100, "service_troops": 50, "hmg_maxim": 4}
    expected = sum(
        count * int(table.equipment(item).crew) * int(table.equipment(item).exposure) for item, count in soft.items()
    )
    assert int(table.battle.targets[0]) == int(table.figures("R1").targets) == expected
    assert int(table.battle.armour[0]) == 5


# --- the product ----------------------------------------------------------------------------------------------------


VARIED: list[dict[str, Any]] = [
    {},
    {"light": "dark", "ground": ". . . .\n . h . .\n. . . .\n . . . .", "B1": {"entrenched": 3, "quality": 1150}},
    {"by": ALL, "support": ["RG1"], "hexsides": {"steep": ["0101-SW"]}, "R1": {"cohesion": 37, "fatigue": 81}},
    {"by": ALL, "R1": {"items": {"t26": 12, "riflemen": 40}}, "B1": {"type": "japanese_infantry_battalion"}},
    {
        "by": ALL,
        "R1": {"items": {"bt7": 20}},
        "R2": {"items": {"kht26": 7}},
        "B1": {"items": {"t26": 4, "riflemen": 9}},
    },
    {"by": ["R1"], "support": ["RG1"], "light": "moonlit", "R1": "soviet_rifle_battalion", "B1": {"cohesion": 3}},
    {"by": ["R2"], "B1": {"items": {"service_troops": 7}}, "ground": "m m m m\n m m m m\nm m m m\n m m m m"},
]


@pytest.mark.parametrize("case", VARIED)
def test_the_sum_times_the_terms_is_the_number_used(case: dict[str, Any]) -> None:
    """5.4: exactly, rounded down after each term in their order; and the forecast lists all that are not 1."""
    case = dict(case)
    by, support = case.pop("by", ["R1"]), case.pop("support", None)
    table = attack(by, support, **case)
    forecast = table.forecast("0101", by=by, support=support)
    for fire in range(FIRES):
        value = int(table.battle.raw[fire])
        for term in table.battle.terms[fire].tolist():
            value = value * term // 1000
        assert value == int(table.battle.value[fire])
        found = forecast.fires[fire]
        assert (found.base, found.value) == (int(table.battle.raw[fire]), value)
        listed = found.base
        for term, thousandths in found.terms:
            assert thousandths == table.term(Fire(fire), term) != 1000
            listed = listed * thousandths // 1000
        assert listed == value


@pytest.mark.parametrize("case", VARIED)
def test_the_assault_uses_what_the_forecast_showed(case: dict[str, Any]) -> None:
    """5.9: the same sums and terms, and at even luck the same odds."""
    case = dict(case)
    by, support = case.pop("by", ["R1"]), case.pop("support", None)
    table = attack(by, support, **case)
    forecast = table.forecast("0101", by=by, support=support)
    shown = table.battle.copy()
    (assault,) = [e for e in table.attack("0101", by=by, support=support) if e.kind.name == "ASSAULT"]
    for field in ("raw", "value", "terms", "targets", "armour", "shown", "morale"):
        assert (shown[field] == table.battle[field]).all(), field
    assert assault["odds"] == forecast.odds
    assert forecast.chances[Result[assault["result"].upper()]] == 1


# --- troops (5.3) ---------------------------------------------------------------------------------------------------


MIXED = {"R1": {"items": {"riflemen": 300}}, "R2": {"items": {"riflemen": 100}}}


def weighed(first: int, second: int) -> int:
    """The mean of 300 and 100 rifles."""
    return (first * 30_000 + second * 10_000) // 40_000


def test_quality_is_the_mean_over_those_who_fire() -> None:
    """5.3: each unit weighs as much as its fire."""
    table = attack(ALL, R1={"quality": 1200, **MIXED["R1"]}, R2={"quality": 900, **MIXED["R2"]}, B1={"quality": 1150})
    assert table.term(MEN, Term.QUALITY) == weighed(1200, 900)
    assert table.term(ON_MEN, Term.QUALITY) == 1150


def test_shaken_men_fire_less() -> None:
    """5.3: down to `cohesion_floor` at none."""
    table = tabletop(ATTACK, R1={"cohesion": 50, **MIXED["R1"]}, R2=MIXED["R2"], B1={"cohesion": 80})
    effects.shake(table.state, table.row("R2"), 100)
    table.forecast("0101", by=ALL)
    floor = int(table.rules.assault.cohesion_floor)

    def term(unit: str) -> int:
        return floor + (1000 - floor) * int(table.unit(unit).cohesion) // 100

    assert table.term(MEN, Term.COHESION) == weighed(term("R1"), term("R2"))
    assert table.term(ON_MEN, Term.COHESION) == term("B1") < 1000


def test_tired_men_fire_less() -> None:
    """5.3: down by `fatigue_drag` when spent."""
    table = tabletop(ATTACK, rules={"fatigue_drag": 400}, **MIXED)
    effects.tire(table.state, table.row("R1"), 100)
    effects.tire(table.state, table.row("B1"), 25)
    table.forecast("0101", by=ALL)
    assert table.term(MEN, Term.FATIGUE) == weighed(600, 1000)
    assert table.term(ON_MEN, Term.FATIGUE) == 900


@pytest.mark.parametrize("supply", list(Supply))
def test_hungry_men_fire_less(supply: Supply) -> None:
    """5.3: by level of supply."""
    table = tabletop(ATTACK, **MIXED)
    effects.set_supply(table.state, table.row("R1"), 0, supply, 1)
    effects.set_supply(table.state, table.row("B1"), 0, supply, 1)
    table.forecast("0101", by=ALL)
    fire = int(table.rules.assault.supply_fire[supply])
    assert table.term(MEN, Term.SUPPLY) == weighed(fire, 1000)
    assert table.term(ON_MEN, Term.SUPPLY) == fire


def test_guns_support_with_the_troops_they_support() -> None:
    """5.3: the terms are those of the units in the assault; the state of distant gunners does not weigh."""
    table = attack(["R1"], ["RG1"], RG1={"quality": 500, "cohesion": 10}, R1={"quality": 1100})
    assert table.term(MEN, Term.QUALITY) == 1100
    assert table.term(MEN, Term.COHESION) == 1000


def test_fire_on_armour_comes_from_the_same_troops_in_the_same_light() -> None:
    """5.3."""
    table = attack(ALL, light="dark", R1={"items": {"t26": 10}, "quality": 800}, B1={"quality": 1200, "cohesion": 60})
    for term in (Term.QUALITY, Term.COHESION, Term.FATIGUE, Term.SUPPLY, Term.LIGHT):
        assert table.term(BY_TANKS, term) == table.term(MEN, term)
        assert table.term(ON_TANKS, term) == table.term(ON_MEN, term)


# --- circumstances (5.4) --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("light", ["day", "twilight", "moonlit", "dark"])
def test_light(light: str) -> None:
    """5.4: night takes more from the defence than from the attack."""
    table = attack(light=light, turn_hours=1, hex_size=100)
    number = Light[light.upper()]
    assert table.term(MEN, Term.LIGHT) == int(table.rules.assault.attack_light[number])
    assert table.term(ON_MEN, Term.LIGHT) == int(table.rules.assault.defence_light[number])


@pytest.mark.parametrize("letter", [".", "m", "s", "v", "h", "H", "S"])
def test_ground(letter: str) -> None:
    """5.4: cover for those who stand there, exposure for those who come; the ground one comes from is nothing."""
    rows = [list(". . . ."), list(" h ? h h"), list("h h h h"), list(" h h h h")]
    ground = "\n".join("".join(row) for row in rows).replace("?", letter)
    table = attack(ground=ground)
    noun = table.scenario.ground.terrain[
        {".": "grass", "m": "marsh", "s": "sand", "v": "village", "h": "hill", "H": "high_hill", "S": "summit"}[letter]
    ]
    assert table.term(MEN, Term.GROUND) == noun.cover
    assert table.term(ON_MEN, Term.GROUND) == noun.exposure


@pytest.mark.parametrize("level", range(5))
def test_entrenchment_covers_and_prepares(level: int) -> None:
    """5.4: less fire tells on those in the trenches, and theirs is better laid; it is nothing to the attackers."""
    ground = ". . . .\n . h . .\n. h h .\n . . . ."
    table = attack(ground=ground, B1={"entrenched": level}, R1={"entrenched": 4})
    assert table.term(MEN, Term.ENTRENCHMENT) == int(table.rules.assault.dug_in[level])
    assert table.term(ON_MEN, Term.ENTRENCHMENT) == int(table.rules.assault.prepared_fire[level])


def test_a_stack_is_dug_in_as_its_units_are() -> None:
    """5.4: cover weighs by targets, prepared fire by fire."""
    table = attack(
        board=ATTACK.replace("B1  .", "B1+B2  ."),
        B1={"entrenched": 3, "items": {"riflemen": 200, "service_troops": 100}},
        B2={"items": {"riflemen": 60, "hmg_maxim": 6}},
    )
    first, second = table.figures("B1"), table.figures("B2")
    rules = table.rules.assault
    targets = int(first.targets) * int(rules.dug_in[3]) + int(second.targets) * int(rules.dug_in[0])
    fire = int(first.fire) * int(rules.prepared_fire[3]) + int(second.fire) * int(rules.prepared_fire[0])
    assert table.term(MEN, Term.ENTRENCHMENT) == targets // (int(first.targets) + int(second.targets))
    assert table.term(ON_MEN, Term.ENTRENCHMENT) == fire // (int(first.fire) + int(second.fire))


def test_uphill_is_worse_and_downhill_better() -> None:
    """5.4: the hex that the map names is the high one."""
    up = attack(hexsides={"steep": ["0101-SW"]})
    down = attack(hexsides={"steep": ["0102-NE"]})
    steep = up.scenario.ground.hexsides["steep"]
    assert up.term(MEN, Term.HEXSIDE) == steep.attack_up < 1000
    assert down.term(MEN, Term.HEXSIDE) == steep.attack_down > 1000
    assert up.term(ON_MEN, Term.HEXSIDE) == 1000


@pytest.mark.parametrize("battery", [{}, *({"RG1": {"items": {"gun_76mm_1927": guns}}} for guns in (60, 61, 62, 63))])
def test_each_attacker_has_his_hexside_and_guns_shoot_over_it(battery: dict[str, Any]) -> None:
    """5.4: the mean by fire."""
    table = attack(ALL, ["RG1"], hexsides={"steep": ["0101-SW"]}, **{**MIXED, **battery})
    up = table.scenario.ground.hexsides["steep"].attack_up
    guns = int(table.battle.shared[0])
    assert table.term(MEN, Term.HEXSIDE) == (30_000 * up + (10_000 + guns) * 1000) // (40_000 + guns)


RING = """
    .   R1  R2  .
      R6  B1  R3  .
    .   R5  R4  .
      .   .   .   .
"""


@pytest.mark.parametrize(
    ("by", "apart"),
    [
        (["R1"], 0),
        (["R1", "R2"], 1),
        (["R6", "R1"], 1),
        (["R1", "R3"], 2),
        (["R5", "R1"], 2),
        (["R1", "R4"], 3),
        (["R3", "R6"], 3),
        (["R2", "R5"], 3),
        (["R1", "R2", "R3"], 2),
        (["R1", "R2", "R3", "R4"], 3),
        (["R6", "R1", "R2"], 2),
    ],
    ids=str,
)
def test_from_several_sides(by: list[str], apart: int) -> None:
    """5.4: by the widest angle between any two attackers: one hexside, neighbouring, two apart, opposite."""
    table = attack(by, board=RING, rules={"assault_limit": 20_000})
    assert table.term(MEN, Term.DIRECTION) == int(table.rules.assault.direction[apart])
    assert table.term(ON_MEN, Term.DIRECTION) == 1000


def test_two_in_one_hex_come_from_one_side() -> None:
    """5.4; and guns come from nowhere."""
    table = attack(ALL, ["RG1"], board=ATTACK.replace("R1  R2", "R1+R2  ."))
    assert table.term(MEN, Term.DIRECTION) == int(table.rules.assault.direction[0])


def tanks_and_men(tanks: int, men: int) -> Table:
    return attack(
        ["R1"], R1={"items": {"t26": tanks, **({"riflemen": men} if men else {})}}, rules={"infantry_per_tank": 8}
    )


@pytest.mark.parametrize(("men", "together"), [(0, False), (79, False), (80, True), (300, True)])
def test_tanks_with_infantry_and_without(men: int, together: bool) -> None:
    """5.4: eight exposed men to a vehicle; together they help each other, alone tanks burn and clear no trenches."""
    table = tanks_and_men(10, men)
    rules = table.rules.assault
    if together:
        assert table.term(MEN, Term.COMBINED_ARMS) == int(rules.combined_arms)
        assert table.term(ON_MEN, Term.COMBINED_ARMS) == int(rules.tanks_lead)
        assert table.term(ON_TANKS, Term.COMBINED_ARMS) == 1000
    else:
        assert table.term(MEN, Term.COMBINED_ARMS) == int(rules.tanks_alone_fire)
        assert table.term(ON_MEN, Term.COMBINED_ARMS) == 1000
        assert table.term(ON_TANKS, Term.COMBINED_ARMS) == int(rules.tanks_alone)
    assert table.term(BY_TANKS, Term.COMBINED_ARMS) == 1000


def test_without_tanks_there_are_no_combined_arms() -> None:
    """5.4; nor do the defenders' tanks make any."""
    table = attack(["R1"], B1={"items": {"t26": 10, "riflemen": 20}})
    assert all(table.term(fire, Term.COMBINED_ARMS) == 1000 for fire in Fire)


@pytest.mark.parametrize("letter", [".", "m", "h", "H"])
def test_ground_for_tanks(letter: str) -> None:
    """5.4: takes from the fire of the armoured alone, by their part of all fire."""
    ground = f". . . .\n . {letter} . .\n. . . .\n . . . ."
    table = attack(ALL, ["RG1"], ground=ground, R1={"items": {"t26": 10}}, R2={"items": {"riflemen": 200}})
    armour = table.scenario.ground.terrain[{".": "grass", "m": "marsh", "h": "hill", "H": "high_hill"}[letter]].armour
    tanks, all_ = of_items(table, "soft", t26=10), int(table.battle.raw[MEN])
    assert table.term(MEN, Term.TANK_GROUND) == 1000 - tanks * (1000 - armour) // all_


@pytest.mark.parametrize("guns", [0, 1, 3, 40])
def test_support_keeps_heads_down(guns: int) -> None:
    """5.4: by the weight of the support against the fire of those in the hex, up to `suppression_most`."""
    table = tabletop(
        ATTACK, RG1={"items": {"gun_76mm_1927": max(1, guns)}}, rules={"suppression": 400, "suppression_most": 350}
    )
    table.forecast("0101", by=["R1"], support=["RG1"] if guns else None)
    weight = of_items(table, "soft", gun_76mm_1927=guns) * 1000 // of_items(table, "soft", riflemen=300)
    assert table.term(ON_MEN, Term.SUPPRESSION) == 1000 - min(350, weight * 400 // 1000)
    assert table.term(MEN, Term.SUPPRESSION) == 1000


def test_terms_of_fire_on_armour_are_few() -> None:
    """5.4: troops, light and combined arms; trenches and slopes do not stop shells aimed at a tank."""
    table = attack(
        ALL, ["RG1"], R1={"items": {"t26": 10}}, B1={"items": {"t26": 3, "riflemen": 100}, "entrenched": 2},
        hexsides={"steep": ["0101-SW"]},
    )  # fmt: skip
    for term in (Term.GROUND, Term.ENTRENCHMENT, Term.HEXSIDE, Term.DIRECTION, Term.SUPPRESSION, Term.TANK_GROUND):
        assert table.term(BY_TANKS, term) == table.term(ON_TANKS, term) == 1000


# --- fire on armour (5.2) -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("armour", "share"), [(20, 1000), (25, 1000), (26, None), (50, None), (51, 0)])
def test_a_gun_pierces_or_does_not(armour: int, share: int | None) -> None:
    """5.2: 25 mm of penetration: all of its fire up to 25, `thick_armour` of it up to 50, none beyond."""
    table = tabletop(ATTACK, R1={"items": {"gun_76mm_1927": 6}})
    assert int(table.equipment("gun_76mm_1927").penetration) == 25
    units = table.world.units["side"][:1] * 0 + table.row("R1")
    full = of_items(table, "hard", gun_76mm_1927=6)
    expected = full * (int(table.rules.assault.thick_armour) if share is None else share) // 1000
    assert hard_fire(table.world, table.state, units, 1, armour, 0) == expected


def test_men_fight_tanks_at_arm_s_length_only_when_these_come_alone() -> None:
    """5.2, 5.4: bundled grenades against tanks without infantry."""
    together, alone = tanks_and_men(10, 100), tanks_and_men(10, 0)
    assert int(together.battle.raw[ON_TANKS]) == 0  # rifles pierce nothing
    assert int(alone.battle.raw[ON_TANKS]) == of_items(alone, "close", riflemen=300)


@pytest.mark.parametrize(("items", "millimetres"), [
    ({"t26": 4}, 15), ({"bt5": 4}, 13), ({"t26": 1, "bt5": 3}, (15 + 39) // 4), ({"riflemen": 50}, 0),
    ({"riflemen": 50, "bt5": 1}, 13),
])  # fmt: skip
def test_the_mean_armour_decides(items: dict[str, int], millimetres: int) -> None:
    """5.2: of all vehicles that are there."""
    table = tabletop(ATTACK, R1={"items": items})
    units = table.world.units["side"][:1] * 0 + table.row("R1")
    assert mean_armour(table.world, table.state, units, 1) == millimetres


def test_nobody_fires_on_armour_that_is_not_there() -> None:
    """5.2."""
    table = attack(["R1"], R1={"items": {"t26": 10}}, B1={"items": {"at_37mm_type_94": 4}})
    assert int(table.battle.raw[BY_TANKS]) == 0
    assert int(table.battle.raw[ON_TANKS]) >= of_items(table, "hard", at_37mm_type_94=4)


def test_tanks_against_tanks() -> None:
    """5.2: both fire."""
    table = attack(["R1"], R1={"items": {"t26": 10, "riflemen": 200}}, B1={"items": {"bt5": 6, "riflemen": 100}})
    assert int(table.battle.raw[BY_TANKS]) == of_items(table, "hard", t26=10)
    assert int(table.battle.raw[ON_TANKS]) == of_items(table, "hard", bt5=6)
    assert table.battle.armour.tolist() == [10, 6]


@pytest.mark.parametrize(
    ("point_blank", "tanks", "aims"), [(1000, 10, True), (999, 10, False), (500, 10, False), (1000, 0, False)]
)
def test_guns_behind_aim_at_tanks_when_they_are_near(point_blank: int, tanks: int, aims: bool) -> None:
    """6.3: two hexes of 500 m away; on top of what they fire on men, and only where there are tanks."""
    table = attack(
        ["R1"],
        board=". . . BG1\n . B1 . .\n. R1 . .\n . . . .",
        R1={"items": {"t26": tanks, "riflemen": 200}},
        rules={"point_blank": point_blank},
    )
    assert int(table.battle.shared[1]) == of_items(table, "soft", gun_76mm_1927=8)
    assert int(table.battle.raw[ON_TANKS]) == (of_items(table, "hard", gun_76mm_1927=8) if aims else 0)


# --- losses of men and vehicles (5.5) -------------------------------------------------------------------------------


SHOWN = {"sparse_targets": 150, "dense_targets": 600, "dense_gain": 300, "dense_most": 1700}


@pytest.mark.parametrize(
    ("men", "vehicles", "shown"),
    [
        (0, 0, 0),
        (75, 0, 500),
        (149, 0, 993),
        (150, 0, 1000),
        (600, 0, 1000),
        (1200, 0, 1300),
        (900, 0, 1150),
        (9000, 0, 1700),
        (0, 15, 1000),  # a vehicle counts as ten men
        (50, 5, 666),
    ],
)
def test_how_well_a_target_can_be_hit(men: int, vehicles: int, shown: int) -> None:
    """5.5: a handful is hard to hit, a crowd easy."""
    table = tabletop(ATTACK, hex_size=1000, rules=SHOWN)
    assert density(table.world, men * 1000, vehicles) == shown


@pytest.mark.parametrize(("hex_size", "few", "many"), [(250, 75, 300), (500, 150, 600), (1000, 300, 1200)])
def test_a_wide_hex_hides_more_men(hex_size: int, few: int, many: int) -> None:
    """5.5: few and many are so many for each kilometre of the hex."""
    table = tabletop(ATTACK, hex_size=hex_size, rules={**SHOWN, "sparse_targets": 600, "dense_targets": 600})
    assert density(table.world, few * 1000, 0) == 500
    assert density(table.world, many * 1000, 0) == 1300


@pytest.mark.parametrize("fire", [MEN, ON_MEN])
@pytest.mark.parametrize("luck", [650, 1000, 1350])
def test_men_hit(fire: Fire, luck: int) -> None:
    """5.5: fire times luck times how well it can hit times lethality, no more than are exposed."""
    table = attack(ALL, B1={"items": {"riflemen": 90}})
    victims = 1 if fire is MEN else 0
    battle = table.battle
    hits = int(battle.value[fire]) * luck // 1000
    hits = hits * int(battle.shown[victims]) // 1000 * int(table.rules.assault.lethality[victims]) // 1000
    hits = hits if victims else hits * (1000 + 250 * int(table.rules.assault.approach[1]) // 1000) // 1000
    expected = min(hits, int(battle.targets[victims]))
    assert men_hit(table.world, table.game.scratch.battle[0], fire, luck, victims) == expected


@pytest.mark.parametrize(("hex_size", "factor"), [(250, 1000), (500, 1150), (1000, 1450), (2000, 2050)])
def test_who_attacks_a_wide_hex_is_under_fire_for_longer(hex_size: int, factor: int) -> None:
    """5.5: each kilometre beyond 250 m adds 0.6 to the losses of the attackers, not to those of the defenders."""
    rules = {"lethality": [9000, 9000], "sparse_targets": 0}
    far, near = (attack(ALL, hex_size=hex_size, rules={**rules, "approach": [250, most]}) for most in (600, 0))
    for fire, victims, times in ((ON_MEN, 0, factor), (MEN, 1, 1000)):
        hits = [men_hit(table.world, table.game.scratch.battle[0], fire, 1000, victims) for table in (far, near)]
        assert hits[0] == hits[1] * times // 1000 > 0
    assert far.forecast("B1", by=ALL).odds == near.forecast("B1", by=ALL).odds


def test_nobody_is_hit_twice() -> None:
    """5.5: all who are exposed is the most."""
    table = attack(["R1"], rules={"lethality": [90_000, 90_000]}, B1={"items": {"riflemen": 40}})
    assert men_hit(table.world, table.game.scratch.battle[0], MEN, 1000, 1) == 40_000
    table = attack(["R1"], R1={"items": {"t26": 2}}, B1={"items": {"at_37mm_type_94": 60}})
    assert armour_hit(table.world, table.game.scratch.battle[0], ON_TANKS, 1000, 0) == 2_000


@pytest.mark.parametrize("luck", [650, 1000, 1350])
def test_vehicles_hit(luck: int) -> None:
    """5.5: fire on armour is in thousandths of a vehicle; `armour_lethality` of it tells."""
    for lethality in (1000, 600, 1500):
        table = attack(
            ["R1"],
            R1={"items": {"t26": 20, "riflemen": 300}},
            B1={"items": {"at_37mm_type_94": 4}},
            rules={"armour_lethality": lethality},
        )
        expected = int(table.battle.value[ON_TANKS]) * luck // 1000 * lethality // 1000
        assert armour_hit(table.world, table.game.scratch.battle[0], ON_TANKS, luck, 0) == expected > 0


def test_losses_go_with_the_length_of_the_turn() -> None:
    """5.5: half as many again in a turn of twelve hours, of men and of vehicles; the odds are the same."""
    short, long = (
        attack(
            ["R1"],
            turn_hours=hours,
            R1={"items": {"t26": 20, "riflemen": 300}},
            B1={"items": {"at_37mm_type_94": 4, "riflemen": 200}},
            rules={"lethality": [2000, 400], "armour_lethality": 1000},
        )
        for hours in (8, 12)
    )
    assert short.battle.value.tolist() == long.battle.value.tolist()
    assert odds_of(short.game.scratch.battle[0], 1000, 1000) == odds_of(long.game.scratch.battle[0], 1000, 1000)
    hits = [
        [
            men_hit(table.world, table.game.scratch.battle[0], fire, 1000, victims)
            for fire, victims in ((ON_MEN, 0), (MEN, 1))
        ]
        + [armour_hit(table.world, table.game.scratch.battle[0], ON_TANKS, 1000, 0)]
        for table in (short, long)
    ]
    for few, many in zip(*hits, strict=True):
        assert 0 < many - few * 3 // 2 + 1 <= 2


def test_how_many_there_are_tells_in_the_losses_only() -> None:
    """5.5: density changes who is hit, not the odds."""
    plain, dense = (
        attack(ALL, rules={**SHOWN, "dense_targets": targets, "dense_gain": gain})
        for targets, gain in [(5000, 0), (100, 500)]
    )
    assert plain.battle.value.tolist() == dense.battle.value.tolist()
    assert odds_of(plain.game.scratch.battle[0], 1000, 1000) == odds_of(dense.game.scratch.battle[0], 1000, 1000)
    hits = [men_hit(table.world, table.game.scratch.battle[0], MEN, 1000, 1) for table in (plain, dense)]
    assert hits[0] < hits[1]


# --- odds (5.6) -----------------------------------------------------------------------------------------------------


SHALLOW = {"depth": [250, 0]}
"""No hex is deep: morale alone counts."""


@pytest.mark.parametrize(("attacker", "defender"), [(1000, 1000), (650, 1350), (1350, 650), (930, 1070)])
@pytest.mark.parametrize("morale", [1000, 1500, 700])
def test_odds_are_fire_against_fire_and_morale(attacker: int, defender: int, morale: int) -> None:
    """5.6: in hundredths, both sides after luck."""
    table = attack(ALL, B1={"morale": morale}, rules=SHALLOW)
    value = table.battle.value
    attack_, defence = int(value[MEN]) * attacker, int(value[ON_MEN]) * defender
    assert int(table.battle.morale) == morale
    assert odds_of(table.game.scratch.battle[0], attacker, defender) == attack_ * 100 // defence * 1000 // morale


def test_morale_is_the_mean_over_the_men() -> None:
    """5.6: each unit weighs as many men as it shows."""
    table = attack(
        board=ATTACK.replace("B1  .", "B1+B2  ."), B1={"morale": 1500, "items": {"riflemen": 100}}, B2={"morale": 900},
        rules=SHALLOW,
    )  # fmt: skip
    assert int(table.battle.morale) == (1500 * 100 + 900 * 300) // 400


@pytest.mark.parametrize(
    ("hex_size", "morale"), [(100, 1000), (250, 1000), (251, 1000), (500, 1125), (1000, 1375), (2250, 2000)]
)
def test_a_deep_hex_has_another_line(hex_size: int, morale: int) -> None:
    """5.6: beyond 250 m each kilometre of the hex counts as half as much morale again."""
    table = attack(hex_size=hex_size, rules={"depth": [250, 500]})
    assert int(table.battle.morale) == morale


def test_depth_multiplies_the_morale() -> None:
    """5.6: and so divides the odds; good troops gain more by it."""
    table = attack(ALL, hex_size=1000, B1={"morale": 1160}, rules={"depth": [250, 500]})
    assert int(table.battle.morale) == 1160 * 1375 // 1000
    value = table.battle.value
    assert table.forecast("0101", by=ALL).odds == int(value[MEN]) * 100 // int(value[ON_MEN]) * 1000 // 1595


@pytest.mark.parametrize(("depth", "morale"), [([1000, 500], 1000), ([0, 500], 1500), ([250, 0], 1000)])
def test_depth_is_a_rule_like_any_other(depth: list[int], morale: int) -> None:
    """5.6: from where it counts, and how much."""
    assert int(attack(hex_size=1000, rules={"depth": depth}).battle.morale) == morale


def test_morale_of_the_attackers_does_not_count() -> None:
    """5.6."""
    resolves = {int(attack(R1={"morale": morale}, rules=SHALLOW).battle.morale) for morale in (500, 1500)}
    assert resolves == {1000}


def test_odds_have_a_top() -> None:
    """5.6: against those who do not fire at all as against very few; 99.99 is enough."""
    table = attack(["R1"], B1={"items": {"service_troops": 1}}, rules={"supply_fire": [0, 0, 0, 1000]})
    effects.set_supply(table.state, table.row("B1"), 0, Supply.NONE, 0)
    forecast = table.forecast("0101", by=["R1"])
    assert int(table.battle.value[ON_MEN]) == 0
    assert odds_of(table.game.scratch.battle[0], 1000, 1000) == forecast.odds == 9999


def test_the_ladder_of_results() -> None:
    """5.6: each result from its odds on."""
    table = tabletop(ATTACK, rules={"odds": [70, 150, 230, 350]})
    results = {0: 0, 69: 0, 70: 1, 149: 1, 150: 2, 229: 2, 230: 3, 349: 3, 350: 4, 9999: 4}
    assert {odds: result_of(table.world, odds) for odds in results} == results
