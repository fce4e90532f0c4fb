"""Victory levels that no sum of points reaches, from what each award can give at the least and at the most."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.core.errors import Remark
from game.core.terms import Kind
from game.scenario.remarks.checked import Checked
from game.scenario.rule_values import field_of
from game.scenario.schema.scenario_file import AwardEntry
from game.scenario.world import Records, World

WIDEST: Final = 20_000
"""Margins between the least and the most of which each is looked at; with more of them only the ends are."""

Steps = tuple[int, int]
"""So many points, given from no time to so many times."""


def levels_out_of_reach(checked: Checked) -> Iterator[Remark]:
    """Yield remarks on levels that no margin of points leads to."""
    levels = checked.scenario.file.victory.levels
    sums = Sums(checked)
    low, high = sums.ends()
    above = high + 1
    for index, level in enumerate(levels):
        least = low if level.at_least is None else level.at_least
        if not sums.has_any(least, above - 1):
            wanted = f"{level.at_least} or more" if level.at_least is not None else f"less than {above}"
            if index and level.at_least is not None:
                wanted = f"{level.at_least} to {above - 1}"
            said = f"no sum of points leads to this level: it needs a margin of {wanted}, and {sums.words()}"
            yield checked.remark("scenario", ("victory", "levels", index), f"{said}; each level is usually in reach")
        above = min(above, least) if level.at_least is not None else above


class Sums:
    """The margins, first side less second, that the awards of a scenario can come to, or more than these."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        self.sides = checked.scenario.names.sides
        self.choices: list[list[int]] = []  # of each list one number
        self.steps: list[Steps] = []
        held: dict[str, list[AwardEntry]] = {}
        for award in checked.scenario.file.victory.awards:
            if award.award == "hold":
                held.setdefault(award.area or "", []).append(award)
            else:
                self._add(award)
        for awards in held.values():
            states = (*self.sides, "")
            self.choices.append([sum(self._sign(one) * _held_by(one, state) for one in awards) for state in states])

    def ends(self) -> tuple[int, int]:
        """Return the least and the greatest margin."""
        low = sum(min(choice) for choice in self.choices) + sum(min(0, one * times) for one, times in self.steps)
        high = sum(max(choice) for choice in self.choices) + sum(max(0, one * times) for one, times in self.steps)
        return low, high

    def words(self) -> str:
        """Return what the awards can come to, in words."""
        low, high = self.ends()
        return f"the awards come to a margin from {low} to {high}"

    def has_any(self, least: int, most: int) -> bool:
        """Whether a margin can lie between two, both included."""
        low, high = self.ends()
        least, most = max(least, low), min(most, high)
        if least > most:
            return False
        if high - low > WIDEST:
            return True
        return (self._margins(low) >> (least - low)) & ((1 << (most - least + 1)) - 1) != 0

    def _margins(self, low: int) -> int:
        """Return all margins as bits, the least one lowest."""
        bits = 1
        for choice in self.choices:
            least = min(choice)
            given = 0
            for one in set(choice):
                given |= bits << (one - least)
            bits = given
        for one, times in self.steps:
            part, left = 1, times
            while left > 0:  # in parts of 1, 2, 4, ... times and what is left, which make every number of times
                part = min(part, left)
                bits |= bits << (abs(one) * part)
                left -= part
                part *= 2
        return bits

    def _sign(self, award: AwardEntry) -> int:
        return 1 if award.side == self.sides[0] else -1

    def _add(self, award: AwardEntry) -> None:
        points = self._sign(award) * award.points
        if award.award == "fixed":
            self.choices.append([points])
        elif award.award == "share":
            self.steps.append((1 if points > 0 else -1, abs(points)))
        elif award.award == "losses":
            self.steps.append((points, self._most_lost(award) // award.per))
        elif award.award == "exited":
            self.steps.append((points, self._most_exited(award) // award.per))
        elif award.award == "ground":
            self.steps.append((points, self._most_ground(award)))
        else:
            self.choices.append([0, points])

    def _most_ground(self, award: AwardEntry) -> int:
        """Return in how many hexes of an area a side can stand beyond those that do not count."""
        scenario = self.checked.scenario
        side = scenario.names.side_row[award.side]
        inside = scenario.world.areas[scenario.names.area_row[award.area or ""]] == 1
        hexes = int((inside & self.checked.marches.of_side(side)).sum())
        return max(0, min(hexes, int((scenario.world.units.side == side).sum())) - award.free)

    def _most_exited(self, award: AwardEntry) -> int:
        """Return how many units, or items of a kind, can leave the map of those that an award counts."""
        scenario = self.checked.scenario
        counted = scenario.world.counted[scenario.file.victory.awards.index(award)] == 1
        if award.kind is None:
            return int(counted.sum())
        return _items(scenario.world, scenario.world.units[counted], Kind[award.kind.upper()])

    def _most_lost(self, award: AwardEntry) -> int:
        """Return how many of a kind a side can lose: all that it has, vehicles again each time they are repaired."""
        scenario = self.checked.scenario
        world, kind = scenario.world, Kind[(award.kind or "").upper()]
        again = scenario.file.calendar.turns * int(field_of(world.rules[0], "repair"))  # thousandths of each vehicle
        found = 0
        for row in world.units[world.units.side == scenario.names.side_row[award.of or ""]]:
            for item, count in zip(row["items"].tolist(), row["count"].tolist(), strict=True):
                noun = world.equipment[item]
                times = count + (count * again // 1000 if noun.kind in {Kind.TANK, Kind.VEHICLE} else 0)
                found += times * int(noun.crew) if kind == Kind.MEN else times * int(noun.kind == kind)
        return found


def _items(world: World, units: Records, kind: Kind) -> int:
    """Return how many items of a kind some units come with; of men all, crews too."""
    found = 0
    for row in units:
        for item, count in zip(row["items"].tolist(), row["count"].tolist(), strict=True):
            noun = world.equipment[item]
            found += count * (int(noun.crew) if kind == Kind.MEN else int(noun.kind == kind))
    return found


def _held_by(award: AwardEntry, holder: str) -> int:
    """Return what an award for holding gives when a side holds the area, or nobody does."""
    if not holder:
        return award.contested
    return award.points if holder == award.side else 0
