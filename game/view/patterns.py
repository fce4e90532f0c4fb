"""Patterns of areas as masks: dashes of marsh, dots of sand, specks of rock and scrub.

Each pattern is a function of the shape of the picture and the scale; it returns opacities from 0 to 1. They are the
same on every call: the noise behind them has a fixed seed. Houses and trees stand in hexes and are drawn as signs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from game.view.fields import Floats

Shape = tuple[int, ...]
Draw = Callable[[Shape, float], Floats]


def marsh(shape: Shape, scale: float) -> Floats:
    """Horizontal dashes in rows, of uneven length."""
    noise = np.random.default_rng(1938)
    mask = np.zeros(shape, np.float32)
    pitch = max(4, round(scale * 0.17))
    unit = scale * 0.3
    for y in range(pitch // 2, shape[0], pitch):
        count = int(shape[1] / unit) + 2
        lengths = unit * noise.uniform(0.45, 1.25, 2 * count)
        lengths[1::2] = lengths[1::2] * 0.45 + 2  # every second one is a gap
        ends = np.cumsum(lengths) - noise.uniform(0, unit)
        mask[y] = np.searchsorted(ends, np.arange(shape[1])) % 2 == 0
    opacity: Floats = mask * np.float32(0.62)
    return opacity


def _scattered(shape: Shape, spacing: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return rows and columns of points strewn about evenly, one a square of `spacing` pixels."""
    noise = np.random.default_rng(seed)
    ys, xs = np.meshgrid(np.arange(0, shape[0], spacing), np.arange(0, shape[1], spacing), indexing="ij")
    ys = ys + noise.uniform(0.1, 0.9, ys.shape) * spacing
    xs = xs + noise.uniform(0.1, 0.9, xs.shape) * spacing
    inside = (ys < shape[0] - 2) & (xs < shape[1] - 2)
    return ys[inside].astype(int), xs[inside].astype(int)


def _stamped(shape: Shape, spacing: float, seed: int, shape_of_sign: list[tuple[int, int, float]]) -> Floats:
    """Strew a small sign, given as (down, right, opacity) of its pixels."""
    mask = np.zeros(shape, np.float32)
    ys, xs = _scattered(shape, spacing, seed)
    for down, right, opacity in shape_of_sign:
        y, x = np.clip(ys + down, 0, shape[0] - 1), np.clip(xs + right, 0, shape[1] - 1)
        mask[y, x] = np.maximum(mask[y, x], opacity)
    return mask


def dots(shape: Shape, scale: float) -> Floats:
    """Stipple, as for sand."""
    sign = [(0, 0, 0.6)] if scale < 28 else [(0, 0, 0.62), (0, 1, 0.3), (1, 0, 0.3), (1, 1, 0.12)]  # noqa: PLR2004
    return _stamped(shape, max(3.2, scale * 0.125), 1939, sign)


def tufts(shape: Shape, scale: float) -> Floats:
    """Small tufts of grass or scrub."""
    size = max(1, round(scale / 24))
    sign = [(step, -step - 1 + size, 0.55) for step in range(-size, 1)]
    sign += [(step, 1 + size + step, 0.55) for step in range(-size, 1)]
    return _stamped(shape, scale * 0.42, 1936, [(y - x % 2, x, o) for y, x, o in sign])


def rocks(shape: Shape, scale: float) -> Floats:
    """Short strokes down to the right, as for stony ground."""
    size = max(2, round(scale / 12))
    return _stamped(shape, scale * 0.24, 1937, [(step, step // 2, 0.5) for step in range(size)])


def crosses(shape: Shape, scale: float) -> Floats:
    """Small crosses: ground that the theme has no picture of."""
    size = max(1, round(scale / 20))
    sign = [(0, step, 0.6) for step in range(-size, size + 1)] + [(step, 0, 0.6) for step in range(-size, size + 1)]
    return _stamped(shape, scale * 0.36, 1935, sign)


PATTERNS: Final[Mapping[str, Draw]] = {
    "marsh": marsh,
    "dots": dots,
    "tufts": tufts,
    "rocks": rocks,
    "crosses": crosses,
}
