"""What a folder is for: the experiment as plain data, from which it can be gone on with, reported and checked.

The scenario that the points change lies beside it, once, as saves hold it: so a folder needs nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.metadata import version
from typing import Any, Final, cast, get_args

from game.batch.experiment import Experiment, Factor, Level, Point, Stop, Value
from game.batch.experiments.stretches import task_length
from game.batch.noting import asked_notes
from game.batch.runs import MOST_RUNS
from game.commanders.roster import code_of
from game.core.arguments import one_of, seed_of, whole
from game.core.errors import BorderWarsError, UsageError
from game.engine.game import RULES_VERSION, Luck
from game.scenario.changes import Change
from game.scenario.loading import Scenario
from game.scenario.schema.experiment_file import MOST_POINTS
from game.scenario.suggesting import listed

FORMAT: Final = "Border Wars experiment"
VERSION: Final = 1

WORDS: Final = {
    "rules": "the rules of the game",
    "seed": "the seed",
    "runs": "the number of games",
    "stop": "when it stops",
    "length": "how many games a worker plays at a time",
    "notes": "what is noted",
    "points": "the points",
}
"""What must be the same for an experiment to go on, in words."""


POINT_WORDS: Final = {"commanders": "who leads", "code": "the file of a commander", "values": "what is varied"}


def plan_of(experiment: Experiment, command: str) -> dict[str, Any]:
    """Return an experiment as plain data; seeds are text, which spreadsheets and JavaScript do not round."""
    stop = experiment.stop
    return {
        "format": FORMAT,
        "version": VERSION,
        "name": experiment.name,
        "about": experiment.about,
        "command": command,
        "game": version("borderwars"),
        "rules": RULES_VERSION,
        "design": experiment.design,
        "runs": experiment.runs,
        "seed": str(experiment.seed),
        "stop": None if stop is None else {"measure": stop.measure, "half_width": stop.half_width, "most": stop.most},
        "measures": None if experiment.measures is None else list(experiment.measures),
        "length": task_length(experiment),
        "notes": sorted(experiment.notes),
        "factors": [
            {"id": one.id, "name": one.title, "values": [level.value for level in one.levels]}
            for one in experiment.factors
        ],
        "points": [_point_data(point) for point in experiment.points],
    }


def _point_data(point: Point) -> dict[str, Any]:
    return {
        "values": dict(point.values),
        "scenario": point.base.name,
        "base": point.base.digest,
        "said": list(point.base.changes),
        "changes": [{"kind": one.kind, "where": one.where, "value": one.value} for one in point.changes],
        "digest": point.scenario.digest,
        "commanders": dict(point.commanders),
        "code": code_of(point.commanders),
        "luck": point.luck,
    }


def what_differs(plan: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
    """Yield in words what keeps two plans from being the same experiment; names and versions do not."""
    for key, words in WORDS.items():
        if plan.get(key) == other.get(key):
            continue
        mine, theirs = plan.get(key), other.get(key)
        if key != "points":
            yield f"{words} ({_shown(theirs)} there, {_shown(mine)} now)"
        elif not isinstance(theirs, list) or not isinstance(mine, list) or len(mine) != len(theirs):
            yield words
        else:
            yield from _in_points(mine, theirs)


def _in_points(mine: list[Any], theirs: list[Any]) -> Iterator[str]:
    for number, (one, other) in enumerate(zip(mine, theirs, strict=True)):
        keys = [key for key in one if not isinstance(other, dict) or one[key] != other.get(key)]
        if keys:
            what = (
                "the scenario" if set(keys) & {"base", "digest"} else listed(POINT_WORDS.get(key, key) for key in keys)
            )
            yield f"{what} at point {number}"
            return  # one says enough


def _shown(value: Any) -> str:
    return str(value) if not isinstance(value, (dict, list)) else json.dumps(value)


def experiment_in(plan: Mapping[str, Any], bases: Mapping[str, Scenario]) -> Experiment:
    """Return the experiment that plain data describe; `bases` are the scenarios by digest.

    Raises
    ------
    UsageError : the data are no such description, or of another version of the rules.
    """
    if plan.get("rules") != RULES_VERSION:
        raise UsageError(f"it was played by version {plan.get('rules')} of the rules; this game has {RULES_VERSION}")
    try:
        return _experiment_in(plan, bases)
    except (KeyError, TypeError, ValueError, AttributeError, BorderWarsError) as error:
        raise UsageError(f"it is damaged ({error})") from error


def _values_in(values: Mapping[Any, Any]) -> dict[str, Value]:
    """Return values of factors as they are. Raises TypeError."""
    if not all(isinstance(value, (int, float, str)) for value in values.values()):
        raise TypeError("a factor has a value that is none")
    return {str(id_): value for id_, value in values.items()}


def _stop_in(stop: Mapping[str, Any] | None) -> Stop | None:
    if stop is None:
        return None
    most = whole(stop["most"], "the most games", 1, MOST_RUNS)
    return Stop(str(stop["measure"]), float(stop["half_width"]), most)


def _experiment_in(plan: Mapping[str, Any], bases: Mapping[str, Scenario]) -> Experiment:
    points = tuple(
        Point(
            number=number,
            values=_values_in(data["values"]),
            base=replace(bases[data["base"]], changes=tuple(map(str, data["said"]))),
            changes=tuple(Change(one["kind"], one["where"], one["value"]) for one in data["changes"]),
            commanders={str(side): str(name) for side, name in data["commanders"].items()},
            luck=cast("Luck", one_of(data["luck"], "luck", get_args(Luck))),
        )
        for number, data in enumerate(plan["points"])
    )
    if not 1 <= len(points) <= MOST_POINTS:
        raise ValueError("it has no points, or too many")
    factors = tuple(
        Factor(str(one["id"]), str(one["name"]), tuple(Level(value) for value in one["values"]))
        for one in plan["factors"]
    )
    return Experiment(
        name=str(plan["name"]),
        about=str(plan["about"]),
        factors=factors,
        design=cast("Any", str(plan["design"])),
        runs=whole(plan["runs"], "the number of games", 1, MOST_RUNS),
        seed=seed_of(int(plan["seed"])),
        points=points,
        measures=None if plan["measures"] is None else tuple(map(str, plan["measures"])),
        notes=asked_notes(plan["notes"]),
        stop=_stop_in(plan["stop"]),
    )
