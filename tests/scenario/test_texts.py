"""A battle in another language: what its file of texts has is shown, all else stands, and it is the same battle."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.scenario.difference_views import scenario_view
from game.scenario.differences import differences
from game.scenario.loading import Scenario, check_part, from_documents, load_scenario
from game.scenario.remarks.finding import load_checked, remarks_on, remarks_on_part
from game.scenario.remarks.letters import missing_letters
from game.view.legend import legend
from game.view.lettering import start

from .tiny import find, patch

TEXTS = """schema: 1
language: ru
scenarios:
  clash:
    name: "Бой у озера"
    briefing: "Красные держат высоту."
sides: {red: {name: "Красные", adjective: "красные"}}
formations: {R: "Красный полк"}
units: {R/1: "1-я рота"}
unit_types: {rifle_company: "Стрелковая рота"}
equipment: {rifle: "Винтовка"}
terrain: {hill: "Холм"}
places: {"The hill": "Высота"}
areas: {hilltop: "высоту"}
"""


WHOLE = """schema: 1
language: ru
map: "К"
scenarios:
  clash:
    name: "Бой у озера"
    briefing: "Б"
    levels: {blue_wins: "с", draw: "н", red_wins: "к"}
sides: {red: {name: "К", adjective: "к"}, blue: {name: "С", adjective: "с"}}
formations:
  B: "Б"
  R: "К"
  R/guns: "П"
