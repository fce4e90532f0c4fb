"""Features by the layers of a recipe to the parts of a map, and what had to be left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

import numpy as np

from game.core.errors import Problem, ScenarioError
from game.core.hexes import DIRECTIONS, digits_of, number, step
from game.scenario.geodata.features import Feature
from game.scenario.geodata.recipe import MAKES, GeoRecipe, Layer
from game.scenario.geodata.sheet import OUTSIDE, Sheet, corner_spot
from game.scenario.geodata.tracing import Chain, Cover, Walker
from game.scenario.schema.basics import Height, bounds_of
from game.scenario.schema.libraries import Ground
from game.scenario.suggesting import or_known, quote
from game.scenario.tiled.layout import Hex, Side

LONGEST: Final = 120
MOST_ENTRIES: Final = 20_000
"""Roads, places or bridges of a map, each by itself."""
LOWEST, HIGHEST = bounds_of(Height)
NEEDS: Final = {
    "ground": "rings",
    "area": "rings",
    "hexside": "lines",
    "line": "lines",
    "road": "lines",
    "place": "points",
}
"""What a layer makes -> what its features need to have."""


def made_by(layer: Layer) -> str:
    """Return which of MAKES a layer makes; nothing, or several, is a fault that `check_recipe` finds."""
    return next(word for word in MAKES if getattr(layer, word) is not None)


def check_recipe(recipe: GeoRecipe, name: str, known: Ground) -> None:
    """Raise all that a schema cannot say of a recipe: grounds that nobody knows, layers that make two things."""
    problems = []
    ids = list(recipe.legend.values())
    for character, id_ in recipe.legend.items():
        if character.isspace():
            problems.append(Problem(name, 0, 0, f"legend.{quote(character)}", "a blank cannot be in the legend"))
        if id_ not in known.terrain:
            message = f"there is no terrain {quote(id_)}{or_known(id_, known.terrain)}"
            problems.append(Problem(name, 0, 0, f"legend.{character}", message))
    wanted = [("ground", recipe.ground)]
    for index, layer in enumerate(recipe.layers):
        made = [word for word in MAKES if getattr(layer, word) is not None]
        if len(made) != 1:
            message = f"makes {' and '.join(made) or 'nothing'}; each layer has one of {', '.join(MAKES)}"
            problems.append(Problem(name, 0, 0, f"layers[{index}]", message))
        for word, library in (("hexside", known.hexsides), ("bridge", known.bridges)):
            problems += _unknown(name, f"layers[{index}].{word}", getattr(layer, word), library)
        if layer.ground is not None:
            wanted.append((f"layers[{index}].ground", layer.ground))
    problems += _unknown(name, "crossings", recipe.crossings, known.bridges)
    for path, id_ in wanted:
        if id_ not in ids:
            problems.append(Problem(name, 0, 0, path, f"{quote(id_)} is not in the legend{or_known(id_, ids)}"))
    if problems:
        raise ScenarioError(problems)


def _unknown(name: str, path: str, id_: str | None, library: Mapping[str, Any]) -> list[Problem]:
    if id_ is None or id_ in library:
        return []
    return [Problem(name, 0, 0, path, f"the game knows no {quote(id_)} there{or_known(id_, library)}")]


@dataclass
class Draft:
    """A map as it comes about, layer by layer."""

    recipe: GeoRecipe
    sheet: Sheet
    water: set[str]
    ground: list[str]
    metres: list[int]
    hexsides: dict[Side, str] = field(default_factory=dict)
    lines: dict[str, dict[Side, None]] = field(default_factory=dict)
    roads: list[tuple[dict[str, Any], Chain]] = field(default_factory=list)
    places: list[dict[str, Any]] = field(default_factory=list)
    bridges: list[tuple[Layer, Feature]] = field(default_factory=list)
    areas: dict[str, dict[int, None]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def take(self, layer: Layer, features: list[Feature]) -> None:
        """Add what the features of a layer become."""
        fitting = [feature for feature in features if _fits(layer, feature)]
        needed = NEEDS.get(made_by(layer), "points")
        usable = [feature for feature in fitting if getattr(feature, needed)]
        if len(usable) < len(fitting):
            self.left_out[f"{layer.file}: features for `{made_by(layer)}` without {needed}"] += len(fitting) - len(
                usable
            )
        if not fitting:
            self.left_out[f"{layer.file}: layers for `{made_by(layer)}` that no feature fits"] += 1
        takes: dict[str, Callable[[Layer, list[Feature]], None]] = {
            "ground": self._ground,
            "area": self._ground,
            "hexside": self._sides,
            "line": self._sides,
            "road": self._roads,
            "place": self._places,
            "bridge": lambda layer, features: self.bridges.extend((layer, feature) for feature in features),
        }
        takes[made_by(layer)](layer, usable)

    def _ground(self, layer: Layer, features: list[Feature]) -> None:
        cover = Cover(self.sheet, layer.file)
        for feature in features:
            cover.add(feature.rings)
        for row in cover.covered(layer.share).tolist():
            if layer.ground is not None:
                self.ground[row] = layer.ground
            elif layer.area is not None:
                self.areas.setdefault(layer.area, {})[row] = None

    def _sides(self, layer: Layer, features: list[Feature]) -> None:
        walker = Walker(self.sheet, layer.file)
        found = dict.fromkeys(side for feature in features for line in feature.lines for side in walker.sides(line))
        for side in found:
            if layer.hexside is not None:
                self.hexsides[side] = layer.hexside
            elif layer.line is not None:
                self.lines.setdefault(layer.line, {})[side] = None

    def _roads(self, layer: Layer, features: list[Feature]) -> None:
        walker = Walker(self.sheet, layer.file)
        for feature in features:
            for line in feature.lines:
                for chain in walker.roads(line):
                    name = _name(layer, feature) or f"{str(layer.road).replace('_', ' ').capitalize()}"
                    self._add(self.roads, ({"name": name, "kind": layer.road}, chain), layer)

    def _places(self, layer: Layer, features: list[Feature]) -> None:
        for feature in features:
            hex_ = self.hex_of(feature)
            name = _name(layer, feature)
            if hex_ is None or not name:
                self.left_out[f"{layer.file}: places {'without a name' if hex_ else 'beside the map'}"] += 1
                continue
            height = _height(layer, feature)
            self._add(self.places, {"name": name, "hex": self.number(hex_), "kind": layer.place, **height}, layer)

    def _add(self, entries: list[Any], entry: Any, layer: Layer) -> None:
        if len(entries) == MOST_ENTRIES:
            message = f"the layers make more than {MOST_ENTRIES} of these: take fewer features by `where`"
            raise ScenarioError([Problem(layer.file, 0, 0, "", message)])
        entries.append(entry)

    def hex_of(self, feature: Feature) -> Hex | None:
        """Return the hex of the first point of a feature, or None beside the map."""
        x, y = self.spot_of(feature)
        row = int(self.sheet.hexes_at(np.array([x]), np.array([y]))[0])
        return None if row == OUTSIDE else (row % self.sheet.columns, row // self.sheet.columns)

    def spot_of(self, feature: Feature) -> tuple[float, float]:
        """Return where the first point of a feature is on the sheet."""
        longitude, latitude = feature.points[0]
        x, y = self.sheet.spots(np.array([longitude]), np.array([latitude]))
        return float(x[0]), float(y[0])

    def number(self, hex_: Hex) -> str:
        """Return the printed number of a hex."""
        return number(*hex_, digits_of(self.sheet.columns, self.sheet.rows))

    def is_water(self, hex_: Hex) -> bool:
        """Whether a hex is of ground that nobody walks on."""
        return self.ground[hex_[0] + hex_[1] * self.sheet.columns] in self.water

    def crossed(self) -> dict[str, list[str]]:
        """Return the hexsides by kind, without those in the midst of water."""
        kinds: dict[str, list[str]] = {}
        for side, kind in self.hexsides.items():
            if not (self.is_water(side[:2]) and self.is_water(step(*side))):
                kinds.setdefault(kind, []).append(self.reference(side))
        return kinds

    def reference(self, side: Side) -> str:
        """Return a hexside as maps write it: from the higher of its hexes, as a bluff has to be named."""
        here, there = side[:2], step(*side)
        below, above = (self.metres[column + row * self.sheet.columns] for column, row in (here, there))
        if above > below:
            side = (*there, (side[2] + 3) % 6)
        return f"{self.number(side[:2])}-{DIRECTIONS[side[2]]}"


# --- what is on the ground ------------------------------------------------------------------------------------------


def roads_on_land(draft: Draft) -> Iterator[tuple[dict[str, Any], Chain]]:
    """Yield the roads without their hexes of water, in pieces where these part them."""
    for road, chain in draft.roads:
        piece: Chain = []
        for hex_ in chain:
            if not draft.is_water(hex_):
                piece.append(hex_)
                continue
            draft.left_out["hexes of water that a road would pass"] += 1
            if len(piece) > 1:
                yield road, piece
            piece = []
        if len(piece) > 1:
            yield road, piece


def bridges(draft: Draft, roads: list[tuple[dict[str, Any], Chain]]) -> list[dict[str, Any]]:
    """Return the bridges: those of layers, then those where roads cross hexsides; one to a hexside."""
    crossed = draft.hexsides
    found: dict[Side, dict[str, Any]] = {}
    for layer, feature in draft.bridges:
        side = _nearest(draft, feature, crossed)
        if side is None or side in found:
            why = "beside no hexside that could be crossed" if side is None else "at a hexside that has one"
            draft.left_out[f"{layer.file}: bridges {why}"] += 1
            continue
        found[side] = {"name": _name(layer, feature) or f"Crossing at {draft.number(side[:2])}", "kind": layer.bridge}
    for road, chain in roads if draft.recipe.crossings else ():
        for here, there in pairwise(chain):
            side = side_between(here, there)
            if side in crossed and side not in found:
                name = f"{road['name'][: LONGEST - 20]}, bridge at {draft.number(side[:2])}"
                found[side] = {"name": name, "kind": draft.recipe.crossings}
    entries = enumerate(found.items(), 1)
    return [{"id": f"bridge_{count}", **said, "hexside": draft.reference(side)} for count, (side, said) in entries]


def side_between(here: Hex, there: Hex) -> Side:
    """Return the hexside between two neighbours, by the name that all lists here use."""
    direction = next(side for side in range(6) if step(*here, side) == there)
    return min((*here, direction), (*there, (direction + 3) % 6))


def _nearest(draft: Draft, feature: Feature, crossed: Mapping[Side, str]) -> Side | None:
    """Return the hexside of a river that is nearest to a point, within the hex of the point."""
    hex_ = draft.hex_of(feature)
    if hex_ is None:
        return None
    x, y = draft.spot_of(feature)
    beside = [min((*hex_, side), (*step(*hex_, side), (side + 3) % 6)) for side in range(6)]

    def far(side: Side) -> float:
        first, last = (corner_spot(corner) for corner in draft.sheet.layout.edge(side))
        across, down = (first[0] + last[0]) / 2 - x, (first[1] + last[1]) / 2 - y
        return across * across + down * down

    return min((side for side in beside if side in crossed), key=far, default=None)


def _fits(layer: Layer, feature: Feature) -> bool:
    return all(feature.text(key) in values for key, values in layer.where.items())


def _name(layer: Layer, feature: Feature) -> str:
    """Return the name of a feature as a map can show it: on one line, not too long, no control characters."""
    said = "".join(letter if letter.isprintable() else " " for letter in feature.text(layer.name))
    name = " ".join(said.split())[:LONGEST]
    return name if any(letter.isalnum() for letter in name) else layer.called or ""


def _height(layer: Layer, feature: Feature) -> dict[str, int]:
    """Return the height that a property states, if it is one."""
    text = feature.text(layer.height) if layer.height else ""
    try:
        metres = float(text)
    except ValueError:
        return {}
    return {"height": int(metres)} if LOWEST <= metres <= HIGHEST else {}
