"""What a board keeps besides the map: its game on disk, its sounds, and the doors to menu, saves and help.

The board makes one, gives it every frame, and hands it the keys for files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from game.core.errors import SaveError
from game.desk.keys import Action
from game.desk.questions import Question
from game.engine.orders import Move
from game.engine.replay import Step
from game.ui.autosaves import Autosaver
from game.ui.save_folder import QUICK, write_session
from game.ui.save_list import quick_entry

if TYPE_CHECKING:
    from game.ui.board import Board

UNSAVED = "The last orders are not saved"


class Keeper:
    """Keeps the game of one board."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.autosaver = Autosaver()
        self._fault = ""
        self._heard: Step | None = None
        board.flow.to_menu = self.leave

    @property
    def commands(self) -> Mapping[Action, Callable[[], None]]:
        """What the keys for files do."""
        return {
            Action.SAVE: self.save_as,
            Action.LOAD: self.load,
            Action.QUICK_SAVE: self.quick_save,
            Action.QUICK_LOAD: self.quick_load,
        }

    def update(self) -> None:
        """Have what has happened written, and heard; called once a frame."""
        session = self.board.session
        self.autosaver.watch(session)
        if self.autosaver.fault != self._fault:
            self._fault = self.autosaver.fault
            if self._fault:
                self.board.say(f"The game is not being saved: {self._fault}.", True)
        last = session.steps[-1] if session.steps else None
        if last is not self._heard:
            self._heard = last
            if last is not None:
                self._sound(last)

    def close(self) -> None:
        """Finish writing."""
        self.autosaver.close()

    def _sound(self, step: Step) -> None:
        assert self.board.window is not None
        name = "turn" if step.order is None else "march" if isinstance(step.order, Move) else "assault"
        self.board.window.sounds.play(name)  # type: ignore[arg-type]  # one of the sounds

    # --- doors ------------------------------------------------------------------------------------------------------

    def open_menu(self) -> None:
        """Open the menu over the board."""
        from game.ui.game_menu import GameMenu

        window = self.board.window
        if window is not None and window.scene is self.board:
            window.lay_over(GameMenu(self.board))

    def leave(self) -> None:
        """Go back to the main menu; the game is kept as an autosave."""
        from game.ui.menu import MainMenu

        window = self.board.window
        assert window is not None
        self._part(lambda: window.show(MainMenu(self.board.session.scenario.name)))

    def quit(self) -> None:
        """Close the window."""
        assert self.board.window is not None
        self._part(self.board.window.quit)

    def may_quit(self) -> bool:
        """Whether nothing is lost if the window closes now; else it is asked about, on the board."""
        assert self.board.window is not None
        if self._is_unsaved():
            self._ask(self.board.window.quit)
        return not self.autosaver.fault

    def _part(self, deed: Callable[[], None]) -> None:
        """Leave the game by a deed; ask first if the disk has not taken what was ordered."""
        if self._is_unsaved():
            self._ask(deed)
        else:
            deed()

    def _is_unsaved(self) -> bool:
        """Whether the disk has refused what was ordered, to the last order."""
        self.autosaver.watch(self.board.session)
        self.autosaver.settle()
        return bool(self.autosaver.fault)

    def _ask(self, deed: Callable[[], None]) -> None:
        board = self.board
        assert board.window is not None
        while board in board.window.beneath:
            board.window.take_off()
        for asked in [popup for popup in board.flow.popups.shown if popup.title == UNSAVED]:
            asked.close()
        words = [f"The game is not being saved: {self.autosaver.fault}.", "What could not be written is lost."]
        answers = [("save", "Save as …", self.save_as), ("leave", "Leave all the same", deed), ("stay", "Stay", None)]
        board.flow.popups.show(Question(board, UNSAVED, words, answers))

    def save_as(self) -> None:
        """Ask for a name and save."""
        from game.ui.save_scene import SaveScene

        board = self.board
        assert board.window is not None
        board.window.lay_over(SaveScene(board.session, lambda name: board.say(f"Saved as '{name}'.")))

    def load(self) -> None:
        """Choose a save to go on with."""
        from game.ui.load_scene import LoadScene

        assert self.board.window is not None
        self.board.window.lay_over(LoadScene())

    def quick_save(self) -> None:
        """Save at once, over the last quick save."""
        board = self.board
        assert board.window is not None
        try:
            claim = self.autosaver.home(board.session)
            write_session(board.session, claim.where / QUICK, claim.game)
        except SaveError as error:
            board.say(f"The game cannot be saved: {error}.", True)
            return
        key = board.window.keys.shown(Action.QUICK_LOAD)
        board.say("Saved." + (f" {key} goes back to here." if key else ""))

    def quick_load(self) -> None:
        """Go back to the quick save."""
        from game.ui.menu import open_game

        assert self.board.window is not None
        game = self.board.session.id
        found = quick_entry(game)
        if self.board.orders.keeps_attack():
            return
        if found is None:
            self.board.say("There is no quick save yet.", True)
        elif found.fault:
            self.board.say(f"The quick save cannot be used: it {found.fault}.", True)
        else:
            open_game(self.board.window, found, going_back=game)
