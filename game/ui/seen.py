"""What is seen at the board, as panels, popups and pointer get it: to be read only, and answered with intents.

The position comes from here alone (`shown`), so that all of them show the same one: the session's, or while orders
are played back the game as far as they have come.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol

import pygame

from game.commanders.estimate import Findings
from game.commanders.standing_orders import StandingOrders
from game.desk.map_view import MapView
from game.desk.window import Window
from game.engine.game import Game
from game.engine.service import ServiceRoll
from game.ui.command.proposals import Proposals
from game.ui.intents import Intent
from game.ui.layout import Layout
from game.ui.overlays import Overlay
from game.ui.selection import Selection
from game.ui.session import Shown
from game.view.marks import Marks


class MapSeen(Protocol):
    """A map with what is chosen on it and laid over it, on the board or in a replay."""

    @property
    def window(self) -> Window:
        """The window: its size, scale, settings and keys."""

    @property
    def layout(self) -> Layout:
        """Where everything stands in the window."""

    @property
    def map(self) -> MapView:
        """The map in the window: what part of it is seen."""

    @property
    def shown(self) -> Shown:
        """The game as far as it is shown."""

    @property
    def game(self) -> Game:
        """The position that is shown."""

    @property
    def position(self) -> Hashable:
        """What pictures of the position depend on."""

    @property
    def selection(self) -> Selection:
        """What is chosen and pointed at."""

    @property
    def overlay(self) -> Overlay | None:
        """What is laid over the map."""

    def overlay_marks(self) -> Marks:
        """Return what the overlay marks, its legend included."""

    @property
    def kept_clear(self) -> tuple[pygame.Rect, ...]:
        """Parts of the map for which a legend makes room: where a sheet stands first, then what it points at."""

    def answer(self, intent: Intent) -> None:
        """Say to whoever shows the map what the player means."""


class Seen(MapSeen, Protocol):
    """What the player sees at the board."""

    @property
    def is_showing(self) -> bool:
        """Whether orders are being played back on the map."""

    @property
    def may_order(self) -> bool:
        """Whether it is the player's turn to give orders."""

    def roll(self) -> ServiceRoll:
        """Return what every unit has done, as far as the game is shown."""

    @property
    def may_undo(self) -> bool:
        """Whether there is something that the player can take back."""

    @property
    def may_redo(self) -> bool:
        """Whether there is something that the player has taken back and can order again."""

    @property
    def standing(self) -> StandingOrders:
        """What formations have been ordered to do by the player."""

    @property
    def proposals(self) -> Proposals | None:
        """What the staff has proposed last."""

    @property
    def is_card_open(self) -> bool:
        """Whether the card of the chosen unit is to be shown in full."""

    @property
    def tip(self) -> str:
        """What the left button does with the term under the pointer, "" if there is none."""

    @property
    def findings(self) -> Findings | None:
        """What the last staff estimate has found."""
