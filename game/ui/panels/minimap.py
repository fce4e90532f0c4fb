"""The minimap: the whole map small, signs for stacks, a frame around what the window shows. A click goes there."""

from __future__ import annotations

from functools import partial
from typing import Final

import pygame

from game.desk.grip import is_up
from game.desk.presses import LET_GO
from game.desk.sheets import Sheet
from game.ui.intents import Find, GoHome, Pan, Zoom
from game.ui.seen import Seen
from game.view.counters import stacks
from game.view.formation_markers import draw_sign
from game.view.map_painter import camera_for
from game.view.theme import FRAME, INK, styles_of

LEFT: Final = 1
BUTTONS: Final = 92
"""Pixels beside the map for the buttons, at scale 1."""


class MiniMap:
    """The whole map at the foot of the column, with buttons to zoom."""

    def __init__(self, rect: pygame.Rect, scale: float) -> None:
        self.rect = rect
        self.scale = scale
        self._picture: pygame.Surface | None = None
        self._picture_of: tuple[str, bool, tuple[int, int]] | None = None
        self._land: tuple[tuple[int, bool, tuple[int, int]], pygame.Surface] | None = None
        self._dragging = False
        self._buttons: Sheet | None = None

    def move_to(self, rect: pygame.Rect) -> None:
        """Stand elsewhere in the window."""
        if rect != self.rect:
            self.rect, self._buttons = rect, None

    def refresh(self, seen: Seen) -> None:
        """The picture goes by the digest of the game; there is nothing to do."""

    def map_rect(self, seen: Seen) -> pygame.Rect:
        """Return where in the window the small map is."""
        camera = camera_for(seen.game.scenario, 10)
        room = self.rect.inflate(-self._px(16), -self._px(12))
        room.width -= self._px(BUTTONS)
        factor = min(room.width / camera.width, room.height / camera.height)
        size = round(camera.width * factor), round(camera.height * factor)
        return pygame.Rect((room.left, room.top + (room.height - size[1]) // 2), size)

    def handle(self, event: pygame.event.Event, seen: Seen) -> bool:
        """A click or drag on the small map brings that part of the map to the middle of the view."""
        if event.type == LET_GO or (event.type == pygame.MOUSEMOTION and is_up(LEFT, event)):
            self._dragging = False
        if event.type == pygame.MOUSEBUTTONUP and self._dragging:
            self._dragging = False
            return True
        if event.type == pygame.MOUSEMOTION and self._dragging:
            self._go_to(event.pos, seen)
            return True
        if event.type != pygame.MOUSEBUTTONDOWN or not self.rect.collidepoint(event.pos):
            return False
        if event.button == LEFT and self.map_rect(seen).collidepoint(event.pos):
            self._dragging = True
            self._go_to(event.pos, seen)
        elif event.button == LEFT:
            for spot in self._button_sheet(seen).spots:
                if spot.act and spot.rect.move(self._button_corner(seen)).collidepoint(event.pos):
                    spot.act()
        return True

    def draw(self, surface: pygame.Surface, seen: Seen) -> None:
        """Draw the small map, the frame of the view and the buttons."""
        pygame.draw.line(surface, FRAME, self.rect.topleft, (self.rect.right, self.rect.top))
        box = self.map_rect(seen)
        surface.blit(self._painted(seen, box.size), box)
        pygame.draw.rect(surface, FRAME, box, 1)
        camera, view = seen.map.map_camera, seen.map.view
        x, y = box.width / camera.width, box.height / camera.height
        shown = pygame.Rect(
            round(seen.map.left * x), round(seen.map.top * y), round(view.width * x), round(view.height * y)
        )
        shown = shown.move(box.topleft).clip(box)
        pygame.draw.rect(surface, (255, 250, 236), shown.inflate(2, 2), 1)
        pygame.draw.rect(surface, INK, shown, 2)
        surface.blit(self._button_sheet(seen).picture, self._button_corner(seen))

    # --- inside -----------------------------------------------------------------------------------------------------

    def _px(self, pixels: float) -> int:
        return round(pixels * self.scale)

    def _go_to(self, place: tuple[int, int], seen: Seen) -> None:
        box, camera, view = self.map_rect(seen), seen.map.map_camera, seen.map.view
        left = (place[0] - box.left) / box.width * camera.width - view.width / 2
        top = (place[1] - box.top) / box.height * camera.height - view.height / 2
        seen.answer(Pan(left - seen.map.left, top - seen.map.top))

    def _painted(self, seen: Seen, size: tuple[int, int]) -> pygame.Surface:
        land = seen.map.land
        key = seen.shown.digest(), land.is_painted(land.scales[0]), size
        if self._picture is None or self._picture_of != key:
            picture = self._painted_land(seen, key[1], size).copy()
            draw_signs(picture, seen)
            self._picture, self._picture_of = picture, key
        return self._picture

    def _painted_land(self, seen: Seen, painted: bool, size: tuple[int, int]) -> pygame.Surface:
        land = seen.map.land
        key = land.lie, painted, size
        if self._land is None or self._land[0] != key:
            self._land = key, pygame.transform.smoothscale(land.smallest(), size)
        return self._land[1]

    def _button_corner(self, seen: Seen) -> tuple[int, int]:
        return self.rect.right - self._px(BUTTONS) - self._px(4), self.rect.top + self._px(6)

    def _button_sheet(self, seen: Seen) -> Sheet:
        if self._buttons is None:
            self._buttons = Sheet(self._px(BUTTONS), self.scale, 13)
            sheet, high = self._buttons, self._px(27)
            half = (sheet.inner - self._px(6)) // 2
            top = sheet.y + 1
            sheet.button("nearer", "+", pygame.Rect(sheet.margin, top, half, high), partial(seen.answer, Zoom(1)))
            away = pygame.Rect(sheet.width - sheet.margin - half, top, half, high)
            sheet.button("farther", "−", away, partial(seen.answer, Zoom(-1)))
            home = pygame.Rect(sheet.margin, top + high + self._px(6), sheet.inner, high)
            sheet.button("home", "Home", home, partial(seen.answer, GoHome()))
            find = home.move(0, high + self._px(6))
            sheet.button("find", "Find …", find, partial(seen.answer, Find()))
            sheet.y = find.bottom + self._px(6)
            for words in (f"hex {seen.game.scenario.map.hex_size:,} m", "N is up"):
                sheet.put(words, sheet.margin, sheet.y, size=round(sheet.size * 0.9), width=sheet.inner + sheet.margin)
                sheet.y += self._px(16)
        return self._buttons


def draw_signs(picture: pygame.Surface, seen: Seen) -> None:
    """Draw a sign for every stack: squares for one side, diamonds for the other, as their counters have corners."""
    game = seen.game
    camera = camera_for(seen.game.scenario, 10)
    styles = styles_of(game.scenario.names)
    factor = picture.get_width() / camera.width
    reach = max(2, round(factor * 5))
    for hex_, units in stacks(game.state):
        x, y = camera.centre(hex_ % camera.columns, hex_ // camera.columns)
        style = styles[int(game.world.units[units[0]].side)]
        draw_sign(picture, (round(x * factor), round(y * factor)), reach, style)
