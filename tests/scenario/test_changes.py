"""What-ifs: a scenario with values changed by path, formations left out, arrivals moved (docs/experiments.md)."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.errors import ScenarioError, UsageError
from game.core.terms import Status
from game.scenario.changes import Change, changed, parts_of, read_change
from game.scenario.loading import Scenario, load_scenario
from tests.tabletop import tabletop


@pytest.fixture(scope="module")
def campaign() -> Scenario:
    return load_scenario("lake_khasan/campaign")


def made(scenario: Scenario, kind: Any, text: str) -> Scenario:
    """The scenario with one change, as a command line gives it."""
    return changed(scenario, [read_change(kind, text)])


def men(scenario: Scenario, unit: str) -> int:
    """How many men a unit comes with."""
    state, row = scenario.start, scenario.names.unit_row[unit]
    return int(state.unit_figures.men[row])


def deployed(scenario: Scenario) -> set[str]:
    return {entry.unit for entry in scenario.file.deployment}


# --- values ---------------------------------------------------------------------------------------------------------


def test_a_value_of_the_rules_is_set_for_this_scenario(campaign: Scenario) -> None:
    assert "burnt" not in campaign.file.rules
    assert made(campaign, "set", "rules.burnt=300").file.rules["burnt"] == 300


def test_one_entry_of_a_list_is_scaled_and_the_others_stay(campaign: Scenario) -> None:
    before = campaign.documents["rules"]["rules"]["lethality"]["value"]
    after = made(campaign, "scale", "rules.lethality.0=1.5").file.rules["lethality"]
    assert after == [round(before[0] * 1.5), before[1]]


def test_a_value_that_the_scenario_has_of_its_own_is_the_one_that_is_scaled() -> None:
    """August has 260 where the library has another number."""
    august = load_scenario("khalkhin_gol/august_encirclement")
    assert august.file.rules["burnt"] == 260
    assert made(august, "scale", "rules.burnt=0.5").file.rules["burnt"] == 130


def test_what_an_item_does_is_scaled_and_stays_a_whole_number(campaign: Scenario) -> None:
    before = campaign.equipment.equipment["riflemen"].soft
    after = made(campaign, "scale", "equipment.riflemen.soft=1.21").equipment.equipment["riflemen"].soft
    assert after == round(before * 1.21)


def test_a_formation_means_all_units_in_it_and_below(campaign: Scenario) -> None:
    """Three battalions and the guns of the 75th come at four fifths; the 76th as it was."""
    weaker = made(campaign, "scale", "deployment.75IR.strength=0.8")
    for unit in ("I/75", "II/75", "III/75"):
        assert men(weaker, unit) == pytest.approx(0.8 * men(campaign, unit), abs=4)
    assert men(weaker, "I/76") == men(campaign, "I/76")


def test_entries_of_lists_are_named_by_number_or_by_name(campaign: Scenario) -> None:
    by_number = made(campaign, "set", "plans.soviet.historical.phases.1.turns=[2, 3]")
    phase = campaign.plan("soviet", "historical").phases[1].name
    by_name = made(campaign, "set", f"plans.soviet.historical.phases.{phase}.turns=[2, 3]")
    assert by_number.digest == by_name.digest != campaign.digest
    assert by_number.plan("soviet", "historical").phases[1].turns == (2, 3)


def test_a_part_with_a_dot_is_quoted() -> None:
    assert parts_of('units."2.A-x".quality') == ["units", "2.A-x", "quality"]
    assert parts_of("deployment.I/75.strength") == ["deployment", "I/75", "strength"]


# --- units ----------------------------------------------------------------------------------------------------------


def test_a_formation_is_left_out(campaign: Scenario) -> None:
    without = made(campaign, "without", "39RD")
    assert deployed(campaign) - deployed(without) == {"I/39RD", "II/39RD", "III/39RD"}


def test_history_of_who_is_left_out_is_left_out_too() -> None:
    """What 6th Tank Brigade lost in August cannot be held against a battle without it; what others did can."""
    august = load_scenario("khalkhin_gol/august_encirclement")
    without = made(august, "without", "6TB")
    (gone,) = [row for row in august.file.history if row not in without.file.history]
    assert gone.share_lost is not None
    assert gone.share_lost.units == ["6TB"]


@pytest.mark.parametrize(("said", "turn"), [("39RD=20", 20), ("39RD=-4", 26), ("39RD=+2", 32)])
def test_arrivals_are_set_or_moved(campaign: Scenario, said: str, turn: int) -> None:
    """They come in turn 30, if Zaozernaya is Japanese then."""
    moved = made(campaign, "arrive", said)
    assert {entry.turn for entry in moved.file.deployment if entry.unit.endswith("39RD")} == {turn}


def test_nobody_comes_before_the_first_turn_and_what_is_waited_for_is_waited_for(campaign: Scenario) -> None:
    there = made(campaign, "arrive", "39RD=-99")
    (entry,) = [entry for entry in there.file.deployment if entry.unit == "I/39RD"]
    (before,) = [entry for entry in campaign.file.deployment if entry.unit == "I/39RD"]
    assert (entry.turn, entry.only_if) == (1, before.only_if)
    assert entry.only_if is not None
    assert there.start.units.status[there.names.unit_row["I/39RD"]] == Status.AWAITED


# --- all together ---------------------------------------------------------------------------------------------------


def test_what_was_changed_is_said_and_the_scenario_itself_stays(campaign: Scenario) -> None:
    digest = campaign.digest
    texts = [("set", "rules.burnt=300"), ("scale", "rules.lethality=1.5"), ("arrive", "39RD=-4"), ("without", "40TB")]
    both = changed(campaign, [read_change(kind, text) for kind, text in texts])  # type: ignore[arg-type]
    said = ("rules.burnt = 300", "rules.lethality x 1.5", "39RD arrives -4 turns", "without 40TB")
    assert both.changes == said
    assert (campaign.digest, campaign.changes) == (digest, ())
    again = changed(both, [Change("set", "rules.burnt", 100)])
    assert again.changes == (*said, "rules.burnt = 100")


def test_no_change_is_the_scenario_itself(campaign: Scenario) -> None:
    assert changed(campaign, []) is campaign


def test_who_is_left_out_is_in_no_array(campaign: Scenario) -> None:
    """Its arrays are those of the changed data."""
    less = made(campaign, "without", "39RD").world
    assert len(less.units) == len(campaign.world.units) - 3


# --- refused --------------------------------------------------------------------------------------------------------

REFUSED = [
    ("set", "rules.burn=3", "the rules have no value 'burn'; did you mean 'burnt'?"),
    ("set", "ruls.burnt=3", "begins with 'ruls'; did you mean 'rules'?"),
    ("set", "rules=3", "names no value: go on with a dot and what is in it"),
    ("set", "units.I/75=3", "names no value: go on with a dot and what is in it"),
    ("set", "rules.burnt", "should be PATH=VALUE"),
    ("set", "=3", "should be PATH=VALUE"),
    ("set", "rules.burnt={", "expected"),
    ("set", "a..b=3", "is no path"),
    ("set", '""=3', "is no path"),
    ("set", 'rules."burnt=3', "is no path"),
    ("set", f"{'a.' * 30}b=3", "is no path"),
    ("set", "rules.lethality.7=3", "there is no entry '7'; its entries are 0 to 1"),
    ("set", "rules.burnt.0=3", "'0' is in nothing: before it there is"),
    ("set", "equipment.rifleman.soft=3", "there is no 'rifleman'; did you mean 'riflemen'?"),
    ("set", "units.75IX.quality=900", "has no unit or formation '75IX'; did you mean '75IR'?"),
    ("set", "plans.soviet.historic.name=x", "there is no 'historic'; did you mean 'historical'?"),
    ("scale", "rules.burnt=-1", "'-1' is no factor"),
    ("scale", "rules.burnt=much", "'much' is no factor"),
    ("scale", "scenario.name=2", "only numbers can be scaled"),
    ("scale", "units.I/75.morals=2", "has no value to be scaled"),
    ("arrive", "39RD=soon", "'soon' is no turn"),
    ("arrive", "39RD=", "should be NAME=TURN"),
    ("without", "39RX", "has no unit or formation '39RX'; did you mean '39RD'?"),
]


@pytest.mark.parametrize(("kind", "text", "said"), REFUSED)
def test_what_is_not_there_is_refused_in_one_sentence(campaign: Scenario, kind: Any, text: str, said: str) -> None:
    with pytest.raises(UsageError) as error:
        made(campaign, kind, text)
    assert said in str(error.value)


def test_a_unit_that_takes_no_part_cannot_be_left_out() -> None:
    night = load_scenario("lake_khasan/night_attack")
    with pytest.raises(UsageError, match="'39RD' takes no part in lake_khasan/night_attack"):
        made(night, "without", "39RD")


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("set", "rules.burnt=x", "rules.burnt: should be a whole number or a list, not 'x'"),
        ("set", "rules.burnt=1001", "rules.burnt: should be 0 to 1000 (thousandths of the vehicles hit), not 1001"),
        ("set", "deployment.I/75.strength=120", "should be at most 100, not 120"),
        ("set", "units.I/75.qualty=900", "unknown key 'qualty'; did you mean 'quality'?"),
        ("arrive", "39RD=50", "turn 50 is not in the calendar"),
    ],
)
def test_a_change_that_no_file_could_bring_is_refused_as_the_file_would_be(
    campaign: Scenario, kind: Any, text: str, said: str
) -> None:
    with pytest.raises(ScenarioError) as error:
        made(campaign, kind, text)
    assert any(said in str(problem) for problem in error.value.problems)


@pytest.mark.parametrize("path", ["plans.soviet", "plans.soviet.historical"])
def test_a_whole_plan_is_no_value(campaign: Scenario, path: str) -> None:
    with pytest.raises(UsageError, match="names no value"):
        made(campaign, "set", f"{path}=3")


@pytest.mark.parametrize("factor", [".nan", ".inf", "1e400", "true", "[1]", "null"])
def test_what_is_no_number_is_no_factor(campaign: Scenario, factor: str) -> None:
    with pytest.raises(UsageError, match="is no factor"):
        made(campaign, "scale", f"rules.burnt={factor}")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("scale", "rules.burnt", "x"), "a factor is a number from 0 on, not 'x'"),
        (("arrive", "39RD", None), "the turn of an arrival must be a whole number"),
        (("arrive", "39RD", "soon"), "the turn of an arrival must be a whole number"),
        (("put", "rules.burnt", 1), "the kind of a change must be"),
        (("set", 3, 1), "what is changed must be a string"),
    ],
)
def test_from_python_too_what_is_no_change_is_refused(parts: tuple[Any, ...], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Change(*parts)


@pytest.mark.parametrize(
    "texts",
    [
        [("set", "scenario.deployment=3"), ("without", "39RD")],
        [("set", "scenario.rules=3"), ("set", "rules.burnt=3")],
        [("set", "scenario.history=[3]"), ("without", "39RD")],
        [("set", "units.75IR.id=[a]")],
        [("set", "units.75IR.id=zz"), ("set", "units.75IR.quality=3")],
        [("set", "deployment.75IR.turn=x"), ("arrive", "75IR=+3")],
        [("set", "plans.soviet.historical.side=martian"), ("set", "plans.soviet.historical.id=q")],
    ],
)
def test_what_an_earlier_change_has_broken_is_said(campaign: Scenario, texts: list[tuple[Any, str]]) -> None:
    with pytest.raises(ScenarioError):
        changed(campaign, [read_change(kind, text) for kind, text in texts])


@pytest.mark.parametrize("path", ["scenario.map", "scenario.plans", "scenario.tests"])
def test_what_says_which_files_are_read_is_not_changed(campaign: Scenario, path: str) -> None:
    with pytest.raises(UsageError, match="it has been read already"):
        made(campaign, "set", f"{path}=x")


@pytest.mark.parametrize("arguments", [("set", None), ("put", "a=1"), (None, "a=1"), ("set", b"a=1")])
def test_what_is_no_text_of_a_change_is_refused(arguments: Any) -> None:
    with pytest.raises(UsageError):
        read_change(*arguments)


@pytest.mark.parametrize("changes", [3, [3], ["rules.burnt=3"], None])
def test_what_are_no_changes_are_refused(campaign: Scenario, changes: Any) -> None:
    with pytest.raises(UsageError, match="change"):
        changed(campaign, changes)


def test_text_that_is_set_is_shown_in_quotes(campaign: Scenario) -> None:
    """What is printed of it is short, and has no characters that a terminal obeys."""
    assert made(campaign, "set", 'scenario.name="Two  hills"').changes == ("scenario.name = 'Two  hills'",)
    assert made(campaign, "set", "scenario.order_of_play=[japanese, soviet]").changes == (
        "scenario.order_of_play = [japanese, soviet]",
    )


def test_too_many_changes_are_refused(campaign: Scenario) -> None:
    with pytest.raises(UsageError, match="more than 200 changes"):
        changed(campaign, [Change("set", "rules.burnt", 300)] * 201)


def test_what_only_the_type_of_a_unit_says_is_scaled_too() -> None:
    usual = load_scenario("khalkhin_gol/august_encirclement")
    row = usual.names.units.index("I/6TB")
    better = changed(usual, [read_change("scale", "units.6TB.quality=1.2")])
    assert better.world.units.quality[row] == round(1.2 * int(usual.world.units.quality[row]))


# --- exits and chances ----------------------------------------------------------------------------------------------


def of_two(**late: Any) -> Scenario:
    """A battle with points for Red if R2 leaves the map; R1 comes late, as is said."""
    award = {"side": "red", "award": "exited", "of": "red", "units": ["R2"], "points": 3}
    board = {"exits": {"red": ["west"]}, "areas": {"west": ["0000"]}, "awards": [award], "turns": 12}
    return tabletop(". R2 . B1", R1={"hex": "0000", **late}, **board).game.scenario


@pytest.mark.parametrize(
    ("said", "turns"), [("R1=+2", (5, 8)), ("R1=-9", (1, 4)), ("R1=9", (9, 12)), ("R1=12", (12, 12))]
)
def test_the_last_turn_of_an_arrival_moves_with_the_first(said: str, turns: tuple[int, int]) -> None:
    moved = made(of_two(turn=3, chance=50, until=6), "arrive", said)
    assert next((entry.turn, entry.until) for entry in moved.file.deployment if entry.unit == "R1") == turns


def test_points_for_leaving_the_map_go_with_those_whom_they_are_about() -> None:
    assert len(made(of_two(), "without", "R1").file.victory.awards) == 1
    assert not made(of_two(), "without", "R2").file.victory.awards
