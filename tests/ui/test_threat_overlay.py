"""What the enemy could do next turn, laid over the map: marks, figures, words and card are those of the rules."""

from __future__ import annotations

from fractions import Fraction

import pygame
import pytest

from game.engine.orders import Attack
from game.engine.threats import Threat, threats_to
from game.scenario.names import percent
from game.ui.board import Board
from game.ui.foreseen import ASSUMED, FORESEEN, Foreseen, in_short, style_of, worst_of
from game.ui.intents import PointAt
from game.ui.overlays import words_of_threat
from game.ui.session import HUMAN, Session
from tests.tabletop import Table, tabletop

from .hands import Hands

BOARD = """
    .   .   .   .   .   .
      .   R1  .   B1  .   .
    .   .   R2  .   .   BG1
      .   .   .   BT1 .   .
    R3  ~   .   .   .   .
"""
AWARDS = [{"side": "red", "award": "hold", "area": "hill", "points": 3}]


def table_of(**options: object) -> Table:
    return tabletop(BOARD, luck="table", areas={"hill": ["0202"]}, awards=AWARDS, **options)


@pytest.fixture
def hands() -> Hands:
    session = Session(table_of().game, dict.fromkeys(("red", "blue"), HUMAN))
    hands = Hands(Board(session))
    hands.key(pygame.K_F8)
    return hands


def board_of(hands: Hands) -> Board:
    assert isinstance(hands.window.scene, Board)
    return hands.window.scene


def test_each_hex_has_its_chance_and_its_mark(hands: Hands) -> None:
    play = board_of(hands).play
    found, marks = threats_to(play.game, "red"), play.overlay_marks()
    assert found
    worst = worst_of(found)
    assert worst is not None
    assert marks.over == {**{hex_: style_of(threat) for hex_, threat in found.items()}, worst: "threat_worst"}
    assert marks.words == {
        hex_: percent(threat.lost) for hex_, threat in found.items() if threat.lost >= Fraction(1, 100)
    }


@pytest.mark.parametrize("place", range(6))
def test_the_mark_is_seen_over_the_counters_at_every_zoom(hands: Hands, place: int) -> None:
    """It goes when the overlay does: whoever looks for those in danger must not look under counters."""
    board = board_of(hands)
    play = board.play
    marked = list(threats_to(play.game, "red"))
    assert marked

    def rims() -> list[tuple[int, ...]]:
        """The colours where the rim runs, left of the middle of each hex, over its counter."""
        hands.frame()
        away = round(play.map.scale * 0.4)
        spots = [play.map.spot_of(hex_) for hex_ in marked]
        return [tuple(hands.window.surface.get_at((x - away, y))) for x, y in spots]

    play.map.zoom(-10)
    play.map.zoom(place)
    play.map.centre_on(marked[0])
    play.answer(PointAt(None))
    with_marks = rims()
    hands.key(pygame.K_F8)
    assert all(there != bare for there, bare in zip(with_marks, rims(), strict=True))


def test_what_is_pointed_at_is_said_in_words(hands: Hands) -> None:
    board = board_of(hands)
    play = board.play
    found = threats_to(play.game, "red")
    hex_ = next(hex_ for hex_, threat in found.items() if threat.points)
    play.answer(PointAt(hex_))
    hands.frame()
    assert words_of_threat(play.shown, play.selection) == in_short(found[hex_])
    assert board.column is not None
    texts = board.column.middle(play).texts(play)
    assert percent(found[hex_].lost) in texts
    assert ASSUMED in texts
    assert {*found[hex_].order.units} <= set(texts)
    assert any("3 points worse off" in text for text in texts)
    play.answer(PointAt(next(row for row in range(8) if row not in found)))
    hands.frame()
    assert board.column.middle(play) is not board.column.threat
    assert words_of_threat(play.shown, play.selection) == ""


def test_who_may_not_arrive_is_named_with_the_chance() -> None:
    """On the card and in the bottom line: the figures count a unit that comes by chance only."""
    table = table_of(B9={"hex": "0502", "turn": 1, "chance": 30})
    hands = Hands(Board(Session(table.game, dict.fromkeys(("red", "blue"), HUMAN))))
    hands.key(pygame.K_F8)
    board = board_of(hands)
    hex_ = int(table.unit("R2").hex)
    assert "B9" in threats_to(table.game, "red")[hex_].order.units
    board.play.answer(PointAt(hex_))
    hands.frame()
    assert board.column is not None
    assert "Counted as if sure to arrive: B9 (chance 30%)." in board.column.middle(board.play).texts(board.play)
    assert "counted as if sure to arrive: B9 (chance 30%)" in words_of_threat(board.play.shown, board.play.selection)


def test_a_march_and_its_taking_back_renew_it(hands: Hands) -> None:
    play = board_of(hands).play
    before = play.overlay_marks()
    board_of(hands).choosing.select("R1")
    play.map.centre_on(6)
    hands.frame()
    hands.click(play.map.spot_of(6), 3)
    assert play.overlay_marks().words == {
        hex_: percent(threat.lost) for hex_, threat in threats_to(play.game, "red").items() if threat.lost
    }
    assert play.overlay_marks().words != before.words
    hands.key(pygame.K_u)
    assert play.overlay_marks().words == before.words


def test_the_same_position_is_not_worked_out_again() -> None:
    game, kept = table_of().game, Foreseen()
    first = kept.to(game, "red")
    assert kept.to(game.copy(), "red") is first
    assert kept.to(game, "blue") is not first
    assert FORESEEN.to(game, "red") == first


def test_it_hurts_most_where_there_are_points() -> None:
    def threat(hex_: int, lost: Fraction, points: int) -> Threat:
        return Threat(hex_, Attack("0000", ("B1",)), lost, 100, *[Fraction(5)] * 4, points, ("0100",))

    sure, dear = threat(1, Fraction(1), 0), threat(2, Fraction(1, 2), 3)
    assert worst_of({1: sure, 2: dear}) == 2
    assert worst_of({1: sure}) == 1
    assert worst_of({1: threat(1, Fraction(0), 9)}) is None
    assert worst_of({}) is None
    assert style_of(sure) == "threat_high"
    assert in_short(sure).startswith("may be lost, 100%: odds 1.00 to 1")
    assert in_short(threat(1, Fraction(0), 9)).startswith("would hold: odds 1.00 to 1")
    assert style_of(dear) == "threat_some"
    assert style_of(threat(3, Fraction(1, 10), 0)) == "threat_low"


def test_the_card_of_a_hex_with_a_stack_is_all_in_view() -> None:
    """The list of those who stand there lies over what is below it, but not over what is said of them."""
    table = tabletop(BOARD.replace("R1 ", "R1+R4+R5"), luck="table")
    hands = Hands(Board(Session(table.game, dict.fromkeys(("red", "blue"), HUMAN))))
    hands.key(pygame.K_F8)
    board = board_of(hands)
    hex_ = table.scenario.hex_row(table.where("R4"))
    assert hex_ is not None
    board.play.answer(PointAt(hex_))
    column = board.column
    assert column is not None and column.middle(board.play) is column.threat
    assert column.stack.rect.height > column._height_of(1)
    assert column.threat.rect.top >= column.stack.rect.bottom
