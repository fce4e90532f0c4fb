"""The balance card as plain data: what `scenario balance --json` prints and its tables and picture are made of."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.batch.balance.adding import Addition
from game.batch.balance.losing import losses
from game.batch.balance.playing import Played
from game.batch.balance.settling import settled_data
from game.batch.balance.taking_part import units
from game.batch.balance.verdicts import WORDS, can_win, verdict
from game.batch.comparing import difference
from game.batch.figures import Figure
from game.batch.intervals import mean_interval, spread, wilson
from game.batch.results import UNFINISHED, Results
from game.batch.tables import levels
from game.commanders.officer.planning import OWN
from game.commanders.roster import taken_apart
from game.commanders.titles import OWN_TITLE, plans_of, title_of
from game.core.terms import NOWHERE, SIDES
from game.scenario.names import so_many
from game.scenario.suggesting import quote

DIFFERENCES: Final = 2 * SIDES
"""Differences that the unit more of each side makes, all looked at together."""


def card(played: Played) -> dict[str, Any]:
    """Return the balance card; docs/json.md describes the keys."""
    games, question = played.games, played.question
    pairs = [_pair(results) for results in played.pairs]
    return {
        "scenario": games.scenario.name,
        "scenario_digest": games.scenario.digest,
        "seed": question.seed,
        "commanders": dict(question.commanders),
        "runs": games.runs,
        "verdict": _verdict(games),
        "winners": winners(games),
        "outcomes": levels(games),
        "margin": _margin(games),
        "plans": {
            "runs": question.pair_runs if pairs else 0,
            "pairs": pairs,
            "best": [_best(games, pairs, side) for side in range(SIDES)] if pairs else [],
            "left_out": question.left_out,
        },
        "length": _length(games),
        "losses": losses(games),
        "settled": settled_data(games),
        "units": units(games),
        "one_more": [_one_more(played, side) for side in range(SIDES)],
        "digest": games.digest(),
        "seconds": round(played.seconds, 3),
    }


def won_by(results: Results) -> NDArray[np.int64]:
    """(N,) Return who has won each game, NOWHERE where nobody has or it is not over."""
    named = np.array([*results.scenario.names.level_winners, NOWHERE])
    return np.asarray(named[np.where(results.levels == UNFINISHED, -1, results.levels)])


def margins(results: Results) -> NDArray[np.float64]:
    """(N,) Return the points of the first side less those of the second."""
    points = results.points.astype(np.float64)
    return points[:, 0] - points[:, 1]


def winners(results: Results) -> list[dict[str, Any]]:
    """Return how many games each side has won, and how many have no winner, with Wilson's intervals."""
    found, names = won_by(results), results.scenario.names
    rows = []
    for code, side in (*enumerate(names.sides), (NOWHERE, None)):
        count = int(np.count_nonzero(found == code))
        interval = [round(end, 4) for end in wilson(count, results.runs)]
        share = round(count / results.runs, 4)
        rows.append({"side": side, "count": count, "share": share, "interval_95": interval})
    return rows


def _counts(results: Results) -> tuple[int, int]:
    found = won_by(results)
    return int(np.count_nonzero(found == 0)), int(np.count_nonzero(found == 1))


def _verdict(results: Results) -> dict[str, Any]:
    """Return how even the battle is, in a word and a sentence."""
    won, names, runs = _counts(results), results.scenario.names, results.runs
    found = verdict(won, runs)
    order = (1, 0) if won[1] > won[0] else (0, 1)
    first, second = (f"the {names.side_adjectives[side]} side" for side in order)
    drawn = runs - sum(won)
    without = f", {drawn:,} {'has' if drawn == 1 else 'have'} no winner" if drawn else ""
    said = f"{first} wins {won[order[0]]:,} of {so_many(runs, 'game')}, {second} {won[order[1]]:,}{without}"
    return {
        "word": found.word,
        "side": None if found.side is None else names.sides[found.side],
        "share": found.share,
        "interval_95": list(found.interval_95),
        "sentence": f"{said[0].upper()}{said[1:]}: {WORDS[found.word]}.",
    }


def _margin(results: Results) -> dict[str, Any]:
    """Return where the margin lies in finished games; nothing where there are none."""
    over = margins(results)[results.levels != UNFINISHED]
    if not len(over):
        return {}
    sure = mean_interval(over)
    return {**spread(over).as_data(), "mean_95": None if sure is None else list(sure)}


