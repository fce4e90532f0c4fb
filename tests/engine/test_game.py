"""Game: the one door to a play of a scenario, in the words of a newcomer."""

from __future__ import annotations

from itertools import pairwise

import pytest

from game.core.errors import IllegalOrderError, UsageError
from game.core.terms import EventKind, Reason, Role, Status, Supply
from game.engine import game as engine
from game.engine.cards import side_view, unit_card
from game.engine.events import Event, read_event
from game.engine.forecast import AttackForecast
from game.engine.game import LOG_ROWS, Game, Outcome, PlayerTurn
from game.engine.orders import Attack, Bombard, Fight, Move
from game.engine.reasons import SENTENCES, points, sentence
from game.rules.effects.log import FIELDS
from game.scenario.world import new_log
from tests.tabletop import Table, tabletop

FIELD = """
    RG1  R1   .    .
      .    B1   ~    .
    R2   .    .    BG1
"""
BOATS = [{"side": "red", "hexes": ["0201"], "speed": 500, "lift": {"day": 900, "night": 900}}]


def field(**options: object) -> Table:
    return tabletop(FIELD, crossings=BOATS, **options)


# --- the five lines of a newcomer -----------------------------------------------------------------------------------


def test_five_lines() -> None:
    game = Game.new(field().scenario, seed=1938)
    order = next(order for order in game.legal_orders() if isinstance(order, Attack))
    forecast = game.forecast(order)
    events = game.play(order)
    assert isinstance(forecast, AttackForecast)
    assert sum(forecast.chances.values()) == 1
    assert any(event.kind is EventKind.ASSAULT for event in events)
    assert game.outcome is None


def test_what_a_new_game_says() -> None:
    game = Game.new(field(first_turn=3).scenario, seed=2**40, luck="none")
    assert (game.seed, game.turn, game.active_side, game.luck) == (2**40, 3, "red", "none")
    assert game.points() == {"red": 0, "blue": 0}
    assert game.record == [PlayerTurn(3, "red")]
    assert int(game.state.clock[0].logged) == 0


def test_legal_orders_are_legal_and_each_is_there_once() -> None:
    table = field()
    orders = list(table.game.legal_orders())
    assert all(table.why(order) is Reason.LEGAL for order in orders)
    assert len(set(orders)) == len(orders)
    kinds = {type(order) for order in orders}
    assert kinds == {Move, Attack, Bombard}
    assert {order.units for order in orders if isinstance(order, Attack)} == {("R1",)}
    assert {order.unit for order in orders if isinstance(order, Bombard)} == {"RG1"}
    moves = [order for order in orders if isinstance(order, Move)]
    assert len({(order.unit, order.path[-1]) for order in moves}) == len(moves)


def test_orders_of_the_side_whose_turn_it_is() -> None:
    table = field()
    table.end_turn()
    units = {
        unit for order in table.game.legal_orders() for unit in getattr(order, "units", [getattr(order, "unit", "")])
    }
    assert units == {"B1", "BG1"}


def test_nobody_has_orders_when_it_is_over() -> None:
    table = field(turns=1)
    table.next_turn()
    assert list(table.game.legal_orders()) == []
    assert table.game.outcome == Outcome("draw", "A draw", None, {"red": 0, "blue": 0})
    with pytest.raises(IllegalOrderError) as caught:
        table.end_turn()
    assert caught.value.reason is Reason.GAME_OVER


def test_the_outcome_names_level_winner_and_points() -> None:
    table = field(turns=1, awards=[{"side": "blue", "award": "fixed", "points": 4}])
    assert table.game.points() == {"red": 0, "blue": 4}
    table.next_turn()
    assert table.game.outcome == Outcome("blue_wins", "Blue wins", "blue", {"red": 0, "blue": 4})


# --- record, copies, digests ----------------------------------------------------------------------------------------


def test_the_record_holds_orders_and_digests() -> None:
    """12: each order with the state after it, each player turn with the state at its end; what a replay checks."""
    table = field()
    game = table.game
    first = table.move("R2", "0001")
    game.play(first)
    after_first = game.digest()
    second = table.assault("B1", by=["R1"], support=["RG1"])
    game.play(second)
    after_second = game.digest()
    game.end_turn()
    assert game.record == [
        PlayerTurn(1, "red", [(str(first), after_first[:8]), (str(second), after_second[:8])], game.digest()),
        PlayerTurn(1, "blue"),
    ]


def test_the_last_player_turn_of_a_game_is_closed() -> None:
    table = field(turns=1)
    table.next_turn()
    assert [(turn.turn, turn.side, bool(turn.digest)) for turn in table.game.record] == [
        (1, "red", True),
        (1, "blue", True),
    ]


def test_the_same_seed_and_orders_give_the_same_game() -> None:
    """1.3: and another seed another one, as soon as luck is thrown."""
    scenario = field().scenario

    def played(seed: int) -> list[str]:
        game = Game.new(scenario, seed)
        digests = []
        for _ in range(3):
            attacks = [order for order in game.legal_orders() if isinstance(order, Fight)]
            if attacks:
                game.play(attacks[0])
            game.end_turn()
            digests.append(game.digest())
        return digests

    assert played(5) == played(5)
    assert len({tuple(played(seed)) for seed in range(4)}) > 1


