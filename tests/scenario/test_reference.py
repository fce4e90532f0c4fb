"""docs/reference.md has every key with what may stand there and what it means; UPDATE_DOCS=1 writes it again."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from game.scenario.json_schema import KINDS, json_schema

from .reference_page import page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference.md"


def test_the_page_is_that_of_the_schemas() -> None:
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_a_row(kind: str) -> None:
    schema = json_schema(kind)
    for noun in (schema, *schema.get("$defs", {}).values()):
        for key, value in noun["properties"].items():
            meaning = value["description"].replace("|", "\\|")
            assert re.search(rf"^\| `{key}` \| .+ \| .* \| {re.escape(meaning)} \|$", page(), re.MULTILINE), key


def test_every_link_leads_to_a_title_of_the_page() -> None:
    titles = {
        re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^#+ (.+)$", page(), re.M)
    }
    links = set(re.findall(r"\]\(#([^)]+)\)", page()))
    assert len(links) > 40
    assert links <= titles


def test_no_two_titles_are_alike() -> None:
    titles = re.findall(r"^#+ (.+)$", page(), re.MULTILINE)
    assert len(titles) == len(set(titles))
