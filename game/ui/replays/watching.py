"""A film being watched: how far it has come, what is chosen on its map, and what is laid over it.

A game that is over hides nothing: both sides are seen, and overlays can be seen from either. One that goes on is seen
through the eyes of its player. The game is only looked at.
"""

from __future__ import annotations

from typing import Final

from game.engine.game import Game
from game.ui.chart import Chart
from game.ui.intents import GoTo
from game.ui.overlays import moves_of
from game.ui.playback.animation import Playback
from game.ui.playback.controls import next_speed
from game.ui.replays.film import Film
from game.ui.responses import next_of
from game.ui.session import Shown
from game.view.marks import Marks

SPEEDS: Final = {"slow": 2.0, "normal": 1.0, "fast": 0.35, "rapid": 0.08}
"""How long what is shown takes, against the speed of the board."""


class Watching(Chart):
    """What there is of one replay. `place` is how many steps of the film have been played."""

    def __init__(self, film: Film) -> None:
        super().__init__()
        self.film = film
        self.speed_name = "normal"
        self.playback: Playback | None = None
        self.last = Marks()
        """What the last step did."""
        self._take(0, film.game_at(0).seen_by(film.viewer))
        self._begun = 0  # the place where the playback began
        self._asked: int | None = None

    # --- what is seen -----------------------------------------------------------------------------------------------

    @property
    def shown(self) -> Shown:
        """The position, and what has happened up to here."""
        return self._shown

    @property
    def is_playing(self) -> bool:
        """Whether the film runs by itself."""
        return self.playback is not None

    @property
    def is_asked(self) -> bool:
        """Whether the scrubber has been dragged elsewhere since the last frame."""
        return self._asked is not None

    def units_here(self) -> list[str]:
        """Return the units in the chosen hex, the uppermost first."""
        return [] if self.selection.hex is None else self.shown.units_in(self.selection.hex)

    # --- where we are -----------------------------------------------------------------------------------------------

    def go_to(self, place: int) -> None:
        """Show the game after so many steps, and stand still."""
        self._stop()
        self._asked = None
        place = max(0, min(len(self.film.steps), place))
        self._take_place(place, self.film.game_at(place).seen_by(self.film.viewer))
        self._follow()

    def scrub(self, place: int) -> None:
        """Go to a place before the next frame, once, however often the scrubber moves until then."""
        self._asked = place

    def step_turn(self, count: int) -> None:
        """Go to the beginning of the next player turn, or of this one, or of the one before."""
        scene = self.film.scene_at(self.place)
        if count < 0 and self.place > self.film.scenes[scene].first:
            count += 1
        wanted = scene + count
        if wanted >= len(self.film.scenes):
            self.go_to(len(self.film.steps))
        else:
            self.go_to(self.film.scenes[max(0, wanted)].first)

    def play_or_pause(self) -> None:
        """Let the film run, or stop it; at the end it begins again."""
        if self.is_playing:
            self.pause()
            return
        if self.place >= len(self.film.steps):
            self.go_to(0)
        self._begun = self.place
        speed, steps = SPEEDS[self.speed_name], self.film.steps[self.place :]
        self.playback = Playback(self.film.game_at(self.place), steps, speed, self.film.viewer)

    def pause(self) -> None:
        """Stop where the film is."""
        place = self.place
        self._stop()
        self._take_place(place, self.film.game_at(place).seen_by(self.film.viewer))

    def change_speed(self, by: int = 0) -> None:
        """Take the next speed, or one faster or slower."""
        self.speed_name = next_speed(list(SPEEDS), self.speed_name, by)
        if self.playback is not None:
            self.playback.speed = SPEEDS[self.speed_name]

    def go_on(self, seconds: float) -> None:
        """Go where the scrubber was dragged, and play on."""
        if self._asked is not None:
            self.go_to(self._asked)
        if self.playback is None:
            return
        self.playback.update(seconds, self.map)
        self.map.hidden = self.playback.hidden
        place = self._begun + self.playback.played
        if place != self.place:
            self._take_place(place, self.playback.game)
        if self.playback.finished:
            self.pause()

    # --- choosing ---------------------------------------------------------------------------------------------------

    def change_sides(self) -> None:
        """See overlays from the other side."""
        first, second = self.film.scenario.names.sides
        now = self.selection.viewpoint or self.game.active_side
        self.selection.viewpoint = second if now == first else first
        self.refresh()

    def choose(self, hex_: int | None) -> None:
        """Choose a hex, or nothing; again: the next unit of its stack."""
        chosen = self.selection
        unit = None if hex_ is None else next_of(self.shown.units_in(hex_), chosen, hex_)
        chosen.hex, chosen.unit = hex_, unit
        self.refresh()

    def choose_found(self, intent: GoTo) -> None:
        """Bring a place that was found to the middle of the map and choose it."""
        self.map.centre_on(intent.target.hex)
        self.choose(intent.target.hex)
        self.selection.unit = intent.target.unit or self.selection.unit

    # --- inside -----------------------------------------------------------------------------------------------------

    def _stop(self) -> None:
        self.playback = None
        if self.is_open:
            self.map.hidden = frozenset()

    def _take_place(self, place: int, game: Game) -> None:
        """Note where we are; the position there, as the viewer knows it, is `game`."""
        self._take(place, game)
        self.last = moves_of(self.film.scenario, self.film.steps[place - 1 : place] if place else ())
        self.refresh()
        if self.selection.unit not in self.units_here():
            self.selection.unit = next(iter(self.units_here()), None)

    def _take(self, place: int, game: Game) -> None:
        self.place = place
        self._shown = Shown(game, {}, list(self.film.steps[:place]))

    def _follow(self) -> None:
        """Bring what the last step was about into view."""
        if self.place:
            hexes = [*self.last.hexes, *(hex_ for way, _ in self.last.ways for hex_ in way)]
            if hexes and not all(self.map.shows(hex_) for hex_ in hexes):
                self.map.centre_on(hexes[-1])
