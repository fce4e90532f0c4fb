"""The part of the forecast that says how it may end: the hex, no way out, losses, and what becomes of each unit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

import pygame

from game.core.terms import Fate, Tolerance
from game.desk.keys import Action
from game.desk.rule_links import heading_with_sections, rule_line
from game.desk.sheets import BAD, CHOSEN, Sheet, Spot
from game.engine.forecast import AttackForecast, BombardForecast, SideForecast
from game.engine.game import Game
from game.scenario.names import expected_number, percent
from game.ui.advance import advancing, left_empty
from game.ui.intents import Tolerate
from game.ui.panels.forecast_words import fate_words, lost_words, unit_words, with_range
from game.ui.seen import Seen
from game.view.lettering import measure
from game.view.theme import FAINT_INK, INK

Forecast = AttackForecast | BombardForecast

TOLERANCES_TITLE: Final = "Loss tolerance{key}: success, men lost"


def write_losses(sheet: Sheet, game: Game, found: Forecast | None, why_not: str, swapped: bool = False) -> None:
    """Write whose the hex will be, who takes it, and what both sides lose, least and most; or why there is no forecast.

    Of an attack of the enemy, with the sides `swapped`, who would take the hex is not said.
    """
    if found is None:
        sheet.write(why_not, ink=BAD)
        sheet.skip(4)
        return
    top = sheet.y
    if isinstance(found, AttackForecast):
        for left, right in hex_lines(found):
            sheet.pair(left, right)
        if not swapped:
            write_advance(sheet, game, found)
        rule_line(sheet, top, "5.8")
        top = sheet.y
        _write_side(sheet, "Attackers lose", found.attackers)
    _write_side(sheet, "Defenders lose", found.defenders)
    rule_line(sheet, top, "5.5" if isinstance(found, AttackForecast) else "6.2")
    sheet.skip(2)


def write_advance(sheet: Sheet, game: Game, found: AttackForecast) -> None:
    """Write who takes the ground and what that leaves empty; a warning where there is something to lose."""
    if found.order.holding:
        sheet.write("No advance: all stay where they are.", face="Bold")
        return
    units = advancing(game, found)
    if not units:
        sheet.write("Nobody can advance.", face="Bold")
        return
    sheet.write(f"Advance after combat: {' and '.join(units)}", face="Bold")
    for left in left_empty(game, found):
        sheet.write(f"leaves {left.words} empty", ink=BAD if left.is_grave else INK, indent=sheet.px(10))


def _write_side(sheet: Sheet, words: str, side: SideForecast) -> None:
    for place, line in enumerate(lost_words(side)):  # a line each: both are too long for one
        sheet.pair("" if place else words, line)


def hex_lines(found: AttackForecast) -> list[tuple[str, str]]:
    """Return the chances that are about the hex: that it is taken or vacated, that somebody cannot retreat."""
    holding = found.order.holding
    lines = [("The hex is taken", percent(found.taken) + (", no advance" if holding else ""))]
    if found.emptied != found.taken:
        lines.append(("The hex is vacated", percent(found.emptied)))
        if not holding and all(unit.routs or Fate.DESTROYED in unit.fates for unit in found.attackers.units):
            lines.append(("Attackers rout and cannot take it", percent(found.emptied - found.taken)))
    for words, chance in (
        ("Broken off for the losses", found.broken_off),
        ("Some cannot retreat", found.trapped),
        ("Some surrender", found.surrender),
        ("All defenders eliminated", found.eliminated),
    ):
        if chance:
            lines.append((words, percent(chance)))
    if found.guns_left.most:
        lines.append(("Guns left behind", with_range(found.guns_left)))
    return lines


def tolerance_words(game: Game, tolerance: Tolerance) -> str:
    """Return what an attack may cost before it is broken off: "limit, 6%"."""
    if tolerance == Tolerance.IGNORE:
        return "ignore losses"
    share = int(game.world.rules[0].assault.break_off[tolerance - 1])
    return f"{tolerance.name.lower()}, {share / 10:g}%"


def write_tolerances(
    sheet: Sheet, seen: Seen, chosen: Tolerance, found: Mapping[Tolerance, AttackForecast | None]
) -> None:
    """Write the tolerances to choose from, each with what the assault would bring with it: success, cost to both."""
    key = seen.window.keys.shown(Action.TOLERANCE)
    heading_with_sections(sheet, TOLERANCES_TITLE.format(key=f" ({key})" if key else ""), "5.6")
    for tolerance, one in found.items():
        _write_tolerance(sheet, seen, tolerance, one, tolerance == chosen)
    sheet.skip(3)


def _write_tolerance(
    sheet: Sheet, seen: Seen, tolerance: Tolerance, found: AttackForecast | None, chosen: bool
) -> None:
    """Write one to choose, with its figures at the right, or below where the line is too short."""
    words, figures = tolerance_words(seen.game, tolerance), "" if found is None else _brought(found)
    rect = pygame.Rect(sheet.px(5), sheet.y, sheet.width - sheet.px(14), sheet.line_height)
    box = pygame.Rect(rect.left + sheet.px(4), rect.top + sheet.px(3), sheet.px(13), sheet.px(13))
    left, right = box.right + sheet.px(6), rect.right - sheet.px(4)
    both = measure(words, "Regular", sheet.size)[0] + sheet.px(6) + measure(figures, "Bold", sheet.size)[0]
    below = sheet.line_height if both > right - left else 0
    rect.height += below
    sheet.reach(rect.bottom)
    if chosen:
        pygame.draw.rect(sheet.paper, CHOSEN, rect)
    sheet.tick(box, chosen)
    sheet.put(words, left, sheet.y, width=right - left)
    reach = right - (rect.left if below else left)
    sheet.put(figures, right, sheet.y + below, face="Bold", align="right", width=reach)
    sheet.spots.append(Spot(tolerance.name.lower(), rect, partial(seen.answer, Tolerate(tolerance))))
    sheet.y = rect.bottom + 1


def _brought(found: AttackForecast) -> str:
    own, enemy = (expected_number(float(side.men.mean)) for side in (found.attackers, found.defenders))
    return f"{percent(found.success)}; own {own}, enemy {enemy}"


def write_after(sheet: Sheet, found: Forecast) -> None:
    """Write what the fight does to each unit: men, cohesion, where it goes."""
    assault = isinstance(found, AttackForecast)
    heading_with_sections(sheet, "After the fight", "5.6, 5.7" if assault else "6.2")
    sides = (found.attackers, found.defenders) if isinstance(found, AttackForecast) else (found.defenders,)
    small = round(sheet.size * 0.92)
    for side in sides:
        for unit in side.units:
            sheet.write(f"{unit.unit}: {unit_words(unit)}", size=small)
            fates = fate_words(unit, found.order.target)
            if fates:
                sheet.write(fates, size=small, indent=sheet.px(10), ink=FAINT_INK)
    sheet.skip(2)
