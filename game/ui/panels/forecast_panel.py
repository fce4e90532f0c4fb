"""The forecast: what an attack that is being put together would bring, and why, before it is ordered.

Attackers left, defenders right, one large number between them; the five results; who may take part, clicked in and out;
the terms that help and hurt, with the sums they enter; what it costs. At the foot, what both sides lose where there is
room for it, and what else may be lost for which success. Every figure is the engine's. What stands above those who may
take part is as high whatever the forecast, so that no row of theirs moves under the pointer.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import partial
from typing import Final

import pygame

from game.core.terms import NOWHERE
from game.desk.keys import Action
from game.desk.painted import PaintedPanel, Parts
from game.desk.rule_links import rule_line
from game.desk.sheets import Button, Sheet, Spot
from game.engine.forecast import AttackForecast, BombardForecast
from game.engine.game import Verdict
from game.engine.orders import Bombard
from game.scenario.names import expected_number
from game.ui.drafts import TOLERANCES, by_tolerance, candidates, forecast, reversed_forecast
from game.ui.intents import Cancel, Confirm, Hold, SwapSides
from game.ui.panels.candidate_rows import write_barred, write_candidates
from game.ui.panels.forecast_after import write_after, write_losses, write_tolerances
from game.ui.panels.forecast_terms import write_costs, write_sums, write_terms
from game.ui.panels.forecast_words import HUNDREDTHS
from game.ui.panels.outcome_bar import BAR, draw_outcomes, height_of_outcomes
from game.ui.panels.unit_words import total_words
from game.ui.seen import Seen
from game.view.counters import face_of, paint_counter
from game.view.looks import localised
from game.view.theme import FAINT_INK, FRAME

COUNTER: Final = 42
SMALL_COUNTER: Final = 34
"""Pixels of the counters of both sides, at scale 1; the small ones where a side has many."""

IN_ONE_LINE: Final = 3

ALL_SCROLLS: Final = 430
"""Height at scale 1 below which not even the odds stay while the rest scrolls."""


@dataclass(frozen=True)
class Shown:
    """What the panel shows: a forecast, or the sentence why there is none; who is on either side."""

    found: AttackForecast | BombardForecast | None
    why_not: str
    attackers: list[int]
    defenders: list[int]
    target: str


class ForecastPanel(PaintedPanel[Seen]):
    """The forecast of the attack that is being put together."""

    def __init__(self, rect: pygame.Rect, scale: float) -> None:
        super().__init__(rect, scale)
        self._all_candidates = False
        self._listed: set[str] = set()  # who has been shown as able to take part
        self._listed_for: Hashable = None

    def is_shown(self, seen: Seen) -> bool:
        """Whether an attack is being put together."""
        return seen.selection.draft is not None

    def key(self, seen: Seen) -> Hashable:
        """The attack, the position, and which way round."""
        return seen.selection.draft, seen.selection.swapped, seen.shown.digest(), self._all_candidates

    def subject(self, seen: Seen) -> Hashable:
        """The hex that is attacked, and which way round."""
        draft = seen.selection.draft
        return None if draft is None else (draft.target, seen.selection.swapped)

    def paint(self, seen: Seen) -> Parts:
        """Paint the panel."""
        head, body = self.sheet(), self.sheet()
        draft = seen.selection.draft
        if draft is None:
            return Parts(head, body, self.sheet())
        if self.rect.height < self.px(ALL_SCROLLS):
            head = body
        shown = shown_now(seen)
        found = candidates(seen.game, draft.target) if not seen.selection.swapped else []
        able = [one for one in found if one.verdict or draft.has(one.unit)]
        self._title(head, seen, shown)
        above = head.y
        self._sides(head, seen, shown, max(len(able), len(shown.attackers), len(shown.defenders)))
        top = head.y
        if isinstance(shown.found, AttackForecast):
            draw_outcomes(head, shown.found)
            shown_first = pygame.Rect(head.margin, above, head.inner, top + head.px(BAR) - above)  # odds and bar
            head.spots.append(Spot("forecast", shown_first, None))
            rule_line(head, top, "5.6")
        head.y = top + height_of_outcomes(head)
        head.rule(FRAME)
        write_candidates(body, seen, able, self._listed_now(seen), self._all_candidates, self._turn_over)
        foot = self._foot(seen, shown, with_losses=head is not body)
        if head is body or self._is_tight(Parts(head, body, foot)):
            foot = self._foot(seen, shown, with_losses=False)
            write_losses(body, seen.game, shown.found, shown.why_not, seen.selection.swapped)
        if shown.found is not None:
            write_after(body, shown.found)
            write_terms(body, seen.game, shown.found)
            write_sums(body, shown.found)
            write_costs(body, seen.game, shown.found)
        write_barred(body, seen, [one for one in found if not one.verdict and not draft.has(one.unit)])
        body.y = max(body.y, self.scroll + self.rect.height - foot.height - (0 if head is body else head.height))
        return Parts(self.sheet() if head is body else head, body, foot)

    def _listed_now(self, seen: Seen) -> set[str]:
        """Return who has been listed since this hex began to be attacked in this position, to be added to."""
        attack = self.subject(seen), seen.shown.digest()
        if attack != self._listed_for:
            self._listed, self._listed_for = set(), attack
        return self._listed

    def _turn_over(self) -> None:
        """Show all who could join the attack, or few again."""
        self._all_candidates = not self._all_candidates
        self._stale = True

    # --- head -------------------------------------------------------------------------------------------------------

    def _title(self, sheet: Sheet, seen: Seen, shown: Shown) -> None:
        swapped = seen.selection.swapped
        what = "Bombardment of" if isinstance(shown.found, BombardForecast) else "Attack on"
        places = [place.name for place in localised(seen.game.scenario).map.places if place.hex == shown.target]
        where = " ".join([shown.target or "us", *places[:1]])
        sheet.heading(f"If they attacked {where}" if swapped else f"{what} {where}")

    def _sides(self, sheet: Sheet, seen: Seen, shown: Shown, most: int) -> None:
        """Draw the counters of both sides with the odds between them, and their strength below.

        There is room for `most` counters on either side.
        """
        game = seen.game
        top, edge = sheet.y, sheet.width - sheet.margin
        half = (sheet.inner - sheet.px(96)) // 2
        height = _counter_lines(most) * (_counter_side(sheet, most) + 2)
        left, right = (pygame.Rect(x, top, half, height) for x in (sheet.margin, edge - half))
        self._counters(sheet, seen, shown.attackers, left)
        self._counters(sheet, seen, shown.defenders, right, from_right=True)
        self._odds(sheet, shown, sheet.width // 2, top + (height - sheet.px(COUNTER)) // 2)
        sheet.y = top + height + sheet.px(2)
        small = round(sheet.size * 0.9)
        room = sheet.inner // 2 - sheet.px(4)
        strength = total_words(game, shown.attackers) if shown.attackers else "no units yet"
        sheet.put(strength, sheet.margin, sheet.y, size=small, width=room)
        sheet.put(total_words(game, shown.defenders), edge, sheet.y, size=small, width=room, align="right")
        sheet.y += sheet.px(14)
        states = [state_words(seen, rows) for rows in (shown.attackers, shown.defenders)]
        sheet.put(states[0], sheet.margin, sheet.y, size=small, ink=FAINT_INK, width=room)
        sheet.put(states[1], edge, sheet.y, size=small, ink=FAINT_INK, width=room, align="right")
        sheet.y += sheet.px(19)

    @staticmethod
    def _counters(sheet: Sheet, seen: Seen, rows: list[int], room: pygame.Rect, from_right: bool = False) -> None:
        """Draw the counters of one side in the middle of their room, in two rows of smaller ones if they are many."""
        game = seen.game
        lines, side = _counter_lines(len(rows)), _counter_side(sheet, len(rows))
        in_line = max(1, -(-len(rows) // lines))
        pitch = min(side + 2, (room.width - side) // max(1, in_line - 1))
        sheet.reach(room.bottom)
        above = (room.height - lines * (side + 2)) // 2
        for place, row in reversed(list(enumerate(rows))):
            line, shift = place // in_line, place % in_line * pitch
            x = room.right - side - shift if from_right else room.left + shift
            counter = paint_counter(face_of(game.scenario, game.state, row), side)
            sheet.paper.blit(counter, (x, room.top + above + line * (side + 2)))

    @staticmethod
    def _odds(sheet: Sheet, shown: Shown, middle: int, top: int) -> None:
        if isinstance(shown.found, AttackForecast):
            large, small = f"{shown.found.odds / HUNDREDTHS:.2f}", "to 1"
        elif isinstance(shown.found, BombardForecast):
            large, small = expected_number(float(shown.found.defenders_lost)), "expected losses, men"
        else:
            large, small = "–", "no forecast"
        number = sheet.put(large, middle, top - sheet.px(8), face="Bold", size=round(sheet.size * 2.5), align="centre")
        sheet.put(
            small, middle, number.bottom - sheet.px(9), size=round(sheet.size * 0.9), ink=FAINT_INK, align="centre"
        )

    # --- foot -------------------------------------------------------------------------------------------------------

    def _foot(self, seen: Seen, shown: Shown, *, with_losses: bool) -> Sheet:
        """Return what stays below: what both sides lose where there is room for that, choices, buttons."""
        sheet = self.sheet()
        sheet.rule(FRAME)
        sheet.skip(3)
        if with_losses:
            write_losses(sheet, seen.game, shown.found, shown.why_not, seen.selection.swapped)
        draft, keys, swapped = seen.selection.draft, seen.window.keys, seen.selection.swapped
        assert draft is not None
        if draft.units and not swapped:
            words = f"assault, no advance ({keys.shown(Action.TAKE_OR_STAY)})"
            sheet.tick_box("holding", words, draft.holding, partial(seen.answer, Hold(not draft.holding)))
            found = by_tolerance(seen.game, shown.found) if isinstance(shown.found, AttackForecast) else None
            write_tolerances(sheet, seen, draft.tolerance, found or dict.fromkeys(TOLERANCES))
        may = shown.found is not None and not swapped
        verb = "Fire" if isinstance(draft.order, Bombard) else "Attack"
        turn = "Swap back" if swapped else "Swap sides"
        swap = partial(seen.answer, SwapSides()) if draft.units or swapped else None
        buttons: list[Button] = [
            ("attack", f"{verb} ({keys.shown(Action.CONFIRM)})", partial(seen.answer, Confirm()) if may else None),
            ("swap", f"{turn} ({keys.shown(Action.SWAP_SIDES)})", swap),
            ("cancel", "Cancel (Esc)", partial(seen.answer, Cancel())),
        ]
        sheet.button_row(buttons)
        sheet.skip(7)
        return sheet


def _counter_lines(count: int) -> int:
    return 1 if count <= IN_ONE_LINE else 2


def _counter_side(sheet: Sheet, count: int) -> int:
    return sheet.px(COUNTER if count <= IN_ONE_LINE else SMALL_COUNTER)


# --- what is shown --------------------------------------------------------------------------------------------------


def shown_now(seen: Seen) -> Shown:
    """Return what the panel has to show, asked of the engine."""
    game, draft = seen.game, seen.selection.draft
    assert draft is not None
    rows = game.scenario.names.unit_row
    if seen.selection.swapped:
        back, why = reversed_forecast(game, draft)
        if back is None:
            mine = [rows[unit] for unit in draft.units]
            here = game.scenario.hex_number(int(game.state.units[mine[0]].hex)) if mine else None
            return Shown(None, f"The sides cannot be swapped: {why}.", [], mine, here or "")
        attackers = [rows[unit] for unit in back.order.units]
        return Shown(back, "", attackers, stack_rows(seen, back.order.target), back.order.target)
    attackers = [rows[unit] for unit in (*draft.units, *draft.support)]
    defenders = stack_rows(seen, draft.target)
    found = forecast(game, draft)
    if isinstance(found, AttackForecast | BombardForecast):
        return Shown(found, "", attackers, defenders, draft.target)
    why = f"Not possible: {found.sentence}." if isinstance(found, Verdict) else _who_is_missing(draft.support)
    return Shown(None, why, attackers, defenders, draft.target)


def _who_is_missing(guns: tuple[str, ...]) -> str:
    return (
        "Guns fire together only to support an assault: add a unit that assaults."
        if guns
        else "Click units to add them."
    )


def stack_rows(seen: Seen, target: str) -> list[int]:
    """Return the rows of the units in a hex, uppermost first."""
    hex_ = seen.game.scenario.hex_row(target)
    return [] if hex_ is None else [seen.game.scenario.names.unit_row[unit] for unit in seen.shown.units_in(hex_)]


def state_words(seen: Seen, rows: list[int]) -> str:
    """Return the state of several units in short words: "entr. 2, coh. 70-90"."""
    if not rows:
        return ""
    units = seen.game.state.units
    words = []
    level = max(int(units[row].entrenchment) for row in rows)
    if level and all(units[row].hex != NOWHERE for row in rows):
        words.append(f"entr. {level}")
    for field, name in (("cohesion", "coh."), ("fatigue", "fat.")):
        values = sorted(int(units[row][field]) for row in rows)
        both = f"{values[0]}" if values[0] == values[-1] else f"{values[0]}–{values[-1]}"
        words.append(f"{name} {both}")
    return ", ".join(words)