def test_a_copy_goes_its_own_way() -> None:
    table = field()
    game = table.game
    twin = game.copy()
    assert (twin.digest(), twin.seed, twin.luck, twin.record) == (game.digest(), game.seed, game.luck, game.record)
    twin.play(table.assault("B1", by=["R1"]))
    twin.end_turn()
    assert game.turn == 1
    assert game.active_side == "red"
    assert game.record == [PlayerTurn(1, "red")]
    assert twin.digest() != game.digest()


def test_undo_is_going_back_to_a_copy() -> None:
    table = field()
    before = table.game.copy()
    order = table.move("R2", "0001")
    table.game.play(order)
    after = table.game.digest()
    assert before.play(order)
    assert before.digest() == after


def test_the_log_has_room_for_the_noisiest_order() -> None:
    table = field()
    events = table.attack("B1", by=["R1"], support=["RG1"])
    assert len(events) * 50 < LOG_ROWS == len(table.state.log)


def test_the_log_has_room_for_a_change_of_turn_with_a_thousand_units() -> None:
    """2.1: each may come and take ground, be supplied, and be lost with all its items."""
    units = {f"R{i}": {"hex": f"{i % 20:02d}{i // 20 % 20:02d}", "turn": 2} for i in range(800)}
    rows = "\n".join(("   " if row % 2 else "") + "  ".join(["."] * 20) for row in range(20))
    table = tabletop(rows, sources={"red": ["0000"], "blue": ["1919"]}, B1={"hex": "1919"}, **units)
    assert len(table.state.log) == 16 * 802 + 400
    table.game.end_turn()
    events = table.game.end_turn()
    assert len(events) > 800


def test_a_log_that_overflows_is_our_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """1.2: events are never dropped in silence."""
    table = field()
    monkeypatch.setattr(engine, "log_rows", lambda world: 1)
    game = Game.new(table.scenario, 1)
    assert len(game.state.log) == 1
    with pytest.raises(AssertionError, match="events in one order"):
        game.play(table.assault("B1", by=["R1"]))


# --- reasons --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_sentence_with_its_rule(reason: Reason) -> None:
    text = sentence(reason, 17, 5)
    assert text
    assert "{" not in text
    if reason is not Reason.LEGAL:
        assert text.endswith(")") and " (rule " in text
        assert text[0].islower()
    assert len(set(SENTENCES.values())) == len(SENTENCES)


@pytest.mark.parametrize(("quarters", "text"), [(0, "0"), (1, "0.25"), (2, "0.5"), (17, "4.25"), (48, "12")])
def test_points_are_written_as_people_count_them(quarters: int, text: str) -> None:
    assert points(quarters) == text


def test_a_verdict_is_true_for_a_legal_order_only() -> None:
    table = field()
    legal, illegal = table.game.check(table.move("R2", "0001")), table.game.check(table.move("R2", "0302"))
    assert legal and legal.sentence == "legal"
    assert not illegal and illegal.reason is Reason.PATH_BROKEN


def test_an_illegal_order_says_why_when_it_is_played() -> None:
    """3: the error carries order, reason and sentence."""
    table = field()
    order = table.move("R1", "0101")
    with pytest.raises(IllegalOrderError) as caught:
        table.game.play(order)
    assert caught.value.reason is Reason.ENEMY_THERE
    assert str(caught.value) == f"move R1 0100>0101: {sentence(Reason.ENEMY_THERE)}"
    with pytest.raises(IllegalOrderError):
        table.game.forecast(Attack("0101", ("R2",)))


def test_of_several_the_one_that_may_not_is_named() -> None:
    """5.1: who of those who attack together is to blame."""
    table = field(rules={"attack_time": 16})
    both = table.assault("B1", ["R1", "R2"])
    assert table.game.check(both).sentence == "R2 is not next to the hex (rule 5.1)"
    table.unit("R1").mp_left = 6
    assert table.game.check(both).sentence == "R1 needs 4 movement points, has 1.5 (rule 3.1)"
    assert table.game.check(table.assault("B1", ["R1"])).sentence == "needs 4 movement points, has 1.5 (rule 3.1)"


def test_guns_that_may_not_support_are_named() -> None:
    """6.2: those of the guns, not those who assault. Alone they are not named: the order does it."""
    table = field(RG1={"loaded": 0})
    none = "has no ammunition to fire (rule 6.2)"
    assert table.game.check(table.assault("B1", ["R1"], ["RG1"])).sentence == f"RG1 {none}"
    assert table.game.check(Bombard("0101", "RG1")).sentence == f"the unit {none}"


def test_what_is_about_the_place_names_nobody() -> None:
    """5.1."""
    table = field()
    assert table.game.check(Attack("0301", ("R1", "R2"))).sentence == sentence(Reason.NOBODY_THERE)


