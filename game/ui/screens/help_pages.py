"""What the help says before the rulebook: how to play, and the keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from game.desk.help import Write
from game.desk.key_words import key_table
from game.desk.keys import Action, Keys
from game.view.flowing import Block, blocks_of

FIRST_STEPS: Final = """## How to play

You command one side. In each turn first one side gives its orders, then the other; the bar at the top says whose turn
it is and what is at stake.

*First game* in the main menu leads through a battle step by step, *Second game* through orders to formations, as often
as you like. *Tutorial* in the menu over the board takes the sheet up again.

- **Select** a unit by a left click, or the next one awaiting orders by {next_unit}. A second click takes the next
  unit of a stack.
- **March**: hexes in movement range stay bright. Point at one to see the path and its cost; a right click goes there.
- **Attack**: right-click an enemy next to your unit. The forecast shows what to expect. Left-click other units into the
  attack or out of it; a right click on the target again, or {confirm}, carries it out.
- **Several units**: a left click with Shift adds a unit, a drag with Shift draws a box, a click with Ctrl takes a whole
  stack, one on the stripe of a counter its formation; {wider} goes from a unit up to its formation and beyond.
- **Orders to formations**: with several units selected, right-click where they are to go, say how on the form, and
  {confirm}. {orders} lists what is ordered, with buttons that change an order or call it off. There the staff
  proposes what each unit does, you take it or not, and what it has done this turn is summed up.
- **Guns** support an attack in range when they are clicked into it; alone they bombard.
- **Without the mouse**: {point_nw}, {point_ne}, {point_w}, {point_e}, {point_sw} and {point_se} move the pointer from
  hex to hex; {order_here} is a right click there, {select_here} a left one, {add_here} one with Shift; {box_here} marks
  two corners of a box. {panels} leads from the map through forecast, lists, windows and bar: arrows choose there, Enter
  presses, Escape goes back to the map.
- **The bar over the map** has a line, with its key, for everything that a key does; {menus} opens its menus by keys,
  then arrows, Enter and Escape.
- **Take back** an order, a rest or a refusal by {undo}, unless luck has decided something since.
- **Overlays** show supply ({supply}), the enemy movement range ({enemy_reach}), zones of control ({zones}) and hex
  control ({control}). {threats} shows what the enemy could do to each of your hexes with its next turn; units that
  arrive only by chance are counted.
- **Find** a place, a bridge, a unit or a hex by its name or number: {jump}.
- **End the turn** by {end_turn}. Then you see the opponent's turn, step by step; {why} shows the reason of each order,
  and so does the log, {log}. When the game is over, {end_turn} opens its report.
- **The opponent's turn** goes on by itself: **Space** stops it and lets it go on, **Right** goes one step on, **Left**
  one back, **Up** and **Down** make it faster and slower, **Escape** skips the rest; any other key or a click goes to
  the next step. {happened} lists what happened and shows it again.
- **Service records** say where each unit and formation has fought, and what it cost: {service_records}.

The game is saved after every order: *Continue* in the main menu takes you back to it. {quick_save} makes a quick save,
{quick_load} loads it, {save} saves under a name.

The rulebook, in the chapters on the left, says what an order may do. Every number that the program uses is shown where
it is used.
"""


def first_steps(keys: Keys) -> list[Block]:
    """Return the page on how to play, with the keys in force."""
    return blocks_of(FIRST_STEPS.format(**{action.value: f"**{keys.shown(action) or 'menu'}**" for action in Action}))


PAGES: Final[Mapping[str, Write]] = {"How to play": first_steps, "Keys": key_table}
"""Title -> what writes the page."""
