"""What never happened in any game of a point: levels, awards, changes of hands, losses, rules, phases of plans.

Only what results hold can be said; what they do not is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.batch.happenings import NEVER, Phase, phases_followed
from game.batch.report.material import Material, Point, kinds_of
from game.batch.report.sections import Section, Table
from game.batch.report.words import games, in_a_row, per_cent
from game.batch.tables import areas_of_interest
from game.core.terms import SIDES, Kind
from game.engine.event_words import RULES
from game.scenario.names import kind_words
from game.scenario.schema.scenario_file import AwardEntry

UNTOLD: Final = ("ground", "clear", "destroyed", "exited")
"""Awards that ask of units at the end, which results do not always hold."""

ALL: Final = "all points"

OWN_PLAN: Final = "own plan"

MOST_POINTS: Final = 4
"""Points whose phases are listed."""


class Never(NamedTuple):
    """Something that did not happen: what kind of thing, and which."""

    kind: str
    what: str


def never_of(point: Point) -> list[Never]:
    """Return what happened in no game of a point."""
    return [*_levels(point), *_awards(point), *_areas(point), *_losses(point), *_rules(point), *_phases(point)]


def _levels(point: Point) -> Iterator[Never]:
    names = point.results.scenario.names
    for row, name in enumerate(names.level_names):
        if not np.any(point.results.levels == row):
            yield Never("level never reached", name)


def _awards(point: Point) -> Iterator[Never]:
    scenario = point.results.scenario
    for entry, said in zip(scenario.file.victory.awards, scenario.names.awards, strict=True):
        if entry.points and entry.award not in UNTOLD and not _given(point, entry):
            yield Never("award never given", said)


def _given(point: Point, entry: AwardEntry) -> bool:
    """Return whether an award brought points at the end of any game."""
    results, names = point.results, point.results.scenario.names
    if entry.award == "losses":
        assert entry.of is not None and entry.kind is not None
        lost = results.losses[:, -1, names.side_row[entry.of], Kind[entry.kind.upper()]]
        return bool(np.any(lost >= entry.per))
    if entry.area is None:
        return True
    side = names.side_row[entry.side]
    if entry.award == "share":
        owned = results.owned[:, -1, names.area_row[entry.area], side].astype(np.int64)
        return bool(np.any(abs(entry.points) * owned >= max(1, results.hexes_of(entry.area))))
    holders = results.holders(entry.area)[:, -1]
    return bool(np.any(holders == side)) or (entry.contested != 0 and bool(np.any(holders >= SIDES)))


def _areas(point: Point) -> Iterator[Never]:
    names = point.results.scenario.names
    for area in areas_of_interest(point.results.scenario):
        holders = point.results.holders(area)
        held = point.results.holder_at_start(area)
        if np.all(holders == held):
            whose = f"{names.side_adjectives[held]} throughout" if held < SIDES else "contested throughout"
            yield Never("area never changing hands", f"{names.area_titles[names.area_row[area]]}: {whose}")


def _losses(point: Point) -> Iterator[Never]:
    for side, adjective in enumerate(point.results.scenario.names.side_adjectives):
        kinds = kinds_of(point.results.scenario.world, side)
        for kind in Kind:
            if kind in kinds and not point.results.losses[:, -1, side, kind].any():
                yield Never("losses never suffered", f"{adjective} {kind_words(kind.name.lower())}")


def _rules(point: Point) -> Iterator[Never]:
    counts = point.results.events
    for kind, (number, said) in RULES.items():
        if counts.shape[1] and not counts[:, kind].any():
            yield Never("rule never called on", f"{number}: {said}")


def _phases(point: Point) -> Iterator[Never]:
    for phase, since in _followed(point):
        if (since == NEVER).all():
            yield Never("phase of a plan never in force", _named(point, phase))


def _followed(point: Point) -> Iterator[tuple[Phase, NDArray[np.int16]]]:
    """Yield each phase of the plans that are followed, with the (N,) turns in which it was first in force."""
    results = point.results
    if results.phases.shape[1]:
        for phase, since in zip(phases_followed(results.scenario, results.commanders), results.phases.T, strict=True):
            if phase.can_come:
                yield phase, since


def _named(point: Point, phase: Phase) -> str:
    scenario = point.results.scenario
    titles = {(plan.side, plan.id): plan.name for plan in scenario.plans}
    plan = titles.get((scenario.names.sides[phase.side], phase.plan), OWN_PLAN)
    return f"{scenario.names.side_adjectives[phase.side]}, {plan}: {phase.name}"


def _phase_table(material: Material) -> Table:
    """Return when each phase of the plans was first in force, in how many games."""
    rows = []
    for point in material.points[:MOST_POINTS]:
        runs = point.results.runs
        for phase, since in _followed(point):
            came = since[since != NEVER]
            turns = "" if not len(came) else _turns(came)
            named = (_named(point, phase),) if material.is_one else (point.label, _named(point, phase))
            rows.append((*named, per_cent(len(came) / runs, runs), turns))
    head = ("phase", "in so many games", "first in turn")
    note = "The turn: the median of those games, and where nine in ten of them lie."
    if len(material.points) > MOST_POINTS:
        note += f" The first {MOST_POINTS} of {len(material.points)} points are listed."
    caption = "When each phase of the plans came"
    if material.is_one:
        return Table(caption, head, tuple(rows), note=note)
    return Table(caption, ("point", *head), tuple(rows), left=2, note=note)


def _turns(came: NDArray[np.int16]) -> str:
    low, middle, high = np.quantile(came, (0.05, 0.5, 0.95), method="inverted_cdf").tolist()
    return f"{middle}" if low == high else f"{middle} ({low} to {high})"


def section(material: Material) -> Section:
    """Return the section on what never happened."""
    found = {point.number: never_of(point) for point in material.points}
    every = list(dict.fromkeys(one for mine in found.values() for one in mine))
    rows: list[tuple[str, ...]] = []
    for one in every:
        where = [point.label for point in material.points if one in found[point.number]]
        rows.append((one.kind, one.what, ALL if len(where) == len(material.points) else in_a_row(where)))
    everywhere = sum(row[2] == ALL for row in rows)
    words = [f"{everywhere} things that could happen did so in none of {games(material.runs)}."]
    if material.is_one:
        rows = [row[:2] for row in rows]
    elif len(rows) > everywhere:
        words.append(f"{len(rows) - everywhere} more happened at some points and not at others.")
    words.append(_so_rare(material))
    if _untold(material):
        words.append(
            "Awards for single units and for where units stand at the end are not among them: results do not hold that."
        )
    if not all(point.results.events.shape[1] for point in material.points):
        words.append("Which rules and phases of plans came was not noted: the folder of a batch has it (--out).")
    head = ("what", "which", "at") if not material.is_one else ("what", "which")
    tables = [Table("What never happened", head, tuple(rows), left=3)] if rows else []
    tables.append(_phase_table(material))
    return Section("never", "What never happened", tuple(words), tables=tuple(tables))


def _so_rare(material: Material) -> str:
    """Say how often something may happen that was seen in no game (the rule of three)."""
    if not material.has_luck:
        return "Of one game that says nothing of others."
    fewest = min(point.results.runs for point in material.points if not point.results.is_one_game)
    most = 100 * (1 - 0.05 ** (1 / fewest))
    where = "" if material.is_one else " of a point"
    return f"What was seen in none of {games(fewest)}{where} may still come in up to {most:.1f} % of them (95 % sure)."


def _untold(material: Material) -> bool:
    return any(
        entry.award in UNTOLD for point in material.points for entry in point.results.scenario.file.victory.awards
    )
