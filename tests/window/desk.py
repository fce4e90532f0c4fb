"""A desk for window tests: a screen of its own (Xvfb), the shipped `borderwars` on it, real mouse and keys (xdotool).

What the program does is seen in what a player would find: pixels of the screen and files that it saves.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from game.desk.presses import REST

NEEDED = ("Xvfb", "xdotool")
SIZE = (1280, 800)
PATIENCE = 60.0
"""Seconds that anything may take before a test gives up; a cold start compiles nothing, but the machine may be busy."""

_HEADER_WORDS = 25

FIRST_SCREEN, SCREENS = 1_000, 50_000
"""Numbers of screens, by process: two that come and go at once could otherwise take the same."""

ATTEMPTS: Final = 10
"""Numbers that are tried, one after the other."""


def missing(*more: str) -> list[str]:
    """Return the programs that are needed, `more` among them, and not here."""
    return [program for program in (*NEEDED, *more) if shutil.which(program) is None]


@dataclass
class Desk:
    """One screen with one program on it."""

    folder: Path
    display: str
    screen: subprocess.Popen[bytes]
    environment: dict[str, str]
    program: subprocess.Popen[bytes] | None = None
    arguments: tuple[str, ...] = field(default_factory=tuple)

    # --- the program ------------------------------------------------------------------------------------------------

    def start(self, *arguments: str) -> None:
        """Start `borderwars play ...` and wait for its window."""
        self.arguments = arguments
        log = (self.folder / "program.log").open("wb")
        command = [str(Path(sys.executable).with_name("borderwars")), "play", *arguments]
        self.program = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        self.wait(lambda: self._window() is not None, "no window came up")
        self.wait(self.is_drawn, "the window stayed empty")
        self.settle()

    def is_running(self) -> bool:
        """Whether the program has not ended."""
        return self.program is not None and self.program.poll() is None

    def said(self) -> str:
        """Return what the program has written to the terminal."""
        return (self.folder / "program.log").read_text(encoding="utf-8", errors="replace")

    def ended(self) -> int:
        """Wait for the program to end; return its exit code."""
        assert self.program is not None
        return self.program.wait(PATIENCE)

    def _window(self) -> str | None:
        found = self._xdotool("search", "--onlyvisible", "--class", ".", check=False).split()
        return found[-1] if found else None

    def title(self) -> str:
        """Return what stands in the bar of the window: the scene that is shown."""
        window = self._window()
        return self._xdotool("getwindowname", window, check=False).strip() if window else ""

    def wait_for_title(self, start: str) -> None:
        """Wait for a scene."""
        self.wait(lambda: self.title().startswith(start), f"{start!r} was not shown, but {self.title()!r}")
        self.settle()

    # --- mouse and keys ---------------------------------------------------------------------------------------------

    def _xdotool(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self.environment, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout

    def point(self, spot: tuple[int, int]) -> None:
        """Move the mouse to a point of the screen, in two steps as a hand would."""
        self._xdotool("mousemove", str(spot[0] + 3), str(spot[1] + 2))
        self._xdotool("mousemove", str(spot[0]), str(spot[1]))
        self.settle()

    def click(self, spot: tuple[int, int], button: int = 1) -> None:
        """Press and release a button of the mouse at a point."""
        self.point(spot)
        self._xdotool("mousedown", str(button))
        time.sleep(0.06)
        self._xdotool("mouseup", str(button))
        self.settle()

    def key(self, *names: str) -> None:
        """Press keys one after the other, as xdotool calls them ("ctrl+Return")."""
        for name in names:
            self._xdotool("key", "--clearmodifiers", name)
            self.settle()
            time.sleep(REST)  # what has opened just now takes no press yet

    def use_layout(self, name: str) -> None:
        """Give the keyboard another layout, where `setxkbmap` is installed."""
        subprocess.run(["setxkbmap", name], env=self.environment, check=True, timeout=PATIENCE)
        self.settle()

    def hold(self, seconds: float, *names: str) -> None:
        """Hold keys down together, so that the system repeats the last, and let them go."""
        for name in names:
            self._xdotool("keydown", name)
        time.sleep(seconds)
        for name in reversed(names):
            self._xdotool("keyup", name)
        self.settle()

    def type(self, text: str) -> None:
        """Type letters."""
        self._xdotool("type", "--delay", "30", text)
        time.sleep(0.2)

    # --- what is seen -----------------------------------------------------------------------------------------------

    def picture(self) -> np.ndarray:
        """Return (height, width, 3) what is on the screen, from the frame buffer that Xvfb keeps in a file."""
        content = (self.folder / "Xvfb_screen0").read_bytes()
        words = np.frombuffer(content, ">u4", _HEADER_WORDS)
        header, width, height, line, colours = (int(words[place]) for place in (0, 4, 5, 12, 19))
        start = header + colours * 12
        rows = np.frombuffer(content, np.uint8, height * line, start).reshape(height, line)
        return rows[:, : width * 4].reshape(height, width, 4)[:, :, 2::-1]

    def is_drawn(self) -> bool:
        """Whether there is more on the screen than one colour."""
        return len(np.unique(self.picture().reshape(-1, 3)[::97], axis=0)) > 20

    def wait(self, come: Callable[[], bool], otherwise: str) -> None:
        """Wait until something has come about."""
        deadline = time.monotonic() + PATIENCE
        while not come():
            if self.program is not None and self.program.poll() is not None:
                raise AssertionError(f"the program ended with {self.program.returncode}: {self.said()}")
            if time.monotonic() > deadline:
                self.keep_picture("gave_up")
                raise AssertionError(f"{otherwise}; the screen is in {self.folder / 'gave_up.png'}: {self.said()}")
            time.sleep(0.1)

    def settle(self, still: float = 0.25) -> None:
        """Wait until the picture has stood still for so many seconds: all that was asked is done, or it has ended.

        The menu paints its pictures one after the other: what is to be seen again later needs a longer look.
        """
        deadline = time.monotonic() + PATIENCE
        before, now = None, self.picture()
        while self.is_running() and not np.array_equal(before, now):
            assert time.monotonic() < deadline, "the picture never stood still"
            time.sleep(still)
            before, now = now, self.picture()

    def wait_for_change(self, before: np.ndarray, otherwise: str) -> None:
        """Wait until the screen differs from an earlier picture."""
        self.wait(lambda: bool(np.any(self.picture() != before)), otherwise)

    def keep_picture(self, name: str) -> Path:
        """Keep what is on the screen as a PNG beside the other files of the test."""
        import pygame

        path = self.folder / f"{name}.png"
        pygame.image.save(pygame.surfarray.make_surface(self.picture().swapaxes(0, 1).copy()), path)
        return path

    @property
    def saves(self) -> list[Path]:
        """The saves of the player, newest last."""
        found = (self.folder / "data").rglob("*.json")
        return sorted(found, key=lambda path: path.stat().st_mtime_ns)


def screen_of(folder: Path, size: tuple[int, int]) -> tuple[subprocess.Popen[bytes], str]:
    """Start a screen; return its process and its display. A number that somebody has not let go of yet gives way.

    The screen lives on when its last client leaves it. Otherwise it would begin afresh whenever xdotool looks for a
    window and goes, and a program that opens one at that moment would never be seen.
    """
    for attempt in range(ATTEMPTS):
        number = FIRST_SCREEN + (os.getpid() + attempt * (SCREENS // ATTEMPTS)) % SCREENS
        read, write = os.pipe()
        shape = ["-screen", "0", f"{size[0]}x{size[1]}x24", "-fbdir", str(folder), "-nolisten", "tcp", "-noreset"]
        screen = subprocess.Popen(
            ["Xvfb", f":{number}", "-displayfd", str(write), *shape],
            pass_fds=(write,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as stream:
            found = stream.readline().strip()
        if found:
            return screen, f":{found}"
        screen.wait(PATIENCE)
    raise AssertionError(f"no screen after {ATTEMPTS} attempts")


@contextmanager
def desk(folder: Path, size: tuple[int, int] = SIZE) -> Iterator[Desk]:
    """Set up a screen with the player's folders in `folder`; everything ends with the block."""
    screen, display = screen_of(folder, size)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SDL_")},
        "DISPLAY": display,
        "SDL_AUDIODRIVER": "dummy",
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    environment.pop("WAYLAND_DISPLAY", None)
    here = Desk(folder, display, screen, environment)
    try:
        yield here
    finally:
        for process in (here.program, screen):
            if process is not None and process.poll() is None:
                process.kill()
                process.wait(PATIENCE)
