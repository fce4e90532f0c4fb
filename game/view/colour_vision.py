"""How a picture looks to eyes that tell fewer colours apart, and how far two pictures differ for them.

The three matrices are those of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A physiologically-based model
for simulation of color vision deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (2009),
1291-1298, for a severity of 1.0; they work on linear light. Lightness and colour are CIE 1976 L*a*b*, white D65.
Pictures are arrays of (height, width, 3), 0 to 255.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Eyes = Literal["usual", "protanopia", "deuteranopia", "tritanopia"]

MATRICES: Final[Mapping[Eyes, tuple[tuple[float, float, float], ...]]] = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}

_TO_XYZ: Final = np.array(
    ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
)
_WHITE: Final = _TO_XYZ.sum(axis=1)
_BEND: Final = 6 / 29
_DARK: Final = 0.04045
"""Up to here sRGB is a straight line."""


def linear(picture: ArrayLike) -> Floats:
    """Return the light of sRGB colours, 0 to 1."""
    shares = np.asarray(picture, np.float64) / 255
    light: Floats = np.where(shares <= _DARK, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return light


def seen_by(eyes: Eyes, picture: ArrayLike) -> Floats:
    """Return the light of a picture as eyes of a kind tell it apart, 0 to 1."""
    light: Floats = np.clip(linear(picture) @ np.array(MATRICES[eyes]).T, 0.0, 1.0)
    return light


def lab(light: Floats) -> Floats:
    """Return L*, a* and b* of linear light."""
    shares = light @ _TO_XYZ.T / _WHITE
    bent = np.where(shares > _BEND**3, np.cbrt(shares), shares / (3 * _BEND**2) + 4 / 29)
    x, y, z = bent[..., 0], bent[..., 1], bent[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def lightness(eyes: Eyes, picture: ArrayLike) -> Floats:
    """Return L* of each pixel as seen by eyes of a kind, 0 to 100."""
    levels: Floats = lab(seen_by(eyes, picture))[..., 0]
    return levels


def stroke_contrast(eyes: Eyes, marked: ArrayLike, bare: ArrayLike, share: float = 0.05) -> float:
    """Return how much lighter or darker the plainest `share` of pixels of a mark are than the same ground without it.

    In L*: 1 can just be seen side by side, 10 at a glance. Hue does not count.
    """
    change = np.sort(np.abs(lightness(eyes, marked) - lightness(eyes, bare)).ravel())
    most = max(1, round(len(change) * share))
    return float(change[-most:].mean())


def texture_difference(eyes: Eyes, first: ArrayLike, second: ArrayLike) -> float:
    """Return how far the patterns of two pictures of one size differ, wherever in the picture they begin.

    It is the distance of their amplitude spectra of lightness, in L*: 0 for a pattern and the same pattern moved.
    """
    return spectral_distance(spectrum(eyes, first), spectrum(eyes, second))


def spectrum(eyes: Eyes, picture: ArrayLike) -> Floats:
    """Return the amplitudes of lightness of a picture, of its size: the same for a pattern wherever it begins."""
    levels = lightness(eyes, picture)
    amplitudes: Floats = np.abs(np.fft.fft2(levels - levels.mean())) / levels.size
    return amplitudes


def spectral_distance(first: Floats, second: Floats) -> float:
    """Return how far two patterns differ by their spectra, in L*."""
    return float(np.sqrt(((first - second) ** 2).sum()))
