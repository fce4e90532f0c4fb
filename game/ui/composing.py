"""Putting an attack together in one go: all who can join, all guns, the best by the exact forecast, nobody.

What is best is found step by step: whoever raises the worth of the attack most joins, until nobody does. Every step is
weighed by the forecast of the engine, the loss tolerance that is said included.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from game.engine.forecast import AttackForecast
from game.engine.game import Game
from game.ui.drafts import Draft, candidates, toggled

DEARER: Final = 3.0
"""How much more the chance of success counts than the share of the own men in the attack that it costs."""

LEAST_GAIN: Final = 0.002
"""What another unit must add at least, a fifth of a per cent of success, to be sent into the attack."""


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
    """Return the draft with those who together promise most within its loss tolerance, guns last."""
    best = cleared(game, draft)
    for guns in (False, True):
        best = _raised(game, best, guns=guns)
    return best if best.units else draft


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


def _raised(game: Game, draft: Draft, *, guns: bool) -> Draft:
    """Return the draft joined by those, of units or of guns, who raise its worth, the one who does most first."""
    left = [one.unit for one in candidates(game, draft.target) if one.verdict and one.guns is guns]
    now = worth(game, draft)
    while left:
        tried = [(worth(game, toggled(game, draft, unit)), -place, unit) for place, unit in enumerate(left)]
        gain, _, unit = max(tried)
        if gain < now + LEAST_GAIN:
            break
        draft, now = toggled(game, draft, unit), gain
        left.remove(unit)
    return draft


def worth(game: Game, draft: Draft) -> float:
    """Return what an attack is worth: its chance of success less what it costs; -1 where it cannot be made."""
    if draft.order is None or not draft.units or not game.check(draft.order):
        return -1.0
    found = game.forecast(draft.order)
    assert isinstance(found, AttackForecast)
    rows = [game.scenario.names.unit_row[unit] for unit in draft.units]
    men = max(1, sum(int(game.state.unit_figures.men[row]) for row in rows))
    return float(found.success) - float(found.attackers_lost) / men / DEARER
