"""Assaults by night (rulebook 5.4, 6.5): what guns are worth in the dark, and who is trained for it.

Numbers are worked out from the items and the rules in force, so that calibrating them breaks nothing here.
"""

from __future__ import annotations

from typing import Any

import pytest

from game.core.terms import Fire, Light, Term
from game.engine.forecast import AttackForecast
from tests.tabletop import Table, tabletop

FIELD = """
    .   .   .   .   .
      .   B1  .   BG1 .
    .   R1  R2  .   .
      .   .   RG1 .   .
"""
MEN, ON_MEN, BY_TANKS, ON_TANKS = Fire.ATTACKER, Fire.DEFENDER, Fire.ATTACKER_ON_ARMOUR, Fire.DEFENDER_ON_ARMOUR
LIGHTS = ["day", "twilight", "moonlit", "dark"]
GUNS = {"items": {"gun_76mm_1927": 8}}
NIGHT = {"light": "dark", "turn_hours": 1}


def assault(light: str = "dark", by: tuple[str, ...] = ("R1",), guns: bool = True, **options: Any) -> Table:
    """A board on which an assault on B1 has just been forecast; Blue's guns have a mission if `guns`."""
    options.setdefault("BG1", {**GUNS, "loaded": 3 if guns else 0})
    table = tabletop(FIELD, light=light, turn_hours=1, **options)
    table.forecast("B1", by=list(by), support=["RG1"] if guns else None)
    return table


def odds(**options: Any) -> int:
    """The odds of an assault at even luck."""
    return int(assault(**options).game.scratch.forecast[0].odds)


# --- guns by night (6.5) --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("light", LIGHTS)
def test_guns_are_worth_less_the_darker_it_is(light: str) -> None:
    """6.5: that part of each side's fire which guns at range give; by day the term is not there."""
    table = assault(light, BG1={"items": {"gun_76mm_1927": 3}}, RG1=GUNS)
    worth = int(table.rules.artillery.support_light[Light[light.upper()]])
    men, gun = 300 * int(table.equipment("riflemen").soft), int(table.equipment("gun_76mm_1927").soft)
    for fire, count in ((MEN, 8), (ON_MEN, 3)):
        assert table.term(fire, Term.GUNS_BY_NIGHT) == (men * 1000 + count * gun * worth) // (men + count * gun)
    assert (table.term(MEN, Term.GUNS_BY_NIGHT) == 1000) is (light == "day")


def test_without_guns_the_night_takes_nothing_more() -> None:
    """6.5: who stands beside the hex or in it has the light for it, another term (5.4), and no more."""
    table = assault(guns=False)
    assert [table.term(fire, Term.GUNS_BY_NIGHT) for fire in Fire] == [1000] * 4


@pytest.mark.parametrize("light", LIGHTS)
def test_fire_out_of_the_dark_keeps_no_heads_down(light: str) -> None:
    """5.4, 6.5: suppression goes by what the guns are worth at that light."""
    table = assault(light, rules={"suppression": 400, "suppression_most": 900}, RG1=GUNS)
    worth = int(table.rules.artillery.support_light[Light[light.upper()]])
    fire = 8 * int(table.equipment("gun_76mm_1927").soft) * worth // (300 * int(table.equipment("riflemen").soft))
    assert table.term(ON_MEN, Term.SUPPRESSION) == 1000 - fire * 400 // 1000


def test_guns_pick_out_no_tanks_in_the_dark() -> None:
    """6.3, 6.5: of what is fired at tanks only that of guns at range is less."""
    close = {"items": {"riflemen": 100, "at_45mm_53k": 4}}
    table = assault(R1={"items": {"t26": 10, "riflemen": 200}}, B1=close, rules={"point_blank": 3000})
    worth = int(table.rules.artillery.support_light[Light.DARK])
    own, guns = 4 * int(table.equipment("at_45mm_53k").hard), 8 * int(table.equipment("gun_76mm_1927").hard)
    assert int(table.battle.raw[ON_TANKS]) == own + guns
    assert table.term(ON_TANKS, Term.GUNS_BY_NIGHT) == (own * 1000 + guns * worth) // (own + guns)
    assert table.term(BY_TANKS, Term.GUNS_BY_NIGHT) == 1000


