"""What the staff has done this turn, in short, with links to its assaults: a part of the window of orders."""

from __future__ import annotations

from functools import partial
from typing import Final

from game.desk.popups import write_link
from game.desk.sheets import Sheet
from game.engine.event_words import losses, place, result_words
from game.engine.orders import Attack, Bombard
from game.engine.replay import Step
from game.scenario.names import so_many
from game.ui.intents import CentreOn, Opened, Toggle
from game.ui.playback.happenings import ground_taken
from game.ui.seen import Seen
from game.ui.session import Shown
from game.view.looks import localised

MOST_ASSAULTS: Final = 8
"""Assaults that are listed; the log has all."""


def staff_steps(shown: Shown) -> list[Step]:
    """Return what the staff has ordered in the player turn that is on, and what came of it."""
    now = shown.game.turn, shown.game.active_side
    return [step for step in shown.steps if step.order is not None and step.reason and (step.turn, step.side) == now]


def write_done_by_staff(sheet: Sheet, seen: Seen) -> None:
    """Write how many orders and fights there were, the ground taken, what both sides lost, and each assault."""
    steps, scenario = staff_steps(seen.shown), localised(seen.shown.scenario)
    if not steps or seen.game.active_side != seen.standing.side:
        return
    assaults = [(step, step.order) for step in steps if isinstance(step.order, Attack)]
    shelled = sum(isinstance(step.order, Bombard) for step in steps)
    fights = [so_many(*one) for one in ((len(assaults), "assault"), (shelled, "bombardment")) if one[0]]
    events = [event for step in steps for event in step.events]
    sheet.heading("Done by the staff this turn", so_many(len(steps), "order"))
    sheet.write(f"{', '.join(fights) or 'No fights'}.", face="Bold")
    for entry in ground_taken(scenario, events):
        sheet.write(f"{': '.join((entry.words, *entry.more))}.")
    lost = losses(scenario, events)
    sheet.write(f"{lost[0].upper()}{lost[1:]}.")
    for number, (step, order) in enumerate(assaults[:MOST_ASSAULTS]):
        words = f"{place(scenario, order.target)}: {result_words(scenario, step)}"
        hex_ = scenario.hex_row(order.target)
        act = None if hex_ is None else partial(seen.answer, CentreOn((hex_,)))
        write_link(sheet, f"assault:{number}", words, act, indent=sheet.px(12))
    sheet.skip(4)
    sheet.button_row([("log", "All of it: the log", partial(seen.answer, Toggle(Opened.LOG)))], strong="none")
    sheet.skip(6)
