"""Whether history lies within what games bring, row by row, and how that is written down.

The measure: on the set that was never tuned to, history lies inside the central 90 % interval of the games in at least
80 % of the rows, and no interval is wider than three times the accepted range. Rows about who holds what have no
interval: a game either agrees with history or not. Such a row counts as inside where at least one game in twenty
agrees, as the interval from the 5th to the 95th per cent of yes and no holds history just then; it has no width.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

TAIL: Final = 0.05
"""Share of games beyond either end of a central 90 % interval."""

LEAST_INSIDE: Final = 80
"""Per cent of rows of the test set in which history is to lie inside."""

WIDEST: Final = 3.0
"""Accepted ranges that an interval may be wide at most."""

BEGIN: Final = "<!-- judged: what follows is written by the command above -->"
END: Final = "<!-- judged: end -->"
"""Lines of the page between which the figures stand."""

Row = Mapping[str, Any]
"""A row of `history` as data, with the `scenario` and the `set` that it belongs to."""


@dataclass(frozen=True)
class Verdict:
    """Whether history lies inside the interval of a row, and how many accepted ranges wide that is."""

    inside: bool
    width: float | None


@dataclass(frozen=True)
class Sums:
    """What some rows come to: how many there are, hold, have history inside, have an interval, and one too wide."""

    rows: int
    holding: int
    inside: int
    amounts: int
    amounts_inside: int
    too_wide: int


def verdict(row: Row) -> Verdict:
    """Return what becomes of one row."""
    if row["kind"] == "holder":
        return Verdict(row["share_accepted"] >= TAIL, None)
    (low, high), (least, most) = row["central_90"], row["accepted"]
    return Verdict(low <= row["historical"] <= high, round((high - low) / max(1, most - least), 2))


def sums(rows: Iterable[Row]) -> Sums:
    """Return what rows come to together."""
    listed = list(rows)
    found = [verdict(row) for row in listed]
    amounts = [one for one in found if one.width is not None]
    return Sums(
        rows=len(listed),
        holding=sum(bool(row["holds"]) for row in listed),
        inside=sum(one.inside for one in found),
        amounts=len(amounts),
        amounts_inside=sum(one.inside for one in amounts),
        too_wide=sum(one.width is not None and one.width > WIDEST for one in found),
    )


def in_words(name: str, found: Sums) -> str:
    """Return sums in one line."""
    share = 100 * found.inside / max(1, found.rows)
    return (
        f"{name}: {found.holding} of {found.rows} rows hold; history inside the central 90 % in {found.inside} "
        f"({share:.0f} %), of amounts in {found.amounts_inside} of {found.amounts}; {found.too_wide} intervals wider "
        f"than {WIDEST:.0f} accepted ranges"
    )


def cells(row: Row) -> tuple[str, ...]:
    """Return a row as it is shown: history, accepted, median, central 90 %, holds, inside, width."""
    found = verdict(row)
    low, high = row["accepted"]
    said = ("yes" if row["holds"] else "NO", "yes" if found.inside else "NO")
    if found.width is None:
        was = "yes" if row["historical"] else "no"
        return was, f"{low} to {high} %", f"{row['median']:.0f} %", "", *said, ""
    least, most = row["central_90"]
    interval = f"{least:,.0f} to {most:,.0f}"
    amounts = (f"{row['historical']:,}", f"{low:,} to {high:,}", f"{row['median']:,.0f}", interval)
    return *amounts, *said, f"{found.width:.1f}"


def page(rows: Sequence[Row], sets: Sequence[str], runs: int, seed: int) -> Iterator[str]:
    """Yield the lines of the page about rows that were judged."""
    yield f"{runs} runs a scenario from the seed {seed}:"
    yield ""
    yield "| | rows that hold | of | history inside | of | amounts inside | of | too wide |"
    yield "|---|---|---|---|---|---|---|---|"
    groups = [(f"{name} set" if name != sets[-1] else name, [r for r in rows if r["set"] == name]) for name in sets]
    for name, those in [*groups, ("all", list(rows))]:
        found = sums(those)
        counted = (found.holding, found.rows, found.inside, found.rows, found.amounts_inside, found.amounts)
        yield f"| {name} | {' | '.join(map(str, counted))} | {found.too_wide} |"
    for scenario in dict.fromkeys(row["scenario"] for row in rows):
        those = [row for row in rows if row["scenario"] == scenario]
        yield ""
        yield f"{scenario}, {sum(bool(row['holds']) for row in those)} of {len(those)} rows hold:"
        yield ""
        yield "| row | turn | set | history | accepted | median | central 90 % | holds | inside | width |"
        yield "|---|---|---|---|---|---|---|---|---|---|"
        for row in those:
            yield f"| {row['measure']} | {row['turn']} | {row['set']} | {' | '.join(cells(row))} |"


def write(path: Path, lines: Iterable[str]) -> None:
    """Write lines into a page, in place of those between its marks."""
    text = path.read_text(encoding="utf-8")
    before, mark, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    assert mark and end, f"{path} has no place for the figures: {BEGIN} .. {END}"
    path.write_text(f"{before}{BEGIN}\n\n" + "\n".join(lines) + f"\n\n{END}{after}", encoding="utf-8")
