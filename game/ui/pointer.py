"""The hand at the mouse: clicks, drags, the wheel, and scrolling by keys and at the edge of the window.

It answers whoever shows the map with what is meant; clicks are told apart from drags by its `Grip`.
"""

from __future__ import annotations

import math
from typing import Final

import pygame

from game.desk.grip import Grip
from game.desk.keys import Action
from game.desk.window import Window
from game.ui.command.formation_intents import ChooseBox, DrawLine, Manner, Pick
from game.ui.intents import Click, Pan, PointAt, Zoom
from game.ui.seen import MapSeen
from game.view.counters import is_stripe, stack_boxes, stacks

EDGE: Final = 4
"""Pixels from the edge of the window at which the map scrolls."""

SPEED: Final = 1000
"""Pixels a second that the map scrolls by keys and at the edge."""

NOTCH: Final = 80
"""Pixels that one notch of a wheel that is turned or tilted sideways scrolls."""

SCROLL_KEYS: Final = (Action.PAN_LEFT, Action.PAN_RIGHT, Action.PAN_UP, Action.PAN_DOWN)

LEFT, MIDDLE, RIGHT = 1, 2, 3


def held_scroll(window: Window) -> tuple[int, int]:
    """Return whither the keys that are held scroll: -1, 0 or 1 across and down."""
    held = {action: window.presses.is_held(action, window.keys) for action in SCROLL_KEYS}
    return (
        held[Action.PAN_RIGHT] - held[Action.PAN_LEFT],
        held[Action.PAN_DOWN] - held[Action.PAN_UP],
    )


def is_held(mask: int) -> bool:
    """Whether a key of a kind is down, Shift or Ctrl."""
    return bool(pygame.key.get_mods() & mask)


def box_between(corner: tuple[int, int], other: tuple[int, int]) -> pygame.Rect:
    """Return the box with two spots in opposite corners."""
    left, top = min(corner[0], other[0]), min(corner[1], other[1])
    return pygame.Rect(left, top, abs(corner[0] - other[0]), abs(corner[1] - other[1]))


