"""What a player can mean by a click or a key at the board: small values, a closed set.

Panels, popups, pointer and keys answer with them; the board alone carries them out, and says what came of it. Which
order a click on the map gives is no affair of theirs: it is worked out when the intent is carried out (`responses`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pygame import Rect

from game.commanders.estimate import Findings
from game.core.terms import Tolerance
from game.ui.command.formation_intents import FormationIntent
from game.ui.jump import Target
from game.ui.overlays import Overlay
from game.ui.playback.playing_intents import PlayingIntent
from game.view.marks import Marks

# --- choosing -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PointAt:
    """The pointer means a hex, and the unit of a counter in the fan if it lies on one."""

    hex: int | None
    counter: str | None = None


@dataclass(frozen=True)
class Click:
    """A button of the mouse (1: left, 3: right) is clicked on a hex; None beside the map."""

    button: int
    hex: int | None


@dataclass(frozen=True)
class ClickUnit:
    """A unit of a stack is clicked, in the fan or in the list: it is chosen, or joins the attack, or leaves it."""

    unit: str


@dataclass(frozen=True)
class ShowUnit:
    """A unit is to be chosen and seen, so many pixels to the right of the middle of the map."""

    unit: str
    aside: float = 0.0


@dataclass(frozen=True)
class ChooseFormation:
    """The units of a formation are to be marked on the map; None: of none."""

    formation: int | None


@dataclass(frozen=True)
class NextUnit:
    """The next unit that waits for orders, or the one before (-1), is to be chosen."""

    step: int = 1


@dataclass(frozen=True)
class RestUnit:
    """The chosen unit is not to be asked for any more this turn."""


@dataclass(frozen=True)
class DeferUnit:
    """The chosen unit is to be asked for after all others."""


@dataclass(frozen=True)
class Cancel:
    """Let go of the attack, then of what is chosen, then of the overlay; with nothing left, open the menu."""


# --- orders ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ToggleUnit:
    """A unit is clicked into the attack that is being put together, or out of it."""

    unit: str


@dataclass(frozen=True)
class Compose:
    """The attack is put together in one go, in one of the ways of `composing.CHOICES`."""

    how: str


@dataclass(frozen=True)
class Hold:
    """Whether the winners of the attack stay where they are; None: the other way than now."""

    holding: bool | None = None


@dataclass(frozen=True)
class Tolerate:
    """What the attack may cost before it is broken off; None: the next that there is."""

    tolerance: Tolerance | None = None


@dataclass(frozen=True)
class SwapSides:
    """The forecast is turned round: what if they attacked us."""


@dataclass(frozen=True)
class Confirm:
    """The attack that has been put together is carried out."""


@dataclass(frozen=True)
class ExitMap:
    """The chosen unit leaves the map by the exit where it stands."""


@dataclass(frozen=True)
class Undo:
    """The last order, or what was said of a unit, is taken back."""


@dataclass(frozen=True)
class Redo:
    """What was taken back last goes ahead again."""


@dataclass(frozen=True)
class EndTurn:
    """The turn ends; unless it is `sure`, units that wait for orders are asked about first."""

    sure: bool = False


# --- the map --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Zoom:
    """So many zooms nearer, or back; a spot of the window stays where it is, without one the middle of the view."""

    steps: int
    at: tuple[int, int] | None = None


@dataclass(frozen=True)
class Pan:
    """The view moves over the map, in pixels."""

    right: float
    down: float


@dataclass(frozen=True)
class BringIn:
    """Some hexes come into a part of the window."""

    hexes: tuple[int, ...]
    room: Rect


@dataclass(frozen=True)
class CentreOn:
    """The middle of some hexes comes to the middle of the view, or so many pixels to the right of it."""

    hexes: tuple[int, ...]
    aside: float = 0.0


@dataclass(frozen=True)
class GoHome:
    """The chosen unit, or the side whose turn it is, comes to the middle of the view."""


@dataclass(frozen=True)
class GoTo:
    """A place that was found comes to the middle of the view and is chosen."""

    target: Target


@dataclass(frozen=True)
class Lay:
    """An overlay is laid over the map; the same again takes it away, None any."""

    overlay: Overlay | None


class Layer(StrEnum):
    """What can be shown on the map or hidden."""

    GRID = "grid"
    LABELS = "labels"
    NUMBERS = "numbers"


@dataclass(frozen=True)
class ToggleLayer:
    """A layer of the map is shown or hidden."""

    layer: Layer


@dataclass(frozen=True)
class Mark:
    """Marks are shown over the map until others are."""

    marks: Marks


# --- windows --------------------------------------------------------------------------------------------------------


class Opened(StrEnum):
    """The windows that a key opens over the board and closes again."""

    ORDER_OF_BATTLE = "order of battle"
    ESTIMATE = "estimate"
    LOG = "log"
    HAPPENED = "what happened"
    ORDERS = "orders to formations"
    SERVICE = "service records"


@dataclass(frozen=True)
class Toggle:
    """A window is opened over the board, or closed."""

    window: Opened


@dataclass(frozen=True)
class Find:
    """The window that finds places, units and hexes is opened."""


@dataclass(frozen=True)
class ShowCard:
    """The card of the chosen unit is opened beside the column, or put away."""

    is_open: bool = True


@dataclass(frozen=True)
class KeepFindings:
    """What a staff estimate has found is to stay, for when its window is opened again."""

    findings: Findings


@dataclass(frozen=True)
class BeginGuide:
    """The tutorial of the battle that is played is shown, from where the game is now."""


@dataclass(frozen=True)
class EndGuide:
    """The tutorial is put away for good."""


@dataclass(frozen=True)
class Say:
    """Something is said to the player in the bottom line."""

    words: str
    is_error: bool = False


# --- the game -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OpenMenu:
    """The menu over the board."""


@dataclass(frozen=True)
class OpenMenus:
    """A menu of the tool bar is opened, by its title; "": the first."""

    title: str = ""


@dataclass(frozen=True)
class SaveAs:
    """The game is saved under a name."""


@dataclass(frozen=True)
class Load:
    """A saved game is chosen to go on with."""


@dataclass(frozen=True)
class QuickSave:
    """The game is saved at once, over the last quick save."""


@dataclass(frozen=True)
class QuickLoad:
    """Back to the quick save."""


@dataclass(frozen=True)
class ShowBriefing:
    """The briefing is read once more."""


@dataclass(frozen=True)
class ShowTurnFiles:
    """The page of the turn files of a game by mail."""


@dataclass(frozen=True)
class ShowSettings:
    """The settings."""


@dataclass(frozen=True)
class Leave:
    """Back to the main menu."""


@dataclass(frozen=True)
class Quit:
    """The window closes."""


Intent = (
    PointAt
    | Click
    | ClickUnit
    | ShowUnit
    | ChooseFormation
    | NextUnit
    | RestUnit
    | DeferUnit
    | Cancel
    | ToggleUnit
    | Compose
    | Hold
    | Tolerate
    | SwapSides
    | Confirm
    | ExitMap
    | Undo
    | Redo
    | EndTurn
    | Zoom
    | Pan
    | BringIn
    | CentreOn
    | GoHome
    | GoTo
    | Lay
    | ToggleLayer
    | Mark
    | Toggle
    | Find
    | ShowCard
    | KeepFindings
    | BeginGuide
    | EndGuide
    | Say
    | OpenMenu
    | OpenMenus
    | SaveAs
    | Load
    | QuickSave
    | QuickLoad
    | ShowBriefing
    | ShowTurnFiles
    | ShowSettings
    | Leave
    | Quit
    | FormationIntent
    | PlayingIntent
)
