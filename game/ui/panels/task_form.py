"""The form of an order to formations: who, which task, where, and how; in the column while it is put together."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import Final

import pygame

from game.desk.keys import Action
from game.desk.painted import PaintedPanel, Parts
from game.desk.sheets import Button, Sheet
from game.scenario.names import so_many
from game.scenario.plan_words import condition_in_words, names_of_hexes
from game.scenario.schema.plan import Condition
from game.ui.command.formation_intents import BeginTask, GiveTask, NameTarget, Said, SetTask
from game.ui.command.task_drafts import (
    ABOUT,
    FLOORS,
    KEPT,
    LOSSES,
    MOST_MASS,
    NEARBY,
    PUSHES,
    SHARES,
    TaskDraft,
    kinds_for,
    units_of,
)
from game.ui.command.tasking import areas_at
from game.ui.intents import Cancel
from game.ui.seen import Seen
from game.view.lettering import measure
from game.view.looks import localised, look
from game.view.theme import FAINT_INK

MASSES: Final = (None, *range(1, MOST_MASS + 1))


class TaskForm(PaintedPanel[Seen]):
    """What is being ordered to formations, with a button for everything that can be said."""

    def key(self, seen: Seen) -> Hashable:
        """The order as far as it has been put together."""
        return seen.selection.task, seen.shown.digest(), look()

    def subject(self, seen: Seen) -> Hashable:
        """Who is ordered."""
        return None if seen.selection.task is None else seen.selection.task.units

    def is_shown(self, seen: Seen) -> bool:
        """Whether an order is being put together."""
        return seen.selection.task is not None

    def paint(self, seen: Seen) -> Parts:
        """Paint the form."""
        head, body, foot = self.sheet(), self.sheet(), self.sheet()
        draft = seen.selection.task
        if draft is not None:
            self._write_who(head, seen, draft)
            self._write_kinds(body, seen, draft)
            self._write_where(body, seen, draft)
            self._write_how(body, seen, draft)
            self._write_buttons(foot, seen, draft)
        return Parts(head, body, foot)

    @staticmethod
    def _write_who(sheet: Sheet, seen: Seen, draft: TaskDraft) -> None:
        names = localised(seen.game.scenario).names
        called = dict(zip(names.formations, names.formation_names, strict=True))
        sheet.heading("Order", so_many(len(units_of(seen.game, draft.units)), "unit"))
        sheet.write(", ".join(called.get(name, name) for name in draft.units), face="Bold")
        sheet.rule()

    @staticmethod
    def _write_kinds(sheet: Sheet, seen: Seen, draft: TaskDraft) -> None:
        sheet.skip(4)
        kinds = kinds_for(seen.game, units_of(seen.game, draft.units))
        buttons: list[Button] = [
            (f"kind:{kind}", kind.capitalize(), partial(seen.answer, BeginTask(kind))) for kind in kinds
        ]
        sheet.button_row(buttons, strong=f"kind:{draft.kind}")
        sheet.skip(8)
        sheet.write(f"{draft.kind.capitalize()}: {ABOUT[draft.kind]}.", ink=FAINT_INK)

    def _write_where(self, sheet: Sheet, seen: Seen, draft: TaskDraft) -> None:
        """Write what it aims at, and what else the last target can stand for."""
        sheet.heading("Where")
        named = names_of_hexes(localised(seen.game.scenario))
        if not draft.steps:
            sheet.write("Click on the map.", ink=FAINT_INK)
            return
        for place, step in enumerate(draft.steps):
            leads = "along " if draft.kind == "attack" and place < len(draft.steps) - 1 else ""
            then = "then " if draft.kind == "delay" and place else ""
            sheet.write(f"{leads}{then}{', '.join(map(named, step))}")
        self._write_areas(sheet, seen, draft.steps[-1])

    @staticmethod
    def _write_areas(sheet: Sheet, seen: Seen, last: Sequence[str]) -> None:
        """Offer the areas in which the last target lies in its place."""
        hex_ = seen.game.scenario.hex_row(last[-1]) if len(last) == 1 else None
        found = [] if hex_ is None else areas_at(seen.game, hex_)
        if found:
            sheet.skip(4)
            sheet.write("All of it instead:", ink=FAINT_INK)
            sheet.skip(2)
            sheet.button_row(
                [(f"area:{area}", title, partial(seen.answer, NameTarget(area))) for area, title in found],
                strong="none",
            )
            sheet.skip(4)

    def _write_how(self, sheet: Sheet, seen: Seen, draft: TaskDraft) -> None:
        if draft.kind == "attack":
            sheet.heading("How")
            mass = "as it comes" if draft.mass is None else so_many(draft.mass, "unit")
            self._write_choice(sheet, seen, "mass", "first stand ready", mass, MASSES, draft.mass)
            floor = "by the losses" if draft.floor is None else f"{draft.floor} %" if draft.floor else "at any price"
            self._write_choice(sheet, seen, "floor", "least chance", floor, FLOORS, draft.floor)
            losses = "where it promises more" if draft.tolerance is None else draft.tolerance
            self._write_choice(sheet, seen, "tolerance", "losses", losses, LOSSES, draft.tolerance)
            most = "as often as it can" if draft.pushes is None else f"{draft.pushes} a turn"
            self._write_choice(sheet, seen, "pushes", "assaults", most, PUSHES, draft.pushes)
            share = "never" if draft.break_off is None else f"below {draft.break_off} %"
            self._write_choice(sheet, seen, "break_off", "break off", share, SHARES, draft.break_off)
        elif draft.is_for_guns:
            sheet.heading("How")
            self._write_choice(sheet, seen, "keep", "missions kept back", f"{draft.keep}", KEPT, draft.keep)
        else:
            sheet.skip(6)
        if not draft.is_for_guns:
            near = f"within {so_many(draft.near, 'hex', 'hexes')}" if draft.near else "in the hex itself"
            self._write_choice(sheet, seen, "near", "counts as there", near, NEARBY, draft.near or None)
        if draft.kind == "reserve":
            self._write_release(sheet, seen, draft)
        if draft.kind == "hold":
            act = partial(seen.answer, SetTask("stand", not draft.stand))
            sheet.tick_box("stand", "stay there whatever happens", draft.stand, act)
        if not draft.is_for_guns:
            act = partial(seen.answer, SetTask("raid", not draft.raid))
            sheet.tick_box("raid", "attack targets of opportunity", draft.raid, act)

    def _write_release(self, sheet: Sheet, seen: Seen, draft: TaskDraft) -> None:
        """Write when a reserve is released; of what a plan can say, a turn can be chosen here."""
        coming = range(seen.game.turn + 1, seen.game.scenario.file.calendar.turns + 1)
        values = [None, *(Condition.model_validate({"turn": turn}) for turn in coming)]
        now = "by you alone" if draft.until is None else condition_in_words(draft.until)
        self._write_choice(sheet, seen, "until", "released", now, values, draft.until)

    @staticmethod
    def _write_choice(
        sheet: Sheet, seen: Seen, key: str, words: str, now: str, values: Sequence[Said], value: object
    ) -> None:
        """Write what can be said of one thing, with buttons for less and more; what is said below where it is long."""
        place = values.index(value) if value in values else 0
        side, y = sheet.px(22), sheet.y
        sheet.reach(y + sheet.px(24))
        called = sheet.put(words, sheet.margin, y + sheet.px(3))
        right = sheet.width - sheet.margin
        for step, name in ((1, "more"), (-1, "less")):
            right -= side
            there = place + step
            act = partial(seen.answer, SetTask(key, values[there])) if 0 <= there < len(values) else None
            sheet.button(f"{key}:{name}", "+" if step > 0 else "−", pygame.Rect(right, y, side, side), act)
            right -= sheet.px(4)
        right -= sheet.px(4)
        sheet.y = y + sheet.px(26)
        if called.right + sheet.px(6) + measure(now, "Bold", sheet.size)[0] > right:
            sheet.write(now, face="Bold", indent=sheet.px(12))
            sheet.skip(3)
        else:
            sheet.put(now, right, called.top, face="Bold", align="right")

    @staticmethod
    def _write_buttons(sheet: Sheet, seen: Seen, draft: TaskDraft) -> None:
        sheet.rule()
        sheet.skip(6)
        give, leave = (seen.window.keys.shown(action) for action in (Action.CONFIRM, Action.CANCEL))
        act = partial(seen.answer, GiveTask()) if draft.steps else None
        sheet.button_row(
            [("give", f"Give the order ({give})", act), ("cancel", f"Cancel ({leave})", partial(seen.answer, Cancel()))]
        )
        sheet.skip(8)
