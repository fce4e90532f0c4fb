"""Events played on the map: what an order brought, act by act, at the speed that the player has chosen.

A Playback keeps a game of its own, taken from before the first step, on which the orders are given again one by one:
cheap and exact. The map shows that game as its viewer knows it; counters under way are drawn above it. Nothing here
changes the real game.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pygame

from game.core.hexes import parse_number
from game.core.terms import EventKind, Status
from game.desk.map_view import MapView
from game.engine.event_words import order_words
from game.engine.game import Game
from game.engine.orders import Move
from game.engine.replay import Step
from game.scenario.names import so_many
from game.ui.acts import Act, acts_after, acts_before
from game.view.counters import counter_side, face_of, paint_counter
from game.view.lettering import Face, broken, measure, write
from game.view.looks import localised
from game.view.marks import draw_marks
from game.view.theme import FRAME, INK, PAPER

SPEEDS: Final = {"off": 0.0, "fast": 0.4, "normal": 1.0, "slow": 2.0}
"""How long an act takes, by `settings.animation`; 0: nothing is shown."""

TOGETHER: Final = 8
"""Marches that are shown at the same time, if they lie near each other."""

NEAR: Final = 9
"""Hexes between the ends of marches that are shown together."""

CAPTION: Final = 60
"""Pixels at the top of the view that are kept for a caption, if it is no higher."""

GLIDE: Final = 0.25
"""Seconds that the view takes to go where something happens."""


class Playback:
    """Some steps being shown, one after the other, to a side, or to somebody who sees everything.

    `game` is the position as far as it has been shown, as the viewer knows it.
    """

    def __init__(self, before: Game, steps: Sequence[Step], speed: float, viewer: str | None = None) -> None:
        self._game = before.copy()
        self._viewer = viewer
        self.game = self._game.seen_by(viewer)
        self._visible = self.game.state.units.status == Status.PRESENT
        self.steps = list(steps)
        self.speed = speed
        self.place = 0
        self._group = 0
        self._acts: list[Act] = []
        self._played = True
        self._time = 0.0
        self._from: tuple[float, float] | None = None
        self._to = (0.0, 0.0)
        self._box: tuple[Act, int, pygame.Surface] | None = None
        self.caption_height = CAPTION

    @property
    def finished(self) -> bool:
        """Whether everything has been shown."""
        return self._played and not self._acts and self.place >= len(self.steps)

    @property
    def played(self) -> int:
        """How many of the steps `game` has been played on by."""
        return self.place + (self._group if self._played else 0)

    @property
    def act(self) -> Act | None:
        """What is being shown now."""
        return self._acts[0] if self._acts else None

    @property
    def hidden(self) -> frozenset[int]:
        """The units that are under way and not to be drawn where they stand."""
        act = self.act
        return frozenset(slide.unit for slide in act.slides) if act else frozenset()

    @property
    def shown(self) -> list[Step]:
        """The steps that are being shown, more than one if they are marches."""
        return self.steps[self.place : self.place + self._group]

    def words(self) -> str:
        """Return the order that is being shown, in words."""
        shown = [step.order for step in self.shown if step.order is not None]
        scenario = localised(self.game.scenario)
        if not shown:
            return "the end of the turn"
        if len(shown) == 1:
            return order_words(scenario, shown[0])
        return f"{order_words(scenario, shown[0])}; {so_many(len(shown) - 1, 'more march', 'more marches')}"

    # --- going on ---------------------------------------------------------------------------------------------------

    def update(self, seconds: float, view: MapView) -> None:
        """Go on by so much time."""
        if self._from is not None:
            self._glide(seconds, view)
            return
        self._time += seconds / self.speed if self.speed else 1e9
        while not self.finished:
            act = self.act
            if act is not None and self._time < act.seconds:
                return
            if act is not None:
                self._time -= act.seconds
                self._acts.pop(0)
            if not self._acts and self._next(view):
                return

    def skip(self) -> None:
        """End what is being shown now; the next step begins."""
        self._acts.clear()
        if not self._played:
            self._play()
        self.place += self._group
        self._group = 0
        self._time = 0.0
        self._from = None

    def skip_all(self) -> None:
        """End everything; `game` is not played on to its end."""
        self._acts.clear()
        self._played = True
        self.place = len(self.steps)

    def _next(self, view: MapView) -> bool:
        """Begin what comes next: the second half of a step or the next steps; returns whether the view must move."""
        if not self._played:
            self._play()
            self._acts = acts_after(self.game, self.shown, self._visible)
            return False
        self.place += self._group
        self._group = 0
        if self.place >= len(self.steps):
            return False
        self._group = self._together()
        self._played = False
        self._visible = self.game.state.units.status == Status.PRESENT
        self._acts = acts_before(self.game, self.shown, self._visible)
        return self._follow(view)

    def _play(self) -> None:
        for step in self.steps[self.place : self.place + self._group]:
            if step.order is not None:
                self._game.play(step.order)
            elif self._game.outcome is None:
                self._game.end_turn()
        self.game = self._game.seen_by(self._viewer)
        self._played = True

    def _together(self) -> int:
        """Return how many of the next steps are shown at once: marches near each other, else one."""
        first = self.steps[self.place]
        count = 1
        if not isinstance(first.order, Move):
            return count
        units = {first.order.unit}
        for step in self.steps[self.place + 1 : self.place + TOGETHER]:
            order = step.order
            if not isinstance(order, Move) or order.unit in units or not _near(first.order, order):
                break
            units.add(order.unit)
            count += 1
        return count

    # --- the view ---------------------------------------------------------------------------------------------------

    def _follow(self, view: MapView) -> bool:
        """Bring what comes next into view, gliding; returns whether it was outside."""
        hexes = [hex_ for act in self._acts for hex_ in act.hexes()]
        if not hexes or all(view.shows(hex_) for hex_ in hexes):
            return False
        start = view.left, view.top
        view.centre_on_all(hexes)
        if not view.shows(hexes[0]) and not view.shows(hexes[-1]):
            view.centre_on(hexes[-1])
        self._to = view.left, view.top
        view.left, view.top = start
        self._from, self._time = start, 0.0
        return True

    def _glide(self, seconds: float, view: MapView) -> None:
        assert self._from is not None
        self._time += seconds / self.speed if self.speed else 1e9
        share = min(1.0, self._time / GLIDE)
        share = share * share * (3 - 2 * share)
        view.left = self._from[0] + (self._to[0] - self._from[0]) * share
        view.top = self._from[1] + (self._to[1] - self._from[1]) * share
        if share >= 1.0:
            self._from, self._time = None, 0.0

    # --- drawing ----------------------------------------------------------------------------------------------------

    def draw(self, surface: pygame.Surface, view: MapView) -> None:
        """Draw what is under way and what an order brought over the map."""
        act = self.act
        if act is None or self._from is not None:
            return
        clip = surface.get_clip()
        surface.set_clip(view.view)
        draw_marks(surface, view.camera, act.marks, view.view)
        side = counter_side(view.camera)
        for slide in act.slides:
            x, y = _along(slide.way, min(1.0, self._time / max(act.slide_seconds, 0.01)), view)
            picture = paint_counter(face_of(self.game.scenario, self.game.state, slide.unit), side)
            surface.blit(picture, picture.get_rect(center=(round(x), round(y))))
        if act.lines and act.where is not None:
            self._draw_box(surface, view, act, act.where)
        surface.set_clip(clip)

    def _draw_box(self, surface: pygame.Surface, view: MapView, act: Act, where: int) -> None:
        """Draw what came of it beside the hex, inside the view."""
        size = max(14, round(view.view.height / 46))
        if self._box is None or self._box[0] is not act or self._box[1] != size:
            self._box = act, size, text_box(act.lines, size, min(view.view.width - 20, size * 24))
        picture = self._box[2]
        surface.blit(picture, _beside(picture.get_rect(), view, where, act.clear, self.caption_height))


def _beside(box: pygame.Rect, view: MapView, where: int, ends: Sequence[int], above: int) -> pygame.Rect:
    """Return a place for a box near a hex, inside the view, clear of the hex and of where counters go if it can be."""
    side = round(view.scale * 1.1)
    keep = [pygame.Rect(0, 0, side, side) for _ in (where, *ends)]
    for rect, hex_ in zip(keep, (where, *ends), strict=True):
        rect.center = view.spot_of(hex_)
    around, room = keep[0].inflate(view.scale * 2, view.scale * 2), view.view.inflate(-8, -8)
    room.top, room.height = room.top + above, room.height - above
    places = []
    for near in (keep[0], around):
        places += [
            box.move_to(midtop=near.midbottom),
            box.move_to(midbottom=near.midtop),
            box.move_to(midleft=near.midright),
            box.move_to(midright=near.midleft),
        ]
    fitting = [place.clamp(room) for place in places]
    return next((place for place in fitting if place.collidelist(keep) < 0), fitting[0])


def text_box(lines: Sequence[str], size: int, width: int) -> pygame.Surface:
    """Return lines on a slip of paper, the first in bold."""
    laid = []
    for number, line in enumerate(lines):
        face = "Regular" if number else "Bold"
        laid += [write(part, face, size, INK) for part in broken(line, face, size, width)]  # type: ignore[arg-type]  # of two faces
    picture = pygame.Surface(
        (max(line.get_width() for line in laid) + size, len(laid) * round(size * 1.25) + size // 2)
    )
    picture.fill(PAPER)
    pygame.draw.rect(picture, FRAME, picture.get_rect(), 2)
    for number, letters in enumerate(laid):
        picture.blit(letters, (size // 2, size // 4 + number * round(size * 1.25)))
    return picture


def caption(text: str, hint: str, size: int, width: int, more: Sequence[str] = ()) -> pygame.Surface:
    """Return the strip that says what is being shown, `more` of it, and at the bottom which keys skip it."""
    parts: list[tuple[str, Face]] = [(text, "Bold"), *((words, "Regular") for words in more)]
    widest = max(measure(words, face, size)[0] for words, face in (*parts, (hint, "Regular")))
    wide = min(width, widest + size * 2)
    rows = [(line, face) for words, face in parts for line in broken(words, face, size, wide - size)]
    small = max(11, round(size * 0.85))
    picture = pygame.Surface((wide, len(rows) * round(size * 1.25) + round(small * 1.25) + size // 2))
    picture.fill(PAPER)
    pygame.draw.rect(picture, FRAME, picture.get_rect(), 1)
    y = size // 4
    for line, face in rows:
        letters = write(line, face, size, INK)
        picture.blit(letters, letters.get_rect(midtop=(wide // 2, y)))
        y += round(size * 1.25)
    letters = write(hint, "Italic", small, INK)
    picture.blit(letters, letters.get_rect(midtop=(wide // 2, y)))
    return picture


def _near(one: Move, other: Move) -> bool:
    """Whether two marches end near each other, so that one view shows both."""
    far = [_apart(a, b) for a, b in ((one.path[0], other.path[0]), (one.path[-1], other.path[-1]))]
    return max(far) <= NEAR


def _apart(here: str, there: str) -> int:
    """Return how many columns or rows lie between two hexes, whichever are more."""
    start, end = parse_number(here), parse_number(there)
    assert start is not None and end is not None, "hexes of a march that was made"
    return max(abs(start[0] - end[0]), abs(start[1] - end[1]))


def _along(way: tuple[int, ...], share: float, view: MapView) -> tuple[float, float]:
    """Return the point of the window that lies so far along a way of hexes."""
    place = share * (len(way) - 1)
    first = min(int(place), len(way) - 2) if len(way) > 1 else 0
    (x0, y0), (x1, y1) = view.spot_of(way[first]), view.spot_of(way[min(first + 1, len(way) - 1)])
    part = place - first
    return x0 + (x1 - x0) * part, y0 + (y1 - y0) * part


def is_worth_showing(step: Step) -> bool:
    """Whether a step has anything to be seen on the map."""
    return step.order is not None or any(event.kind is not EventKind.TURN_BEGAN for event in step.events)
