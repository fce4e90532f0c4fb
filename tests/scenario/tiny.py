"""The tiny battle that tests start from: six by five hexes, two sides, libraries of its own.

It lies in `tests/bad_files/_valid`. Its `rules.yaml` is written here, from the rules record, so that the rulebook may
grow without touching the tests.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from game.scenario.rule_values import RULE_VALUES

VALID = Path(__file__).resolve().parents[1] / "bad_files" / "_valid"
NAMED = {"stack_limit": 2400, "stack_units": 2, "night_march": 1500, "pace": 1000, "luck": 1000}
WIDE = ("stack_limit",)
"""Rules given for a hex of 1 km; the hexes of the battle have 500 m."""


def rules_text() -> str:
    """Every rule has the value 1 or its least at any scale, but for a few that tests need; luck is always even."""
    lines = ["schema: 1", "rules:"]
    for name, rule in RULE_VALUES.items():
        one = NAMED.get(name, max(1, rule.bounds[0][0]))
        value = f"[{', '.join([str(one)] * len(rule.bounds))}]" if rule.row else str(one)
        scale = "per: width, " if name in WIDE else ""
        lines.append(f'  {name}: {{value: {value}, {scale}unit: pure, source: "made up"}}')
    return "\n".join(lines) + "\n"


def lay_out(folder: Path) -> Path:
    """Write the tiny battle and its libraries into a folder; BORDERWARS_DATA may point there."""
    shutil.copytree(VALID, folder, dirs_exist_ok=True)
    (folder / "assets" / "data" / "rules.yaml").write_text(rules_text(), encoding="utf-8")
    return folder


def patch(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a text that occurs just once in a file of the tiny battle."""
    path = find(folder, name)
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


def find(folder: Path, name: str) -> Path:
    """Return a file of the battle, or of its libraries."""
    library = folder / "assets" / "data" / name
    return library if library.exists() else folder / "scenarios" / "tiny" / name
