"""One word, one meaning: what the glossary uses for nothing stands in no text, and its old words nowhere in the code.

Texts are what somebody reads who plays, writes scenarios or counts games: strings of the game, the rulebook and the
other pages. Files of scenarios are not among them: they speak of history, in its words.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
GLOSSARY: Final = ROOT / "docs" / "glossary.md"
MODULES: Final = sorted((ROOT / "game").rglob("*.py"))
SOURCES: Final = sorted(
    path
    for folder in ("game", "tests", "docs/examples")
    for path in (ROOT / folder).rglob("*.py")
    if path != Path(__file__)
)
PAGES: Final = sorted(
    [
        *(path for path in (ROOT / "docs").glob("*.md") if path != GLOSSARY),
        *ROOT.glob("*.md"),
        *ROOT.glob("game/**/*.md"),
    ]
)


def unused_words() -> dict[str, str]:
    """Return the words in italics in the last column of the tables: each with the word that is used instead."""
    rows = [
        line.split("|")[1:-1] for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| ")
    ]
    return {word: row[0].strip() for row in rows for word in re.findall(r"\*([^*]+)\*", row[-1])}


def old_words() -> list[str]:
    """Return the words by which nothing is called."""
    section = GLOSSARY.read_text(encoding="utf-8").split("## Words that nothing is called by")[1]
    return re.findall(r"`(\w+)`", section)


def texts_of(source: str) -> Iterator[tuple[int, str]]:
    """Yield the strings of a source that somebody may read, with their lines: all but docstrings."""
    tree = ast.parse(source)
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
            yield node.lineno, node.value


def lines_of(page: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a page but for blocks of code, and without code in the line."""
    in_code = False
    for number, line in enumerate(page.splitlines(), 1):
        fence = line.startswith("```")
        in_code ^= fence
        if not in_code and not fence:
            yield number, re.sub(r"`[^`]*`", "", line)


def found(text: str, word: str) -> bool:
    """Whether a text has a word, or several of it."""
    return re.search(rf"\b{re.escape(word)}s?\b", text, 0 if word.isupper() else re.IGNORECASE) is not None


def found_old(text: str, word: str) -> bool:
    """Whether a text, or a name in it, has an old word; things are told apart, and people told to do something."""
    parts = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", text)
    return re.search(rf"\b{word}s?\b(?! (apart|to|not|otherwise|what)\b)", parts, re.IGNORECASE) is not None


# --- texts ----------------------------------------------------------------------------------------------------------


def test_the_glossary_names_words_that_are_not_used() -> None:
    assert unused_words()["rung"] == "victory level"
    assert unused_words()["guns that answer"] == "defensive fire"
    assert {"anew", "deed", "told"} < set(old_words())


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    """Every text of the game and of its pages, each with its place."""
    return [
        (f"{path.relative_to(ROOT)}:{line}", text)
        for paths, parts in ((MODULES, texts_of), (PAGES, lines_of))
        for path in paths
        for line, text in parts(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("word", sorted(unused_words()))
def test_a_word_that_is_used_for_nothing_stands_in_no_text(texts: list[tuple[str, str]], word: str) -> None:
    there = [f"{place}: {text.strip()}" for place, text in texts if found(text, word)]
    assert not there, f"{unused_words()[word]!r} is the word for it"


def test_a_word_is_found_in_a_text_and_only_as_a_whole() -> None:
    (text,) = texts_of('def f():\n    """The rung."""\n    return f"at a rung of {f}"')
    assert found(text[1], "rung")
    assert not found("strung along", "rung")
    assert found("two Rungs", "rung")
    assert not found("it waited again", "AI")
    assert list(lines_of("a `rung`\n```\na rung\n```\nb")) == [(1, "a "), (5, "b")]


# --- code -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*SOURCES, *PAGES], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_name_comment_or_page_has_an_old_word(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = list(lines_of(text) if path.suffix == ".md" else enumerate(text.splitlines(), 1))
    there = [
        f"{number}: {line.strip()}"
        for word in old_words()
        if word in text.lower()
        for number, line in lines
        if found_old(line, word)
    ]
    assert not there
    assert not any(found_old(path.stem, word) for word in old_words())


def test_an_old_word_is_found_in_names_too() -> None:
    assert found_old("test_what_is_told_is_true", "told")
    assert found_old("class LeftDeed:", "deed")
    assert not found_old("sides are told apart, and told to wait", "told")
    assert not found_old("indeed, the threshold", "deed")


HALF: Final = re.compile(
    r"""(?:Error|fail)\((?:\s|name,)*f?["'](?:\{[^}]*\}: )?(?:is|has|was|starts|holds|lacks|cannot|can) """
)
"""A message about a whole file that begins with its verb."""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_message_about_a_file_says_of_what_it_speaks(path: Path) -> None:
    """After the path of a file stands a sentence, "the file is UTF-16", not the rest of one."""
    assert HALF.findall(path.read_text(encoding="utf-8")) == []
