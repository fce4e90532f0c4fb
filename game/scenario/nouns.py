"""Everything that one scenario is made of, as models: its own file, the map, the forces and the shared libraries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.scenario.schema.basics import Noun
from game.scenario.schema.experiment_file import ExperimentFile
from game.scenario.schema.forces import ForcesFile
from game.scenario.schema.libraries import EquipmentLibrary, Ground, RulesLibrary, UnitTypeLibrary
from game.scenario.schema.mapsheet import MapFile
from game.scenario.schema.plan import PlanFile
from game.scenario.schema.scenario_file import ScenarioFile

MODELS: Final[dict[str, type[Noun]]] = {
    "scenario": ScenarioFile,
    "map": MapFile,
    "forces": ForcesFile,
    "terrain": Ground,
    "equipment": EquipmentLibrary,
    "unit_types": UnitTypeLibrary,
    "rules": RulesLibrary,
}
"""The model of each kind of file that a scenario has one of; the keys are also those of its `documents`."""

FILES: Final[dict[str, type[Noun]]] = {**MODELS, "plan": PlanFile}
"""The model of every kind of file."""

DESCRIBED: Final[dict[str, type[Noun]]] = {**FILES, "experiment": ExperimentFile}
"""The model of every kind of file that has a JSON Schema: also of those that are no part of a scenario."""

LIBRARIES: Final = ("terrain", "equipment", "unit_types", "rules")
"""The kinds that all scenarios share; their files are `assets/data/<kind>.yaml`."""


@dataclass(frozen=True)
class Nouns:
    """The models of one scenario, each valid by itself."""

    scenario: ScenarioFile
    map: MapFile
    forces: ForcesFile
    terrain: Ground
    equipment: EquipmentLibrary
    unit_types: UnitTypeLibrary
    rules: RulesLibrary
