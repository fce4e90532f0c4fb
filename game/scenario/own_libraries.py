"""Libraries that a battle brings itself: entries that are added to the shared ones, or take the place of one by name.

They lie beside the scenario under the names of the shared ones: terrain.yaml, equipment.yaml, unit_types.yaml and
rules.yaml. What is read is both together, as one document, so that saves and digests have all that counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from game.core.errors import Problem
from game.scenario.reading import Document, Spot, read_with_faults
from game.scenario.schema.basics import Noun
from game.scenario.schema.libraries import EquipmentLibrary, Ground, OwnGround, RulesLibrary, UnitTypeLibrary
from game.scenario.validating import Validated, validate

MODELS: Final[dict[str, tuple[type[Noun], type[Noun]]]] = {
    "terrain": (OwnGround, Ground),
    "equipment": (EquipmentLibrary, EquipmentLibrary),
    "unit_types": (UnitTypeLibrary, UnitTypeLibrary),
    "rules": (RulesLibrary, RulesLibrary),
}
"""The model of a battle's own library of each kind, and that of both together."""


@dataclass(frozen=True)
class Layered(Document):
    """Two documents as one: what the battle's own says of an entry stands for all of it."""

    own: Document = field(default_factory=lambda: Document("", None))
    shared: Document = field(default_factory=lambda: Document("", None))

    def of(self, spot: Spot) -> Document:
        """Return the document in which a spot stands; the whole, and a section as a whole, is the battle's own."""
        data: Any = self.own.data
        for part in spot[:2]:
            if not isinstance(data, dict) or part not in data:
                return self.shared
            data = data[part]
        return self.own

    def original(self, spot: Spot) -> Spot:
        """As `Document`."""
        return self.of(spot).original(spot)

    def place(self, spot: Spot, *, key: bool = False) -> tuple[int, int]:
        """As `Document`."""
        return self.of(spot).place(spot, key=key)

    def row_place(self, spot: Spot, row: int, offset: int, text: str) -> tuple[int, int]:
        """As `Document`."""
        return self.of(spot).row_place(spot, row, offset, text)

    def problem(self, spot: Spot, message: str, *, key: bool = False, at: tuple[int, int] | None = None) -> Problem:
        """As `Document`, in the file in which the spot stands."""
        return self.of(spot).problem(spot, message, key=key, at=at)


def own_library(kind: str, folder: Path) -> Path | None:
    """Return the file of a battle's own library of a kind, None if it has none."""
    path = folder / f"{kind}.yaml"
    return path if path.exists() or path.is_symlink() else None  # a folder too: reading it says what is wrong


def with_own(kind: str, path: Path, name: str, shared: Validated) -> Validated:
    """Return a shared library with what a file of the battle adds to it; `name` is what messages call that file.

    Raises
    ------
    ScenarioError : the file cannot be read.
    """
    own_model, model = MODELS[kind]
    own = validate(read_with_faults(path, name), own_model)
    if own.model is None or shared.model is None:
        return Validated(own.document, None, [*shared.problems, *own.problems])
    if kind == "rules":
        _take_scales(shared.document.data["rules"], own.document.data.get("rules"))
    both = Layered(name, _together(shared.document.data, own.document.data), own=own.document, shared=shared.document)
    found = validate(both, model)
    found.problems = list(dict.fromkeys([*own.problems, *found.problems]))
    found.left_out |= own.left_out
    found.cuts |= own.cuts
    found.stand_ins |= own.stand_ins
    return found


def _take_scales(shared: dict[str, Any], own: Any) -> None:
    """Let a rule value that does not say what it goes with (`per`) go with what the shared one does."""
    for name, entry in own.items() if isinstance(own, dict) else ():
        there = shared.get(name, {}).get("per")
        if isinstance(entry, dict) and there is not None:
            entry.setdefault("per", there)


def _together(shared: Any, own: Any) -> dict[str, Any]:
    """Return the sections of both: an entry of the battle's own in the place of the shared one of its name, or last."""
    together = dict(shared)
    for section, entries in own.items():
        there = together.get(section)
        together[section] = {**there, **entries} if isinstance(there, dict) and isinstance(entries, dict) else entries
    return together
