"""The pages about the program name what is there: files, functions, targets of make; a word has one meaning."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "docs" / "architecture.md",
    ROOT / "docs" / "commanders.md",
    ROOT / "docs" / "designing.md",
    ROOT / "docs" / "glossary.md",
    ROOT / "docs" / "scenario_files.md",
    ROOT / "docs" / "sources.md",
    ROOT / "docs" / "examples" / "README.md",
    ROOT / "game" / "rules" / "README.md",
    ROOT / "tests" / "mutations" / "README.md",
]
IDS = [page.relative_to(ROOT).as_posix() for page in PAGES]
TOPS = {path.name for path in ROOT.iterdir()}
FOR_THE_READER = {"scenarios/example/"}
"""Paths that whoever reads a page makes."""
PACKAGES = {path.name for path in (ROOT / "game").iterdir() if path.is_dir()}


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def code_in(page: Path) -> list[str]:
    """What stands in backticks, but for blocks."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text_of(page), flags=re.DOTALL))


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_path_that_a_page_names_is_there(page: Path) -> None:
    """`game/rules`, `ui/scenes.py` in `game`, `tests/ways.py`; with a star for many."""
    named = {word for code in code_in(page) for word in code.split() if re.fullmatch(r"[\w.*-]+(/[\w.*-]+)+/?", word)}
    for link in re.findall(r"\]\(([^)#:]+)\)", text_of(page)):
        assert (page.parent / link).exists(), link
    for path in sorted(path for path in named if path.split("/")[0] in TOPS | PACKAGES and path not in FOR_THE_READER):
        assert is_function(path) or any(any(root.glob(path)) for root in (ROOT, ROOT / "game")), path


def is_function(path: str) -> bool:
    """`rules/orders.check`: a function of a module of the game."""
    module, _, name = path.rpartition(".")
    source = ROOT / "game" / f"{module}.py"
    return source.exists() and re.search(rf"^(def|class) {name}\b|^{name}\b", text_of(source), re.MULTILINE) is not None


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_target_of_make_that_a_page_names_is_there(page: Path) -> None:
    targets = set(re.findall(r"^([\w-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make ([\w-]+)`", text_of(page))) <= targets


def test_a_word_of_the_glossary_stands_there_once() -> None:
    page = text_of(ROOT / "docs" / "glossary.md")
    words = [word for word in re.findall(r"^\| ([^|]+?) \|", page, re.MULTILINE) if word not in ("word", "---")]
    assert len(words) == len(set(words)) > 50


# --- the page at the top of a package -------------------------------------------------------------------------------

INITS = sorted((ROOT / "game").rglob("__init__.py"))


def modules_in(package: Path) -> set[str]:
    """Return the modules and packages that lie in a package."""
    inside = {path.stem for path in package.glob("*.py")} | {path.parent.name for path in package.glob("*/__init__.py")}
    return inside - {"__init__", "__main__"}


def named_on(page: str) -> set[str]:
    """Return the words that a page has in backticks, or in a list set in at the beginning of a column."""
    quoted = re.findall(r"`([^`\n]+)`", page)
    columns = [
        column
        for line in page.split("\n")
        if line.startswith("    ")
        for column in re.findall(r"(?:^ {4}| {2})((?:\w+, )*\w+)", line)
    ]
    return {word for text in quoted + columns for word in re.findall(r"\w+", text)}


@pytest.mark.parametrize("init", INITS, ids=lambda init: init.parent.relative_to(ROOT).as_posix())
def test_every_module_is_named_on_the_page_of_its_package(init: Path) -> None:
    page = ast.get_docstring(ast.parse(text_of(init))) or ""
    if (readme := init.parent / "README.md").exists():
        page += text_of(readme)
    assert sorted(modules_in(init.parent) - named_on(page)) == []


@pytest.mark.parametrize("init", INITS, ids=lambda init: init.parent.relative_to(ROOT).as_posix())
def test_every_path_that_the_page_of_a_package_names_is_there(init: Path) -> None:
    """`ui/playback/happenings` and `docs/commanders.md`; `checks.py` lies beside the page or a floor above it."""
    page = ast.get_docstring(ast.parse(text_of(init))) or ""
    named = re.findall(r"`(\w+(?:/\w+)+(?:\.\w+)?|\w+\.(?:py|md))`", page)
    roots = (init.parent, init.parent.parent, ROOT / "game", ROOT)
    for path in named:
        assert any((root / f"{path}{end}").exists() for root in roots for end in ("", ".py")), path


def test_what_a_sentence_says_by_the_way_names_no_module() -> None:
    page = "The board has marks.\n\n    menu, help  pages to choose from    `ways`"
    assert named_on(page) == {"menu", "help", "pages", "ways"}
