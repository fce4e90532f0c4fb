"""`report`: a page and plots of what an experiment or a batch brought, from the folder that has its rows."""

from __future__ import annotations

from pathlib import Path

import click

from game.cli.console import say
from game.cli.options import PATH


@click.command()
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("--to", "target", metavar="DIR", type=PATH, help="Another folder for the report.")
def report(folder: Path, target: Path | None) -> None:
    """Make a report of the rows in DIR: report.html, one page that needs nothing else, and its plots in plots/.

    DIR is a folder that `batch` or `simulate --out` has written. The page says in words what was found and how sure it
    is. Needs the extra `batch`.
    """
    from game.batch.experiments.folders import read_folder
    from game.batch.report.drawing import require_extra
    from game.batch.report.origin import played_in
    from game.batch.report.writing import write_report

    require_extra()
    written = write_report(read_folder(folder), folder if target is None else target, played=played_in(folder))
    say(f"written: {written[0]}")
    say(f"written: {len(written) - 1} plots in {written[0].parent / 'plots'}")
