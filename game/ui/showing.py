"""Showing on the map what orders have brought: the player's own, and those of a commander before they are taken over.

While something is shown, panels show the position as far as it has been shown, and the selection follows its unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pygame

from game.desk.keys import is_repeat
from game.engine.game import Game
from game.engine.orders import Fight
from game.engine.replay import Step
from game.ui.animation import SPEEDS, Playback
from game.ui.choosing import Choosing
from game.ui.happenings import summary
from game.ui.play import Play
from game.view.marks import draw_marks

OWN_MARCHES: Final = 0.5
"""The player's own marches are shown so much quicker: who ordered them knows them."""

LEFT, RIGHT = 1, 3


class Showing:
    """What is shown on the map of one play."""

    def __init__(self, play: Play, choosing: Choosing) -> None:
        self.play = play
        self.choosing = choosing
        self._followed: tuple[Playback | None, int] = None, 0
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

    def show(self, before: Game, steps: Sequence[Step], slowness: float = 1.0) -> bool:
        """Show steps from the position before them; whether the player wants to see such at all."""
        speed = SPEEDS[self.play.window.settings.animation] * slowness
        if speed:
            self.play.playback = Playback(before, steps, speed, self.play.session.viewer)
        self.follow()
        return bool(speed)

    def stop(self) -> None:
        """Show no more."""
        self.play.playback = None
        if self.play.is_open:
            self.play.map.hidden = frozenset()
        self.follow()

    def skip(self, event: pygame.event.Event) -> bool:
        """Take a press by which a player skips what is shown, Escape all of it; whether it was one."""
        playback = self.play.playback
        if playback is None or playback.finished or not is_press(event):
            return False
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            playback.skip_all()
        else:
            playback.skip()
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
        if now != self._followed:
            self._followed = now
            self.choosing.aim()
            self.play.refresh()
        if self._news and (playback is None or playback.played):
            self.play.say(self._news)
            self._news = ""

    def draw(self, surface: pygame.Surface) -> None:
        """Draw over the map what a list has marked, and what is being shown."""
        map_ = self.play.map
        if self.play.marks.hexes:
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
