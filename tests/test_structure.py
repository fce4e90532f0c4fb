"""How the code is cut: no circle of imports of any kind, no class with too many methods, nothing that is too long.

Which layer may import which, import-linter says (pyproject.toml). Here it is what lies within a package: modules that
import each other, at the top, inside a function or for types only, can be read, tested and moved only together.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
MODULES: Final = sorted((ROOT / "game").rglob("*.py"))

MOST_LINES: Final = 400
MOST_METHODS: Final = 15
"""Public methods that a class has at most, properties among them; inherited ones are counted where they are written."""

TOO_LONG: Final[Mapping[str, str]] = {}
"""Modules with more lines, and why they still have; the list only gets shorter."""

MOST_LINES_OF_A_FUNCTION: Final = 50

LONG_FUNCTIONS: Final[Mapping[str, str]] = {
    "game/rules/movement.py: reach": "the most visited place of the program: what it calls most is written out",
    "game/view/widgets.py: _theme": "a table of colours and sizes",
}
"""Functions with more lines, and why they have."""

TOO_MANY_METHODS: Final[Mapping[str, str]] = {}
"""Classes with more public methods, and why they still have; the list only gets shorter."""

Graph = Mapping[str, set[str]]
"""Module -> modules that it imports."""


# --- imports --------------------------------------------------------------------------------------------------------


def name_of(path: Path) -> str:
    """Return the name by which a module of the game is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(source: str, known: set[str]) -> set[str]:
    """Return the modules that a source imports anywhere, among those that are known."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inside & known or {node.module}
            if inside - known:
                found.add(node.module)
    return found & known


def imports_of(sources: Mapping[str, str]) -> dict[str, set[str]]:
    """Return who imports whom, from the source of each module by name."""
    return {name: imported(source, set(sources)) - {name} for name, source in sources.items()}


def circle_in(graph: Graph) -> list[str]:
    """Return the modules of a circle of imports in order, ending with the first again; none if there is no circle."""
    done: set[str] = set()
    for start in sorted(graph):
        way: list[str] = []
        if found := _followed(graph, start, way, done):
            return found
    return []


def _followed(graph: Graph, module: str, way: list[str], done: set[str]) -> list[str]:
    """Return the circle that one comes to by following the imports of a module."""
    if module in way:
        return [*way[way.index(module) :], module]
    if module in done:
        return []
    way.append(module)
    found = next((circle for other in sorted(graph[module]) if (circle := _followed(graph, other, way, done))), [])
    way.pop()
    done.add(module)
    return found


CIRCLES: Final = {
    "at the top": "from game.b import thing",
    "of a module": "from game import b",
    "by its name": "import game.b",
    "inside a function": "def f():\n    from game.b import thing",
    "for types only": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from game.b import Thing",
}


@pytest.mark.parametrize("source", CIRCLES.values(), ids=CIRCLES.keys())
def test_a_circle_of_every_kind_is_seen(source: str) -> None:
    sources = {"game": "", "game.a": source, "game.b": "from game.c import one", "game.c": "from game.a import other"}
    assert circle_in(imports_of(sources)) == ["game.a", "game.b", "game.c", "game.a"]


def test_what_is_imported_from_two_sides_is_no_circle() -> None:
    sources = {"game.a": "import game.b, game.c", "game.b": "import game.d", "game.c": "import game.d", "game.d": ""}
    assert circle_in(imports_of(sources)) == []


def test_no_modules_of_the_game_import_each_other_in_a_circle() -> None:
    sources = {name_of(path): path.read_text(encoding="utf-8") for path in MODULES}
    assert len(sources) == len(MODULES)
    assert " -> ".join(circle_in(imports_of(sources))) == ""


@pytest.mark.parametrize("package", ["desk", "ui"])
def test_nothing_is_imported_inside_a_function(package: str) -> None:
    """Scenes and panels that need each other ask for it: by requests, intents, or what they were handed."""
    for path in sorted((ROOT / "game" / package).rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                inside = [node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
                assert not inside, f"{path.name} imports inside {function.name}"


# --- sizes ----------------------------------------------------------------------------------------------------------


def long_modules() -> Iterator[str]:
    """Yield the modules that are too long."""
    for path in MODULES:
        if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES:
            yield path.relative_to(ROOT).as_posix()


def long_functions() -> Iterator[str]:
    """Yield the functions that are too long, with their module."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            lines = node.end_lineno - node.lineno + 1 if isinstance(node, ast.FunctionDef) and node.end_lineno else 0
            if isinstance(node, ast.FunctionDef) and lines > MOST_LINES_OF_A_FUNCTION:
                yield f"{path.relative_to(ROOT).as_posix()}: {node.name}"


def large_classes() -> Iterator[str]:
    """Yield the classes that have too many public methods, with their module."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and len(public_methods(node)) > MOST_METHODS:
                yield f"{path.relative_to(ROOT).as_posix()}: {node.name}"


def public_methods(node: ast.ClassDef) -> set[str]:
    """Return the names of the methods and properties that a class offers."""
    return {part.name for part in node.body if isinstance(part, ast.FunctionDef) and not part.name.startswith("_")}


def test_no_module_is_too_long() -> None:
    """Whoever has shortened one of those that are named takes it off the list."""
    assert set(long_modules()) == set(TOO_LONG)


def test_no_function_is_too_long() -> None:
    """Whoever has divided one of those that are named takes it off the list."""
    assert set(long_functions()) == set(LONG_FUNCTIONS)


def test_no_class_has_too_many_public_methods() -> None:
    """Whoever has divided one of those that are named takes it off the list."""
    assert set(large_classes()) == set(TOO_MANY_METHODS)
