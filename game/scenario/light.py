"""The light of each turn, from the sun and the moon at the place and date (rulebook 2.2).

Every machine must get the same answer, and sine and cosine of the system's library differ in the last digit. So the
arithmetic here is only + - * / and floor, which IEEE 754 fixes to the last bit, and the sine is our own. Positions are
unit vectors, so that no angle is ever looked up backwards. Formulas: sidereal time from J. Meeus, Astronomical
Algorithms (2nd ed. 1998), ch. 12; sun and moon from the low-precision formulae of the Astronomical Almanac, good to
0.01 degrees for the sun and 0.3 for the moon in our century and the last.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.terms import Light

Floats = NDArray[np.float64]
Vector = tuple[Floats, Floats, Floats]

SAMPLE_MINUTES: Final = 5
EPOCH: Final = datetime(2000, 1, 1, 12)
QUARTER: Final = 90.0
RADIANS: Final = 0.017453292519943295  # pi / 180

# The coefficients 1/(2k+1)! of the sine, highest power first; the error over a quarter turn is below 1e-12.
_SERIES: Final = (
    1 / 355687428096000,
    -1 / 1307674368000,
    1 / 6227020800,
    -1 / 39916800,
    1 / 362880,
    -1 / 5040,
    1 / 120,
    -1 / 6,
    1.0,
)

# Sines of the altitudes at which the light changes, in degrees: upper limb at the horizon through refraction
# (-0.833), end of civil twilight (-6), upper limb of the moon at the horizon less its parallax (+0.125).
SUNSET: Final = -0.014538080502497843
DUSK: Final = -0.10452846326765347
MOONSET: Final = 0.002181659869884652
BRIGHT_MOON: Final = 0.4
"""The least lit share of the moon's disc that makes a night moonlit."""


def sine(degrees: Floats) -> Floats:
    """Sine of angles in degrees, the same on every machine."""
    turned = degrees - 360.0 * np.floor(degrees / 360.0 + 0.5)  # -180 to 180
    folded = np.where(turned > QUARTER, 180.0 - turned, np.where(turned < -QUARTER, -180.0 - turned, turned))
    x = folded * RADIANS
    square = x * x
    total = np.full_like(x, _SERIES[0])
    for coefficient in _SERIES[1:]:
        total = total * square + coefficient
    return total * x


def cosine(degrees: Floats) -> Floats:
    """Cosine of angles in degrees, the same on every machine."""
    return sine(degrees + 90.0)


def sun(days: Floats) -> Vector:
    """Direction of the sun, equatorial, `days` after noon UTC of 1 January 2000."""
    anomaly = 357.528 + 0.9856003 * days
    longitude = 280.460 + 0.9856474 * days + 1.915 * sine(anomaly) + 0.020 * sine(2.0 * anomaly)
    return _equatorial(longitude, np.zeros_like(days), days)


def moon(days: Floats) -> Vector:
    """Direction of the moon as seen from the middle of the earth, equatorial."""
    t = days / 36525.0
    longitude = (
        218.32
        + 481267.881 * t
        + 6.29 * sine(135.0 + 477198.87 * t)
        - 1.27 * sine(259.3 - 413335.36 * t)
        + 0.66 * sine(235.7 + 890534.22 * t)
        + 0.21 * sine(269.9 + 954397.74 * t)
        - 0.19 * sine(357.5 + 35999.05 * t)
        - 0.11 * sine(186.5 + 966404.03 * t)
    )
    latitude = (
        5.13 * sine(93.3 + 483202.02 * t)
        + 0.28 * sine(228.2 + 960400.89 * t)
        - 0.28 * sine(318.3 + 6003.15 * t)
        - 0.17 * sine(217.6 - 407332.21 * t)
    )
    return _equatorial(longitude, latitude, days)


def _equatorial(longitude: Floats, latitude: Floats, days: Floats) -> Vector:
    """Turn ecliptic angles in degrees into an equatorial unit vector."""
    tilt = 23.439 - 0.0000004 * days
    x = cosine(latitude) * cosine(longitude)
    y = cosine(latitude) * sine(longitude)
    z = sine(latitude)
    return x, cosine(tilt) * y - sine(tilt) * z, sine(tilt) * y + cosine(tilt) * z


def zenith(days: Floats, latitude: float, longitude: float) -> Vector:
    """Direction straight up from a place, equatorial; longitude in degrees east."""
    sidereal = 280.46061837 + 360.98564736629 * days + longitude
    north = np.full_like(days, latitude)
    return cosine(north) * cosine(sidereal), cosine(north) * sine(sidereal), sine(north)


def above(a: Vector, b: Vector) -> Floats:
    """Cosine of the angle between two directions: with straight up, the sine of the altitude."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def lit_share(days: Floats) -> Floats:
    """Lit share of the moon's disc, 0 to 1."""
    return (1.0 - above(sun(days), moon(days))) / 2.0


def light_at(days: Floats, latitude: float, longitude: float) -> NDArray[np.int64]:
    """Kind of light at each moment."""
    up = zenith(days, latitude, longitude)
    height = above(up, sun(days))
    moonlit = (above(up, moon(days)) > MOONSET) & (lit_share(days) >= BRIGHT_MOON)
    night = np.where(moonlit, int(Light.MOONLIT), int(Light.DARK))
    return np.where(height > SUNSET, int(Light.DAY), np.where(height > DUSK, int(Light.TWILIGHT), night))


def days_after_epoch(moment: datetime, utc_offset: int, minutes: NDArray[np.int64]) -> Floats:
    """Return moments, so many minutes after one on a local clock, in days after noon UTC of 1 January 2000."""
    since = moment - EPOCH
    start = since.days * 1440 + since.seconds // 60 - utc_offset * 60
    days: Floats = (minutes + start) / 1440.0
    return days


def turn_lights(start: datetime, utc_offset: int, minutes: int, turns: int, place: tuple[float, float]) -> list[Light]:
    """Return the light that most of each turn has; of two equally long ones the brighter.

    `start` is the beginning of the first turn on the scenario's clock, `minutes` the length of a turn,
    `place` latitude and longitude in degrees.
    """
    samples = minutes // SAMPLE_MINUTES
    sampled = np.arange(turns * samples, dtype=np.int64) * SAMPLE_MINUTES
    kinds = light_at(days_after_epoch(start, utc_offset, sampled), *place).reshape(turns, samples)
    counts = np.stack([(kinds == int(light)).sum(axis=1) for light in Light], axis=1)
    return [Light(int(best)) for best in counts.argmax(axis=1)]
