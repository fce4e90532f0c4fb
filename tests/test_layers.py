"""What the linter of imports cannot see: who writes the State, and what the big functions cost."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

GAME = Path(__file__).parents[1] / "game"
READERS = sorted(
    path
    for folder in ("rules", "commanders", "engine")
    for path in (GAME / folder).glob("*.py")
    if path.stem != "effects"
)
WRITERS = {
    "engine/game.py": "sets the seed of a new game and empties the log",
    "engine/snapshots.py": "builds the state of a saved game",
    "commanders/estimate.py": "sets the seed of a copied state",
}


def _root(node: ast.expr) -> str | None:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def writes_to_state(source: str) -> list[int]:
    """Return the lines where a function assigns into `state`, or into a name that it took out of `state`."""
    lines = []
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        taken = {"state"}
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and _root(node.value) in taken:
                taken |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        for node in ast.walk(function):
            if isinstance(node, ast.Assign):
                targets = node.targets
            elif isinstance(node, ast.AugAssign):
                targets = [node.target]
            else:
                continue
            lines += [t.lineno for t in targets if isinstance(t, ast.Attribute | ast.Subscript) and _root(t) in taken]
    return lines


def test_the_check_sees_what_it_should():
    source = """
def f(state, u):
    row = state.units[u]
    row.fatigue = 3
    state.clock[0].turn += 1
    x = row.hex
"""
    assert sorted(writes_to_state(source)) == [4, 5]


@pytest.mark.parametrize("path", READERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_effects_alone_writes_the_state(path):
    name = f"{path.parent.name}/{path.name}"
    if name not in WRITERS:
        assert writes_to_state(path.read_text(encoding="utf-8")) == []


BANNED = {"random", "time", "secrets", "datetime"}


@pytest.mark.parametrize("path", sorted((GAME / "rules").glob("*.py")) + sorted((GAME / "core").glob("*.py")))
def test_rules_know_no_clock_and_no_other_luck(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    imported = {alias.name.split(".")[0] for node in plain for alias in node.names}
    imported |= {str(node.module).split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not imported & BANNED
