"""The caption over the map: which side is planning, what of its orders is being shown, and, if asked, for what reasons.

Reasons that have been asked for once stay until they are sent away: that is one of the settings.
"""

from __future__ import annotations

import pygame

from game.desk.keys import Action
from game.ui.play import Play
from game.ui.playback.playing_strip import PlayingStrip
from game.ui.playback.result_box import CAPTION, caption
from game.ui.turns import Turns
from game.ui.why import why_together
from game.view.looks import localised

LEFT = 1
WIDEST = 760
"""Width of the caption at scale 1, at most."""


class Caption:
    """The caption of one play; `spot` is where it can be clicked for reasons."""

    def __init__(self, play: Play, turns: Turns) -> None:
        self.play = play
        self.turns = turns
        self.strip = PlayingStrip(play, turns.showing)
        self.spot: pygame.Rect | None = None
        self._picture: tuple[tuple[str, ...], pygame.Surface] | None = None

    @property
    def shows_why(self) -> bool:
        """Whether the player has asked for reasons."""
        return self.play.window.settings.reasons

    def handle(self, event: pygame.event.Event) -> bool:
        """The key asks for reasons, and so does a click on the caption; the same again sends them away.

        What leads the opponent's turn is for the strip above it.
        """
        if event.type == pygame.KEYDOWN:
            asked = self.play.window.keys.action_of(event) is Action.WHY
        else:
            clicked = event.type == pygame.MOUSEBUTTONDOWN and event.button == LEFT
            asked = clicked and self.spot is not None and self.spot.collidepoint(event.pos)
        if asked:
            self._turn_over()
        return asked or self.strip.handle(event)

    def _turn_over(self) -> None:
        self.play.window.keep_setting("reasons", not self.shows_why)
        shown = "are shown" if self.shows_why else "are not shown"
        self.play.say(f"The opponent's reasons {shown} during its turn.")

    # --- drawing ----------------------------------------------------------------------------------------------------

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the caption, if there is anything to say."""
        words, reasons = self._words(), self._reasons()
        self.spot = None
        if words is None:
            return
        if self._picture is None or self._picture[0] != (*words, *reasons):
            self._picture = (*words, *reasons), self._painted(*words, reasons)
        view, picture, playback = self.play.map.view, self._picture[1], self.play.playback
        top = self.strip.draw(surface, view.top + 6)
        place = surface.blit(picture, picture.get_rect(midtop=(view.centerx, top)))
        if playback is not None:
            self.spot = place
            playback.box.above = max(CAPTION, place.bottom - view.top)

    def _words(self) -> tuple[str, str] | None:
        """Return what is said, and which keys do what."""
        names, playback = localised(self.play.session.scenario).names, self.turns.showing.followed
        if self.turns.thinking is not None:
            side = names.side_adjectives[names.side_row[self.play.session.game.active_side]]
            return f"The {side} side is planning", "you can look at the map meanwhile"
        if self.play.session.awaits_mail and playback is None:
            return self._waiting()
        if playback is None:
            return None
        side = names.side_adjectives[names.side_row[playback.steps[0].side]]
        why = f"{self.play.window.keys.shown(Action.WHY) or 'click here'}: why"
        goes = "any other key: next" if playback.is_paused else "any other key or click: next"
        return (
            f"{side} orders, {playback.number} of {len(playback.begins)}: {playback.words()}",
            f"{goes} · {why} · speed: {self.turns.showing.speed_name}",
        )

    def _waiting(self) -> tuple[str, str]:
        """Return whose turn is to come by mail; whether one's own was sent is said on its page."""
        mailed = self.play.session.mailed
        key = self.play.window.keys.shown(Action.END_TURN)
        how = f"{key} or Menu" if key else "Menu"
        other = "the other side" if mailed is None else mailed.other
        return f"By mail: the turn of {other}", f"{how}: Play by mail sends yours, and opens that one"

    def _reasons(self) -> tuple[str, ...]:
        """Return the reasons of what is being shown, if the player has asked."""
        playback = self.turns.showing.followed
        if playback is None or not self.shows_why:
            return ()
        return why_together(self.play.session.scenario, playback.shown)

    def _painted(self, words: str, keys: str, reasons: tuple[str, ...]) -> pygame.Surface:
        width = min(self.play.map.view.width - 20, self.play.window.px(WIDEST))
        return caption(words, keys, self.play.window.px(15), width, reasons)
