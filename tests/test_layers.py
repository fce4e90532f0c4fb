"""What the linter of imports cannot see: who writes the State, and that the rules know no clock."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from game.scenario.loading import load_scenario

GAME = Path(__file__).parents[1] / "game"

EFFECTS: Final = sorted((GAME / "rules" / "effects").glob("[a-z]*.py"))

WRITERS: Final = {
    **{path.relative_to(GAME).as_posix(): "the rules' only hand on the state" for path in EFFECTS},
    "engine/game.py": "empties the log once it has been read",
    "batch/log_reading.py": "empties the log once it has been read",
    "scenario/world/state.py": "gives a copy another seed",
    "engine/snapshots.py": "builds the state of a saved game",
    "learning/side_by_side/records.py": "lays the start of a game into its place among many",
    "commanders/cadet/probes.py": "copies a state into a spare one, to measure what that costs",
}
"""Modules that may write a State, and why. Whoever adds one says why here."""

START: Final = load_scenario("lake_khasan/night_attack").start
FIELDS: Final = {name: set(array.dtype.names or ()) for name, array in START._asdict().items()}
"""The fields of each array of records; those of plain numbers have none."""

IN_PLACE: Final = {"fill", "put", "sort", "itemset", "partition", "resize", "setfield", "setflags"}
"""Methods that change an array."""

INTO: Final = {"copyto", "put", "place", "putmask", "put_along_axis"}
"""Functions of numpy that change their first argument."""


def parts_of(node: ast.expr) -> tuple[str, ...]:
    """Return what an expression goes through from its root: names of attributes and fields; "[]" for an index.

    Calls are passed through as what they are called on: `a.state.copy().units` is a, state, copy, units.
    """
    parts: list[str] = []
    while True:
        if isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Subscript):
            index = node.slice
            parts.append(index.value if isinstance(index, ast.Constant) and isinstance(index.value, str) else "[]")
            node = node.value
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                if node.args:  # enumerate(state.units), twin(state.units), reversed(..): what goes in comes out
                    node = node.args[0]
                    continue
                return (node.func.id, *reversed(parts))
            node = node.func
        elif isinstance(node, ast.Starred | ast.NamedExpr | ast.Await):
            node = node.value
        else:
            return (node.id if isinstance(node, ast.Name) else "", *reversed(parts))


def names_in(target: ast.expr) -> Iterator[str]:
    """Yield the names that an assignment binds."""
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, ast.Tuple | ast.List):
        for element in target.elts:
            yield from names_in(element)
    elif isinstance(target, ast.Starred):
        yield from names_in(target.value)


class Writes(ast.NodeVisitor):
    """Finds the lines of a module that write into a State, whatever the name is by which they hold it.

    A name holds a State, or a piece of one, if it is called `state`, is annotated as one, or was bound to something
    that was reached through a State: `game.state`, `scenario.start`, an array or a row of one, a copy.
    """

    def __init__(self) -> None:
        self.lines: list[int] = []
        self.held = {"state"}

    # --- what holds a state ---

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        before = set(self.held)
        for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
            if argument.annotation is not None and "State" in _words(argument.annotation):
                self.held.add(argument.arg)
        for _ in range(3):  # names may be bound further down than they are used, as in loops
            known = set(self.held)
            for inner in ast.walk(node):
                self._bind(inner)
            if known == self.held:
                break
        self.generic_visit(node)
        self.held = before

    def _bind(self, node: ast.AST) -> None:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                self._bind_one(target, node.value)
        elif isinstance(node, ast.AnnAssign):
            if node.value is not None:
                self._bind_one(node.target, node.value)
            if "State" in _words(node.annotation):
                self.held |= set(names_in(node.target))
        elif isinstance(node, ast.For | ast.comprehension):
            self._bind_one(node.target, node.iter)
        elif isinstance(node, ast.NamedExpr):
            self._bind_one(node.target, node.value)

    def _bind_one(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
            for one, other in zip(target.elts, value.elts, strict=True):
                self._bind_one(one, other)
        elif self.is_piece(value):
            self.held |= set(names_in(target))

    def is_piece(self, node: ast.expr) -> bool:
        """Whether an expression is a State or a piece of one that could be written to; a number is none."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"int", "len", "bool"}:
            return False
        return self.reaches(parts_of(node))

    def reaches(self, parts: tuple[str, ...]) -> bool:
        """Whether a way goes through a State."""
        return parts[0] in self.held or "state" in parts or ("start" in parts and "copy" in parts)

    # --- what is written ---

    def _written(self, target: ast.expr) -> None:
        if isinstance(target, ast.Tuple | ast.List):
            for element in target.elts:
                self._written(element)
        elif isinstance(target, ast.Attribute | ast.Subscript):
            parts = parts_of(target)
            if self.reaches(parts[:-1]) or _names_a_field(parts):
                self.lines.append(target.lineno)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self._written(target)
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._written(node.target)
        if isinstance(node.target, ast.Name) and node.target.id in self.held - {"state"}:
            self.lines.append(node.lineno)  # an array taken out of the state is changed in place
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._written(node.target)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        function = node.func
        into = [keyword.value for keyword in node.keywords if keyword.arg == "out"]
        if isinstance(function, ast.Attribute):
            if function.attr in IN_PLACE:
                into.append(function.value)
            if function.attr in INTO | {"at"} and node.args and parts_of(function)[0] == "np":
                into.append(node.args[0])
        if any(self.is_piece(target) for target in into):
            self.lines.append(node.lineno)
        self.generic_visit(node)


