"""What can be changed in a source, and that a change is one change and no other."""

from __future__ import annotations

import pytest

from tests.mutations.changes import changes


def changed(source: str) -> set[str]:
    return {change.made_in(source) for change in changes("f.py", source)}


@pytest.mark.parametrize(
    ("source", "others"),
    [
        ("a < b", {"a <= b"}),
        ("a <= b == c", {"a < b == c", "a <= b != c"}),
        ("a not in (b)", {"a in (b)"}),
        ("a + b * c", {"a - b * c", "a + b // c"}),
        ("a and b", {"a or b"}),
        ("(a) or (b < c)", {"(a) and (b < c)", "(a) or (b <= c)"}),
        ("x = 3", {"x = 4", "x = 2"}),
        ("x = True", {"x = False"}),
        ("if a:\n    b", {"if (not (a)):\n    b"}),
        ("[a for a in b if a]", {"[a for a in b if (not (a))]"}),
        ("f(a, b)", {"f(b, a)", "pass"}),
        ("x = f(a, a)", set()),
        ("x = max(a, b)", {"x = min(a, b)"}),
        ("x.y = a", {"pass"}),
        ("x += y", {"x -= y", "pass"}),
        ("while a:\n    break", {"while (not (a)):\n    break", "while a:\n    pass"}),
        ("x = é + 'ñ' + b", {"x = é - 'ñ' + b", "x = é + 'ñ' - b"}),
    ],
)
def test_what_is_written_is_turned_into_its_next_of_kin(source: str, others: set[str]) -> None:
    assert changed(source) == others


@pytest.mark.parametrize(
    "source",
    [
        '"""A text."""',
        "x: tuple[int, 3]",
        "def f(a: Literal[1]) -> Literal[2]:\n    return a",
        'f"{a + 1}"',
        "if TYPE_CHECKING:\n    f(a, b)",
    ],
)
def test_texts_and_types_stay_as_they_are(source: str) -> None:
    assert changed(source) == set()


def test_a_change_says_where_it_is() -> None:
    (change,) = changes("game/x.py", "a = b\nc = d <\\\n  e\n")
    assert str(change) == "game/x.py:2 comparison turned: < -> <="
