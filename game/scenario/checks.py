"""What a schema cannot say: that names exist, hexes are on the map, and the parts of a scenario fit together.

`check` runs every check whose files could be read and returns all problems. The checks are grouped by file:
`library_checks`, `map_checks`, `force_checks`, `play_checks` (the scenario's own file) and `deployment_checks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from game.core.errors import Problem
from game.scenario.force_checks import check_forces
from game.scenario.library_checks import check_equipment, check_ground, check_rules, check_unit_types
from game.scenario.map_checks import check_map
from game.scenario.nouns import Nouns
from game.scenario.play_checks import check_scenario
from game.scenario.report import Report
from game.scenario.schema.basics import Noun
from game.scenario.schema.forces import ForcesFile
from game.scenario.schema.libraries import EquipmentLibrary, Ground, RulesLibrary, UnitTypeLibrary
from game.scenario.schema.mapsheet import MapFile
from game.scenario.setting import Setting
from game.scenario.validating import Validated

Model = TypeVar("Model", bound=Noun)


def check(parts: Mapping[str, Validated]) -> list[Problem]:
    """Return what is wrong between and within files that are each of the right form."""
    report = Report(parts)
    ground = _model(parts, "terrain", Ground)
    equipment = _model(parts, "equipment", EquipmentLibrary)
    unit_types = _model(parts, "unit_types", UnitTypeLibrary)
    forces = _model(parts, "forces", ForcesFile)
    _check_libraries(report, parts, ground, equipment, unit_types)
    if forces is not None:
        check_forces(report, forces, equipment, unit_types)
    if (map_file := _model(parts, "map", MapFile)) is not None:
        check_map(report, map_file, ground, None if forces is None else forces.sides)
    if all(part.model is not None for part in parts.values()):
        check_scenario(Setting(report, Nouns(**{kind: part.model for kind, part in parts.items()})))  # type: ignore[arg-type]  # MODELS has the types
    return report.problems


def _check_libraries(
    report: Report,
    parts: Mapping[str, Validated],
    ground: Ground | None,
    equipment: EquipmentLibrary | None,
    unit_types: UnitTypeLibrary | None,
) -> None:
    if ground is not None:
        check_ground(report, ground)
    if equipment is not None:
        check_equipment(report, equipment)
    if unit_types is not None:
        check_unit_types(report, unit_types, equipment)
    if (rules := _model(parts, "rules", RulesLibrary)) is not None:
        check_rules(report, rules)


def _model(parts: Mapping[str, Validated], kind: str, model: type[Model]) -> Model | None:
    found = parts[kind].model
    return found if isinstance(found, model) else None
