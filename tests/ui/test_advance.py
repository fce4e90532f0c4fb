"""Who takes the ground after an attack, and which hexes that lays bare (rulebook 5.8)."""

from __future__ import annotations

import pytest

from game.core.terms import Result
from game.desk.sheets import BAD, Sheet
from game.engine.orders import Attack
from game.ui.advance import advancing, left_empty
from game.ui.panels.forecast_after import write_losses
from game.view.lettering import start
from tests.tabletop import Table, tabletop

pytestmark = pytest.mark.usefixtures("letters")

BOARD = """
    .   .   B2  .   .
      .   R1  B1  .   .
    .   R3  R2+R4 .   .
"""
HILL = [{"side": "red", "award": "hold", "area": "hill", "points": 3}]


@pytest.fixture
def letters() -> None:
    """Fonts are ready."""
    start()


def table_of(**options: object) -> Table:
    return tabletop(BOARD, luck="table", result=Result.WITHDRAWN_ONE, areas={"hill": ["0101"]}, awards=HILL, **options)


def lines(table: Table, order: Attack, swapped: bool = False) -> list[str]:
    sheet = Sheet(400, 1.0)
    write_losses(sheet, table.game, table.game.forecast(order), "", swapped)
    return sheet.texts


def test_the_first_two_that_are_named_advance_and_what_they_leave_is_named() -> None:
    """With the points for it, and whoever could walk in."""
    table = table_of()
    order = Attack("0201", ("R1", "R2", "R4"))
    forecast = table.game.forecast(order)
    assert advancing(table.game, forecast) == ("R1", "R2")
    (left,) = left_empty(table.game, forecast)
    assert (left.hex, left.points, left.beside) == ("0101", 3, ("0200",))
    assert left.is_grave
    said = lines(table, order)
    assert "Advance after combat: R1 and R2" in said
    assert "leaves 0101 (objective, 3 points; enemy in 0200) empty" in said


def test_a_hex_in_which_somebody_stays_is_not_laid_bare() -> None:
    table = table_of()
    assert left_empty(table.game, table.game.forecast(Attack("0201", ("R2",)))) == ()
    (left,) = left_empty(table.game, table.game.forecast(Attack("0201", ("R2", "R4"))))
    assert (left.hex, left.points, left.beside, left.is_grave, left.words) == ("0202", 0, (), False, "0202")


def test_without_an_advance_that_is_said() -> None:
    table = table_of()
    order = Attack("0201", ("R1",), holding=True)
    assert "No advance: all stay where they are." in lines(table, order)
    assert not any("leaves" in line for line in lines(table, order))
    assert not any(
        "Advance" in line or "advance" in line for line in lines(table, Attack("0201", ("R1",)), swapped=True)
    )


def test_where_nobody_can_go_in_nobody_advances() -> None:
    """5.6: the hex holds."""
    table = tabletop(BOARD, luck="table", result=Result.REPULSED)
    assert "Nobody can advance." in lines(table, Attack("0201", ("R1",)))


def test_what_is_grave_is_written_as_a_warning() -> None:
    table = table_of()
    sheet = Sheet(400, 1.0)
    write_losses(sheet, table.game, table.game.forecast(Attack("0201", ("R1",))), "")
    words, rect = next(one for one in sheet.written if one[0].startswith("leaves 0101"))
    assert words
    colours = {
        tuple(sheet.picture.get_at((x, y))[:3]) for x in range(rect.left, rect.right) for y in range(*_rows(rect))
    }
    assert BAD in colours


def _rows(rect: object) -> tuple[int, int]:
    return rect.top, rect.bottom  # type: ignore[attr-defined]
