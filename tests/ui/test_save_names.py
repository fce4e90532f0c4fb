"""What saves may be called, in every script and on every system."""

from __future__ import annotations

import unicodedata

import pytest

from game.core.errors import SaveError
from game.ui.saves.save_folder import file_of, folder, save_session
from game.ui.saves.save_list import entries
from game.ui.saves.save_names import fitted, why_not

from .hands import new_session
from .test_saves import played


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Night, turn 2", "Night, turn 2.json"),
        ("../../etc/passwd", "etc passwd.json"),
        ("a/b\\c:d\x00e", "a b c d e.json"),
        ("Заозёрная 張鼓峰", "Заозёрная 張鼓峰.json"),
        ("e\u0301te\u0301", "\u00e9t\u00e9.json"),
        ("किले की लड़ाई", "किले की लड़ाई.json"),
        ("การรบ ที่ภูเขา", "การรบ ที่ภูเขา.json"),
        ("x" * 300, "x" * 60 + ".json"),
        ("comet", "comet.json"),
    ],
)
def test_names_become_files(name: str, file: str) -> None:
    """In every script, with all its marks; composed, so that one name is one file on every system."""
    assert file_of(name).name == unicodedata.normalize("NFC", file)
    assert file_of(name).parent == folder()


@pytest.mark.parametrize("letter", ["x", "張", "\U00010330", "e\u0323\u0302\u0331", "न\u0940"])
def test_no_name_is_longer_than_a_file_can_have(letter: str) -> None:
    """Nor is that of the file beside it while it is written; a letter is not parted from its marks."""
    fit = fitted(letter * 200)
    assert len(f".{fit}.json.12345678.part".encode()) <= 255
    assert fit == unicodedata.normalize("NFC", letter) * (len(fit) // len(unicodedata.normalize("NFC", letter)))
    assert save_session(played(), letter * 200).exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("autosave-01", "Names that begin with 'autosave'"),
        ("Autosave", "Names that begin with 'autosave'"),
        ("CON", "'CON' is the name of a device"),
        ("nul.old", "'nul' is the name of a device"),
        ("Lpt1", "device"),
        ("com\u00b9", "device"),
        ("..", "needs a name"),
        ("", "needs a name"),
        (" - ", "needs a name"),
        ("\u200d", "needs a name"),
    ],
)
def test_names_that_no_save_can_have_are_refused_with_a_sentence(name: str, words: str) -> None:
    assert words in why_not(name)
    with pytest.raises(SaveError, match=words):
        save_session(new_session(), name)
    assert not folder().exists()


def test_names_that_some_systems_cannot_tell_apart_are_one_save() -> None:
    first = save_session(new_session(), "Mine")
    assert file_of("mine") == file_of("MINE") == first
    assert save_session(played(), "mIne") == first
    assert [entry.name for entry in entries()] == ["Mine"]
