"""A page that says what is being done while a thread does it: setting up a battle, reading a save, compiling rules."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, Generic, TypeVar

import pygame

from game.core import _jit
from game.core.errors import BorderWarsError
from game.ui.page import HEADING, LETTERS, Page
from game.view.theme import FAINT_INK, FRAME

Made = TypeVar("Made")
SHOWN_AFTER: Final = 0.4
"""Seconds before counting begins to be shown."""


class Waiting(Page, Generic[Made]):
    """Runs `job` in a thread and hands what it made to `then`; what goes wrong is told in a sentence."""

    def __init__(self, title: str, job: Callable[[], Made], then: Callable[[Made], None]) -> None:
        super().__init__()
        self.title = title
        self.fault = ""
        self._then = then
        self._job = job
        self._thread: ThreadPoolExecutor | None = None
        self._future: Future[Made] | None = None
        self._prepared = False
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

    def paint_roll(self, sheet: pygame.Surface) -> None:
        """Tell what went wrong."""
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
            done, whole = _compiled()
            bar.width = bar.width * done // max(1, whole)
            pygame.draw.rect(sheet, FRAME, bar)

    def update(self, seconds: float) -> None:
        """Look whether it is done."""
        super().update(seconds)
        self._passed += seconds
        if self._future is None or self.fault:
            return
        if self._future.done():
            self._finish(self._future)
            return
        done, whole = _compiled()
        compiling = self._passed > SHOWN_AFTER and not self._prepared and done < whole
        shown = f"Compiling the rules: {done} of {whole}" if compiling else ""
        if shown != self._shown:
            self._shown = shown
            self.repaint()

    def key(self, event: pygame.event.Event) -> None:
        """Escape goes back once something went wrong."""
        if self.fault:
            super().key(event)

    def close(self) -> None:
        """Let the thread end by itself."""
        if self._thread is not None:
            self._thread.shutdown(wait=False, cancel_futures=True)

    def _work(self, prepare: Callable[[], None]) -> Made:
        prepare()
        self._prepared = True
        return self._job()

    def _finish(self, future: Future[Made]) -> None:
        try:
            made = future.result()
        except BorderWarsError as error:
            self.fault = str(error)
            self.rebuild()
            return
        self._then(made)


def _compiled() -> tuple[int, int]:
    """Return how many of the rules are compiled or read from the cache, of how many."""
    if not _jit.COMPILED:
        return 0, 0
    return sum(1 for function in _jit.FUNCTIONS if function.signatures), len(_jit.FUNCTIONS)
