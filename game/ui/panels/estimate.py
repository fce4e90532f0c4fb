"""The staff estimate: plays the position on many times in the background and shows how the games ended."""

from __future__ import annotations

import pygame

from game.commanders.estimate import RUNS, Estimate, Findings
from game.commanders.titles import titles
from game.desk.keys import Action
from game.desk.popups import Popup
from game.desk.sheets import Button, Sheet
from game.scenario.names import expected_number, so_many
from game.ui.estimate import heat_map, loss_rows
from game.ui.intents import KeepFindings, Lay
from game.ui.overlays import Overlay
from game.ui.seen import Seen
from game.view.looks import localised
from game.view.theme import FAINT_INK, INK, styles_of

TITLE = "At the end (no mark: as now)"

WITH_LUCK = (
    "Both sides are led by the program's commanders ({}), with other luck than this game will have: the shares say "
    "what the position is worth to them, not what will happen."
)
WITHOUT_LUCK = (
    "Both sides are led by the program's commanders ({}). Without luck every game from here is the same, so one was "
    "played: it says what the position is worth to them, not what will happen."
)

EVERY = 0.25
"""Seconds between two looks at the progress."""


class EstimateWindow(Popup[Seen]):
    """The estimate at the side. It begins when it is opened; what was found stays with the board."""

    title = "Staff estimate"
    toggled_by = Action.STAFF_ESTIMATE

    def __init__(self, seen: Seen) -> None:
        super().__init__(seen)
        self.work: Estimate | None = None
        self._since = 0.0
        found = seen.findings
        if found is None or found.digest != seen.shown.digest():
            self.begin()

    @property
    def findings(self) -> Findings | None:
        """What the last complete estimate found."""
        return self.host.findings

    def begin(self) -> None:
        """Play the position on the screen."""
        shown = self.host.shown
        self.work = Estimate(shown.game, RUNS, shown.players, side=shown.viewer)
        self.work.start()
        self.changed()

    def stop(self) -> None:
        """Give up the estimate that is at work."""
        if self.work is not None:
            self.work.cancel()
            self.work = None
        self.changed()

    def closed(self) -> None:
        """Nothing is played that nobody waits for."""
        self.stop()

    def update(self, seconds: float) -> None:
        """Look how far the work is."""
        if self.work is None:
            return
        if self.work.error is not None:
            raise self.work.error
        if self.work.finished:
            self.host.answer(KeepFindings(self.work.findings()))
            self.work = None
            if self._shows_heat():
                self._show_heat()
            self.changed()
            return
        self._since += seconds
        if self._since >= EVERY:
            self._since = 0.0
            self.changed()

    # --- what it shows ----------------------------------------------------------------------------------------------

    def write_body(self, sheet: Sheet) -> None:
        """Write progress, or what was found."""
        if self.work is not None:
            self._write_progress(sheet, self.work)
        if self.findings is None:
            if self.work is None:
                sheet.write("No games have been played.")
            return
        if self.findings.digest != self.host.shown.digest():
            sheet.write("These results are from an earlier position.", face="Italic")
        self._write_outcomes(sheet, self.findings)
        self._write_losses(sheet, self.findings)
        sheet.skip(6)
        words = WITHOUT_LUCK if self.findings.runs == 1 else WITH_LUCK
        sheet.write(words.format(titles(self.findings.scenario, self.findings.commanders)), ink=FAINT_INK)

    def buttons(self) -> list[Button]:
        """Return the buttons: begin or cancel, heat map."""
        heat = self._toggle_heat if self.findings is not None else None
        words = "Hide heat map" if self._shows_heat() else "Show heat map"
        if self.work is not None:
            return [("cancel", "Cancel", self.stop), ("heat", words, heat)]
        return [("begin", f"Play {RUNS} games", self.begin), ("heat", words, heat)]

    def _write_progress(self, sheet: Sheet, work: Estimate) -> None:
        sheet.write(f"{work.done} of {so_many(work.runs, 'game')} played from here")
        sheet.skip(2)
        rect = pygame.Rect(sheet.margin, sheet.y, sheet.inner, sheet.px(14))
        sheet.bar(rect, work.done / work.runs, INK)
        sheet.y = rect.bottom
        sheet.skip(8)

    def _write_outcomes(self, sheet: Sheet, found: Findings) -> None:
        """Write each victory level with its share."""
        styles = styles_of(found.scenario.names)
        winners = [level.winner for level in found.scenario.file.victory.levels]
        sheet.heading("Outcomes", f"{found.runs} games" if found.runs > 1 else "one game")
        for (name, count), winner in zip(found.outcomes(), winners, strict=True):
            sheet.pair(name, f"{100 * count / found.runs:.0f} %  ({count})")
            rect = pygame.Rect(sheet.margin, sheet.y, sheet.inner, sheet.px(10))
            row = None if winner is None else found.scenario.names.side_row[winner]
            ink = FAINT_INK if row is None else styles[row].letters
            sheet.bar(rect, count / found.runs, ink, hatched=row == 1)
            sheet.y = rect.bottom
            sheet.skip(6)

    def _write_losses(self, sheet: Sheet, found: Findings) -> None:
        """Write what each side is expected to lose."""
        side = None
        for row in loss_rows(found):
            if row.side != side:
                side = row.side
                name = localised(found.scenario).names.side_adjectives[side]
                sheet.heading(f"{name} losses from now on", "mean (80 % interval)" if found.runs > 1 else "")
            between = f"  ({row.low:,.0f} to {row.high:,.0f})" if found.runs > 1 else ""
            sheet.pair(row.kind, expected_number(row.mean) + between)

    # --- heat map ---------------------------------------------------------------------------------------------------

    def _shows_heat(self) -> bool:
        return self.host.overlay is not None and self.host.overlay.action is Action.STAFF_ESTIMATE

    def _toggle_heat(self) -> None:
        if self._shows_heat():
            self.host.answer(Lay(None))
        else:
            self._show_heat()
        self.changed()

    def _show_heat(self) -> None:
        assert self.findings is not None
        marks = heat_map(self.findings, self.host.game.state.hexes.owner)
        self.host.answer(Lay(Overlay(Action.STAFF_ESTIMATE, TITLE, lambda _shown, _selection: marks)))
