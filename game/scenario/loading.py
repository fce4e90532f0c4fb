"""From files, or from a save, to a playable scenario.

`load_scenario` reads the scenario's file, the map and forces that it names and the shared libraries, checks them and
compiles them. `from_documents` does the same from the plain data that a save holds. Either returns a `Scenario` or
raises a `ScenarioError` that names all faults of all files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, cast, get_args

from game.core.arguments import one_of, path_of, text_of, whole
from game.core.errors import Problem, ScenarioError, UsageError
from game.core.limits import MOST_PLANS
from game.core.terms import NOWHERE
from game.scenario.areas import all_areas
from game.scenario.checks import check, plan_part
from game.scenario.compiling import compile_world
from game.scenario.files import attempt, extras, library, plans_beside, read, read_all
from game.scenario.grids import hex_number, hex_row
from game.scenario.languages import Language, new_names, translated, translated_names
from game.scenario.library import find_scenario, is_shared, read_library, shown
from game.scenario.names import Names, names_of, side_among
from game.scenario.nouns import EXTRAS, FILES, LIBRARIES, MODELS, TEXTS, Nouns
from game.scenario.own_libraries import with_own
from game.scenario.pictures import note_faulty_pictures
from game.scenario.reading import MAX_DEPTH, MAX_NODES, Document
from game.scenario.schema.basics import Noun
from game.scenario.schema.forces import ForcesFile
from game.scenario.schema.libraries import EquipmentLibrary, Ground, RulesLibrary, UnitTypeLibrary
from game.scenario.schema.mapsheet import MapFile
from game.scenario.schema.plan import PlanFile
from game.scenario.schema.scenario_file import ScenarioFile
from game.scenario.schema.texts import TextsFile
from game.scenario.starting import compile_start
from game.scenario.suggesting import or_known, quote
from game.scenario.validating import Validated, validate
from game.scenario.world import State, World

Documents = dict[str, Any]


@dataclass(frozen=True)
class Scenario:
    """A scenario that has been checked: as plain data, as models, and as arrays."""

    name: str
    documents: Documents = field(repr=False)  # plain data of all files by kind, plans as a list; what a save holds
    nouns: Nouns = field(repr=False)
    areas: Mapping[str, frozenset[int]] = field(repr=False)  # hexes by area id, in the order of `world.areas`
    names: Names = field(repr=False)
    world: World = field(repr=False)
    start: State = field(repr=False)  # the state before the first turn; copy it, never write to it
    digest: str = ""
    plans: tuple[PlanFile, ...] = field(default=(), repr=False)
    changes: tuple[str, ...] = ()  # what was changed in the files' data for a what-if, in words (`changes.changed`)
    as_written: Scenario | None = field(default=None, repr=False)  # of one in another language: that of the files
    folder: Path | None = field(default=None, repr=False, compare=False)  # where its pictures are; None: of a save

    @property
    def file(self) -> ScenarioFile:
        """The scenario's own file."""
        return self.nouns.scenario

    @property
    def title(self) -> str:
        """What people call it; one with changes is another battle, and says so."""
        return f"{self.file.name} (changed)" if self.changes else self.file.name

    @property
    def stem(self) -> str:
        """The name of its file without folder and ending, by which files of texts know it."""
        return Path(self.name).stem

    @property
    def map(self) -> MapFile:
        """The map."""
        return self.nouns.map

    @property
    def forces(self) -> ForcesFile:
        """Everyone who may appear."""
        return self.nouns.forces

    @property
    def ground(self) -> Ground:
        """Kinds of terrain, hexsides and roads."""
        return self.nouns.terrain

    @property
    def equipment(self) -> EquipmentLibrary:
        """Kinds of items."""
        return self.nouns.equipment

    @property
    def unit_types(self) -> UnitTypeLibrary:
        """Kinds of units."""
        return self.nouns.unit_types

    @property
    def rules(self) -> RulesLibrary:
        """Numbers of the rulebook, without the scenario's own."""
        return self.nouns.rules

    def localised(self, language: Language) -> Scenario:
        """Return the same scenario with its texts in a language, as far as it has them; else those of the files stand.

        Names of places are from the map or from the battle's file of texts, all others from that file.

        Raises
        ------
        UsageError : it is no language that names are in.
        """
        language = cast("Language", one_of(language, "the language of names", get_args(Language)))
        if self.as_written is not None:
            return self.as_written.localised(language)
        if language == "en":
            return self
        if language not in self._localised:
            there = translated(self.nouns, language, self.stem)
            names = translated_names(names_of(there, self.areas), new_names(self.nouns, there))
            self._localised[language] = replace(self, nouns=there, names=names, as_written=self)
        return self._localised[language]

    @cached_property
    def _localised(self) -> dict[Language, Scenario]:
        return {}

    def plan(self, side: str, name: str) -> PlanFile:
        """Return a plan of a side.

        Raises
        ------
        UsageError : the scenario has no such side, or the side no such plan.
        """
        side_among(self.names.sides, side, self.name)
        plans = {plan.id: plan for plan in self.plans if plan.side == side}
        if name not in plans:
            raise UsageError(f"{self.name} has no plan {quote(name)} of the side {quote(side)}{or_known(name, plans)}")
        return plans[name]

    def with_plan(self, plan: PlanFile) -> Scenario:
        """Return the scenario with one more plan, which has been checked against it (`read_plan`); saves hold it.

        Raises
        ------
        UsageError : the side has another plan of that id.
        """
        if plan in self.plans:
            return self
        if any((one.side, one.id) == (plan.side, plan.id) for one in self.plans):
            raise UsageError(f"{self.name} has a plan {quote(plan.id)} of {plan.side} already; give yours another id")
        data = plan.model_dump(mode="json", by_alias=True, exclude_unset=True)
        documents = {**self.documents, "plans": [*self.documents.get("plans", []), data]}
        return replace(self, documents=documents, digest=canonical_digest(documents), plans=(*self.plans, plan))

    def hex_number(self, row: int) -> str | None:
        """Return the printed number of a hex by its row, None for NOWHERE.

        Raises
        ------
        UsageError : the map has no such row.
        """
        row = whole(row, "the row of a hex", NOWHERE, self.map.columns * self.map.rows - 1)
        return None if row == NOWHERE else hex_number(self.map, row)

    def hex_row(self, printed: str) -> int | None:
        """Return the row of a hex by its printed number, None if it is not on the map.

        Raises
        ------
        UsageError : a printed number is a text, and this is none.
        """
        return hex_row(self.map, text_of(printed, "the printed number of a hex"))


