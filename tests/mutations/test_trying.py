"""A change that a test sees is noticed, one that none sees is not; a test that fails anyway says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutations import seeing
from tests.mutations.changes import Change, changes
from tests.mutations.seeing import CHANGED, ROOT, Look, is_compiled, looks_at
from tests.mutations.trying import Workshop, failed_in

SOURCE = "def larger(a, b):\n    return a if a > b else b\n\n\ndef unseen(a):\n    return a + 0\n"
TESTS = "from game import larger\n\n\ndef test_larger():\n    assert (larger(1, 2), larger(2, 1)) == (2, 2)\n"
LOOK = Look(("tests/test_game.py",))


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    root = tmp_path_factory.mktemp("tree") / "root"
    (root / "tests").mkdir(parents=True)
    (root / "game.py").write_text(SOURCE, encoding="utf-8")
    (root / "tests" / "test_game.py").write_text(TESTS, encoding="utf-8")
    (root / "tests" / "test_broken.py").write_text("def test_broken():\n    assert False\n", encoding="utf-8")
    option = 'def pytest_addoption(parser):\n    parser.addoption("--rules")\n'
    (root / "conftest.py").write_text(option, encoding="utf-8")
    (root / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return Workshop(tmp_path_factory.mktemp("workshop"), 1, root)


def change(kind: str) -> Change:
    return next(found for found in changes("game.py", SOURCE) if found.kind == kind)


def test_what_a_test_sees_is_noticed(workshop: Workshop) -> None:
    found = workshop.try_(change("condition negated"), lambda _: [LOOK])
    assert found.noticed_by == "tests/test_game.py::test_larger"


@pytest.mark.parametrize("kind", ["comparison turned", "operator turned"])
def test_what_no_test_sees_is_not(workshop: Workshop, kind: str) -> None:
    """Of two equal numbers either is the larger one: a change that changes nothing."""
    assert workshop.try_(change(kind), lambda _: [LOOK]).noticed_by == ""


def test_a_test_that_fails_anyway_notices_nothing_and_the_next_ones_are_asked(workshop: Workshop) -> None:
    looks = [Look(("tests/test_broken.py",)), LOOK]
    assert workshop.try_(change("operator turned"), lambda _: looks).noticed_by == ""
    assert workshop.try_(change("condition negated"), lambda _: looks).noticed_by == "tests/test_game.py::test_larger"


def test_what_never_ends_is_noticed(workshop: Workshop) -> None:
    endless = Change("game.py", 1, 0, 0, "while True:\n    pass\n", "", "endless")
    assert "never ends" in workshop.try_(endless, lambda _: [Look(("tests/test_game.py",), patience=2)]).noticed_by


@pytest.mark.parametrize(
    ("said", "test"),
    [
        ("FAILED tests/a.py::test_b - assert 1 == 2", "tests/a.py::test_b"),
        ("FAILED tests/a.py::test_b[c - d] - assert", "tests/a.py::test_b[c - d]"),
        ("ERROR tests/a.py - ImportError", "tests/a.py"),
        ("3 passed", ""),
    ],
)
def test_which_test_failed_is_read_from_what_is_said(said: str, test: str) -> None:
    assert failed_in(f"..F\n{said}\n") == test


@pytest.mark.parametrize("path", sorted(path for place in CHANGED for path in (ROOT / place).rglob("*.py")), ids=str)
def test_every_module_has_tests_that_can_see_it(path: Path) -> None:
    module = path.relative_to(ROOT).as_posix()
    looks = looks_at(module)
    assert looks
    named = [word for look in looks for word in look.arguments if word.startswith("tests/")]
    assert all((ROOT / word).exists() for word in named)
    assert len(named) == len(set(named))


def test_a_part_of_a_package_is_seen_by_the_tests_of_the_package() -> None:
    assert "tests/rules/test_effects.py" in seeing.tests_that_import("game/rules/effects/movement.py")


def test_compiled_sources_are_tried_in_plain_python() -> None:
    assert is_compiled("game/rules/combat.py")
    assert not is_compiled("game/engine/game.py")
    assert all(look.plain for look in looks_at("game/rules/combat.py"))
    assert not all(look.plain for look in looks_at("game/engine/game.py"))
