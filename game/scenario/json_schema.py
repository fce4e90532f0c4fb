"""JSON Schema documents of the files, for editors that complete and check while one types.

`borderwars scenario schema [KIND]` prints one; an author's first line
`# yaml-language-server: $schema=scenario.schema.json` makes use of it. They say what `schema` says; that names exist
and hexes are on the map is only checked by `borderwars scenario check`.
"""

from __future__ import annotations

from typing import Any, Final

from game.core.errors import UsageError
from game.scenario.nouns import DESCRIBED
from game.scenario.rule_values import library_schema
from game.scenario.schema.basics import SCHEMA_VERSION
from game.scenario.suggesting import or_known, quote

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: str = "scenario") -> dict[str, Any]:
    """Return the JSON Schema of one kind of file."""
    if kind not in DESCRIBED:
        raise UsageError(f"there is no schema of {quote(kind)}{or_known(kind, DESCRIBED)}")
    schema = DESCRIBED[kind].model_json_schema()
    schema["properties"]["schema"] = {"const": SCHEMA_VERSION, "title": "Schema", "type": "integer"}
    if kind == "rules":
        schema["properties"]["rules"] |= library_schema()
    return {"$schema": DRAFT, **schema, "title": f"Border Wars: {kind.replace('_', ' ')}"}
