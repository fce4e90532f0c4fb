"""A map that is looked at, with what is chosen on it and laid over it: what the board and the replay viewer share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Mapping
from typing import Any, Final

import pygame

from game.desk.keys import Action
from game.desk.map_view import MapView
from game.desk.window import Window
from game.engine.game import Game
from game.ui.intents import BringIn, CentreOn, Find, Intent, Lay, Layer, Pan, ToggleLayer, Zoom
from game.ui.layout import Layout
from game.ui.overlays import OVERLAYS, Overlay
from game.ui.selection import Selection
from game.ui.session import Shown
from game.view.marks import Marks

Ways = Mapping[type[Any], Callable[[Any], object]]
"""How intents are carried out, by their kinds."""

MAP_KEYS: Final[Mapping[Action, Intent]] = {
    **{action: Lay(overlay) for action, overlay in OVERLAYS.items()},
    Action.NO_OVERLAY: Lay(None),
    Action.JUMP: Find(),
    Action.GRID: ToggleLayer(Layer.GRID),
    Action.LABELS: ToggleLayer(Layer.LABELS),
    Action.NUMBERS: ToggleLayer(Layer.NUMBERS),
    Action.ZOOM_IN: Zoom(1),
    Action.ZOOM_OUT: Zoom(-1),
}
"""What keys mean on every map."""

AROUND: Final = 0.65
"""What is kept around the middle of a hex that is brought in, in hexes: all of it is seen."""


class Chart(ABC):
    """The map of a scene. `window`, `layout` and `map` are there once the scene has been opened."""

    window: Window
    layout: Layout
    map: MapView

    def __init__(self) -> None:
        self.selection = Selection()
        self.overlay: Overlay | None = None
        self._marks: Marks | None = None
        self._ways: Ways = {}

    @property
    def is_open(self) -> bool:
        """Whether there is a map yet."""
        return hasattr(self, "map")

    @property
    @abstractmethod
    def shown(self) -> Shown:
        """The game as far as it is shown."""

    @property
    def game(self) -> Game:
        """The position that is shown."""
        return self.shown.game

    @property
    def position(self) -> Hashable:
        """What pictures of the position depend on."""
        return len(self.shown.steps), self.shown.digest()

    @property
    def kept_clear(self) -> tuple[pygame.Rect, ...]:
        """Parts of the map for which a legend makes room."""
        return ()

    def overlay_marks(self) -> Marks:
        """Return what the overlay marks, its legend included; worked out once, until what it shows has changed."""
        if self._marks is None:
            self._marks = self.overlay.marks(self.shown, self.selection) if self.overlay else Marks()
        return self._marks

    def lay(self, overlay: Overlay | None) -> None:
        """Lay something over the map; the same again takes it away."""
        self.overlay = None if overlay is self.overlay else overlay
        self.refresh()

    def refresh(self) -> None:
        """Have what depends on position and selection worked out again."""
        self._marks = None

    def carry_out_by(self, ways: Ways) -> None:
        """Say how intents are carried out."""
        self._ways = ways

    def answer(self, intent: Any) -> None:
        """Carry out what the player means."""
        self._ways[type(intent)](intent)

    def ways(self) -> Ways:
        """Return how intents that are about the map alone are carried out."""
        return {
            Lay: lambda intent: self.lay(intent.overlay),
            Zoom: lambda intent: self.map.zoom(intent.steps, intent.at),
            Pan: lambda intent: self.map.pan(intent.right, intent.down),
            CentreOn: self._centre_on,
            BringIn: lambda intent: self.map.bring_in(intent.hexes, round(self.map.scale * AROUND), intent.room),
            ToggleLayer: lambda intent: self.map.toggle(intent.layer, self.window),
        }

    def _centre_on(self, intent: CentreOn) -> None:
        self.map.centre_on_all(intent.hexes, intent.aside)
