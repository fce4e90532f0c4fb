"""Putting an attack together in one go: all who can join, all guns, the best by the exact forecast, nobody.

What is best is found by several ways: from nobody, from everybody, from each who could assault alone with all guns.
On each, whoever raises the worth of the attack most joins or leaves, until nobody does; then all leave who add
nothing. Everybody together may be worse than fewer: where more suffer, an assault is broken off earlier for its losses.
Every step is weighed exactly, the loss tolerance that is said included. Where nobody has a chance, better odds lead on
to where there may be one; where none is found, nothing is put together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from game.engine.game import Game
from game.engine.orders import Attack
from game.engine.surveys import outlook_of
from game.ui.drafts import Draft, candidates, toggled

DEARER: Final = 3.0
"""How much more the chance of success counts than the share of the own men in the attack that it costs."""

LEAST_GAIN: Final = 0.002
"""What another unit must add at least, a fifth of a per cent of success, to be sent into the attack."""

CLEARLY: Final = 0.01
"""What another attack must promise more than the one that grew from nobody: a handful is not sent to spare a few."""

LEAST_CHANCE: Final = Fraction(1, 100)
"""Of success: with less an attack has none."""

HOPELESS: Final = -1.0
"""What is worth less has no chance; an attack that has one is worth more, whatever it costs."""

MANY: Final = 150
"""Attacks weighed, after which no new way to a better one is begun: about a tenth of a second at the largest battle."""

EVEN: Final = 100
"""Even odds, in hundredths."""


def cleared(_game: Game, draft: Draft) -> Draft:
    """Return the draft with nobody in it."""
    return replace(draft, units=(), support=())


def with_all(game: Game, draft: Draft) -> Draft:
    """Return the draft with all who can assault together, in the order in which they are listed."""
    return _joined_by(game, draft, guns=False)


def with_guns(game: Game, draft: Draft) -> Draft:
    """Return the draft with all guns that can support it."""
    return _joined_by(game, draft, guns=True)


def with_best(game: Game, draft: Draft) -> Draft:
    """Return the draft with those who together promise most within its loss tolerance, guns last.

    It is left as it is where no attack that is tried has a chance.
    """
    scales = _Scales(game)
    may = [one for one in candidates(game, draft.target) if one.verdict]
    who, guns = ([one.unit for one in may if one.guns is firing] for firing in (False, True))
    alone = [with_guns(game, replace(draft, units=(unit,), support=())) for unit in who]
    grown = _climbed(_climbed(cleared(game, draft), who, scales), guns, scales)
    found = [draft]
    for start in (with_guns(game, with_all(game, draft)), *sorted(alone, key=scales.worth, reverse=True)):
        found.append(start if scales.are_tired else _climbed(start, who, scales))
    other = max(found, key=scales.worth)
    best = other if scales.worth(other) > scales.worth(grown) + CLEARLY else grown
    if scales.worth(best) <= HOPELESS:
        return draft
    return _climbed(_thinned(best, scales), (*who, *guns), scales)


CHOICES: Final[Mapping[str, Callable[[Game, Draft], Draft]]] = {
    "all": with_all,
    "best": with_best,
    "guns": with_guns,
    "none": cleared,
}
"""What can be asked for, by its name on the button."""


def _joined_by(game: Game, draft: Draft, *, guns: bool) -> Draft:
    for one in candidates(game, draft.target):
        if one.verdict and one.guns is guns and not draft.has(one.unit):
            more = toggled(game, draft, one.unit)
            if more.order is not None and game.check(more.order):
                draft = more
    return draft


class _Scales:
    """Weigh drafts, and remember what each is worth: different ways lead to the same attack."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.known: dict[frozenset[str], float] = {}

    @property
    def are_tired(self) -> bool:
        """Whether so many have been weighed that no new way is begun."""
        return len(self.known) > MANY

    def worth(self, draft: Draft) -> float:
        """Return what a draft is worth."""
        who = frozenset((*draft.units, *draft.support))
        if who not in self.known:
            self.known[who] = worth(self.game, draft)
        return self.known[who]


def _climbed(draft: Draft, who: Sequence[str], scales: _Scales) -> Draft:
    """Return the draft joined or left, one by one, by whoever of some units raises its worth most, until none does."""
    while True:
        better = max((toggled(scales.game, draft, unit) for unit in who), key=scales.worth, default=draft)
        if scales.worth(better) < scales.worth(draft) + LEAST_GAIN:
            return draft
        draft = better


def _thinned(draft: Draft, scales: _Scales) -> Draft:
    """Return the draft without those whom it does not miss, those whom it misses least first."""
    fewer = {unit: toggled(scales.game, draft, unit) for unit in (*draft.units, *draft.support)}
    now = scales.worth(draft)
    for unit in sorted(fewer, key=lambda unit: scales.worth(fewer[unit]), reverse=True):
        without = toggled(scales.game, draft, unit)
        if scales.worth(without) > now - LEAST_GAIN:
            draft, now = without, max(now, scales.worth(without))
    return draft


def has_a_chance(game: Game, draft: Draft) -> bool:
    """Whether an attack can succeed, in one case of a hundred at least."""
    return worth(game, draft) > HOPELESS


def worth(game: Game, draft: Draft) -> float:
    """Return what an attack is worth: its chance of success less what it costs.

    Without a chance it is less than any that has one, and the less the worse the odds; -3 where it cannot be made.
    """
    order = draft.order
    found = outlook_of(game, order) if isinstance(order, Attack) else None
    if found is None:
        return HOPELESS - 2
    if found.success < LEAST_CHANCE:
        return HOPELESS - EVEN / (EVEN + found.odds)
    rows = [game.scenario.names.unit_row[unit] for unit in draft.units]
    men = max(1, sum(int(game.state.unit_figures.men[row]) for row in rows))
    return float(found.success) - float(found.attackers_lost) / men / DEARER
