"""A file of an experiment, read and checked as strictly as a scenario: every fault with its place in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from game.batch.experiment import Experiment, Factor, Level, Point, Stop
from game.batch.experiments.designs import grid, latin_hypercube, one_at_a_time
from game.batch.experiments.factors import Varied, led_by
from game.batch.figures import OF_UNITS, require_figure
from game.batch.noting import asked_notes
from game.commanders.roster import (
    WITH_PLAN,
    commander_named,
    commanders_of,
    names_file,
    require_leader,
    require_side,
    taken_apart,
)
from game.core.arguments import path_of
from game.core.errors import Problem, ScenarioError, UsageError
from game.scenario.homes import data_dir, has_keys_of_a_scenario, shipped_names
from game.scenario.library import shown
from game.scenario.loading import Scenario, load_scenario, read_plan
from game.scenario.reading import Document, Spot, read_file
from game.scenario.schema.experiment_file import MOST_POINTS, ExperimentFile
from game.scenario.suggesting import or_known, quote
from game.scenario.validating import validate

FOLDER: Final = "experiments"
"""Where those that come with the game are, beside the battles."""

Combination = dict[str, Level]
"""The level of each factor at a point, by the factor's id."""


def experiment_names() -> list[str]:
    """Return the names of the experiments that come with the game."""
    return [path.stem for path in sorted((data_dir("scenarios") / FOLDER).glob("*.yaml"))]


def find_experiment(name_or_path: str | Path) -> Path:
    """Return the file of an experiment that is given by its name or as a path. Raises UsageError."""
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or text.endswith((".yaml", ".yml")) or "/" in text:
        return path_of(name_or_path, "the file of an experiment")
    known = experiment_names()
    if text not in known:
        raise UsageError(f"there is no experiment {quote(text)}{or_known(text, known)}")
    return data_dir("scenarios") / FOLDER / f"{text}.yaml"


def read_experiment(
    name_or_path: str | Path,
    runs: int | None = None,
    seed: int | None = None,
    progress: Callable[[int], None] = lambda done: None,
    commanders: Mapping[str, str] = MappingProxyType({}),
) -> Experiment:
    """Return an experiment from its file, by name or path. Every scenario that it plays has been checked.

    Parameters
    ----------
    runs, seed : instead of those of the file
    progress : called, now and then, with the number of scenarios that have been checked
    commanders : who leads sides, instead of those of the file, as "soviet": "cadet" or "officer:historical"

    Raises
    ------
    UsageError : there is no such experiment, side or commander, or the experiment varies who leads the side.
    ScenarioError : the file has faults, or what it makes of a scenario has.
    """
    path = find_experiment(name_or_path)
    validated = validate(read_file(path, shown(path)), ExperimentFile)
    if validated.problems or not isinstance(validated.model, ExperimentFile):
        raise ScenarioError(validated.problems)
    file = validated.model
    instead: dict[str, Any] = {key: value for key, value in (("runs", runs), ("seed", seed)) if value is not None}
    for key in ("commanders", "plans"):
        instead[key] = {side: name for side, name in getattr(file, key).items() if side not in commanders}
    instead["commanders"] |= {side: _known(name) for side, name in commanders.items()}
    return _Reader(path, validated.document, file.model_copy(update=instead), frozenset(commanders)).read(progress)


def _known(name: str) -> str:
    """Return the name of a commander that there is. Raises UsageError."""
    commander_named(name)
    return name


