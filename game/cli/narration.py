"""What happened, in words: the steps of a player turn as lines that a person reads in a terminal.

The words of single fights and fates are those of `game.engine.event_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from game.cli.names import side_words
from game.cli.texts import in_words, reason_in_words
from game.core.terms import CONTESTED_NAME, NOWHERE, SIDES, EventKind
from game.engine.event_words import FATES, ON_MARCHES, fates, fight, ground_changes
from game.engine.events import Event
from game.engine.orders import Exit, Move
from game.engine.replay import Step
from game.rules.areas import CONTESTED, holders
from game.scenario.compiling import light_of
from game.scenario.loading import Scenario
from game.scenario.names import so_many
from game.scenario.world import State


class Narrator:
    """Prints a game player turn by player turn, from the position in which it is first met.

    What the battle names is in the language of the settings, as in the log at the board; the rest is English.
    """

    def __init__(self, scenario: Scenario, state: State, *, with_reasons: bool = True) -> None:
        self.scenario = in_words(scenario)
        self.with_reasons = with_reasons
        self.owners = state.hexes.owner.copy()
        self.opening: tuple[Event, ...] = ()

    def player_turn(self, steps: Sequence[Step]) -> Iterator[str]:
        """Yield the lines of one player turn: title, arrivals, fights with reasons, marches as a number, objectives."""
        before = objectives(self.scenario, self.owners)
        yield heading(self.scenario, steps[0].turn, steps[0].side)
        yield from self._indented(ground_changes(self.scenario, self.opening))
        yield from self._indented(fates(self.scenario, self.opening, set(FATES)))
        self.opening = ()
        marches = 0
        for step in steps:
            self._take_over(step.events)
            if isinstance(step.order, Move):
                marches += 1
                yield from self._indented(fates(self.scenario, step.events, set(ON_MARCHES)))
            elif isinstance(step.order, Exit):
                yield from self._indented(fates(self.scenario, step.events, {EventKind.EXITED}))
            elif step.order is not None:
                yield from self._indented(self._fight(step))
            else:
                closing, self.opening = _split(step.events)
                yield from self._indented(fates(self.scenario, closing, set(FATES)))
        if marches:
            yield f"  {so_many(marches, 'march', 'marches')}"
        yield from self._indented(changes(self.scenario, before, objectives(self.scenario, self.owners)))

    def _fight(self, step: Step) -> Iterator[str]:
        """Yield what a fight brought; below its first line why it was ordered, where that is known."""
        for number, line in enumerate(fight(self.scenario, step)):
            yield line
            if number == 0 and step.reason and self.with_reasons:
                yield f"  why: {reason_in_words(self.scenario, step.reason)}"

    def _take_over(self, events: Iterable[Event]) -> None:
        """Note who owns the ground now."""
        for event in events:
            if event.kind is EventKind.OWNER and event.to_hex is not None:
                self.owners[self.scenario.hex_row(event.to_hex)] = self.scenario.names.side_row[event["side"]]

    @staticmethod
    def _indented(lines: Iterable[str]) -> Iterator[str]:
        return (f"  {line}" for line in lines)


def heading(scenario: Scenario, turn: int, side: str) -> str:
    """Return the title of a player turn: turn, date, light, side."""
    began, ends = scenario.file.calendar.end_of(turn - 1), scenario.file.calendar.end_of(turn)
    light = light_of(scenario.world, turn).name.lower()
    cold = ", bitter cold" if scenario.world.calendar[turn].cold else ""
    adjective = scenario.names.side_adjectives[scenario.names.side_row[side]]
    return f"Turn {turn}, {began.day} {began:%b %Y %H:%M} to {ends:%H:%M}, {light}{cold}: {adjective}"


def _split(events: tuple[Event, ...]) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Return what closes a player turn and what opens the next."""
    for place, event in enumerate(events):
        if event.kind is EventKind.TURN_BEGAN:
            return events[:place], events[place:]
    return events, ()


def objectives(scenario: Scenario, owners: NDArray[np.int8]) -> dict[str, str]:
    """Return who holds each area that victory points are given for, by (H,) owners: a side, or "contested"."""
    held = {}
    for area in dict.fromkeys(award.area for award in scenario.file.victory.awards if award.award == "hold"):
        assert area is not None
        row, world = scenario.names.area_row[area], scenario.world
        inside = owners[world.area_hexes[world.area_first[row] : world.area_first[row + 1]]]
        side = int(holders(np.bincount(inside[inside != NOWHERE], minlength=SIDES), len(inside)))
        held[area] = CONTESTED_NAME if side == CONTESTED else scenario.names.sides[side]
    return held


def changes(scenario: Scenario, before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    """Yield a line for each objective whose holder has changed."""
    for area, holder in after.items():
        if before.get(area) != holder:
            title, words = scenario.names.area_titles[scenario.names.area_row[area]], side_words(scenario)
            was = before.get(area, "")
            yield f"{title}: {words.get(was, was)} > {words.get(holder, holder)}"
