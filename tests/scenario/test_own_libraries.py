"""A battle brings its own ground, equipment, types and rule values: beside the shared ones, or in their place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.core.errors import ScenarioError
from game.core.terms import Echelon, Mobility, Role
from game.scenario.changes import changed, read_change
from game.scenario.loading import Scenario, check_part, from_documents, load_scenario
from game.scenario.symbol_names import SYMBOLS
from game.view.symbols import SYMBOLS as DRAWN

KHASAN = Path(__file__).parents[2] / "scenarios" / "lake_khasan"


@pytest.fixture
def battle(tmp_path: Path) -> Path:
    """A folder with the night attack."""
    folder = tmp_path / "battle"
    folder.mkdir()
    files = [KHASAN / "night_attack.yaml", KHASAN / "map.yaml", KHASAN / "forces.yaml"]
    for path in [*files, *KHASAN.glob("plan_*.yaml")]:
        shutil.copy(path, folder)
    return folder


def write(folder: Path, kind: str, text: str) -> None:
    (folder / f"{kind}.yaml").write_text(f"schema: 1\n{text}", encoding="utf-8")


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def loaded(folder: Path) -> Scenario:
    return load_scenario(folder / "night_attack.yaml")


def faults(folder: Path) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        loaded(folder)
    return [
        f"{Path(one.file).name}:{one.line}:{one.column}: {one.path}: {one.message}" for one in caught.value.problems
    ]


ICE = """terrain:
  ice:
    name: "Ice"
    speed: {foot: 3000, mounted: 4000}
    cover: 1000
    estimate: true
    look: {tint: "#dfe9f2", share: 80, pattern: rocks, ink: "#7f93a8"}
"""


def test_ground_is_added_to_the_shared_kinds(battle: Path) -> None:
    write(battle, "terrain", ICE)
    change(battle, "map.yaml", "legend: {", 'legend: {"i": ice, ')
    scenario = loaded(battle)
    assert scenario.names.terrain[-1] == "ice"
    assert scenario.ground.terrain["ice"].look is not None
    assert set(load_scenario(KHASAN / "night_attack.yaml").names.terrain) < set(scenario.names.terrain)


def test_an_entry_of_a_shared_name_takes_its_place(battle: Path) -> None:
    usual = load_scenario(KHASAN / "night_attack.yaml")
    write(
        battle,
        "equipment",
        'equipment:\n  riflemen: {name: "Rifleman", kind: men, crew: 1, crew_loss: 1000, soft: 200, estimate: true}\n',
    )
    scenario = loaded(battle)
    assert scenario.names.equipment == usual.names.equipment, "its place in the library is the same"
    assert scenario.equipment.equipment["riflemen"].soft == 200 != usual.equipment.equipment["riflemen"].soft
    assert scenario.digest != usual.digest


def test_a_save_has_them_and_needs_no_file(battle: Path) -> None:
    write(battle, "terrain", ICE)
    scenario = loaded(battle)
    again = from_documents(scenario.documents, "a save")
    assert again.digest == scenario.digest
    assert "ice" in again.ground.terrain


def test_a_rule_of_one_s_own_goes_with_what_the_shared_one_does(battle: Path) -> None:
    """The room of a hex goes with its width: who changes the number need not say so again, or says that it does not."""
    write(battle, "rules", "rules:\n  stack_limit: {value: 3000, unit: men of frontage, source: mine}\n")
    assert loaded(battle).rules.rules["stack_limit"].per == "width"
    write(battle, "rules", "rules:\n  stack_limit: {value: 3000, unit: men, per: null, source: mine}\n")
    assert loaded(battle).rules.rules["stack_limit"].per is None
    write(battle, "rules", "rules:\n  stack_limit: {value: 3000, unit: men, per: hours, source: mine}\n")
    assert any("stack_limit goes only with 'width', not with 'hours'" in fault for fault in faults(battle))


@pytest.mark.parametrize("kind", ["terrain", "rules"])
def test_what_is_no_file_is_not_passed_over(battle: Path, kind: str) -> None:
    (battle / f"{kind}.yaml").mkdir()
    assert any(fault.startswith(f"{kind}.yaml:") for fault in faults(battle))


def test_symbols_are_those_that_the_board_draws(battle: Path) -> None:
    assert set(SYMBOLS) == set(DRAWN)
    change(battle, "forces.yaml", '- id: "I/75"\n', '- id: "I/75"\n' + f"{' ' * 16}symbol: cavalri\n")
    (fault,) = faults(battle)
    assert "there is no symbol 'cavalri'; did you mean 'cavalry'?" in fault


def test_a_rule_of_one_s_own_has_a_source_and_holds_in_the_battle(battle: Path) -> None:
    write(battle, "rules", "rules:\n  zone_leave: {value: 7, unit: quarter points, source: small actions}\n")
    usual = load_scenario(KHASAN / "night_attack.yaml")
    assert loaded(battle).rules.rules["zone_leave"].value == 7 != usual.rules.rules["zone_leave"].value


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("terrain", ICE.replace("foot", "foor"), "terrain.yaml:5:13: terrain.ice.speed.foor:"),
        (
            "terrain",
            ICE.replace("#dfe9f2", "white"),
            'should be a colour of six hexadecimal digits in quotes, "#d6cec4"',
        ),
        ("terrain", ICE.replace("    estimate: true\n", ""), "terrain.yaml:4:5: terrain.ice: needs a `source`"),
        ("equipment", "equipment:\n  sled: {name: Sled}\n", "equipment.yaml:3:9: equipment.sled: "),
        ("unit_types", "unit_types:\n  ski: {name: 7}\n", "unit_types.yaml:3:8: unit_types.ski"),
        ("unit_types", "kinds: {}\n", "unit_types.yaml:2:1: kinds"),
        ("rules", "rules: {no_such: {value: 1, unit: men, source: x}}\n", "rules.yaml:2:9: rules.no_such"),
        ("equipment", "- 7\n", "equipment.yaml"),
    ],
)
def test_faults_stand_at_their_place_in_the_battle_s_file(battle: Path, kind: str, text: str, said: str) -> None:
    write(battle, kind, text)
    assert any(said in fault for fault in faults(battle)), faults(battle)


@pytest.mark.parametrize(
    ("of_library", "of_scenario", "said"),
    [
        (
            "stack_limit: {value: 1200, per: hours, unit: men, source: mine}",
            "",
            "rules.stack_limit.per: stack_limit goes only with 'width', not with 'hours'",
        ),
        ("stack_units: {value: -5, unit: units, source: mine}", "", "rules.stack_units.value: should be 1 to 24"),
        ("", "rules: {stack_units: -5}", "rules.stack_units: should be 1 to 24"),
    ],
)
def test_a_faulty_rule_has_no_faults_after_it(battle: Path, of_library: str, of_scenario: str, said: str) -> None:
    """Whether units have room in their hexes is not asked by a number that is wrong itself."""
    if of_library:
        write(battle, "rules", f"rules: {{{of_library}}}\n")
    change(battle, "night_attack.yaml", 'hex: "1919"', 'hex: "1920"')  # two units in one hex
    change(battle, "night_attack.yaml", "schema: 1\n", f"schema: 1\n{of_scenario}\n")
    (found,) = faults(battle)
    assert said in found


def test_a_type_that_names_equipment_of_nobody_is_found_where_it_stands(battle: Path) -> None:
    text = """unit_types:
  ski_company:
    name: "Ski company"
    role: infantry
    echelon: company
    mobility: foot
    symbol: infantry
    items: {skiers: 100}
    estimate: true
