"""`bench`: the bars of the design, measured on this machine. What is measured and how is in `game.bench`."""

from __future__ import annotations

import sys
from typing import Any

import click

from game.cli.compiling import warm_up
from game.cli.console import note, say_json, say_table
from game.cli.options import json_option


@click.command()
@json_option
@click.option(
    "--quick", is_flag=True, help="Repeat less; no cold compilation, no memory of 10,000 games or of an hour."
)
def bench(as_json: bool, quick: bool) -> None:
    """Measure the game on this machine against the bars of its design.

    A fixed piece of work is timed first and after every measure; what takes time is judged as it would be on the
    machine for which the bars are set.
    """
    from game.bench.bars import figures

    warm_up()
    rows = []
    for figure in figures(quick):
        rows.append(figure.as_data())
        if sys.stderr.isatty():
            note(f"{figure.what}: {rows[-1]['figure']:g} {figure.unit}, scaled {rows[-1]['scaled']:g}")
    if as_json:
        say_json(rows)
    else:
        say_table("Bars", ("what", "measured", "scaled", "bar", "ratio", "holds"), [_row(row) for row in rows])


def _row(row: dict[str, Any]) -> tuple[str, ...]:
    return (
        row["what"],
        *(f"{row[key]:,g} {row['unit']}".strip() for key in ("figure", "scaled", "bar")),
        f"{row['ratio']:.2f}",
        "yes" if row["holds"] else "NO",
    )
