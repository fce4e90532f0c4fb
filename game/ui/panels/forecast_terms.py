"""The lower part of the forecast: what helps and what hurts, the sums that these terms enter, what the attack costs."""

from __future__ import annotations

import pygame

from game.core.terms import QUARTER, Fire
from game.desk.rule_links import heading_with_sections, put_sections, rule_spot, write_ruled
from game.desk.sheets import BAD, GOOD, OFF_INK, Sheet
from game.engine.forecast import AttackForecast, BombardForecast
from game.engine.game import Game
from game.engine.orders import Attack
from game.engine.term_table import EVEN
from game.scenario.compiling import light_of
from game.ui.panels.forecast_words import HUNDREDTHS, Reason, reasons, sum_of
from game.view.lettering import Rgb, font, measure
from game.view.theme import FAINT_INK

Forecast = AttackForecast | BombardForecast


def write_terms(sheet: Sheet, game: Game, found: Forecast) -> None:
    """Write the terms of the fires on men that help the attack and those that hurt it.

    The two lists stand side by side, or one below the other where half the width would cut their words.
    """
    bombarding = isinstance(found, BombardForecast)
    fires = (found.fire,) if isinstance(found, BombardForecast) else found.fires
    undug = int(game.world.rules[0].assault.dug_in[0])
    helping, hurting = reasons(fires, light_of(game.world, game.turn), bombarding, undug)
    sheet.skip(3)
    top, wide = sheet.y, sheet.inner // 2 - sheet.px(5)
    lists = ((helping, "Helps the attack", GOOD), (hurting, "Hurts the attack", BAD))
    beside = all(_wanted(sheet, listed, title) <= wide for listed, title, _ in lists)
    bottoms = []
    for place, (listed, title, ink) in enumerate(lists):
        if beside:
            sheet.y = top
            room = pygame.Rect(sheet.width - sheet.margin - wide if place else sheet.margin, top, wide, 0)
        else:
            sheet.skip(3 if place else 0)
            room = pygame.Rect(sheet.margin, sheet.y, sheet.inner, 0)
        _write_list(sheet, listed, title, room, ink)
        bottoms.append(sheet.y)
    sheet.y = max(bottoms)
    sheet.skip(3)


def _wanted(sheet: Sheet, found: list[Reason], title: str) -> int:
    """Return the width in pixels that a list needs for its longest line."""
    small = round(sheet.size * 0.92)
    lines = [measure(title, "Bold", sheet.size)[0], measure("fire of the defenders", "Italic", small)[0]]
    for reason in found:
        words = measure(reason.words, "Regular", small)[0] + measure(reason.section, "Regular", small)[0]
        lines.append(words + measure(reason.signed, "Bold", small)[0] + sheet.px(6))
    return max(lines)


def _write_list(sheet: Sheet, found: list[Reason], title: str, room: pygame.Rect, ink: Rgb) -> None:
    small = round(sheet.size * 0.92)
    pitch = max(sheet.px(15), font("Regular", small).get_linesize())
    line = sheet.put(title, room.left, sheet.y, face="Bold", ink=ink)
    pygame.draw.line(sheet.paper, ink, (room.left, line.bottom), (room.right, line.bottom))
    sheet.y = line.bottom + sheet.px(2)
    for fire, whose in ((Fire.ATTACKER, "fire of the attackers"), (Fire.DEFENDER, "fire of the defenders")):
        mine = [reason for reason in found if reason.fire is fire]
        if mine:
            sheet.put(whose, room.left, sheet.y, face="Italic", size=small, ink=FAINT_INK)
            sheet.y += pitch
        for reason in mine:
            rule_spot(sheet, pygame.Rect(room.left, sheet.y, room.width, pitch), reason.section, reason.term)
            sign = sheet.put(reason.signed, room.right, sheet.y, face="Bold", size=small, ink=ink, align="right")
            rule = put_sections(sheet, reason.section, sign.left - sheet.px(4), sheet.y, size=small)
            sheet.put(reason.words, room.left, sheet.y, size=small, width=rule.left - room.left - sheet.px(2))
            sheet.y += pitch
    if not found:
        sheet.put("nothing", room.left, sheet.y, size=small, ink=OFF_INK)
        sheet.y += pitch


def write_sums(sheet: Sheet, found: Forecast) -> None:
    """Write each fire as a sum that comes out, base times terms is the value used; and the odds that follow."""
    small = round(sheet.size * 0.92)
    if isinstance(found, BombardForecast):
        heading_with_sections(sheet, "Fire, in riflemen", "5.2, 6.2")
        sheet.write(sum_of(found.fire), size=small)
        return
    fires = {fire.fire: fire for fire in found.fires}
    heading_with_sections(sheet, "Fire on men, in riflemen", "5.2")
    sheet.write(f"Attackers: {sum_of(fires[Fire.ATTACKER])}", size=small)
    sheet.write(f"Defenders: {sum_of(fires[Fire.DEFENDER])}", size=small)
    ours, theirs = (fires[fire].value / HUNDREDTHS for fire in (Fire.ATTACKER, Fire.DEFENDER))
    morale = f" ÷ {found.morale / EVEN:g} for the defenders' morale" if found.morale != EVEN else ""
    odds = f"{ours:,.1f} : {theirs:,.1f}{morale} = {found.odds / HUNDREDTHS:.2f}"
    write_ruled(sheet, f"Odds at even luck: {odds} (5.6)", size=small)
    on_armour = [fires[fire] for fire in (Fire.ATTACKER_ON_ARMOUR, Fire.DEFENDER_ON_ARMOUR) if fires[fire].base]
    if on_armour:
        heading_with_sections(sheet, "Fire on armour, in vehicles", "5.2")
    for fire in on_armour:
        whose = "Attackers" if fire.fire is Fire.ATTACKER_ON_ARMOUR else "Defenders"
        sheet.write(f"{whose}: {sum_of(fire)}", size=small)


def write_costs(sheet: Sheet, game: Game, found: Forecast) -> None:
    """Write what the attack costs, who takes the ground, which guns fire in defence, and that it cannot be undone."""
    sheet.heading("What it costs")
    for words in cost_words(game, found):
        write_ruled(sheet, words, size=round(sheet.size * 0.95))


def cost_words(game: Game, found: Forecast) -> list[str]:
    """Return what an attack costs, in sentences, with the values in force."""
    rules, order = game.world.rules[0], found.order
    if not isinstance(order, Attack):
        left = int(game.state.units[game.scenario.names.unit_row[order.unit]].missions)
        lines = [f"Uses one of {left} fire missions of {order.unit}; a unit fires once a turn (6.2)."]
    else:
        time = int(rules.assault.attack_time) / QUARTER
        fatigue = int(rules.rest.attack_fatigue) / 1000
        lines = [f"Each assaulting unit: {time:g} movement points, +{fatigue:g} fatigue (5.1, 7.2)."]
        if order.support:
            lines.append(f"Supporting fire, one mission each: {', '.join(order.support)} (6.2).")
        if not order.holding:
            taking = int(rules.assault.advance_units)
            lines.append(f"The first {taking} units that can take the hex, and are then pinned (5.8).")
    if isinstance(found, AttackForecast):
        guns = ", ".join(found.defensive_guns)
        lines.append(f"Defensive fire: {guns} (6.3)." if guns else "No defensive fire (6.3).")
        lines.append("Losses in retreats and last stands are included (5.7).")
    if game.luck == "none":
        return [*lines, "Without luck this result is certain (1.3), and the order can be taken back."]
    return [*lines, "Luck decides the result, so the order cannot be taken back."]
