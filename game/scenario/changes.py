"""What-ifs: a scenario with some values changed, formations left out, arrivals moved.

A change is made in the plain data of the scenario's files, by path, and everything is then checked and compiled as if
the files had said so: a change that no file could bring is refused as a file with it would be.

    rules.lethality.0            a value of the rules, or one entry of a list of them
    equipment.riflemen.soft      what a kind of item does; likewise unit_types, terrain, hexsides, roads, bridges
    units.I/75.quality           a unit of the forces, or all units of a formation (units.75IR.quality)
    deployment.75IR.strength     where, when and in what state units come into play, likewise
    plans.soviet.historical.phases.0.turns
    scenario.calendar.turns      anything else in the scenario's own file; likewise map

Parts are joined by dots; one that has a dot is written in double quotes. Of a list an entry is named by its number from
0, or by its `id`, `unit` or `name`.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final, Literal, cast, get_args

from game.core.arguments import instance, one_of, text_of, whole
from game.core.errors import ScenarioError, UsageError
from game.scenario.loading import Documents, Scenario, from_documents
from game.scenario.names import branches, units_in
from game.scenario.reading import read_text
from game.scenario.schema.scenario_file import Deployment
from game.scenario.suggesting import or_known, quote

Kind = Literal["set", "scale", "without", "arrive"]

MOST_CHANGES: Final = 200
"""Changes of one scenario."""

LIBRARIES: Final = {
    "equipment": "equipment",
    "unit_types": "unit_types",
    "terrain": "terrain",
    "hexsides": "terrain",
    "roads": "terrain",
    "bridges": "terrain",
}
"""Sections of the shared libraries by the word that a path begins with, and the document that each is in."""

ROOTS: Final = ("rules", *LIBRARIES, "units", "deployment", "plans", "scenario", "map")

READ: Final = frozenset({"schema", "map", "forces", "plans", "tests"})
"""Keys of a scenario's file that say what is read, or expected of the battle as it was."""

NAMES: Final = ("id", "unit", "name")
"""Keys by which an entry of a list is named."""

LONGEST_PATH: Final = 20
"""Parts of a path."""

MOST_FACTOR: Final = 1_000_000
"""The greatest factor."""

MOST_TURN: Final = 999_999
"""The last turn that can be named; whether the scenario has it is checked with all else."""

_PART: Final = re.compile(r'"([^"]+)"|([^."]+)')
_PATH: Final = re.compile(rf"(?:{_PART.pattern})(?:\.(?:{_PART.pattern}))*\Z")
_SHIFT: Final = re.compile(r"[+-][0-9]{1,4}\Z", re.ASCII)
_WORD: Final = re.compile(r"[\w/-]{1,60}\Z")
_NUMBER: Final = re.compile(r"[0-9]{1,6}\Z", re.ASCII)


@dataclass(frozen=True)
class Change:
    """One change: `set` a path to a value, `scale` what is there, be `without` units, let them `arrive` in a turn.

    `where` is a path, for `without` and `arrive` a unit or formation. `value` is the new value, the factor, or the turn
    of arrival; a text with a sign, as "-3", moves arrivals by so many turns.
    """

    kind: Kind
    where: str
    value: Any = None

    def __post_init__(self) -> None:
        one_of(self.kind, "the kind of a change", get_args(Kind))
        text_of(self.where, "what is changed")
        if self.kind == "scale" and not _is_factor(self.value):
            raise UsageError(f"a factor is a number from 0 on, not {quote(self.value)}")
        turn = isinstance(self.value, str) and _SHIFT.match(self.value)
        if self.kind == "arrive" and not turn:
            whole(self.value, "the turn of an arrival", 0, MOST_TURN)

    def __str__(self) -> str:
        """Return the change in words that name it: "rules.burnt = 300", "without 14Bde"."""
        if self.kind == "without":
            return f"without {self.where}"
        if self.kind == "arrive":
            moved = isinstance(self.value, str)
            return f"{self.where} arrives {f'{self.value} turns' if moved else f'in turn {self.value}'}"
        return f"{self.where} {'=' if self.kind == 'set' else 'x'} {_shown(self.value)}"