"""
    write(battle, "unit_types", text)
    (fault,) = faults(battle)
    assert fault.startswith("unit_types.yaml:9:13: unit_types.ski_company.items.skiers: there is no equipment 'skiers'")
    write(battle, "equipment", "equipment:\n  skiers: {name: Skier, kind: men, crew: 1, soft: 100, estimate: true}\n")
    assert "ski_company" in loaded(battle).unit_types.unit_types


def test_a_library_of_a_battle_is_checked_by_itself(battle: Path) -> None:
    write(battle, "terrain", ICE)
    assert check_part("terrain", battle / "terrain.yaml")
    write(battle, "terrain", ICE.replace("cover: 1000", "cover: -1"))
    with pytest.raises(ScenarioError) as caught:
        check_part("terrain", battle / "terrain.yaml")
    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == (6, 12)


def test_a_unit_says_itself_what_differs_from_its_type(battle: Path) -> None:
    """A squadron of a hundred men carries no regiment's sign."""
    lines = ['type_name: "Scout squadron"', "role: cavalry", "echelon: company", "mobility: mounted", "symbol: cavalry"]
    old = '- id: "I/75"\n'
    change(battle, "forces.yaml", old, old + "".join(f"{' ' * 16}{line}\n" for line in lines))
    scenario = loaded(battle)
    row = scenario.names.unit_row["I/75"]
    unit = scenario.world.units[row]
    found = (Role(int(unit.role)), Echelon(int(unit.echelon)), Mobility(int(unit.mobility)))
    assert found == (Role.CAVALRY, Echelon.COMPANY, Mobility.MOUNTED)
    assert (scenario.names.unit_kinds[row], scenario.names.unit_symbols[row]) == ("Scout squadron", "cavalry")
    other = scenario.names.unit_row["III/75"]
    kind = scenario.names.unit_types[int(scenario.world.units[other].type)]
    assert scenario.names.unit_kinds[other] == scenario.unit_types.unit_types[kind].name != "Scout squadron"


def test_sides_bring_the_colours_of_their_counters(battle: Path) -> None:
    change(battle, "forces.yaml", '    adjective: "Soviet"\n', '    adjective: "Soviet"\n    colour: "#507038"\n')
    assert loaded(battle).names.side_colours == ("#507038", None)
    change(battle, "forces.yaml", '    adjective: "Japanese"\n', '    adjective: "Japanese"\n    colour: "#5a7a3a"\n')
    (fault,) = faults(battle)
    assert fault.endswith("sides.japanese.colour: is too like the colour of the other side")


def test_who_is_left_out_brings_no_points_by_its_end(battle: Path) -> None:
    text = '    - {side: soviet, award: destroyed, unit: "I/75", points: 3, estimate: true}\n'
    change(battle, "night_attack.yaml", "  awards:\n", f"  awards:\n{text}")
    scenario = loaded(battle)
    assert "for the end of I Battalion (Nakano), 75th Regiment" in scenario.names.awards[0]
    left = changed(scenario, [read_change("without", "I/75")])
    assert len(left.names.awards) == len(scenario.names.awards) - 1
