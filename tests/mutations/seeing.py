"""Which tests can see a module: those about it first, then those that call it, then all others."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from game.core import _jit
from tests.ways import HERE, way_of

ROOT: Final = HERE.parent
CHANGED: Final = ("game/rules", "game/engine", "game/batch", "game/scenario")
"""Where changes are made: what decides games, and what is said of them."""

FOLDERS: Final = {
    "rules": ("rules", "engine", "reference", "properties", "commanders"),
    "engine": ("engine", "properties", "rules", "commanders"),
    "scenario": ("scenario", "data", "core", "rules", "engine"),
}
"""For each package the folders of tests in plain Python that see it, those first that notice most in least time."""

WITH_COMPILED_RULES: Final = ("tests/batch", "tests/whole_games", "tests/cli", "--ignore-glob=*/test_compiling*.py")
ALSO: Final = {"scenario": "tests/scenario/test_bad_files.py"}
"""Tests that see all modules of a package and name none of them."""

NOT_ASKED: Final = {"mutations", "ui", "view", "window", "bench"}
"""Tests of what is drawn take long and are about other things."""

ONE_STORY: Final = ("tests/whole_games/test_event_logs.py", "-k", "night_attack")
"""Whole games in plain Python, for changes of what is compiled: compiling each change again would take hours."""
LONG: Final = 3600
"""Seconds for the runs of whole folders."""


@dataclass(frozen=True)
class Look:
    """One run of tests."""

    arguments: tuple[str, ...]
    plain: bool = True
    patience: int = 300
    """Seconds after which a change counts as noticed, because something never ends."""


def looks_at(module: str) -> list[Look]:
    """Return the runs of tests that may notice a change of a module ("game/rules/combat.py"), one after the other."""
    seen = tuple(f"--ignore={path}" for path in _near(module))
    runs = near_alone(module)
    folders = FOLDERS.get(Path(module).parts[1], ())
    if folders:
        runs.append(Look((*(f"tests/{folder}" for folder in folders), *seen), patience=LONG))
    stories = Look(ONE_STORY, patience=LONG)
    return [*runs, stories if is_compiled(module) else Look((*WITH_COMPILED_RULES, *seen), False, LONG)]


def near_alone(module: str) -> list[Look]:
    """Return the runs of those tests that name a module, those about it first."""
    near = _near(module)
    own = [path for path in near if _is_about(path, module)]
    others = [path for path in near if path not in own]
    groups = [[path for path in paths if is_plain(path) == plain] for paths in (own, others) for plain in (True, False)]
    return [Look(tuple(paths), plain=is_plain(paths[0])) for paths in groups if paths]


def _near(module: str) -> list[str]:
    compiled = is_compiled(module)
    found = [path for path in tests_that_import(module) if not compiled or is_plain(path)]
    more = ALSO.get(Path(module).parts[1])
    return [*found, more] if more is not None and more not in found else found


def is_plain(test: str) -> bool:
    """Whether a file of tests runs as plain Python."""
    return way_of(ROOT / test) == "plain"


def is_compiled(module: str) -> bool:
    """Whether a module is a source of compiled code."""
    return any(ROOT / module in set(_jit.GAME.glob(pattern)) for pattern in _jit.COMPILED_SOURCES)


def _is_about(test: str, module: str) -> bool:
    """Whether a test's name says that it is about a module: test_combat.py, test_combat_terms.py."""
    return Path(test).stem.startswith(f"test_{Path(module).stem}")


@cache
def tests_that_import(module: str) -> tuple[str, ...]:
    """Return the files of tests that name a module or are named for it, these first."""
    dotted = module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    package = dotted.rpartition(".")[0]  # a module within a package inside a layer is reached through that package
    names = {dotted, package} if package.count(".") > 1 else {dotted}
    found = [
        path
        for path, imported in imports().items()
        if not imported.isdisjoint(names) or (_is_about(path, module) and Path(path).parts[1] == Path(module).parts[1])
    ]
    return tuple(sorted(found, key=lambda path: (not _is_about(path, module), path)))


@cache
def imports() -> dict[str, set[str]]:
    """Return what each file of tests imports, by its path."""
    return {
        path.relative_to(ROOT).as_posix(): _imported_by(path)
        for path in sorted(HERE.rglob("test_*.py"))
        if path.relative_to(HERE).parts[0] not in NOT_ASKED
    }


def _imported_by(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found
