"""The unit card: everything there is to know of one unit, each figure with what it does and the rule that says so."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import Final

import pygame

from game.core.terms import MOVEMENT_QUARTERS, NOWHERE, QUARTER, Status
from game.desk.keys import Action
from game.desk.painted import PaintedPanel, Parts
from game.desk.rule_links import put_sections, rule_line, write_ruled
from game.desk.sheets import BAD, Sheet
from game.engine.cards import UnitCard, unit_card
from game.engine.event_words import hit_words
from game.engine.game import Game
from game.engine.service import Part
from game.engine.service_table import service_words
from game.ui.forces import WHOLE
from game.ui.intents import ExitMap, Opened, Say, ShowCard, Toggle
from game.ui.panels.unit_words import (
    STATUS_WORDS,
    SUPPLY_WORDS,
    days,
    flags,
    items_of,
    unit_terms,
)
from game.ui.responses import NO_UNIT
from game.ui.seen import Seen
from game.view.counters import face_of, paint_counter
from game.view.lettering import measure
from game.view.looks import localised, look
from game.view.theme import FAINT_INK, FRAME

COUNTER: Final = 56


class UnitCardPanel(PaintedPanel[Seen]):
    """The card of the selected unit, in the column."""

    def key(self, seen: Seen) -> Hashable:
        """The unit and the position."""
        return seen.selection.unit, seen.shown.digest(), len(seen.shown.steps), look()

    def subject(self, seen: Seen) -> Hashable:
        """The unit."""
        return seen.selection.unit

    def is_shown(self, seen: Seen) -> bool:
        """Whether a unit is selected."""
        return seen.selection.unit is not None

    def paint(self, seen: Seen) -> Parts:
        """Paint the card."""
        head, body, foot = self.sheet(), self.sheet(), self.sheet()
        unit = seen.selection.unit
        if unit is not None:
            write_head(head, seen.game, unit)
            write_body(body, seen.game, unit)
            write_service(body, seen, unit)
            if stands_at_exit(seen.game, unit):
                self._exit_button(foot, seen)
        return Parts(head, body, foot)

    def _exit_button(self, foot: Sheet, seen: Seen) -> None:
        foot.skip(4)
        words = f"Leave the map ({seen.window.keys.shown(Action.EXIT_MAP)})"
        button = pygame.Rect(foot.margin, foot.y, foot.inner, self.px(26))
        foot.button("exit", words, button, partial(seen.answer, ExitMap()))
        foot.y = button.bottom + self.px(6)


class OpenCard(UnitCardPanel):
    """The card of the selected unit beside the column, as tall as it needs to be; a key opens and closes it."""

    lies_on_map = True

    def __init__(self, rect: pygame.Rect, scale: float, before: OpenCard | None = None) -> None:
        super().__init__(rect, scale)
        self.room = rect
        if before is not None:
            self.go_on_from(before)

    def is_shown(self, seen: Seen) -> bool:
        """Whether it was opened, and a unit is selected."""
        return seen.is_card_open and seen.selection.unit is not None

    def handle(self, event: pygame.event.Event, seen: Seen) -> bool:
        """The key of the card opens and closes it; so does a click on it close it."""
        if event.type == pygame.KEYDOWN:
            action = seen.window.keys.action_of(event)
            if action is Action.UNIT_CARD:
                if seen.selection.unit is None:
                    seen.answer(Say(NO_UNIT, True))
                seen.answer(ShowCard(seen.selection.unit is not None and not seen.is_card_open))
                return True
            if action is Action.CANCEL and self.is_shown(seen):
                seen.answer(ShowCard(False))
                return True
        return super().handle(event, seen)

    def paint(self, seen: Seen) -> Parts:
        """Paint the card, with a way to close it, and be as tall as that."""
        parts = super().paint(seen)
        parts.foot.skip(4)
        words = f"Close ({seen.window.keys.shown(Action.UNIT_CARD)})"
        button = pygame.Rect(parts.foot.margin, parts.foot.y, parts.foot.inner, self.px(26))
        parts.foot.button("close", words, button, partial(seen.answer, ShowCard(False)))
        parts.foot.y = button.bottom + self.px(6)
        height = sum(part.height for part in parts)
        self.rect = pygame.Rect(self.room.left, self.room.top, self.room.width, min(height, self.room.height))
        self._key = (self.key(seen), self.rect.size)
        return parts

    def draw(self, surface: pygame.Surface, seen: Seen) -> None:
        """Draw the card with a frame, for it lies on the map."""
        super().draw(surface, seen)
        if self.is_shown(seen):
            pygame.draw.rect(surface, FRAME, self.rect, 2)


def stands_at_exit(game: Game, unit: str) -> bool:
    """Whether a unit of the side whose turn it is stands where it may leave the map (rulebook 3.7)."""
    row = game.scenario.names.unit_row[unit]
    side, hex_ = int(game.world.units[row].side), int(game.state.units[row].hex)
    return hex_ != NOWHERE and side == game.state.clock.active[0] and bool(game.world.exits[side, hex_])


# --- what stands on it ----------------------------------------------------------------------------------------------


def write_head(sheet: Sheet, game: Game, unit: str) -> None:
    """Write who the unit is: counter, name, type, formation."""
    names = localised(game.scenario).names
    row = names.unit_row[unit]
    fixed = game.world.units[row]
    side = sheet.px(COUNTER)
    sheet.skip(6)
    top = sheet.y
    sheet.reach(top + side)
    sheet.paper.blit(paint_counter(face_of(game.scenario, game.state, row), side), (sheet.margin, top))
    x = sheet.margin + side + sheet.px(9)
    room = sheet.width - x - sheet.margin
    kind = names.unit_kinds[row]
    formation = names.formation_names[int(fixed.formation)]
    adjective = names.side_adjectives[int(fixed.side)]
    sheet.put(names.unit_names[row], x, top, face="Bold", size=round(sheet.size * 1.1), width=room)
    sheet.put(f"{unit} · {adjective} · {kind}", x, top + sheet.px(20), width=room)
    sheet.put(formation, x, top + sheet.px(38), ink=FAINT_INK, width=room)
    sheet.y = top + side
    sheet.skip(5)
    sheet.rule()


def write_body(sheet: Sheet, game: Game, unit: str) -> None:
    """Write strength, state, terms with what they do, and what it can and cannot do."""
    row = game.scenario.names.unit_row[unit]
    card = unit_card(game, unit)
    sheet.skip(4)
    if card.status is not Status.PRESENT:
        sheet.write(_elsewhere(game, card, row), ink=BAD)
    for sentence in flags(game, row):
        write_ruled(sheet, sentence, ink=BAD, face="Bold")
    _write_state(sheet, game, card, row)
    sheet.heading("What counts in combat", "rule")
    for state, effect, section, term in unit_terms(game, row):
        line = sheet.y
        first = sheet.put(f"{state}: ", sheet.margin, line)
        sheet.put(effect, first.right, line, face="Bold", width=sheet.width - first.right - sheet.margin - sheet.px(28))
        sheet.y += sheet.line_height
        rule_line(sheet, line, section, term)
        put_sections(sheet, section, sheet.width - sheet.margin, line)
    sheet.heading("Strength", "now / at start")
    sheet.pair("men in total", f"{card.men}")
    for name, count, at_first in items_of(game, row):
        sheet.pair(name, f"{count} / {at_first}", ink=BAD if count * 2 < at_first else (44, 38, 32))
    sheet.skip(6)


def write_service(sheet: Sheet, seen: Seen, unit: str) -> None:
    """Write in short what the unit has done so far, and the way to all of it."""
    service = seen.roll().of(unit)
    sheet.heading("Service record")
    if not (service.fights or service.marched or service.lost):
        sheet.write("has neither marched nor fought yet", ink=FAINT_INK)
    for part in Part:
        number = sum(fight.part is part for fight in service.fights)
        if number:
            sheet.pair(part, f"{number}")
    if service.marched:
        sheet.pair("hexes marched", f"{service.marched}")
    if service.fights or service.lost:
        for words in service_words(service):
            sheet.write(words)
    if service.enemy_lost["men"]:
        sheet.write(f"the enemy lost {', '.join(hit_words(service.enemy_lost))} in these fights")
    sheet.skip(4)
    words = f"Every fight ({seen.window.keys.shown(Action.SERVICE_RECORDS)})"
    sheet.button_row([("service", words, partial(seen.answer, Toggle(Opened.SERVICE)))], strong="none")
    sheet.skip(6)


def _write_state(sheet: Sheet, game: Game, card: UnitCard, row: int) -> None:
    """Write points, supply, ammunition, cohesion and fatigue with what changes them."""
    rules, fixed = game.world.rules[0], game.world.units[row]
    whole = MOVEMENT_QUARTERS // QUARTER
    _ruled_pair(sheet, "movement points left", f"{card.points_left:g} of {whole}", "3.1")
    metres = "cut off" if card.supply_metres is None else f"{card.supply_metres / 1000:.1f} km at start of turn"
    _ruled_pair(sheet, SUPPLY_WORDS[card.supply], metres, "4.2")
    _ruled_pair(sheet, "supplies carried", days(game, card.turns_of_supply), "4.2")
    if int(fixed.missions) or card.missions:
        _ruled_pair(sheet, "fire missions", f"{card.missions} of {int(fixed.missions)}", "4.3")
    for name, value, hatched, limits, section in (
        ("cohesion", card.cohesion, False, f"routs at {int(rules.rest.collapse)}", "7.1"),
        ("fatigue", card.fatigue, True, "0 = rested", "7.2"),
    ):
        top, left, edge = sheet.y, sheet.margin + sheet.px(92), sheet.width - sheet.margin
        sheet.put(f"{name} {value}", sheet.margin, sheet.y)
        if left + measure(limits, "Regular", sheet.size)[0] + sheet.px(10) > edge:  # bar and limit go below
            left, sheet.y = sheet.margin, sheet.y + sheet.line_height
        note = sheet.put(limits, edge, sheet.y, ink=FAINT_INK, align="right")
        bar = pygame.Rect(left, note.centery - sheet.px(5), note.left - left - sheet.px(10), sheet.px(10))
        sheet.bar(bar, value / 100, FRAME, hatched)
        sheet.y += sheet.line_height
        rule_line(sheet, top, section)


def _ruled_pair(sheet: Sheet, left: str, right: str, section: str) -> None:
    """Write a line that a section of the rulebook explains."""
    top = sheet.y
    sheet.pair(left, right)
    rule_line(sheet, top, section)


def _chance_words(game: Game, row: int) -> str:
    """Return how likely it is that an awaited unit comes, and by when, where that is not sure."""
    chance, until = int(game.world.units[row].chance), int(game.world.units[row].until)
    if chance < WHOLE:
        last = f", not after turn {until}" if until else ""
        return f", with a chance of {chance} % in that turn and in each after it{last}"
    return f", not after turn {until}" if until else ""


def _elsewhere(game: Game, card: UnitCard, row: int) -> str:
    arrival = int(game.world.units[row].arrival)
    if card.status is Status.AWAITED and arrival:
        where = game.scenario.hex_number(int(game.world.units[row].arrival_hex))
        condition = int(game.world.units[row].condition_area)
        only = f", if {localised(game.scenario).names.area_titles[condition]} is held" if condition != NOWHERE else ""
        return f"Due on turn {arrival} in {where}{only}{_chance_words(game, row)}."
    return f"This unit {STATUS_WORDS[card.status]}."
