"""Files of Python that hold a commander: what is found in them, how it is called, and what is wrong with others."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.commanders.from_file import enlist_file
from game.commanders.roster import (
    COMMANDERS,
    commander_digest,
    commander_named,
    commanders_of,
    differs_by_seed,
    names_plan,
    require_leader,
    taken_apart,
)
from game.commanders.titles import levels, title_of
from game.core.errors import CommanderError, UsageError
from game.scenario.loading import load_scenario

ROVER = Path(__file__).parent / "rover.py"
NOTHING = "def orders(game):\n    return []\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The folder that files are named from; no module that is loaded there stays."""
    modules = dict(sys.modules)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.chdir(tmp_path)
    yield
    for name in sys.modules.keys() - modules:
        del sys.modules[name]


def written(text: str, name: str = "my.py") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_it_is_called_by_its_path_as_it_was_given() -> None:
    name = enlist_file(written(f'"""Waits.\n\nAnd waits."""\n{NOTHING}'))
    assert name == "my.py"
    assert commander_named("my.py").about == "Waits."
    assert levels()["my.py"] == "my.py"
    assert title_of("some/where/My.py", {}) == "My.py"
    assert commanders_of(load_scenario("lake_khasan/night_attack"), {"soviet": "my.py"})["soviet"] == "my.py"


def test_the_digest_is_that_of_the_file() -> None:
    name = enlist_file(written(NOTHING))
    assert commander_digest(name) == hashlib.sha256(NOTHING.encode()).hexdigest()
    assert commander_digest("officer:historical") is None


def test_the_same_file_is_run_once_and_an_edited_one_again() -> None:
    text = "import sys\nsys.ran = getattr(sys, 'ran', 0) + 1\n" + NOTHING
    first = commander_named(enlist_file(written(text)))
    assert commander_named(enlist_file("my.py")) is first
    assert commander_named(enlist_file(written(text + "# edited\n"))) is not first
    assert vars(sys).pop("ran") == 2


def test_several_in_one_file_are_named() -> None:
    written("def bold(game):\n    'Goes.'\ndef careful(game):\n    'Waits.'\n")
    assert commander_named(enlist_file("my.py:bold")).about == "Goes."
    assert commander_named(enlist_file("my.py:careful")).about == "Waits."
    assert title_of("my.py:bold", {}) == "my.py:bold"
    assert taken_apart("my.py:bold") == ("my.py:bold", "")
    assert not names_plan("my.py:bold")


def test_a_plan_is_no_name_in_the_file() -> None:
    written("from game.commanders.officer.commander import OFFICER as BASE\nfrom dataclasses import replace\n")
    with Path("my.py").open("a") as stream:
        stream.write("ONE = replace(BASE, name='one')\n")
    scenario = load_scenario("lake_khasan/night_attack")
    assert enlist_file("my.py") == "my.py"
    assert taken_apart("my.py:historical") == ("my.py", "historical")
    assert require_leader(scenario, "soviet", "my.py:historical") == "my.py:historical"
    assert title_of("my.py:historical", {"historical": "As it was"}) == "my.py (As it was)"
    enlist_file(written(NOTHING, "plain.py"))
    with pytest.raises(UsageError, match=r"the commander 'plain\.py' has no plan"):
        require_leader(scenario, "soviet", "plain.py:historical")


def test_a_commander_of_parts_is_taken_whatever_it_is_called() -> None:
    """Those of the game that a file imports are none of its own; its functions are parts of it."""
    text = ROVER.read_text(encoding="utf-8") + "\nfrom game.commanders.cadet.commander import CADET\n"
    name = enlist_file(written(text))
    assert commander_named(name).about == "Marches everybody as far as the roads go."
    assert commander_named(name).name == "my.py"
    assert "rover" not in COMMANDERS


@pytest.mark.parametrize(
    ("said", "differs"), [("", True), ("AT_RANDOM = False\n", False), ("AT_RANDOM = True\n", True)]
)
def test_a_file_counts_as_random_unless_it_says_otherwise(said: str, differs: bool) -> None:
    name = enlist_file(written(said + NOTHING))
    assert differs_by_seed("none", {"soviet": name, "japanese": "idle"}) is differs