units: {B/1: "1", B/2: "2", B/3: "3", R/1: "1", R/2: "2", R/3: "3", R/4: "4"}
unit_types: {armoured_train: "П", battery: "Б", rifle_company: "Р", tank_platoon: "Т"}
equipment: {field_gun: "О", heavy_mg: "П", light_tank: "Т", riflemen: "С"}
terrain: {hill: "Х", lake: "О", marsh: "Б", plain: "Р"}
hexsides: {bank: "О", stream: "Р"}
roads: {track: "Т", railway: "Ж"}
lines: {frontier: "Граница"}
places: {"The hill": "В"}
crossings: {boats: "Л"}
"""


@pytest.fixture
def russian(battle: Path) -> Scenario:
    find(battle, "texts_ru.yaml").write_text(TEXTS, encoding="utf-8")
    return load_scenario("tiny/clash").localised("ru")


def test_what_there_is_is_shown(russian: Scenario) -> None:
    names = russian.names
    assert (russian.title, russian.file.briefing) == ("Бой у озера", "Красные держат высоту.")
    assert (names.side_names[0], names.side_adjectives[0]) == ("Красные", "красные")
    assert (names.formation_names[0], names.unit_names[0]) == ("Красный полк", "1-я рота")
    assert names.unit_kinds[0] == "Стрелковая рота"
    assert names.area_titles[names.area_row["hilltop"]] == "высоту"
    assert russian.map.places[0].name == "Высота"
    assert any("for holding высоту" in award for award in names.awards)


def test_a_picture_names_all_in_the_language_that_the_battle_has_words_for(battle: Path) -> None:
    """Ground, hexsides, roads, lines, symbols, sides in the legend; what the game itself says there stays English."""
    own = "schema: 1\nsymbols: {infantry: {name: Sled, strokes: [{circle: [0, 0, 50]}]}}\n"
    find(battle, "symbols.yaml").write_text(own, encoding="utf-8")
    text = WHOLE.replace('stream: "Р"', 'stream: "Ручей"').replace('track: "Т"', 'track: "Тропа"')
    find(battle, "texts_ru.yaml").write_text(text + 'symbols: {infantry: "Сани"}\n', encoding="utf-8")
    there = load_scenario("tiny/clash").localised("ru")
    start()
    words = {entry.words for group in legend(there, there.start, 12) for entry in group.entries}
    assert {"Ручей", "Тропа", "Граница", "Сани", "Х", "к: men", "Routed"} <= words
    assert not {"Stream", "Track", "Frontier", "Sled"} & words


def test_a_line_has_the_title_of_its_map_where_there_is_no_translation(battle: Path) -> None:
    """In the legend; one without a title is called by its id."""
    patch(
        battle,
        "map.yaml",
        "lines:\n",
        'line_titles: {frontier: "As Moscow had it"}\nlines:\n  claim_japan: ["0100-E"]\n',
    )
    find(battle, "texts_ru.yaml").write_text("schema: 1\nlanguage: ru\n", encoding="utf-8")
    start()
    for there in (load_scenario("tiny/clash"), load_scenario("tiny/clash").localised("ru")):
        words = {entry.words for group in legend(there, there.start, 12) for entry in group.entries}
        assert {"As Moscow had it", "Claim (Japan)"} <= words


def test_all_else_stands_as_the_files_have_it(russian: Scenario) -> None:
    written = russian.as_written
    assert written is not None
    assert russian.names.unit_names[1:] == written.names.unit_names[1:]
    assert russian.names.side_adjectives[1] == "Blue"
    assert russian.names.units == written.names.units
    assert russian.localised("ja").title == written.title
    assert russian.localised("en") is written


def test_it_is_the_same_battle(battle: Path, russian: Scenario) -> None:
    """Replays and results of the battle hold whether somebody has translated it or not."""
    find(battle, "texts_ru.yaml").unlink()
    assert load_scenario("tiny/clash").digest == russian.digest


def test_a_save_has_them(russian: Scenario) -> None:
    again = from_documents(russian.documents, "tiny/clash")
    assert again.localised("ru").title == "Бой у озера"


def test_differences_say_what_is_called_otherwise(battle: Path, russian: Scenario) -> None:
    assert russian.as_written is not None
    before = scenario_view(russian.as_written)
    find(battle, "texts_ru.yaml").write_text(TEXTS.replace("1-я рота", "Первая"), encoding="utf-8")
    (said,) = differences(before, scenario_view(load_scenario("tiny/clash")))
    assert (said.heading, said.path) == ("Texts in other languages", "texts.ru.units.R/1")


# --- what looks wrong -----------------------------------------------------------------------------------------------


def remarks(battle: Path, text: str, name: str = "texts_ru.yaml") -> list[str]:
    find(battle, name).write_text(text, encoding="utf-8")
    found = remarks_on(load_checked("tiny/clash"))
    return [f"{one.path}: {one.message}" for one in found if Path(one.file).name == name]


def test_all_that_is_left_out_is_one_remark(battle: Path) -> None:
    """With the first keys, so that it hides no other remark."""
    first = "`map`, `formations.B`, `formations.R`, `formations.R/guns` and 35 more"
    assert remarks(battle, "schema: 1\nlanguage: ru\n") == [
        f": leaves out 39 texts: {first}; shown as in the other files"
    ]


def test_nothing_is_left_out_of_a_whole_translation(battle: Path) -> None:
    """Each key that is taken out is named by itself: of sides and scenarios too."""
    assert remarks(battle, WHOLE) == []
    for line, key in (
        ('    briefing: "Б"\n', "scenarios.clash.briefing"),
        ('  B: "Б"\n', "formations.B"),
        ('map: "К"\n', "map"),
    ):
        assert remarks(battle, WHOLE.replace(line, "", 1)) == [
            f": leaves out 1 text: `{key}`; shown as in the other files"
        ]
    without = WHOLE.replace(', adjective: "с"', "", 1)
    assert remarks(battle, without) == [": leaves out 1 text: `sides.blue.adjective`; shown as in the other files"]


def test_a_place_that_has_its_name_in_the_map_is_not_left_out(battle: Path) -> None:
    without = WHOLE.replace('places: {"The hill": "В"}\n', "")
    assert any("`places.The hill`" in one for one in remarks(battle, without))
    hill = 'name: "The hill"'
    patch(battle, "map.yaml", hill, f"{hill}, names: {{ru: Высота, estimate: true}}")
    assert remarks(battle, without) == []


def test_what_is_not_there_any_more_is_a_remark(battle: Path) -> None:
    said = remarks(battle, TEXTS.replace("R/1:", "R/99:"))
    assert "units.R/99: there is no 'R/99' in the battle any more" in said


def test_ground_that_comes_with_the_weather_has_its_name(battle: Path) -> None:
    """3.9"""
    own = "schema: 1\nterrain: {mud: {name: Mud, speed: {foot: 100}, estimate: true}}\n"
    (battle / "scenarios" / "tiny" / "terrain.yaml").write_text(own, encoding="utf-8")
    with_mud = WHOLE.replace("terrain: {", "terrain: {mud: Г, ")
    assert with_mud != WHOLE
    assert any("terrain.mud" in one for one in remarks(battle, with_mud))
    patch(
        battle,
        "clash.yaml",
        "order_of_play",
        "weather: {ground: [{turns: [2, 3], from: plain, to: mud}]}\norder_of_play",
    )
    assert remarks(battle, with_mud) == []


def test_letters_without_a_font_are_a_remark(battle: Path) -> None:
    said = remarks(battle, TEXTS.replace("1-я рота", "1-я ᠮ рота"))
    assert "units.R/1: the game's font has no 'ᠮ'; a box is drawn in its place" in said
    assert missing_letters("Привет, Хасан; 張鼓峰 カ, naïve – Ōshima") == []


def test_a_language_that_nobody_can_choose_is_a_remark(battle: Path) -> None:
    (said,) = remarks(battle, TEXTS.replace("language: ru", "language: de"), "texts_de.yaml")
    assert "nobody can choose the language 'de'" in said


def test_a_file_of_texts_is_checked_by_itself(battle: Path) -> None:
    path = find(battle, "texts_ru.yaml")
    path.write_text(TEXTS.replace("Красный полк", "ᠮ"), encoding="utf-8")
    model = check_part("texts", path)
    (said,) = [one.path for one in remarks_on_part("texts", path, model)]
    assert said == "formations.R"
