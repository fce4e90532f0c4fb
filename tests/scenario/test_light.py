"""Sun and moon against the tables of the Lake Khasan dossier and geodata sheet."""

from __future__ import annotations

import hashlib
import math
from datetime import datetime

import numpy as np
import pytest

from game.core.terms import Light
from game.scenario.light import (
    MOONSET,
    SUNSET,
    above,
    cosine,
    days_after_epoch,
    light_at,
    lit_share,
    moon,
    sine,
    turn_lights,
    zenith,
)

PLACE = (42.45, 130.6)
MINUTES = np.arange(1440, dtype=np.int64)

# lake_khasan_geodata.md 6, clock of UTC+10: civil dawn, sunrise, sunset, civil dusk, moon lit in per cent at midnight
SUN_AND_MOON = [
    ("1938-07-15", "05:18", "05:52", "20:53", "21:27", 92),
    ("1938-07-29", "05:33", "06:05", "20:41", "21:14", 9),
    ("1938-07-31", "05:35", "06:07", "20:39", "21:11", 25),
    ("1938-08-02", "05:37", "06:09", "20:37", "21:09", 45),
    ("1938-08-06", "05:42", "06:13", "20:32", "21:03", 81),
    ("1938-08-09", "05:45", "06:16", "20:28", "20:59", 97),
    ("1938-08-11", "05:47", "06:18", "20:26", "20:56", 100),
]

# the same table: day, minute of the clock of UTC+10, whether the moon rises
MOON_EVENTS = [
    ("1938-07-29", "21:37", False),
    ("1938-07-31", "22:39", False),
    ("1938-08-01", "12:02", True),
    ("1938-08-06", "16:55", True),
    ("1938-08-07", "02:30", False),
    ("1938-08-10", "19:31", True),
]


def minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def kinds_of(day: str) -> np.ndarray:
    return light_at(days_after_epoch(datetime.fromisoformat(day), 10, MINUTES), *PLACE)


@pytest.mark.parametrize(("day", "dawn", "sunrise", "sunset", "dusk", "lit"), SUN_AND_MOON)
def test_the_sun_rises_and_sets_with_the_table(
    day: str, dawn: str, sunrise: str, sunset: str, dusk: str, lit: int
) -> None:
    kinds = kinds_of(day)
    by_day = np.flatnonzero(kinds == Light.DAY)
    not_night = np.flatnonzero(kinds <= Light.TWILIGHT)
    found = [not_night[0], by_day[0], by_day[-1], not_night[-1]]
    assert np.abs(np.array(found) - [minute(dawn), minute(sunrise), minute(sunset), minute(dusk)]).max() <= 3


@pytest.mark.parametrize(("day", "lit"), [(row[0], row[5]) for row in SUN_AND_MOON])
def test_the_moon_is_as_full_as_in_the_table(day: str, lit: int) -> None:
    midnight = days_after_epoch(datetime.fromisoformat(day), 10, np.array([1440]))
    assert abs(float(lit_share(midnight)[0]) * 100 - lit) <= 3


@pytest.mark.parametrize(("day", "clock", "rises"), MOON_EVENTS)
def test_the_moon_comes_and_goes_with_the_table(day: str, clock: str, rises: bool) -> None:
    days = days_after_epoch(datetime.fromisoformat(day), 10, MINUTES)
    up = above(zenith(days, *PLACE), moon(days)) > MOONSET
    change = np.flatnonzero(up[1:] & ~up[:-1] if rises else up[:-1] & ~up[1:])
    assert np.abs(change - minute(clock)).min() <= 6


def test_the_night_of_the_attack_was_dark_and_the_last_ones_moonlit() -> None:
    """lake_khasan.md 8.1: turns of 8 hours from noon of 29 July, clock of Tokyo; T5 is the night of the attack."""
    lights = turn_lights(datetime(1938, 7, 29, 12), 9, 480, 39, PLACE)
    assert lights[0] == Light.DAY
    assert lights[5 - 1] == Light.DARK
    assert [lights[turn - 1] for turn in (26, 29, 32, 35, 38)] == [Light.MOONLIT] * 5


def test_of_two_equally_long_lights_the_brighter_is_taken() -> None:
    lights = turn_lights(datetime(1938, 7, 29, 3), 9, 60, 4, PLACE)
    assert lights == [Light.DARK, Light.DARK, Light.DAY, Light.DAY]
    kinds = kinds_of("1938-07-29")[minute("05:00") : minute("06:00")]
    assert Light.DARK in kinds
    assert Light.TWILIGHT in kinds


def test_polar_summer_has_no_night() -> None:
    assert set(turn_lights(datetime(1938, 6, 21), 0, 180, 8, (66.0, 25.0))) == {Light.DAY}


def test_our_sine_is_the_sine() -> None:
    angles = np.linspace(-1e6, 1e6, 100_001)
    assert np.abs(sine(angles) - np.sin(np.radians(angles))).max() < 1e-11
    assert np.abs(cosine(angles) - np.cos(np.radians(angles))).max() < 1e-11
    assert sine(np.array([0.0, 90.0, -90.0, 180.0])).tolist() == pytest.approx([0, 1, -1, 0], abs=1e-12)


def test_the_named_altitudes() -> None:
    assert pytest.approx(math.sin(math.radians(-0.833))) == SUNSET
    assert pytest.approx(math.sin(math.radians(0.125)), rel=1e-5) == MOONSET


def test_the_bits_are_known() -> None:
    """The same digits on every machine; where they change, the light of some turn may too, and with it digests."""
    days = np.arange(-2_300_000, -2_200_000, 7) / 100.0
    bits = sine(days * 37.0).tobytes() + lit_share(days).tobytes()
    assert hashlib.sha256(bits).hexdigest()[:16] == "ac39c91e06530a44"
