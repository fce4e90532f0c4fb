"""`scenario check`: the faults of files, the tests of scenarios that fail, and what looks wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from game.cli.console import complain, note, progress, say, say_json
from game.cli.exit_codes import NO, USER_ERROR
from game.cli.options import PATH, json_option
from game.core.errors import BorderWarsError, Problem, Remark, ScenarioError, UsageError, escaped

if TYPE_CHECKING:
    from pydantic import BaseModel

    from game.scenario.remarks.checked import Checked

FAULT: Final = "fault"
TEST: Final = "test"
REMARK: Final = "remark"

GEODATA: Final = "geodata_recipe"
"""The kind of a recipe of `from-geodata`, which only this command and that one know."""
"""What a finding is: a file cannot be used; a test of a scenario fails; something looks wrong."""


@dataclass
class Seen:
    """What the check of one file has shown."""

    words: str = ""  # what it is, if nothing is wrong with its form
    error: BorderWarsError | None = None
    failed: list[Problem] = field(default_factory=list)
    remarks: Sequence[Remark] = ()

    def code(self, strict: bool) -> int:
        """Return the exit code for it."""
        if self.error is not None:
            return USER_ERROR
        return NO if self.failed or (strict and self.remarks) else 0


@click.command()
@click.argument("names", metavar="[PATH]...", nargs=-1, type=PATH)
@click.option("--strict", is_flag=True, help="Exit code 1 if there are remarks, too.")
@json_option
def check(names: tuple[Path, ...], strict: bool, as_json: bool) -> None:
    """Check scenarios: files, folders or names; all that come with the game and all of your own if none is given.

    A folder means every file of ours in it: scenarios with all that they name, and what else lies there. A map, forces,
    a plan, an experiment, a library of assets/data or a recipe for a map can be checked by itself too.
    What can be played and yet looks wrong, such as an objective that its side may never enter, has a remark.

    Exit code 2 if a file has faults, 1 if a test of a scenario fails.
    """
    seen = _look_at_all(scenarios_in(tuple(str(name) for name in names)))
    for _, one in () if as_json else seen:
        _say(one)
    if as_json:
        say_json([finding for name, one in seen for finding in _documents(name, one)])
        for _, one in seen:
            if one.error is not None:
                complain(one.error)
    worst = max((one.code(strict) for _, one in seen), default=0)
    if worst:
        click.get_current_context().exit(worst)


def _look_at_all(names: list[str]) -> list[tuple[str, Seen]]:
    """Return what the check of each file shows; answers come after, as they would run into the progress of many."""
    with progress("files checked", len(names)) if len(names) > 1 else nullcontext() as show:
        seen = []
        for number, name in enumerate(names, 1):
            seen.append((name, look_at(name)))
            if show is not None:
                show(number)
        return seen


def scenarios_in(names: tuple[str, ...]) -> list[str]:
    """Return the scenarios that are meant; a folder means every scenario in it, and files that come with none."""
    from game.scenario.folder_files import files_to_check
    from game.scenario.homes import battle_folder, listed_scenarios

    if not names:
        return [one.path.as_posix() if one.fault else one.name for one in listed_scenarios()]
    found: list[str] = []
    for name in names:
        folder = Path(name) if Path(name).is_dir() else battle_folder(name)
        if folder is None:
            found.append(name)
            continue
        inside = [str(path) for path in files_to_check(folder)]
        if not inside:
            raise UsageError(f"{name}: there is no scenario in this folder, nor another file of ours")
        found += inside
    return found


def look_at(name: str) -> Seen:
    """Check one file; run its tests if it is a scenario."""
    from game.scenario.remarks.finding import load_checked, remarks_on

    try:
        if (kind := _other_kind(name)) != "scenario":
            return _part(kind, Path(name))
        checked = load_checked(name)
    except BorderWarsError as error:
        return Seen(error=error)
    failed = list(_failed_tests(checked))
    return Seen(_scenario_words(checked, len(failed)), None, failed, remarks_on(checked))


def _scenario_words(checked: Checked, failed: int) -> str:
    from game.scenario.names import so_many

    loaded = checked.scenario
    units, hexes = so_many(len(loaded.names.units), "unit"), so_many(len(loaded.world.hexes), "hex", "hexes")
    words = f"{escaped(loaded.name)}: {units}, {hexes}, {so_many(loaded.file.calendar.turns, 'turn')}"
    if tests := len(loaded.file.tests):
        words += f", {tests - failed} of {tests} tests hold"
    return words


def _say(seen: Seen) -> None:
    """Print what was found: answers on standard output, faults and remarks on standard error."""
    from game.scenario.names import so_many

    if seen.error is not None:
        complain(seen.error)
        return
    more = f", {so_many(len(seen.remarks), 'remark')}" if seen.remarks else ""
    say(f"{'FAILED' if seen.failed else 'ok'}  {seen.words}{more}")
    for finding in seen.failed:
        say(f"  {finding.message}")
    for remark in seen.remarks:
        note(str(remark))


def _documents(name: str, seen: Seen) -> Iterator[dict[str, Any]]:
    """Yield all findings of one file as plain data."""
    faults: Sequence[Problem] = ()
    if seen.error is not None:
        known = isinstance(seen.error, ScenarioError)
        faults = seen.error.problems if known else [Problem(name, 0, 0, "", str(seen.error))]  # type: ignore[attr-defined]  # known says so
    for kind, problems in ((FAULT, faults), (TEST, seen.failed), (REMARK, seen.remarks)):
        for problem in problems:
            yield {"checked": name, "kind": kind, **asdict(problem)}


def models_of_files() -> dict[str, type[BaseModel]]:
    """Return the model by which a file of each kind is known."""
    from game.scenario.geodata.recipe import GeoRecipe
    from game.scenario.json_schema import KINDS

    return {**KINDS, GEODATA: GeoRecipe}


def _other_kind(name: str) -> str:
    """Return what kind of file is meant; what cannot be read or recognised is taken for a scenario."""
    from game.scenario.kinds import kind_of
    from game.scenario.nouns import DESCRIBED
    from game.scenario.reading import read_file

    path = Path(name)
    try:
        return kind_of(read_file(path, name).data, "scenario", models_of_files())
    except ScenarioError:
        return path.stem if path.stem in DESCRIBED and path.is_file() else "scenario"


def _part(kind: str, path: Path) -> Seen:
    """Check a file that is no scenario. Raises ScenarioError."""
    from game.batch.experiments.reading import read_experiment
    from game.scenario.grid_import import read_recipe
    from game.scenario.kinds import WORDS
    from game.scenario.loading import check_part
    from game.scenario.remarks.finding import remarks_on_part

    model = None
    if kind == "recipe":
        read_recipe(path)
    elif kind == GEODATA:
        require_geodata_recipe(path)
        return Seen(f"{escaped(path)}: {WORDS[kind]}")
    elif kind == "experiment":
        read_experiment(path)
    else:
        model = check_part(kind, path)
    return Seen(f"{escaped(path)}: {WORDS[kind]}", remarks=remarks_on_part(kind, path, model))


def require_geodata_recipe(path: Path) -> None:
    """Check a recipe of `from-geodata` by itself. Raises ScenarioError."""
    from game.scenario.geodata.making import read_recipe
    from game.scenario.library import read_library
    from game.scenario.schema.libraries import Ground

    ground = read_library("terrain").model
    assert isinstance(ground, Ground)
    read_recipe(path, ground)


def _failed_tests(checked: Checked) -> Iterator[Problem]:
    """Yield the tests of a scenario that fail, with their places; only these need the rules."""
    if not checked.scenario.file.tests:
        return
    from game.cli.compiling import warm_up
    from game.cli.expectations import findings

    warm_up()
    for index, finding in enumerate(findings(checked.scenario)):
        if not finding.holds:
            yield checked.documents["scenario"].problem(("tests", index), finding.sentence)
