"""The counters of a position as they lie on the map at one zoom: where each goes, and its picture once it is seen.

Painting a counter is slow beside drawing it, and at a new zoom all are new. So only those in view are painted, a few a
frame; the others are stretched from the zoom before until it is their turn. A counter that shows something new is
painted at once: what is seen is always true. Where no counter could be read, formations have markers instead.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pygame

from game.desk.position import Position
from game.view.camera import Camera
from game.view.counters import Face, draw_count, face_of, paint_counter, stack_boxes, stacks
from game.view.formation_markers import MARKERS_BELOW, markers_of, signs_of
from game.view.looks import Look, look

Sprite = tuple[pygame.Surface, tuple[int, int]]
"""A picture and where on the map its upper left corner goes."""

FACES_KEPT: Final = 4000
PICTURES_KEPT: Final = 1000
PAINTED_A_FRAME: Final = 4

Faces = dict[Hashable, Face]
"""What counters show, by unit, its state and whose turn it is: reading one is slow, and few change at once."""


@dataclass
class Piece:
    """One counter, or the number of a stack: its place on the map, and its picture if it has been painted."""

    box: pygame.Rect
    face: Face | None
    picture: pygame.Surface | None = None


class CountersOnMap:
    """The counters of the last position that was drawn."""

    def __init__(self) -> None:
        self.is_painted = False
        """Whether every counter in view is as it should be."""
        self._pieces: list[Piece] = []
        self._pieces_of: tuple[str, int, frozenset[int], Look] | None = None
        self._faces: Faces = {}
        self._last: dict[Face, pygame.Surface] = {}

    def sprites(self, position: Position, camera: Camera, view: pygame.Rect, hidden: frozenset[int]) -> list[Sprite]:
        """Return the counters in a view of the map as pictures with their places, lowest first.

        `camera` is that of the whole map, `view` a part of it, `hidden` are units that are drawn elsewhere.
        """
        wanted = (position.digest(), round(camera.scale), hidden, look())
        if self._pieces_of != wanted:
            self._pieces, self._pieces_of = self._lay_out(position, camera, hidden), wanted
        seen = [piece for piece in self._pieces if piece.box.colliderect(view)]
        self._paint(seen)
        return [(self._picture(piece), piece.box.topleft) for piece in seen]

    def _lay_out(self, position: Position, camera: Camera, hidden: frozenset[int]) -> list[Piece]:
        if camera.scale < MARKERS_BELOW:
            return _markers(position, camera, hidden)
        there = list(stacks(position.state))
        faces = faces_of(position, [unit for _, units in there for unit in units], self._faces)
        pieces = []
        for hex_, everybody in there:
            units = [unit for unit in everybody if unit not in hidden]
            boxes = stack_boxes(camera, hex_, len(units))
            pieces += [Piece(box, faces[unit]) for box, unit in reversed(list(zip(boxes, units, strict=False)))]
            if len(units) > 1:
                pieces.append(_badge(boxes[0], len(units)))
        return pieces

    def _paint(self, seen: Sequence[Piece]) -> None:
        """Paint what is new in itself, and of what is only new at this zoom a few."""
        if len(self._last) > PICTURES_KEPT:
            self._last.clear()
        missing = [piece for piece in seen if piece.picture is None]
        new = [piece for piece in missing if piece.face not in self._last]
        known = [piece for piece in missing if piece.face in self._last]
        for piece in [*new, *known[:PAINTED_A_FRAME]]:
            assert piece.face is not None
            piece.picture = self._last[piece.face] = paint_counter(piece.face, piece.box.width)
        self.is_painted = len(known) <= PAINTED_A_FRAME

    def _picture(self, piece: Piece) -> pygame.Surface:
        if piece.picture is not None:
            return piece.picture
        assert piece.face is not None
        return pygame.transform.scale(self._last[piece.face], piece.box.size)  # rough but quick: for a few frames


def _markers(position: Position, camera: Camera, hidden: frozenset[int]) -> list[Piece]:
    """Return the formations of a position: the signs of all their hexes, lowest, and their markers."""
    found = markers_of(position.scenario, position.state, camera, hidden)
    signs = [signs_of(marker, camera.scale) for marker in found]
    pieces = [Piece(picture.get_rect(topleft=corner), None, picture) for picture, corner in signs]
    return pieces + [Piece(marker.box, marker.face) for marker in reversed(found)]


def faces_of(position: Position, units: Iterable[int], known: Faces) -> dict[int, Face]:
    """Return what the counter of each unit shows; `known` are faces read before, new ones are added."""
    if len(known) > FACES_KEPT:
        known.clear()
    rows = position.state.units.view(np.ndarray).view(np.uint8).reshape(len(position.state.units), -1)
    now = int(position.state.clock.active[0]), int(position.state.clock.phase[0]), look()
    found = {}
    for unit in units:
        key = unit, rows[unit].tobytes(), now
        if key not in known:
            known[key] = face_of(position.scenario, position.state, unit)
        found[unit] = known[key]
    return found


def _badge(box: pygame.Rect, count: int) -> Piece:
    """Return the number of units of a stack, whose uppermost counter lies in `box`."""
    side = box.width
    picture = pygame.Surface((side, side), pygame.SRCALPHA)
    draw_count(picture, pygame.Rect(side // 4, side // 4, side, side), count)
    return Piece(picture.get_rect(topleft=(box.left - side // 4, box.top - side // 4)), None, picture)
