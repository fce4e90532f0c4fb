"""The scenario file of a generated scenario: calendar, deployment, supply, bans, victory, comparison, rules, tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from game.core.hexes import number
from game.core.limits import MOST_MEN
from game.scenario.compiling import start_items
from game.scenario.loading import Documents
from game.scenario.names import Listed
from game.scenario.schema.forces import Unit
from game.scenario.schema.libraries import UnitType
from game.scenario.schema.scenario_file import AwardEntry, Calendar, Deployment, DrawnStrength, SideSetup
from game.scenario.world import SLOTS
from tests.generated.choosing import Chooser
from tests.generated.ground import Hex, Sheet, areas
from tests.generated.rule_values import rule_values
from tests.generated.troops import Forces, sizes
from tests.generated.wishes import Wish

YEARS: Final = (1800, 1904, 1938, 1939, 1939, 2100, 2199)
KINDS: Final = ("men", "machine_gun", "mortar", "gun", "tank", "vehicle")


class Play:
    """The scenario's own file, on a map and with forces that are there already."""

    def __init__(self, wish: Wish, sheet: Sheet, forces: Forces, libraries: Documents) -> None:
        self.wish, self.sheet, self.forces, self.libraries = wish, sheet, forces, libraries
        calendar = self._calendar(wish.choose.apart("calendar"))
        self.first, self.last = calendar["first_turn"], calendar["first_turn"] + calendar["turns"] - 1
        self.rules = rule_values(wish, libraries) if wish.has("rules") else {}
        drawn = areas(sheet, wish.choose.apart("own areas"), sheet.document, tuple(sheet.document["areas"]))
        self.exits = self._exits(wish.choose.apart("exits")) if wish.has("exits") else {}
        own = {**(drawn if wish.has("areas") else {}), **self.exits}
        self.areas = {**sheet.document["areas"], **own}
        self.area_names = [*self.areas, *sheet.document.get("region_legend", {}).values()]
        self.load: dict[Hex, int] = {}
        self.owner: dict[Hex, str] = {}
        self.stack: dict[Hex, int] = {}
        deployment = self._deployment(wish.choose.apart("deployment"))
        self.deployed = [entry["unit"] for entry in deployment]
        self.document: Documents = {
            "schema": 1,
            "name": f"Generated {wish.seed}",
            "briefing": "Made at random.",
            "map": "map.yaml",
            "forces": "forces.yaml",
            "calendar": calendar,
            **({"rule_set": "small_action"} if wish.has("small_action") else {}),
            "order_of_play": wish.choose.apart("order").shuffled(forces.sides),
            "areas": own,
            "sides": self._sides(wish.choose.apart("supply")),
            "deployment": deployment,
            "permissions": self._permissions(wish.choose.apart("bans")) if wish.has("bans") else [],
            "weather": self._weather(wish.choose.apart("weather")) if wish.has("weather") else {},
            "victory": self._victory(wish.choose.apart("awards")),
            "history": self._history(wish.choose.apart("history")) if wish.has("history") else [],
            "rules": self.rules,
        }

    # --- when ---

    def _calendar(self, choose: Chooser) -> Documents:
        turns = self.wish.size.turns
        most = 400 - turns + 1
        start = datetime(choose.pick(YEARS), 1, 1) + timedelta(hours=choose.whole(0, 8759), minutes=choose.edge(0, 59))
        offset, hours = choose.field(Calendar, "utc_offset"), choose.field(Calendar, "turn_hours")
        minutes = self.wish.choose.apart("minutes").field(Calendar, "turn_minutes")
        return {
            "start": start.isoformat(timespec="minutes"),
            "utc_offset": offset,
            **({"turn_minutes": minutes // 5 * 5} if self.wish.has("minutes") else {"turn_hours": hours}),
            "first_turn": 1 if choose.one_in(2) else choose.edge(1, most),
            "turns": turns,
        }

    def _turn(self, choose: Chooser) -> int:
        return choose.edge(self.first, self.last)

    def _turns(self, choose: Chooser) -> list[int]:
        return sorted((self._turn(choose), self._turn(choose)))

    # --- weather ---

    def _weather(self, choose: Chooser) -> Documents:
        """Return times of cold, and of ground that changes into kinds that stay what they are."""
        kinds = self.libraries["terrain"]["terrain"]
        spells: list[Documents] = []
        for wet in (False, True):
            alike = choose.shuffled([name for name, noun in kinds.items() if bool(noun.get("water")) == wet])
            changing, steady = alike[: len(alike) // 2], alike[len(alike) // 2 :]
            for name in changing:
                spells.append({"turns": self._turns(choose), "from": name, "to": choose.pick(steady)})
        return {"cold": [self._turns(choose)], "ground": spells}

    # --- ways off the map ---

    def _exits(self, choose: Chooser) -> Documents:
        """Return areas at the edge of the map by which units may leave it; none where nobody can stay there."""
        edge = self.sheet.edge()
        ways = [choose.some(edge, 8) for _ in range(choose.whole(1, 2))] if edge else []
        return {f"way_out_{row}": {"hexes": [number(*place, 2) for place in places]} for row, places in enumerate(ways)}

    def _exited(self, choose: Chooser, exits: list[str], side: str) -> Documents:
        """Return an award for units of a side that have left the map by its exits."""
        award: Documents = {"side": choose.pick(self.forces.sides), "award": "exited", "of": side, "estimate": True}
        award["points"] = choose.field(AwardEntry, "points") if choose.one_in(2) else choose.whole(1, 9)
        extra: Documents = {
            "area": choose.pick(exits),
            "kind": choose.pick(KINDS),
            "per": choose.field(AwardEntry, "per"),
            "by": self._turn(choose),
            "strength": choose.field(AwardEntry, "strength"),
        }
        return award | {key: extra[key] for key in choose.some(list(extra), 3)}

    # --- supply ---

    def _sides(self, choose: Chooser) -> Documents:
        dry = self.sheet.dry()
        controlled = choose.shuffled(self.forces.sides)
        return {side: self._setup(choose, dry, side == controlled[0]) for side in self.forces.sides}

    def _setup(self, choose: Chooser, dry: list[Hex], controls: bool) -> Documents:
        sources = choose.some(dry, 3) if dry and self.wish.has("supply") else []
        setup: Documents = {"supply_sources": [number(*place, 2) for place in sources], "estimate": True}
        if self.wish.has("ammunition"):
            turns = sorted({self._turn(choose) for _ in range(choose.whole(0, 3))})
            setup["ammunition"] = choose.field(SideSetup, "ammunition")
            setup["ammunition_lift"] = [[turn, choose.field(SideSetup, "ammunition_lift", 1)] for turn in turns]
        if self.wish.has("controls") and controls and self.area_names:
            setup["controls"] = choose.some(self.area_names, 2)
        if self.exits:
            setup["exits"] = list(self.exits)
        return setup

    # --- who stands where ---

    def _deployment(self, choose: Chooser) -> list[Documents]:
        near = choose.pick(self.sheet.hexes)
        return [entry for unit in self.forces.units if (entry := self._entry(choose, unit, near)) is not None]

    def _entry(self, choose: Chooser, unit: str, near: Hex) -> Documents | None:
        """Return where and how a unit comes into play, None where there is no place for it."""
        arrives = self.wish.has("arrivals") and choose.one_in(3)
        entry: Documents = {"unit": unit, "estimate": True}
        self._add_items(choose, unit, entry)
        all_sizes = sizes(self._start_items(unit, entry), self.forces.equipment)
        men, frontage, *_ = all_sizes
        place = self._place(choose, unit, None if arrives else frontage, near)
        if place is None or men == 0 or max(all_sizes) > MOST_MEN:
            return None
        entry["hex"] = number(*place, 2)
        if arrives:
            entry["turn"] = self._turn(choose)
            if self.wish.has("conditions") and self.area_names and choose.one_in(2):
                entry["only_if"] = {"side": choose.pick(self.forces.sides), "area": choose.pick(self.area_names)}
        comes = entry.get("turn", self.first)
        if self.wish.has("withdrawals") and comes < self.last and choose.one_in(3):
            entry["withdraws"] = choose.edge(comes + 1, self.last)
        if self.wish.has("wear"):
            self._wear(choose, entry, place)
        if arrives and self.wish.has("chance"):
            entry |= self._chance(
                self.wish.choose.apart(f"chance {unit}"), comes, entry.get("withdraws", self.last + 1)
            )
        return entry

    def _chance(self, choose: Chooser, first: int, gone: int) -> Documents:
        """Return how likely an arrival is in each turn, and perhaps the last turn in which it may come."""
        chance: Documents = {"chance": choose.field(Deployment, "chance")}
        return chance | ({"until": choose.edge(first, gone - 1)} if choose.one_in(2) else {})

    def _add_items(self, choose: Chooser, unit: str, entry: Documents) -> None:
        """Write into a deployment what of a unit's items it has here, where that is not all of them."""
        if self.wish.has("wear") and choose.one_in(3):
            entry["strength"] = choose.field(Deployment, "strength")
        if self.wish.has("own_items") and choose.one_in(4):
            own = dict.fromkeys(self.forces.items(unit), 0) | self.forces.some_items(choose, 4)
            if len(own) <= SLOTS:
                entry["items"] = own
        drawn = self.wish.choose.apart(f"drawn {unit}")
        if self.wish.has("chance") and not {"strength", "items"} & set(entry) and drawn.one_in(2):
            least, most = sorted((drawn.field(DrawnStrength, "least"), drawn.field(DrawnStrength, "most")))
            entry["drawn"] = {"from": least, "to": most, "dice": drawn.field(DrawnStrength, "dice")}

    def _start_items(self, unit: str, entry: Documents) -> dict[str, int]:
        listed = Listed(Unit.model_validate(self.forces.units[unit]), 0, 0)
        deployment = Deployment.model_validate({**entry, "hex": "0000"})
        return start_items(UnitType.model_validate(self.forces.type_of(unit)), listed, deployment)

    def _wear(self, choose: Chooser, entry: Documents, place: Hex) -> None:
        for field in ("cohesion", "fatigue", "missions"):
            if choose.one_in(2):
                entry[field] = choose.field(Deployment, field)
        deepest = self.libraries["terrain"]["terrain"][self.sheet.ground[place]].get("entrench_max", 0)
        if choose.one_in(2):
            entry["entrenched"] = choose.edge(0, deepest)

    def _place(self, choose: Chooser, unit: str, frontage: int | None, near: Hex) -> Hex | None:
        """Return a hex where a unit may stand, beside the others where they begin near each other.

        With `frontage` it stands there from the start, and there must be room; arrivals may be blocked.
        """
        side = self.forces.side_of[unit]
        for _ in range(12):
            place = self._somewhere(choose, near)
            if not self._passable(unit, place):
                continue
            if frontage is None:
                return place
            if self.owner.get(place, side) == side and self._fits(place, frontage):
                self.owner[place] = side
                self.load[place] = self.load.get(place, 0) + frontage
                self.stack[place] = self.stack.get(place, 0) + 1
                return place
        return None

    def _somewhere(self, choose: Chooser, near: Hex) -> Hex:
        if self.owner and self.wish.has("crowds") and choose.one_in(2):
            return choose.pick(list(self.owner))
        if not self.wish.has("near"):
            return choose.pick(self.sheet.hexes)
        place = near
        for _ in range(choose.whole(0, 4)):
            around = self.sheet.around(place)
            place = choose.pick(around) if around else place
        return place

    def _passable(self, unit: str, place: Hex) -> bool:
        ground = self.libraries["terrain"]
        mobility = self.forces.type_of(unit)["mobility"]
        if self.sheet.is_water(place) and mobility != "boat":
            return False
        ways = [ground["roads"][kind]["speed"] for kind in sorted(self.sheet.roads.get(place, ()))]
        speeds = [ground["terrain"][self.sheet.ground[place]].get("speed", {}), *ways]
        return any(speed.get(mobility, 0) > 0 for speed in speeds)

    def _fits(self, place: Hex, frontage: int) -> bool:
        limit, units = (self._rule(name) for name in ("stack_limit", "stack_units"))
        room = min(MOST_MEN, limit * self.sheet.document["hex_size"] // 1000 - 1)
        return self.load.get(place, 0) + frontage <= room and self.stack.get(place, 0) < max(1, units)

    def _rule(self, name: str) -> int:
        return int(self.rules.get(name, self.libraries["rules"]["rules"][name]["value"]))

    # --- what is forbidden, what counts ---

    def _permissions(self, choose: Chooser) -> list[Documents]:
        found = []
        for _ in range(choose.whole(1, 4) if self.area_names else 0):
            turns = sorted([self._turn(choose), self._turn(choose)])
            ban = {"side": choose.pick(self.forces.sides), "deny": choose.pick(("enter", "fire")), "turns": turns}
            found.append({**ban, "area": choose.pick(self.area_names), "reason": "by order", "estimate": True})
        return found

    def _victory(self, choose: Chooser) -> Documents:
        awards = [self._award(choose) for _ in range(choose.whole(1, 6))] if self.wish.has("awards") else []
        levels: list[Documents] = [{"id": "rest", "name": "The rest"}]
        if self.wish.has("ladder"):
            margins = sorted({choose.edge(-2000, 2000) for _ in range(choose.whole(1, 5))})
            for row, margin in enumerate(margins):
                levels.insert(0, {"id": f"level_{row}", "name": f"Level {row}", "at_least": margin})
        for level in levels:
            if choose.one_in(2):
                level["winner"] = choose.pick(self.forces.sides)
        if self.wish.has("awards") and self.deployed:
            end = self.wish.choose.apart("award for an end")
            whose, unit = end.pick(self.forces.sides), end.pick(self.deployed)
            awards.append(
                {"side": whose, "award": "destroyed", "unit": unit, "points": end.whole(1, 9), "estimate": True}
            )
        if self.exits:
            out = self.wish.choose.apart("awards for exits")
            awards += [self._exited(out, list(self.exits), side) for side in self.forces.sides]
        return {"awards": [award for award in awards if award], "levels": levels}

    def _award(self, choose: Chooser) -> Documents:
        """Return an award, empty where it would need an area and there is none."""
        kind = choose.pick(("fixed", "hold", "hold", "losses", "ground", "clear", "share"))
        award: Documents = {"side": choose.pick(self.forces.sides), "award": kind, "estimate": True}
        award["points"] = choose.field(AwardEntry, "points") if choose.one_in(2) else choose.whole(1, 9)
        if kind in {"hold", "ground", "clear", "share"}:
            if not self.area_names:
                return {}
            award["area"] = choose.pick(self.area_names)
        if kind in {"losses", "clear"}:
            award["of"] = choose.pick(self.forces.sides)
        extra: dict[str, dict[str, Any]] = {
            "hold": {"contested": choose.field(AwardEntry, "contested")},
            "losses": {"kind": choose.pick(KINDS), "per": choose.field(AwardEntry, "per")},
            "ground": {"free": choose.field(AwardEntry, "free")},
        }
        return award | extra.get(kind, {})

    def _history(self, choose: Chooser) -> list[Documents]:
        found = []
        for row in range(choose.whole(1, 4)):
            entry: Documents = {"measure": f"Row {row}", "turn": self._turn(choose), "source": "made up"}
            side = choose.pick(self.forces.sides)
            low, high = sorted((choose.edge(0, 100), choose.edge(0, 100)))
            if choose.one_in(2) or not self.area_names:
                entry |= {"losses": {"side": side, "kind": choose.pick(KINDS)}, "historical": choose.whole(0, 9000)}
            elif choose.one_in(2):
                entry |= {"ground": {"side": side, "area": choose.pick(self.area_names)}, "historical": low}
            else:
                state = choose.pick([*self.forces.sides, "contested"])
                entry |= {"holder": {"area": choose.pick(self.area_names), "state": state}}
                entry["historical"] = choose.one_in(2)
            found.append({**entry, "accepted": [low, high]})
        return found
