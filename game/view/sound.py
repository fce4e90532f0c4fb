"""Few sounds, made by the program: a click, a march, guns, the end of a turn. Without a sound device: silence.

Nothing here raises: a machine whose sound is broken plays on in silence. Sounds begin with `start`, which only the
running window calls; tests and pictures hear nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Thread
from typing import Final, Literal

import numpy as np
import pygame
from numpy.typing import NDArray

Name = Literal["click", "march", "assault", "turn"]
Wave = NDArray[np.float64]

RATE: Final = 22_050
LOUDEST: Final = 32_767
FULL: Final = 100
"""The volume at which a sound is as loud as it was made."""


class Sounds:
    """The sounds of the game and how loud they are."""

    def __init__(self) -> None:
        self._sounds: dict[str, pygame.mixer.Sound] = {}
        self._volume = 0
        self._starter: Thread | None = None

    @property
    def are_on(self) -> bool:
        """Whether there is a device that plays."""
        return bool(self._sounds)

    def start(self, volume: int) -> None:
        """Open the sound device and make the sounds, in the background: a broken device may take its time."""
        self._volume = volume
        if self._starter is None:
            self._starter = Thread(target=self._open, name="sound", daemon=True)
            self._starter.start()

    def wait(self, seconds: float) -> None:
        """Wait until the device is open, or not to be had; for tests."""
        if self._starter is not None:
            self._starter.join(seconds)

    def set_volume(self, volume: int) -> None:
        """Set the volume, 0 to 100."""
        self._volume = volume

    def play(self, name: Name) -> None:
        """Play a sound, if there is a device for it."""
        sound = self._sounds.get(name)
        if sound is None or self._volume <= 0:
            return
        try:
            sound.set_volume(self._volume / FULL)
            sound.play()
        except pygame.error:
            self._sounds = {}

    def stop(self) -> None:
        """Let go of the device."""
        self._sounds = {}
        try:
            pygame.mixer.quit()
        except pygame.error:
            return

    def _open(self) -> None:
        if not _may_sound():
            return
        try:
            pygame.mixer.init(RATE, -16, 1, 512)
            found = pygame.mixer.get_init()
            if found is None:
                return
            rate, _, channels = found
            made = {name: _sound(wave(rate), channels) for name, wave in WAVES.items()}
        except (pygame.error, ValueError, OSError, NotImplementedError, ImportError):
            return
        self._sounds = made


def _may_sound() -> bool:
    """Whether it is worth asking for a device: without one, ALSA fills the terminal with its complaints."""
    if not sys.platform.startswith("linux") or os.environ.get("SDL_AUDIODRIVER") or os.environ.get("PULSE_SERVER"):
        return True
    running = Path(os.environ.get("XDG_RUNTIME_DIR", "/run/user/none"))
    return any(path.exists() for path in (Path("/dev/snd"), running / "pulse", running / "pipewire-0"))


def _sound(wave: Wave, channels: int) -> pygame.mixer.Sound:
    pulses = (np.clip(wave, -1, 1) * LOUDEST).astype(np.int16)
    if channels > 1:
        pulses = np.ascontiguousarray(np.repeat(pulses[:, None], channels, 1))
    return pygame.sndarray.make_sound(pulses)


# --- how they are made ----------------------------------------------------------------------------------------------


def _times(rate: int, seconds: float) -> Wave:
    return np.arange(int(rate * seconds)) / rate


def _noise(count: int) -> Wave:
    """Return noise that is the same every time, from a plain generator of remainders: it is a sound, not luck."""
    found, value = np.empty(count), 12_345
    for place in range(count):
        value = (1_103_515_245 * value + 12_345) % 2**31
        found[place] = value / 2**30 - 1
    return found


def _muffled(wave: Wave, width: int) -> Wave:
    return np.convolve(wave, np.ones(width) / width, "same")


def click(rate: int) -> Wave:
    """A dry tick, as of a counter put down."""
    t = _times(rate, 0.05)
    return 0.35 * np.sin(2 * np.pi * 900 * t) * np.exp(-t * 110)


def march(rate: int) -> Wave:
    """Four soft steps."""
    step = _muffled(_noise(int(rate * 0.09)), 9) * np.exp(-_times(rate, 0.09)[: int(rate * 0.09)] * 45)
    sound = np.zeros(int(rate * 0.62))
    for number in range(4):
        at = int(rate * 0.15 * number)
        sound[at : at + len(step)] += step * (0.8 if number % 2 else 0.6)
    return sound


def assault(rate: int) -> Wave:
    """A gun, far away, and its echo."""
    t = _times(rate, 0.9)
    boom = np.sin(2 * np.pi * (70 * t + 20 * np.exp(-t * 14))) * np.exp(-t * 6)
    crack = _muffled(_noise(len(t)), 5) * np.exp(-t * 16)
    sound: Wave = 0.7 * boom + 0.6 * crack
    echo = int(rate * 0.28)
    sound[echo:] += 0.25 * _muffled(sound[:-echo], 25)
    sound *= 0.8
    return sound


def turn(rate: int) -> Wave:
    """Two notes, low, then high."""
    t = _times(rate, 0.5)
    late = np.clip(t - 0.16, 0, None)
    first = np.sin(2 * np.pi * 392 * t) * np.exp(-t * 9)
    second = np.sin(2 * np.pi * 523 * late) * np.exp(-late * 9) * (t > 0.16)  # noqa: PLR2004 - when it sets in
    sound: Wave = 0.28 * (first + second)
    return sound


WAVES: Final[Mapping[str, Callable[[int], Wave]]] = {"click": click, "march": march, "assault": assault, "turn": turn}