def load_scenario(name_or_path: str | Path) -> Scenario:
    """Return a scenario by name (`lake_khasan/campaign`) or by the path of its file.

    Raises
    ------
    UsageError : there is no such scenario, or the name is neither text nor path.
    ScenarioError : its files have faults.
    """
    return load_with_places(name_or_path)[0]


def load_to_draw(name_or_path: str | Path) -> Scenario:
    """As `load_scenario`, but pictures of the briefing may be missing or faulty: one of them may be what is drawn."""
    try:
        return load_scenario(name_or_path)
    except ScenarioError:
        return load_with_places(name_or_path, pictures=False)[0]  # has whatever other fault there was


def load_with_places(name_or_path: str | Path, pictures: bool = True) -> tuple[Scenario, dict[str, Document]]:
    """As `load_scenario`; and its documents with the place of each value, by kind, the plans as `plan_part(index)`.

    `pictures` is as in `read_all`.
    """
    if not isinstance(name_or_path, Path):
        name_or_path = text_of(name_or_path, "the name of a scenario")
    name, path = find_scenario(name_or_path)
    parts = read_all(path, pictures)
    plans = plans_beside(path, parts["scenario"])
    scenario = _build(name, parts, plans)
    scenario = replace(scenario, folder=path.parent)
    named = {plan_part(index): plan for index, plan in enumerate(plans)}
    return scenario, {kind: part.document for kind, part in {**parts, **named}.items()}


def libraries(folder: Path | None = None) -> dict[str, Noun]:
    """Return the shared libraries by kind, with what the battle in a folder adds; its symbols, where it has any.

    Raises
    ------
    ScenarioError : one of them has faults.
    """
    parts = {kind: library(kind, folder) for kind in LIBRARIES}
    own = {} if folder is None else extras(folder)
    parts |= {part: found for part, found in own.items() if part == "symbols"}
    _raise_any([problem for part in parts.values() for problem in part.problems])
    return {kind: part.model for kind, part in parts.items() if part.model is not None}


def check_part(kind: str, path: Path) -> Noun:
    """Return the model of a single file that is no scenario (a map, forces, a library), checked as far as it can be.

    It is held against the shared libraries; what only a whole scenario can say is not asked, and so of a plan only
    what it says by itself.

    Raises
    ------
    ScenarioError : it has faults, or cannot be read.
    """
    parts = {other: Validated(Document(other, None), None) for other in MODELS}
    parts |= {other: library(other, path.parent) for other in LIBRARIES}
    if kind in LIBRARIES and (not is_shared(path) or path.stem != kind):  # a set of rule values is a part too
        shared = attempt(kind, partial(read_library, kind))
        part = attempt(shown(path), partial(with_own, kind, path, shown(path), shared))
    else:
        part = attempt(shown(path), partial(read, kind, path))
    parts |= extras(path.parent) if kind in ("forces", "unit_types") else {}
    if kind in MODELS:
        parts[kind] = part
    elif kind in EXTRAS.values():
        parts[_extra_part(kind, path, part)] = part
    note_faulty_pictures(path.parent, part)
    return _sound(part, check(parts, [part] if kind == "plan" else []))


