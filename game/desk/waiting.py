"""A page that says what is being done while a thread does it: setting up a battle, reading a save, compiling rules."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, Generic, TypeVar

import pygame

from game.core.errors import BorderWarsError
from game.desk.page import Page
from game.desk.page_layout import HEADING, LETTERS
from game.view.theme import FAINT_INK, FRAME

Made = TypeVar("Made")
SHOWN_AFTER: Final = 0.4
"""Seconds before counting begins to be shown."""


class Waiting(Page, Generic[Made]):
    """Runs `job` in a thread and hands what it made to `then`; what goes wrong is shown in a sentence.

    Compiling the rules, where it is due, comes first; it shows how far it is and can be cancelled.
    """

    def __init__(self, title: str, job: Callable[[], Made], then: Callable[[Made], None]) -> None:
        super().__init__()
        self.title = title
        self.fault = ""
        self._then = then
        self._job = job
        self._thread: ThreadPoolExecutor | None = None
        self._future: Future[Made] | None = None
        self._share: float | None = None
        self._cancelled = False
        self._passed = 0.0
        self._shown = ""

    def build(self) -> None:
        """Begin, the first time; a way back is there if something went wrong."""
        if self._future is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="waiting")
            self._future = self._thread.submit(self._work, self.here.prepare)
        if self.fault:
            self.foot(("Back", self.back, True))
            body = self.body
            self.unroll(body).reach(body.top + self.text_height(self.fault, body.width))
        elif self._shown:
            self.foot(("Cancel", self.back, True))

    def paint_roll(self, sheet: pygame.Surface) -> None:
        """Show what went wrong."""
        self.text(sheet, self.fault, self.body.topleft, self.body.width, LETTERS)

    def paint(self, sheet: pygame.Surface) -> None:
        """Say what goes on."""
        body = self.body
        if self.fault:
            return
        y = self.text(sheet, self._shown or "One moment …", body.topleft, body.width, HEADING)
        if self._shown:
            note = "This happens once, after the game was installed or its rules have changed."
            y = self.text(sheet, note, (body.left, y + self.px(8)), body.width, LETTERS, colour=FAINT_INK)
            bar = pygame.Rect(body.left, y + self.px(14), body.width // 2, self.px(16))
            pygame.draw.rect(sheet, FRAME, bar, 1)
            bar.width = round(bar.width * (self._share or 0.0))
            pygame.draw.rect(sheet, FRAME, bar)

    def update(self, seconds: float) -> bool:
        """Look whether it is done."""
        changed = super().update(seconds)
        self._passed += seconds
        if self._future is None or self.fault:
            return changed
        if self._future.done():
            self._finish(self._future)
            return True
        compiling = self._passed > SHOWN_AFTER and self._share is not None
        self._tell(f"Compiling the rules: {self._share or 0.0:.0%}" if compiling else "")
        return changed

    def _tell(self, words: str) -> None:
        if words == self._shown:
            return
        other = bool(words) != bool(self._shown)  # the button comes or goes
        self._shown = words
        if other:
            self.rebuild()
        else:
            self.repaint()

    def key(self, event: pygame.event.Event) -> None:
        """Escape goes back from what went wrong, and from compiling, which it cancels."""
        if self.fault or self._shown:
            super().key(event)

    def close(self) -> None:
        """Let the thread end by itself: compiling ends when it next says how far it is."""
        self._cancelled = True
        if self._thread is not None:
            self._thread.shutdown(wait=False, cancel_futures=True)

    def _work(self, prepare: Callable[[Callable[[float], None]], None]) -> Made:
        prepare(self._report)
        self._share = None
        return self._job()

    def _report(self, share: float) -> None:
        """Take how much is compiled, in the thread that does it. Raises KeyboardInterrupt to stop it."""
        if self._cancelled:
            raise KeyboardInterrupt
        self._share = share

    def _finish(self, future: Future[Made]) -> None:
        try:
            made = future.result()
        except BorderWarsError as error:
            self.fault = str(error)
            self.rebuild()
            return
        self._then(made)