@dataclass
class _Reader:
    """One file on its way to an experiment; notes what is wrong with it."""

    path: Path
    document: Document
    file: ExperimentFile
    given: frozenset[str]  # sides of whom it is not the file that says who leads
    problems: list[Problem] = field(default_factory=list)

    def read(self, progress: Callable[[int], None]) -> Experiment:
        """Return the experiment. Raises ScenarioError."""
        scenario = self._scenario()
        factors = self._factors(scenario)
        self._require_free(scenario, factors)
        usual: dict[str, str] = {}
        with self._at(("plans",) if self.file.plans else ("commanders",)):
            usual = led_by(self.file.commanders, self.file.plans)
        scenario, usual, factors = self._led(scenario, usual, factors)
        self._check_measures(scenario)
        self._check_conflicts(factors)
        combinations = self._combinations(factors)
        checked = self._check_levels(scenario, factors, progress)
        self._stop_if_any()
        points = [self._point(scenario, usual, *numbered) for numbered in enumerate(combinations)]
        free = {one.entry.id for one in factors if one.entry.between is not None}
        self._check_points(points, combinations, free, lambda done: progress(checked + done))
        self._stop_if_any()
        file, stop = self.file, self.file.stop
        return Experiment(
            name=file.name,
            about=(file.about or "").strip(),
            factors=tuple(_as_played(one, combinations) for one in factors),
            design=file.design,
            runs=file.runs,
            seed=file.seed,
            points=tuple(points),
            notes=asked_notes([*(file.tables or ()), *(["units"] if self._asks_for_units() else [])]),
            measures=None if file.measures is None else tuple(file.measures),
            stop=None if stop is None else Stop(stop.measure, stop.half_width, max(stop.most, file.runs)),
        )

    # --- problems ---------------------------------------------------------------------------------------------------

    @contextmanager
    def _at(self, spot: Spot) -> Iterator[None]:
        """Note what goes wrong in the block as a problem of a spot."""
        try:
            yield
        except ScenarioError as error:
            first, more = error.problems[0], len(error.problems) - 1
            there = f"{first.path}: {first.message}" if first.path else first.message
            and_more = f" (and {more} more)" if more else ""
            self._note(spot, f"the scenario is not sound with it: {there}{and_more}")
        except UsageError as error:
            self._note(spot, str(error))

    def _note(self, spot: Spot, message: str) -> None:
        self.problems.append(self.document.problem(spot, message))

    def _stop_if_any(self) -> None:
        if self.problems:
            raise ScenarioError(sorted(self.problems, key=lambda problem: (problem.line, problem.column)))

    # --- parts ------------------------------------------------------------------------------------------------------

    def _beside(self, name: str) -> str:
        """Return what is named, a file or a scenario of its battle, from the folder of this one; else as it stands."""
        own = self.path.parent / f"{name.partition('/')[2]}.yaml"
        if name not in shipped_names() and own.is_file() and has_keys_of_a_scenario(own):
            return str(own)  # of the battle in whose folder it lies, whatever that is called here
        there = self.path.parent / name
        return str(there) if name.endswith((".yaml", ".yml")) and there.is_file() else name

    def _scenario(self) -> Scenario:
        try:
            return load_scenario(self._beside(self.file.scenario))
        except UsageError as error:
            self._note(("scenario",), str(error))
            raise ScenarioError(self.problems) from error

    def _factors(self, scenario: Scenario) -> list[Varied]:
        """Return the factors, each over the scenario."""
        found: list[Varied] = []
        for place, entry in enumerate(self.file.factors):
            if any(one.entry.id == entry.id for one in found):
                self._note(("factors", place, "id"), f"{quote(entry.id)} is there already")
                continue
            one = Varied(entry, scenario, self.file.seed)
            with self._at(("factors", place)):
                assert one.levels is not None  # finds what is wrong with it
                found.append(one)
        return found

    def _require_free(self, scenario: Scenario, factors: list[Varied]) -> None:
        """Refuse to say who leads a side where the experiment varies just that. Raises UsageError."""
        for side in self.given:
            require_side(scenario, side)
            for one in factors:
                if any(side in level.commanders for level in one.levels):
                    varied = f"{shown(self.path)} varies who leads {quote(side)}"
                    raise UsageError(f"{varied} (factor {quote(one.entry.id)}): nobody else can be named for it")

    def _led(
        self, scenario: Scenario, usual: dict[str, str], factors: list[Varied]
    ) -> tuple[Scenario, dict[str, str], list[Varied]]:
        """Return the scenario with the plans that are files of their own, and everybody with the plans' ids."""
        levels: list[list[Level]] = []
        given = {side: name for side, name in usual.items() if side in self.given}
        scenario, given = self._with_plans(scenario, given)  # said by whoever asks, and no fault of the file
        with self._at(("plans",) if self.file.plans else ("commanders",)):
            scenario, usual = self._with_plans(scenario, {**usual, **given})
        for one in factors:
            levels.append([])
            for row, level in enumerate(one.levels):
                with self._at(one.spot(self.file.factors.index(one.entry), row)):
                    scenario, leaders = self._with_plans(scenario, dict(level.commanders))
                    levels[-1].append(replace(level, commanders=leaders))
        return scenario, usual, [one.with_levels(found) for one, found in zip(factors, levels, strict=True)]

    def _with_plans(self, scenario: Scenario, leaders: dict[str, str]) -> tuple[Scenario, dict[str, str]]:
        """Return a scenario with the plans that leaders follow, where these are files. Raises UsageError."""
        for side, name in leaders.items():
            require_side(scenario, side)
            leader, file = taken_apart(name)
            if names_file(file):
                plan = read_plan(scenario, file if side in self.given else self._beside(file))
                if plan.side != side:
                    raise UsageError(f"{file} is a plan of the side {quote(plan.side)}, not of {quote(side)}")
                scenario, leaders = scenario.with_plan(plan), {**leaders, side: leader + WITH_PLAN + plan.id}
            require_leader(scenario, side, leaders[side])
        return scenario, leaders

    def _check_conflicts(self, factors: list[Varied]) -> None:
        """Note where two factors say the same thing of one game: the later would win, and the tables would be wrong."""
        said: dict[str, str] = {}
        for one in factors:
            place = self.file.factors.index(one.entry)
            for what in one.says:
                if what in said:
                    self._note(("factors", place), f"{quote(said[what])} and {quote(one.entry.id)} both say {what}")
                said.setdefault(what, one.entry.id)
            led = [side for side in self.file.plans if f"who leads {side}" in one.says]
            for side in [side for side in led if not one.names_plans(side)]:
                how = "name it with the commander here, as officer:historical, and not there"
                self._note(("factors", place), f"`plans` names a plan of {side}, which this would drop; {how}")

    def _check_measures(self, scenario: Scenario) -> None:
        asked = self.file.measures or []
        for place, measure in enumerate(asked):
            if measure in asked[:place]:
                self._note(("measures", place), f"{quote(measure)} is there already")
            with self._at(("measures", place)):
                require_figure(scenario, measure)
        if self.file.stop is not None:
            with self._at(("stop", "measure")):
                require_figure(scenario, self.file.stop.measure)

    def _asks_for_units(self) -> bool:
        asked = [*(self.file.measures or ()), *([self.file.stop.measure] if self.file.stop is not None else ())]
        return any(one.split(".")[0] in OF_UNITS for one in asked)

    # --- points -----------------------------------------------------------------------------------------------------

    def _combinations(self, factors: list[Varied]) -> list[Combination]:
        """Return what is played, point by point; nothing where that is a problem."""
        design, asked = self.file.design, self.file.points
        spot = ("points",) if asked is not None else ("design",)
        if design in ("grid", "one_at_a_time"):
            if asked is not None:
                self._note(("points",), f"the design {quote(design)} says itself which points there are")
            for one in factors:
                if one.entry.between is not None:
                    place = self.file.factors.index(one.entry)
                    self._note(
                        ("factors", place, "between"), f"the design {quote(design)} takes `values`, not `between`"
                    )
            return self._rows(factors) if not self.problems else []
        if design == "list":
            if not isinstance(asked, list) or not asked:
                self._note(spot, "the design 'list' takes a list of points, each with what its factors are")
                return []
            if len(asked) > MOST_POINTS:
                self._note(spot, f"there are {len(asked)} points, and may be {MOST_POINTS}")
                self._stop_if_any()
            return [self._listed(factors, place, entry) for place, entry in enumerate(asked)]
        if not isinstance(asked, int):
            self._note(spot, "the design 'latin_hypercube' takes a number of points")
            return []
        cube = latin_hypercube(len(factors), asked, self.file.seed)
        return [{one.entry.id: one.at(share) for one, share in zip(factors, row, strict=True)} for row in cube]

    def _rows(self, factors: list[Varied]) -> list[Combination]:
        design = grid if self.file.design == "grid" else one_at_a_time
        found: list[Combination] = []
        for row in design([len(one.levels) for one in factors]):
            if len(found) == MOST_POINTS:
                self._note(("design",), f"there are more than {MOST_POINTS} points; take fewer values, or a hypercube")
                self._stop_if_any()
            found.append({one.entry.id: one.levels[level] for one, level in zip(factors, row, strict=True)})
        return found

    def _listed(self, factors: list[Varied], place: int, entry: Mapping[str, Any]) -> Combination:
        """Return one point of a list; a factor that it does not name is as it usually is."""
        by_id = {one.entry.id: one for one in factors}
        found: Combination = {}
        for id_, value in entry.items():
            if id_ not in by_id:
                self._note(("points", place, id_), f"there is no factor {quote(id_)}{or_known(id_, by_id)}")
                continue
            with self._at(("points", place, id_)):
                found[id_] = by_id[id_].valued(value)
        for id_, one in by_id.items():
            if id_ not in entry and not one.levels:
                self._note(("points", place), f"what is {quote(id_)} here? It has no usual value")
        return {id_: found.get(id_, one.usual) for id_, one in by_id.items()}

    def _point(self, scenario: Scenario, usual: Mapping[str, str], number: int, levels: Combination) -> Point:
        leaders, luck = dict(usual), self.file.luck
        for level in levels.values():
            leaders |= level.commanders
            luck = level.luck or luck
        values = {id_: level.value for id_, level in levels.items()}
        changes = tuple(change for level in levels.values() for change in level.changes)
        return Point(number, values, scenario, changes, commanders_of(scenario, leaders), luck)

    def _check_levels(self, scenario: Scenario, factors: list[Varied], progress: Callable[[int], None]) -> int:
        """Compile the scenario with each level by itself, so that a fault is found where it is; return how many."""
        done = 0
        for one in factors if self.file.design != "latin_hypercube" else ():
            place = self.file.factors.index(one.entry)
            for row, level in enumerate(one.levels):
                with self._at(one.spot(place, row)):
                    assert Point(0, {}, scenario, level.changes, {}, "table").scenario
                progress(done := done + 1)
            self._say_once(("factors", place, one.varies), len(one.levels))
        return done

    def _say_once(self, spot: Spot, levels: int) -> None:
        """Say of a factor, and not of each of its values, what is wrong with all of them: with the path, say."""
        last = self.problems[-levels:]
        if 1 < levels == len(last) and len({problem.message for problem in last}) == 1:
            del self.problems[-levels:]
            self._note(spot, last[0].message)

    def _check_points(
        self, points: list[Point], combinations: list[Combination], free: set[str], progress: Callable[[int], None]
    ) -> None:
        """Compile the scenario of each point that is not that of one level; of those not sound the first is enough.

        `free`: factors that take any number, whose levels have not been looked at.
        """
        hypercube = self.file.design == "latin_hypercube"
        for point, levels in zip(points, combinations, strict=True):
            changed_by = [id_ for id_, level in levels.items() if level.changes]
            if not hypercube and len(changed_by) <= 1 and not free.intersection(changed_by):
                continue
            with self._at(("points", point.number) if self.file.design == "list" else ("design",)):
                try:
                    assert point.scenario
                except UsageError as error:
                    raise UsageError(f"at {point}: {error}") from error
            progress(point.number + 1)
            if self.problems:
                return


def _as_played(one: Varied, combinations: list[Combination]) -> Factor:
    """Return a factor with its levels; of one that takes any number those that it took, in their order."""
    entry = one.entry
    levels = one.levels
    if not levels:
        taken = {point[entry.id].value: point[entry.id] for point in combinations}
        levels = tuple(taken[value] for value in sorted(taken, key=lambda value: (isinstance(value, str), value)))
    return Factor(entry.id, entry.name or entry.id, tuple(levels))