def _length(results: Results) -> dict[str, Any]:
    """Return how long games were."""
    calendar, over = results.scenario.file.calendar, results.levels != UNFINISHED
    turns = results.reached - calendar.first_turn + 1
    return {
        "turns": calendar.turns,
        "played": spread(turns).as_data(),
        "early": int(np.count_nonzero(over & (turns < calendar.turns))),
        "unfinished": results.unfinished,
    }


def _pair(results: Results) -> dict[str, Any]:
    """Return what a pair of plans came to."""
    sure = mean_interval(margins(results))
    return {
        "commanders": dict(results.commanders),
        "titles": {side: _title(results, side) for side in results.commanders},
        "runs": results.runs,
        "winners": winners(results),
        "margin": round(float(np.mean(margins(results))), 2),
        "margin_95": None if sure is None else list(sure),
        "word": verdict(_counts(results), results.runs).word,
    }


def _title(results: Results, side: str) -> str:
    """Return what a plan is called in a pair; of a commander who follows none, his title."""
    name, plans = results.commanders[side], plans_of(results.scenario, side)
    plan = taken_apart(name)[1]
    return plans.get(plan, OWN_TITLE if plan == OWN else plan) if plan else title_of(name, plans)


def _best(results: Results, pairs: list[dict[str, Any]], side: int) -> dict[str, Any]:
    """Return the pair of plans with which a side wins most games, and whether it can win with it."""
    place = max(range(len(pairs)), key=lambda place: (pairs[place]["winners"][side]["count"], -place))
    names, pair = results.scenario.names, pairs[place]
    won, runs = pair["winners"][side]["count"], pair["runs"]
    mine, theirs = (quote(pair["titles"][names.sides[who]]) for who in (side, 1 - side))
    said = f"it wins {won:,} of {so_many(runs, 'game')} with {mine} against {theirs}" if won else "it wins no game"
    surest, least = _surest(pairs, names.sides, side)
    can, adjective = can_win(won, runs), names.side_adjectives[side]
    begin = f"The {adjective} side {'can win' if can else 'wins too seldom with every plan that was played'}"
    return {
        "side": names.sides[side],
        "can_win": can,
        "pair": place,
        "won": won,
        "surest": surest,
        "surest_won": least,
        "sentence": f"{begin}: {'' if can or not won else 'at best '}{said}. {_in_any_case(surest, least, runs)}",
    }


def _in_any_case(surest: str, least: int, runs: int) -> str:
    """Return in a sentence what a side can be sure of."""
    if not least:
        return "Each of its plans has an answer: a plan of the other side against which it wins no game."
    return f"With {quote(surest)} it wins at least {least:,} of {runs:,}, whatever plan the other side follows."


def _surest(pairs: list[dict[str, Any]], sides: tuple[str, ...], side: int) -> tuple[str, int]:
    """Return the plan of a side that wins most games against the plan that is worst for it, and how many."""
    least: dict[str, int] = {}
    for pair in pairs:
        name, won = pair["titles"][sides[side]], pair["winners"][side]["count"]
        least[name] = min(won, least.get(name, won))
    surest = max(least, key=lambda name: least[name])  # the first of several
    return surest, least[surest]


# --- one unit more --------------------------------------------------------------------------------------------------


def _one_more(played: Played, side: int) -> dict[str, Any]:
    """Return what was added to a side and what it changes, seen from that side."""
    added, more, names = played.question.additions[side], played.added[side], played.games.scenario.names
    if added is None or more is None:
        why = "none was added: it has no infantry, cavalry, engineers or tanks to be copied, or there is no room"
        return {"side": names.sides[side], "added": None, "words": why, "margin": None, "won": None}
    sign = 1.0 if side == 0 else -1.0
    before, after = (sign * margins(one) for one in (played.games, more))
    won, then = (100.0 * (won_by(one) == side) for one in (played.games, more))
    adjective = names.side_adjectives[side]
    margin = Figure("margin", f"{adjective} margin", "amount", before)
    share = Figure("won", f"{adjective} games won", "share", won)
    return {
        "side": names.sides[side],
        "added": _added(added),
        "words": added.words,
        "margin": difference(margin, after, DIFFERENCES).as_data(),
        "won": difference(share, then, DIFFERENCES).as_data(),
    }


def _added(added: Addition) -> dict[str, Any]:
    return {
        "copy_of": added.unit,
        "name": added.name,
        "type": added.type,
        "formation": added.formation,
        "men": added.men,
        "hex": added.hex,
        "turn": added.turn,
    }
