"""What a board keeps besides the map: its game on disk, its sounds, and the doors to menu, saves and help.

The board makes one and gives it every frame.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from game.core.errors import SaveError
from game.desk.keys import Action
from game.desk.questions import Question
from game.desk.window import Scene
from game.engine.orders import Exit, Move
from game.engine.replay import Step
from game.ui.chart import Ways
from game.ui.intents import (
    Intent,
    Leave,
    Load,
    OpenMenu,
    QuickLoad,
    QuickSave,
    Quit,
    SaveAs,
    ShowBriefing,
    ShowSettings,
    ShowTurnFiles,
)
from game.ui.mail.mailing import has_page
from game.ui.play import Play
from game.ui.requests import (
    ChangeSettings,
    ChooseSave,
    ReadBriefing,
    ResumeGame,
    SaveGame,
    ShowGameMenu,
    ShowMail,
    ShowMenu,
)
from game.ui.saves.autosaves import Autosaver
from game.ui.saves.save_folder import QUICK, write_session
from game.ui.saves.save_list import quick_entry

DOOR_KEYS: Final[Mapping[Action, Intent]] = {
    Action.SAVE: SaveAs(),
    Action.LOAD: Load(),
    Action.QUICK_SAVE: QuickSave(),
    Action.QUICK_LOAD: QuickLoad(),
    Action.BRIEFING: ShowBriefing(),
    Action.TURN_FILES: ShowTurnFiles(),
    Action.SETTINGS: ShowSettings(),
    Action.MAIN_MENU: Leave(),
    Action.QUIT: Quit(),
}
"""Keys and lines of menus that keep the game or lead away from the board."""

UNSAVED = "The last orders are not saved"


class Keeper:
    """Keeps the game of one play."""

    def __init__(self, play: Play, scene: Scene) -> None:
        """`scene` is the board in the window, over which menu and questions lie."""
        self.play = play
        self.scene = scene
        self.autosaver = Autosaver()
        self._fault = ""
        self._heard = 0

    def update(self) -> None:
        """Have what has happened written, and heard; called once a frame."""
        session = self.play.session
        self.autosaver.watch(session)
        if self.autosaver.fault != self._fault:
            self._fault = self.autosaver.fault
            if self._fault:
                self.play.say(f"The game is not being saved: {self._fault}.", True)
        if len(session.steps) > self._heard:  # what is taken back makes no sound
            self._sound(session.steps[-1])
        self._heard = len(session.steps)

    def close(self) -> None:
        """Finish writing."""
        self.autosaver.close()

    def _sound(self, step: Step) -> None:
        name = "turn" if step.order is None else "march" if isinstance(step.order, Move | Exit) else "assault"
        self.play.window.sounds.play(name)  # type: ignore[arg-type]  # one of the sounds

    def ways(self) -> Ways:
        """Return how intents are carried out that keep the game or lead away from the board."""
        return {
            OpenMenu: lambda _: self.open_menu(),
            SaveAs: lambda _: self.save_as(),
            Load: lambda _: self.load(),
            QuickSave: lambda _: self.quick_save(),
            ShowBriefing: lambda _: self.play.window.ask(ReadBriefing(self.play.game.scenario)),
            ShowTurnFiles: lambda _: self.turn_files(),
            ShowSettings: lambda _: self.play.window.ask(ChangeSettings()),
            Leave: lambda _: self.leave(),
            Quit: lambda _: self.quit(),
        }

    # --- doors ------------------------------------------------------------------------------------------------------

    def open_menu(self) -> None:
        """Open the menu over the board."""
        window = self.play.window
        if window.scene is self.scene:
            window.ask(ShowGameMenu(self.play, self.scene))

    def turn_files(self) -> None:
        """Show the page of the turn files, where the game waits for one or has one to be sent."""
        if has_page(self.play.session):
            self.play.window.ask(ShowMail(self.play.session))
        else:
            self.play.say("There is no turn file to be sent or read now.", True)

    def leave(self) -> None:
        """Go back to the main menu; the game is kept as an autosave."""
        window = self.play.window
        self._part(lambda: window.ask(ShowMenu(self.play.session.scenario.name)))

    def quit(self) -> None:
        """Close the window."""
        self._part(self.play.window.quit)

    def may_quit(self) -> bool:
        """Whether nothing is lost if the window closes now; else it is asked about, on the board."""
        if self._is_unsaved():
            self._ask(self.play.window.quit)
        return not self.autosaver.fault

    def _part(self, callback: Callable[[], None]) -> None:
        """Leave the game by a callback; ask first if the disk has not taken what was ordered."""
        if self._is_unsaved():
            self._ask(callback)
        else:
            callback()

    def _is_unsaved(self) -> bool:
        """Whether the disk has refused what was ordered, to the last order."""
        self.autosaver.watch(self.play.session)
        self.autosaver.wait_until_written()
        return bool(self.autosaver.fault)

    def _ask(self, callback: Callable[[], None]) -> None:
        play = self.play
        while self.scene in play.window.beneath:
            play.window.take_off()
        for asked in [popup for popup in play.popups.shown if popup.title == UNSAVED]:
            asked.close()
        words = [f"The game is not being saved: {self.autosaver.fault}.", "Orders that were not saved will be lost."]
        answers = [
            ("save", "Save as …", self.save_as),
            ("leave", "Leave anyway", callback),
            ("stay", "Stay", None),
        ]
        play.popups.show(Question(play, UNSAVED, words, answers))

    def save_as(self) -> None:
        """Ask for a name and save."""
        play = self.play
        play.window.ask(SaveGame(play.session, lambda name: play.say(f"Saved as '{name}'.")))

    def load(self) -> None:
        """Choose a save to go on with."""
        self.play.window.ask(ChooseSave())

    def quick_save(self) -> None:
        """Save at once, over the last quick save."""
        play = self.play
        try:
            claim = self.autosaver.home(play.session)
            write_session(play.session, claim.where / QUICK, claim.game)
        except SaveError as error:
            play.say(f"The game cannot be saved: {error}.", True)
            return
        key = play.window.keys.shown(Action.QUICK_LOAD)
        play.say("Saved." + (f" {key} goes back to here." if key else ""))

    def quick_load(self) -> None:
        """Go back to the quick save."""
        game = self.play.session.id
        found = quick_entry(game)
        if found is None:
            self.play.say("There is no quick save yet.", True)
        elif found.fault:
            self.play.say(f"The quick save cannot be used: it {found.fault}.", True)
        else:
            self.play.window.ask(ResumeGame(found.name, found.path, going_back=game))
