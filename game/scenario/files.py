"""The files of a scenario, read and validated one by one: its own, those that it names, and the libraries."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final, cast, get_args

from game.core.errors import ScenarioError
from game.core.limits import MOST_PLANS
from game.scenario.homes import data_dir
from game.scenario.kinds import WORDS, kind_of
from game.scenario.library import read_library, shown
from game.scenario.nouns import EXTRAS, FILES, LIBRARIES
from game.scenario.own_libraries import own_library, with_own
from game.scenario.pictures import note_faulty_pictures
from game.scenario.reading import Document, Spot, read_with_faults
from game.scenario.schema.scenario_file import RuleSet
from game.scenario.suggesting import or_known, quote
from game.scenario.validating import Validated, validate

BESIDE: Final = ("map", "forces")
"""The files that a scenario names one of; they lie beside it, as its plans do."""


def read_all(path: Path, pictures: bool = True) -> dict[str, Validated]:
    """Read and validate all files of a scenario; what cannot be read has no model.

    `pictures`: whether those of the briefing are looked at; who draws one need not have it yet.
    """
    scenario = attempt(shown(path), partial(read, "scenario", path))
    parts = {"scenario": scenario}
    for kind in BESIDE:
        parts[kind] = _beside(kind, path, scenario)
    for kind in LIBRARIES:
        parts[kind] = library(kind, path.parent, rule_set_of(scenario.document.data) if kind == "rules" else None)
    for kind in ("scenario", "forces") if pictures else ("forces",):
        note_faulty_pictures(path.parent, parts[kind])
    return parts | extras(path.parent)


def extras(folder: Path) -> dict[str, Validated]:
    """Read what a battle may have besides, and has: symbols of its own, and its texts in other languages."""
    found = {part: folder / f"{part}.yaml" for part in EXTRAS}
    there = {part: path for part, path in found.items() if path.exists() or path.is_symlink()}
    return {part: attempt(shown(path), partial(read, EXTRAS[part], path)) for part, path in there.items()}


def rule_set_of(data: Any) -> RuleSet | None:
    """Return the set of rule values that the data of a scenario's file name, None for the usual ones."""
    named = data.get("rule_set") if isinstance(data, dict) else None
    return cast("RuleSet", named) if isinstance(named, str) and named in get_args(RuleSet) else None


def library(kind: str, folder: Path | None, rule_set: RuleSet | None = None) -> Validated:
    """Read a shared library, with what a set of rule values and the battle in a folder put in its place."""
    shared = attempt(kind, partial(read_library, kind))
    if rule_set is not None:
        path = data_dir("assets") / "data" / f"rules_{rule_set}.yaml"
        shared = attempt(shown(path), partial(with_own, kind, path, shown(path), shared))
    own = None if folder is None else own_library(kind, folder)
    return shared if own is None else attempt(shown(own), partial(with_own, kind, own, shown(own), shared))


def read(kind: str, path: Path) -> Validated:
    """Read and validate a file of a kind; one that clearly is of another kind is refused. Raises ScenarioError."""
    document = read_with_faults(path, shown(path))
    found = kind_of(document.data, kind)
    if found != kind:
        said = document.problem((), f"this is {WORDS[found]}, not {WORDS[kind]}")
        return Validated(document, None, [*document.problems, said])
    return validate(document, FILES[kind])


def attempt(name: str, read: Callable[[], Validated]) -> Validated:
    """Return what is read, or nothing with its problems where it cannot be."""
    try:
        return read()
    except ScenarioError as error:
        return Validated(Document(name, None), None, list(error.problems))


def _beside(kind: str, path: Path, scenario: Validated) -> Validated:
    """Read the map or the forces; a faulty name is a problem of the scenario's file."""
    data = scenario.document.data
    file_name = data.get(kind) if isinstance(data, dict) else None
    if not isinstance(file_name, str) or (kind,) in scenario.stand_ins:
        return Validated(Document(kind, None), None)  # said already
    return _file_beside(kind, (kind,), file_name, path, scenario)


def plans_beside(path: Path, scenario: Validated) -> list[Validated]:
    """Read the plans; a faulty name is a problem of the scenario's file, and so is one that comes twice."""
    data = scenario.document.data
    found = data.get("plans") if isinstance(data, dict) else None
    names = found[:MOST_PLANS] if isinstance(found, list) else []
    plans: list[Validated] = []
    for index, file_name in enumerate(names):
        if not isinstance(file_name, str):
            continue  # said already
        if file_name in names[:index]:
            said = f"{quote(file_name)} is there already"
            scenario.problems.append(scenario.document.problem(("plans", index), said))
            continue
        plans.append(_file_beside("plan", ("plans", index), file_name, path, scenario))
    return plans


def _file_beside(kind: str, spot: Spot, file_name: str, path: Path, scenario: Validated) -> Validated:
    """Read a file that a scenario names; a faulty name is a problem of the scenario's file."""
    nothing = Validated(Document(kind, None), None)
    there = sorted(other.name for other in path.parent.glob("*.yaml") if other.exists() and other != path)
    fault = ""
    if file_name in {"", ".", ".."} or Path(file_name).name != file_name or "\\" in file_name:
        fault = f"should be the name of a file beside this one, without a folder, not {quote(file_name)}"
    elif "\0" in file_name or not (path.parent / file_name).exists():
        fault = f"there is no file {quote(file_name)} beside this one{or_known(file_name, there)}"
    if fault:
        nothing.problems.append(scenario.document.problem(spot, fault))
        return nothing
    other = path.parent / file_name
    return attempt(shown(other), partial(read, kind, other))
