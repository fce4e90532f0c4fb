"""JSON Schema documents of the files, for editors that complete and check while one types.

`borderwars scenario schema [KIND]` prints one, `write_schemas` puts all into a folder; those of assets/schemas come
with the game. An author's first line `# yaml-language-server: $schema=scenario.schema.json` makes use of one. They say
what `schema` says, and `offering` what is offered; that names exist and hexes are on the map is only checked by
`borderwars scenario check`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote as quoted

from game.core.errors import UsageError
from game.core.files import refused_as_usage, write_whole
from game.scenario.grid_recipe import Recipe
from game.scenario.homes import data_dir
from game.scenario.nouns import DESCRIBED
from game.scenario.offering import Schema, described_rules, offer
from game.scenario.rule_values import library_schema
from game.scenario.schema.basics import SCHEMA_VERSION, Noun
from game.scenario.schema.experiment_file import VARIES
from game.scenario.schema.libraries import OwnGround
from game.scenario.schema.plan import CONDITIONS, GUN_TASKS, TASKS
from game.scenario.schema.scenario_file import MEASURES
from game.scenario.suggesting import or_known, quote

SCHEMAS: Final = "schemas"
"""The folder beside the files of a battle with what text editors complete and check them by."""

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"

MODELINE: Final = "# yaml-language-server: $schema="
"""How the comment begins by which a file names its JSON Schema."""

KINDS: Final[dict[str, type[Noun]]] = {**DESCRIBED, "terrain": OwnGround, "recipe": Recipe}
"""The model of every kind of file that has a JSON Schema; of ground a battle's own may have a part only."""

EXACTLY_ONE: Final[Mapping[str, Sequence[str]]] = {
    "Calendar": ("turn_hours", "turn_minutes"),
    "Condition": CONDITIONS,
    "FactorEntry": VARIES,
    "GunTask": GUN_TASKS,
    "HistoryEntry": MEASURES,
    "Task": TASKS,
}
"""By model the keys of which an entry has exactly one; the checks of plans, scenarios and experiments ask for it."""


def json_schema(kind: str = "scenario") -> Schema:
    """Return the JSON Schema of one kind of file."""
    if kind not in KINDS:
        raise UsageError(f"there is no schema of {quote(kind)}{or_known(kind, KINDS)}")
    model = KINDS[kind]
    schema = model.model_json_schema()
    if kind == "rules":
        rules = schema["properties"]["rules"]
        del rules["patternProperties"]
        rules |= library_schema()
    for name, noun in (*schema.get("$defs", {}).items(), (model.__name__, schema)):
        offer(noun, name)
        for inside in noun["properties"].values():
            _tighten(inside)
        if keys := EXACTLY_ONE.get(name):
            noun["oneOf"] = [{"required": [key], "properties": {key: {"not": {"type": "null"}}}} for key in keys]
    version = schema["properties"]["schema"]
    about = {key: version[key] for key in ("title", "type", "description")}
    schema["properties"]["schema"] = {**about, "const": SCHEMA_VERSION}
    if rules := schema["properties"].get("rules"):
        schema["properties"]["rules"] = {**rules, "properties": described_rules(rules["properties"])}
    return {"$schema": DRAFT, **schema, "title": f"Border Wars: {kind.replace('_', ' ')}"}


def _tighten(schema: Schema) -> None:
    """Close mappings to keys that are not written as they should be, and let no editor fill in `null`."""
    if schema.get("default", "") is None:
        del schema["default"]
    if "patternProperties" in schema:
        schema["additionalProperties"] = False
    several = [schema.get("items"), schema.get("additionalProperties"), *schema.get("anyOf", ())]
    for inside in several:
        if isinstance(inside, dict):
            _tighten(inside)


def file_of(kind: str) -> str:
    """Return what the file with the JSON Schema of a kind is called."""
    return f"{kind}.schema.json"


def schema_text(kind: str) -> str:
    """Return the JSON Schema of a kind as it stands in a file."""
    return json.dumps(json_schema(kind), indent=1, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write the JSON Schemas of all kinds into a folder that is there; return the files.

    Raises
    ------
    UsageError : one cannot be written.
    """
    written = [folder / file_of(kind) for kind in KINDS]
    for kind, path in zip(KINDS, written, strict=True):
        with refused_as_usage(path):
            write_whole(path, schema_text(kind).encode())
    return written


def shipped_schemas() -> Path:
    """Return the folder of the JSON Schemas that come with the game."""
    return data_dir("assets") / "schemas"


def modeline(kind: str, folder: Path, schemas: Path) -> str:
    """Return the comment by which files of a kind in one folder name their JSON Schema in another.

    The path leads from folder to folder, so that both can be moved together; where none does it is a URI.
    """
    try:
        way = quoted(Path(os.path.relpath(schemas.resolve() / file_of(kind), folder.resolve())).as_posix())
    except ValueError:  # on another drive
        way = (schemas.resolve() / file_of(kind)).as_uri()
    return f"{MODELINE}{way}"
