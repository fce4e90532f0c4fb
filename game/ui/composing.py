"""Putting an attack together in one go: all who can join, all guns, the best by the exact forecast, nobody.

What is best is found step by step: whoever raises the worth of the attack most joins, until nobody does; then whoever
adds nothing any more leaves. Every step is weighed by the forecast of the engine, the loss tolerance that is said
included. Where nobody has a chance, better odds lead on to where there may be one; where there is none, nothing is put
together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from game.engine.forecast import AttackForecast
from game.engine.game import Game
from game.ui.drafts import Draft, candidates, toggled

DEARER: Final = 3.0
"""How much more the chance of success counts than the share of the own men in the attack that it costs."""

LEAST_GAIN: Final = 0.002
"""What another unit must add at least, a fifth of a per cent of success, to be sent into the attack."""

LEAST_CHANCE: Final = Fraction(1, 100)
"""Of success: with less an attack has none."""

HOPELESS: Final = -1.0
"""What is worth less has no chance; an attack that has one is worth more, whatever it costs."""

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

    It is left as it is where nobody has a chance, not even all together.
    """
    grown = cleared(game, draft)
    for guns in (False, True):
        grown = _raised(game, grown, guns=guns)
    everybody = with_guns(game, with_all(game, draft))
    best = max((grown, everybody, draft), key=lambda one: worth(game, one))
    return _thinned(game, best) if has_a_chance(game, best) else draft


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


def _thinned(game: Game, draft: Draft) -> Draft:
    """Return the draft without those whom it does not miss, the one whom it misses least first."""
    now = worth(game, draft)
    while len(draft.units) + len(draft.support) > 1:
        fewer = (toggled(game, draft, unit) for unit in (*draft.units, *draft.support))
        value, without = max(((worth(game, one), one) for one in fewer), key=lambda found: found[0])
        if value <= now - LEAST_GAIN:
            break
        draft, now = without, max(now, value)
    return draft


def has_a_chance(game: Game, draft: Draft) -> bool:
    """Whether an attack can succeed, in one case of a hundred at least."""
    return worth(game, draft) > HOPELESS


def worth(game: Game, draft: Draft) -> float:
    """Return what an attack is worth: its chance of success less what it costs.

    Without a chance it is less than any that has one, and the less the worse the odds; -3 where it cannot be made.
    """
    if draft.order is None or not draft.units or not game.check(draft.order):
        return HOPELESS - 2
    found = game.forecast(draft.order)
    assert isinstance(found, AttackForecast)
    if found.success < LEAST_CHANCE:
        return HOPELESS - EVEN / (EVEN + found.odds)
    rows = [game.scenario.names.unit_row[unit] for unit in draft.units]
    men = max(1, sum(int(game.state.unit_figures.men[row]) for row in rows))
    return float(found.success) - float(found.attackers_lost) / men / DEARER
