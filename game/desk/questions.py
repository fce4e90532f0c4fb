"""A question over a scene: a few sentences with answers."""

from __future__ import annotations

from collections.abc import Callable

from game.desk.popups import Dialog, Host
from game.desk.sheets import Button, Sheet


class Question(Dialog[Host]):
    """A dialog of a few sentences and some buttons."""

    def __init__(self, host: Host, title: str, words: list[str], answers: list[Button]) -> None:
        self.title = title
        self.words = words
        self.answers = answers
        super().__init__(host)

    def write_body(self, sheet: Sheet) -> None:
        """Write the sentences."""
        for line in self.words:
            sheet.write(line)
            sheet.skip(4)

    def buttons(self) -> list[Button]:
        """Return the answers; each closes the dialog first."""
        return [(name, words, self._answering(act)) for name, words, act in self.answers]

    def cancel(self) -> None:
        """Escape gives the last answer; with one answer alone it gives none."""
        act = self.buttons()[-1][2] if len(self.answers) > 1 else None
        if act is not None:
            act()

    def is_harmless(self) -> bool:
        """Whether the answer that goes back is the one that keys would give."""
        return len(self.answers) > 1 and self.focused == self.answers[-1][0] and self.answers[-1][2] is None

    def _answering(self, act: Callable[[], None] | None) -> Callable[[], None]:
        def answer() -> None:
            self.close()
            if act is not None:
                act()

        return answer
