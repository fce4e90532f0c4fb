"""Showing on the map what orders have brought: the player's own, and those of a commander before they are taken over.

While something is shown, panels show the position as far as it has been shown, and the selection follows its unit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import pygame

from game.desk.keys import is_repeat
from game.engine.game import Game
from game.engine.orders import Fight
from game.engine.replay import Step
from game.ui.chart import Ways
from game.ui.choosing import Choosing
from game.ui.play import Play
from game.ui.playback.animation import SPEEDS, Playback
from game.ui.playback.controls import next_speed
from game.ui.playback.happenings import summary
from game.ui.playback.playing_intents import ChangeSpeed, PlayOrPause, SkipAll
from game.ui.playback.playing_intents import Step as ForthOrBack
from game.view.marks import draw_marks

TURN_SPEEDS: Final = ("slow", "normal", "fast")
"""The speeds at which a commander's turn can be shown, the slowest first."""

TURN_SLOWNESS: Final = 1.5
LINGER: Final = 0.7
"""A commander's turn is shown so much slower than one's own orders, and each step is seen for so much longer."""

OWN_MARCHES: Final = 0.5
"""The player's own marches are shown so much quicker: who ordered them knows them."""

LEFT, RIGHT = 1, 3


class Showing:
    """What is shown on the map of one play."""

    def __init__(self, play: Play, choosing: Choosing) -> None:
        self.play = play
        self.choosing = choosing
        self.followed: Playback | None = None
        """A commander's turn that is being shown, which can be stopped, led on and taken back."""
        self.speed_name = "normal"
        self._now: tuple[Playback | None, int] = None, 0
        self._news = ""  # what one's own fight brought, said once it has been shown

    @property
    def is_over(self) -> bool:
        """Whether what was to be shown has been shown."""
        return self.play.playback is None or self.play.playback.finished

    def show_own(self, before: Game, step: Step) -> None:
        """Show an order of the player at the board, which has been carried out already: a fight, or a march."""
        fight = isinstance(step.order, Fight)
        self.stop()
        self._news = summary(self.play.session.scenario, step) if fight else ""
        self.show(before, [step], 1.0 if fight else OWN_MARCHES)

    def ways(self) -> Ways:
        """Return how intents are carried out that lead what is shown."""
        return {
            PlayOrPause: lambda _: self._lead(Playback.pause_or_go_on),
            ForthOrBack: lambda intent: self._lead(Playback.step_on if intent.count > 0 else Playback.step_back),
            ChangeSpeed: lambda intent: self._change_speed(intent.by),
            SkipAll: lambda _: self._lead(Playback.skip_all),
        }

    def show_turn(self, before: Game, steps: Sequence[Step], again: bool = False) -> bool:
        """Show a commander's turn, if the player wants to see such at all, or has asked for it `again`; whether so."""
        wanted = self.play.window.settings.animation
        if wanted == "off" and not again:
            return False
        self.speed_name = wanted if wanted in TURN_SPEEDS else "normal"
        speed = SPEEDS[self.speed_name] * TURN_SLOWNESS
        self.followed = self.play.playback = Playback(before, steps, speed, self.play.session.viewer, LINGER)
        self.follow()
        return True

    def _lead(self, how: Callable[[Playback], None]) -> None:
        if self.followed is not None:
            how(self.followed)
            self.play.refresh()

    def _change_speed(self, by: int) -> None:
        """Take another speed; the settings keep it, unless they say that nothing is shown."""
        self.speed_name = next_speed(TURN_SPEEDS, self.speed_name, by)
        if self.play.window.settings.animation != "off":
            self.play.window.keep_setting("animation", self.speed_name)
        if self.followed is not None:
            self.followed.speed = SPEEDS[self.speed_name] * TURN_SLOWNESS

    def show(self, before: Game, steps: Sequence[Step], slowness: float = 1.0) -> bool:
        """Show steps from the position before them; whether the player wants to see such at all."""
        speed = SPEEDS[self.play.window.settings.animation] * slowness
        if speed:
            self.play.playback = Playback(before, steps, speed, self.play.session.viewer)
        self.follow()
        return bool(speed)

    def stop(self) -> None:
        """Show no more."""
        self.play.playback = self.followed = None
        if self.play.is_open:
            self.play.map.hidden = frozenset()
        self.follow()

    def skip(self, event: pygame.event.Event) -> bool:
        """Take a press by which a player goes on to the next step of what is shown; whether it was one.

        While it stands still the mouse is for the map, unless orders could be given there.
        """
        playback = self.play.playback
        if playback is None or playback.finished or not is_press(event):
            return False
        if playback.is_paused and event.type == pygame.MOUSEBUTTONDOWN:
            return self.play.may_order
        playback.step_on()
        return True

    def go_on(self, seconds: float) -> None:
        """Show for so much time."""
        playback = self.play.playback
        if playback is not None:
            playback.update(seconds, self.play.map)
            self.play.map.hidden = playback.hidden

    def follow(self) -> None:
        """Have the selection follow its unit, and the panels redrawn, if the map has gone on to another position."""
        playback = self.play.playback
        now = playback, playback.played if playback is not None else 0
        if now != self._now:
            self._now = now
            self.choosing.aim()
            self.play.refresh()
        if self._news and (playback is None or playback.played):
            self.play.say(self._news)
            self._news = ""

    def draw(self, surface: pygame.Surface) -> None:
        """Draw over the map what a list has marked, and what is being shown."""
        map_ = self.play.map
        if self.play.marks.hexes or self.play.marks.ways:
            clip = surface.get_clip()
            surface.set_clip(map_.view)
            draw_marks(surface, map_.camera, self.play.marks, map_.view)
            surface.set_clip(clip)
        if self.play.playback is not None:
            self.play.playback.draw(surface, map_)


def is_press(event: pygame.event.Event) -> bool:
    """Whether an event is a fresh press of a key, or of a button that means something."""
    if event.type == pygame.KEYDOWN:
        return not is_repeat(event)
    return event.type == pygame.MOUSEBUTTONDOWN and event.button in (LEFT, RIGHT)