def test_a_bombardment_has_a_light_of_its_own() -> None:
    """6.2: `bombard_light`; nobody assaults there whom the shells might hit."""
    table = tabletop(FIELD, **NIGHT)
    table.forecast_bombardment("B1", "RG1")
    assert table.term(MEN, Term.GUNS_BY_NIGHT) == 1000
    assert table.term(MEN, Term.LIGHT) == int(table.rules.artillery.bombard_light[Light.DARK])


def test_guns_decide_less_by_night_than_by_day() -> None:
    """6.5: what support adds to the odds."""
    gain = {light: odds(light=light, BG1={"loaded": 0}) / odds(light=light, guns=False) for light in LIGHTS}
    assert sorted(gain, key=lambda light: -gain[light]) == LIGHTS


# --- trained for the night (5.4) ------------------------------------------------------------------------------------


@pytest.mark.parametrize("light", LIGHTS)
def test_who_is_trained_for_the_night_is_hit_less_by_night(light: str) -> None:
    """5.4: fire on men; by day the training is nothing."""
    table = assault(light, R1={"night_assault": True})
    assert table.term(ON_MEN, Term.NIGHT_TRAINING) == int(table.rules.assault.trained_light[Light[light.upper()]])
    assert (table.term(ON_MEN, Term.NIGHT_TRAINING) == 1000) is (light in ("day", "twilight"))
    assert [table.term(fire, Term.NIGHT_TRAINING) for fire in (MEN, BY_TANKS, ON_TANKS)] == [1000] * 3


def test_each_attacker_counts_by_the_men_that_it_shows() -> None:
    """5.4: 100 men who are trained beside 300 who are not."""
    table = assault(by=("R1", "R2"), R1={"items": {"riflemen": 100}, "night_assault": True})
    trained = int(table.rules.assault.trained_light[Light.DARK])
    assert table.term(ON_MEN, Term.NIGHT_TRAINING) == (100 * trained + 300 * 1000) // 400


def test_the_training_of_the_defenders_is_nothing() -> None:
    """5.4: it is for the assault."""
    assert assault(B1={"night_assault": True}).term(ON_MEN, Term.NIGHT_TRAINING) == 1000


def test_training_brings_better_odds_for_fewer_men() -> None:
    """5.5, 5.6: the same assault in the same night."""
    plain, trained = assault(guns=False), assault(guns=False, R1={"night_assault": True})
    found = [table.game.scratch.forecast[0] for table in (plain, trained)]
    assert found[0].odds < found[1].odds
    assert found[0].attackers_hit > found[1].attackers_hit


def test_the_trained_need_no_guns_by_night() -> None:
    """5.4, 6.5: in the dark they have better odds without guns than the others with them; by day guns are better."""
    alone = {light: odds(light=light, guns=False, R1={"night_assault": True}) for light in ("day", "dark")}
    guns = {light: odds(light=light, BG1={"loaded": 0}) for light in ("day", "dark")}
    assert alone["dark"] > guns["dark"]
    assert alone["day"] < guns["day"]


def test_the_infantry_of_japan_is_trained_for_the_night_and_nobody_else() -> None:
    """5.4: khalkhin_gol_forces.md 8.4; a unit may differ from its type."""
    trained = {"japanese_infantry_battalion", "japanese_infantry_battalion_1939", "japanese_full_battalion"}
    for kind in (*trained, "soviet_rifle_battalion", "japanese_border_company", "manchukuo_infantry_regiment"):
        assert int(tabletop(FIELD, R1=kind).kind("R1").night_assault) == (kind in trained)
    table = tabletop(FIELD, R1={"type": "japanese_infantry_battalion", "night_assault": False})
    assert int(table.kind("R1").night_assault) == 0


# --- what the player reads ------------------------------------------------------------------------------------------


def test_the_forecast_names_both() -> None:
    """5.9: where they are not even."""
    table = tabletop(FIELD, R1={"night_assault": True}, BG1=GUNS, **NIGHT)
    order = table.assault("B1", by=["R1"], support=["RG1"])
    found = table.game.forecast(order)
    assert isinstance(found, AttackForecast)
    assert Term.GUNS_BY_NIGHT in dict(found.fires[MEN].terms)
    assert {Term.GUNS_BY_NIGHT, Term.NIGHT_TRAINING} <= dict(found.fires[ON_MEN].terms).keys()