def _extra_part(kind: str, path: Path, part: Validated) -> str:
    """Return which part of a scenario a file of symbols or texts is: as its name says, else by its language."""
    if EXTRAS.get(path.stem) == kind:
        return path.stem
    return TEXTS[part.model.language] if isinstance(part.model, TextsFile) else next(iter(EXTRAS))


def read_plan(scenario: Scenario, path: Path | str) -> PlanFile:
    """Return a plan from a file of one's own, checked against the scenario that it is for.

    Raises
    ------
    UsageError : the path is none.
    ScenarioError : it has faults, or cannot be read.
    """
    path = path_of(path, "the file of a plan")
    return _plan_for(scenario, attempt(shown(path), partial(read, "plan", path)))


def plan_from_document(scenario: Scenario, document: Any, name: str = "saved game") -> PlanFile:
    """Return a plan that a save holds; it is checked as strictly as a file. Raises ScenarioError as `read_plan`."""
    return _plan_for(scenario, _from_save("plan", document, name))


def _plan_for(scenario: Scenario, plan: Validated) -> PlanFile:
    parts = {kind: _from_save(kind, scenario.documents[kind], scenario.name) for kind in MODELS}
    return cast("PlanFile", _sound(plan, check(parts, [plan])))


def _sound(part: Validated, found: list[Problem]) -> Noun:
    """Return the model of a file in which nothing has been found. Raises ScenarioError."""
    name = part.document.name
    _raise_any([*part.problems, *(problem for problem in found if problem.file == name)])
    assert part.model is not None
    return part.model


def from_documents(documents: Any, name: str = "saved game") -> Scenario:
    """Return the scenario that a save holds; its data are checked as strictly as files.

    Raises
    ------
    ScenarioError : they have faults.
    """
    if not isinstance(documents, dict):
        raise ScenarioError([Problem(name, 0, 0, "", "the document holds no scenario")])
    plans = documents.get("plans", [])
    if not isinstance(plans, list) or len(plans) > MOST_PLANS:
        raise ScenarioError([Problem(name, 0, 0, "plans", f"should be a list of at most {MOST_PLANS} plans")])
    there = [*MODELS, *(part for part in EXTRAS if part in documents)]
    parts = {kind: _from_save(kind, documents.get(kind), name) for kind in there}
    return _build(name, parts, [_from_save("plan", plan, name) for plan in plans])


def canonical_digest(documents: Documents) -> str:
    """Return the SHA-256 of documents as 64 hexadecimal digits.

    The order of keys counts, because it is the order of sides, units and areas. Texts in other languages do not: a
    battle that is translated is the same battle.
    """
    played = {kind: data for kind, data in documents.items() if kind not in TEXTS.values()}
    text = json.dumps(played, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _build(name: str, parts: dict[str, Validated], plans: Sequence[Validated]) -> Scenario:
    """Check everything together, and compile it if nothing is wrong."""
    problems = [problem for part in (*parts.values(), *plans) for problem in part.problems]
    problems += check(parts, plans)
    _raise_any(problems)
    nouns = Nouns(**{kind: part.model for kind, part in parts.items()})  # type: ignore[arg-type]  # MODELS has the types
    documents: Documents = {kind: part.document.data for kind, part in parts.items()}
    if plans:
        documents["plans"] = [plan.document.data for plan in plans]
    areas = all_areas(nouns.map, nouns.scenario.areas)
    names = names_of(nouns, areas)
    world = compile_world(nouns, names, areas)
    start = compile_start(nouns, names, areas, world)
    models = tuple(plan.model for plan in plans if isinstance(plan.model, PlanFile))
    return Scenario(name, documents, nouns, areas, names, world, start, canonical_digest(documents), models)


def _raise_any(problems: list[Problem]) -> None:
    if problems:
        raise ScenarioError(sorted(dict.fromkeys(problems), key=_reading_order))


def _reading_order(problem: Problem) -> tuple[str, int, int, str]:
    return problem.file, problem.line, problem.column, problem.message


# --- saves ----------------------------------------------------------------------------------------------------------


def _from_save(kind: str, data: Any, name: str) -> Validated:
    label = f"{name} ({kind})"
    for depth, node in enumerate(_levels(data)):
        if depth > MAX_DEPTH or node > MAX_NODES:
            return Validated(
                Document(label, None),
                None,
                [Problem(label, 0, 0, "", "the document is nested too deeply or too large")],
            )
    return validate(Document(label, data), FILES[EXTRAS.get(kind, kind)])


def _levels(data: Any) -> Iterator[int]:
    """Yield how many values plain data has at each depth and above, without recursion."""
    level, total = [data], 0
    while level:
        total += len(level)
        yield total
        level = [
            child
            for value in level
            for child in (value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())
        ]
