"""The game's font has every letter that it is asked to write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pygame
import pytest

from game.scenario.homes import shipped_names
from game.scenario.loading import load_scenario
from game.view.lettering import Face, start, write

NOBODYS = "\ue000"


def letters_of_maps() -> Iterator[str]:
    """Yield every letter of every name, in every language, of all maps that come with the game."""
    for name in shipped_names():
        scenario = load_scenario(name)
        yield from "".join(scenario.names.area_titles)
        for noun in (*scenario.map.places, *scenario.map.crossings):
            other = noun.names
            yield from noun.name + ((other.ru or "") + (other.ja or "") if other is not None else "")


def is_a_box(letter: str, face: Face) -> bool:
    """Whether a letter is drawn like one that no font has; that is also all that pygame's metrics would tell."""
    start()
    drawn, box = (pygame.image.tobytes(write(text, face, 20, (0, 0, 0)), "RGBA") for text in (letter, NOBODYS))
    return drawn == box


@pytest.mark.parametrize("face", get_args(Face))
def test_every_letter_of_a_map_is_in_the_font(face: Face) -> None:
    letters = set(letters_of_maps())
    assert {"Ж", "鼓"} <= letters
    assert [letter for letter in sorted(letters) if is_a_box(letter, face)] == []


@pytest.mark.parametrize("face", get_args(Face))
def test_a_letter_that_is_not_there_is_noticed(face: Face) -> None:
    """Else the test above would prove nothing."""
    assert is_a_box("ก", face)


@pytest.mark.parametrize(
    "text", ["", "\u200b", "\u200d\u2060", "\U000e0001", "\u0301", "a\0b", "\x1b[1m", "two\nlines", "\ud800"]
)
def test_whatever_is_to_be_written_is_written_or_left_out(text: str) -> None:
    """Names of files may hold anything; letters without width leave nothing."""
    start()
    for face in get_args(Face):
        assert write(text, face, 16, (0, 0, 0)).get_height() > 0
