"""The painted ground: a machine that cannot keep or cannot paint it still shows the map."""

from __future__ import annotations

import copy
from pathlib import Path

import pygame
import pytest

from game.desk.land import LandStore, digest_of
from game.scenario.loading import Scenario, from_documents, load_scenario
from game.ui.screens.thumbnails import picture_of
from game.view.map_painter import paint_land

from .hands import NIGHT, Hands, at_the_board


def cache_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "cache" / "borderwars").mkdir(parents=True)
    return tmp_path / "cache" / "borderwars"


def until_painted(hands: Hands, land: LandStore, scale: int) -> None:
    hands.until(lambda: scale not in land._painting)


def test_pictures_that_cannot_be_kept_are_shown_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = cache_of(tmp_path, monkeypatch)
    for name in ("maps", "thumbnails"):
        (cache / name).write_text("a file where the folder should be")
    assert picture_of(load_scenario(NIGHT)).get_width() > 0
    hands, board = at_the_board()
    land, scale = board.map.land, board.map.scale
    until_painted(hands, land, scale)
    assert land.is_painted(scale)
    board.close()


def test_a_zoom_too_large_for_the_machine_stays_stretched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache_of(tmp_path, monkeypatch)
    paint, asked = LandStore._paint, []

    def in_little_memory(self: LandStore, scale: int) -> pygame.Surface:
        asked.append(scale)
        if scale > self.scales[0]:
            raise pygame.error("Out of memory")
        return paint(self, scale)

    monkeypatch.setattr(LandStore, "_paint", in_little_memory)
    hands, board = at_the_board()
    land, scale = board.map.land, board.map.scale
    until_painted(hands, land, scale)
    hands.frame(5)
    assert not land.is_painted(scale)
    assert asked.count(scale) == 1
    part = pygame.Rect(10, 10, 300, 200)
    assert land.picture(scale) is None
    assert land.stretched(scale, part).get_size() == part.size
    assert asked.count(scale) == 1
    board.close()


def painted(scenario: Scenario) -> bytes:
    return pygame.image.tobytes(paint_land(scenario, 14, grid=False).picture, "RGB")


def test_scenarios_on_one_map_share_its_pictures_in_every_language() -> None:
    night, campaign = load_scenario(NIGHT), load_scenario("lake_khasan/campaign")
    assert painted(night) == painted(campaign.localised("ja"))
    assert digest_of(night) == digest_of(campaign) == digest_of(campaign.localised("ja"))
    assert digest_of(night) != digest_of(load_scenario("khalkhin_gol/august_encirclement"))


def test_where_other_bridges_stand_the_pictures_are_others() -> None:
    august = load_scenario("khalkhin_gol/august_encirclement")
    documents = copy.deepcopy(august.documents)
    documents["scenario"]["calendar"]["start"] = "1939-10-20T05:00"
    october = from_documents(documents)
    assert painted(october) != painted(august)
    assert digest_of(october) != digest_of(august)
