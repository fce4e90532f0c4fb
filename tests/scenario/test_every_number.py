"""Every number that a file can set has a least and a greatest value: at both the game is sound, beyond is a fault.

The list of numbers comes from the models themselves, and that of rule values from their declarations: none is left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

import jsonschema
import numpy as np
import pytest

from game.core.errors import Problem, ScenarioError
from game.scenario.grid_recipe import Recipe
from game.scenario.json_schema import json_schema
from game.scenario.library import read_library
from game.scenario.loading import Documents, Scenario, from_documents
from game.scenario.nouns import FILES
from game.scenario.reading import read_bytes, spot_text
from game.scenario.rule_values import DECLARED, RULE_VALUES, Rule, Value, wrong_numbers
from game.scenario.schema.libraries import RuleValue
from game.scenario.schema.mapsheet import MapFile
from game.scenario.schema.scenario_file import Calendar, ScenarioFile
from game.scenario.validating import validate
from game.scenario.world import RULES
from game.scenario.writing import dump
from tests.recount import faults
from tests.scenario.every_number import Number, changed, declared_in, example, numbers
from tests.whole_games.playing import play_by_player_turns

HELD_TO_DECLARATIONS = {(ScenarioFile, "rules"), (RuleValue, "value")}
EVERY = numbers()
BOUNDED = [number for number in EVERY.values() if number[2] != (None, None)]
PLAYER_TURNS, ALL_PLAYER_TURNS = 2, 6
PLAYED: set[tuple[str, int]] = set()
"""Fingerprints of the battles that were played and found sound, with how far."""


def name_of(number: Any) -> str:
    return f"{number[0]} {spot_text(number[1])}" if isinstance(number, tuple) else str(number)


@cache
def validator_of(kind: str) -> jsonschema.Draft202012Validator:
    """What holds a file of a kind against its JSON Schema."""
    return jsonschema.Draft202012Validator(json_schema(kind))


def problems_of(kind: str, data: Any) -> list[Problem]:
    """What is wrong with one file by itself, as it would be read from the disk."""
    document = read_bytes(dump(data).encode(), f"{kind}.yaml")
    return validate(document, FILES[kind]).problems


def is_sound(data: Documents, player_turns: int = PLAYER_TURNS) -> bool:
    """Play some player turns if the scenario is accepted; returns whether it is."""
    try:
        scenario = from_documents({**data, "plans": [data["plan"]]})
    except ScenarioError as error:
        assert all(problem.message for problem in error.problems)
        return False
    arrays = fingerprint(scenario), player_turns
    if arrays not in PLAYED:  # numbers of flags, looks and history change none of the arrays that are played with
        states = play_by_player_turns(scenario, ("cadet", "random"), 1)
        for state in islice(states, 2 * player_turns):
            assert faults(scenario.world, state) == []
        PLAYED.add(arrays)
    return True


def fingerprint(scenario: Scenario) -> str:
    """Return a digest of what is played with; a game of two who follow no plans depends on nothing else."""
    digest = hashlib.blake2b()
    for array in (*scenario.world, *scenario.start):
        digest.update(repr((array.dtype, array.shape)).encode())
        digest.update(array.tobytes())
    return digest.hexdigest()


# --- the models -----------------------------------------------------------------------------------------------------


def test_every_number_of_every_model_has_both_bounds() -> None:
    for (model, field, _), (_, spot, (least, most)) in EVERY.items():
        if (model, field) not in HELD_TO_DECLARATIONS:
            assert least is not None and most is not None, f"{model.__name__}.{field} ({spot_text(spot)})"
            assert least < most or field == "schema_version"


def test_the_recipe_of_a_map_has_the_bounds_of_the_map() -> None:
    declared = [field for _, field in declared_in(Recipe)]
    assert declared == ["schema_version", "hex_size", "latitude", "longitude"]
    for field in declared:
        assert Recipe.model_fields[field].metadata == MapFile.model_fields[field].metadata


def test_the_example_leaves_none_out() -> None:
    declared = {number for model in FILES.values() for number in declared_in(model)}
    in_place_of_others = {(Calendar, "turn_minutes")}  # of `turn_hours`: cases of tests/bad_files
    assert {(model, field) for model, field, _ in EVERY} | in_place_of_others == declared
    assert len(BOUNDED) >= 75


def test_the_example_is_a_battle() -> None:
    assert is_sound(example())


@pytest.mark.parametrize("number", BOUNDED, ids=name_of)
@pytest.mark.parametrize("step", [-1, 1])
def test_one_step_outside_is_reported_in_one_message(number: Number, step: int) -> None:
    kind, spot, bounds = number
    bound = bounds[0] if step < 0 else bounds[1]
    assert bound is not None
    data = changed(example(), kind, spot, bound + step)[kind]
    (problem,) = problems_of(kind, data)
    assert problem.line > 0 and problem.column > 0
    assert problem.path == spot_text(spot)
    assert str(bound) in problem.message
    assert list(validator_of(kind).iter_errors(data)) != []


@pytest.mark.parametrize("number", BOUNDED, ids=name_of)
@pytest.mark.parametrize("end", [0, 1])
def test_at_its_bounds_a_number_is_sound_or_reported(number: Number, end: int) -> None:
    kind, spot, bounds = number
    bound = bounds[end]
    assert bound is not None
    data = changed(example(), kind, spot, bound)
    assert problems_of(kind, data[kind]) == []
    is_sound(data)


@pytest.mark.full
@pytest.mark.parametrize("number", BOUNDED, ids=name_of)
@pytest.mark.parametrize("end", [0, 1])
def test_at_its_bounds_a_number_stays_sound(number: Number, end: int) -> None:
    kind, spot, bounds = number
    is_sound(changed(example(), kind, spot, bounds[end] or 0), ALL_PLAYER_TURNS)


# --- the rules ------------------------------------------------------------------------------------------------------


def at_bound(rule: Rule, end: int) -> Value:
    """All numbers of a rule at their least or at their greatest."""
    if rule.fair:
        most = rule.bounds[0][1]
        return [0] * (len(rule.bounds) - 1) + [most] if end else [most // len(rule.bounds)] * len(rule.bounds)
    numbers = [bounds[end] for bounds in rule.bounds]
    return numbers if rule.row else numbers[0]


def spread_out(data: Documents) -> Documents:
    """The example with no two units in one hex, for rules that leave no room for two."""
    for deployment in data["scenario"]["deployment"]:
        if deployment["unit"] == "BE1":
            deployment["hex"] = "0401"
    return data


def beyond(rule: Rule) -> Iterator[tuple[Value, str]]:
    """Every number of a rule one step beyond either bound, with the place of the fault."""
    for end, step in ((0, -1), (1, 1)):
        for place in range(len(rule.bounds)):
            numbers = [bounds[end] for bounds in rule.bounds]
            numbers[place] += step
            yield (numbers, f"rules.{rule.name}[{place}]") if rule.row else (numbers[0], f"rules.{rule.name}")


def test_the_record_and_the_library_have_the_rules_that_are_declared() -> None:
    fields = [field for name in RULES.names or () for field in RULES[name].names or (name,)]
    assert fields == [rule.name for rule in DECLARED]
    shipped = read_library("rules").document.data["rules"]
    assert shipped.keys() == RULE_VALUES.keys()
    for name, noun in shipped.items():
        assert list(wrong_numbers(RULE_VALUES[name], noun["value"])) == [], name
        assert noun.get("per") == RULE_VALUES[name].per, name


def test_bounds_leave_room_for_what_ifs() -> None:
    """Every shipped value may be trebled, and set to nothing where nothing means switched off."""
    for name, noun in read_library("rules").document.data["rules"].items():
        rule = RULE_VALUES[name]
        value = noun["value"] if isinstance(noun["value"], list) else [noun["value"]]
        for number, (least, most) in zip(value, rule.bounds, strict=True):
            capped = most in {24, 48, 100, 101, 1_000}  # units, a whole turn, cohesion, shares
            assert capped or number * 3 <= most or rule.fair, name
            assert least <= 0 or name in {"stack_units", "night_march", "pace", "dug_in", "prepared_fire"}, name


@pytest.mark.parametrize("rule", DECLARED, ids=lambda rule: rule.name)
@pytest.mark.parametrize("end", [0, 1])
def test_at_its_bounds_a_rule_is_sound(rule: Rule, end: int) -> None:
    data = example() if end else spread_out(example())
    data["scenario"]["rules"] = {rule.name: at_bound(rule, end)}
    assert is_sound(data) or (rule.name, end) == ("stack_limit", 0)  # no room for a single man


@pytest.mark.full
@pytest.mark.parametrize("rule", DECLARED, ids=lambda rule: rule.name)
@pytest.mark.parametrize("end", [0, 1])
def test_at_its_bounds_a_rule_stays_sound(rule: Rule, end: int) -> None:
    data = example() if end else spread_out(example())
    data["scenario"]["rules"] = {rule.name: at_bound(rule, end)}
    is_sound(data, ALL_PLAYER_TURNS)


@pytest.mark.parametrize("hex_size", [50, 20_000])
@pytest.mark.parametrize("turn_hours", [1, 24])
@pytest.mark.parametrize("end", [0, 1])
def test_all_rules_at_their_bounds_are_sound_at_any_scale(hex_size: int, turn_hours: int, end: int) -> None:
    data = example() if end else spread_out(example())
    data["map"]["hex_size"] = hex_size
    data["scenario"]["calendar"]["turn_hours"] = turn_hours
    data["scenario"]["rules"] = {rule.name: at_bound(rule, end) for rule in DECLARED}
    if not end:
        data["scenario"]["rules"]["stack_limit"] = 100_000  # a single unit must have room
    assert is_sound(data)


@pytest.mark.parametrize("rule", DECLARED, ids=lambda rule: rule.name)
def test_one_step_outside_a_rule_is_reported_where_it_stands(rule: Rule) -> None:
    validator = validator_of("scenario")
    for value, spot in beyond(rule):
        data = example()
        data["scenario"]["rules"] = {rule.name: value}
        with pytest.raises(ScenarioError) as caught:
            from_documents(data)
        reported = [problem for problem in caught.value.problems if problem.path == spot]
        assert len(reported) == 1, value
        assert "should be" in reported[0].message
        assert list(validator.iter_errors(data["scenario"])) != []


def test_every_rule_goes_with_its_own_scale_and_no_other() -> None:
    libraries = {kind: read_library(kind).document.data for kind in ("rules",)}
    schema = validator_of("rules")
    assert list(schema.iter_errors(libraries["rules"])) == []
    for rule in DECLARED:
        data = example()
        noun = data["rules"]["rules"][rule.name]
        noun["per"] = "hours" if rule.per != "hours" else "width"
        with pytest.raises(ScenarioError, match=f"{rule.name} goes"):
            from_documents(data)
        assert list(schema.iter_errors(data["rules"])) != []


def test_numbers_of_any_size_are_shown_short() -> None:
    data = example()
    data["scenario"]["rules"] = {"zone_leave": 10**300}
    with pytest.raises(ScenarioError) as caught:
        from_documents(data)
    assert max(map(len, str(caught.value).splitlines())) < np.iinfo(np.int8).max + 80