def _is_factor(value: Any) -> bool:
    """Whether something is a number that others can be multiplied by."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return number and 0 <= value <= MOST_FACTOR


def _shown(value: Any) -> str:
    """Return a value as a message shows it: a word as it is, any other text in quotes, nothing too long."""
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    if isinstance(value, (str, dict)) and not (isinstance(value, str) and _WORD.match(value)):
        return quote(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def read_change(kind: Kind, text: str) -> Change:
    """Return the change that a text says: PATH=VALUE for `set`, PATH=FACTOR for `scale`, NAME=TURN for `arrive`.

    Raises
    ------
    UsageError : it has another form.
    """
    kind, text = cast("Kind", one_of(kind, "the kind of a change", get_args(Kind))), text_of(text, "a change")
    if kind == "without":
        return Change(kind, text.strip())
    form = {"set": "PATH=VALUE", "scale": "PATH=FACTOR", "arrive": "NAME=TURN, NAME=+TURNS or NAME=-TURNS"}[kind]
    where, is_there, said = (part.strip() for part in text.partition("="))
    if not (where and is_there and said):
        raise UsageError(f"{quote(text)} should be {form}")
    if kind == "arrive":
        if _SHIFT.match(said):
            return Change(kind, where, said)
        if not _NUMBER.match(said):
            raise UsageError(f"{quote(text)} should be {form}: {quote(said)} is no turn")
        return Change(kind, where, int(said))
    try:
        value = read_text(said, "value").data
    except ScenarioError as error:
        raise UsageError(f"{quote(text)}: {error.problems[0].message}") from error
    if kind == "scale" and not _is_factor(value):
        raise UsageError(f"{quote(text)} should be {form}: {quote(said)} is no factor")
    return Change(kind, where, value)


def changed(scenario: Scenario, changes: Iterable[Change]) -> Scenario:
    """Return the scenario with changes made, in their order; `scenario.changes` says in words what they were.

    Raises
    ------
    UsageError : what a change names is not there, cannot be scaled, or is too much at once; they are no changes.
    ScenarioError : the scenario is not sound with them.
    """
    instance(scenario, "the scenario of a change", Scenario, "load_scenario(name) gives one")
    if not isinstance(changes, Iterable):
        raise UsageError(f"changes must be a list of them, not {quote(changes)}")
    found = islice(changes, MOST_CHANGES + 1)
    asked = [instance(change, "a change", Change, "read_change(kind, text) gives one") for change in found]
    if not asked:
        return scenario
    if len(asked) > MOST_CHANGES:
        raise UsageError(f"more than {MOST_CHANGES} changes cannot be made at once")
    documents = copy.deepcopy(scenario.documents)
    for change in asked:
        try:
            _make(scenario, documents, change)
        except (AttributeError, KeyError, TypeError):
            from_documents(documents, scenario.name)  # says what an earlier change has left unsound
            raise
    documents["scenario"].pop("tests", None)  # what the file expects, it expects of the battle as it was
    made = from_documents(documents, scenario.name)
    return replace(made, changes=(*scenario.changes, *map(str, asked)))


def _make(scenario: Scenario, documents: Documents, change: Change) -> None:
    """Make one change in the documents."""
    if change.kind == "without":
        _leave_out(scenario, documents, change)
    elif change.kind == "arrive":
        _move_arrivals(scenario, documents, change)
    else:
        for holder, key in list(_spots(scenario, documents, change.where)):
            holder[key] = change.value if change.kind == "set" else _scaled(documents, change, holder, key)


# --- paths ----------------------------------------------------------------------------------------------------------


def parts_of(path: str) -> list[str]:
    """Return the parts of a path. Raises UsageError for a text that is none."""
    parts = [quoted or plain for quoted, plain in _PART.findall(path)]
    if not _PATH.match(path) or len(parts) > LONGEST_PATH:
        raise UsageError(f"{quote(path)} is no path: parts joined by dots, as rules.burnt or deployment.I/75.strength")
    return parts


def _spots(scenario: Scenario, documents: Documents, path: str) -> Iterator[tuple[Any, Any]]:
    """Yield each place that a path means, as its holder and the key in it: several where it names a formation."""
    root, *rest = parts_of(path)
    if root not in ROOTS:
        raise UsageError(f"{quote(path)} begins with {quote(root)}{or_known(root, ROOTS)}")
    if not rest:
        raise UsageError(f"{quote(path)} names no value: go on with a dot and what is in it")
    for found, left in _begin(scenario, documents, root, rest, path):
        if not left:
            raise UsageError(f"{quote(path)} names no value: go on with a dot and what is in it")
        holder = found
        for part in left[:-1]:
            holder = holder[_key(holder, part, path, may_be_new=False)]
        yield holder, _key(holder, left[-1], path, may_be_new=True)


def _begin(
    scenario: Scenario, documents: Documents, root: str, rest: list[str], path: str
) -> Iterator[tuple[Any, list[str]]]:
    """Yield where a path begins in the documents, and what is left of it."""
    if root == "rules":
        yield _rules(documents, rest[0], path), rest
    elif root in LIBRARIES:
        yield documents[LIBRARIES[root]][root], rest
    elif root == "units":
        entries = unit_entries(documents)
        for unit in units_of(scenario, rest[0]):
            yield entries[unit], rest[1:]
    elif root == "deployment":
        for entry in _deployed(scenario, documents, rest[0]):
            yield entry, rest[1:]
    elif root == "plans":
        plans: dict[str, dict[str, Any]] = {side: {} for side in scenario.names.sides}
        for plan in documents.get("plans", []):
            plans[plan["side"]][plan["id"]] = plan
        found: Any = plans
        for part in rest[:2]:
            found = found[_key(found, part, path, may_be_new=False)]
        yield found, rest[2:]
    elif root == "scenario" and rest[0] in READ:
        raise UsageError(f"{quote(path)} cannot be changed: it has been read already")
    else:
        yield documents[root], rest


def _rules(documents: Documents, name: str, path: str) -> Any:
    """Return the scenario's own rule values, with the one that a path names: the library's where it had none."""
    library, own = documents["rules"]["rules"], documents["scenario"].setdefault("rules", {})
    if name not in library:
        raise UsageError(f"{quote(path)}: the rules have no value {quote(name)}{or_known(name, library)}")
    own.setdefault(name, copy.deepcopy(library[name]["value"]))
    return own


def _key(holder: Any, part: str, path: str, *, may_be_new: bool) -> Any:
    """Return the key of a part in what holds it. The last part of a path may be new where keys have names."""
    if isinstance(holder, list):
        names = [_name_of(one) for one in holder]
        if part in names:
            return names.index(part)
        if _NUMBER.match(part) and int(part) < len(holder):
            return int(part)
        counted = f"; its entries are 0 to {len(holder) - 1}" if holder else "; it is empty"
        hint = or_known(part, filter(None, names)) if any(names) and not _NUMBER.match(part) else counted
        raise UsageError(f"{quote(path)}: there is no entry {quote(part)}{hint}")
    if not isinstance(holder, dict):
        raise UsageError(f"{quote(path)}: {quote(part)} is in nothing: before it there is {quote(holder)}")
    if part not in holder and not may_be_new:
        raise UsageError(f"{quote(path)}: there is no {quote(part)}{or_known(part, holder)}")
    return part


def _name_of(entry: Any) -> str:
    """Return what an entry of a list is named by, nothing if it has no name."""
    return next((str(entry[key]) for key in NAMES if isinstance(entry, Mapping) and key in entry), "")


def _scaled(documents: Documents, change: Change, holder: Any, key: Any) -> Any:
    """Return what is in a place, times the factor of the change; whole numbers stay whole.

    What a unit does not say itself its type says, and what an entry of the deployment does not, the schema.
    """
    missing = None
    if isinstance(holder, dict) and "unit" in holder and str(key) in Deployment.model_fields:
        missing = Deployment.model_fields[str(key)].default
    elif isinstance(holder, dict) and "type" in holder:
        missing = documents["unit_types"]["unit_types"].get(holder["type"], {}).get(key)
    value = holder.get(key, missing) if isinstance(holder, dict) else holder[key]
    if value is None:
        hint = or_known(str(key), holder) if isinstance(holder, dict) else ""
        raise UsageError(f"{quote(change.where)} has no value to be scaled{hint}")
    return _times(value, float(change.value), change.where)


def _times(value: Any, factor: float, path: str) -> Any:
    if isinstance(value, list):
        return [_times(one, factor, path) for one in value]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise UsageError(f"{quote(path)} is {quote(value)}: only numbers can be scaled")
    return round(value * factor) if isinstance(value, int) else value * factor


# --- units ----------------------------------------------------------------------------------------------------------


def unit_entries(documents: Documents) -> dict[str, dict[str, Any]]:
    """Return the entries of all units in the forces, by id."""
    found: dict[str, dict[str, Any]] = {}
    waiting = [formation for side in documents["forces"]["sides"].values() for formation in side["formations"]]
    while waiting:
        formation = waiting.pop()
        found |= {unit["id"]: unit for unit in formation.get("units", [])}
        waiting += formation.get("formations", [])
    return found


def units_of(scenario: Scenario, name: str) -> list[str]:
    """Return the units that a name means: one, or all of a formation and of those below it. Raises UsageError."""
    tree = branches(scenario.nouns)
    listed = list(units_in(tree))
    if any(one.unit.id == name for one in listed):
        return [name]
    inside = {row for row, branch in enumerate(tree) if branch.formation.id == name}
    if not inside:
        known = [*(one.unit.id for one in listed), *(branch.formation.id for branch in tree)]
        raise UsageError(f"{scenario.name} has no unit or formation {quote(name)}{or_known(name, known)}")
    for row, branch in enumerate(tree):  # a parent comes before its children
        if branch.parent in inside:
            inside.add(row)
    return [one.unit.id for one in listed if one.formation in inside]


def _deployed(scenario: Scenario, documents: Documents, name: str) -> list[dict[str, Any]]:
    """Return the entries of the deployment that a unit or formation has. Raises UsageError where there is none."""
    units = set(units_of(scenario, name))
    found = [entry for entry in documents["scenario"]["deployment"] if entry["unit"] in units]
    if not found:
        raise UsageError(f"{quote(name)} takes no part in {scenario.name}")
    return found


def _leave_out(scenario: Scenario, documents: Documents, change: Change) -> None:
    """Take a unit, or all units of a formation, out of the deployment, with what is about none but these.

    That are rows of history, and points for their end or for their leaving the map.
    """
    gone = _deployed(scenario, documents, change.where)
    file = documents["scenario"]
    file["deployment"] = [entry for entry in file["deployment"] if not any(entry is one for one in gone)]
    there = {entry["unit"] for entry in file["deployment"]}

    def is_left(names: list[str]) -> bool:
        return not names or any(there.intersection(units_of(scenario, name)) for name in names)

    if "history" in file:
        file["history"] = [row for row in file["history"] if is_left(row.get("share_lost", {}).get("units", []))]
    awards = file["victory"]["awards"]
    file["victory"]["awards"] = [award for award in awards if is_left(_units_of_award(award))]


def _units_of_award(award: Mapping[str, Any]) -> list[str]:
    """Return the units and formations that an award is about; none: about all."""
    unit = award.get("unit")
    return [*(award.get("units") or ()), *([unit] if unit is not None else ())]


def _move_arrivals(scenario: Scenario, documents: Documents, change: Change) -> None:
    """Let units come in a turn, or so many turns earlier or later than they do, but not before the first.

    What their arrival waits for it still waits for; the last turn in which a unit may come moves with its first.
    """
    first, last = scenario.file.calendar.first_turn, scenario.file.calendar.last_turn
    for entry in _deployed(scenario, documents, change.where):
        turn = entry.get("turn") or first
        entry["turn"] = max(first, turn + int(change.value) if isinstance(change.value, str) else int(change.value))
        if entry.get("until") is not None:
            entry["until"] = min(last, entry["until"] + entry["turn"] - turn)
