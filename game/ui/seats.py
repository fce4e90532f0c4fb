"""The seats of two players at one machine: each finds the map as left, and nothing of what the other had chosen."""

from __future__ import annotations

from game.desk.questions import Question
from game.ui.choosing import Choosing
from game.ui.play import Play


class Seats:
    """Who sits at one board, by side."""

    def __init__(self, play: Play, choosing: Choosing) -> None:
        self.play = play
        self.choosing = choosing
        self._views: dict[str, tuple[int, float, float]] = {}

    def get_up(self, side: str) -> None:
        """Clear the table: remember where a side looked, let go of all that it had chosen, opened and asked for."""
        play, chosen = self.play, self.play.selection
        if play.is_open:
            self._views[side] = play.map.scale, play.map.left, play.map.top
        self.choosing.select(None)
        chosen.hex = chosen.pointed = chosen.viewpoint = None
        chosen.swapped = False
        play.findings = None
        play.popups.close_all()
        play.is_card_open = False
        play.lay(None)

    def sit_down(self, side: str) -> None:
        """Show the part of the map that a side looked at last; at first, where its units are."""
        map_ = self.play.map
        if side not in self._views:
            self.choosing.go_home()
        else:
            map_.scale, map_.left, map_.top = self._views[side]
            map_.pan(0, 0)  # the window may be smaller now


def say_notices(play: Play) -> None:
    """Say once what there is to be said of who leads a side, when the board is opened."""
    if play.session.notices:
        words, title = list(play.session.notices.values()), play.session.notice_title
        play.session.notices = {}
        play.popups.show(Question(play, title, words, [("go_on", "Continue", None)]))
