"""The fan: the counters of a stack side by side above the map, so that each can be read and clicked.

It opens when the pointer rests on a stack, of the chosen hex at once, and folds when the pointer leaves stack and fan.
That of the chosen hex stays, but gives way to a pointer that comes from elsewhere and means the map beneath, or that is
on a panel: who reads there what an attack promises sees who stands around.
"""

from __future__ import annotations

from typing import Final

import pygame

from game.desk.map_view import MapView
from game.ui.command.formation_intents import AddUnit
from game.ui.intents import Click, ClickUnit, PointAt
from game.ui.pointer import is_held
from game.ui.seen import Seen
from game.view.counters import face_of, paint_counter
from game.view.theme import FRAME, INK, PAPER

REST: Final = 0.3
"""Seconds that the pointer must rest on a stack before it fans out."""
SIDE: Final = 54
"""Side of a counter in the fan, in pixels at scale 1."""
GAP: Final = 6
IN_A_ROW: Final = 8
LEFT, RIGHT = 1, 3
TAKES_PART: Final = (140, 10, 10)


class Fan:
    """A panel that lies on the map where a stack is looked at. `hex` is that of the stack, None while it is folded."""

    def __init__(self, scale: float) -> None:
        self.rect = pygame.Rect(0, 0, 0, 0)
        self.scale = scale
        self.hex: int | None = None
        self._over: int | None = None  # the hex under the pointer, and for how long
        self._rested = 0.0
        self._inside = False  # the pointer is in the fan, and came there from the stack
        self._dodged: int | None = None  # the stack whose fan is in the way
        self._picture: pygame.Surface | None = None
        self._key: object = None

    def refresh(self, seen: Seen) -> None:
        """The fan looks at each frame whether what it shows has changed."""

    def update(self, seconds: float) -> bool:
        """Go on by so much time; whether the pointer has now rested long enough on a hex."""
        before, self._rested = self._rested, self._rested + seconds
        return self._over is not None and before < REST <= self._rested

    def boxes(self, seen: Seen) -> dict[str, pygame.Rect]:
        """Return where in the window each unit's counter lies, the uppermost of the stack first."""
        units = [] if self.hex is None else seen.shown.units_in(self.hex)
        side, pitch = round(SIDE * self.scale), round((SIDE + GAP) * self.scale)
        gap = pitch - side
        return {
            unit: pygame.Rect(
                self.rect.left + gap + index % IN_A_ROW * pitch,
                self.rect.top + gap + index // IN_A_ROW * pitch,
                side,
                side,
            )
            for index, unit in enumerate(units)
        }

    # --- events -----------------------------------------------------------------------------------------------------

    def leave(self) -> None:
        """The pointer is no longer on the map: fold, until it comes to the stack again."""
        if self.hex is not None:
            self._dodged = self.hex
        self._inside, self._over = False, None

    def handle(self, event: pygame.event.Event, seen: Seen) -> bool:
        """A left click on a counter chooses its unit, or clicks it into the attack; a right one orders as on the map.

        Between the counters both mean the map beneath. On a counter a right click means the hex of the stack, for one
        means those in it; but the chosen unit cannot be sent where it stands: there, too, one means the map beneath.
        """
        if event.type == pygame.MOUSEMOTION:
            if not any(event.buttons):
                self._point(event.pos, seen)
            if self._inside:
                seen.answer(PointAt(self._meant(event.pos, seen), self._unit_at(event.pos, seen)))
            return self._inside
        if event.type == pygame.MOUSEBUTTONDOWN and self._inside and self.rect.collidepoint(event.pos):
            if event.button == LEFT:
                return self._click(event.pos, seen)
            if event.button == RIGHT:
                return self._order(event.pos, seen)
            return True
        return False

    def _meant(self, spot: tuple[int, int], seen: Seen) -> int | None:
        """Return the hex that a right click in the fan means."""
        own = seen.selection.unit is not None and self.hex == seen.selection.hex
        return self.hex if self._unit_at(spot, seen) is not None and not own else seen.map.hex_at(spot)

    def _unit_at(self, spot: tuple[int, int], seen: Seen) -> str | None:
        return next((unit for unit, box in self.boxes(seen).items() if box.collidepoint(spot)), None)

    def _order(self, spot: tuple[int, int], seen: Seen) -> bool:
        """Order at the stack; or fold, so that the click goes to the map beneath. Returns whether it is used up."""
        meant = self._meant(spot, seen)
        if meant is not None and meant == self.hex:
            seen.answer(Click(RIGHT, meant))
            return True
        return self._fold()

    def _fold(self) -> bool:
        """Get out of the way of a click, which is not used up."""
        self._dodged, self.hex, self._inside, self._over = self.hex, None, False, None
        return False

    def _point(self, spot: tuple[int, int], seen: Seen) -> None:
        if self.hex is not None and self.rect.collidepoint(spot):
            if self._inside or self._over == self.hex:
                self._inside = True
                return
            self._dodged, self.hex = self.hex, None
        self._inside = False
        over = seen.map.hex_at(spot)
        if over != self._over:
            self._over, self._rested = over, 0.0
        if over is not None and over == self._dodged:
            self._dodged = None

    def _click(self, spot: tuple[int, int], seen: Seen) -> bool:
        """Choose a unit, or click it in or out; or fold. Returns whether the click is used up."""
        unit = self._unit_at(spot, seen)
        if unit is None:
            return self._fold()
        seen.answer(AddUnit(unit) if is_held(pygame.KMOD_SHIFT) else ClickUnit(unit))
        return True

    # --- drawing ----------------------------------------------------------------------------------------------------

    def draw(self, surface: pygame.Surface, seen: Seen) -> None:
        """Open or fold as the pointer rests, then draw."""
        self.hex = self._wanted(seen, seen.map)
        if self.hex is None:
            self._inside = False
            return
        count = len(seen.shown.units_in(self.hex))
        self._place(seen.map, self.hex, count)
        game, chosen = seen.game, seen.selection
        rows = [game.scenario.names.unit_row[unit] for unit in seen.shown.units_in(self.hex)]
        faces = tuple(face_of(game.scenario, game.state, row) for row in rows)
        key = faces, chosen.units, chosen.draft
        if self._picture is None or key != self._key:
            self._picture, self._key = self._painted(seen), key
        surface.blit(self._picture, self.rect)

    def _wanted(self, seen: Seen, map_: MapView) -> int | None:
        """Return the hex whose stack is to be fanned out now."""
        if seen.is_showing:
            return None
        if self._inside and self.hex is not None and _is_stack(seen, self.hex):
            return self.hex
        chosen, over = seen.selection.hex, self._over
        if over is not None and _is_stack(seen, over) and (over == chosen or self._rested >= REST):
            return over
        if chosen is None or chosen == self._dodged or seen.selection.draft is not None:
            return None
        if seen.selection.group or seen.selection.task is not None:  # the map beneath is what is meant
            return None
        return chosen if map_.shows(chosen) and _is_stack(seen, chosen) else None

    def _place(self, map_: MapView, hex_: int, count: int) -> None:
        """Lay the fan above the stack, or below it where there is no room; it overlaps the hex a little."""
        side, gap = round(SIDE * self.scale), round(GAP * self.scale)
        across, down = min(count, IN_A_ROW), -(-count // IN_A_ROW)
        self.rect.size = gap + across * (side + gap), gap + down * (side + gap)
        x, y = map_.spot_of(hex_)
        self.rect.midbottom = x, y - round(map_.scale * 0.36)
        if self.rect.top < map_.view.top:
            self.rect.midtop = x, y + round(map_.scale * 0.36)
        self.rect.left = max(map_.view.left, min(self.rect.left, map_.view.right - self.rect.width))

    def _painted(self, seen: Seen) -> pygame.Surface:
        picture = pygame.Surface(self.rect.size)
        picture.fill(PAPER)
        pygame.draw.rect(picture, FRAME, picture.get_rect(), 1)
        game, draft = seen.game, seen.selection.draft
        for unit, box in self.boxes(seen).items():
            spot = box.move(-self.rect.left, -self.rect.top)
            face = face_of(game.scenario, game.state, game.scenario.names.unit_row[unit])
            picture.blit(paint_counter(face, box.width), spot)
            if draft is not None and draft.has(unit):
                pygame.draw.rect(picture, TAKES_PART, spot.inflate(6, 6), 3)
            elif unit in seen.selection.units:
                pygame.draw.rect(picture, INK, spot.inflate(6, 6), 2)
        return picture


def _is_stack(seen: Seen, hex_: int) -> bool:
    return len(seen.shown.units_in(hex_)) > 1
