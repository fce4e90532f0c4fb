"""Who can command: the commanders by name, and how they play a game whose every order is kept.

Whole games that nobody looks into are played faster by `whole_game`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

from game.commanders.at_random.commander import AT_RANDOM
from game.commanders.cadet.commander import CADET
from game.commanders.commander import Commander
from game.commanders.idle import IDLE
from game.commanders.officer.commander import OFFICER
from game.commanders.officer.planning import OWN, own_plan, standing_plan
from game.commanders.plans import Plans
from game.commanders.player import Player, players_of
from game.commanders.staff.commander import STAFF
from game.core.arguments import instance, text_of, words_by_word
from game.core.errors import UsageError
from game.engine.game import Game, Luck
from game.engine.replay import Step
from game.scenario.loading import Scenario
from game.scenario.names import side_among
from game.scenario.plan_table import table_of
from game.scenario.schema.plan import PlanFile
from game.scenario.suggesting import listed, or_known, quote
from game.scenario.world import State, World

COMMANDERS: Final[dict[str, Commander[Any]]] = {one.name: one for one in (IDLE, AT_RANDOM, CADET, OFFICER, STAFF)}
"""Everybody who can command, by name, those who do least first."""

DEFAULT: Final = OFFICER.name

FOLLOWER: Final = OFFICER.name
"""Who leads a side for which nothing but a plan is named."""

HISTORICAL: Final = "historical"
"""The id of the plans that say what was done."""

WITH_PLAN: Final = ":"
"""Between the name of a commander and that of the plan that it is to follow: "officer:historical"."""

_CODE: Final = re.compile(r"(.+?\.py)(?::(.*))?\Z", re.DOTALL | re.IGNORECASE)


def enlist(commander: Commander[Any]) -> None:
    """Make a commander from elsewhere known by its name, in this process.

    Raises
    ------
    UsageError : it is none, or its name is taken or cannot be given on a command line.
    """
    commander = instance(commander, "a commander", Commander)
    name = text_of(commander.name, "the name of a commander")
    if not name or WITH_PLAN in name or "=" in name or name != name.strip():
        raise UsageError(
            f"the name of a commander cannot be {quote(name)}: no spaces around it, no '=' or '{WITH_PLAN}'"
        )
    if COMMANDERS.setdefault(commander.name, commander) is not commander:
        raise UsageError(f"there is a commander {quote(commander.name)} already")


def enlist_loaded(commander: Commander[Any]) -> None:
    """Make a commander known whose name is that of its file; what was loaded from there before gives way."""
    COMMANDERS[commander.name] = commander


def commander_named(name: str) -> Commander[Any]:
    """Return a commander, whatever plan is named with it. Raises UsageError, with the name that may be meant."""
    alone, _ = taken_apart(text_of(name, "the name of a commander"))
    if alone in COMMANDERS:
        return COMMANDERS[alone]
    if is_code(name):
        how = "--commander SIDE=FILE or --load FILE loads one, from Python enlist_file"
        raise UsageError(f"the commander {quote(name)} is a file that is not loaded: {how}")
    raise UsageError(f"there is no commander {quote(alone)}{or_known(alone, COMMANDERS)}")


def commander_digest(name: str) -> str | None:
    """Return the SHA-256 of the file that a commander was loaded from, 64 hexadecimal digits; None: from no file.

    Raises
    ------
    UsageError : there is no such commander.
    """
    return commander_named(name).digest or None


def code_of(commanders: Mapping[str, str]) -> dict[str, str]:
    """Return by side the SHA-256 of the files that commanders were loaded from; sides with others are left out."""
    loaded = {side: COMMANDERS[name].digest for side, name in commanders.items() if name in COMMANDERS}
    return {side: digest for side, digest in loaded.items() if digest}


def is_code(name: str) -> bool:
    """Whether what is given as a commander is a file of Python, or something in one: "my.py", "my.py:bold"."""
    return _CODE.match(name) is not None


def code_apart(name: str) -> tuple[str, str | None]:
    """Return the path of a file of Python, and what is named in it; None: nothing is. `is_code` holds."""
    found = _CODE.match(name)
    assert found is not None
    return found[1], found[2]


def taken_apart(name: str) -> tuple[str, str]:
    """Return the name of a commander and that of the plan that it is to follow, "" where none is named.

    The name of one that was loaded from a file may have a colon of its own.
    """
    if name in COMMANDERS:
        return name, ""
    alone, _, plan = name.rpartition(WITH_PLAN)
    if alone not in COMMANDERS:
        alone, _, plan = name.partition(WITH_PLAN)
    return alone, plan


def names_plan(name: str) -> bool:
    """Whether a plan is named with a commander, were it an empty one: "officer:"."""
    return taken_apart(name)[0] != name


def plan_followed(scenario: Scenario, side: str, name: str) -> PlanFile | None:
    """Return the plan that a commander, named with a plan or without, follows for a side; None: it follows none.

    Where none is named, or OWN, it is one that the officer makes by its own appreciation; a plan of the scenario that
    has this id comes before it.

    Raises
    ------
    UsageError : as `require_leader`.
    """
    require_leader(scenario, side, name)
    commander, plan = taken_apart(name)
    if not COMMANDERS[commander].follows_plans:
        return None
    return scenario.plan(side, plan) if _is_listed(scenario, side, plan) else own_plan(scenario, side)


def require_leader(scenario: Scenario, side: str, name: str) -> str:
    """Return the name of a commander who may lead a side, with a plan or without.

    Raises
    ------
    UsageError : there is no such commander or plan, none is named where one should be, or one is named for a commander
    who follows none.
    """
    commander, plan = commander_named(name), taken_apart(name)[1]
    if names_plan(name):
        require_follower(commander)
    if names_plan(name) and not plan:
        alone = commander.name
        raise UsageError(f"{quote(name)} names no plan; write {alone}{WITH_PLAN}PLAN, or {alone} alone")
    if not is_plan(scenario, side, plan):
        if names_file(plan):
            raise UsageError(f"{quote(plan)} is a file; here {scenario.name} is played with the plans that it has")
        known = [one.id for one in scenario.plans if one.side == require_side(scenario, side)]
        hint = or_known(plan, [*known, OWN]) if known else f"; there is only {quote(OWN)}, which the officer makes"
        raise UsageError(f"{scenario.name} has no plan {quote(plan)} of the side {quote(side)}{hint}")
    return name


def require_follower(commander: Commander[Any]) -> None:
    """Refuse a commander that no plan can be given. Raises UsageError."""
    if not commander.follows_plans:
        does = "chooses its plan itself" if commander.chooses_plans else "has no plan"
        raise UsageError(f"the commander {quote(commander.name)} {does}: a plan can be named for {_followers()} only")


def names_file(plan: str) -> bool:
    """Whether what is given as a plan is the path of a file, not the id of a plan."""
    return plan.lower().endswith((".yaml", ".yml")) or "/" in plan or "\\" in plan


def is_plan(scenario: Scenario, side: str, plan: str) -> bool:
    """Whether a side can be led by a plan of this id; "": by one that the officer makes."""
    return plan in ("", OWN) or _is_listed(scenario, side, plan)


def _is_listed(scenario: Scenario, side: str, plan: str) -> bool:
    return any((one.side, one.id) == (side, plan) for one in scenario.plans)


def by_history(scenario: Scenario) -> dict[str, str]:
    """Return who leads a side as it was led: an officer by the plan HISTORICAL, where the scenario has one."""
    sides = {plan.side for plan in scenario.plans if plan.id == HISTORICAL}
    return {side: FOLLOWER + WITH_PLAN + HISTORICAL for side in scenario.names.sides if side in sides}


def is_known(scenario: Scenario, side: str, name: str) -> bool:
    """Whether there is such a commander, and the plan for the side that is named with it."""
    try:
        require_leader(scenario, side, name)
    except UsageError:
        return False
    return True


def stand_in(name: str) -> str:
    """Return who leads in the place of a commander in games that are played out by the hundred.

    Who plays games out itself before each of its turns would take hours, and so may who is not compiled.
    """
    commander = commander_named(name)
    return FOLLOWER if commander.chooses_plans or commander.is_slow else name


def gain_by_threads(commanders: Mapping[str, str]) -> bool:
    """Whether games are played faster by several threads: not where a commander is Python, which runs one at a time.

    Threads that wait for each other at every call of a rule are many times slower than one.
    """
    return not any(commander_named(name).is_slow for name in commanders.values())


def _followers() -> str:
    return listed([name for name, one in COMMANDERS.items() if one.follows_plans], "or")


def hired(scenario: Scenario, world: World, commanders: Mapping[str, str]) -> tuple[Player, ...]:
    """Return the players of both sides in the scenario's order, for one thread, with the plans that they follow.

    `world` is the scenario's, or one that differs in luck alone. Raises UsageError for an unknown name.
    """
    leaders = by_side(scenario, commanders)
    followed = [plan_followed(scenario, side, commanders[side]) for side in scenario.names.sides]
    table = table_of(scenario, [plan for plan in followed if plan is not None])
    plans = Plans(table, scenario=scenario)
    if any(leader.chooses_plans for leader in leaders):
        both = (open_to(scenario, 0), open_to(scenario, 1))
        plans = Plans(table, both, partial(table_of, scenario), partial(made_now, scenario), scenario)
    return players_of(world, leaders, plans)


def open_to(scenario: Scenario, side: int) -> tuple[PlanFile, ...]:
    """Return what a side could do: the plan that the officer makes, then those that the scenario has."""
    name = scenario.names.sides[side]
    return (own_plan(scenario, name), *(plan for plan in scenario.plans if plan.side == name))


def made_now(scenario: Scenario, state: State, side: int) -> tuple[PlanFile, ...]:
    """Return what a side could do from a later position: the plan that the officer makes there, and to stand."""
    name = scenario.names.sides[side]
    return own_plan(scenario, name, state), standing_plan(scenario, name, state)


def usual_leader(scenario: Scenario, side: str) -> str:
    """Return who leads a side where nobody says who does: the officer, by the plan that the scenario says, if any."""
    plan = scenario.file.sides[side].plan
    return DEFAULT if plan is None else DEFAULT + WITH_PLAN + plan


def commanders_of(scenario: Scenario, asked: Mapping[str, str]) -> dict[str, str]:
    """Return the commander of each side: the one asked for, else the usual one.

    Raises
    ------
    UsageError : the scenario has no such side, or there is no such commander.
    """
    for side, name in words_by_word(asked, "commanders").items():
        require_leader(scenario, require_side(scenario, side), name)
    return {side: asked.get(side) or usual_leader(scenario, side) for side in scenario.names.sides}


def require_side(scenario: Scenario, side: str) -> str:
    """Return the id of a side that the scenario has. Raises UsageError for any other."""
    return side_among(scenario.names.sides, side, scenario.name)


def by_side(scenario: Scenario, commanders: Mapping[str, str]) -> list[Commander[Any]]:
    """Return the commanders of both sides in the scenario's order. Raises UsageError for an unknown name."""
    return [commander_named(commanders[side]) for side in scenario.names.sides]


