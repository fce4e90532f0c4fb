"""What looks wrong: for each kind a small battle that has it, and the same without it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.core.errors import ScenarioError
from game.rules import arrivals
from game.scenario.homes import shipped_names
from game.scenario.loading import check_part
from game.scenario.remarks.checked import MOST_ALIKE
from game.scenario.remarks.finding import load_checked, remarks_on, remarks_on_part
from game.scenario.remarks.marches import RINGS
from game.scenario.remarks.unusual import beyond

from .tiny import find, patch

Patches = tuple[tuple[str, str, str], ...]

BAN = "deny: fire, area: north, turns: [1, 2]"
MOAT: Patches = (("map.yaml", "...hM.\n  .h.~..", "...h~.\n  .h.~~~"),)
"""Hex 0500 becomes an island to which no boat goes."""

HOLD = "{side: blue, award: hold, area: hilltop, points: 10, contested: 4, estimate: true}"
CLEAR = "award: clear, area: west_shore, of: red"
B1 = '{unit: B/1, hex: "0502"'
B2 = '{unit: B/2, hex: "0504", turn: 2, only_if: {side: blue, area: east}, items: {light_tank: 3}'

CASES: dict[str, tuple[Patches, str]] = {
    "a ban on the whole objective": (
        (("clash.yaml", BAN, "deny: enter, area: hilltop, turns: [1, 6]"),),
        "victory.awards[0].area: blue may in no turn enter any of the 2 hexes of hilltop that it does not own at the "
        "start (permissions[0], turns 1 to 6)",
    ),
    "a ban on a part of it": (
        (
            ("clash.yaml", BAN, "deny: enter, area: north, turns: [1, 6]"),
            ("clash.yaml", 'north: {radius: ["0200", 1]}', 'north: {hexes: ["0101"]}'),
        ),
        "blue may in no turn enter 1 of the 2 hexes of hilltop that it does not own at the start",
    ),
    "an objective on an island": (
        (
            *MOAT,
            ("clash.yaml", HOLD, HOLD.replace("hilltop", "north")),
            ("clash.yaml", 'north: {radius: ["0200", 1]}', 'north: {hexes: ["0500"]}'),
            ("clash.yaml", "controls: [east]", "controls: []"),
            ("clash.yaml", B2, B2.replace("0504", "0004")),  # it might come in on the island
        ),
        "blue can march to none of the 1 hex of north that it does not own at the start",
    ),
    "ground that does not count": (
        (("clash.yaml", "area: west, points: 1, free: 2", "area: west, points: 1, free: 99"),),
        "and 99 of them do not count",
    ),
    "enemies to be driven from where one may not go": (
        (
            ("clash.yaml", BAN, "deny: enter, area: hilltop, turns: [1, 6]"),
            ("clash.yaml", CLEAR, CLEAR.replace("west_shore", "hilltop")),
        ),
        "blue may in no turn enter any of the 2 hexes of hilltop in which red stands at the start",
    ),
    "a task for forbidden ground": (
        (("clash.yaml", BAN, "deny: enter, area: hilltop, turns: [1, 6]"),),
        "plan_blue_take.yaml:16:32: remark: phases[1].tasks[0].attack: none of the units of this task can ever come",
    ),
    "a level too high": (
        (("clash.yaml", "at_least: 3, winner: red", "at_least: 500, winner: red"),),
        "victory.levels[0]: no sum of points leads to this level: it needs a margin of 500 or more, and",
    ),
    "a last level for nobody": (
        (("clash.yaml", "at_least: -2}", "at_least: -300}"),),
        "victory.levels[2]: no sum of points leads to this level: it needs a margin of less than -300",
    ),
    "a unit without fire": (
        (("equipment.yaml", "hard: 1000, ", ""),),
        "deployment[5]: B/2 can never fight: none of its items has fire against men or armour",
    ),
    "a unit of no quality": (
        (("forces.yaml", "quality: 1100", "quality: 0"),),
        "B/1 can never fight: its quality is 0",
    ),
    "guns without missions": (
        (("forces.yaml", "missions: 4", "missions: 0"), ("clash.yaml", "missions: 2", "missions: 0")),
        "R/3 has guns that fire at range, and carries no fire missions",
    ),
    "a unit on an island": (
        (*MOAT, ("clash.yaml", B1, B1.replace("0502", "0500"))),
        "deployment[4].hex: B/1 can never fight: it cannot leave its hex, and no enemy can come",
    ),
    "a side without supply": (
        (("clash.yaml", 'supply_sources: ["0504"]', "supply_sources: []"),),
        "sides.blue.supply_sources: blue has no supply source",
    ),
    "a unit far from supply": (
        (("clash.yaml", B2, B2.replace("0504", "0004")),),
        "no supply of blue comes to the hex of B/2, with nobody in its way, but to 1 hex that it can come to",
    ),
    "an arrival where it may not be": (
        (("clash.yaml", BAN, "deny: enter, area: east, turns: [2, 2]"),),
        "deployment[5].hex: hex 0504 is forbidden to blue in turn 2: B/2 comes in beside it",
    ),
    "an arrival behind banks": (
        (
            ("map.yaml", '"0102-W"]', '"0102-W", "0504-W", "0504-NW", "0504-NE"]'),
            ("terrain.yaml", "closed: [wheeled]", "closed: [wheeled, tracked]"),
        ),
        "no way leads into hex 0504 for B/2: B/2 comes in beside it",
    ),
    "too many arrivals": (
        (("clash.yaml", "light_tank: 3", "light_tank: 9000"),),
        "with B/2 1 unit of 27,000 men arrive in turn 2 at hex 0504",
    ),
    "an arrival that is cut off more often than not": (
        (("clash.yaml", B2, B2.replace("turn: 2", "turn: 5, chance: 20")),),
        "deployment[5].chance: with a chance of 20 % in each turn from 5 to 6, the last, B/2 comes in 36 % of games",
    ),
    "an area that nothing names": (
        (("clash.yaml", BAN, BAN.replace("north", "east")),),
        "clash.yaml:9:3: remark: areas.north: the area 'north' is named by nothing in this scenario",
    ),
    "an area of the map that nothing names": (
        (("map.yaml", "  hilltop: {hexes", '  nook: {hexes: ["0000"]}\n  hilltop: {hexes'),),
        "areas.nook: the area 'nook' is named by nothing in this scenario and its plans or in other files",
    ),
    "a character of the legend that no hex has": (
        (("map.yaml", "h: hill, M: marsh", "h: hill, x: hill, M: marsh"),),
        "legend.x: no hex has the character 'x' (hill)",
    ),
    "a kind of hexside that is nowhere": (
        (("map.yaml", 'bank: ["0101-W", "0102-W"]', "bank: []"),),
        "hexsides.bank: 'bank' has no hexsides",
    ),
    "a river with a gap": (
        (("map.yaml", 'stream: ["0203-E", "0204-E"]', 'stream: ["0102-E", "0102-SW"]'),),
        "hexsides.stream: there is a gap at 0102-SE, between two hexsides that end there; usual is that water goes on",
    ),
    "a place twice": (
        (("map.yaml", "areas:\n", '  - {name: "The hill", hex: "0102", kind: hill}\nareas:\n'),),
        "places[1]: 'The hill' in hex 0102 is there already (places[0])",
    ),
    "ground that changes and is nowhere": (
        (
            ("map.yaml", "M: marsh", "M: hill"),
            ("clash.yaml", "permissions:\n",
             "weather: {ground: [{turns: [1, 2], from: marsh, to: plain}]}\npermissions:\n"),
        ),
        "weather.ground[0].from: no hex of the map is 'marsh'",
    ),
    "a formation that never comes": (
        (
            ("forces.yaml", "          - {id: B/3, name: \"3rd Company\", type: rifle_company, estimate: true}\n",
             "      - id: C\n        name: \"Absent regiment\"\n        units:\n"
             "          - {id: C/1, name: \"1st Company\", type: rifle_company, estimate: true}\n"),
        ),
        "no scenario of the folder deploys one of the 1 unit of 'C'",
    ),
}  # fmt: skip


def remarks() -> str:
    return "\n".join(str(remark) for remark in remarks_on(load_checked("tiny/clash")))


@pytest.mark.parametrize(("patches", "words"), CASES.values(), ids=CASES.keys())
def test_what_looks_wrong_is_said_and_only_then(battle: Path, patches: Patches, words: str) -> None:
    assert words not in remarks()
    for name, old, new in patches:
        patch(battle, name, old, new)
    said = remarks()
    assert words in said
    assert all("; " in line for line in said.split("\n") if ": remark: " in line)  # each says what is usual


OWN = {
    "terrain": (
        "terrain: {ice: {name: Ice, speed: {foot: 3000}, estimate: true}, "
        "hill: {name: Hill, speed: {foot: 300, tracked: 300}, entrench_max: 4, estimate: true}}\n"
        "hexsides: {bank: {name: Bank, estimate: true}, dyke: {name: Dyke, estimate: true}}\n"
        "roads: {dirt_road: {name: Road, speed: {foot: 900}, carry: 10, estimate: true}}\n",
        {"terrain.ice", "hexsides.dyke", "roads.dirt_road"},
    ),
    "equipment": (
        "equipment:\n"
        "  riflemen: {name: Rifles, kind: men, crew: 1, soft: 1000, estimate: true}\n"
        "  pikemen: {name: Pikes, kind: men, crew: 1, soft: 1000, estimate: true}\n",
        {"equipment.pikemen"},
    ),
    "symbols": ("symbols: {boat: {name: Boat, strokes: [{circle: [0, 0, 40]}]}}\n", {"symbols.boat"}),
}


@pytest.mark.parametrize("kind", OWN)
def test_what_a_battle_brings_and_does_not_use(battle: Path, kind: str) -> None:
    """What replaces a shared entry that is used is used; so is what any other file of the folder names."""
    text, unused = OWN[kind]
    path = find(battle, "clash.yaml").with_name(f"{kind}.yaml")
    path.write_text(f"schema: 1\n{text}", encoding="utf-8")
    found = [one for one in remarks_on(load_checked("tiny/clash")) if "is used by nothing in the folder" in one.message]
    assert {one.path for one in found} == unused
    assert {(one.file, "; usual are " in one.message) for one in found} == {(f"scenarios/tiny/{kind}.yaml", True)}
    names = [path.split(".")[1] for path in unused]
    listed = ", ".join(f"{kind}.{name}" for name in names)
    path.with_name("other.yaml").write_text(f"briefing: x\nset: [{listed}]\n", encoding="utf-8")
    assert "is used by nothing" not in remarks()


def test_a_unit_type_of_a_battle_s_own_that_no_unit_is_of(battle: Path) -> None:
    path = find(battle, "clash.yaml").with_name("unit_types.yaml")
    types = find(battle, "unit_types.yaml").read_text(encoding="utf-8")
    path.write_text(types.replace("  rifle_company:", "  lancers:", 1), encoding="utf-8")
    said = remarks()
    assert "unit_types.lancers: the unit type 'lancers' (lancers) is used by nothing in the folder" in said
    assert said.count("is used by nothing in the folder") == 1


def test_a_ban_that_ends_is_no_remark(battle: Path) -> None:
    patch(battle, "clash.yaml", BAN, "deny: enter, area: hilltop, turns: [1, 5]")
    assert "may in no turn" not in remarks()


def test_short_turns_by_the_values_of_long_ones(battle: Path) -> None:
    patch(battle, "clash.yaml", "turn_hours: 8", "turn_minutes: 20")
    assert "turns of 20 minutes with the rule values of battles of days" in remarks()
    patch(battle, "clash.yaml", "rules: {", "rules: {pace: 8000, ")
    assert "turns of 20 minutes" not in remarks()


def test_ground_that_a_side_owns_need_not_be_entered(battle: Path) -> None:
    patch(battle, "clash.yaml", BAN, "deny: enter, area: east, turns: [1, 6]")
    patch(battle, "clash.yaml", HOLD, HOLD.replace("hilltop", "east"))
    assert "victory.awards[0]" not in remarks()


def test_what_counts_as_near_a_target_is_asked_too(battle: Path) -> None:
    """A task that is done two hexes from its target is not out of reach for what lies in between."""
    patch(battle, "clash.yaml", BAN, "deny: enter, area: hilltop, turns: [1, 6]")
    patch(battle, "plan_blue_take.yaml", "attack: hilltop, ", "attack: hilltop, near: 1, ")
    assert "phases[1].tasks[0].attack" not in remarks()


def test_a_gap_between_sums_is_found(battle: Path) -> None:
    """Ten points or none: no game ends with a margin from 3 to 9."""
    path = find(battle, "clash.yaml")
    text = path.read_text(encoding="utf-8")
    before, rest = text.split("  awards:\n")
    levels = (
        "  levels:\n"
        '    - {id: high, name: "High", at_least: 10}\n'
        '    - {id: middle, name: "Middle", at_least: 3}\n'
        '    - {id: low, name: "Low"}\n'
    )
    awards = "  awards:\n    - {side: red, award: hold, area: hilltop, points: 10, estimate: true}\n"
    path.write_text(before + awards + levels + "history" + rest.split("\nhistory")[1], encoding="utf-8")
    said = remarks()
    assert "victory.levels[1]: no sum of points leads to this level: it needs a margin of 3 to 9" in said
    assert "the awards come to a margin from 0 to 10" in said
    assert "levels[0]" not in said
    assert "levels[2]" not in said


def test_what_another_scenario_of_the_folder_names_is_used(battle: Path) -> None:
    """Map and forces are shared: what one scenario does not need, another may."""
    patch(battle, "map.yaml", "  hilltop: {hexes", '  nook: {hexes: ["0000"]}\n  hilltop: {hexes')
    other = find(battle, "clash.yaml").with_name("other.yaml")
    other.write_text("briefing: x\nareas: {more: {areas: [nook]}}\n", encoding="utf-8")
    assert "nook" not in remarks()


def test_many_remarks_alike_are_counted(battle: Path) -> None:
    more = "".join(f'  spot_{number}: {{hexes: ["0000"]}}\n' for number in range(MOST_ALIKE + 5))
    patch(battle, "map.yaml", "  hilltop: {hexes", f"{more}  hilltop: {{hexes")
    said = remarks()
    assert said.count("is named by nothing") == MOST_ALIKE
    assert "(and 5 remarks more like this)" in said


def test_arrivals_look_as_far_around_as_the_rules_do() -> None:
    assert RINGS == arrivals.RINGS


def test_how_far_a_value_is_from_those_in_use() -> None:
    assert beyond(85, 750, 1200) == "85 is a ninth of the lowest in use (750)"
    assert beyond(10, 750, 1200) == "10 is less than a tenth of the lowest in use (750)"
    assert beyond(9000, 750, 1200) == "9000 is 8 times the highest in use (1200)"
    assert beyond(250, 750, 1200) == ""
    assert beyond(3600, 750, 1200) == ""


ODD = {
    "terrain": (
        "terrain: {ice: {name: Ice, speed: {foot: 20000, wheeled: 3000}, cover: 10, "
        "breaks: {wheeled: 100, tracked: 100}, bog: {mounted: 100}, estimate: true}}\n",
        {"terrain.ice.speed.foot", "terrain.ice.cover", "terrain.ice.breaks.tracked", "terrain.ice.bog.mounted"},
    ),
    "equipment": (
        "equipment: {pikemen: {name: Pikes, kind: men, crew: 1, soft: 50000, estimate: true}}\n",
        {"equipment.pikemen.soft"},
    ),
    "unit_types": (
        "unit_types: {lancers: {name: L, role: cavalry, echelon: company, mobility: mounted, symbol: cavalry, "
        "quality: 9000, items: {riflemen: 9000}, estimate: true}}\n",
        {"unit_types.lancers.quality", "unit_types.lancers.items.riflemen"},
    ),
    "rules": (
        "rules: {assault_limit: {value: 700, unit: men of frontage, source: x}}\n",
        {"rules.assault_limit.value"},
    ),
}


@pytest.mark.parametrize("kind", ODD)
def test_odd_values_of_what_a_battle_brings(battle: Path, tmp_path: Path, kind: str) -> None:
    """With its scenarios, and of the library by itself; the shared ones beside it are not looked at."""
    text, odd = ODD[kind]
    folder = Path(shutil.copytree(find(battle, "clash.yaml").parent, tmp_path / "mine"))  # not of the game
    (folder / f"{kind}.yaml").write_text(f"schema: 1\n{text}", encoding="utf-8")
    whole = remarks_on(load_checked(folder / "clash.yaml"))
    alone = remarks_on_part(kind, folder / f"{kind}.yaml", check_part(kind, folder / f"{kind}.yaml"))
    for found in (whole, alone):
        assert {one.path for one in found if one.path.startswith(kind) and "used by nothing" not in one.message} == odd


TWICE: dict[str, tuple[Patches, str]] = {
    "an area": (
        (("clash.yaml", "controls: [east]", "controls: [east, east]"),),
        "sides.blue.controls[1]: 'east' is there already (controls[0]); usual is once",
    ),
    "a hex": (
        (("clash.yaml", 'supply_sources: ["0504"]', 'supply_sources: ["0504", "0504"]'),),
        "sides.blue.supply_sources[1]: '0504' is there already (supply_sources[0])",
    ),
}


@pytest.mark.parametrize(("patches", "words"), TWICE.values(), ids=TWICE.keys())
def test_what_a_list_has_twice(battle: Path, patches: Patches, words: str) -> None:
    assert "is there already" not in remarks()
    for name, old, new in patches:
        patch(battle, name, old, new)
    assert words in remarks()


def test_units_that_an_award_names_twice(battle: Path) -> None:
    """By themselves, and with their formation; a list of none is a fault."""
    edge = 'edge: {hexes: ["0504"]}'
    patch(battle, "clash.yaml", "areas:\n", f"areas:\n  {edge}\n")
    patch(battle, "clash.yaml", "controls: [east]", "controls: [east]\n    exits: [edge]")
    award = "{side: blue, award: exited, of: blue, units: UNITS, points: 1, estimate: true}"
    patch(battle, "clash.yaml", "  awards:\n", f"  awards:\n    - {award}\n")
    patch(battle, "clash.yaml", "UNITS", "[B/1, B, B/1]")
    said = remarks()
    assert "victory.awards[0].units[2]: 'B/1' is there already (units[0]); usual is once" in said
    assert "victory.awards[0].units[0]: 'B/1' is of 'B', which is in the list too; usual is either" in said
    patch(battle, "clash.yaml", "[B/1, B, B/1]", "[]")
    with pytest.raises(ScenarioError, match=r"victory.awards\[0\].units: should have at least 1 entr"):
        load_checked("tiny/clash")


SOURCE = Path(__file__).parents[2] / "scenarios" / "lake_khasan"


UNUSUAL = {
    "forces.yaml": (
        "quality: 900",
        "quality: 85",
        "quality: 85 is a seventh of the lowest in use (600); 1000 is the norm",
    ),
    "night_attack.yaml": ("turn_hours: 8", "turn_hours: 1", "calendar.turn_hours: 1 is an eighth of the lowest in use"),
    "map.yaml": (
        "hex_size: 250",
        "hex_size: 4000",
        "4000 is 4 times the highest in use (1000); 200 to 1000 are in use",
    ),
}


@pytest.mark.parametrize("name", UNUSUAL)
def test_values_out_of_the_usual(tmp_path: Path, name: str) -> None:
    old, new, words = UNUSUAL[name]
    path = tmp_path / name
    text = (SOURCE / name).read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    kind = path.stem if path.stem in {"map", "forces"} else "scenario"
    model = check_part(kind, path) if kind != "scenario" else None
    assert words in "\n".join(str(remark) for remark in remarks_on_part(kind, path, model))


def test_a_map_by_itself_has_remarks(battle: Path) -> None:
    patch(battle, "map.yaml", "h: hill, M", "h: hill, x: hill, M")
    patch(battle, "map.yaml", '"0203-E", "0204-E"', '"0203-E", "0203-SE"')  # without the gap that it has
    path = find(battle, "map.yaml")
    (remark,) = remarks_on_part("map", path, check_part("map", path))
    assert (remark.file, remark.line, remark.path) == ("scenarios/tiny/map.yaml", 8, "legend.x")


KNOWN = {
    "areas.mpr_claim", "areas.hinomaru", "areas.hill_755", "areas.bain_tsagan", "areas.jiangjunmiao",
    "areas.far_south_east", "areas.beyond_river",
    "phases[4].tasks[1].hold", "phases[29].tasks[1].hold",
}  # fmt: skip
"""Areas of the maps that are kept for scenarios to come, and two places in sand that trucks with guns were to reach."""


@pytest.mark.parametrize("name", shipped_names())
def test_what_comes_with_the_game_has_no_remark_that_is_not_known(name: str) -> None:
    assert {remark.path for remark in remarks_on(load_checked(name))} <= KNOWN
