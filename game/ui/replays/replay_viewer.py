"""The replay viewer: a recorded game on the map, with a line to go along, forwards and back, step by step or playing.

Map, pointer, overlays and the keys for them are those of the board (`chart`, `pointer`); what is watched is `Watching`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pygame

from game.desk.keys import Action, is_repeat
from game.desk.map_view import MapView
from game.desk.popups import Popups
from game.desk.presses import LET_GO
from game.desk.window import Window
from game.ui import key_pointer
from game.ui.chart import MAP_KEYS, Ways
from game.ui.first_view import look_first
from game.ui.intents import Click, Find, GoTo, Leave, Pan, PointAt
from game.ui.layout import layout_of
from game.ui.panels.jump_window import JumpWindow
from game.ui.panels.legend_box import LegendBox
from game.ui.playback.controls import PLAYING_KEYS
from game.ui.playback.playing_intents import ChangeSpeed, PlayOrPause, Step
from game.ui.pointer import LEFT, Pointer
from game.ui.replays.film import Film
from game.ui.replays.replay_intents import ChangeSides, GoToStep, ReplayIntent, Scrub, StepTurn
from game.ui.replays.replay_panels import StepSheet, Strip, bar_picture, controls_of, height_of_strip
from game.ui.replays.watching import Watching
from game.view.looks import choose_look
from game.view.marks import Marks

PAN: Final = 60
"""Pixels that a press of an arrow scrolls, where it does not go along the film."""

KEYS: Final[Mapping[Action, ReplayIntent]] = {
    **MAP_KEYS,
    Action.SWAP_SIDES: ChangeSides(),
    Action.PAN_LEFT: Pan(-PAN, 0),
    Action.PAN_RIGHT: Pan(PAN, 0),
    Action.PAN_UP: Pan(0, -PAN),
    Action.PAN_DOWN: Pan(0, PAN),
}

FILM_MOVES: Final[Mapping[int, ReplayIntent]] = {
    pygame.K_LEFT: PLAYING_KEYS[pygame.K_LEFT],
    pygame.K_RIGHT: PLAYING_KEYS[pygame.K_RIGHT],
    pygame.K_PAGEUP: StepTurn(-1),
    pygame.K_PAGEDOWN: StepTurn(1),
}
"""Keys of a player of films that go along the film, also while they are held; they come before those of the board."""

FILM_KEYS: Final[Mapping[int, ReplayIntent]] = {
    pygame.K_SPACE: PLAYING_KEYS[pygame.K_SPACE],
    pygame.K_f: PLAYING_KEYS[pygame.K_f],
    pygame.K_ESCAPE: Leave(),
}
"""The others, which do something once a press."""


class ReplayViewer:
    """The scene."""

    def __init__(self, film: Film) -> None:
        self.film = film
        self.seen = Watching(film)
        self.popups = Popups()
        self.pointer = Pointer(self.seen)
        self._bar: tuple[object, pygame.Surface] | None = None
        self._film_moves = {
            **FILM_MOVES,
            pygame.K_HOME: GoToStep(0),
            pygame.K_END: GoToStep(len(film.steps)),
        }
        self.seen.carry_out_by(self._ways())

    # --- scene ------------------------------------------------------------------------------------------------------

    @property
    def is_typing(self) -> bool:
        """Whether letters are typed into the window that finds."""
        return self.popups.is_typing

    @property
    def title(self) -> str:
        """What is watched."""
        return f"Replay: {self.film.title}"

    @property
    def map(self) -> MapView:
        """The map, once the scene has been opened."""
        return self.seen.map

    def open(self, window: Window) -> None:
        """Lay out for the window."""
        choose_look(window.settings.look())
        seen, layout = self.seen, layout_of(window)
        seen.window, seen.layout = window, layout
        whole = window.surface.get_rect()
        foot = height_of_strip(controls_of(seen), whole.width, window.scale)
        side = pygame.Rect(layout.side.left, layout.side.top, layout.side.width, whole.bottom - layout.side.top - foot)
        view = pygame.Rect(layout.map.left, layout.map.top, layout.map.width, side.height)
        self.strip = Strip(pygame.Rect(0, whole.bottom - foot, whole.width, foot), window.scale, self.film)
        self.sheet = StepSheet(side, window.scale, self.film)
        self.legend = LegendBox(view, window.scale)
        self._bar = None
        if not seen.is_open:
            seen.map = MapView(self.film.scenario, view, letters=window.scale)
            seen.map.show_grid, seen.map.show_labels = window.settings.grid, window.settings.labels
            look_first(seen.map, seen.game, self.film.viewer, window.scale)
        else:
            seen.map.resize(view)
        self.popups.place()

    def close(self) -> None:
        """Let go of the map."""
        if self.seen.is_open:
            self.map.land.close()

    def may_quit(self) -> bool:
        """Nothing is lost by leaving."""
        return True

    def handle(self, event: pygame.event.Event) -> None:
        """Windows, strip and sheet come first, then keys, then the map."""
        if event.type == LET_GO:
            self.pointer.let_go()
        if any(part.handle(event, self.seen) for part in (self.popups, self.strip, self.sheet)):
            return
        if event.type == pygame.KEYDOWN:
            self._key(event)
        elif event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION, pygame.MOUSEWHEEL):
            self.pointer.handle(event)

    def update(self, seconds: float) -> bool:
        """Go where the scrubber was dragged, and play on."""
        changed = self.map.go_on()
        changed = self.popups.update(seconds) or self.seen.is_asked or self.seen.is_playing or changed
        self.seen.go_on(seconds)
        return changed or self.seen.is_playing

    def draw(self, surface: pygame.Surface) -> None:
        """Draw map, overlay, the last step, and what stands around."""
        seen, hex_ = self.seen, self.seen.selection.hex
        above = Marks(over={hex_: "chosen"}) if hex_ is not None else Marks()
        below = [seen.overlay_marks()] if seen.is_playing else [seen.overlay_marks(), seen.last]
        self.map.draw(surface, seen.shown, below, above)
        if seen.playback is not None:
            seen.playback.draw(surface, self.map)
        self.legend.refresh(seen)
        self.legend.draw(surface, seen)
        self.sheet.draw(surface, seen)
        self.strip.draw(surface, seen)
        self._draw_bar(surface)
        self.popups.draw(surface, seen)

    def _draw_bar(self, surface: pygame.Surface) -> None:
        place = self.seen.layout.top
        key = self.seen.shown.digest(), place.size
        if self._bar is None or self._bar[0] != key:
            self._bar = key, bar_picture(self.seen, self.title, place)
        surface.blit(self._bar[1], place)

    # --- events -----------------------------------------------------------------------------------------------------

    def _key(self, event: pygame.event.Event) -> None:
        intent = self._film_moves.get(event.key) or FILM_KEYS.get(event.key)
        if intent is not None and not event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT):
            if event.key in self._film_moves or not is_repeat(event):
                self.seen.answer(intent)
            return
        action = self.seen.window.keys.action_of(event)
        if action is not None and action in KEYS:
            self.seen.answer(KEYS[action])
        elif (
            action is not None and action in key_pointer.STEPS
        ):  # nothing depends on the pointer: what is chosen goes from hex to hex
            for meant in key_pointer.meant(action, self.seen):
                self.seen.answer(Click(LEFT, meant.hex) if isinstance(meant, PointAt) else meant)

    def _ways(self) -> Ways:
        """Return how each intent is carried out."""
        seen = self.seen
        return {
            **seen.ways(),
            PointAt: lambda _: None,  # nothing depends on where the pointer is
            Click: lambda intent: seen.choose(intent.hex if intent.button == LEFT else None),
            GoTo: seen.choose_found,
            Find: lambda _: self._find(),
            Leave: lambda _: self._leave(),
            GoToStep: lambda intent: seen.go_to(intent.place),
            Scrub: lambda intent: seen.scrub(intent.place),
            Step: lambda intent: seen.go_to(seen.place + intent.count),
            StepTurn: lambda intent: seen.step_turn(intent.count),
            PlayOrPause: lambda _: seen.play_or_pause(),
            ChangeSpeed: lambda intent: seen.change_speed(intent.by),
            ChangeSides: lambda _: seen.change_sides(),
        }

    def _find(self) -> None:
        """Open the window that finds places, units and hexes; the film stands still for it."""
        self.seen.pause()
        self.popups.show(JumpWindow(self.seen))

    def _leave(self) -> None:
        """Go back to where the replay was chosen."""
        window = self.seen.window
        if window.beneath:
            window.take_off()
        else:
            window.quit()
