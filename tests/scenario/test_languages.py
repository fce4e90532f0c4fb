"""Names on the map in other languages: where one is missing the English name stands, and nothing else changes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest

from game.scenario.homes import shipped_names
from game.scenario.languages import localised, new_names, renamed
from game.scenario.loading import Scenario, load_scenario

from .tiny import patch

HILL = '{name: "The hill", hex: "0102", kind: hill, height: 52}'
OTHER_HILL = '{name: "The hill", hex: "0102", kind: hill, height: 52, names: {ru: "Холм", estimate: true}}'
BOATS, OTHER_BOATS = 'name: "Fishing boats"', 'names: {ja: "漁船", source: "a map"}'
LATIN, CYRILLIC, JAPANESE = re.compile(r"[A-Za-z]"), re.compile(r"[а-яёА-ЯЁ]"), re.compile(r"[ぁ-ヿ一-鿿]")


@pytest.fixture
def hilly(battle: Path) -> Scenario:
    patch(battle, "map.yaml", HILL, OTHER_HILL)
    patch(battle, "map.yaml", BOATS, f"{BOATS}\n    {OTHER_BOATS}")
    return load_scenario("tiny/clash")


def test_a_place_and_a_crossing_bear_their_names_in_a_language(hilly: Scenario) -> None:
    assert hilly.localised("ru").map.places[0].name == "Холм"
    assert hilly.localised("ja").map.crossings[0].name == "漁船"


def test_where_a_name_is_missing_the_english_one_stands(hilly: Scenario) -> None:
    assert hilly.localised("ja").map.places[0].name == "The hill"
    assert hilly.localised("ru").map.crossings[0].name == "Fishing boats"


def test_english_is_the_scenario_itself(hilly: Scenario) -> None:
    assert hilly.localised("en") is hilly
    assert localised("en", hilly.map) == hilly.map


def test_nothing_but_names_differs(hilly: Scenario) -> None:
    russian = hilly.localised("ru")
    assert russian is hilly.localised("ru")
    assert (russian.world, russian.start, russian.names) == (hilly.world, hilly.start, hilly.names)
    assert (russian.documents, russian.digest) == (hilly.documents, hilly.digest)
    assert russian.map.places[0].model_copy(update={"name": "The hill"}) == hilly.map.places[0]


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_names_are_in_their_own_letters(name: str) -> None:
    scenario = load_scenario(name)
    for noun in (*scenario.map.places, *scenario.map.crossings):
        assert noun.names is not None, noun.name
        if noun.names.ru is not None:
            assert CYRILLIC.search(noun.names.ru)
            assert not LATIN.search(noun.names.ru)
        if noun.names.ja is not None:
            assert JAPANESE.search(noun.names.ja)
            assert not LATIN.search(noun.names.ja)
            assert not CYRILLIC.search(noun.names.ja)


@pytest.mark.parametrize("name", shipped_names())
def test_areas_that_awards_and_history_speak_of_have_titles(name: str) -> None:
    scenario = load_scenario(name)
    spoken_of = [award.area for award in scenario.file.victory.awards]
    spoken_of += [entry.holder.area for entry in scenario.file.history if entry.holder is not None]
    spoken_of += [entry.ground.area for entry in scenario.file.history if entry.ground is not None]
    spoken_of += [entry.only_if.area for entry in scenario.file.deployment if entry.only_if is not None]
    for area in {area for area in spoken_of if area is not None}:
        assert scenario.names.area_titles[scenario.names.area_row[area]] != area


@pytest.mark.parametrize(
    ("language", "there"),
    [
        ("ja", "the レミゾフ height, 七三三高地, ノロ高地, フイ高地"),
        ("ru", "the Ремизова height, Высота 733, Зелёная (Норо), Палец (Фуи)"),
    ],
)
def test_a_sentence_may_call_a_place_by_one_of_its_names(language: Literal["ru", "ja"], there: str) -> None:
    """Those of a map are "Remizov / Hill 733", "Noro (Zelyonaya)", "Fui / Palets (721)"."""
    scenario = load_scenario("khalkhin_gol/august_encirclement")
    changed = new_names(scenario.nouns, scenario.localised(language).nouns)
    assert renamed("the Remizov height, Hill 733, Noro, Fui", changed) == there