def differs_by_seed(luck: Luck, commanders: Mapping[str, str]) -> bool:
    """Whether games from one position may differ at all: without luck only if a commander decides at random."""
    return luck != "none" or any(_may_decide_at_random(name) for name in commanders.values())


def _may_decide_at_random(name: str) -> bool:
    """Whether a commander may; one whose file is not loaded here, as in rows from elsewhere, is taken to."""
    if is_code(name) and name not in COMMANDERS:
        return True
    return commander_named(name).at_random


def take_turn(game: Game, name: str) -> list[Step]:
    """Let a commander give its orders for the active side of a game; return what each brought.

    The turn is not ended. Who has many turns to play keeps a `Player`.

    Raises
    ------
    UsageError : there is no such commander, or no game.
    IllegalOrderError : the game is over.
    """
    commander_named(name)
    game = instance(game, "the game", Game)
    names = dict.fromkeys(game.scenario.names.sides, IDLE.name) | {game.active_side: name}
    both = hired(game.scenario, game.world, names)
    return both[game.scenario.names.sides.index(game.active_side)].take_turn(game)


def player_turns(game: Game, commanders: Mapping[str, str]) -> Iterator[list[Step]]:
    """Play a game to its end, commander against commander; yield the steps of each player turn, its end the last."""
    sides = game.scenario.names.sides
    players = dict(zip(sides, hired(game.scenario, game.world, commanders), strict=True))
    while game.outcome is None:
        turn, side = game.turn, game.active_side
        played = players[side].take_turn(game)
        yield [*played, Step(turn, side, None, tuple(game.end_turn()))]


def play_out(game: Game, commanders: Mapping[str, str]) -> None:
    """Play a game to its end, commander against commander; `commanders` names one for each side.

    Raises
    ------
    UsageError : a side has no commander, the scenario no such side, or there is no such commander.
    """
    game = instance(game, "the game", Game)
    commanders_of(game.scenario, commanders)
    for side in game.scenario.names.sides:
        if side not in commanders:
            raise UsageError(f"nobody commands {quote(side)}; name {listed(COMMANDERS, 'or')}")
    for _ in player_turns(game, commanders):
        pass