def _words(annotation: ast.expr) -> set[str]:
    """Return the names in an annotation."""
    text = annotation.value if isinstance(annotation, ast.Constant) else ast.unparse(annotation)
    return set(str(text).replace("|", " ").replace("[", " ").replace("]", " ").replace(",", " ").split())


def _names_a_field(parts: tuple[str, ...]) -> bool:
    """Whether a way goes from an array of a State to a field of it, by whatever it is held: `x.units[3].cohesion`."""
    for place, part in enumerate(parts[:-1]):
        following = next((other for other in parts[place + 1 :] if other != "[]"), "")
        if place and following in FIELDS.get(part, ()):
            return True
    return False


def writes_to_state(source: str) -> list[int]:
    """Return the lines of a module that write into a State."""
    found = Writes()
    found.visit(ast.parse(source))
    return sorted(set(found.lines))


SEEN: Final = {
    "a row": "row = state.units[u]\nrow.fatigue = 3",
    "the clock": "state.clock[0].turn += 1",
    "a state by another name": "ahead.state.units.hex[u] = 4",
    "a game by another name": "g = game.copy()\ng.state.hexes['owner'][3] = 1",
    "a copy": "later = state.copy()\nlater.sides.points[0] = 1",
    "the start of a scenario": "fresh = scenario.start.copy(0)\nfresh.clock.seed[0] = 1",
    "an array": "units = game.state.units\nunits['fatigue'][:] = 0",
    "an array in place": "men = game.state.unit_figures.men\nmen += 1",
    "a loop": "for row in position.state.units:\n row.hex = 1",
    "a loop that counts": "for u, row in enumerate(state.units):\n row.hex = 1",
    "two at once": "a, b = state.units, state.hexes\nb.top[0] = 1",
    "a piece of unknown origin": "thing.units[u].cohesion = 1",
    "a method": "state.crossings.fill(0)",
    "a function of numpy": "np.copyto(self.state.units, other)",
    "an annotation": "def g(now: State):\n  now.crossings[0] = 1",
}
"""Ways to write a State, all of which the check must see."""

NOT_SEEN: Final = (
    "row = state.units[u]\nx = row.hex\nx += 1",
    "count = int(state.unit_figures[u].men)\ncount += 1",
    "self.state = state",
    "order.units[0] = u",
    "scratch.search.cost[0] = 1",
    "mind.task[unit] = state.units[u].hex",
)


@pytest.mark.parametrize("source", SEEN.values(), ids=SEEN.keys())
def test_the_check_sees_every_way_to_write(source: str) -> None:
    body = "\n".join(f"  {line}" for line in source.split("\n"))
    assert writes_to_state(f"def f(state, u, game, scenario, position, other, self, thing, np, ahead):\n{body}") != []


@pytest.mark.parametrize("source", NOT_SEEN)
def test_the_check_lets_reading_be(source: str) -> None:
    body = "\n".join(f"  {line}" for line in source.split("\n"))
    found = writes_to_state(f"def f(state, u, order, scratch, mind, unit, self):\n{body}")
    assert found in ([], [4]) if "x += 1" in source else found == []


