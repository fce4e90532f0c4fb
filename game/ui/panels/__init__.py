"""The panels around the map and the windows over it. A panel is a class with the rectangle and the methods of `Panel`.

It draws onto its rectangle what it gets as `Seen`, keeps what it has drawn until `refresh`, and answers what a click
means with an `Intent`. Files without a class of their own write a part of another panel.

Right-hand column (`column`):

    stack_list      the units of the chosen hex
    forecast_panel  an attack before it is ordered: odds, buttons. It puts together `outcome_bar` (the five results),
                    `forecast_after` (losses, what becomes of each unit), `forecast_terms` (what helps and hurts),
                    `candidate_rows` (who may join), in the words of `forecast_words`
    unit_card       all of one unit, in the words of `unit_words`; also open over the map
    group_card      several units that are chosen together
    threat_card     what the enemy could do to the hex under the pointer, while that overlay is on
    task_form       an order to formations while it is put together
    standing        victory points, victory levels, what the next turns bring
    minimap         the whole map small

Above and below: `top_bar` (turn, points, buttons), `tool_bar` (menus of all that keys do, and buttons for what is used
most; `menu_list`: a menu that has been opened, `tool_tip`: what a button says of itself), `bottom_line` (what a click
would do: `ui/hints`).

On the map: `legend_box` (of the overlay; the map sheet's is `view/legend`), `rule_tip` (what a term means). `ui` has
`fan`, `caption` and `walkthrough`.

Windows: `happened` (the enemy's turn, from `playback/happenings`), `log` (all turns, from `ui/log_lines`), `estimate`
(the position played on), `jump_window` (find a place or unit), `orders_window` (orders to formations, what the staff
proposes for them; in `without_orders` who has none, in `done_by_staff` what the staff has done), `service_window` (what
units have done: `ui/service_book`). `ui/order_of_battle` is one more.
"""

from __future__ import annotations

from typing import Protocol

import pygame

from game.ui.seen import Seen


class Panel(Protocol):
    """A part of the board's window."""

    rect: pygame.Rect

    def refresh(self, seen: Seen) -> None:
        """Redraw at the next `draw`: session or selection have changed."""

    def handle(self, event: pygame.event.Event, seen: Seen) -> bool:
        """Take an event; returns whether it is used up."""
        ...

    def draw(self, surface: pygame.Surface, seen: Seen) -> None:
        """Draw onto the window."""
