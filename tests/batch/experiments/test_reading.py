"""Files of experiments: what they say is played, and every fault has its place."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from game.batch.experiment import Experiment
from game.batch.experiments.reading import experiment_names, find_experiment, read_experiment
from game.batch.figures import known_figures
from game.core.errors import ScenarioError, UsageError
from game.core.terms import NOWHERE
from game.scenario.loading import Scenario, load_scenario
from game.scenario.new_battle.making import make_battle
from game.scenario.new_battle.wanted import Wanted
from game.scenario.schema.experiment_file import DrawnEntry, ExperimentFile, FactorEntry, LevelEntry, StopEntry
from tests.batch.experiments.conftest import TEXT, write

HEAD = "schema: 1\nname: X\nscenario: lake_khasan/night_attack\nruns: 5\n"


def read(folder: Path, text: str) -> Experiment:
    return read_experiment(write(folder, HEAD + text))


def faults(folder: Path, text: str) -> list[str]:
    """The faults of a file as `line: path: message`."""
    with pytest.raises(ScenarioError) as caught:
        read(folder, text)
    assert all(problem.line > 0 and problem.column > 0 for problem in caught.value.problems)
    return [f"{problem.line}: {problem.path}: {problem.message}" for problem in caught.value.problems]


def test_a_grid_has_a_point_for_each_combination(experiment: Experiment) -> None:
    assert [dict(point.values) for point in experiment.points] == [
        {"gone": "as it is", "rifles": 1.0},
        {"gone": "as it is", "rifles": 1.3},
        {"gone": "without III/118", "rifles": 1.0},
        {"gone": "without III/118", "rifles": 1.3},
    ]
    assert [point.scenario.changes for point in experiment.points][3] == (
        "without III/118",
        "equipment.riflemen.soft x 1.3",
    )
    assert (experiment.name, experiment.runs, experiment.seed) == ("A battalion less", 6, 7)
    assert all(point.commanders == {"soviet": "cadet", "japanese": "cadet"} for point in experiment.points)


@pytest.mark.parametrize(
    ("factor", "values", "changes"),
    [
        ("set: rules.burnt, values: [100, 300]", [100, 300], "rules.burnt = 300"),
        ("scale: [rules.lethality, rules.burnt], values: [1, 2]", [1, 2], "rules.lethality x 2; rules.burnt x 2"),
        ("arrive: III/118, values: [3, '+2']", [3, "+2"], "III/118 arrives +2 turns"),
        ("without: [I/75, III/118]", ["as it is", "without I/75", "without III/118"], "without III/118"),
        ("levels: [{name: usual}, {name: fewer, without: [III/118], set: {rules.burnt: 9}}]", ["usual", "fewer"], None),
    ],
)
def test_what_a_factor_can_vary(tmp_path: Path, factor: str, values: list[object], changes: str | None) -> None:
    read_in = read(tmp_path, f"factors:\n  - {{id: f, {factor}}}\n")
    assert [level.value for level in read_in.factors[0].levels] == values
    assert [point.values["f"] for point in read_in.points] == values
    assert "; ".join(read_in.points[-1].scenario.changes) == (changes or "rules.burnt = 9; without III/118")


def test_who_leads_and_how_luck_falls_are_factors_too(tmp_path: Path) -> None:
    read_in = read(
        tmp_path,
        "commanders: {japanese: idle}\nfactors:\n"
        "  - {id: who, commander: soviet, values: [cadet, officer]}\n"
        "  - {id: luck, luck: [table, none]}\n",
    )
    assert [(point.commanders["soviet"], point.luck) for point in read_in.points] == [
        ("cadet", "table"),
        ("cadet", "none"),
        ("officer", "table"),
        ("officer", "none"),
    ]
    assert {point.commanders["japanese"] for point in read_in.points} == {"idle"}


def test_plans_are_those_of_the_scenario_or_files_beside_the_experiment(tmp_path: Path) -> None:
    scenario = load_scenario("lake_khasan/night_attack")
    plans = [plan.id for plan in scenario.plans if plan.side == "japanese"]
    source = Path("scenarios/lake_khasan/plan_japanese_historical.yaml")
    text = source.read_text(encoding="utf-8").replace("id: historical", "id: mine", 1)
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    read_in = read(tmp_path, f"factors: [{{id: plan, plan: japanese, values: [{plans[0]}, mine.yaml]}}]\n")
    assert [point.commanders["japanese"] for point in read_in.points] == [f"officer:{plans[0]}", "officer:mine"]
    assert read_in.points[1].scenario.plan("japanese", "mine").id == "mine"


def test_without_factors_there_is_one_point(tmp_path: Path) -> None:
    read_in = read(tmp_path, "measures: [there.III/118, men.75IR]\n")
    assert [dict(point.values) for point in read_in.points] == [{}]
    assert read_in.notes == {"units"}


def test_a_list_has_its_points_and_what_they_do_not_name_is_as_usual(tmp_path: Path) -> None:
    read_in = read(
        tmp_path,
        "factors:\n  - {id: a, set: rules.burnt, values: [100, 300]}\n  - {id: b, without: [III/118]}\n"
        "design: list\npoints:\n  - {}\n  - {a: 300, b: without III/118}\n",
    )
    assert [dict(point.values) for point in read_in.points] == [
        {"a": 100, "b": "as it is"},
        {"a": 300, "b": "without III/118"},
    ]


def test_a_hypercube_takes_numbers_between_two(tmp_path: Path) -> None:
    read_in = read(
        tmp_path,
        "factors:\n  - {id: a, scale: rules.lethality, between: [0.8, 1.2]}\n"
        "  - {id: b, set: rules.burnt, between: [100, 104]}\n  - {id: c, without: [III/118]}\n"
        "design: latin_hypercube\npoints: 10\n",
    )
    first, second, third = zip(*(point.values.values() for point in read_in.points), strict=True)
    assert sorted(int((float(value) - 0.8) / 0.04 + 1e-9) for value in first) == list(range(10))
    assert sorted(second) == [100, 100, 101, 101, 102, 102, 103, 103, 104, 104]
    assert sorted(third) == ["as it is"] * 5 + ["without III/118"] * 5
    assert [level.value for level in read_in.factors[0].levels] == sorted(first)


def men_of(scenario: Scenario) -> NDArray[np.int64]:
    """(U,) the men that each unit comes with."""
    listed = scenario.world.units["items"]
    crews = np.where(listed == NOWHERE, 0, scenario.world.equipment["crew"][listed])
    return np.asarray((scenario.world.units["count"] * crews).sum(axis=1))


def test_strengths_are_drawn_from_their_range(tmp_path: Path) -> None:
    text = "factors: [{id: men, strengths: {draws: 12, units: [I/75, II/75], spread: 10}}]\n"
    read_in = read(tmp_path, text)
    usual = read_in.points[0].scenario
    rows = [usual.names.units.index(unit) for unit in ("I/75", "II/75")]
    before = men_of(usual)[rows]
    men = [men_of(point.scenario)[rows] / before for point in read_in.points[1:]]
    drawn = [float(share) for pair in men for share in pair]
    assert all(0.89 <= share <= 1.11 for share in drawn)
    assert min(drawn) < 0.93 and max(drawn) > 1.07 and 0.97 < sum(drawn) / len(drawn) < 1.03
    assert read(tmp_path, text).points[7].scenario.digest == read_in.points[7].scenario.digest


def test_a_range_of_the_forces_bounds_what_is_drawn(tmp_path: Path) -> None:
    scenario = load_scenario("lake_khasan/campaign")
    sides = scenario.documents["forces"]["sides"].values()
    ranges = {unit["id"]: unit["range"] for side in sides for unit in _units(side) if "range" in unit}
    there = {entry.unit for entry in scenario.file.deployment}
    unit, (low, high) = next((name, range_) for name, range_ in ranges.items() if name in there)
    text = "factors: [{id: men, strengths: {draws: 8}}]\n"
    read_in = read_experiment(write(tmp_path, HEAD.replace("night_attack", "campaign") + text))
    row = scenario.names.units.index(unit)
    men = [int(men_of(point.scenario)[row]) for point in read_in.points[1:]]
    assert all(low - 1 <= count <= high + 1 for count in men) and len(set(men)) > 5


def _units(formation: dict) -> list[dict]:  # type: ignore[type-arg]  # plain data
    found = list(formation.get("units", []))
    for inner in formation.get("formations", []):
        found += _units(inner)
    return found


def test_runs_and_seed_can_be_given_from_outside(tmp_path: Path) -> None:
    read_in = read_experiment(write(tmp_path, TEXT), runs=9, seed=3)
    assert (read_in.runs, read_in.seed) == (9, 3)


# --- faults ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("factors: [{id: f, luck: []}]\n", "5: factors[0].luck: should have at least 1 entry"),
        ("factors: [{id: f}]\n", "5: factors[0]: a factor has one of 'set', 'scale', 'arrive', 'without', "),
        ("factors: [{id: f, set: rules.burnt}]\n", "5: factors[0]: what are its `values`?"),
        ("factors: [{id: f, set: rules.brunt, values: [1, 2]}]\n", "5: factors[0].set: 'rules.brunt': the rules"),
        (
            "factors: [{id: f, set: rules.burnt, values: [1, x]}]\n",
            "5: factors[0].values[1]: the scenario is ",
        ),
        ("factors: [{id: f, set: rules.burnt, values: [1, 1]}]\n", "5: factors[0]: 1 comes twice"),
        ("factors: [{id: f, without: [III/119]}]\n", "5: factors[0].without[0]: 'III/119' takes no part in"),
        (
            "factors: [{id: f, luck: [tabel]}]\n",
            "5: factors[0].luck[0]: 'tabel' is not known here; did you mean 'table'",
        ),
        ("factors: [{id: f, commander: soviet, values: [cadte]}]\n", "5: factors[0].values[0]: there is no commander "),
        ("factors: [{id: f, plan: soviet, values: [x.yaml]}]\n", "5: factors[0].values[0]: the scenario is not sound "),
        ("factors: [{id: f, luck: [none], values: [1]}]\n", "5: factors[0]: 'luck' goes without `values`"),
        ("factors: [{id: f, set: rules.burnt, between: [1, 2]}]\n", "5: factors[0].between: the design 'grid' takes"),
        ("factors: [{id: f, scale: rules.burnt, between: [2, 1]}]\n", "5: factors[0]: `between` names the least first"),
        (
            "factors: [{id: f, strengths: {draws: 3, units: [I/75]}}]\n",
            "5: factors[0]: no strength can be drawn: no unit",
        ),
        ("factors: [{id: f, luck: [none]}]\ndesign: list\n", "6: design: the design 'list' takes a list of points"),
        (
            "factors: [{id: f, luck: [none]}]\ndesign: list\npoints: [{g: 1}]\n",
            "7: points[0].g: there is no factor 'g'; there is f",
        ),
        (
            "factors: [{id: f, luck: [none]}]\ndesign: list\npoints: [{f: luck some}]\n",
            "7: points[0].f: 'f' is never 'luck some'; there is none",
        ),
        (
            "factors: [{id: f, luck: [none]}]\ndesign: latin_hypercube\n",
            "6: design: the design 'latin_hypercube' takes",
        ),
        ("factors: [{id: f, luck: [none]}]\npoints: 3\n", "6: points: the design 'grid' says itself which points"),
        ("factors: [{id: f, luck: [none]}]\nmeasures: [margn]\n", "6: measures[0]: lake_khasan/night_attack has no me"),
        ("factors: [{id: f, luck: [none]}]\nmeasures: [margin@3]\n", "6: measures[0]: 'margin@3' is no measure: a tu"),
        (
            "factors: [{id: f, luck: [none]}]\nmeasures: [lost.soviet.men@99]\n",
            "6: measures[0]: the turn must be a whole number from 5 to 7, not 99",
        ),
        (
            "factors: [{id: f, luck: [none]}]\nstop: {measure: margi, half_width: 1, most: 9}\n",
            "6: stop.measure: lake_khasan/night_attack has no measure 'margi'; did you mean 'margin'?",
        ),
        ("factors: [{id: f, luck: [none]}]\nplans: {sovjet: x}\n", "6: plans: lake_khasan/night_attack has no side "),
        ("factors: [{id: f, luck: [none]}]\nruns: 7\n", "6: : duplicate key 'runs'"),
        ("factors: [{id: f, luck: [none]}]\nrun: 7\n", "6: run: unknown key 'run'; did you mean 'runs'?"),
    ],
)
def test_every_fault_has_its_place_and_says_what_would_be_right(tmp_path: Path, text: str, fault: str) -> None:
    (said,) = faults(tmp_path, text)
    assert said.startswith(fault), said


def test_all_faults_are_said_at_once(tmp_path: Path) -> None:
    said = faults(
        tmp_path,
        "plans: {soviet: histrical}\nfactors:\n  - {id: a, without: [III/119]}\n  - {id: a, luck: [none]}\n"
        "  - {id: b, set: rules.burnt, scale: rules.burnt, values: [1]}\npoints: 4\nmeasures: [margn]\n",
    )
    assert [line.split(":")[0] for line in said] == ["5", "7", "8", "9", "10", "11"]


def test_too_many_points_are_refused_before_they_are_compiled(tmp_path: Path) -> None:
    values = ", ".join(str(1 + number / 100) for number in range(40))
    text = "factors:\n" + "".join(f"  - {{id: f{n}, scale: rules.lethality, values: [{values}]}}\n" for n in range(2))
    (said,) = faults(tmp_path, text)
    assert "there are more than 1000 points" in said


def test_a_combination_that_is_not_sound_is_named(tmp_path: Path) -> None:
    text = (
        "factors:\n  - {id: gone, without: [III/118]}\n"
        "  - {id: late, levels: [{name: usual}, {name: later, arrive: {III/118: 3}}]}\n"
    )
    (said,) = faults(tmp_path, text)
    assert "at gone without III/118, late later: 'III/118' takes no part in lake_khasan/night_attack" in said


def test_a_file_or_name_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no experiment 'lukc'; did you mean 'luck'"):
        find_experiment("lukc")
    with pytest.raises(ScenarioError, match="there is no such file"):
        read_experiment(tmp_path / "none.yaml")


@pytest.mark.parametrize("name", experiment_names())
def test_those_that_come_with_the_game_are_sound(name: str) -> None:
    read_in = read_experiment(name)
    assert len(read_in.points) > len(read_in.factors) and read_in.about


# --- the page -------------------------------------------------------------------------------------------------------

PAGE = (Path(__file__).parents[3] / "docs" / "experiments.md").read_text(encoding="utf-8")


def test_every_key_of_a_file_is_on_the_page() -> None:
    models = [ExperimentFile, FactorEntry, LevelEntry, DrawnEntry, StopEntry]
    keys = {field.alias or name for model in models for name, field in model.model_fields.items()}
    assert [key for key in sorted(keys) if not re.search(rf"`{key}[`:]|\b{key}: ", PAGE)] == []


def test_the_example_of_the_page_is_an_experiment(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n# rifles_and_guns.yaml\n(.*?)```", PAGE, re.DOTALL)
    assert example is not None
    read_in = read_experiment(write(tmp_path, example[1]))
    assert (len(read_in.points), read_in.measures) == (6, ("margin", "lost.soviet.men", "holds.soviet.bezymyannaya"))


def test_the_factors_of_the_page_can_be_written(tmp_path: Path) -> None:
    examples = re.search(r"```yaml\n(factors:\n.*?)```", PAGE, re.DOTALL)
    assert examples is not None
    (tmp_path / "my_plan.yaml").write_text(
        Path("scenarios/khalkhin_gol/plan_japanese_historical.yaml")
        .read_text(encoding="utf-8")
        .replace("historical", "m", 1)
    )
    text = examples[1].replace("restraint", "one_line") + "design: latin_hypercube\npoints: 4\n"
    read_in = read_experiment(
        write(tmp_path, HEAD.replace("lake_khasan/night_attack", "khalkhin_gol/august_encirclement") + text)
    )
    assert [factor.id for factor in read_in.factors] == ["arrives", "plan", "fire", "tanks", "men"]


def test_every_measure_of_the_page_is_one(tmp_path: Path) -> None:
    named = re.findall(
        r"^\| `([a-z_]+)(?:\.[A-Z]+)*` \|", PAGE.partition("### Measures")[2].partition("###")[0], re.MULTILINE
    )
    usual = read_experiment(write(tmp_path, TEXT)).points[0].scenario
    assert sorted(set(named) | {"holds"}) == sorted({id_.split(".")[0] for id_ in known_figures(usual)})


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "factors:\n  - {id: c, commander: soviet, values: [officer, cadet]}\n"
            "  - {id: p, plan: soviet, values: [historical]}\n",
            "7: factors[1]: 'c' and 'p' both say who leads soviet",
        ),
        (
            "factors:\n  - {id: a, luck: [table, none]}\n  - {id: b, levels: [{name: x, luck: none}, {name: y}]}\n",
            "7: factors[1]: 'a' and 'b' both say how luck falls",
        ),
        (
            "factors:\n  - {id: a, set: rules.burnt, values: [1, 2]}\n  - {id: b, set: rules.burnt, values: [3, 4]}\n",
            "7: factors[1]: 'a' and 'b' both say what rules.burnt is",
        ),
        (
            "plans: {soviet: historical}\nfactors: [{id: c, commander: soviet, values: [officer, cadet]}]\n",
            "6: factors[0]: `plans` names a plan of soviet, which this would drop; ",
        ),
        ("measures: [margin, margin]\n", "5: measures[1]: 'margin' is there already"),
        (
            "factors: [{id: r, set: rules.burnt, between: [200, 300]}]\ndesign: list\npoints: [{r: 200}, {r: 250.5}]\n",
            "7: points[1]: the scenario is not sound with it: rules.burnt: should be a whole number",
        ),
    ],
)
def test_what_would_make_the_tables_wrong_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    (said,) = faults(tmp_path, text)
    assert said.startswith(fault), said


def test_a_list_has_no_more_points_than_a_grid(tmp_path: Path) -> None:
    points = ", ".join(["{f: none}"] * 1001)
    (said,) = faults(tmp_path, f"factors: [{{id: f, luck: [none]}}]\ndesign: list\npoints: [{points}]\n")
    assert "there are 1001 points, and may be 1000" in said


def test_an_experiment_in_a_battle_is_about_that_battle_whatever_its_folder_is_called(tmp_path: Path) -> None:
    """A battle that was installed under another name takes its experiments along."""
    path = make_battle(Wanted("friend", turns=5), tmp_path)
    text = "schema: 1\nname: A\nscenario: alpha/first\nruns: 2\nseed: 1\n"
    found = read_experiment(write(path.parent, text))
    assert found.points[0].scenario.file.calendar.turns == 5
    found = read_experiment(write(path.parent, text.replace("alpha/first", "lake_khasan/night_attack")))
    assert found.points[0].scenario.name == "lake_khasan/night_attack"
