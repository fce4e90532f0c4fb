"""The replay viewer: a recorded game on the map, with a line to go along, forwards and back, step by step or playing.

Nothing is hidden in a replay: both sides are seen, and overlays can be seen from either. The game is only looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pygame

from game.desk.grip import Grip, roll
from game.desk.keys import Action, is_repeat
from game.desk.map_view import MapView
from game.desk.popups import Popups
from game.desk.presses import LET_GO
from game.desk.waiting import Waiting
from game.desk.window import Window
from game.engine.game import Game
from game.engine.saves import Saved
from game.ui.animation import Playback
from game.ui.film import Film, film_of
from game.ui.jump import Target, targets_of
from game.ui.layout import layout_of
from game.ui.overlays import OVERLAYS, Overlay, moves_of
from game.ui.panels.jump_window import JumpWindow
from game.ui.panels.legend_box import LegendBox
from game.ui.replay_panels import Control, StepSheet, Strip, bar_picture, height_of_strip, words_of_step
from game.ui.selection import Selection
from game.ui.session import Session
from game.view.counters import stack_in, stacks
from game.view.looks import choose_look
from game.view.marks import Marks

if TYPE_CHECKING:
    from game.ui.board import Board

SPEEDS: Final = {"slow": 2.0, "normal": 1.0, "fast": 0.35, "rapid": 0.08}
"""How long what is shown takes, against the speed of the board."""
PAN: Final = 60
LEFT: Final = 1
FILM_MOVES: Final = (pygame.K_LEFT, pygame.K_RIGHT, pygame.K_PAGEUP, pygame.K_PAGEDOWN, pygame.K_HOME, pygame.K_END)


def open_replay(window: Window, source: Path | str | Saved) -> None:
    """Read a replay and show it; one that is damaged or diverges says so, and the way back is there."""
    name = source.source if isinstance(source, Saved) else str(source)

    def show(film: Film) -> None:
        window.take_off()
        window.lay_over(ReplayViewer(film))

    window.lay_over(Waiting(f"Replay of {Path(name).stem}", lambda: film_of(source), show))


class ReplayViewer:
    """The scene. `place` is how many steps of the film have been played."""

    def __init__(self, film: Film) -> None:
        self.film = film
        self.place = 0
        self.session = self._session_of(0, film.game_at(0))
        self.selection = Selection()
        self.overlay: Overlay | None = None
        self.speed_name = "normal"
        self.popups = Popups()
        self.window: Window | None = None
        self.map: MapView | None = None
        self._playback: Playback | None = None
        self._asked: int | None = None
        self._begun = 0  # the place where the playback began
        self._marks: Marks | None = None
        self._last = Marks()  # what the last step did
        self._bar: tuple[object, pygame.Surface] | None = None
        self._grip = Grip()

    # --- scene ------------------------------------------------------------------------------------------------------

    @property
    def is_typing(self) -> bool:
        """Whether letters are typed into the window that finds."""
        return self.popups.is_typing

    @property
    def title(self) -> str:
        """What is watched."""
        return f"Replay: {self.film.title}"

    def open(self, window: Window) -> None:
        """Lay out for the window."""
        self.window = window
        choose_look(window.settings.look())
        layout = layout_of(window)
        whole = window.surface.get_rect()
        foot = height_of_strip(self.controls(), whole.width, window.scale)
        side = pygame.Rect(layout.side.left, layout.side.top, layout.side.width, whole.bottom - layout.side.top - foot)
        view = pygame.Rect(layout.map.left, layout.map.top, layout.map.width, side.height)
        self.top = layout.top
        self.strip = Strip(pygame.Rect(0, whole.bottom - foot, whole.width, foot), window.scale, self.film)
        self.sheet = StepSheet(side, window.scale, self.film)
        self.legend = LegendBox(view, window.scale)
        self._bar = None
        if self.map is None:
            self.map = MapView(self.film.scenario, view, letters=window.scale)
            self.map.show_grid, self.map.show_labels = window.settings.grid, window.settings.labels
            self._look_at_all()
        else:
            self.map.resize(view)
        self.popups.place()

    def close(self) -> None:
        """Let go of the map."""
        if self.map is not None:
            self.map.land.close()

    def may_quit(self) -> bool:
        """Nothing is lost by leaving."""
        return True

    def handle(self, event: pygame.event.Event) -> None:
        """Windows, strip and sheet come first, then keys, then the map."""
        if event.type == LET_GO:
            self._grip.let_go()
        if (
            self.popups.handle(event, self._as_board)
            or self.strip.handle(event, self)
            or self.sheet.handle(event, self)
        ):
            return
        if event.type == pygame.KEYDOWN:
            self._key(event)
        elif event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION, pygame.MOUSEWHEEL):
            self._mouse(event)

    def update(self, seconds: float) -> bool:
        """Go where the scrubber was dragged, and play on."""
        assert self.map is not None
        changed = self.popups.update(seconds) or self._asked is not None or self.map.wants_drawing
        if self._asked is not None:
            self.go_to(self._asked)
        if self._playback is None:
            return changed
        self._playback.update(seconds, self.map)
        self.map.hidden = self._playback.hidden
        place = self._begun + self._playback.played
        if place != self.place:
            self._take_place(place, self._playback.game)
        if self._playback.finished:
            self.pause()
        return True

    def draw(self, surface: pygame.Surface) -> None:
        """Draw map, overlay, the last step, and what stands around."""
        assert self.map is not None
        game = self._playback.game if self._playback is not None else self.session.game
        above = Marks(over={self.selection.hex: "chosen"}) if self.selection.hex is not None else Marks()
        shown = [self.overlay_marks()] if self._playback is not None else [self.overlay_marks(), self._last]
        self.map.draw(surface, game, shown, above)
        if self._playback is not None:
            self._playback.draw(surface, self.map)
        self.legend.refresh(self._as_board)
        self.legend.draw(surface, self._as_board)
        self.sheet.draw(surface, self)
        self.strip.draw(surface, self)
        self._draw_bar(surface)
        self.popups.draw(surface, self._as_board)

    @property
    def _as_board(self) -> Board:
        """The viewer as legend and windows see it, which ask for overlay, session, map and window only."""
        return cast("Board", self)

    def _draw_bar(self, surface: pygame.Surface) -> None:
        key = self.session.game.digest(), self.top.size
        if self._bar is None or self._bar[0] != key:
            self._bar = key, bar_picture(self, self.top)
        surface.blit(self._bar[1], self.top)

    # --- where we are -----------------------------------------------------------------------------------------------

    @property
    def is_playing(self) -> bool:
        """Whether the film runs by itself."""
        return self._playback is not None

    def go_to(self, place: int) -> None:
        """Show the game after so many steps, and stand still."""
        self._stop()
        self._asked = None
        place = max(0, min(len(self.film.steps), place))
        self._take_place(place, self.film.game_at(place))
        self._follow()

    def ask_for(self, place: int) -> None:
        """Go to a place before the next frame, once, however often the scrubber moves until then."""
        self._asked = place

    def step(self, count: int) -> None:
        """Go some steps on, or back."""
        self.go_to(self.place + count)

    def turn(self, count: int) -> None:
        """Go to the beginning of the next side-turn, or of this one, or of the one before."""
        scene = self.film.scene_at(self.place)
        if count < 0 and self.place > self.film.scenes[scene].first:
            count += 1
        wanted = scene + count
        if wanted >= len(self.film.scenes):
            self.go_to(len(self.film.steps))
        else:
            self.go_to(self.film.scenes[max(0, wanted)].first)

    def play(self) -> None:
        """Let the film run, or stop it; at the end it begins anew."""
        if self.is_playing:
            self.pause()
            return
        if self.place >= len(self.film.steps):
            self.go_to(0)
        self._begun = self.place
        self._playback = Playback(self.session.game, self.film.steps[self.place :], SPEEDS[self.speed_name])

    def pause(self) -> None:
        """Stop where the film is."""
        place = self.place
        self._stop()
        self._take_place(place, self.film.game_at(place))

    def change_speed(self) -> None:
        """Take the next speed."""
        names = list(SPEEDS)
        self.speed_name = names[(names.index(self.speed_name) + 1) % len(names)]
        if self._playback is not None:
            self._playback.speed = SPEEDS[self.speed_name]

    def change_sides(self) -> None:
        """See overlays from the other side."""
        first, second = self.film.scenario.names.sides
        now = self.selection.viewpoint or self.session.game.active_side
        self.selection.viewpoint = second if now == first else first
        self._marks = None

    def show_overlay(self, overlay: Overlay | None) -> None:
        """Lay something over the map; the same again takes it away."""
        self.overlay = None if overlay is self.overlay else overlay
        self._marks = None

    def overlay_marks(self) -> Marks:
        """Return what the current overlay lays over the map, its legend included."""
        if self._marks is None:
            self._marks = self.overlay.marks(self.session, self.selection) if self.overlay else Marks()
        return self._marks

    def last_words(self) -> list[str]:
        """Return what the last step was and brought."""
        return words_of_step(self.film, self.place)

    def units_here(self) -> list[str]:
        """Return the units in the chosen hex, the uppermost first."""
        if self.selection.hex is None:
            return []
        names = self.film.scenario.names
        return [names.units[row] for row in stack_in(self.session.game.state, self.selection.hex)]

    def controls(self) -> list[Control]:
        """Return the buttons of the strip."""
        names = self.film.scenario.names
        seen = self.selection.viewpoint
        whose = names.side_adjectives[names.side_row[seen]] if seen else "side to move"
        return [
            Control("start", "|<", 34, lambda: self.go_to(0)),
            Control("turn_back", "<< turn", 70, lambda: self.turn(-1)),
            Control("step_back", "< step", 64, lambda: self.step(-1)),
            Control("play", "Pause" if self.is_playing else "Play", 76, self.play),
            Control("step_on", "step >", 64, lambda: self.step(1)),
            Control("turn_on", "turn >>", 70, lambda: self.turn(1)),
            Control("end", ">|", 34, lambda: self.go_to(len(self.film.steps))),
            Control("speed", f"Speed: {self.speed_name}", 122, self.change_speed),
            Control("sides", f"Overlays of: {whose}", 196, self.change_sides),
            Control("leave", "Leave (Esc)", 104, self.leave),
        ]

    def find(self) -> None:
        """Open the window that jumps to places, units and hexes; the film stands still for it."""
        self.pause()
        self.popups.show(JumpWindow(self._as_board, self.popups, targets_of(self.session.game), self._jump))

    def leave(self) -> None:
        """Go back to where the replay was chosen."""
        assert self.window is not None
        if self.window.beneath:
            self.window.take_off()
        else:
            self.window.quit()

    def _stop(self) -> None:
        self._playback = None
        if self.map is not None:
            self.map.hidden = frozenset()

    def _take_place(self, place: int, game: Game) -> None:
        """Note where we are; the position there is `game`."""
        self.place = place
        self.session = self._session_of(place, game)
        self._last = moves_of(self.film.scenario, self.film.steps[place - 1 : place] if place else ())
        self._marks = None
        if self.selection.unit not in self.units_here():
            self.selection.unit = next(iter(self.units_here()), None)

    def _session_of(self, place: int, game: Game) -> Session:
        """Return what overlays read: the position, and what has happened up to here."""
        return Session(game, {}, list(self.film.steps[:place]))

    def _follow(self) -> None:
        """Bring what the last step was about into view."""
        assert self.map is not None
        if self.place:
            hexes = [*self._last.hexes, *(hex_ for way, _ in self._last.ways for hex_ in way)]
            if hexes and not all(self.map.shows(hex_) for hex_ in hexes):
                self.map.centre_on(hexes[-1])

    def _look_at_all(self) -> None:
        assert self.map is not None
        self.map.centre_on_all(hex_ for hex_, _ in stacks(self.session.game.state))

    # --- events -----------------------------------------------------------------------------------------------------

    def _key(self, event: pygame.event.Event) -> None:
        assert self.window is not None
        deed = self._keys().get(event.key)
        if deed is not None and not event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT):
            return deed() if event.key in FILM_MOVES or not is_repeat(event) else None
        action = self.window.keys.action_of(event)
        if action is None:
            return
        if action in OVERLAYS:
            self.show_overlay(OVERLAYS[action])
        elif action in self._actions():
            self._actions()[action]()

    def _keys(self) -> dict[int, Callable[[], None]]:
        """Return what keys of a player of films do; they come before those of the board."""
        return {
            pygame.K_SPACE: self.play,
            pygame.K_LEFT: lambda: self.step(-1),
            pygame.K_RIGHT: lambda: self.step(1),
            pygame.K_PAGEUP: lambda: self.turn(-1),
            pygame.K_PAGEDOWN: lambda: self.turn(1),
            pygame.K_HOME: lambda: self.go_to(0),
            pygame.K_END: lambda: self.go_to(len(self.film.steps)),
            pygame.K_f: self.change_speed,
            pygame.K_ESCAPE: self.leave,
        }

    def _actions(self) -> dict[Action, Callable[[], None]]:
        assert self.map is not None
        assert self.window is not None
        map_, window = self.map, self.window
        return {
            Action.SWAP_SIDES: self.change_sides,
            Action.NO_OVERLAY: lambda: self.show_overlay(None),
            Action.JUMP: self.find,
            Action.PAN_LEFT: lambda: map_.pan(-PAN, 0),
            Action.PAN_RIGHT: lambda: map_.pan(PAN, 0),
            Action.PAN_UP: lambda: map_.pan(0, -PAN),
            Action.PAN_DOWN: lambda: map_.pan(0, PAN),
            Action.ZOOM_IN: lambda: map_.zoom(1),
            Action.ZOOM_OUT: lambda: map_.zoom(-1),
            Action.GRID: lambda: map_.toggle("grid", window),
            Action.LABELS: lambda: map_.toggle("labels", window),
            Action.NUMBERS: lambda: map_.toggle("numbers", window),
        }

    def _mouse(self, event: pygame.event.Event) -> None:
        assert self.map is not None
        if event.type == pygame.MOUSEWHEEL:
            roll(event, self.map)
        elif event.type == pygame.MOUSEBUTTONDOWN and self.map.view.collidepoint(event.pos):
            self._grip.press(event)
        elif event.type == pygame.MOUSEMOTION:
            self._grip.move(event, self.map)
        elif event.type == pygame.MOUSEBUTTONUP and (button := self._grip.release(event)):
            self._choose(self.map.hex_at(event.pos) if button == LEFT else None)

    def _jump(self, target: Target) -> None:
        assert self.map is not None
        self.map.centre_on(target.hex)
        self._choose(target.hex)
        self.selection.unit = target.unit or self.selection.unit

    def _choose(self, hex_: int | None) -> None:
        """Choose a hex, or nothing; again: the next unit of its stack."""
        again = hex_ is not None and hex_ == self.selection.hex
        self.selection.hex = hex_
        units, unit = self.units_here(), self.selection.unit
        after = (units.index(unit) + 1) % len(units) if again and unit in units else 0
        self.selection.unit = units[after] if units else None
        self._marks = None
