"""JSON Schema and `scenario check` agree on structure: on keys, types, words and bounds, as two validators read it.

What is not structure a schema does not say: names that must exist, sources, sums and orders, letters that nobody can
see. Nor can it tell 2.0 from 2, and 1e3 from 1000: whole numbers are written whole here.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from itertools import islice, pairwise, product
from math import gcd
from pathlib import Path
from typing import Any, cast

import jsonschema
import jsonschema_rs
import pytest

from game.batch.experiments.factors import Varied
from game.core.errors import Problem, ScenarioError, UsageError
from game.scenario.checks import check
from game.scenario.homes import data_dir
from game.scenario.json_schema import KINDS, json_schema
from game.scenario.kinds import kind_of
from game.scenario.library_checks import check_rule_value, check_rules
from game.scenario.loading import Scenario
from game.scenario.nouns import MODELS
from game.scenario.reading import Document, Spot, read_file, spot_text
from game.scenario.report import Report
from game.scenario.rule_values import RULE_VALUES
from game.scenario.validating import Validated, validate
from tests.scenario.every_number import example

from .test_bad_files import CASES, parse
from .tiny import VALID, lay_out

NOT_STRUCTURE = (
    *("control characters", "on one line", "that can be seen", "should rise", "luck must be fair"),
    "the rule '",  # is missing: a library of a battle's own has those that it changes
)
ONE_OF_SEVERAL = ("should have exactly one", "needs one of", "a factor has one of")
"""What the checks across files say of keys of which there is to be exactly one."""
SHIPPED = sorted(path for kind in ("scenarios", "assets") for path in data_dir(kind).rglob("*.yaml"))
WRONG = [
    None,
    True,
    "",
    "a word",
    -(10**12),
    10**12,
    2.5,
    [],
    ["a word"],
    {},
    {"colour": 1},
    {"No id!": 1},
    {"a": {"No id!": "b"}},
]
"""Values that most places cannot have."""

MOST_CHANGES, MANY_CHANGES = 80, 400


@cache
def validators(kind: str) -> tuple[Any, Any]:
    schema = json_schema(kind)
    return jsonschema.Draft202012Validator(schema), jsonschema_rs.Draft202012Validator(schema)


def their_places(kind: str, data: Any) -> list[set[str]]:
    """Where each of the two validators finds faults."""
    python, rust = validators(kind)
    return [
        {spot_text(tuple(error.absolute_path)) for error in python.iter_errors(data)},
        {spot_text(tuple(error.instance_path)) for error in rust.iter_errors(data)},
    ]


def our_places(kind: str, document: Document) -> set[str]:
    """Where our own check finds faults of structure."""
    found = validate(document, KINDS[kind])
    report = Report({kind: found})
    check_numbers_of_rules(report, kind, found)
    problems = [*found.problems, *report.problems, *keys_of_which_one_is_wanted(kind, found)]
    return {problem.path for problem in problems if not any(words in problem.message for words in NOT_STRUCTURE)}


def check_numbers_of_rules(report: Report, kind: str, found: Validated) -> None:
    """The bounds of rule values are declared apart from the models."""
    model: Any = found.model
    if model is not None and kind == "rules":
        check_rules(report, model)
    if model is not None and kind == "scenario":
        for name, value in model.rules.items():
            spot: Spot = ("rules", name)
            if report.known(kind, spot, name, RULE_VALUES, "rule", key=True):
                check_rule_value(report, kind, spot, name, value)


def keys_of_which_one_is_wanted(kind: str, found: Validated) -> Iterator[Problem]:
    """What is said of entries that have none of several keys, or two of them."""
    model: Any = found.model
    if model is not None and kind in ("plan", "scenario"):
        parts = {other: Validated(Document(other, None), None) for other in MODELS}
        if kind == "scenario":
            parts[kind] = found
        for problem in check(parts, [found] if kind == "plan" else []):
            if problem.message.startswith(ONE_OF_SEVERAL):
                yield problem
    for place, entry in enumerate(model.factors if model is not None and kind == "experiment" else ()):
        try:
            assert Varied(entry, cast("Scenario", None), 0).varies
        except UsageError as error:
            spot: Spot = ("factors", place)
            if str(error).startswith(ONE_OF_SEVERAL) and Report({kind: found}).whole(kind, spot):
                yield found.document.problem(spot, str(error))


def related(one: str, other: str) -> bool:
    """Whether two places are the same, or one is in the other: a missing key may be reported at what should have it."""
    short, long = sorted((one, other), key=len)
    return not short or (long.startswith(short) and long[len(short) :][:1] in ("", ".", "["))


def disagreements(kind: str, document: Document) -> Iterator[str]:
    """Yield each place of which only one side says that something is wrong."""
    ours = our_places(kind, document)
    for name, theirs in zip(("jsonschema", "jsonschema-rs"), their_places(kind, document.data), strict=True):
        yield from (f"{name} alone: {place}" for place in theirs if not any(related(place, one) for one in ours))
        yield from (f"check, not {name}: {place}" for place in ours if not any(related(place, one) for one in theirs))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_fault_in_what_ships(path: Path) -> None:
    document = read_file(path, path.name)
    kind = kind_of(document.data, "scenario", KINDS)
    assert (our_places(kind, document), their_places(kind, document.data)) == (set(), [set(), set()])


def readable(folder: Path) -> Iterator[tuple[str, Document]]:
    """The files of a battle and its libraries that can be read at all, with their kinds."""
    for path in sorted(folder.rglob("*.yaml")):
        try:
            document = read_file(path, path.name)
        except ScenarioError:
            continue
        kind = "plan" if path.stem.startswith("plan") else path.stem
        yield (kind if kind in KINDS else "scenario"), document


def test_the_bad_files(tmp_path: Path) -> None:
    with_faults = 0
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for case in CASES:
        folder = lay_out(tmp_path / case.stem)
        for edit in parse(case.read_text(encoding="utf-8"))[1]:
            edit.apply(folder)
        for kind, document in readable(folder):
            if document.data is None or whole_fractions(document.data):
                continue
            if (kind, document.lines) not in seen:  # a case changes a file or two; the others are as they were
                seen.add((kind, document.lines))
                assert list(disagreements(kind, document)) == [], (case.stem, document.name)
                with_faults += bool(our_places(kind, document))
    assert with_faults >= 60


def whole_fractions(data: Any) -> bool:
    """Whether there is a whole number that is written as a fraction, which a schema takes for what it means."""
    if isinstance(data, (dict, list)):
        return any(whole_fractions(inside) for inside in (data.values() if isinstance(data, dict) else data))
    return isinstance(data, float) and data.is_integer()


def examples() -> dict[str, Any]:
    """A small document of each kind, that has most of its keys."""
    found: dict[str, Any] = dict(example())
    for kind in ("equipment", "unit_types"):
        found[kind][kind] = dict(islice(found[kind][kind].items(), 2))
    tiny = VALID / "scenarios" / "tiny"
    found["plan"] = read_file(tiny / "plan_blue_take.yaml", "plan").data
    scenarios = data_dir("scenarios")
    found["experiment"] = read_file(scenarios / "experiments" / "wings.yaml", "experiment").data
    found["recipe"] = read_file(scenarios / "khalkhin_gol" / "map_recipe.yaml", "recipe").data
    return found


def spots(data: Any, spot: Spot = ()) -> Iterator[Spot]:
    """The places in a document, of lists only the first entry."""
    inside = data.items() if isinstance(data, dict) else enumerate(data[:1]) if isinstance(data, list) else ()
    for key, value in inside:
        yield (*spot, key)
        yield from spots(value, (*spot, key))


def broken(data: Any, spot: Spot, value: Any) -> Any:
    """Return a document with one thing changed: a value that is wrong, a key less, a key too many."""
    copied = copy.deepcopy(data)
    holder = copied
    for part in spot[:-1]:
        holder = holder[part]
    if value == "gone":
        del holder[spot[-1]]
    else:
        holder[spot[-1]] = value
    return copied


@pytest.mark.parametrize("kind", KINDS)
def test_one_thing_changed(kind: str) -> None:
    agree_on_changes(kind, MOST_CHANGES)


@pytest.mark.full
@pytest.mark.parametrize("kind", KINDS)
def test_one_thing_changed_in_many_places(kind: str) -> None:
    agree_on_changes(kind, MANY_CHANGES)


def agree_on_changes(kind: str, most: int) -> None:
    """Change one thing at a time in the example of a kind, so many times."""
    example = examples()[kind]
    changes = list(product(spots(example), [*WRONG, "gone"]))
    step = 1 + len(changes) // most
    while gcd(step, len(WRONG) + 1) > 1:  # so that each kind of change has its turn
        step += 1
    for spot, value in changes[::step]:
        data = broken(example, spot, value)
        assert list(disagreements(kind, Document(kind, data))) == [], (spot_text(spot), data)


NEITHER_NOR = {
    "a task of two minds": ("plan", ("phases", 0, "tasks", 0), {"attack": "hill", "hold": "hill"}, "attack"),
    "guns with two tasks": ("plan", ("phases", 0, "guns", 0), {"prepare": ["hill"], "defend": ["hill"]}, "prepare"),
    "a condition of two": ("plan", ("phases", 0, "when"), {"turn": 3, "not": {"turn": 5}}, "not"),
    "a condition in a condition": ("plan", ("phases", 0, "when", "all", 0), {"turn": 3, "any": [{"turn": 5}]}, "any"),
    "a factor that varies two": ("experiment", ("factors", 0), {"luck": ["none"], "commander": "red"}, "luck"),
}
PLAN: dict[str, Any] = {
    **{"schema": 1, "id": "a", "side": "red", "name": "A", "about": "b", "estimate": True},
    "phases": [{"name": "One", "estimate": True}],
}
EXPERIMENT: dict[str, Any] = {"schema": 1, "name": "A", "scenario": "a/b", "runs": 1}


@pytest.mark.parametrize(("kind", "spot", "both", "one"), NEITHER_NOR.values(), ids=NEITHER_NOR.keys())
def test_exactly_one_of_several_keys(kind: str, spot: Spot, both: dict[str, Any], one: str) -> None:
    """Two are refused by all three, none too; one of them is right."""
    always: dict[str, Any] = {"id": "a"} if kind == "experiment" else {"units": ["R/1"]} if "when" not in spot else {}
    always = {**always, "estimate": True} if "units" in always else always
    for keys, sound in ((both, False), ({}, False), ({one: None}, False), ({one: both[one]}, True)):
        data = with_entry(copy.deepcopy(PLAN if kind == "plan" else EXPERIMENT), spot, {**always, **keys})
        places = [our_places(kind, Document(kind, data)), *their_places(kind, data)]
        assert [bool(found) for found in places] == [not sound] * 3, (places, keys)
        assert list(disagreements(kind, Document(kind, data))) == []


def with_entry(data: dict[str, Any], spot: Spot, entry: dict[str, Any]) -> dict[str, Any]:
    """Put an entry into a document; lists on its way are made, with it alone in them."""
    holder: Any = data
    for part, following in pairwise(spot):
        if isinstance(part, str):
            holder.setdefault(part, [{}] if isinstance(following, int) else {})
        holder = holder[part]
    holder[spot[-1]] = entry
    return data


@pytest.mark.parametrize("kind", ["rules", "terrain"])
def test_a_library_of_a_battle_s_own_has_what_it_changes(kind: str) -> None:
    """A shared one that lacks a part is refused by whoever reads it (`rule_unknown_and_missing.case`)."""
    data = {"schema": 1, kind: dict([next(iter(example()[kind][kind].items()))])}
    assert our_places(kind, Document(kind, data)) == set()
    assert their_places(kind, data) == [set(), set()]
