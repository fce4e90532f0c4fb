"""The sheet around the map: title with date and forces, frame with coordinates, legend, scale, north, credits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pygame

from game.core.hexes import digits_of
from game.core.terms import NOWHERE, Kind, Light, Phase, Status
from game.scenario.loading import Scenario
from game.scenario.names import MINUTES_OF_DAY, kind_words, so_many
from game.scenario.world import SLOTS, State
from game.view.camera import Camera
from game.view.contours import interval
from game.view.legend import legend, legend_picture
from game.view.lettering import broken, measure, write
from game.view.theme import FAINT_INK, FRAME, INK, PAPER, styles_of

LEAST_WIDTH: Final = 560
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True)
class Layout:
    """Sizes that follow from the width of the map, in pixels."""

    letters: int
    map_size: tuple[int, int]

    @property
    def margin(self) -> int:
        """Paper around everything."""
        return self.letters * 2

    @property
    def border(self) -> int:
        """The strip around the map that holds coordinates."""
        return round(self.letters * 1.8)

    @property
    def width(self) -> int:
        """Width of the sheet."""
        return max(LEAST_WIDTH, self.map_size[0] + 2 * (self.margin + self.border))

    @property
    def inner_width(self) -> int:
        """Width between the margins."""
        return self.width - 2 * self.margin


def compose(
    scenario: Scenario,
    state: State,
    picture: pygame.Surface,
    camera: Camera,
    counters: bool,
    turn_over: int | None = None,
) -> pygame.Surface:
    """Return the whole sheet with a painted map set into it; `turn_over` is as in `picture_of`."""
    letters = max(11, min(22, round(picture.get_width() / 96)))
    layout = Layout(letters, picture.get_size())
    title = title_picture(scenario, state, layout, counters, turn_over)
    below = legend_picture(legend(scenario, state if counters else None, letters), layout.inner_width, letters)
    foot = foot_picture(scenario, camera, layout)
    framed = picture.get_height() + 2 * layout.border
    gap = letters
    height = 2 * layout.margin + title.get_height() + framed + below.get_height() + foot.get_height() + 3 * gap
    sheet = pygame.Surface((layout.width, height))
    sheet.fill(PAPER)
    y = layout.margin
    sheet.blit(title, (layout.margin, y))
    y += title.get_height() + gap
    left = (layout.width - picture.get_width()) // 2
    sheet.blit(picture, (left, y + layout.border))
    draw_frame(sheet, pygame.Rect((left, y + layout.border), picture.get_size()), camera, layout)
    y += framed + gap
    sheet.blit(below, (layout.margin, y))
    sheet.blit(foot, (layout.margin, y + below.get_height() + gap))
    return sheet


# --- title ----------------------------------------------------------------------------------------------------------


def title_picture(
    scenario: Scenario, state: State, layout: Layout, counters: bool = True, turn_over: int | None = None
) -> pygame.Surface:
    """Return the title: the scenario's name, when it is, what each side has on the map, and an arrow to the north.

    Without counters nothing is said of the sides, and of the time only if the battle has begun: it is the land's title.
    """
    size = layout.letters
    arrow = north_arrow(size * 5)
    width = layout.inner_width - arrow.get_width() - size
    lines = [
        write(line, "Serif Bold", size * 2, INK) for line in broken(scenario.file.name, "Serif Bold", size * 2, width)
    ]
    head = round(size * 1.25)
    when = _when(scenario, state, turn_over) if counters or _has_begun(scenario, state, turn_over) else ""
    lines += [write(line, "Regular", head, INK) for line in (broken(when, "Regular", head, width) if when else ())]
    sides = range(len(scenario.names.sides)) if counters else ()
    lines += [_side_line(scenario, state, side, size, width) for side in sides]
    height = max(sum(line.get_height() for line in lines) + size // 2, arrow.get_height())
    picture = pygame.Surface((layout.inner_width, height))
    picture.fill(PAPER)
    y = 0
    for line in lines:
        picture.blit(line, (0, y))
        y += line.get_height()
    picture.blit(arrow, (layout.inner_width - arrow.get_width(), 0))
    return picture


def _has_begun(scenario: Scenario, state: State, turn_over: int | None) -> bool:
    """Whether this is a position of a game rather than the scenario as it begins."""
    return turn_over is not None or int(state.clock.turn[0]) > scenario.file.calendar.first_turn


def _when(scenario: Scenario, state: State, turn_over: int | None) -> str:
    """Return the turn in words, or the turn that has just ended; how the game ended says more than either."""
    if turn_over is None or state.clock.phase[0] == Phase.OVER:
        return moment(scenario, state)
    calendar = scenario.file.calendar
    number = f"turn {turn_over} of {calendar.last_turn}"
    end = calendar.end_of(turn_over)
    return f"End of {number} · {end.day} {MONTHS[end.month - 1]} {end.year}, {end:%H:%M}"


def moment(scenario: Scenario, state: State) -> str:
    """Return the turn in words: date and hours, number, light; or how the game ended."""
    calendar, turn = scenario.file.calendar, int(state.clock.turn[0])
    number = f"turn {turn} of {calendar.last_turn}"
    if state.clock.phase[0] == Phase.OVER and state.clock.level[0] != NOWHERE:
        level = scenario.names.level_names[int(state.clock.level[0])]
        return f"End of the game: {level} · {number}"
    start = calendar.beginning + calendar.turn_length * (turn - calendar.first_turn)
    text = f"{start.day} {MONTHS[start.month - 1]} {start.year}"
    if calendar.minutes < MINUTES_OF_DAY:
        text += f", {start:%H:%M} to {start + calendar.turn_length:%H:%M}"
    light = Light(int(scenario.world.calendar[turn].light)).name.lower()
    return f"{text} · {number} · {light if light != 'moonlit' else 'moonlit night'}"


def _side_line(scenario: Scenario, state: State, side: int, size: int, width: int) -> pygame.Surface:
    """Return what a side has on the map, after a square of its colour."""
    words = f"{scenario.names.side_names[side]}: {forces_on_map(scenario, state, side)}"
    lines = broken(words, "Regular", size, width - size * 2)
    pitch = round(size * 1.5)
    picture = pygame.Surface((width, pitch * len(lines)))
    picture.fill(PAPER)
    style = styles_of(scenario.names)[side]
    pygame.draw.rect(picture, style.body, pygame.Rect(0, round(pitch * 0.2), size, size))
    pygame.draw.rect(picture, style.edge, pygame.Rect(0, round(pitch * 0.2), size, size), 1)
    for index, line in enumerate(lines):
        picture.blit(write(line, "Regular", size, INK), (round(size * 1.6), index * pitch))
    return picture


def forces_on_map(scenario: Scenario, state: State, side: int) -> str:
    """Return units, men, guns and tanks of a side on the map, in words."""
    units = [
        row
        for row in range(len(state.units))
        if state.units[row].status == Status.PRESENT and scenario.world.units[row].side == side
    ]
    counts = {Kind.GUN: 0, Kind.TANK: 0}
    for row in units:
        for slot in range(SLOTS):
            item = int(scenario.world.units[row].items[slot])
            kind = int(scenario.world.equipment[item].kind) if item != NOWHERE else NOWHERE
            if kind in counts:
                counts[Kind(kind)] += int(state.units[row].items[slot])
    men = sum(int(state.unit_figures[row].men) for row in units)
    parts = [so_many(len(units), "unit"), f"{so_many(men, 'man', 'men')}"]
    parts += [f"{count:,} {kind_words(kind.name.lower(), count)}" for kind, count in counts.items() if count]
    return ", ".join(parts) + " on the map"


def north_arrow(height: int) -> pygame.Surface:
    """Return an arrow to the top of the sheet with an N above it."""
    large = pygame.Surface((height * 2, height * 4), pygame.SRCALPHA)
    middle, top, foot, tail = height, height * 1.15, height * 3.9, height * 3.2
    left = [(middle, top), (middle - height * 0.62, foot), (middle, tail)]
    right = [(middle, top), (middle + height * 0.62, foot), (middle, tail)]
    pygame.draw.polygon(large, INK, left)
    pygame.draw.polygon(large, PAPER, right)
    pygame.draw.lines(large, INK, True, right, max(4, height // 16))
    picture = pygame.transform.smoothscale(large, (height // 2, height))
    text = write("N", "Bold", round(height * 0.3), INK)
    picture.blit(text, text.get_rect(midtop=(height // 4, -round(height * 0.06))))
    return picture


# --- frame ----------------------------------------------------------------------------------------------------------


def draw_frame(sheet: pygame.Surface, box: pygame.Rect, camera: Camera, layout: Layout) -> None:
    """Draw a double line around the map, and the numbers of columns and rows between the lines."""
    thin = max(1, layout.letters // 10)
    pygame.draw.rect(sheet, FRAME, box.inflate(2 * thin, 2 * thin), thin)
    outer = box.inflate(2 * layout.border - 4, 2 * layout.border - 4)
    pygame.draw.rect(sheet, FRAME, outer, thin * 2)
    size = max(8, round(layout.letters * 0.85))
    digits = digits_of(camera.columns, camera.rows)
    widest = measure("0" * digits, "Regular", size)[0] * 1.6
    across = _every(widest, camera.scale)
    down = _every(size * 1.5, camera.scale * 0.866)
    for column in range(0, camera.columns, across):
        x = round(box.left + camera.centre(column, 0)[0])
        _number(sheet, f"{column:0{digits}d}", size, (x, box.top - layout.border // 2))
        _number(sheet, f"{column:0{digits}d}", size, (x, box.bottom + layout.border // 2))
    for row in range(0, camera.rows, down):
        y = round(box.top + camera.centre(0, row)[1])
        _number(sheet, f"{row:0{digits}d}", size, (box.left - layout.border // 2, y))
        _number(sheet, f"{row:0{digits}d}", size, (box.right + layout.border // 2, y))


def _every(needed: float, pitch: float) -> int:
    """Return how many columns or rows each number must stand for."""
    return next(step for step in (1, 2, 5, 10, 20, 50) if pitch * step >= needed)


def _number(sheet: pygame.Surface, value: str, size: int, middle: tuple[int, int]) -> None:
    text = write(value, "Regular", size, FAINT_INK)
    sheet.blit(text, text.get_rect(center=middle))


# --- foot -----------------------------------------------------------------------------------------------------------


def foot_picture(scenario: Scenario, camera: Camera, layout: Layout) -> pygame.Surface:
    """Return scale bar, what a hex and a contour line are, and whom the map owes thanks."""
    size = layout.letters
    bar = scale_bar(scenario.map.hex_size, camera.scale, size, layout.inner_width)
    heights = scenario.world.hexes.elevation
    metres = interval(int(heights.min()), int(heights.max()))
    facts = f"One hex is {scenario.map.hex_size} m across. Contour lines every {metres} m, heights in metres."
    small = max(9, round(size * 0.85))
    words = [*broken(facts, "Regular", size, layout.inner_width)]
    credit = broken(" ".join(scenario.map.credits), "Regular", small, layout.inner_width)
    lines = [write(line, "Regular", size, INK) for line in words]
    lines += [write(line, "Regular", small, FAINT_INK) for line in credit]
    height = bar.get_height() + sum(line.get_height() for line in lines) + size
    picture = pygame.Surface((layout.inner_width, height))
    picture.fill(PAPER)
    picture.blit(bar, (0, 0))
    y = bar.get_height() + size // 2
    for line in lines:
        picture.blit(line, (0, y))
        y += line.get_height()
    return picture


def scale_bar(hex_size: int, scale: float, size: int, width: int) -> pygame.Surface:
    """Return a bar of kilometres in four parts, no wider than half the sheet."""
    kilometre = scale * 1000 / hex_size
    steps = (0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100)
    part = max((step for step in steps if 4 * step * kilometre <= width * 0.3), default=steps[0])
    long = part * kilometre
    picture = pygame.Surface((round(4 * long) + size * 6, round(size * 2.4)))
    picture.fill(PAPER)
    top, thick, left = round(size * 1.6), max(4, size // 2), size
    for index in range(4):
        box = pygame.Rect(round(left + index * long), top, round(long) + 1, thick)
        pygame.draw.rect(picture, INK if index % 2 == 0 else PAPER, box)
        pygame.draw.rect(picture, INK, box, 1)
    crowded = measure(f"{part * 3:g}", "Regular", size)[0] + size // 2 > long
    for index in range(0, 5, 4 if crowded else 1):
        text = write(f"{part * index:g}" + (" km" if index == 4 else ""), "Regular", size, INK)  # noqa: PLR2004
        x = round(left + index * long) - measure(f"{part * index:g}", "Regular", size)[0] // 2
        picture.blit(text, (x, 0))
    return picture
