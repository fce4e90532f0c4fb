"""Where the sheet of the tutorial may stand on the map, and what it leaves of it."""

from __future__ import annotations

import pygame


def corners(size: tuple[int, int], room: pygame.Rect) -> list[pygame.Rect]:
    """Return the places in the corners of a room, the usual one first."""
    places = [pygame.Rect((0, 0), size) for _ in range(4)]
    places[0].bottomleft, places[1].topleft = room.bottomleft, room.topleft
    places[2].bottomright, places[3].topright = room.bottomright, room.topright
    return places


def room_beside(place: pygame.Rect, area: pygame.Rect, arrow: int) -> pygame.Rect:
    """Return the largest part of an area beside a place, without what an arrow takes above a hex, in pixels."""
    parts = (
        pygame.Rect(area.left, area.top, area.width, place.top - area.top),
        pygame.Rect(area.left, place.bottom, area.width, area.bottom - place.bottom),
        pygame.Rect(area.left, area.top, place.left - area.left, area.height),
        pygame.Rect(place.right, area.top, area.right - place.right, area.height),
    )
    part = max(parts, key=lambda one: min(one.size))
    return pygame.Rect(part.left, part.top + arrow, part.width, part.height - arrow)
