"""What a factor can be, and what each of its levels changes: from the entry of a file to `experiment.Factor`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from game.batch.experiment import Level, Value
from game.batch.experiments.drawing import drawn_strengths
from game.commanders.roster import FOLLOWER, WITH_PLAN, commander_named, names_plan
from game.core.errors import UsageError
from game.scenario.changes import Change, Kind
from game.scenario.loading import Scenario
from game.scenario.reading import Spot
from game.scenario.schema.experiment_file import VARIES, FactorEntry, LevelEntry
from game.scenario.suggesting import listed, or_known, quote

TAKES_VALUES: Final = ("set", "scale", "arrive", "commander", "plan")
"""What a factor varies by `values`."""

USUAL: Final = "as it is"
"""The level at which nothing is changed, of those that leave out and those that draw."""

DIGITS: Final = 6
"""Significant digits of a number between two others."""


@dataclass(frozen=True)
class Varied:
    """One factor of a file, over the scenario that it varies."""

    entry: FactorEntry
    scenario: Scenario
    seed: int

    def with_levels(self, levels: Sequence[Level]) -> Varied:
        """Return the factor with other levels: those that it has, with the plans that they follow."""
        found = Varied(self.entry, self.scenario, self.seed)
        found.__dict__["levels"] = tuple(levels)
        return found

    @cached_property
    def varies(self) -> str:
        """What it varies: the one of VARIES that the entry has. Raises UsageError."""
        found = [key for key in VARIES if getattr(self.entry, key) is not None]
        if len(found) != 1:
            has = f"it has {listed(map(quote, found))}" if found else "it has none"
            raise UsageError(f"a factor has one of {listed(map(quote, VARIES), 'or')}: {has}")
        self._require_values(found[0])
        return found[0]

    def _require_values(self, varies: str) -> None:
        """See that there is what it goes through, and nothing else. Raises UsageError."""
        values, between = self.entry.values is not None, self.entry.between is not None
        if varies not in TAKES_VALUES and (values or between):
            raise UsageError(f"{quote(varies)} goes without `values` and `between`")
        if between and varies not in ("set", "scale"):
            raise UsageError(f"{quote(varies)} takes `values`; `between` is for 'set' and 'scale'")
        if varies in TAKES_VALUES and values == between:
            raise UsageError("`values` and `between` are both there" if values else "what are its `values`?")
        if self.entry.between is not None and self.entry.between[0] >= self.entry.between[1]:
            raise UsageError("`between` names the least first and then the most")

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """All that it can be, the usual first; nothing of one that takes any number between two.

        Raises
        ------
        UsageError : the entry says what cannot be, or the same twice.
        """
        if self.varies and self.entry.between is not None:
            return ()
        levels = tuple(self._levels())
        twice = [
            level.value for place, level in enumerate(levels) if level.value in [one.value for one in levels[:place]]
        ]
        if twice:
            raise UsageError(f"{quote(twice[0])} comes twice")
        return levels

    @property
    def usual(self) -> Level:
        """What it usually is; nothing is changed of one that takes any number between two."""
        return self.levels[0] if self.levels else Level(USUAL)

    def valued(self, value: Any) -> Level:
        """Return the level that has a value. Raises UsageError."""
        if self.entry.between is not None:
            low, high = self.entry.between
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
                raise UsageError(f"{quote(value)} is no number from {low} to {high}")
            return self._valued(value)
        named = _named(value)
        found = next((level for level in self.levels if level.value == named), None)
        if found is None:
            known = [str(level.value) for level in self.levels]
            raise UsageError(f"{quote(self.entry.id)} is never {quote(value)}{or_known(str(named), known)}")
        return found

    @property
    def says(self) -> set[str]:
        """What it decides about a game alone, in words: who leads, how luck falls, the value of a path."""
        levels = self.levels if self.entry.between is None else (self.at(0),)
        found = {f"who leads {side}" for level in levels for side in level.commanders}
        found |= {"how luck falls" for level in levels if level.luck is not None}
        for level in levels:
            found |= {f"what {one.where} is" for one in level.changes if one.kind == "set"}
            found |= {f"when {one.where} arrives" for one in level.changes if one.kind == "arrive"}
        return found

    def names_plans(self, side: str) -> bool:
        """Whether each of its levels that says who leads a side names the plan too, if that commander follows one."""
        leaders = [level.commanders[side] for level in self.levels if side in level.commanders]
        return all(names_plan(name) or not commander_named(name).follows_plans for name in leaders)

    def spot(self, place: int, row: int) -> Spot:
        """Return where a file that has this factor in a place says what one of its levels is."""
        key = next((key for key in ("values", "levels", "without", "luck") if getattr(self.entry, key) is not None), "")
        if not key or (key == "without" and row == 0):
            return ("factors", place)
        return ("factors", place, key, row - 1 if key == "without" else row)

    def at(self, share: float) -> Level:
        """Return the level that lies by a share, from 0 to below 1, between the first and the last."""
        if self.entry.between is None:
            return self.levels[int(share * len(self.levels))]
        low, high = self.entry.between
        whole = self.entry.set is not None and isinstance(low, int) and isinstance(high, int)
        if whole:
            return self._valued(int(low + share * (high + 1 - low)))
        return self._valued(float(f"{low + share * (high - low):.{DIGITS}g}"))

    def _levels(self) -> Iterator[Level]:
        entry = self.entry
        if entry.values is not None:
            yield from map(self._valued, entry.values)
        elif entry.without is not None:
            yield Level(USUAL)
            yield from (Level(f"without {name}", (Change("without", name),)) for name in entry.without)
        elif entry.luck is not None:
            yield from (Level(luck, luck=luck) for luck in entry.luck)
        elif entry.strengths is not None:
            drawn = entry.strengths
            for draw in range(drawn.draws + 1):
                changes = drawn_strengths(self.scenario, draw, self.seed, drawn.units, drawn.spread)
                yield Level(f"draw {draw}" if draw else USUAL, changes)
        else:
            yield from map(level_of, entry.levels or ())

    def _valued(self, value: Any) -> Level:
        """Return the level of one of the values, for what takes values. Raises UsageError."""
        entry = self.entry
        if entry.arrive is not None:
            return Level(_named(value), (Change("arrive", entry.arrive, value),))
        if entry.set is not None or entry.scale is not None:
            kind: Kind = "set" if entry.set is not None else "scale"
            paths = entry.set if entry.set is not None else entry.scale
            if kind == "scale" and value == 1:
                return Level(_named(value))  # as it is, and said to be
            where = [paths] if isinstance(paths, str) else list(paths or ())
            return Level(_named(value), tuple(Change(kind, path, value) for path in where))
        if not isinstance(value, str):
            raise UsageError(f"who leads is a name, not {quote(value)}")
        if entry.commander is not None:
            return Level(value, commanders={entry.commander: value})
        assert entry.plan is not None
        return Level(value, commanders={entry.plan: FOLLOWER + WITH_PLAN + value})


def level_of(entry: LevelEntry) -> Level:
    """Return the level that an entry describes. Raises UsageError for a change that is none."""
    changes = [Change("set", path, value) for path, value in entry.set.items()]
    changes += [Change("scale", path, factor) for path, factor in entry.scale.items()]
    changes += [Change("arrive", name, turn) for name, turn in entry.arrive.items()]
    changes += [Change("without", name) for name in entry.without]
    return Level(entry.name, tuple(changes), led_by(entry.commanders, entry.plans), entry.luck)


def led_by(commanders: Mapping[str, str], plans: Mapping[str, str]) -> dict[str, str]:
    """Return who leads each side that something is said of, with its plan. Raises UsageError."""
    both = [side for side in plans if WITH_PLAN in commanders.get(side, "")]
    if both:
        raise UsageError(f"`commanders` and `plans` both name a plan of {quote(both[0])}; give one of them")
    followed = {side: commanders.get(side, FOLLOWER) + WITH_PLAN + plan for side, plan in plans.items()}
    return {**commanders, **followed}


def _named(value: Any) -> Value:
    """Return a value as tables have it: a number or a word as it is, anything else as it is written."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return value