def hexes_within(seen: MapSeen, box: pygame.Rect) -> list[int]:
    """Return the hexes with units whose middles lie in a box of the window, from left to right, from above."""
    camera = seen.map.camera
    held = sorted({hex_ for hex_, _ in stacks(seen.game.state)})
    return [hex_ for hex_ in held if box.collidepoint(camera.centre(hex_ % camera.columns, hex_ // camera.columns))]


class Pointer:
    """The mouse over the map of the board, or of a replay."""

    def __init__(self, seen: MapSeen, picks_several: bool = False) -> None:
        """`picks_several`: whether several units can be chosen at once, and lines drawn for what they are to do."""
        self.seen = seen
        self.picks_several = picks_several
        self.grip = Grip()
        self.box: pygame.Rect | None = None
        """What is being dragged over the map with Shift: all units in it will be chosen."""
        self._corner: tuple[int, int] | None = None
        self._line: list[int] = []  # hexes over which a line for a task is being drawn

    def handle(self, event: pygame.event.Event) -> None:
        """Take an event of the mouse."""
        view = self.seen.map
        if event.type == pygame.MOUSEWHEEL:
            self._roll(event)
        elif event.type == pygame.MOUSEBUTTONDOWN and view.view.collidepoint(event.pos):
            self.grip.press(event)
            boxes = self.picks_several and event.button == LEFT and is_held(pygame.KMOD_SHIFT)
            self._corner = event.pos if boxes else None
            self._line = self._begun_line(event)
            self._point(event.pos)  # keys and lists may have pointed elsewhere since it moved
        elif event.type == pygame.MOUSEMOTION:
            right, down = self.grip.move(event)
            if self._corner is not None and self.grip.is_dragging:
                self.box = box_between(self._corner, event.pos).clip(view.view)
            elif self._line and self.grip.is_dragging:
                self._draw_on(event.pos)
            else:
                self._pan(-right, -down)
            self._point(event.pos)
        elif event.type == pygame.MOUSEBUTTONUP:
            button = self.grip.release(event)
            line = tuple(self._line)
            box = self.let_go()
            if button is None and len(line) > 1:
                self.seen.answer(DrawLine(line, is_done=True))
            elif button is not None:
                self.seen.answer(self._meant(button, event.pos))
            elif box is not None:
                self.seen.answer(ChooseBox(tuple(hexes_within(self.seen, box))))

    def let_go(self) -> pygame.Rect | None:
        """Let go of whatever is dragged; return the box that was."""
        box, self.box, self._corner, self._line = self.box, None, None, []
        self.grip.let_go()
        return box

    def _begun_line(self, event: pygame.event.Event) -> list[int]:
        """Return the hex where a line for the task that is being put together begins; nothing if it has no lines."""
        task, hex_ = self.seen.selection.task, self.seen.map.hex_at(event.pos)
        plain = event.button == LEFT and not is_held(pygame.KMOD_SHIFT)
        draws = self.picks_several and plain and task is not None and task.draws_lines
        return [hex_] if draws and hex_ is not None else []

    def _draw_on(self, spot: tuple[int, int]) -> None:
        """Draw the line on to a spot, with all hexes on the way there: a quick hand moves over several at once."""
        view, before = self.seen.map, len(self._line)
        x, y = view.spot_of(self._line[-1])
        steps = max(1, round(4 * math.dist((x, y), spot) / view.scale))
        for step in range(1, steps + 1):
            share = step / steps
            hex_ = view.hex_at((round(x + (spot[0] - x) * share), round(y + (spot[1] - y) * share)))
            if hex_ is not None and hex_ != self._line[-1]:
                self._line.append(hex_)
        if len(self._line) > before:
            self.seen.answer(DrawLine(tuple(self._line), is_done=False))

    def _meant(self, button: int, spot: tuple[int, int]) -> Click | Pick:
        """Return what a click means."""
        hex_ = self.seen.map.hex_at(spot)
        manner = self._manner(spot) if button == LEFT and self.picks_several else None
        return Click(button, hex_) if hex_ is None or manner is None else Pick(hex_, manner)

    def _manner(self, spot: tuple[int, int]) -> Manner | None:
        """Return how several units are meant by a left click; None: a plain click."""
        if is_held(pygame.KMOD_SHIFT):
            return Manner.ADD
        if is_held(pygame.KMOD_CTRL):
            return Manner.STACK
        return Manner.FORMATION if self._is_stripe(spot) else None

    def _is_stripe(self, spot: tuple[int, int]) -> bool:
        """Whether a spot is the stripe of the uppermost counter of its hex."""
        view = self.seen.map
        hex_ = view.hex_at(spot)
        units = [] if hex_ is None else self.seen.shown.units_in(hex_)
        return hex_ is not None and bool(units) and is_stripe(stack_boxes(view.camera, hex_, len(units))[0], spot)

    def _point(self, spot: tuple[int, int]) -> None:
        self.seen.answer(PointAt(self.seen.map.hex_at(spot)))

    def _roll(self, event: pygame.event.Event) -> None:
        """Zoom where the mouse is; a wheel that is turned or tilted sideways scrolls."""
        if event.y:
            self.seen.answer(Zoom(1 if event.y > 0 else -1, pygame.mouse.get_pos()))
        else:
            self._pan(event.x * NOTCH, 0)

    def _pan(self, right: float, down: float) -> None:
        if right or down:
            self.seen.answer(Pan(right, down))

    def scroll(self, seconds: float, by_keys: bool = True) -> bool:
        """Scroll the map while an arrow key is down or the pointer is at the edge of the window; whether it moved.

        Not `by_keys` where arrows lead through the lines of a window.
        """
        window, view = self.seen.window, self.seen.map
        dx, dy = held_scroll(window) if by_keys else (0, 0)
        if window.settings.scroll_at_edge and pygame.mouse.get_focused() and not self.grip.is_dragging:
            x, y = pygame.mouse.get_pos()
            width, height = window.surface.get_size()
            dx += (x >= width - EDGE) - (x < EDGE)
            dy += (y >= height - EDGE) - (y < EDGE)
        before = view.left, view.top
        self._pan(dx * SPEED * seconds, dy * SPEED * seconds)
        return (view.left, view.top) != before
