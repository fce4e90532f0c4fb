"""The forces of a generated scenario: trees of formations, and units of everything that there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from game.core.limits import MOST_FIRE, MOST_MEN, MOST_TARGETS
from game.scenario.loading import Documents
from game.scenario.schema.forces import Unit
from game.scenario.world import SLOTS
from tests.generated.choosing import Chooser
from tests.generated.wishes import Wish

NAMES: Final = (("red", "blue"), ("soviet", "japanese"), ("a", "b"), ("first_side_with_a_very_long_name", "s2"))
"""Ids of the two sides."""

STYLES: Final = ("{side}{row}", "{row}/{side}", "{row}.{side}-x", "{row}_{side}_of_a_long_name_indeed")
DEPTH: Final = 4
"""Levels of formations, at most."""


def side_ids(wish: Wish) -> tuple[str, str]:
    """Return the ids of the two sides."""
    return wish.choose.apart("sides").pick(NAMES)


class Forces:
    """Both sides' units, and their documents."""

    def __init__(self, wish: Wish, libraries: Documents) -> None:
        self.wish = wish
        self.sides = side_ids(wish)
        self.equipment: Mapping[str, Any] = libraries["equipment"]["equipment"]
        self.types: Mapping[str, Any] = libraries["unit_types"]["unit_types"]
        self.side_of: dict[str, str] = {}
        self.units: dict[str, Documents] = {}
        choose = wish.choose.apart("troops")
        share = choose.pick((0, 25, 50, 50, 50, 75, 100))
        style = choose.pick(STYLES)
        for row in range(wish.size.units):
            side = self.sides[0 if choose.whole(0, 99) < share else 1]
            unit = style.format(side=side[0].upper(), row=row)
            self.side_of[unit] = side
            self.units[unit] = self._unit(choose, unit)
        self.document = {"schema": 1, "sides": {side: self._side(choose, side) for side in self.sides}}

    def type_of(self, unit: str) -> Mapping[str, Any]:
        """Return the establishment of a unit."""
        noun: Mapping[str, Any] = self.types[self.units[unit]["type"]]
        return noun

    def items(self, unit: str) -> dict[str, int]:
        """Return what a unit has at full strength."""
        items = {**self.type_of(unit).get("items", {}), **self.units[unit].get("items", {})}
        return {item: count for item, count in items.items() if count > 0}

    def _unit(self, choose: Chooser, unit: str) -> Documents:
        noun: Documents = {"id": unit, "name": f"Unit {unit}", "type": choose.pick(list(self.types)), "estimate": True}
        boats = [name for name, type_ in self.types.items() if type_["mobility"] == "boat"]
        if self.wish.has("boats") and boats and (afloat := self.wish.choose.apart(f"boat {unit}")).one_in(3):
            noun["type"] = afloat.pick(boats)
        full = self.types[noun["type"]].get("items", {})
        if self.wish.has("own_items") or max(sizes(full, self.equipment)) > MOST_MEN or not full:
            own = self.some_items(choose, SLOTS)
            noun["items"] = (
                {**dict.fromkeys(full, 0), **own} if choose.one_in(2) or len({**full, **own}) > SLOTS else own
            )
            if max(sizes({**full, **noun["items"]}, self.equipment)) > MOST_MEN:
                noun["items"] = {**dict.fromkeys(full, 0), **own}
        for field, chance in (("quality", 3), ("morale", 3), ("missions", 4)):
            if choose.one_in(chance):
                noun[field] = choose.field(Unit, field)
        if choose.one_in(5):
            low = choose.field(Unit, "range")
            noun["range"] = [low, max(low, choose.field(Unit, "range", 1))]
        return noun

    def some_items(self, choose: Chooser, kinds: int) -> dict[str, int]:
        """Return a few kinds of items in numbers at and within their bounds, as many as one hex has room for."""
        found: dict[str, int] = {}
        for item in choose.some(list(self.equipment), choose.pick((1, 2, 3, kinds))):
            most = choose.field(Unit, "items") if choose.one_in(3) else choose.pick((1, 9, 40, 300))
            room = [MOST_MEN // 2 - size for size in sizes(found, self.equipment)]
            each = sizes({item: 1}, self.equipment)
            found[item] = max(0, min([most, *(left // one for left, one in zip(room, each, strict=True) if one)]))
        if not sizes(found, self.equipment)[0]:
            found[next(item for item, noun in self.equipment.items() if noun["crew"])] = 1  # somebody must be there
        return found

    # --- the tree ---

    def _side(self, choose: Chooser, side: str) -> Documents:
        mine = [noun for unit, noun in self.units.items() if self.side_of[unit] == side]
        return {
            "name": side.title(),
            "adjective": side.title(),
            "formations": self._formations(choose, mine, f"{side[0].upper()}F", DEPTH),
        }

    def _formations(self, choose: Chooser, units: list[Documents], name: str, depth: int) -> list[Documents]:
        """Part the units among formations, some of which part theirs again."""
        parts = choose.whole(1, 3)
        found = []
        for row in range(parts):
            mine, formation = units[row::parts], f"{name}{row}"
            below = depth > 1 and len(mine) > 1 and choose.one_in(2)
            own = mine[: len(mine) // 3] if below else mine
            tree = {"id": formation, "name": f"Formation {formation}", "units": own}
            if below:
                tree["formations"] = self._formations(choose, mine[len(own) :], formation, depth - 1)
            found.append(tree)
        return found


def sizes(items: Mapping[str, int], equipment: Mapping[str, Any]) -> tuple[int, int, int, int, int]:
    """Return men, frontage, armoured items, and in proportion to their bounds fire and targets of some items."""
    men = frontage = armour = fire = targets = 0
    for item, count in items.items():
        noun = equipment[item]
        crew = noun["crew"]
        men += count * crew
        frontage += count * noun.get("frontage", crew)
        armour += count if noun.get("armour", 0) else 0
        fire += count * noun.get("soft", 0)
        targets += count * crew * noun.get("exposure", 1000)
    return men, frontage, armour, -(-fire * MOST_MEN // MOST_FIRE), -(-targets * MOST_MEN // MOST_TARGETS)
