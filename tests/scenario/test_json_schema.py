"""JSON Schema of the files: sound itself, true of every file that ships, with words on every key.

The copies in assets/schemas are those of the models; UPDATE_DOCS=1 writes them again. That the schemas agree with
`scenario check` is in `test_schemas_agree.py`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import BaseModel

from game.core.errors import UsageError
from game.scenario.homes import data_dir, shipped_names
from game.scenario.json_schema import (
    KINDS,
    file_of,
    json_schema,
    modeline,
    schema_text,
    shipped_schemas,
    write_schemas,
)
from game.scenario.nouns import LIBRARIES
from game.scenario.offering import KEYS, SNIPPETS, VALUES
from game.scenario.reading import read_file

from .test_docs import models
from .tiny import VALID

BATTLES = [*(path.parent for path in data_dir("scenarios").glob("*/forces.yaml")), VALID / "scenarios" / "tiny"]


def files() -> list[tuple[str, Path]]:
    root = data_dir("scenarios")
    found = [("scenario", root / f"{name}.yaml") for name in shipped_names()]
    found += [(kind, battle / f"{kind}.yaml") for battle in BATTLES for kind in ("map", "forces")]
    found += [(kind, data_dir("assets") / "data" / f"{kind}.yaml") for kind in LIBRARIES]
    found += [("recipe", path) for path in sorted(root.glob("*/*recipe.yaml"))]
    found += [("experiment", path) for path in sorted((root / "experiments").glob("*.yaml"))]
    tiny = VALID / "scenarios" / "tiny"
    return [*found, ("scenario", tiny / "clash.yaml"), ("plan", tiny / "plan_blue_take.yaml")]


@cache
def validator_of(kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_a_schema(kind: str) -> None:
    schema = json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["additionalProperties"] is False
    version = schema["properties"]["schema"]
    assert (version["const"], version["type"]) == (1, "integer")


@pytest.mark.parametrize(("kind", "path"), files(), ids=lambda value: value.name if isinstance(value, Path) else value)
def test_files_are_valid(kind: str, path: Path) -> None:
    data = read_file(path, path.name).data
    assert list(validator_of(kind).iter_errors(data)) == []


def test_a_fault_is_found() -> None:
    data = read_file(VALID / "scenarios" / "tiny" / "map.yaml", "map.yaml").data
    validator = validator_of("map")
    assert len(list(validator.iter_errors({**data, "rows": "5", "colour": 1, "areas": {"a": {"radius": [1]}}}))) >= 3


def test_a_kind_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="there is no schema of 'maps'; did you mean 'map'"):
        json_schema("maps")


# --- words and offers -----------------------------------------------------------------------------------------------


def nouns(kind: str) -> list[tuple[str, dict[str, Any]]]:
    """The models of a kind of file with their schemas, its own first."""
    schema = json_schema(kind)
    return [(KINDS[kind].__name__, schema), *schema.get("$defs", {}).items()]


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_and_every_model_is_described(kind: str) -> None:
    for name, noun in nouns(kind):
        assert noun["description"], name
        for key, value in noun["properties"].items():
            assert value.get("description"), f"{name}.{key}"


def test_every_rule_says_what_it_is_counted_in_and_its_bounds() -> None:
    for kind in ("scenario", "rules"):
        rules = json_schema(kind)["properties"]["rules"]["properties"]
        assert rules["stack_units"]["description"].startswith("units; 1 to 24 (rulebook 3.4")
        assert "0 to 100,000 for a hex of 1 km" in rules["stack_limit"]["description"]


def all_models(model: type[BaseModel], found: dict[str, set[str]]) -> None:
    """Note the keys of a model and of all that are in it."""
    if model.__name__ in found:
        return
    found[model.__name__] = {field.alias or name for name, field in model.model_fields.items()}
    for field in model.model_fields.values():
        for inside in models(field.annotation):
            all_models(inside, found)


def test_what_is_offered_belongs_to_keys_that_there_are() -> None:
    found: dict[str, set[str]] = {}
    for model in KINDS.values():
        all_models(model, found)
    for name, key in (*VALUES, *KEYS):
        assert key in found[name]
    assert SNIPPETS.keys() <= found.keys()


@pytest.mark.parametrize(
    ("kind", "data", "offered"),
    [
        ("forces", {"model": "Unit", "key": "type"}, "soviet_rifle_battalion"),
        ("unit_types", {"model": "UnitType", "key": "symbol"}, "cavalry"),
        ("map", {"model": "MapFile", "key": "legend"}, "marsh"),
        ("map", {"model": "Bridge", "key": "kind"}, "deep_ford"),
        ("recipe", {"model": "PlaceTable", "key": "kinds"}, "village"),
    ],
)
def test_ids_that_come_with_the_game_are_offered(kind: str, data: dict[str, str], offered: str) -> None:
    value = dict(nouns(kind))[data["model"]]["properties"][data["key"]]
    listed = [inside["enum"] for inside in walked(value) if "enum" in inside]
    assert any(offered in words for words in listed)


@pytest.mark.parametrize(
    ("kind", "model", "key", "offered"),
    [
        ("forces", "Unit", "items", "riflemen"),
        ("scenario", "Deployment", "items", "hmg_maxim"),
        ("map", "MapFile", "hexsides", "bluff"),
        ("terrain", "Terrain", "speed", "horse_drawn"),
        ("scenario", "ScenarioFile", "rules", "burnt"),
    ],
)
def test_keys_that_are_known_are_offered(kind: str, model: str, key: str, offered: str) -> None:
    assert offered in dict(nouns(kind))[model]["properties"][key]["properties"]


def walked(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for inside in schema.values():
            yield from walked(inside)
    elif isinstance(schema, list):
        for inside in schema:
            yield from walked(inside)


def test_ids_of_ones_own_stay_valid() -> None:
    forces = read_file(VALID / "scenarios" / "tiny" / "forces.yaml", "forces.yaml").data
    unit = forces["sides"]["red"]["formations"][0]["units"][0]
    unit |= {"type": "my_lancers", "items": {"my_lance": 80}}
    assert validator_of("forces").is_valid(forces)


def test_nothing_is_filled_in_with_null() -> None:
    assert not any(
        "default" in inside and inside["default"] is None for kind in KINDS for inside in walked(nouns(kind))
    )


# --- files ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_that_ship_are_those_of_the_models(kind: str) -> None:
    path = shipped_schemas() / file_of(kind)
    if os.environ.get("UPDATE_DOCS"):
        path.write_text(schema_text(kind), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == schema_text(kind)


def test_no_other_schemas_ship() -> None:
    assert sorted(path.name for path in shipped_schemas().iterdir()) == sorted(file_of(kind) for kind in KINDS)


def test_modelines_lead_from_folder_to_folder(tmp_path: Path) -> None:
    battle, schemas = tmp_path / "a battle", tmp_path / "my schemas"
    schemas.mkdir()
    write_schemas(schemas)
    line = modeline("map", battle, schemas)
    assert line == "# yaml-language-server: $schema=../my%20schemas/map.schema.json"
    assert modeline("map", battle, battle) == "# yaml-language-server: $schema=map.schema.json"
