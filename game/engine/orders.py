"""Orders: what a commander asks for, as values with a one-line text form that round-trips.

    move I/75 2231>2230>2130
    attack 2028 with I/75 III/75 support 25MA
    attack 2128 with 19Eng limit holding
    bombard 2028 with 25MA
    exit I/75 0012

`parse(str(order)) == order`. Whether an order is legal is for the rules to say; here it only has to be an order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import ClassVar, Final

from game.core.errors import OrderTextError, UsageError
from game.core.hexes import HEX_NUMBER
from game.core.terms import OrderKind, Tolerance
from game.engine.order_text import UNIT, why_no_order
from game.scenario.suggesting import quote

_UNITS: Final = rf"{UNIT}(?: {UNIT})*"
_MOVE: Final = re.compile(rf"move ({UNIT}) ({HEX_NUMBER}(?:>{HEX_NUMBER})+)\Z")
_ATTACK: Final = re.compile(
    rf"attack ({HEX_NUMBER}) with ({_UNITS}?)(?: support ({_UNITS}?))?(?: (minimise|limit|ignore))?( holding)?\Z"
)
_BOMBARD: Final = re.compile(rf"bombard ({HEX_NUMBER}) with ({UNIT})\Z")
_EXIT: Final = re.compile(rf"exit ({UNIT}) ({HEX_NUMBER})\Z")
MAX_TEXT: Final = 2000


@dataclass(frozen=True)
class Move:
    """March one unit along a path of adjacent hexes, the one it stands in first (rulebook 3)."""

    kind: ClassVar = OrderKind.MOVE

    unit: str
    path: tuple[str, ...]

    def __str__(self) -> str:
        """`move UNIT HEX>HEX>HEX`."""
        return f"move {self.unit} {'>'.join(self.path)}"

    @property
    def named(self) -> tuple[str, ...]:
        """The units that it names."""
        return (self.unit,)

    @property
    def where(self) -> str:
        """The hex that it is about: where the march ends."""
        return self.path[-1]


@dataclass(frozen=True)
class Attack:
    """Assault a hex with adjacent units; artillery named in `support` fires from where it stands (rulebook 5).

    `holding`: nobody advances into the hex if it is won. `tolerance`: what it may cost before it is broken off.
    """

    kind: ClassVar = OrderKind.ATTACK

    target: str
    units: tuple[str, ...]
    support: tuple[str, ...] = ()
    holding: bool = False
    tolerance: Tolerance = Tolerance.IGNORE

    def __str__(self) -> str:
        """`attack HEX with UNIT UNIT support UNIT limit holding`; no word stands for `ignore`."""
        text = f"attack {self.target} with {' '.join(self.units)}"
        if self.support:
            text += f" support {' '.join(self.support)}"
        if self.tolerance != Tolerance.IGNORE:
            text += f" {self.tolerance.name.lower()}"
        return f"{text} holding" if self.holding else text

    @property
    def named(self) -> tuple[str, ...]:
        """The units that it names, those who assault first."""
        return (*self.units, *self.support)

    @property
    def where(self) -> str:
        """The hex that it is about: the one that is assaulted."""
        return self.target


@dataclass(frozen=True)
class Bombard:
    """Fire one mission of an artillery unit on a hex in range (rulebook 6)."""

    kind: ClassVar = OrderKind.BOMBARD

    target: str
    unit: str

    def __str__(self) -> str:
        """`bombard HEX with UNIT`."""
        return f"bombard {self.target} with {self.unit}"

    @property
    def named(self) -> tuple[str, ...]:
        """The units that it names."""
        return (self.unit,)

    @property
    def where(self) -> str:
        """The hex that it is about: the one that is shelled."""
        return self.target


@dataclass(frozen=True)
class Exit:
    """Leave the map with one unit by the exit where it stands (rulebook 3.7)."""

    kind: ClassVar = OrderKind.EXIT

    unit: str
    hex: str

    def __str__(self) -> str:
        """`exit UNIT HEX`."""
        return f"exit {self.unit} {self.hex}"

    @property
    def named(self) -> tuple[str, ...]:
        """The units that it names."""
        return (self.unit,)

    @property
    def where(self) -> str:
        """The hex that it is about: the one that the unit leaves."""
        return self.hex


Fight = Attack | Bombard
"""Orders to fight: luck has a say in them, and they can be forecast."""

Order = Move | Exit | Fight


def require_order(order: object) -> Order:
    """Return an order whose parts are of the types that they should be; what they name is for the rules to look up.

    Raises
    ------
    UsageError : it is none, or one of its parts is something else.
    """
    if not isinstance(order, Order):
        how = "; game.parse makes an order of its text" if isinstance(order, str) else ""
        raise UsageError(f"an order is a Move, an Attack, a Bombard or an Exit, not {quote(order)}{how}")
    for part in fields(order):
        value = getattr(order, part.name)
        if part.type == "str":
            sound, wanted = isinstance(value, str), "a string"
        elif part.type == "bool":
            sound, wanted = isinstance(value, bool), "True or False"
        elif part.type == "Tolerance":
            sound = isinstance(value, Tolerance) and value is not Tolerance.UNSAID
            wanted = "Tolerance.MINIMISE, LIMIT or IGNORE"
        else:
            sound = isinstance(value, tuple) and all(isinstance(one, str) for one in value)
            wanted = "a tuple of strings"
        if not sound:
            what = f"{'an' if isinstance(order, Attack | Exit) else 'a'} {type(order).__name__}"
            raise UsageError(f"`{part.name}` of {what} must be {wanted}, not {quote(value)}")
    return order


def parse(text: str) -> Order:
    """Read the one-line form of an order; docs/saves.md describes it.

    Raises
    ------
    OrderTextError : the text is no order; the message says what stands where it should not, and what one looks like.
    """
    if not isinstance(text, str):
        raise OrderTextError(f"{quote(text)} is not a string")
    line = text.strip()
    if len(line) <= MAX_TEXT:
        if match := _MOVE.match(line):
            return Move(match[1], tuple(match[2].split(">")))
        if match := _ATTACK.match(line):
            units, support = tuple(match[2].split(" ")), tuple((match[3] or "").split())
            tolerance = Tolerance[match[4].upper()] if match[4] else Tolerance.IGNORE
            return Attack(match[1], units, support, match[5] is not None, tolerance)
        if match := _BOMBARD.match(line):
            return Bombard(match[1], match[2])
        if match := _EXIT.match(line):
            return Exit(match[1], match[2])
    raise OrderTextError(why_no_order(line))
