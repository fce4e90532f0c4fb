"""What commands print: tables that are pretty on a terminal and plain in a pipe, progress, JSON.

Answers go to standard output, progress and complaints to standard error; there is no progress where nobody looks.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click


def say(text: str = "") -> None:
    """Print a line of the answer."""
    click.echo(text)


def say_json(document: Any) -> None:
    """Print a JSON document."""
    click.echo(json.dumps(document, indent=2, ensure_ascii=False))


def say_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> None:
    """Print a table; the first `left` columns are text, the others are numbers and set to the right."""
    if not rows:
        return
    if sys.stdout.isatty():
        _rich_table(title, columns, rows, left)
        return
    widths = [max(len(row[place]) for row in (columns, *rows)) for place in range(len(columns))]
    say(title)
    for row in (columns, *rows):
        cells = [
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        say(f"  {'  '.join(cells).rstrip()}")
    say()


def _rich_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], left: int) -> None:
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=escape(title), title_justify="left", box=box.SIMPLE_HEAD)
    for place, column in enumerate(columns):
        table.add_column(escape(column), justify="left" if place < left else "right")
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    Console().print(table)


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show progress on a terminal while the block runs; yields what is to be called with how much is done."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(what, total=total)
        yield lambda done: shown.update(task, completed=done)


def share(value: float) -> str:
    """Return a share (0 to 1) in per cent."""
    return f"{100 * value:.1f} %"


def amount(value: float) -> str:
    """Return an amount without needless decimals."""
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"


def interval(values: Sequence[float]) -> str:
    """Return an interval of amounts."""
    return f"{amount(values[0])} to {amount(values[1])}"
