"""How large a generated scenario is, and what it has.

A wish follows from its seed; its sizes can be cut and its features taken away without any change to the rest, so that
what fails can be made small.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from typing import Final

from tests.generated.choosing import Chooser

FEATURES: Final = (
    "water",
    "hexsides",
    "river",
    "roads",
    "bridges",
    "crossings",
    "regions",
    "areas",
    "places",
    "lines",
    "supply",
    "ammunition",
    "controls",
    "near",
    "arrivals",
    "conditions",
    "withdrawals",
    "wear",
    "own_items",
    "crowds",
    "bans",
    "awards",
    "ladder",
    "history",
    "tests",
    "rules",
    "libraries",
    "weather",
    "minutes",
    "small_action",
    "exits",
    "chance",
    "boats",
)
"""What a scenario may have or lack. `near`: the sides begin beside each other; without `supply` nobody has a source.

Those that came later stand last: a seed has what it had before them.
"""

LIKELY: Final = {"supply": 5, "near": 3, "awards": 3, "arrivals": 3}
"""In how many of so many and one scenarios a feature is; others are in every second."""


@dataclass(frozen=True)
class Size:
    """The most that there is of something."""

    columns: int
    rows: int
    units: int
    turns: int


LARGEST: Final = Size(100, 100, 400, 3)

SIZES: Final = (
    *(Size(1, 1, 6, 3),) * 2,
    *(Size(1, 12, 10, 4),) * 2,
    *(Size(12, 1, 10, 4),) * 2,
    *(Size(3, 3, 8, 6),) * 6,
    *(Size(6, 6, 14, 6),) * 14,
    *(Size(9, 7, 24, 8),) * 14,
    *(Size(16, 14, 40, 8),) * 12,
    *(Size(30, 24, 80, 10),) * 3,
    *(Size(4, 4, 4, 400),) * 2,
    Size(70, 50, 180, 6),
    LARGEST,
)
"""Those that scenarios are drawn from, the more often the more often they stand here."""

SMALL: Final = Size(6, 6, 10, 3)
"""What plain Python plays in a moment."""


@dataclass(frozen=True)
class Wish:
    """What is wanted of a scenario."""

    seed: int
    size: Size
    features: frozenset[str]

    @property
    def choose(self) -> Chooser:
        """All of its choices begin here."""
        return Chooser(self.seed)

    def has(self, feature: str) -> bool:
        """Whether the scenario has a feature."""
        assert feature in FEATURES, feature
        return feature in self.features

    def without(self, *features: str) -> Wish:
        """Return the same wish with less in it."""
        return replace(self, features=self.features - set(features))

    def at_most(self, size: Size) -> Wish:
        """Return the same wish cut down to a size."""
        mine = self.size
        return replace(
            self,
            size=Size(
                min(mine.columns, size.columns),
                min(mine.rows, size.rows),
                min(mine.units, size.units),
                min(mine.turns, size.turns),
            ),
        )


def _part(choose: Chooser, most: int) -> int:
    """Return a number that is seldom small: all of it, some of it, rarely 1."""
    choice = choose.whole(0, 19)
    return 1 if choice == 0 else most if choice < 8 else choose.whole(most // 3 + 1, most)


def wish(seed: int) -> Wish:
    """Return what a seed stands for."""
    choose = Chooser(seed).apart("wish")
    most = choose.pick(SIZES)
    size = most if most is LARGEST else Size(*(_part(choose, greatest) for greatest in astuple(most)))
    if choose.one_in(20):
        size = replace(size, units=0)
    features = frozenset(name for name in FEATURES if choose.whole(0, LIKELY.get(name, 1)))
    return Wish(seed, size, features)
