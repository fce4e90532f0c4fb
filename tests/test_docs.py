"""The rulebook prints numbers; they must be those of the rules in force."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from game.desk.settings import Settings
from game.engine.asides import Asides
from game.engine.game import RULES_VERSION, Game
from game.engine.saves import Mark, Saved, text_of_save
from game.scenario.loading import load_scenario
from game.ui.saves.autosaves import FEWEST_FINISHED, MOST_FINISHED

DOCS = Path(__file__).parents[1] / "docs"
RULEBOOK = (DOCS / "rulebook.md").read_text(encoding="utf-8")
RULES = load_scenario("lake_khasan/campaign").rules.rules

PRINTED = [
    "luck",
    "stack_limit",
    "stack_units",
    "zone_frontage",
    "zone_leave",
    "night_march",
    "supply_full",
    "supply_strained",
    "supply_low",
    "refill",
    "attack_time",
    "assault_limit",
    "lethality",
    "cohesion_floor",
    "supply_fire",
    "sparse_targets",
    "dense_targets",
    "infantry_per_tank",
    "thick_armour",
    "point_blank",
    "odds",
    "break_off",
    "depth",
    "approach",
    "collapse",
    "advance_units",
    "no_surrender",
    "dug_in",
    "isolation",
    "opened_most",
    "defensive_guns",
    "defensive_missions",
    "observation",
    "bombard_light",
    "unobserved",
    "direct_men",
    "direct_armour",
    "suppress_from",
    "suppressed_fire",
    "suppressed_march",
    "recovery",
    "rally",
    "rest",
    "rest_in_zone",
    "digging",
    "digging_in_zone",
    "digging_engineers",
    "cold_cohesion",
    "cold_fatigue",
]


def section(number: str) -> str:
    """Return the text of one numbered section, or of the whole chapter if it has no such number."""
    match = re.search(rf"\*\*{re.escape(number)} .*?(?=\n\*\*\d|\n## |\Z)", RULEBOOK, re.DOTALL)
    assert match, f"the rulebook has no section {number}"
    return match[0]


def renderings(value: int, unit: str) -> set[str]:
    """Return the ways in which a number of the rules may stand in print."""
    ways = {f"{value:,}", f"{value}"}
    for word, divisor in (
        ("thousandths", 1000),
        ("hundredths", 100),
        ("quarter", 4),
        ("tens of metres", 100),
        ("metres", 1000),
    ):
        if word in unit:
            ways |= {f"{value / divisor:g}", f"{value / divisor:.2f}"}
    return ways


@pytest.mark.parametrize("name", PRINTED)
def test_the_rulebook_prints_the_rules_in_force(name):
    entry = RULES[name]
    text = section(re.findall(r"rulebook (\d+\.\d+)", entry.source)[0])
    values = [entry.value] if isinstance(entry.value, int) else entry.value
    if name == "luck":
        values = [min(values), max(values)]
    words = {"one": "1", "two": "2"}
    printed = {words.get(word, word) for word in re.findall(r"-?[\d.,]*\d|one|two", text)}
    missing = [value for value in values if not renderings(value, entry.unit) & printed]
    assert not missing, f"{name}: {missing} not in: {text}"


def test_every_rule_cites_a_section_of_the_rulebook():
    for name, entry in RULES.items():
        sections = re.findall(r"rulebook (\d+\.\d+)", entry.source)
        assert sections, name
        for number in sections:
            assert section(number)


def test_every_source_in_the_table_of_rules_is_there():
    """Functions named in rules/README.md exist."""
    table = (DOCS.parent / "game" / "rules" / "README.md").read_text(encoding="utf-8")
    rows = "\n".join(line for line in table.splitlines() if line.startswith("| "))
    for module, function in re.findall(r"`(\w+)\.(\w+)`", rows):
        source = DOCS.parent / "game" / "rules" / f"{module}.py"
        if source.exists():
            assert re.search(rf"^(def|class) {function}\b", source.read_text(encoding="utf-8"), re.MULTILINE), function
    for path in re.findall(r"`(tests/[\w/]+\.py)`", table):
        assert (DOCS.parent / path).exists(), path


# --- sources --------------------------------------------------------------------------------------------------------

ROOT = DOCS.parent
SOURCES = (DOCS / "sources.md").read_text(encoding="utf-8")
DATA = sorted(path for folder in ("scenarios", "assets/data") for path in (ROOT / folder).rglob("*.yaml"))


def cited(text: str) -> set[str]:
    """Return the short names of works and marks in the brackets of sources and comments, without pages."""
    found = {
        word
        for words in re.findall(r'"[^"\n]*"|#.*', text)
        for inside in re.findall(r"\[([A-Z][^\]]*)\]", words)
        for word in re.split(r"[,/;] ?", inside)
    }
    return {word.partition("-")[0] for word in found}


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_source_that_data_cite_is_explained(path):
    text = path.read_text(encoding="utf-8")
    explained = {word for code in re.findall(r"`([^`]+)`", SOURCES) for word in re.findall(r"[\w.]+", code)}
    assert sorted(cited(text) - explained) == []
    notes = {name for name in re.findall(r"\b\w+\.md\b", text) if not (DOCS / name).exists()}
    assert sorted(name for name in notes if f"| {name} |" not in SOURCES) == []


def test_a_page_of_a_work_is_not_part_of_its_short_name():
    assert cited('source: "6 [GK; PP-11b], [E] by ours"  # [JAW]\nshares: [LOW]') == {"GK", "PP", "E", "JAW"}


# --- saves and settings ---------------------------------------------------------------------------------------------

SAVES = (DOCS / "saves.md").read_text(encoding="utf-8")


def keys_of(data: object) -> set[str]:
    """Return the keys of a save that are the same in all: not those that name sides, files, arrays or units."""
    if isinstance(data, list):
        return set().union(*(keys_of(entry) for entry in data))
    if not isinstance(data, dict):
        return set()
    named = {"commanders": {}, "documents": {}, "snapshot": list(data.get("snapshot", {}).values())}
    return set(data) | set().union(*(keys_of(named.get(key, value)) for key, value in data.items()))


def test_every_key_of_a_save_is_explained():
    game = Game.new(load_scenario("lake_khasan/night_attack"), 1)
    game.play(next(game.legal_orders()), "a reason")
    said = Asides(refused=frozenset(game.scenario.names.units[:1]))
    text = text_of_save(Saved(game, RULES_VERSION, {"soviet": "cadet"}, mark=Mark("a-game", 1), asides=said))
    keys = keys_of(json.loads(text))
    assert keys >= {"kept", "play", "reasons", "fields", "refused"}
    assert [key for key in sorted(keys) if f"`{key}`" not in SAVES] == []


def test_every_setting_is_explained_with_what_it_is_at_first():
    table = SAVES.partition("## Keys of the settings")[2]
    rows = [line.split("|")[1:-1] for line in table.splitlines() if line.startswith("| `")]
    found = {key: first.strip(" `") for names, _, first in rows for key in re.findall(r"`(\w+)`", names)}
    written = {
        key: value if isinstance(value, str) else json.dumps(value) for key, value in Settings().model_dump().items()
    }
    assert found == {key: "none" if value in ("null", "{}") else value for key, value in written.items()}


@pytest.mark.parametrize(
    ("number", "words"), [(MOST_FINISHED, "the newest {}"), (FEWEST_FINISHED, "the newest {} for ever")]
)
def test_how_long_games_are_kept_is_as_it_is_printed(number, words):
    assert words.format(number) in SAVES


# --- the changelog --------------------------------------------------------------------------------------------------


def test_the_changelog_says_when_each_version_came_out_and_has_the_newest_first():
    heads = re.findall(r"^## (.+)$", (DOCS.parent / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    found = [re.fullmatch(r"(\d+)\.(\d+)\.(\d+) (?:- \d{4}-\d\d-\d\d|\(unreleased\))", head) for head in heads]
    assert all(found), heads
    versions = [tuple(map(int, match.groups())) for match in found if match]
    assert versions == sorted(versions, reverse=True)
    assert [head for head in heads[1:] if "unreleased" in head] == []
