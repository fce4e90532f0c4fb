"""Who owns the ground, day by day: each hex by the share of games in which each side owns it, on the board's map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from game.batch.control import day_turns
from game.batch.history import holder_codes
from game.batch.intervals import wilson
from game.batch.report.material import Material, Point
from game.batch.report.sections import Map, Section, Table
from game.batch.report.words import by_point, games, per_cent, shares_between
from game.batch.tables import holders
from game.core.terms import CONTESTED_NAME
from game.scenario.loading import Scenario
from game.view.heat import LIKELY, SURE, heat_legend, heat_style
from game.view.side_inks import of_side

if TYPE_CHECKING:
    from game.batch.report.noted import Control

MOST_MAPS: Final = 6
"""Days of one point that have a map: evenly spread, the last among them."""

MOST_POINTS: Final = 4
"""Points that have maps."""

MOST_HOLDERS: Final = 4
"""Points whose areas are in the table."""


def share_of_first(control: Control, day: int) -> NDArray[np.float64]:
    """(H,) Return in which share of the games in which a hex is owned the first side owns it; nan where it never is."""
    first, second = (control.counts[day, :, side].astype(np.float64) for side in (0, 1))
    somebody = first + second
    return np.asarray(np.divide(first, somebody, out=np.full(len(first), np.nan), where=somebody > 0))


def days(scenario: Scenario) -> list[tuple[int, int]]:
    """Return the number and last turn of at most MOST_MAPS days, evenly spread, the last of all among them."""
    turns = day_turns(scenario.file.calendar)
    many, last = min(MOST_MAPS, len(turns)), len(turns) - 1
    chosen = {round(place * last / max(1, many - 1)) for place in range(many)} | {last}
    return [(day, turns[day]) for day in sorted(chosen)]


def section(material: Material) -> Section:
    """Return the section on control."""
    title = "Who holds the ground"
    points = [point for point in material.points if point.noted.control is not None]
    words = by_point([(point.label, _in_words(point)) for point in points[:MOST_POINTS]]) if points else []
    maps: list[Map] = []
    signs: list[Map] = []
    if points:
        words.append(
            f"A hex is marked by the side that owns it in {LIKELY:.0%} or {SURE:.0%} of games or more; the thick line "
            "divides what the one side owns in most games from what the other does. Hexes without a mark are nobody's."
        )
        maps, signs = _maps(material, points[:MOST_POINTS]), _signs(material.scenario)
        every = len(day_turns(points[0].results.scenario.file.calendar))
        if every > MOST_MAPS:
            words.append(f"{MOST_MAPS} of {every} days have maps; the table `control` has all.")
        if len(points) > MOST_POINTS:
            words.append(f"The first {MOST_POINTS} of {len(points)} points have maps.")
    else:
        words.append("Who owned each hex when was not noted: the folder of a batch has it (--out).")
    return Section("control", title, tuple(words), maps=tuple(maps), signs=tuple(signs), tables=_tables(material))


def _in_words(point: Point) -> str:
    assert point.noted.control is not None
    share, scenario = share_of_first(point.noted.control, -1), point.results.scenario
    land = scenario.world.hexes["water"] == 0
    styles = [heat_style(float(one)) for one in share[land & ~np.isnan(share)]]
    first, second = scenario.names.side_adjectives
    counts = [sum(style.startswith(f"heat_{which}") for style in styles) for which in ("first", "second", "open")]
    of = "in one game" if point.results.is_one_game else f"of {games(point.noted.control.runs)}"
    return (
        f"the {first} side surely or likely holds {counts[0]:,} hexes of land at the end, "
        f"the {second} side {counts[1]:,}, and {counts[2]:,} are open ({of})"
    )


def _maps(material: Material, points: list[Point]) -> list[Map]:
    from game.batch.report.control_maps import Painter

    found: list[Map] = []
    painter: Painter | None = None
    shown = [(place, point, *when) for point in points for place, when in enumerate(days(point.results.scenario))]
    for _, point, day, turn in sorted(shown, key=lambda one: (one[0], one[1].number)):  # the points beside each other
        scenario = point.results.scenario
        if painter is None or not painter.paints(scenario):
            painter = Painter(scenario)
        assert point.noted.control is not None
        share = share_of_first(point.noted.control, day)
        date = scenario.file.calendar.end_of(turn)
        caption = f"{date.day} {date:%B %Y}, {date:%H:%M}, end of turn {turn}"
        caption = caption if material.is_one else f"{caption}: {point.label}"
        alt = f"Map of the battle, {caption}. {_hexes_in_words(scenario, share)}"
        found.append(Map(f"control_{point.number}_turn_{turn:02}", caption, alt, painter.paint(share)))
    return found


def _hexes_in_words(scenario: Scenario, share: NDArray[np.float64]) -> str:
    first, second = scenario.names.side_adjectives
    known = share[~np.isnan(share) & (scenario.world.hexes["water"] == 0)]
    mine, theirs = int(np.sum(known >= LIKELY)), int(np.sum(known <= 1 - LIKELY))
    return f"{mine} hexes surely or likely {first}, {theirs} {second}, {len(known) - mine - theirs} open."


def _signs(scenario: Scenario) -> list[Map]:
    """Return the legend of the maps, a sign a line."""
    from game.batch.report.control_maps import sign

    first, second = scenario.names.side_adjectives
    return [Map(style, words, "", sign(of_side(style, scenario.names))) for style, words in heat_legend(first, second)]


def _tables(material: Material) -> tuple[Table, ...]:
    """Return in how many games who holds each area that changes hands, at a few turns, a column for each point."""
    points = [point for point in material.points if point.results.scenario.names.areas == material.scenario.names.areas]
    points = points[:MOST_HOLDERS] if material.has_one_calendar else points[:1]
    found = [holders(point.results) for point in points]
    moving = {
        row["area"]
        for point, rows in zip(points, found, strict=True)
        for row in rows
        if row["shares"] != _at_start(point, row)
    }
    rows = []
    for alike in zip(*found, strict=True):
        one = alike[0]
        if one["area"] in moving:
            cells = (_cell(point, row["shares"]) for point, row in zip(points, alike, strict=True))
            rows.append((one["title"], str(one["turn"]), one["date"].replace("T", " "), *cells))
    note = "Per cent of games, with 95 % intervals. " if material.has_luck else ""
    note += "Areas that one side holds throughout in all games are left out."
    head = ("area", "end of turn", "until", *(point.label for point in points))
    return (Table("Who holds what", head, tuple(rows), left=len(head), note=note),) if rows else ()


def _at_start(point: Point, row: Mapping[str, Any]) -> dict[str, float]:
    """Return the shares of who holds an area before the first turn, the same in all games."""
    held = point.results.holder_at_start(row["area"])
    codes = holder_codes(point.results.scenario)
    return {state: float(codes[state] == held) for state in row["shares"]}


def _cell(point: Point, shares: Mapping[str, float]) -> str:
    """Say who holds an area, in which share of games."""
    names, runs = point.results.scenario.names, point.results.runs
    words = {**dict(zip(names.sides, names.side_adjectives, strict=True)), CONTESTED_NAME: "contested"}
    said = []
    for state, share in shares.items():
        if not share:
            continue
        sure = f" ({shares_between(wilson(round(share * runs), runs), runs)})"
        said.append(words[state] if point.results.is_one_game else f"{words[state]} {per_cent(share, runs)}{sure}")
    return ", ".join(said)
