"""The columns of the tables of a batch: what each is called, in which unit it is, what it means. Said here alone.

The tables are written by it, Parquet files carry it with each column, and docs/tables.md is held against it. In a name
`<side>` and `<factor>` stand for the id of each side and of each factor: a column for every one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from game.core.terms import Kind

Type = Literal["whole", "number", "truth", "word", "text", "moment", "day"]
"""What a cell is: a whole number, a number, true or false, one of a few words, any text, a time, a day."""

SIDE: Final = "<side>"
FACTOR: Final = "<factor>"


@dataclass(frozen=True)
class Column:
    """One column. `unit` is "" where there is none."""

    name: str
    type: Type
    unit: str
    meaning: str


def _losses(before: str, whose: str) -> tuple[Column, ...]:
    what = {
        Kind.MEN: "men killed, wounded or captured, crews of lost guns and vehicles among them",
        Kind.MACHINE_GUN: "machine guns lost",
        Kind.MORTAR: "mortars lost",
        Kind.GUN: "guns lost",
        Kind.TANK: "tanks lost or disabled, each time that one was",
        Kind.VEHICLE: "armoured cars and other vehicles lost or disabled, each time that one was",
    }
    unit = {Kind.MEN: "men"}
    return tuple(
        Column(f"{before}lost_{kind.name.lower()}", "whole", unit.get(kind, "items"), f"{what[kind]}{whose}")
        for kind in Kind
    )


CONTEXT: Final = (
    Column("point", "whole", "", "number of the point of an experiment, from 0; a batch alone has one"),
    Column("scenario", "word", "", "name of the scenario"),
    Column("luck", "word", "", "`table`, or `none` where nothing is drawn"),
    Column(f"commander_{SIDE}", "word", "", "who leads the side"),
    Column(f"plan_{SIDE}", "word", "", "the plan that it was given; none: it makes its own, or follows none"),
    Column(f"factor_{FACTOR}", "word", "of the factor", "what the factor of an experiment is at this point"),
)
"""Stands in front in every table, so that a table of one batch can be laid beside that of another."""

RUN: Final = Column("run", "whole", "", "number of the run, from 0")
TURN: Final = Column("turn", "whole", "turns", "number of the turn; the row says how things stood at its end")
DATE: Final = Column("date", "moment", "clock of the scenario", "end of that turn")
LOSSES_SO_FAR: Final = (
    *_losses("", ", from the start"),
    Column("written_off_tank", "whole", "items", "of the tanks, those lost for good"),
    Column("written_off_vehicle", "whole", "items", "of the vehicles, those lost for good"),
)

RUNS: Final = (
    RUN,
    Column("seed", "text", "", "seed of the run; text, since it has more digits than many programs keep of a number"),
    Column("level", "word", "", "victory level that was reached, or `unfinished`"),
    Column("winner", "word", "", "side that won; none where nobody did"),
    Column("margin", "whole", "points", "victory points of the first side of the scenario less those of the second"),
    Column("last_turn", "whole", "turns", "the last turn to whose end the run came"),
    Column("date", "moment", "clock of the scenario", "end of that turn"),
    Column("finished", "truth", "", "whether the run came to its end"),
    Column("digest", "text", "", "hash of the final state, 16 hexadecimal digits"),
)
SIDES_OF_RUNS: Final = (
    RUN,
    Column("side", "word", "", "id of the side"),
    Column("points", "whole", "points", "victory points at the end"),
    *LOSSES_SO_FAR,
)
TURNS: Final = (RUN, TURN, DATE, Column("side", "word", "", "id of the side"), *LOSSES_SO_FAR)
AREAS: Final = (
    RUN,
    TURN,
    DATE,
    Column("area", "word", "", "id of the area"),
    Column("hexes", "whole", "hexes", "how many it has that are not water"),
    Column(f"owned_{SIDE}", "whole", "hexes", "how many of them the side owns"),
    Column("holder", "word", "", "side that owns all of them, else `contested`"),
)
UNITS: Final = (
    RUN,
    Column("unit", "word", "", "id of the unit"),
    Column("name", "word", "", "its name"),
    Column("side", "word", "", "id of its side"),
    Column("formation", "word", "", "id of the formation that it is directly under"),
    Column("first_turn", "whole", "turns", "turn in which it came into play; none if it never did"),
    Column(
        "last_turn", "whole", "turns", "turn in which it left the map, the last of the run if it did not; none likewise"
    ),
    Column("men_first", "whole", "men", "men that it came with, crews of guns and vehicles among them"),
    Column("men_last", "whole", "men", "men that it had at the end, or when it left the map; 0 if it was lost"),
    Column("assaults", "whole", "assaults", "assaults in which it attacked"),
    Column("defences", "whole", "assaults", "assaults on the hex where it stood"),
    Column("missions", "whole", "missions", "fire missions fired: bombardments, support and defence"),
    Column(
        "fate",
        "word",
        "",
        "`there` at the end, `destroyed`, `surrendered`, `left` (called away), `exited` by order, or it `never_came`",
    ),
)
COMBATS: Final = (
    RUN,
    Column("combat", "whole", "", "number of the fight in its run, from 1, in the order in which they were fought"),
    Column("turn", "whole", "turns", "number of the turn in which it was fought"),
    DATE,
    Column("side", "word", "", "side that attacked"),
    Column("kind", "word", "", "`assault` or `bombardment`"),
    Column("from_hex", "word", "", "hex of the first of the attackers, as the map prints it"),
    Column("hex", "word", "", "hex that was attacked, as the map prints it"),
    Column(
        "attackers", "text", "", "ids of the units that assaulted, or of the guns that shelled, with blanks between"
    ),
    Column("supports", "text", "", "ids of the units of guns that fired for them"),
    Column("defenders", "text", "", "ids of the units in the hex"),
    Column("guns", "text", "", "ids of the units of guns that fired in defence"),
    Column(
        "odds", "number", "to one", "fire of the attackers against that of the defenders and their morale, with luck"
    ),
    Column("attacker_luck", "number", "factor", "what luck made of the attackers' fire"),
    Column("defender_luck", "number", "factor", "what luck made of the defenders' fire"),
    Column(
        "result", "word", "", "what the odds called for: `repulsed`, `held`, `withdrawn_one`, `withdrawn_two`, `routed`"
    ),
    Column("fought", "number", "share", "how much of the assault was fought before it was broken off, 1 if it was not"),
    Column("taken", "truth", "", "whether an attacker went into the hex"),
    *_losses("attacker_", ", of the attackers"),
    *_losses("defender_", ", of the defenders, in retreat and surrender too"),
)
CONTROL: Final = (
    Column("turn", "whole", "turns", "the last turn that ended on the day"),
    DATE,
    Column("day", "day", "clock of the scenario", "the day"),
    Column(
        "hex", "word", "", "the hex, four digits, column and row, or six on a wide map; those of water are left out"
    ),
    Column("column", "whole", "", "its column, the first half of the digits"),
    Column("row", "whole", "", "its row, the last of them"),
    Column("runs", "whole", "runs", "of how many runs there is a share"),
    Column(
        f"share_{SIDE}",
        "number",
        "share",
        "in which share of them, 0 to 1, the side owned the hex at the end of the turn",
    ),
)
EVENTS: Final = (
    RUN,
    Column("event", "word", "", "kind of event; what each is, docs/tables.md says"),
    Column("times", "whole", "events", "how often it came"),
)
PHASES: Final = (
    RUN,
    Column("side", "word", "", "id of the side whose plan it is"),
    Column("plan", "word", "", "id of the plan"),
    Column("phase", "whole", "", "number of the phase in the plan, from 1"),
    Column("name", "word", "", "its name"),
    Column("first_turn", "whole", "turns", "first turn in which it was in force; none if it never was"),
)
ROWS: Final = (
    Column("row", "whole", "", "number of the row of the scenario's history table, from 1"),
    Column("measure", "text", "", "what is compared, in words"),
    Column("kind", "word", "", "what it is about, as `history --json` has it"),
    Column("since", "whole", "turns", "only what came after the end of this turn counts; none: from the start"),
    Column("turn", "whole", "turns", "when: the end of this turn"),
    DATE,
    Column("historical", "whole", "of the measure", "what history says; of a holder 1 if it was so, else 0"),
    Column("accepted_low", "number", "of the median", "lower end of what is accepted"),
    Column("accepted_high", "number", "of the median", "upper end of it"),
    Column("median", "number", "of the measure", "median of the runs; of a holder per cent of runs in which it is so"),
    Column("median_95_low", "number", "of the median", "lower end of the interval of 95 per cent of the median"),
    Column("median_95_high", "number", "of the median", "upper end of it; none of fewer than 6 runs"),
    Column("central_50_low", "number", "of the median", "lower end of the middle half of the runs"),
    Column("central_50_high", "number", "of the median", "upper end of it"),
    Column("central_90_low", "number", "of the median", "lower end of the middle nine tenths of the runs"),
    Column("central_90_high", "number", "of the median", "upper end of it"),
    Column("share_accepted", "number", "share", "share of runs, 0 to 1, that agree with history"),
    Column("percentile", "number", "per cent", "runs with lower figures than history; none of a holder"),
    Column("holds", "truth", "", "whether the median lies within what is accepted"),
    Column("apart", "truth", "", "whether the row is counted apart"),
)
VALUES: Final = (
    RUN,
    Column("row", "whole", "", "number of the row of the history table, from 1"),
    Column("value", "number", "of the measure", "figure of the run; of a holder 1 if it is so, else 0"),
    Column("agrees", "truth", "", "whether the run agrees with history"),
)

COLUMNS: Final[Mapping[str, tuple[Column, ...]]] = {
    "runs": RUNS,
    "sides": SIDES_OF_RUNS,
    "turns": TURNS,
    "areas": AREAS,
    "units": UNITS,
    "control": CONTROL,
    "events": EVENTS,
    "phases": PHASES,
    "combats": COMBATS,
    "rows": ROWS,
    "values": VALUES,
}
"""What each table has behind the columns of CONTEXT."""


def columns_of(table: str, sides: Iterable[str], factors: Mapping[str, Type]) -> tuple[Column, ...]:
    """Return the columns of a table for these sides, and for the factors with what their values are."""
    return tuple(_each((*CONTEXT, *COLUMNS[table]), list(sides), factors))


def _each(columns: Sequence[Column], sides: Sequence[str], factors: Mapping[str, Type]) -> Iterator[Column]:
    for column in columns:
        if SIDE in column.name:
            yield from (replace(column, name=column.name.replace(SIDE, side)) for side in sides)
        elif FACTOR in column.name:
            yield from (
                replace(column, name=column.name.replace(FACTOR, factor), type=type_)
                for factor, type_ in factors.items()
            )
        else:
            yield column