def test_of_a_file_that_is_not_loaded_nobody_knows() -> None:
    """As where results of another process are read."""
    assert differs_by_seed("none", {"soviet": "my.py:bold", "japanese": "idle"})
    with pytest.raises(UsageError, match=r"'my\.py:bold' is a file that is not loaded"):
        commander_named("my.py:bold")


def test_what_lies_beside_it_can_be_imported_and_takes_nobodys_place() -> None:
    import colorsys

    written("LEAST = 7\n", "beside_it.py")
    written("raise SystemExit\n", "colorsys.py")
    name = enlist_file(written("import colorsys\nfrom beside_it import LEAST\ndef orders(game):\n    return [LEAST]\n"))
    assert commander_named(name)
    assert sys.modules["colorsys"] is colorsys


def test_a_file_called_as_a_module_of_pythons_own_is_loaded_all_the_same() -> None:
    import colorsys

    assert enlist_file(written(NOTHING, "colorsys.py")) == "colorsys.py"
    assert sys.modules["colorsys"] is colorsys


@pytest.mark.parametrize(
    ("text", "part", "words"),
    [
        ("def orders(game)\n    pass\n", "", r"my\.py:1: this is no Python, expected ':': def orders\(game\)"),
        ("x = '\0'", "", r"my\.py(:1)?: this is no Python, .*null bytes"),
        ("(" * 5000, "", r"my\.py(:\d+)?: this is no Python, "),
        ("\n1 / 0", "", r"my\.py:2: it cannot be loaded, ZeroDivisionError: division by zero"),
        ("import sys\nsys.exit(3)", "", r"my\.py:2: it cannot be loaded, SystemExit: 3"),
        ("import nobody_has_this", "", r"my\.py:1: it cannot be loaded, ModuleNotFoundError: No module named"),
        ("", "", r"my\.py holds no commander: write a function orders\(game\)$"),
        ("def bold(game): pass", "", r"holds no commander: .*, or name one of bold as my\.py:bold"),
        ("def orders(game): pass\ndef next_order(game): pass", "", r"several commanders, orders and next_order: name"),
        ("def orders(): pass", "", r"my\.py: 'orders' must be a function that takes the game"),
        ("class orders: pass", "", r"my\.py: 'orders' must be a function that takes the game"),
        ("orders = 3", "", r"my\.py: .* must be a function that takes the game"),
        ("AT_RANDOM = 'no'\ndef orders(game): pass", "", r"AT_RANDOM must be True or False, not 'no'"),
        ("def bold(game): pass", ":bald", r"my\.py has no 'bald'; did you mean 'bold'\?"),
        ("def bold(game): pass", ":", r"'my\.py:' names nothing in the file; write my\.py:NAME, or my\.py alone"),
    ],
)
def test_what_is_wrong_with_a_file_is_one_sentence(text: str, part: str, words: str) -> None:
    written(text)
    with pytest.raises(CommanderError, match=words) as found:
        enlist_file(f"my.py{part}")
    assert "\n" not in str(found.value)
    assert "my" not in sys.modules or "cannot be loaded" not in str(found.value)
    assert not any(name.startswith("my.py") for name in COMMANDERS)


def test_what_is_no_file_is_said_too() -> None:
    Path("folder.py").mkdir()
    for name, words in (("nobody.py", "there is no such file"), ("folder.py", "this is no file")):
        with pytest.raises(CommanderError, match=f"{name}: {words}"):
            enlist_file(name)
    with pytest.raises(UsageError, match=r"'cadet' is no file of Python: its name ends with \.py"):
        enlist_file("cadet")
    with pytest.raises(UsageError, match="must be a path"):
        enlist_file(3)  # type: ignore[arg-type]  # what is given may be anything


def test_a_failed_file_leaves_what_was_loaded_before() -> None:
    first = commander_named(enlist_file(written(NOTHING)))
    with pytest.raises(CommanderError):
        enlist_file(written("def orders(game)\n"))
    assert commander_named("my.py") is first
