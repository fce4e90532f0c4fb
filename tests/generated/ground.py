"""The map of a generated scenario: ground in patches, rivers and slopes, ways, boats, areas."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from game.core.hexes import DIRECTIONS, neighbours, number
from game.scenario.areas import all_areas
from game.scenario.loading import Documents
from game.scenario.schema.mapsheet import Area, Bridge, Crossing, Lift, MapFile, Place
from tests.generated.choosing import Chooser
from tests.generated.wishes import Wish

Hex = tuple[int, int]

CHARACTERS = "~.,:;'mshvHSgpbr*+=^%$@!?&#-|/"
PLACE_KINDS = ("hill", "village", "lake", "pond", "river", "gate", "point", "post", "ruin")
AREAS = 6


class Sheet:
    """A map as it is drawn: the ground by hex, and the documents that grow."""

    def __init__(self, wish: Wish, libraries: Documents, sides: tuple[str, str]) -> None:
        self.wish = wish
        self.library = libraries["terrain"]
        self.sides = sides
        self.columns, self.rows = wish.size.columns, wish.size.rows
        self.hexes = [(column, row) for row in range(self.rows) for column in range(self.columns)]
        self.ground = self._ground(wish.choose.apart("ground"))
        self.roads: dict[Hex, set[str]] = {}
        self.document = self._document(wish.choose.apart("map"))

    def is_water(self, place: Hex) -> bool:
        """Whether a hex is water."""
        return bool(self.library["terrain"][self.ground[place]].get("water"))

    def dry(self) -> list[Hex]:
        """All hexes of land."""
        return [place for place in self.hexes if not self.is_water(place)]

    def around(self, place: Hex) -> list[Hex]:
        """The neighbours of a hex on the map."""
        return [(x, y) for _, x, y in neighbours(*place, self.columns, self.rows)]

    # --- the ground ---

    def _ground(self, choose: Chooser) -> dict[Hex, str]:
        kinds = self.library["terrain"]
        water = [name for name, noun in kinds.items() if noun.get("water")]
        land = [name for name, noun in kinds.items() if not noun.get("water")]
        palette = choose.some(land, 5)
        if self.wish.has("water"):
            wet = choose.pick((1, 2, 4))
            palette = choose.some(water, 2) if choose.one_in(12) else palette + choose.some(water, 2) * wet
        if self.wish.has("boats"):
            palette += [name for name in water if "boat" in kinds[name].get("speed", {})] * 2
        found: dict[Hex, str] = {}
        for column, row in self.hexes:
            before = (column - 1, row) if column and choose.one_in(2) else (column, row - 1)
            found[column, row] = found[before] if before in found and choose.whole(0, 2) else choose.pick(palette)
        return found

    # --- the document ---

    def _document(self, choose: Chooser) -> Documents:
        letters = dict(zip(dict.fromkeys(self.ground.values()), choose.shuffled(CHARACTERS), strict=False))
        document: Documents = {
            "schema": 1,
            "name": "Generated ground",
            "hex_size": choose.field(MapFile, "hex_size") if choose.one_in(2) else choose.pick((250, 500, 1000)),
            "columns": self.columns,
            "rows": self.rows,
            "latitude": choose.field(MapFile, "latitude"),
            "longitude": choose.field(MapFile, "longitude"),
            "legend": {letter: name for name, letter in letters.items()},
            "terrain": self._grid(letters),
            "elevation": self._elevation(choose),
        }
        makers = {
            "hexsides": self._add_hexsides,
            "river": self._add_river,
            "roads": self._add_roads,
            "bridges": self._add_bridges,
            "regions": self._add_regions,
            "places": self._add_places,
            "lines": self._add_lines,
        }
        for feature, maker in makers.items():
            if self.wish.has(feature):
                maker(self.wish.choose.apart(feature), document)
        document["areas"] = areas(self, self.wish.choose.apart("areas"), document) if self.wish.has("areas") else {}
        if self.wish.has("crossings"):
            self._add_crossings(self.wish.choose.apart("crossings"), document)
        return document

    def _grid(self, letters: dict[str, str]) -> str:
        return _lines(self, lambda place: letters[self.ground[place]])

    def _elevation(self, choose: Chooser) -> str:
        least, most = -500, 9000
        calm = choose.whole(0, 2)
        return _lines(self, lambda place: str(choose.whole(0, 60) if calm else choose.edge(least, most)) + " ")

    def edge(self) -> list[Hex]:
        """The hexes by which units may leave the map and in which they can stay: land, and water for boats."""
        last = self.columns - 1, self.rows - 1
        there = [(x, y) for x, y in self.hexes if x in (0, last[0]) or y in (0, last[1])]
        return [place for place in there if self.library["terrain"][self.ground[place]].get("speed")]

    def _sides(self) -> list[tuple[Hex, int, Hex]]:
        return [
            (place, direction, (x, y))
            for place in self.hexes
            for direction, x, y in neighbours(*place, self.columns, self.rows)
        ]

    def _add_hexsides(self, choose: Chooser, document: Documents) -> None:
        sides = self._sides()
        for kind in choose.some(list(self.library["hexsides"]), 3) if sides else []:
            _put_sides(document, "hexsides", kind, choose.some(sides, max(2, len(sides) // 8)))

    def _add_river(self, choose: Chooser, document: Documents) -> None:
        """A river from edge to edge between two columns or two rows, so that only bridges and fords cross it."""
        axis = choose.whole(0, 1)
        bank = choose.whole(0, (self.columns, self.rows)[axis] - 1)
        sides = [(here, way, there) for here, way, there in self._sides() if here[axis] <= bank < there[axis]]
        _put_sides(document, "hexsides", choose.pick(list(self.library["hexsides"])), sides)

    def _add_lines(self, choose: Chooser, document: Documents) -> None:
        sides = self._sides()
        if sides:
            _put_sides(document, "lines", "claim", choose.some(sides, 12))

    def _add_roads(self, choose: Chooser, document: Documents) -> None:
        roads = []
        for _ in range(choose.whole(1, 4)):
            path, kind = self._walk(choose), choose.pick(list(self.library["roads"]))
            if len(path) > 1:
                roads.append({"name": "A way", "kind": kind, "path": [number(*place, 2) for place in path]})
                for place in path:
                    self.roads.setdefault(place, set()).add(kind)
        document["roads"] = roads

    def _walk(self, choose: Chooser) -> list[Hex]:
        dry = self.dry()
        path = [choose.pick(dry)] if dry else []
        for _ in range(choose.whole(1, 2 * (self.columns + self.rows)) if path else 0):
            ways = [place for place in self.around(path[-1]) if not self.is_water(place)]
            if ways:
                path.append(choose.pick(ways))
        return path

    def _add_bridges(self, choose: Chooser, document: Documents) -> None:
        crossed = sorted({side for sides in document.get("hexsides", {}).values() for side in sides})
        bridges: list[Documents] = []
        for place in choose.some(crossed, 6) if crossed else []:
            bridge: Documents = {
                "id": f"bridge_{len(bridges)}",
                "name": "A bridge",
                "kind": choose.pick(list(self.library["bridges"])),
                "hexside": place,
                "estimate": True,
            }
            day = date(1939, 1, 1) + timedelta(days=choose.whole(0, 364))
            if choose.one_in(2):
                bridge["from"] = day.isoformat()
            if choose.one_in(3):
                bridge["to"] = (day + timedelta(days=choose.whole(1, 400))).isoformat()
            if choose.one_in(2):
                bridge["owner"] = choose.pick(self.sides)
            bridges.append(bridge)
        assert all(Bridge.model_validate(bridge) for bridge in bridges)
        document["bridges"] = bridges

    def _add_regions(self, choose: Chooser, document: Documents) -> None:
        letters = "abc"[: choose.whole(1, min(3, len(self.hexes)))]
        spread = {place: choose.pick([*letters, "."]) for place in self.hexes}
        for letter, place in zip(letters, choose.shuffled(self.hexes), strict=False):
            spread[place] = letter  # each has a hex
        document["region_legend"] = {letter: f"region_{letter}" for letter in letters}
        document["region_titles"] = {"region_a": "the first region"} if choose.one_in(2) else {}
        document["regions"] = _lines(self, lambda place: spread[place])

    def _add_places(self, choose: Chooser, document: Documents) -> None:
        found = []
        for row, place in enumerate(choose.some(self.hexes, 5)):
            noun: Documents = {"name": f"Place {row}", "hex": number(*place, 2), "kind": choose.pick(PLACE_KINDS)}
            if choose.one_in(2):
                noun["height"] = choose.field(Place, "height")
            if choose.one_in(3):
                noun["names"] = {"ru": "Высота", "ja": "高地", "estimate": True}
            found.append({**noun, "estimate": True})
        document["places"] = found

    def _add_crossings(self, choose: Chooser, document: Documents) -> None:
        """Boats on some of the water, of one side or the other; no two crossings serve one hex."""
        water = choose.shuffled([place for place in self.hexes if self.is_water(place)])
        count = choose.whole(1, 3)
        crossings = []
        for row in range(count if len(water) >= count else 0):
            served = water[row::count]
            crossings.append(
                {
                    "id": f"boats_{row}",
                    "name": "Boats",
                    "side": choose.pick(self.sides),
                    "hexes": [number(*place, 2) for place in served],
                    "speed": choose.field(Crossing, "speed"),
                    "lift": {name: choose.field(Lift, name) for name in ("day", "night")},
                    "heavy": choose.one_in(2),
                    "disorder": choose.field(Crossing, "disorder"),
                    "carry": choose.field(Crossing, "carry"),
                    "estimate": True,
                }
            )
        document["crossings"] = crossings


def areas(sheet: Sheet, choose: Chooser, document: Documents, taken: tuple[str, ...] = ()) -> Documents:
    """Return areas made in every way that there is; one that would have no hexes is left out.

    `taken` are the areas of the map where these are of the scenario alone.
    """
    found: Documents = {}
    regions = list(document.get("region_legend", {}).values())
    for row in range(choose.whole(1, AREAS)):
        name = f"{'part' if taken else 'area'}_{row}"
        area = _area(sheet, choose, [*taken, *found, *regions], regions)
        trial = {**document, "areas": {**document.get("areas", {}), **found, name: area}}
        if all_areas(MapFile.model_validate(trial), {})[name]:
            found[name] = area
    return found


def _area(sheet: Sheet, choose: Chooser, others: list[str], regions: list[str]) -> dict[str, Any]:
    some = [number(*place, 2) for place in choose.some(sheet.hexes, 8)]
    area: dict[str, Any] = {"hexes": some} if choose.whole(0, 2) else {}
    if choose.one_in(4):
        area["radius"] = [some[0], choose.pick((0, 1, 2, choose.field(Area, "radius")))]
    if choose.one_in(4):
        area["polygon"] = some[:4]
    if choose.one_in(3):
        area["title"] = "a piece of ground"
    for key, among in (("areas", others), ("minus", others), ("within", others), ("regions", regions)):
        if among and choose.one_in(6):
            area[key] = choose.some(among, 2)
    assert Area.model_validate(area)
    return area


def _lines(sheet: Sheet, of: Any) -> str:
    return "\n".join("".join(of((column, row)) for column in range(sheet.columns)) for row in range(sheet.rows)) + "\n"


def _put_sides(document: Documents, group: str, kind: str, sides: list[tuple[Hex, int, Hex]]) -> None:
    """Add hexsides to a list in which none of them is named twice, from whichever hex."""
    named: dict[frozenset[Hex], str] = {}
    for here, direction, there in sides:
        named.setdefault(frozenset((here, there)), f"{number(*here, 2)}-{DIRECTIONS[direction]}")
    before = document.setdefault(group, {}).get(kind)
    if before is None and named:
        document[group][kind] = list(named.values())
