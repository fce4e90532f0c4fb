"""docs/scenario_files.md lists every number with its bounds; the lists are those of the models and the declarations.

UPDATE_DOCS=1 writes them again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.scenario.library import read_library
from game.scenario.offering import bounds_in_words
from game.scenario.reading import Spot
from game.scenario.rule_values import DECLARED
from tests.scenario.every_number import numbers

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "scenario_files.md"
FIELDS = frozenset(field for model, field, _ in numbers()) | {
    *("sides", "calendar", "deployment", "permissions", "victory", "awards", "levels", "history", "tests", "rules"),
    *("places", "areas", "crossings", "lift", "formations", "units", "terrain", "hexsides", "roads", "bridges"),
    *("equipment", "unit_types", "flag", "parts", "symbols", "strokes", "drawn", "from", "to", "weather", "cold"),
    "ground",
}


def path_of(spot: Spot) -> str:
    """A place as an author reads it: `deployment[].items.*`."""
    parts = ["[]" if isinstance(part, int) else f".{part if part in FIELDS else '*'}" for part in spot]
    return "".join(parts).removeprefix(".")


def numbers_listed() -> Iterator[str]:
    yield "| file | number | least | most |"
    yield "|---|---|---|---|"
    lines = [
        f"| {kind} | `{path_of(spot)}` | {least:,} | {most:,} |"
        for kind, spot, (least, most) in numbers().values()
        if least is not None and spot != ("schema",)
    ]
    yield from dict.fromkeys(lines)


def rules_listed() -> Iterator[str]:
    units = read_library("rules").document.data["rules"]
    yield "| rule | bounds | goes with | unit |"
    yield "|---|---|---|---|"
    for rule in DECLARED:
        more = (", rising" if rule.rising else "") + (", adding up to 36,000" if rule.fair else "")
        yield f"| `{rule.name}` | {bounds_in_words(rule)}{more} | {rule.per or ''} | {units[rule.name]['unit']} |"


@pytest.mark.parametrize(("name", "lines"), [("numbers", numbers_listed), ("rules", rules_listed)])
def test_the_list_is_that_of_the_program(name: str, lines: object) -> None:
    assert callable(lines)
    text = DOCUMENT.read_text(encoding="utf-8")
    between = re.compile(rf"(<!-- {name}: begin -->\n)(.*?)(<!-- {name}: end -->)", re.DOTALL)
    wanted = "\n".join(lines()) + "\n"
    if os.environ.get("UPDATE_DOCS"):
        text = between.sub(lambda found: found[1] + wanted + found[3], text)
        DOCUMENT.write_text(text, encoding="utf-8")
    found = between.search(text)
    assert found is not None
    assert found[2] == wanted
