"""Content to map: what somebody has drawn in Tiled as the data of a map file, every fault with its layer and object."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from game.core.errors import Problem, ScenarioError
from game.scenario.map_text import map_text
from game.scenario.reading import Document
from game.scenario.schema.basics import SCHEMA_VERSION
from game.scenario.schema.mapsheet import MapFile
from game.scenario.tiled.content import Content
from game.scenario.tiled.drawn import READERS
from game.scenario.tiled.entries import nested
from game.scenario.tiled.exporting import CREDIT
from game.scenario.tiled.findings import Findings, called
from game.scenario.tiled.painted import GRID_NAMES, HEIGHTS, grids
from game.scenario.validating import validate

ASSUMED: Final[Mapping[str, Any]] = {"hex_size": 500, "latitude": 45.0, "longitude": 115.0}
"""What a map is taken for that does not say it."""

_CREDIT: Final = re.compile(rf"{CREDIT} *([0-9]{{1,4}})\Z")


@dataclass(frozen=True)
class Imported:
    """The text of a map, and what its maker should know: what was assumed, and which layers mean nothing here."""

    text: str
    assumed: dict[str, Any] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)


def import_map(content: Content, name: str, given: Mapping[str, Any], height: int = 0) -> Imported:
    """Return the map that a file of Tiled holds.

    `given` goes before what the file says, `name` is what messages call it, `height` that of hexes that have none.

    Raises
    ------
    ScenarioError : something in it has no meaning on a map.
    """
    findings = Findings(name)
    said = _said(content, given, findings)
    assumed = {key: value for key, value in {"name": Path(name).stem, **ASSUMED}.items() if key not in said}
    data: dict[str, Any] = {"schema": SCHEMA_VERSION, **assumed, **said}
    data |= {"columns": content.layout.columns, "rows": content.layout.rows}
    data |= grids(content, height, findings)
    data |= {part: found for part, read in READERS.items() if (found := read(content, findings))}
    findings.stop_if_any()
    _require_valid(data, findings)
    known = {*GRID_NAMES, *READERS, HEIGHTS, *findings.used}
    layers = [*(grid.name for grid in content.grids), *(sheet.name for sheet in content.sheets)]
    return Imported(map_text(data), assumed, [layer for layer in layers if called(layer) not in known])


def _said(content: Content, given: Mapping[str, Any], findings: Findings) -> dict[str, Any]:
    """Return what the properties of the map say, and what was given instead."""
    credits = {int(found[1]): str(text) for key, text in content.properties.items() if (found := _CREDIT.match(key))}
    others = {key: value for key, value in content.properties.items() if not _CREDIT.match(key)}
    try:
        entry = nested(others)
    except ValueError as error:
        findings.add("properties of the map", str(error))
        entry = {}
    fields = {field.alias or name for name, field in MapFile.model_fields.items()}
    said = {key: value for key, value in entry.items() if key in fields}  # other properties are the maker's own
    said |= {"credits": [credits[number] for number in sorted(credits)]} if credits else {}
    return {**said, **given}


def _require_valid(data: dict[str, Any], findings: Findings) -> None:
    """Hold the data against the model of a map; a fault is reported where it is drawn. Raises ScenarioError."""
    checked = validate(Document(findings.name, data), MapFile)
    if checked.problems:
        raise ScenarioError([_placed(problem, findings) for problem in checked.problems])


def _placed(problem: Problem, findings: Findings) -> Problem:
    """Return a problem with the object that the entry was made from before its place."""
    path = problem.path
    while path and path not in findings.origins:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    if not path:
        return problem
    return Problem(
        problem.file, 0, 0, f"{findings.origins[path]}: {problem.path[len(path) :].lstrip('.')}", problem.message
    )