@pytest.mark.parametrize("path", sorted(GAME.rglob("*.py")), ids=lambda path: path.relative_to(GAME).as_posix())
def test_effects_alone_writes_the_state(path: Path) -> None:
    """Whoever else builds or seeds a State is named, with the reason."""
    name = path.relative_to(GAME).as_posix()
    found = writes_to_state(path.read_text(encoding="utf-8"))
    assert bool(found) == (name in WRITERS), f"{name} writes the state in lines {found}"


BANNED = {"random", "time", "secrets", "datetime"}


@pytest.mark.parametrize(
    "path",
    [path for layer in ("core", "rules", "engine") for path in sorted((GAME / layer).rglob("*.py"))],
    ids=lambda path: path.relative_to(GAME).as_posix(),
)
def test_core_rules_and_engine_know_no_clock_and_no_other_luck(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    imported = {alias.name.split(".")[0] for node in plain for alias in node.names}
    imported |= {str(node.module).split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not imported & BANNED


OPENERS: Final = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "write_whole"}


FILES: Final = {"engine/saves.py": "saves and replays", "commanders/from_file.py": "a commander of one's own"}
"""Modules of the lower layers that may open a file, and which."""


def opens_of(source: str) -> list[int]:
    """Return the lines that open a file, by whatever is named for it."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [(getattr(call.func, "id", getattr(call.func, "attr", "")), call.lineno) for call in calls]
    return sorted(line for name, line in named if name in OPENERS)


@pytest.mark.parametrize("source", ["open('a')", "Path('a').read_text()", "x = path.open('rb')", "write_whole(p, b'')"])
def test_the_check_sees_who_opens_a_file(source: str) -> None:
    assert opens_of(source) == [1]


@pytest.mark.parametrize(
    "path",
    [path for layer in ("rules", "commanders", "engine") for path in sorted((GAME / layer).rglob("*.py"))],
    ids=lambda path: path.relative_to(GAME).as_posix(),
)
def test_rules_commanders_and_engine_open_no_file_but_saves_and_commanders(path: Path) -> None:
    found = opens_of(path.read_text(encoding="utf-8"))
    assert bool(found) == (path.relative_to(GAME).as_posix() in FILES), f"a file is opened in lines {found}"


WAYS: Final = {"world": {"edges", "bog", "breaks"}, "state": {"denied"}, "hexes": {"carry"}}
"""What may change in play, by what it lies in: where a bridge or a ban bears on it, the number alone says nothing."""

READERS: Final = {
    "rules/ways.py": "what a step costs, and whether it bogs or carries, is asked here",
    "rules/permissions.py": "what is banned is asked here",
    "rules/movement.py": "the search for reach has both in its loop",
    "rules/effects/permissions.py": "works out what is banned",
    "bench/growth.py": "makes a larger map",
    "engine/snapshots.py": "checks what has been worked out",
    "learning/observing.py": "shows all that is banned on the map at once",
}
"""Modules above the scenario that may touch those tables, and why."""


def reads_of_ways(source: str) -> list[int]:
    """Return the lines that read a table of `WAYS`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            *way, name = (part for part in parts_of(node) if part != "[]")
            within = way[-1] if way else ""
            if name in WAYS.get(within, set()):
                found.append(node.lineno)
    return sorted(found)


def test_the_check_sees_who_reads_a_table_of_ways() -> None:
    source = "world.edges[0, 1]\ngame.world.bog\nworld.hexes[here].carry[2]\nstate.denied[side]"
    assert reads_of_ways(source) == [1, 2, 3, 4]
    assert reads_of_ways("state.units[unit].carry[slot]\nspans[row].bog\nworld.areas") == []


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(GAME.rglob("*.py")) if path.relative_to(GAME).parts[0] != "scenario"],
    ids=lambda path: path.relative_to(GAME).as_posix(),
)
def test_what_may_change_in_play_is_asked_of_one_function(path: Path) -> None:
    """`engine/marches` looked into the table of soft ground, and knew none beyond a bridge."""
    name = path.relative_to(GAME).as_posix()
    found = reads_of_ways(path.read_text(encoding="utf-8"))
    assert not found or name in READERS, f"{name} reads them in lines {found}"
