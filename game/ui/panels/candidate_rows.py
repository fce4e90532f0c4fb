"""The rows of the forecast for units that may join the attack, and for those that may not, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import pygame

from game.desk.sheets import BAD, CHOSEN, OFF_INK, Button, Sheet, Spot
from game.engine.game import Game
from game.scenario.names import so_many
from game.ui.drafts import Candidate, Draft
from game.ui.intents import Compose, ToggleUnit
from game.ui.panels.unit_words import total_words
from game.ui.seen import Seen
from game.view.counters import face_of, paint_counter
from game.view.lettering import measure
from game.view.looks import localised
from game.view.theme import FAINT_INK

ROW: Final = 26
BARRED_ROW: Final = 32
FAINT: Final = 110
"""Opacity of the counters of units that may not take part."""

CHOICES: Final = (("best", "Best"), ("all", "All"), ("guns", "Guns"), ("none", "Clear"))
"""What puts the attack together in one go, and how it is called."""

MOST: Final = 6
"""Rows shown before the others are folded."""

FAR: Final = ("out of range", "not next to")
"""What the reason says of units that have nothing to do with the place: they come last."""


def write_candidates(
    sheet: Sheet,
    seen: Seen,
    found: list[Candidate],
    listed: set[str],
    all_of_them: bool,
    turn_over: Callable[[], None],
) -> None:
    """Write who may take part, a line each, ticked if inside; a click clicks in or out.

    Unless all are wanted many are folded, so that the terms of the forecast stay in view: shown are those who are in,
    then of those who could join the assaulting units before the guns. A click on the last line turns that over.
    Whoever has been shown is noted in `listed` and stays, so that no row moves under the pointer.
    """
    draft = seen.selection.draft
    if not found or draft is None:
        return
    _heading(sheet, seen)
    inside = [one for one in found if draft.has(one.unit)]
    others = [one for one in found if not draft.has(one.unit)]
    if not listed:
        listed |= {one.unit for one in others[: max(1, MOST - len(inside))]}
    listed |= {one.unit for one in inside}
    shown = found if all_of_them else [one for one in found if one.unit in listed]
    for one in shown:
        _row(sheet, seen, draft, one)
    folded = len(found) - len(shown)
    if folded > 0 or (all_of_them and len(found) > MOST):
        words = f"{folded} more could join: show all" if folded > 0 else "show fewer"
        top = sheet.y
        rect = pygame.Rect(sheet.margin, top, sheet.inner, sheet.px(ROW) - 4)
        sheet.put(words, sheet.width // 2, top + sheet.px(2), ink=FAINT_INK, align="centre")
        sheet.spots.append(Spot("fold", rect, turn_over))
        sheet.y = rect.bottom


def _heading(sheet: Sheet, seen: Seen) -> None:
    """Write the title of the list, with what puts the attack together in one go at its right, or else below."""
    top, title = sheet.y, "Units taking part"
    sheet.heading(title)
    buttons: list[Button] = [(f"compose:{how}", words, partial(seen.answer, Compose(how))) for how, words in CHOICES]
    widths = [measure(words, "Regular", sheet.size)[0] + sheet.px(14) for _, words, _ in buttons]
    gap = sheet.px(4)
    if measure(title, "Bold", sheet.size)[0] + sum(widths) + gap * len(widths) > sheet.inner:
        sheet.button_row(buttons)
        sheet.skip(4)
        return
    left = sheet.width - sheet.margin - sum(widths) - gap * (len(widths) - 1)
    for (name, words, act), width in zip(buttons, widths, strict=True):
        sheet.button(name, words, pygame.Rect(left, top + sheet.px(2), width, sheet.line_height + sheet.px(2)), act)
        left += width + gap


def write_barred(sheet: Sheet, seen: Seen, found: list[Candidate]) -> None:
    """Write who may not take part, greyed, with the reason; those near the place first."""
    if not found:
        return
    sheet.heading("Cannot take part", f"{len(found)}")
    for one in sorted(found, key=lambda other: any(words in other.verdict.sentence for words in FAR)):
        _barred_row(sheet, seen.game, one)


def _row(sheet: Sheet, seen: Seen, draft: Draft, one: Candidate) -> None:
    game = seen.game
    row, inside = game.scenario.names.unit_row[one.unit], draft.has(one.unit)
    rect = pygame.Rect(sheet.px(5), sheet.y, sheet.width - sheet.px(14), sheet.px(ROW) - 1)
    sheet.reach(rect.bottom + 1)
    if inside:
        pygame.draw.rect(sheet.paper, CHOSEN, rect)
    box = pygame.Rect(rect.left + sheet.px(4), 0, sheet.px(13), sheet.px(13))
    box.centery = rect.centery
    sheet.tick(box, inside)
    side = rect.height - 2
    counter = paint_counter(face_of(game.scenario, game.state, row), side)
    sheet.paper.blit(counter, (box.right + sheet.px(5), rect.top + 1))
    left, y = box.right + side + sheet.px(11), rect.top + (rect.height - sheet.line_height) // 2
    name = sheet.put(one.unit, left, y, face="Bold", width=rect.width // 2)
    room = rect.right - name.right - sheet.px(9)
    words, ink = (role_words(game, draft, one, row), FAINT_INK) if one.verdict else (one.verdict.sentence, BAD)
    sheet.put(words, name.right + sheet.px(6), y + 1, size=round(sheet.size * 0.92), ink=ink, width=room)
    sheet.spots.append(Spot(one.unit, rect, partial(seen.answer, ToggleUnit(one.unit))))
    sheet.y = rect.bottom + 1


def _barred_row(sheet: Sheet, game: Game, one: Candidate) -> None:
    row = game.scenario.names.unit_row[one.unit]
    rect = pygame.Rect(sheet.px(5), sheet.y, sheet.width - sheet.px(14), sheet.px(BARRED_ROW))
    sheet.reach(rect.bottom + 2)
    side = rect.height - sheet.px(4)
    counter = paint_counter(face_of(game.scenario, game.state, row), side).copy()
    counter.set_alpha(FAINT)
    sheet.paper.blit(counter, (rect.left + sheet.px(4), rect.top + 2))
    left = rect.left + side + sheet.px(12)
    room, small = rect.right - left - sheet.px(4), round(sheet.size * 0.92)
    sheet.put(f"{one.unit}, {localised(game.scenario).names.unit_names[row]}", left, rect.top, ink=OFF_INK, width=room)
    sheet.put(one.verdict.sentence, left, rect.top + sheet.px(15), size=small, ink=BAD, width=room)
    sheet.spots.append(Spot(one.unit, rect, None))
    sheet.y = rect.bottom + 2


def role_words(game: Game, draft: Draft, one: Candidate, row: int) -> str:
    """Return what a unit does in the attack, from where and with what: "assaults from 1819: 400 men, 16 guns"."""
    role = "assaults" if not one.guns else "supports" if draft.units else "fires"
    where = game.scenario.hex_number(int(game.state.units[row].hex))
    if one.guns:
        missions = int(game.state.units[row].missions)
        return f"{role} from {where}: {so_many(missions, 'mission')} left"
    return f"{role} from {where}: {total_words(game, [row])}"
