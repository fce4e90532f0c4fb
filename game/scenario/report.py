"""The list of problems that checks write to, and the checks that all kinds of files share."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from game.core.errors import Problem
from game.scenario.grids import hex_row
from game.scenario.reading import Spot
from game.scenario.schema.basics import Sourced
from game.scenario.schema.mapsheet import MapFile
from game.scenario.suggesting import or_known, quote
from game.scenario.validating import Validated


class Report:
    """Collects problems; knows the documents by kind, so that each problem gets its place."""

    def __init__(self, parts: Mapping[str, Validated]) -> None:
        self.parts = parts
        self.problems: list[Problem] = []
        self.left_out: frozenset[str] = frozenset().union(*(part.left_out for part in parts.values()))

    def add(self, kind: str, spot: Spot, message: str, *, key: bool = False, at: tuple[int, int] | None = None) -> None:
        """Note a problem with a value of a file, or with its key."""
        self.problems.append(self.parts[kind].document.problem(spot, message, key=key, at=at))

    def known(self, kind: str, spot: Spot, name: str, names: Collection[str], what: str, *, key: bool = False) -> bool:
        """Whether a name exists; if not, that is a problem, unless its own entry is faulty and was left out."""
        if name in names:
            return True
        group = f"{what.replace(' ', '_')}s"
        if name.casefold() not in self.left_out and not any((group,) in part.cuts for part in self.parts.values()):
            self.add(kind, spot, f"there is no {what} {quote(name)}{or_known(name, names)}", key=key)
        return False

    def whole(self, kind: str, spot: Spot) -> bool:
        """Whether nothing below a spot was left out: only then is what it lacks a fault."""
        here = self.parts[kind].document.original(spot)
        return not any(cut[: len(here)] == here for cut in self.parts[kind].cuts)

    def sound(self, kind: str, *roots: str) -> bool:
        """Whether nothing below some keys of a file was left out or has had a problem: then a consequence is news."""
        name = self.parts[kind].document.name
        paths = (re.split(r"[.\[]", problem.path)[0] for problem in self.problems if problem.file == name)
        return not any(path in roots for path in paths) and all(self.whole(kind, (root,)) for root in roots)

    def on_map(self, kind: str, spot: Spot, number: str, map_file: MapFile) -> int | None:
        """Return the row of a hex; that it is not on the map is a problem."""
        row = hex_row(map_file, number)
        if row is None:
            size = f"columns 00 to {map_file.columns - 1:02d}, rows 00 to {map_file.rows - 1:02d}"
            self.add(kind, spot, f"hex {quote(number)} is not on the map ({size})")
        return row

    def sourced(self, kind: str, spot: Spot, noun: Sourced) -> None:
        """Whatever history must vouch for says where it stands, or that it is our estimate."""
        if noun.source is None and not noun.estimate and self.whole(kind, spot):
            self.add(kind, spot, "needs a `source`, or `estimate: true`")

    def unique(self, kind: str, spot: Spot, name: str, seen: set[str], what: str) -> None:
        """Note a name that is used twice; `seen` grows."""
        if name in seen:
            self.add(kind, spot, f"the {what} {quote(name)} is there already; ids must differ")
        seen.add(name)
