"""`compare`: two batches of games side by side, and what in them differs beyond luck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from game.cli.console import amount, interval, say, say_json, say_table, share
from game.cli.options import batch_options, change_options, folder_options, take_changes
from game.cli.playing import Where
from game.cli.simulate import Batch, say_batch
from game.core.errors import UsageError
from game.scenario.names import so_many
from game.scenario.suggesting import listed

if TYPE_CHECKING:
    from game.batch.comparing import Comparison, Difference
    from game.batch.experiment import Experiment

HEAD = ("", "first", "second", "difference", "95 % interval", "effect", "sure")


@click.command()
@batch_options
@change_options
@folder_options
@click.argument("other", metavar="[OTHER]", required=False)
def compare(scenario_name: str, other: str | None, as_json: bool, **asked: Any) -> None:
    """Play a SCENARIO as it is and with changes, or against an OTHER scenario, and say what differs.

    The changes that are asked for are made in the second of the two. Both are played with the same seeds, and led by
    the same commanders. A difference is sure if luck alone would bring one like it among all that are shown in less
    than one case of twenty; the effect is the difference in standard deviations.
    """
    from game.batch.comparing import compare_batches

    changes, where = take_changes(asked), Where.of(asked)
    if other is None and not any(changes.values()):
        raise UsageError("there is nothing to compare: name another scenario, or a change (--set, --without ..)")
    batches = (
        Batch.of(scenario_name, **asked),
        Batch.of(scenario_name if other is None else other, changes=changes, **asked),
    )
    played = where.play(_experiment(*batches)).points
    found = compare_batches(played[0], played[1])
    written = where.write(played)
    if as_json:
        say_json(
            {
                "first": _named(batches[0]),
                "second": _named(batches[1]),
                "runs": played[0].runs,
                "seed": played[0].seed,
                "luck": played[0].luck,
                "same": found.same,
                "correlation": found.correlation,
                "differences": [row.as_data() for row in found.rows],
            }
        )
        return
    for word, results in zip(("First", "Second"), played, strict=True):
        say(f"{word}:")
        say_batch(results)
        say()
    say_comparison(found, played[0].runs)
    for path in written:
        say(f"written: {path}")


def _experiment(first: Batch, second: Batch) -> Experiment:
    """Return the experiment of two points."""
    from game.batch.experiment import Experiment, Factor, Level, Point

    levels = (Level("first"), Level("second"))
    points = tuple(
        Point(number, {"which": str(level.value)}, batch.scenario, (), batch.commanders, batch.luck)
        for number, (level, batch) in enumerate(zip(levels, (first, second), strict=True))
    )
    runs = 1 if first.is_one_game and second.is_one_game else first.runs
    name = " and ".join(dict.fromkeys(batch.scenario.name for batch in (first, second)))
    return Experiment(f"{name} compared", "", (Factor("which", "which", levels),), "list", runs, first.seed, points)


def _named(batch: Batch) -> dict[str, Any]:
    """Return what a batch was, for the document."""
    scenario = batch.scenario
    changes = list(scenario.changes)
    return {"scenario": scenario.name, "digest": scenario.digest, "changes": changes, "commanders": batch.commanders}


def say_comparison(found: Comparison, runs: int) -> None:
    """Print the differences, and in words what they come to."""
    from game.batch.comparing import ENOUGH

    if found.same == runs:
        are = "The one game is" if runs == 1 else f"All {runs} games are"
        say(f"{are} the same in both, to the last bit.")
        return
    say_table("What differs", HEAD, [_row(row) for row in found.rows])
    sure = [row.measure for row in found.rows if row.sure]
    of = f"of {so_many(len(found.rows), 'difference')}"
    say(f"{len(sure)} {of} {'is' if len(sure) == 1 else 'are'} sure, all looked at together")
    for measure in sure:
        say(f"  {measure}")
    if runs < ENOUGH:
        say(f"{so_many(runs, 'game')} are too few for anything to be sure; {ENOUGH} may be enough")
    if (few := [row.measure for row in found.rows if row.skewed]) and runs >= ENOUGH:
        say(f"How large the difference is stands less firm for {listed(few)}: few games decide it. Play more.")
    if found.correlation is not None:
        say(f"Margins of games with one seed go together by {found.correlation:+.2f} (1: wholly, 0: not at all).")


def _row(row: Difference) -> tuple[str, ...]:
    show = (lambda value: share(value / 100)) if row.kind == "share" else amount
    bounds = "" if row.interval_95 is None else interval(row.interval_95)
    effect = "" if row.effect is None else f"{row.effect:+.2f}"
    return row.measure, show(row.first), show(row.second), f"{row.difference:+.1f}", bounds, effect, "yes" * row.sure
