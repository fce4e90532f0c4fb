"""`scenario balance`: what is printed, drawn and refused; its document is that of docs/json.md."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from game.batch.report import drawing
from tests.batch.level_battle import write
from tests.json_documents import section

from .conftest import Call
from .test_json_document import compare, first_of_each, keys_in_the_table

NIGHT = "lake_khasan/night_attack"


def keys_of(value: Any) -> set[str]:
    """All keys of a document; those by side or kind are no words of its own."""
    if isinstance(value, list):
        return set().union(*map(keys_of, value))
    return set(value).union(*map(keys_of, value.values())) if isinstance(value, dict) else set()


def test_the_figures_of_balance_are_those_of_today(call: Call) -> None:
    document = json.loads(call("scenario", "balance", NIGHT, "--runs", 40, "--json").stdout)
    assert keys_in_the_table("scenario balance") == list(document)
    named = set(re.findall(r"`(\w+)`", section("scenario balance")))
    kinds = {"men", "machine_gun", "mortar", "gun", "tank", "vehicle", "soviet", "japanese"}
    assert keys_of(document) - kinds <= named
    compare("scenario balance", first_of_each(document))


def test_it_says_what_is_played_and_what_came_of_it(call: Call) -> None:
    said = call("scenario", "balance", NIGHT, "--runs", 20, "--commander", "japanese=idle").stdout
    assert "20 games, seed 1938" in said
    assert "3 pairs of plans, 20 games each" in said
    assert "The Soviet side wins 20 of 20 games, the Japanese side 0: one-sided." in said
    for title in ("Who wins", "Outcomes", "Plans against each other", "Games settled", "Losses, mean", "Units without"):
        assert f"\n{title}" in said
    assert "One more Soviet unit: 550 men in 2027, a copy of III Battalion" in said
    assert "Each of its plans has an answer: a plan of the other side against which it wins no game." in said
    assert "Turn 5 counts the games too that this side would have won from the start" in said
    assert said.splitlines()[-1].startswith("digest of all rows as it is: ")


def test_the_card_is_drawn_on_one_page(call: Call, tmp_path: Path) -> None:
    """The same page for the same card, whoever plays; with plans and without."""
    pages = []
    for workers in (1, 2):
        page = tmp_path / f"card_{workers}.png"
        call("scenario", "balance", NIGHT, "--runs", 3, "--workers", workers, "-o", page)
        pages.append(page.read_bytes())
    assert pages[0].startswith(b"\x89PNG")
    assert pages[0] == pages[1]
    battle, page = write(tmp_path), tmp_path / "level.png"
    said = call("scenario", "balance", battle, "--runs", 1, "--json", "-o", page).stdout
    assert json.loads(said)["runs"] == 1
    assert page.is_file()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("nowhere",), "nowhere"),
        ((NIGHT, "--runs", "0"), "0 is not from 1 to"),
        ((NIGHT, "--commander", "soviet=nobody"), "there is no commander 'nobody'"),
        ((NIGHT, "--commander", "french=cadet"), "has no side 'french'"),
        ((NIGHT, "--plan", "soviet=by_night"), "has no plan 'by_night'"),
        ((NIGHT, "-o", "card.jpg"), "the name of its file must end in .png"),
        ((NIGHT, "-o", "no_such_folder/card.png"), "there is no folder no_such_folder"),
    ],
)
def test_what_cannot_be_played_or_drawn_is_one_sentence(call: Call, asked: tuple[str, ...], words: str) -> None:
    assert words in call("scenario", "balance", *asked, code=2).stderr


def test_without_the_extra_nothing_is_played_for_a_picture(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "find_spec", lambda name: None)
    page = tmp_path / "card.png"
    said = call("scenario", "balance", NIGHT, "--runs", 1, "-o", page, code=2).stderr
    assert "the picture of a balance card needs the extra 'batch'" in said
    assert not page.exists()
    call("scenario", "balance", NIGHT, "--runs", 1)  # text needs none
