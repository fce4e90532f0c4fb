"""`batch`: experiments, from a file to tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from game.batch.runs import MOST_RUNS
from game.cli.console import amount, interval, progress, say, say_json, say_table, share
from game.cli.options import (
    PATH,
    Named,
    Whole,
    by_side,
    commander_option,
    folder_options,
    json_option,
    load_files,
    workers_option,
)
from game.cli.playing import Where
from game.core.arguments import MOST_SEED
from game.core.errors import ScenarioError, UsageError
from game.scenario.names import so_many
from game.scenario.suggesting import listed

if TYPE_CHECKING:
    from game.batch.comparing import Comparison
    from game.batch.experiment import ExperimentResults

MOST_SHOWN = 60
"""Points that are printed; `--json` and the tables have all."""

MOST_COLUMNS = 4
"""Points that have a column each."""


@click.command()
@click.argument("experiment_name", metavar="[EXPERIMENT]", required=False)
@click.option("--list", "as_list", is_flag=True, help="List the experiments that come with the game.")
@click.option("--runs", type=Whole(1, MOST_RUNS), default=None, help="Games of each point, instead of the file's.")
@click.option("--seed", type=Whole(0, MOST_SEED), default=None, help="The seed, instead of the file's.")
@commander_option
@click.option(
    "--load",
    type=PATH,
    multiple=True,
    metavar="FILE",
    callback=load_files,
    help="A commander of your own, a file of Python that the experiment names, which is run.",
)
@workers_option
@json_option
@folder_options
def batch(
    experiment_name: str | None,
    as_list: bool,
    runs: int | None,
    seed: int | None,
    commanders: Named,
    load: tuple[Path, ...],
    as_json: bool,
    **asked: Any,
) -> None:
    """Play an EXPERIMENT: a battle at many points that differ in what is varied, and what differs between them.

    EXPERIMENT is the name of one that comes with the game (--list), or the path of a file; docs/experiments.md says how
    one is written.
    """
    from game.batch.experiments.findings import document
    from game.batch.experiments.reading import read_experiment

    if as_list:
        _list(as_json)
        return
    if experiment_name is None:
        raise UsageError("say which experiment: its name (borderwars batch --list) or its file")
    where = Where.of(asked)
    with progress(f"{experiment_name}, scenarios checked", 1) as show:
        experiment = read_experiment(experiment_name, runs, seed, show, by_side(commanders))
    found = where.play(experiment)
    written = where.write(found.points)
    if as_json:
        say_json(document(found))
        return
    say_findings(found)
    for path in written:
        say(f"written: {path}")


def _list(as_json: bool) -> None:
    from game.batch.experiments.reading import experiment_names, find_experiment
    from game.scenario.library import shown
    from game.scenario.reading import read_file

    rows = {}
    for name in experiment_names():
        path = find_experiment(name)
        try:
            data = read_file(path, shown(path)).data
            rows[name] = str(data.get("name", "")) if isinstance(data, dict) else ""
        except ScenarioError:
            rows[name] = "has faults"
    if as_json:
        say_json([{"experiment": name, "name": title} for name, title in rows.items()])
        return
    say_table("Experiments", ("experiment", "name"), list(rows.items()), left=2)


# --- what is printed ------------------------------------------------------------------------------------------------


def say_findings(found: ExperimentResults) -> None:
    """Print what each point came to, and what differs from the first."""
    from game.batch.experiments.findings import from_the_first

    experiment = found.experiment
    say(experiment.name)
    if experiment.about:
        say(experiment.about)
    design = f", design {experiment.design.replace('_', ' ')}" if experiment.factors else ""
    say(f"{so_many(len(experiment.points), 'point')}{design}, seed {experiment.seed}")
    say()
    _say_points(found)
    if len(found.points) > 1:
        for number, comparison in from_the_first(found):
            _say_difference(found, number, comparison)


def _say_points(found: ExperimentResults) -> None:
    """Print the points and their figures: a column for each of a few points, a row for each of many."""
    from game.batch.experiments.findings import point_data

    points = list(point_data(found))
    factors = [one.title for one in found.experiment.factors]
    measures = [one["measure"] for one in points[0]["measures"]]
    rows = [
        (str(point["point"]), *(str(value) for value in point["values"].values()), str(point["runs"]), *_cells(point))
        for point in points[:MOST_SHOWN]
    ]
    head = ("point", *factors, "games", *measures)
    if len(points) <= MOST_COLUMNS:
        turned = list(zip(head, *rows, strict=True))
        say_table("Points", turned[0], turned[1:])
    else:
        say_table("Points", head, rows, left=1 + len(factors))
    if len(points) > MOST_SHOWN:
        say(f"and {len(points) - MOST_SHOWN} more: --json and --out have all")
    if lost := sum(point["unfinished"] for point in points):
        say(f"{so_many(lost, 'game')} did not come to an end")


def _cells(point: dict[str, Any]) -> Iterator[str]:
    """Yield each figure of a point with its interval of 95 per cent."""
    for one in point["measures"]:
        mean = share(one["mean"] / 100) if one["kind"] == "share" else amount(one["mean"])
        yield mean if one["mean_95"] is None else f"{mean} ({interval(one['mean_95'])})"


def _say_difference(found: ExperimentResults, number: int, comparison: Comparison) -> None:
    """Print what is sure of what differs at a point from the first."""
    from game.batch.comparing import ENOUGH

    point = found.experiment.points[number]
    runs = min(found.points[0].runs, found.points[number].runs)
    if comparison.same == runs:
        are = "the one game is that" if runs == 1 else f"all {runs} games are those"
        say(f"Point {number} ({point}): {are} of point 0, to the last bit.")
        return
    sure = [row for row in comparison.rows if row.sure]
    if not sure:
        too_few = f"{so_many(runs, 'game')} are too few for anything to be sure; {ENOUGH} may be enough"
        why = too_few if runs < ENOUGH else "nothing is shown to differ from point 0 beyond luck"
        say(f"Point {number} ({point}): {why}.")
        return
    rows = [
        (row.measure, amount(row.first), amount(row.second), f"{row.difference:+.1f}", interval(row.interval_95 or ()))
        for row in sure
    ]
    head = ("", "point 0", f"point {number}", "difference", "95 % interval")
    say_table(f"Point {number} ({point}): what surely differs from point 0", head, rows)
    if few := [row.measure for row in sure if row.skewed]:
        say(f"How large the difference is stands less firm for {listed(few)}: few games decide it. Play more.")
