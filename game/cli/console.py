"""What commands print: tables that are pretty on a terminal and plain in a pipe, progress, JSON.

Answers go to standard output, progress and complaints to standard error; there is no progress where nobody looks.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from game.cli.streams import silence, writes_utf8
from game.core.errors import BorderWarsError, ScenarioError

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
GAP = 3
"""Characters between the columns of a table on a terminal."""


def say(text: str = "") -> None:
    """Print a line of the answer."""
    click.echo(clean(text))


def complain(error: BorderWarsError | str) -> None:
    """Print what is wrong; the faults of scenarios begin with their file and stand alone."""
    note(str(error) if isinstance(error, ScenarioError) else f"borderwars: {error}")


def note(text: str) -> None:
    """Print a line beside the answer, on standard error; where that cannot be written, nobody is there to read it."""
    try:
        click.echo(clean(text), err=True)
    except OSError:
        silence(sys.stderr)


def clean(text: str) -> str:
    """Return text without the characters that steer a terminal: names in a save may come from anywhere."""
    return _STEERING.sub("?", text)


def say_json(document: Any) -> None:
    """Print a JSON document: UTF-8, or ASCII where standard output has another encoding."""
    utf8 = writes_utf8(sys.stdout)
    if not utf8 and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="ascii")
    click.echo(json.dumps(document, indent=2, ensure_ascii=not utf8))


def say_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> None:
    """Print a table; the first `left` columns are text, the others are numbers and set to the right.

    Where the terminal is too narrow for it, every row becomes a short entry.
    """
    if not rows:
        return
    widths = [max(len(row[place]) for row in (columns, *rows)) for place in range(len(columns))]
    if not sys.stdout.isatty():
        _plain_table(title, [columns, *rows], widths, left)
    elif sum(widths) + GAP * len(widths) <= shutil.get_terminal_size().columns:
        _rich_table(title, columns, rows, left)
    else:
        _entries(title, columns, rows)


def _plain_table(title: str, rows: Sequence[Sequence[str]], widths: Sequence[int], left: int) -> None:
    say(title)
    for row in rows:
        cells = [
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        say(f"  {'  '.join(cells).rstrip()}")
    say()


def _entries(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    say(title)
    for row in rows:
        say(f"  {row[0]}")
        say(f"    {', '.join(f'{column} {cell}' for column, cell in zip(columns[1:], row[1:], strict=True) if cell)}")
    say()


def _rich_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], left: int) -> None:
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=escape(clean(title)), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for place, column in enumerate(columns):
        table.add_column(escape(column), justify="left" if place < left else "right", no_wrap=place > 0)
    for row in rows:
        table.add_row(*(escape(clean(cell)) for cell in row))
    Console().print(table)


@contextmanager
def progress(what: str, total: int, *, per_cent: bool = False, rate: str = "") -> Iterator[Callable[..., None]]:
    """Show progress on a terminal while the block runs; yields what is to be called with how much is done.

    It may be called with the total too, if that has changed. `rate`: what is counted, to show how many a second.
    """
    if not sys.stderr.isatty():
        yield lambda done, total=None: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.3g} {rate}/s" if rate and task.speed else "")

    done = TaskProgressColumn() if per_cent else MofNCompleteColumn()
    columns = (TextColumn("{task.description}"), BarColumn(), done, Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(what, total=total)
        yield lambda done, total=None: shown.update(task, completed=done, total=total)


def share(value: float) -> str:
    """Return a share (0 to 1) in per cent."""
    return f"{100 * value:.1f} %"


def amount(value: float) -> str:
    """Return an amount without needless decimals, and without a sign where it comes to zero."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def interval(values: Sequence[float]) -> str:
    """Return an interval of amounts."""
    return f"{amount(values[0])} to {amount(values[1])}"
