"""JSON Schema of the files: sound itself, and true of every file that ships."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from game.core.errors import UsageError
from game.scenario.homes import data_dir, shipped_names
from game.scenario.json_schema import json_schema
from game.scenario.nouns import DESCRIBED, LIBRARIES
from game.scenario.reading import read_file

from .tiny import VALID

BATTLES = [*(path.parent for path in data_dir("scenarios").glob("*/forces.yaml")), VALID / "scenarios" / "tiny"]


def files() -> list[tuple[str, Path]]:
    root = data_dir("scenarios")
    found = [("scenario", root / f"{name}.yaml") for name in shipped_names()]
    found += [(kind, battle / f"{kind}.yaml") for battle in BATTLES for kind in ("map", "forces")]
    found += [(kind, data_dir("assets") / "data" / f"{kind}.yaml") for kind in LIBRARIES]
    found += [("experiment", path) for path in sorted((root / "experiments").glob("*.yaml"))]
    tiny = VALID / "scenarios" / "tiny"
    return [*found, ("scenario", tiny / "clash.yaml"), ("plan", tiny / "plan_blue_take.yaml")]


@pytest.mark.parametrize("kind", DESCRIBED)
def test_the_schema_is_a_schema(kind: str) -> None:
    schema = json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["additionalProperties"] is False
    assert schema["properties"]["schema"] == {"const": 1, "title": "Schema", "type": "integer"}


@pytest.mark.parametrize(("kind", "path"), files(), ids=lambda value: value.name if isinstance(value, Path) else value)
def test_files_are_valid(kind: str, path: Path) -> None:
    data = read_file(path, path.name).data
    assert list(jsonschema.Draft202012Validator(json_schema(kind)).iter_errors(data)) == []


def test_a_fault_is_found() -> None:
    data = read_file(VALID / "scenarios" / "tiny" / "map.yaml", "map.yaml").data
    validator = jsonschema.Draft202012Validator(json_schema("map"))
    assert len(list(validator.iter_errors({**data, "rows": "5", "colour": 1, "areas": {"a": {"radius": [1]}}}))) >= 3


def test_a_kind_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="there is no schema of 'maps'; did you mean 'map'"):
        json_schema("maps")