@pytest.mark.parametrize("order", [Move("R9", ("0000", "0100")), Attack("9999", ("R1",)), Move("R1", ("0000", "0001"))])
def test_names_that_do_not_exist_are_reported_with_their_rule(order: Move | Attack) -> None:
    verdict = field().game.check(order)
    assert not verdict
    assert "(rule " in verdict.sentence


# --- events ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_event_can_be_read(kind: EventKind) -> None:
    """Any row of its kind, with and without a unit and a place."""
    table = field()
    for unit, hex_ in ((table.row("R1"), table.hex_row("0101")), (-1, -1)):
        row = new_log(1)[0]
        row.kind, row.turn, row.side, row.unit, row.from_hex, row.to_hex = kind, 2, 1, unit, hex_, hex_
        event = read_event(table.scenario, row)
        assert (event.kind, event.turn, event.side) == (kind, 2, "blue")
        assert event.unit == ("R1" if unit >= 0 else None)
        assert [name for name, _ in event.values] == list(FIELDS[kind])
        text = str(event)
        assert text.startswith(kind.name.lower())
        assert "\n" not in text and "None" not in text.replace("=None", "")
        for name in FIELDS[kind]:
            assert f"{name}={event[name]}" in text
        with pytest.raises(KeyError):
            event["no such field"]


def test_events_speak_in_names() -> None:
    table = field()
    events = table.attack("B1", by=["R1"], support=["RG1"])
    by_kind = {event.kind: event for event in reversed(events)}
    assert by_kind[EventKind.ASSAULT]["result"] in {"repulsed", "held", "withdrawn_one", "withdrawn_two", "routed"}
    assert by_kind[EventKind.LOST]["equipment"] == "riflemen"
    assert str(by_kind[EventKind.FIRED]).startswith("fired RG1 0000 > 0101 missions_left=2")
    (owner,) = [event for event in table.march("R2", "0001") if event.kind is EventKind.OWNER]
    assert (owner["side_before"], owner["side"]) == (None, "red")


def test_events_are_values() -> None:
    table = field()
    first, second = table.game.copy(), table.game.copy()
    order = table.move("R2", "0001")
    assert first.play(order) == second.play(order)
    assert all(isinstance(hash(event), int) for event in first.end_turn())
    assert isinstance(first.record[0].orders, list)
    assert Event.__dataclass_params__.frozen  # type: ignore[attr-defined]


# --- cards ----------------------------------------------------------------------------------------------------------


def test_a_card_is_a_picture_of_a_unit() -> None:
    table = field(R1={"type": "soviet_rifle_battalion", "entrenched": 1, "cohesion": 60}, RG1={"loaded": 2})
    card = unit_card(table.game, "R1")
    assert (card.id, card.name, card.side, card.formation, card.role) == ("R1", "R1", "red", "R", Role.INFANTRY)
    assert (card.status, card.hex, card.entrenchment, card.supply) == (Status.PRESENT, "0100", 1, Supply.FULL)
    assert card.men == int(table.figures("R1").men)
    assert card.items == {item: count for item, count in table.items("R1").items() if count}
    assert (card.points_left, card.supply_metres) == (12.0, int(table.unit("R1").distance) * 10)
    assert (card.routed, card.attacked, card.pinned) == (False, False, False)
    assert unit_card(table.game, "RG1").missions == 2
    table.march("R1", "0000")
    assert unit_card(table.game, "R1").points_left == int(table.unit("R1").mp_left) / 4
    assert card.points_left == 12.0  # a picture does not change
    with pytest.raises(UsageError, match="has no unit 'R9'"):
        unit_card(table.game, "R9")


def test_a_card_of_a_unit_that_is_not_there() -> None:
    table = tabletop(FIELD, R3={"hex": "0000", "turn": 2}, sources={"red": ["0300"], "blue": ["0301"]})
    card = unit_card(table.game, "R3")
    assert (card.hex, card.status) == (None, Status.AWAITED)


def test_a_unit_cut_off_has_no_distance() -> None:
    table = tabletop("R1 B1 . .\n ~ ~ B2 .", sources={"red": ["0300"], "blue": ["0301"]})
    assert unit_card(table.game, "R1").supply_metres is None


@pytest.mark.parametrize("side", ["red", "blue"])
def test_a_side_sees_both(side: str) -> None:
    """2: until there are rules of sighting."""
    table = field(R3={"hex": "0000", "turn": 2}, controls={"blue": ["south"]}, areas={"south": ["0202"]})
    view = side_view(table.game, side)
    assert (view.side, view.turn) == (side, 1)
    own, enemy = {card.id for card in view.own}, {card.id for card in view.enemy}
    assert (own if side == "red" else enemy) == {"RG1", "R1", "R2"}
    assert (enemy if side == "red" else own) == {"B1", "BG1"}
    assert view.owners["0202"] == "blue"
    assert view.owners["0100"] == "red"
    assert "0001" not in view.owners


def test_digests_change_with_every_order() -> None:
    table = field()
    digests = [table.game.digest()]
    table.march("R2", "0001")
    digests.append(table.game.digest())
    table.bombard("B1", "RG1")
    digests.append(table.game.digest())
    table.end_turn()
    digests.append(table.game.digest())
    assert all(a != b for a, b in pairwise(digests))
