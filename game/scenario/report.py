"""The list of problems that checks write to, and the checks that all kinds of files share."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from game.core.errors import Problem
from game.scenario.grids import hex_row, why_not_on_map
from game.scenario.reading import Spot
from game.scenario.schema.basics import Moment, Sourced
from game.scenario.schema.mapsheet import MapFile
from game.scenario.suggesting import nearest, or_known, quote
from game.scenario.validating import Validated

HOMES: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "side": (("forces", "sides"),),
    "state": (("forces", "sides"),),
    "unit": (("forces", "sides"),),
    "unit or formation": (("forces", "sides"),),
    "deployed unit": (("scenario", "deployment"),),
    "area": (("map", "areas"), ("map", "region_legend"), ("scenario", "areas")),
    "area or place": (("map", "areas"), ("map", "region_legend"), ("scenario", "areas"), ("map", "places")),
    "region": (("map", "region_legend"),),
    "terrain": (("terrain", "terrain"),),
    "kind of hexside": (("terrain", "hexsides"),),
    "kind of road": (("terrain", "roads"),),
    "kind of bridge": (("terrain", "bridges"),),
    "equipment": (("equipment", "equipment"),),
    "unit type": (("unit_types", "unit_types"),),
    "symbol": (("symbols", "symbols"),),
}
"""In which part of which kind of file names of a kind are given."""

LISTED: Final = {
    "terrain": "terrain",
    "kind of hexside": "hexsides",
    "kind of road": "roads",
    "kind of bridge": "bridges",
    "equipment": "equipment",
    "unit type": "unit_types",
    "symbol": "symbols",
    "rule": "rules",
}
"""What `borderwars scenario ids` lists, and the kind under which it does."""


class Report:
    """Collects problems; knows the documents by kind, so that each problem gets its place."""

    def __init__(self, parts: Mapping[str, Validated]) -> None:
        self.parts = parts
        self.problems: list[Problem] = []
        self.left_out: frozenset[str] = frozenset().union(*(part.left_out for part in parts.values()))

    def add(self, kind: str, spot: Spot, message: str, *, key: bool = False, at: tuple[int, int] | None = None) -> None:
        """Note a problem with a value of a file, or with its key; nothing is noted of what is not in the file."""
        here = self.parts[kind].document.original(spot)
        if any(here[: len(invented)] == invented for invented in self.parts[kind].stand_ins):
            return
        self.problems.append(self.parts[kind].document.problem(spot, message, key=key, at=at))

    def known(self, kind: str, spot: Spot, name: str, names: Collection[str], what: str, *, key: bool = False) -> bool:
        """Whether a name exists; if not, that is a problem, unless its own entry is faulty and was left out."""
        if name in names:
            return True
        if name.casefold() not in self.left_out and self.all_known(what):
            names = sorted(names) if isinstance(names, (set, frozenset)) else names  # sets have no order of their own
            where = "" if what not in LISTED or nearest(name, names) else f" (borderwars scenario ids {LISTED[what]})"
            self.add(kind, spot, f"there is no {what} {quote(name)}{or_known(name, names)}{where}", key=key)
        return False

    def all_known(self, what: str) -> bool:
        """Whether no list that has names of this kind was left out as a whole."""
        homes = [(kind, root) for kind, root in HOMES.get(what, ()) if kind in self.parts]
        return not any(cut in ((), (root,)) for kind, root in homes for cut in self.parts[kind].cuts)

    def whole(self, kind: str, spot: Spot) -> bool:
        """Whether nothing at, below or around a spot was left out: only then is what it lacks a fault."""
        here = self.parts[kind].document.original(spot)
        return not any(cut[: len(here)] == here[: len(cut)] for cut in self.parts[kind].cuts)

    def sound(self, kind: str, *roots: str) -> bool:
        """Whether nothing below some keys of a file was left out or has had a problem: then a consequence is news."""
        name = self.parts[kind].document.name
        paths = (re.split(r"[.\[]", problem.path)[0] for problem in self.problems if problem.file == name)
        return not any(path in roots for path in paths) and all(self.whole(kind, (root,)) for root in roots)

    def faultless(self, kind: str, spot: Spot) -> bool:
        """Whether nothing at or below a spot of a file was left out or has had a problem."""
        here = self.parts[kind].document.problem(spot, "")
        inside = (f"{here.path}.", f"{here.path}[")
        noted = (problem for problem in self.problems if problem.file == here.file)
        return self.whole(kind, spot) and not any(one.path == here.path or one.path.startswith(inside) for one in noted)

    def on_map(self, kind: str, spot: Spot, number: str, map_file: MapFile) -> int | None:
        """Return the row of a hex; that it is not on the map is a problem."""
        row = hex_row(map_file, number)
        if row is None and self.sized():
            self.add(kind, spot, f"hex {quote(number)} is not on the map ({why_not_on_map(map_file, number)})")
        return row

    def moment(self, kind: str, spot: Spot, moment: Moment) -> datetime | None:
        """Return a day and hour; that it does not exist is a problem."""
        try:
            return datetime.fromisoformat(moment)
        except ValueError:
            self.add(kind, spot, f"{quote(moment)} is not a day and hour that exists")
            return None

    def sized(self) -> bool:
        """Whether the size of the map is known."""
        return self.whole("map", ("columns",)) and self.whole("map", ("rows",))

    def sourced(self, kind: str, spot: Spot, noun: Sourced) -> None:
        """Whatever history must vouch for says where it stands, or that it is our estimate."""
        if noun.source is None and not noun.estimate and self.whole(kind, spot):
            self.add(kind, spot, "needs a `source`, or `estimate: true`")

    def unique(self, kind: str, spot: Spot, name: str, seen: set[str], what: str) -> None:
        """Note a name that is used twice; `seen` grows."""
        if name in seen:
            self.add(kind, spot, f"the {what} {quote(name)} is there already; ids must differ")
        seen.add(name)
