"""The end of the game: outcome, points by award, losses beside history, the luck of both sides, the map of the end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import numpy as np
import pygame

from game.core.terms import Kind
from game.desk.map_view import MapView
from game.desk.popups import Popup
from game.desk.sheets import Button, Sheet
from game.engine.service_table import LEGEND, service_rows
from game.scenario.names import kind_words
from game.ui.intents import Leave, Opened, Toggle
from game.ui.luck_ledger import ledger
from game.ui.panels.service_window import write_heads, write_row
from game.ui.panels.standing import level_name, write_points
from game.ui.screens.reckoning import loss_rows
from game.ui.seen import Seen
from game.view.camera import Camera
from game.view.counters import stacks
from game.view.flags import flag_of
from game.view.lettering import write
from game.view.looks import localised
from game.view.map_painter import camera_for
from game.view.marks import Marks, in_colours_of
from game.view.sheet import moment
from game.view.theme import FAINT_INK, FRAME, INK, PAPER

STRAY: Final = 4
"""Per cent of the stacks on each side of the map that need not be seen: trains, headquarters, who has run."""

SHARE: Final = 0.46
MOST: Final = 0.75
"""Of the window's width that the words take, and may take where letters are large; the rest is the map of the end."""


class Report(Popup[Seen]):
    """The report over the whole window."""

    title = "Report"
    modal = True

    def __init__(self, host: Seen, keep: Callable[[], str]) -> None:
        """`keep` saves the game, which is its own replay, and returns in words what has come of it."""
        self.keep = keep
        self.said = ""
        self._map: tuple[tuple[int, bool], pygame.Surface] | None = None
        self._fit: tuple[tuple[int, int], int] | None = None
        outcome = host.game.outcome
        assert outcome is not None
        self.title = level_name(host.game)
        super().__init__(host)

    def place(self) -> None:
        """Take the left part of the window."""
        self.scale = self.host.window.scale
        area = self.host.window.surface.get_rect()
        width = min(max(self.px(480), round(area.width * SHARE)), round(area.width * MOST))
        self.move_to(pygame.Rect(0, 0, width, area.height))

    # --- words ------------------------------------------------------------------------------------------------------

    def write_head(self, sheet: Sheet) -> None:
        """Write what was played, and the points."""
        shown = self.host.shown
        scenario = localised(shown.scenario)
        sheet.skip(2)
        sheet.write(f"{scenario.title} · {moment(scenario, shown.game.state).split(' · ')[-1]}")
        sheet.skip(2)

    def write_body(self, sheet: Sheet) -> None:
        """Write the tables."""
        write_points(sheet, self.host.game)
        self._write_losses(sheet)
        shown, names = self.host.shown, localised(self.host.game.scenario).names
        self._write_service(sheet)
        sheet.heading("Luck")
        for row, luck in enumerate(ledger(shown.game, shown.steps)):
            sheet.write(f"{names.side_adjectives[row]}: {luck.words}")
        sheet.skip(6)
        sheet.write("The game is kept by itself: the main menu has it under Replay.", ink=FAINT_INK)

    def buttons(self) -> list[Button]:
        """Return what can be done now."""
        return [
            ("map", "View map", self.close),
            ("service", "Service records", partial(self.host.answer, Toggle(Opened.SERVICE))),
            ("replay", "Save replay", self._save),
            ("menu", "Main menu", partial(self.host.answer, Leave())),
        ]

    def _write_service(self, sheet: Sheet) -> None:
        """Write what formations have done, those of one side after those of the other."""
        scenario, roll = localised(self.host.shown.scenario), self.host.roll()
        for side, adjective in zip(scenario.names.sides, scenario.names.side_adjectives, strict=True):
            rows = [row for row in service_rows(scenario, roll, side) if row.unit is None and row.has_served]
            if rows:
                sheet.heading(f"{adjective} formations")
                write_heads(sheet)
            for row in rows:
                write_row(sheet, row, row.depth)
        if roll.services:
            sheet.write(LEGEND[0].upper() + LEGEND[1:] + ".", ink=FAINT_INK)

    def _save(self) -> None:
        self.said = self.keep()
        self.changed()

    def _write_losses(self, sheet: Sheet) -> None:
        """Write losses by kind, a column a side, and history's figures."""
        shown = self.host.shown
        sides = shown.game.state.sides
        names, lost = localised(shown.scenario).names, sides.losses
        columns = [sheet.width - sheet.margin - sheet.px(90), sheet.width - sheet.margin]
        sheet.heading("Losses")
        if not lost.any():
            sheet.write("Neither side has lost anything.")
            columns = []
        for row, right in enumerate(columns):
            place = sheet.put(names.side_adjectives[row], right, sheet.y, face="Bold", align="right")
            flag = flag_of(shown.scenario, row, round(sheet.size * 0.9))
            if flag is not None and place.width + flag.get_width() + sheet.px(8) < sheet.px(90):
                sheet.paper.blit(flag, flag.get_rect(midright=(place.left - sheet.px(4), place.centery)))
        sheet.y += sheet.line_height
        lines = [(kind_words(kind.name.lower()).capitalize(), lost[:, kind]) for kind in Kind]
        lines.insert(1, ("Prisoners among them", sides.captured))
        lines.append(("Vehicles repaired", sides.repaired.sum(axis=1)))
        lines.append(("Vehicles written off", sides.written_off.sum(axis=1)))
        for words, numbers in lines:
            if not numbers.any():
                continue
            sheet.put(words, sheet.margin, sheet.y)
            for number, right in zip(numbers.tolist(), columns, strict=True):
                sheet.put(f"{number:,}", right, sheet.y, face="Bold", align="right")
            sheet.y += sheet.line_height
        rows = loss_rows(shown)
        if rows:
            sheet.heading("Compared with history", "game · history")
        for measure in rows:
            sheet.pair(measure.words, f"{measure.here} · {measure.then}")
        if self.said:
            sheet.skip(6)
            sheet.write(self.said, ink=FAINT_INK)

    # --- the map of the end -----------------------------------------------------------------------------------------

    def draw(self, surface: pygame.Surface, seen: Seen) -> None:
        """Draw words and map over the whole window."""
        area = surface.get_rect()
        surface.fill(PAPER)
        super(Popup, self).draw(surface, seen)
        self.draw_focus(surface, seen)
        pygame.draw.line(surface, FRAME, self.rect.topright, self.rect.bottomright)
        place = pygame.Rect(self.rect.right + 12, 12, area.width - self.rect.width - 24, area.height - 24)
        picture = self._end(place.size)
        surface.blit(picture, place)
        pygame.draw.rect(surface, FRAME, place.inflate(4, 4), 2)

    def _end(self, size: tuple[int, int]) -> pygame.Surface:
        """Return the map of the end where the units are, as near as fits; once a size, and when its ground is there."""
        if self._fit is None or self._fit[0] != size:
            self._fit, self._map = (size, self._scale_for(size)), None
        scale = self._fit[1]
        key = scale, self.host.map.land.is_painted(scale)
        if self._map is None or self._map[0] != key:
            self._map = key, self._paint_end(size, scale)
        return self._map[1]

    def _scale_for(self, size: tuple[int, int]) -> int:
        """Return the nearest zoom at which the units are seen, but for strays."""
        shown, scales = self.host.shown, self.host.map.land.scales
        hexes = [hex_ for hex_, _ in stacks(shown.game.state)]
        boxes = {scale: _around(camera_for(shown.scenario, scale), hexes) for scale in scales}
        fitting = [scale for scale, box in boxes.items() if box.width <= size[0] and box.height <= size[1]]
        return max(fitting, default=scales[0])

    def _paint_end(self, size: tuple[int, int], scale: int) -> pygame.Surface:
        shown, land = self.host.shown, self.host.map.land
        picture = pygame.Surface(size)
        view = MapView(shown.scenario, picture.get_rect(), land)
        view.show_grid = False
        hexes = [hex_ for hex_, _ in stacks(shown.game.state)]
        view.scale = scale
        box = _around(view.map_camera, hexes)
        view.pan(box.centerx - size[0] / 2 - view.left, box.centery - size[1] / 2 - view.top)
        ground = frozenset(np.flatnonzero(shown.game.state.hexes.owner == 0).tolist())
        line = in_colours_of(shown.scenario.names, Marks(outlines=[(ground, "control_first")]))
        view.draw(picture, shown.game, [line])
        side = localised(shown.scenario).names.side_adjectives[0]
        words = write(f"The line surrounds the {side}-controlled hexes.", "Regular", self.px(13), INK)
        box = words.get_rect(bottomleft=(self.px(12), size[1] - self.px(10)))
        if box.right + self.px(12) > size[0]:
            return picture  # a map too narrow for the words
        pygame.draw.rect(picture, PAPER, box.inflate(self.px(12), self.px(6)))
        pygame.draw.rect(picture, FRAME, box.inflate(self.px(12), self.px(6)), 1)
        picture.blit(words, box)
        return picture


def _around(camera: Camera, hexes: list[int]) -> pygame.Rect:
    """Return the box around some hexes but those far from all others, with room for two more on each side."""
    if not hexes:
        return pygame.Rect(0, 0, camera.width, camera.height)
    centres = np.array([camera.centre(hex_ % camera.columns, hex_ // camera.columns) for hex_ in hexes])
    (left, top), (right, bottom) = np.percentile(centres, (STRAY, 100 - STRAY), axis=0)
    room = round(2 * camera.scale)
    return pygame.Rect(round(left), round(top), round(right - left), round(bottom - top)).inflate(2 * room, 2 * room)
