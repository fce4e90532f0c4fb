"""Lines as lists of points: joining pieces, rounding bends, cutting dashes, and drawing them with a pen of any width.

Points are pixels. Nothing here knows what a line stands for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from math import atan2, cos, hypot, sin
from typing import Final, TypeVar

import pygame

from game.view.camera import Point

Node = TypeVar("Node", bound=Hashable)
Colour = tuple[int, ...]

_THIN: Final = 2
"""Widths up to this need no joints."""


def chain(edges: Iterable[tuple[Node, Node]]) -> list[list[Node]]:
    """Join edges end to end into as few lines as go without branching; a ring ends where it begins."""
    touching: dict[Node, list[Node]] = defaultdict(list)
    for a, b in edges:
        touching[a].append(b)
        touching[b].append(a)
    ends = [node for node, others in touching.items() if len(others) != 2]  # noqa: PLR2004
    lines = [_walk(touching, node, other) for node in ends for other in list(touching[node]) if other in touching[node]]
    for node in list(touching):
        while touching[node]:
            lines.append(_walk(touching, node, touching[node][0]))
    return lines


def _walk(touching: dict[Node, list[Node]], start: Node, onward: Node) -> list[Node]:
    """Follow and use up edges from `start` by `onward` to the next end, fork or the start again."""
    line, here = [start], start
    while True:
        touching[here].remove(onward)
        touching[onward].remove(here)
        line.append(onward)
        here = onward
        if len(touching[here]) != 1:
            return line
        onward = touching[here][0]


def soften(points: Sequence[Point], rounds: int = 2) -> list[Point]:
    """Round the bends of a line (Chaikin); its ends stay, a ring stays a ring."""
    line = list(points)
    for _ in range(rounds):
        if len(line) < 3:  # noqa: PLR2004
            return line
        ring = line[0] == line[-1]
        cut: list[Point] = [] if ring else [line[0]]
        pairs = list(pairwise(line))
        for index, (a, b) in enumerate(pairs):
            if ring or index > 0:
                cut.append(between(a, b, 0.25))
            if ring or index < len(pairs) - 1:
                cut.append(between(a, b, 0.75))
        cut.append(cut[0] if ring else line[-1])
        line = cut
    return line


def through_middles(points: Sequence[Point]) -> list[Point]:
    """Return the line through the middles of a line's legs; its ends stay. Takes the zigzag out of hexsides."""
    middles = [between(a, b, 0.5) for a, b in pairwise(points)]
    if points[0] == points[-1]:
        return [*middles, middles[0]]
    return [points[0], *middles, points[-1]]


def eased(points: Sequence[Point], rounds: int, most: float) -> list[Point]:
    """Return a line with its steps evened out, no point moved farther than `most`; its ends stay, a ring stays a ring.

    Each round draws every point halfway to the middle of its neighbours.
    """
    ring = points[0] == points[-1]
    line = [*points[:-1]] if ring else [*points]
    for _ in range(rounds if len(line) > 2 else 0):  # noqa: PLR2004
        moved = [
            between(here, between(line[place - 1], line[(place + 1) % len(line)], 0.5), 0.5)
            for place, here in enumerate(line)
        ]
        line = moved if ring else [line[0], *moved[1:-1], line[-1]]
    held = [_held(old, new, most) for old, new in zip(points, line, strict=False)]
    return [*held, held[0]] if ring else held


def _held(old: Point, new: Point, most: float) -> Point:
    """Return the new place of a point, or what lies towards it as far as it may move."""
    far = hypot(new[0] - old[0], new[1] - old[1])
    return new if far <= most else between(old, new, most / far)


def between(a: Point, b: Point, share: float) -> Point:
    """Return the point that is `share` of the way from a to b."""
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def length(points: Sequence[Point]) -> float:
    """Length of a line."""
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))


def dashes(points: Sequence[Point], pattern: Sequence[float]) -> list[list[Point]]:
    """Cut a line into dashes; `pattern` has lengths of strokes and gaps in turn. An empty pattern cuts nothing."""
    if not pattern:
        return [list(points)]
    found: list[list[Point]] = []
    index, left, current = 0, pattern[0], [points[0]]
    for a, b in pairwise(points):
        leg, done = hypot(b[0] - a[0], b[1] - a[1]), 0.0
        while leg - done > left:
            done += left
            spot = between(a, b, done / leg)
            if index % 2 == 0:
                found.append([*current, spot])
            index, current = index + 1, [spot]
            left = pattern[index % len(pattern)]
        left -= leg - done
        current.append(b)
    if index % 2 == 0 and len(current) > 1:
        found.append(current)
    return found


def stations(points: Sequence[Point], spacing: float, first: float) -> list[tuple[Point, float]]:
    """Return points at equal distances along a line, each with the line's direction there in radians."""
    found: list[tuple[Point, float]] = []
    left = first
    for a, b in pairwise(points):
        leg = hypot(b[0] - a[0], b[1] - a[1])
        while leg > left:
            found.append((between(a, b, left / leg), atan2(b[1] - a[1], b[0] - a[0])))
            left += spacing
        left -= leg
    return found


def stroke(surface: pygame.Surface, colour: Colour, points: Sequence[Point], width: float) -> None:
    """Draw a line with a round pen `width` pixels across."""
    if len(points) < 2:  # noqa: PLR2004
        return
    if width <= _THIN:
        pygame.draw.lines(surface, colour, False, points, max(1, round(width)))
        return
    half = width / 2
    for a, b in pairwise(points):
        angle = atan2(b[1] - a[1], b[0] - a[0])
        dx, dy = -sin(angle) * half, cos(angle) * half
        corners = [(a[0] + dx, a[1] + dy), (b[0] + dx, b[1] + dy), (b[0] - dx, b[1] - dy), (a[0] - dx, a[1] - dy)]
        pygame.draw.polygon(surface, colour, corners)
    for point in points:
        pygame.draw.circle(surface, colour, point, half)


def stroke_all(surface: pygame.Surface, colour: Colour, lines: Iterable[Sequence[Point]], width: float) -> None:
    """Draw several lines with one pen."""
    for line in lines:
        stroke(surface, colour, line, width)
