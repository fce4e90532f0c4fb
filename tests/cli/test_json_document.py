"""docs/json.md: its figures are those of this version, and its tables name every key.

After a change of rules, scenarios or keys: UPDATE_EXPECTED=1 pytest tests/cli/test_json_document.py, then read the
diff. Left out of the comparison: how long games took (`seconds`) and what a machine measures (`bench`).
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from game.commanders.roster import play_out
from game.engine.game import Game
from game.engine.saves import save_game
from game.engine.service import Part
from game.scenario.loading import load_scenario
from tests.batch.experiments.conftest import write
from tests.json_documents import DOCS, example, section

from .conftest import Call

NIGHT = "lake_khasan/night_attack"
ASKED = ("--runs", 200, "--seed", 1938, "--json")
WIDTH = 112


def keys_in_the_table(command: str) -> list[str]:
    rows = re.findall(r"^\| (`[^|]*) \|", section(command), re.MULTILINE)
    return [key for row in rows for key in re.findall(r"`(\w+)`", row)]


def first_of_each(value: Any) -> Any:
    """A document with the first entry of each of its lists of entries."""
    if isinstance(value, dict):
        return {key: first_of_each(inner) for key, inner in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [first_of_each(value[0])]
    return value


def laid_out(value: Any, indent: str = "") -> str:
    """A document as people lay it out: what fits into a line stands in one."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or (indent and len(indent) + len(line) <= WIDTH):
        return line
    inner = indent + "  "
    if isinstance(value, dict):
        parts = [f"{inner}{json.dumps(key)}: {laid_out(entry, inner)}" for key, entry in value.items()]
        return "{\n" + ",\n".join(parts) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + laid_out(entry, inner) for entry in value) + f"\n{indent}]"


def compare(command: str, found: Any) -> None:
    """The example is what was found; with UPDATE_EXPECTED it becomes so."""
    if os.environ.get("UPDATE_EXPECTED"):
        text = DOCS.read_text(encoding="utf-8")
        old = section(command)
        block = f"```json\n{laid_out(found)}\n```"
        DOCS.write_text(text.replace(old, re.sub(r"```json\n.*?```", lambda _: block, old, flags=re.DOTALL)), "utf-8")
    shown = example(command)
    for document in (shown, found):
        if isinstance(document, dict):
            assert document.pop("seconds", 0) >= 0
    assert shown == found


def test_the_figures_of_simulate_are_those_of_today(call: Call) -> None:
    document = json.loads(call("simulate", NIGHT, *ASKED).stdout)
    assert keys_in_the_table("simulate") == list(document)
    compare("simulate", first_of_each(document))


def test_the_figures_of_history_are_those_of_today(call: Call) -> None:
    rows = json.loads(call("history", NIGHT, *ASKED, code=None).stdout)
    kinds = {row["kind"]: row for row in reversed(rows)}
    assert sorted(keys_in_the_table("history")) == sorted(rows[0])
    assert all(kind in section("history") for kind in ("losses", "ground", "holder"))
    compare("history", [kinds["losses"], kinds["holder"]])


def test_the_figures_of_compare_are_those_of_today(call: Call) -> None:
    document = json.loads(call("compare", NIGHT, "--without", "III/118", "--runs", 60, "--json").stdout)
    assert set(re.findall(r"`(\w+)`", section("compare"))) >= {
        *document,
        *document["first"],
        *document["differences"][0],
    }
    compare("compare", first_of_each(document))


def test_the_figures_of_batch_are_those_of_today(call: Call, tmp_path: Path) -> None:
    document = json.loads(call("batch", write(tmp_path), "--json").stdout)
    named = set(re.findall(r"`(\w+)`", section("batch")))
    parts = (document, document["factors"][0], document["points"][0], document["points"][0]["measures"][0])
    assert named >= {key for part in (*parts, document["differences"][0]) for key in part}
    compare("batch", first_of_each(document))


def test_the_figures_of_ladder_are_those_of_today(call: Call) -> None:
    asked = ("--commander", "random", "--commander", "cadet", "--runs", 20, "--json")
    document = json.loads(call("ladder", NIGHT, *asked).stdout)
    assert keys_in_the_table("ladder") == list(document)
    (meeting,) = document["meetings"]
    assert set(re.findall(r"`(\w+)`", section("ladder"))) >= {*meeting, *meeting["together"], *meeting["scenarios"][0]}
    compare("ladder", document)


def test_the_keys_of_replay_verify_are_those_of_today(call: Call, tmp_path: Path) -> None:
    game = Game.new(load_scenario(NIGHT), seed=1938)
    for _ in range(2):
        game.play(next(game.legal_orders()))
    text, _ = game.record[0].orders[1]
    game.record[0].orders[1] = (text, "00000000")
    save_game(game, tmp_path / "game.json")
    found = json.loads(call("replay", "verify", tmp_path / "game.json", "--json", code=1).stdout)
    shown = example("replay verify")
    assert list(shown) == list(found)
    assert list(shown["divergence"]) == list(found["divergence"])
    assert set(re.findall(r"`(\w+)`", section("replay verify"))) >= {*found, *found["divergence"]}


def test_the_figures_of_replay_show_units_are_those_of_today(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    game = Game.new(load_scenario(NIGHT), seed=1938)
    play_out(game, {"soviet": "officer", "japanese": "officer"})
    save_game(game, tmp_path / "game.json", {"soviet": "officer", "japanese": "officer"})
    monkeypatch.chdir(tmp_path)
    document = json.loads(call("replay", "show", "game.json", "--units", "--json").stdout)
    named = set(re.findall(r"`(\w+)`", section("replay show --units")))
    (unit, *_), (fight, *_) = document["units"], document["units"][0]["engagements"]
    assert named >= {*document, *document["formations"][0], *unit, *fight, *(part.name.lower() for part in Part)}
    shown = first_of_each(document)
    shown["units"][0]["engagements"] = [fight]
    compare("replay show --units", shown)


def test_the_keys_of_bench_are_those_of_today() -> None:
    from game.bench.figures import Figure

    (shown,) = example("bench")
    assert list(shown) == list(Figure("", 1.0, "", 1.0).as_data())


def test_the_keys_of_scenario_check_are_those_of_today(call: Call) -> None:
    (entry, *_) = json.loads(call("scenario", "check", "lake_khasan/campaign", "--json").stdout)
    assert f"`{{{', '.join(entry)}}}`" in section("scenario check")
    assert list(example("scenario check")[0]) == list(entry)


def test_the_keys_of_scenario_list_are_those_of_today(call: Call) -> None:
    (entry, *_) = json.loads(call("scenario", "list", "--json").stdout)
    assert f"`{{{', '.join(entry)}}}`" in section("scenario list`, `scenario schema")
