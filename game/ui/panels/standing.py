"""How things stand: points of both sides by award, the victory levels, and what the next turns bring."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from functools import partial
from typing import Final

import numpy as np
import pygame

from game.core.terms import Status
from game.desk.painted import PaintedPanel, Parts
from game.desk.sheets import CHOSEN, Sheet, Spot
from game.engine.game import Game
from game.engine.surveys import level_now, points_by_award
from game.scenario.compiling import light_of
from game.scenario.names import so_many
from game.ui.forces import WHOLE
from game.ui.intents import CentreOn, Mark
from game.ui.panels.unit_words import LIGHT_WORDS
from game.ui.screens.winning import hexes_of_award
from game.ui.seen import Seen
from game.view.flags import flag_of
from game.view.lettering import broken, measure
from game.view.looks import localised, look
from game.view.marks import Marks
from game.view.sheet import MONTHS
from game.view.theme import FAINT_INK, FRAME, INK, styles_of

AWARD: Final = "award:"
"""What the names of spots begin with that stand for an award, before its row."""

LARGE: Final = 1.5
"""How much larger than other letters the points of both sides are."""
TURNS_AHEAD: Final = 8
NAMED: Final = 6
"""Units that are named in a line of arrivals; of more, the rest is counted."""


class Standing(PaintedPanel[Seen]):
    """Points, levels, calendar, while no unit is selected; what an award is about is marked when it is pointed at."""

    def __init__(self, rect: pygame.Rect, scale: float) -> None:
        super().__init__(rect, scale)
        self._marked: tuple[int, ...] = ()

    def is_shown(self, seen: Seen) -> bool:
        """Whether nothing else wants the room."""
        return seen.selection.unit is None and seen.selection.draft is None

    def key(self, seen: Seen) -> Hashable:
        """The position, and the language of places."""
        return seen.shown.digest(), look()

    def paint(self, seen: Seen) -> Parts:
        """Paint the three parts."""
        game = seen.game
        body = self.sheet()
        write_score(body, game)
        write_points(body, game, partial(_centring, seen))
        write_ladder(body, game)
        write_calendar(body, game)
        return Parts(self.sheet(), body, self.sheet())

    def refresh(self, seen: Seen) -> None:
        """Look whether there is something new; take the marks away when something else has the room."""
        super().refresh(seen)
        if not self.is_shown(seen):
            self._mark(seen, ())

    def handle(self, event: pygame.event.Event, seen: Seen) -> bool:
        """Mark on the map what the award under the pointer is about."""
        if event.type == pygame.MOUSEMOTION:
            found = self.spot_at(event.pos)
            name = "" if found is None else found[0].name
            row = int(name.removeprefix(AWARD)) if name.startswith(AWARD) else None
            self._mark(seen, () if row is None else hexes_of_award(seen.game, row))
        return super().handle(event, seen)

    def _mark(self, seen: Seen, hexes: tuple[int, ...]) -> None:
        if hexes != self._marked:
            self._marked = hexes
            area = [(frozenset(hexes), "objective")] if hexes else []
            seen.answer(Mark(Marks(hexes=dict.fromkeys(hexes, "objective"), outlines=area)))


def write_score(sheet: Sheet, game: Game) -> None:
    """Write large what counts most: the points of both sides, and the level that they would bring now."""
    names, points = localised(game.scenario).names, game.points()
    size, height = round(sheet.size * LARGE), round(sheet.line_height * LARGE)
    words = [f"{names.side_adjectives[row]} {points[side]}" for row, side in enumerate(names.sides)]
    inks = [style.body for style in styles_of(names)]
    sheet.skip(6)
    fits = sum(measure(one, "Bold", size)[0] for one in words) + size <= sheet.inner
    sheet.put(words[0], sheet.margin, sheet.y, face="Bold", size=size, ink=inks[0], width=sheet.inner)
    if fits:
        sheet.put(words[1], sheet.width - sheet.margin, sheet.y, face="Bold", size=size, ink=inks[1], align="right")
    else:
        sheet.y += height
        sheet.put(words[1], sheet.margin, sheet.y, face="Bold", size=size, ink=inks[1], width=sheet.inner)
    sheet.y += height
    level = names.level_names[level_now(game)[1]]
    sheet.write(f"Now: {level}", face="Bold", size=round(sheet.size * 1.15))
    sheet.skip(4)


def _centring(seen: Seen, row: int) -> Callable[[], None] | None:
    """Return how to bring what an award is about to the middle of the view; None where it is about no place."""
    hexes = hexes_of_award(seen.game, row)
    return partial(seen.answer, CentreOn(hexes)) if hexes else None


def write_points(
    sheet: Sheet, game: Game, centring: Callable[[int], Callable[[], None] | None] = lambda _: None
) -> None:
    """Write the points of both sides, award by award; `centring` says what a click on one does."""
    names, points = localised(game.scenario).names, game.points()
    sheet.heading("Victory points")
    now = points_by_award(game)
    styles = styles_of(names)
    for row, side in enumerate(names.sides):
        flag = flag_of(game.scenario, row, round(sheet.size * 0.9))
        sheet.pair(names.side_adjectives[row], f"{points[side]}", face="Bold", ink=styles[row].letters, badge=flag)
        for award, sentence in enumerate(names.awards):
            if int(game.world.awards[award].side) == row:
                top = sheet.y
                write_award(sheet, sentence.partition(": ")[2], now[award])
                act = centring(award)
                if act is not None:
                    rect = pygame.Rect(sheet.margin, top, sheet.inner, sheet.y - top)
                    sheet.spots.append(Spot(f"{AWARD}{award}", rect, act))
        sheet.skip(3)


def level_name(game: Game) -> str:
    """Return what the victory level that a game has ended with is called."""
    return localised(game.scenario).names.level_names[int(game.state.clock.level[0])]


def write_award(sheet: Sheet, words: str, points: int) -> None:
    """Write what an award is given for and what it gives now; of what gives nothing yet the number is faint."""
    ink = INK if points else FAINT_INK
    worth, _, what = words.partition(" ")
    left, small = sheet.margin + sheet.px(8), round(sheet.size * 0.95)
    at_right = sheet.put(
        f"{points}", sheet.width - sheet.margin, sheet.y, size=small, face="Bold", ink=ink, align="right"
    )
    sheet.put(worth, left + sheet.px(16), sheet.y, size=small, align="right")
    x = left + sheet.px(22)
    for line in broken(what, "Regular", small, at_right.left - x - sheet.px(12)):
        sheet.put(line, x, sheet.y, size=small)
        sheet.y += sheet.px(17)


def write_ladder(sheet: Sheet, game: Game) -> None:
    """Write the victory levels, with a mark where the margin stands now."""
    margin, reached = level_now(game)
    names = localised(game.scenario).names
    sheet.heading("Victory level", f"margin {margin:+d}".replace("-", "−"))
    for row, level in enumerate(localised(game.scenario).file.victory.levels):
        if row == reached:
            box = pygame.Rect(sheet.px(5), sheet.y, sheet.width - sheet.px(10), sheet.line_height)
            pygame.draw.rect(sheet.paper, CHOSEN, box)
            middle, x, size = box.centery, sheet.margin, sheet.px(5)
            pygame.draw.polygon(sheet.paper, INK, [(x, middle - size), (x + sheet.px(8), middle), (x, middle + size)])
        least = "else" if level.at_least is None else f"from {level.at_least}".replace("-", "−")
        at_right = sheet.put(least, sheet.width - sheet.margin, sheet.y, ink=FAINT_INK, align="right")
        x = sheet.margin + sheet.px(14)
        face = "Bold" if row == reached else "Regular"
        sheet.put(level.name, x, sheet.y, face="Bold" if face == "Bold" else "Regular", width=at_right.left - x - 4)
        sheet.y += sheet.line_height
    first, second = names.side_adjectives
    sheet.write(f"Margin: {first} points minus {second} points.", ink=FAINT_INK, size=round(sheet.size * 0.9))


def write_calendar(sheet: Sheet, game: Game) -> None:
    """Write this turn and the next ones: when, light, who arrives and who leaves."""
    calendar = game.scenario.file.calendar
    last = calendar.last_turn
    styles, names = styles_of(game.scenario.names), localised(game.scenario).names
    sheet.heading("Calendar", f"to turn {last}")
    late = awaited(game, 0, game.turn - 1)
    for turn in range(game.turn, min(last, game.turn + TURNS_AHEAD) + 1):
        start = calendar.end_of(turn - 1)
        words = f"{turn}  {start.day} {MONTHS[start.month - 1]}, {start:%H:%M}"
        face = turn == game.turn
        cold = ", bitter cold" if game.world.calendar[turn].cold else ""
        light, edge = LIGHT_WORDS[light_of(game.world, turn)] + cold, sheet.width - sheet.margin
        date = sheet.put(words, sheet.margin, sheet.y, face="Bold" if face else "Regular")
        if date.right + sheet.px(6) + measure(light, "Regular", sheet.size)[0] > edge:
            sheet.y += sheet.line_height
        sheet.put(light, edge, sheet.y, ink=FAINT_INK, align="right")
        sheet.y += sheet.line_height
        for side, adjective in enumerate(names.side_adjectives):
            for what, units in happenings(game, turn, side, late if turn == game.turn else ()):
                line = f"{adjective} {what}: {shortened_list(units)}"
                sheet.write(line, ink=styles[side].letters, indent=sheet.px(18), size=round(sheet.size * 0.92))
    if game.turn + TURNS_AHEAD < last:
        later = awaited(game, game.turn + TURNS_AHEAD + 1, last)
        if later:
            sheet.write(f"Later: {so_many(len(later), 'unit')} more to arrive.", ink=FAINT_INK)
    sheet.skip(6)
    sheet.rule(FRAME)


def happenings(game: Game, turn: int, side: int, late: tuple[int, ...]) -> Iterator[tuple[str, list[str]]]:
    """Yield what the forces of a side do on a turn: "arrive", "withdraw", "wait for room", with the units."""
    names = localised(game.scenario).names
    world, state = game.world.units, game.state.units
    waiting = [names.units[row] for row in late if int(world[row].side) == side]
    by_chance = {names.units[row] for row in np.flatnonzero(world.chance < WHOLE)}
    missed = {names.units[row] for row in np.flatnonzero((world.until > 0) & (world.until < turn))}
    if in_time := [unit for unit in waiting if unit in by_chance - missed]:
        yield "may arrive any turn", in_time
    if waiting := [unit for unit in waiting if unit not in by_chance | missed]:
        yield "waiting for room", waiting
    due = [row for row in awaited(game, turn, turn) if int(world[row].side) == side]
    lucky = [f"{names.units[row]} ({int(world[row].chance)} %)" for row in due if int(world[row].chance) < WHOLE]
    due = [row for row in due if int(world[row].chance) == WHOLE]
    if lucky:
        yield "may arrive from now on", lucky
    sure = [names.units[row] for row in due if int(world[row].condition_area) < 0]
    perhaps = [names.units[row] for row in due if int(world[row].condition_area) >= 0]
    if sure:
        yield "arrive", sure
    if perhaps:
        area = names.area_titles[int(world[due[-1]].condition_area)]
        yield f"arrive if {area} is held", perhaps
    due_to_leave = (world.withdrawal == turn) & (world.side == side) & (state.status == int(Status.PRESENT))
    leaving = [names.units[row] for row in np.flatnonzero(due_to_leave)]
    if leaving:
        yield "withdraw", leaving


def awaited(game: Game, first: int, last: int) -> tuple[int, ...]:
    """Return the rows of the units that are due between two turns and have not come yet."""
    world, state = game.world.units, game.state.units
    due = (state.status == int(Status.AWAITED)) & (world.arrival >= first) & (world.arrival <= last)
    return tuple(np.flatnonzero(due).tolist())


def shortened_list(units: list[str]) -> str:
    """Return names in a row; of many the first few and the number of the others."""
    if len(units) <= NAMED:
        return ", ".join(units)
    return f"{', '.join(units[: NAMED - 1])} and {len(units) - NAMED + 1} more"
