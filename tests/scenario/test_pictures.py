"""Pictures beside a battle: sound ones are shown and packed, others are one sentence, and a save goes on without."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game.core.errors import ScenarioError
from game.scenario.difference_views import scenario_view
from game.scenario.differences import differences
from game.scenario.loading import Scenario, from_documents, load_scenario
from game.scenario.packages.packing import pack
from game.scenario.pictures import MOST_BYTES, fault_of_picture, picture_bytes
from tests.pictures import SIGNATURE, chunk, made_of, png

from .tiny import find, patch

SOUND = png()


def with_picture(battle: Path, content: bytes = SOUND) -> Path:
    entry = "{file: pass.png, caption: A, source: a photograph}"
    patch(battle, "clash.yaml", "forces: forces.yaml", f"forces: forces.yaml\npictures: [{entry}]")
    path = find(battle, "pass.png")
    path.write_bytes(content)
    return path


def loaded() -> Scenario:
    return load_scenario("tiny/clash")


def test_a_picture_says_where_it_is_from_as_a_flag_does(battle: Path) -> None:
    with_picture(battle)
    patch(battle, "clash.yaml", ", source: a photograph", "")
    with pytest.raises(ScenarioError, match=r"pictures\[0\]: needs a `source`, or `estimate: true`"):
        loaded()
    patch(battle, "clash.yaml", "caption: A", "estimate: true")
    assert loaded().file.pictures[0].estimate


FAULTS = {
    "text": (b"hello", "is no PNG picture"),
    "vast": (png(5_000, 1), "is a picture of 5000 x 1; it may have 4096 x 4096 at most"),
    "cut off": (SOUND[:-9], "is a PNG picture that has been cut off or damaged"),
    "changed": (SOUND.replace(b"IDAT", b"IDAX"), "is a PNG picture that has been cut off or damaged"),
    "a bomb": (png(1, 1, rows=200_000), "is a PNG picture whose pixels cannot be read"),
    "no pixels": (SOUND[:33] + chunk(b"IEND", b""), "is a PNG picture whose pixels cannot be read"),
    "no deflate": (SOUND[:33] + chunk(b"IDAT", b"x" * 99) + chunk(b"IEND", b""), "whose pixels cannot be read"),
    "too few rows": (png(rows=3), "whose pixels cannot be read"),
    "a filter that there is not": (made_of(8, 2, pixels=b"\5" + bytes(18)), "whose pixels cannot be read"),
    "another packing": (made_of(8, 2, packing=9), "of a form that there is not"),
    "twelve bits": (made_of(12, 2), "of a form that there is not"),
    "no palette": (made_of(8, 3, pixels=bytes(7)), "without the colours that it names"),
    "a part that nobody knows": (made_of(8, 2, more=chunk(b"XXXX", b"")), "of a form that there is not"),
    "only a head": (SIGNATURE + b"\0\0\0\rIHDR" + b"\0\0\0\1" * 2, "cut off or damaged"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_no_sound_picture_is_said(name: str) -> None:
    content, words = FAULTS[name]
    assert words in fault_of_picture(content)


def test_a_sound_picture_has_no_fault() -> None:
    assert fault_of_picture(SOUND) == ""
    assert fault_of_picture(made_of(8, 3, pixels=bytes(7), more=chunk(b"PLTE", bytes(3)))) == ""


def test_an_interlaced_picture_has_the_rows_of_its_passes() -> None:
    """Six pixels of three bytes in one row: passes of 1, 1, 1 and 3 pixels have any in it."""
    rows = b"".join(b"\0" + bytes(3 * pixels) for pixels in (1, 1, 1, 3))
    assert fault_of_picture(made_of(8, 2, pixels=rows, woven=1)) == ""
    assert "cannot be read" in fault_of_picture(made_of(8, 2, pixels=rows[1:], woven=1))


def test_a_pipe_is_no_picture(battle: Path) -> None:
    path = with_picture(battle)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(ScenarioError, match="this is a device or a pipe, not a file"):
        loaded()


def test_a_scenario_has_its_pictures(battle: Path) -> None:
    with_picture(battle)
    scenario = loaded()
    assert picture_bytes(scenario.name, scenario.folder, "pass.png") == SOUND


def test_a_link_is_refused(battle: Path) -> None:
    path = with_picture(battle)
    path.rename(battle / "elsewhere.png")
    path.symlink_to(battle / "elsewhere.png")
    with pytest.raises(ScenarioError, match=r"'pass.png' is a link"):
        loaded()


def test_one_that_is_too_large_is_refused(battle: Path) -> None:
    with_picture(battle, SOUND + b"\0" * MOST_BYTES)
    with pytest.raises(ScenarioError, match="has more than 4,000,000 bytes"):
        loaded()


def test_a_save_is_read_when_the_picture_is_gone(battle: Path) -> None:
    path = with_picture(battle)
    documents = loaded().documents
    path.unlink()
    again = from_documents(documents, "tiny/clash")
    assert again.file.pictures[0].file == "pass.png"
    assert picture_bytes(again.name, again.folder, "pass.png") is None
    path.write_bytes(SOUND)
    assert picture_bytes(again.name, again.folder, "pass.png") == SOUND, "found by the name of the battle"


def test_pictures_and_flags_are_differences_in_words(battle: Path) -> None:
    before = scenario_view(loaded())
    with_picture(battle)
    patch(battle, "forces.yaml", '"Red"', '"Red"\n    flag: {stripes: ["#c8202f"], estimate: true}')
    said = [difference.sentence for difference in differences(before, scenario_view(loaded()))]
    assert said == ["pictures of the briefing: also pass.png", "red has a flag"]


def test_they_are_packed_and_a_battle_without_is_refused(battle: Path) -> None:
    path = with_picture(battle)
    assert "pass.png" in pack(path.parent).package.files
    path.unlink()
    with pytest.raises(ScenarioError, match=r"there is no file 'pass.png' beside this one"):
        pack(path.parent)
