"""Everything that one scenario is made of, as models: its own file, the map, the forces and the shared libraries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args

from game.scenario.schema.basics import Noun
from game.scenario.schema.experiment_file import ExperimentFile
from game.scenario.schema.forces import ForcesFile
from game.scenario.schema.libraries import EquipmentLibrary, Ground, RulesLibrary, UnitTypeLibrary
from game.scenario.schema.looks import SymbolsFile
from game.scenario.schema.mapsheet import MapFile
from game.scenario.schema.plan import PlanFile
from game.scenario.schema.scenario_file import ScenarioFile
from game.scenario.schema.texts import OtherLanguage, TextsFile
from game.scenario.symbol_names import SYMBOLS

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

FILES: Final[dict[str, type[Noun]]] = {**MODELS, "plan": PlanFile, "symbols": SymbolsFile, "texts": TextsFile}
"""The model of every kind of file."""

DESCRIBED: Final[dict[str, type[Noun]]] = {**FILES, "experiment": ExperimentFile}
"""The model of every kind of file that has a JSON Schema: also of those that are no part of a scenario."""

TEXTS: Final[dict[OtherLanguage, str]] = {language: f"texts_{language}" for language in get_args(OtherLanguage)}
"""What the texts in each language are called among the parts of a scenario; their files have these names too."""

EXTRAS: Final[dict[str, str]] = {"symbols": "symbols", **dict.fromkeys(TEXTS.values(), "texts")}
"""Parts that a scenario may have, each with its kind of file: `<part>.yaml` beside it. None of them touches a rule."""

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
    symbols: SymbolsFile | None = None
    texts_ru: TextsFile | None = None
    texts_ja: TextsFile | None = None

    @property
    def texts(self) -> Mapping[str, TextsFile]:
        """The battle's texts in those other languages that it has any in."""
        found = {"ru": self.texts_ru, "ja": self.texts_ja}
        return {language: texts for language, texts in found.items() if texts is not None}

    @property
    def symbol_ids(self) -> frozenset[str]:
        """Ids of all symbols that a unit or a type may name."""
        return frozenset((*SYMBOLS, *(self.symbols.symbols if self.symbols else ())))
