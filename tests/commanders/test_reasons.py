"""Why the cadet gives an order, in positions where there is one reason only; and that asking changes nothing."""

from __future__ import annotations

from typing import Any

import pytest

from game.commanders.cadet.accounts import HERE, THERE, Part, account_for_march, new_parts
from game.commanders.cadet.commander import CADET
from game.commanders.cadet.marches import gun_score, line_score
from game.commanders.cadet.mind import FALL_BACK, Mind
from game.commanders.cadet.reasons import decisive, explain, points, pressed
from game.commanders.cadet.tasks import SOUND
from game.commanders.ground.fire import longest_range, shift_fire
from game.commanders.ground.places import home_score
from game.commanders.player import Player
from game.commanders.roster import player_turns, take_turn
from game.core.terms import UNREACHED, OrderKind, Role, Supply
from game.engine.game import Game
from game.engine.order_table import read_order
from game.rules import effects
from game.rules.scratch import Scratch
from game.scenario.loading import load_scenario
from tests.commanders.desk import reasons, thinking, why
from tests.tabletop import Table, tabletop

FEW = {"items": {"riflemen": 60}}
HANDFUL = {"items": {"riflemen": 10}}
MANY = {"items": {"riflemen": 900}}
ROW = "R1 . . . . . . . . B1\n . . . . . . . . . ."


def hill(number: str, **award: Any) -> dict[str, Any]:
    """Options of a board with a hill that ten points are given to Red for."""
    held = {"side": "red", "award": "hold", "area": "hill", "points": 10, **award}
    return {"areas": {"hill": [number]}, "awards": [held]}


def fight(table: Table) -> str:
    """Let the cadet give its orders; return why it fights first."""
    return next(reason for order, reason in reasons(table).items() if not order.startswith("move"))


# --- marches to an objective ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "owned", "reason"),
    [
        ("0600", False, "to take 0600 (hill), worth 10 points"),
        ("0300", False, "to occupy 0300 (hill), worth 10 points"),
        ("0600", True, "to hold 0600 (hill), worth 10 points"),
    ],
)
def test_a_unit_marches_for_its_objective(number: str, owned: bool, reason: str) -> None:
    """To take what is the enemy's or nobody's, or to hold what is its own; the last step is the objective itself."""
    controls = {"red": ["hill"]} if owned else {}
    assert why(tabletop(ROW, B1=FEW, controls=controls, **hill(number)), "R1") == reason


def test_an_objective_out_of_its_strength_is_not_said_to_be_taken() -> None:
    """Nobody of Red's is near enough to count yet; it closes up only."""
    long = "R1 " + ". " * 28 + "B1\n " + ". " * 30
    assert why(tabletop(long, B1=FEW, **hill("2800")), "R1") == (
        "towards 2800 (hill), worth 10 points, which is not to be taken yet"
    )


def test_points_are_shared_by_the_hexes_of_an_area() -> None:
    held = {"side": "red", "award": "hold", "area": "long_ridge", "points": 10}
    table = tabletop(ROW, B1=FEW, areas={"long_ridge": ["0600", "0601", "0501"]}, awards=[held])
    assert why(table, "R1").endswith("(long ridge), worth 3.3 points")


@pytest.mark.parametrize(("thousandths", "words"), [(1000, "1 point"), (16_666, "16.7 points"), (400, "0.4 points")])
def test_points_in_words(thousandths: int, words: str) -> None:
    assert points(thousandths) == words


# --- marches without one --------------------------------------------------------------------------------------------

PRESSING = "R1+R2 . . . . . . B1\n . . . . . . . ."


def test_who_presses_names_the_enemy_that_draws_it() -> None:
    assert why(tabletop(PRESSING, B1=FEW), "R1") == (
        "not needed for an objective: towards B1 in 0700, the enemy easiest to reach"
    )


def test_of_two_enemies_the_easier_one_is_named() -> None:
    """Both are as far; the other is dug in."""
    fork = ". . . . . . B1\n . . . . . . .\nR1+R2 . . . . . .\n . . . . . . .\n. . . . . . B2"
    table = tabletop(fork, B1={"items": {"riflemen": 200}, "entrenched": 3}, B2=FEW)
    assert "towards B2 in 0604" in why(table, "R1")


def test_an_enemy_driven_off_in_the_same_turn_is_not_said_to_be_there() -> None:
    """R1 had set out for B1, whom R2 and R3 have thrown out of 0300 before."""
    found = reasons(tabletop("R1 . R2 B1 .\n . . R3 . .", B1=FEW))
    assert found["move R1 0000>0100>0200>0300"] == (
        "not needed for an objective: towards 0300, where the enemy was easiest to reach"
    )


def test_ground_that_points_are_given_for_draws_too() -> None:
    board = ". . . . . . . R1 .\n . . . . . . . . B1"
    share = [{"side": "red", "award": "share", "area": "strip", "points": 12}]
    table = tabletop(
        board, areas={"strip": ["0300"], "over": ["0801"]}, awards=share, controls={"blue": ["strip"]}, B1=FEW,
        permissions=[("red", "enter", "over", (1, 9))],
    )  # fmt: skip
    assert why(table, "R1") == "not needed for an objective: towards 0300, which is worth points"


def test_who_stands_takes_ground_of_the_enemy_s_beside_it() -> None:
    table = tabletop("R1 . . B1\n . . . .", areas={"there": ["0100"]}, controls={"blue": ["there"]})
    assert why(table, "R1") == "to take ground from the enemy"


# --- marches away ---------------------------------------------------------------------------------------------------


def shaken(table: Table, unit: str, by: int) -> Table:
    effects.shake(table.state, table.row(unit), by)
    return table


def test_the_shaken_fall_back() -> None:
    table = shaken(tabletop(". . . . .\n . . R1 B1 .\n. . . . ."), "R1", 80)
    assert why(table, "R1") == "falls back from the enemy, shaken (cohesion 20): away from the enemies next to it"


def test_the_broken_fall_back() -> None:
    table = tabletop(". . . . .\n . . R1 . B1\n. . . . .")
    effects.rout(table.world, table.state, table.row("R1"))
    assert why(table, "R1") == "falls back, routed: towards home"


@pytest.mark.parametrize(
    ("left", "reason"), [(0, "falls back, out of supply: "), (1, "falls back, cut off with supplies for 1 turn: ")]
)
def test_the_cut_off_fall_back(left: int, reason: str) -> None:
    """Its only source lies beyond the lake, and its supplies come to an end."""
    ground = ". . . . ~ . .\n . . . ~ . . ."
    table = tabletop(". R1 B1 . . . .\n . . . . . . .", ground, sources={"red": ["0601"], "blue": ["0601"]})
    effects.set_supply(table.state, table.row("R1"), UNREACHED, Supply.LOW, left)
    assert why(table, "R1").startswith(reason)


def test_the_outgunned_get_away() -> None:
    board = "R1+R2+R3 B1 . . .\n . . . . .\n. . . . ."
    table = tabletop(board, first="blue", B1=FEW, rules={"stack_limit": 12_000})
    assert why(table, "B1") == "away from enemies too strong for it"


def test_the_hungry_go_back_to_where_supply_is_full() -> None:
    """Beyond supply_strained, and nothing else to do."""
    wide = ". " * 56 + "\n " + ". " * 55 + "B1"
    table = tabletop(wide, sources={"red": ["0000"]}, R1={"hex": "5000"})
    assert why(table, "R1") == "back into full supply"


def test_a_crowd_spreads_out() -> None:
    crowd = "R1+R2+R3 . . . . . . . .\n . . . . . . . . .\n. . . . . . . . B1"
    assert why(tabletop(crowd, B1={"items": {"riflemen": 900}}), "R1") == "out of a crowded hex"


def test_cover_draws_those_who_meet_the_enemy() -> None:
    table = tabletop(". . . .\n R1 . . B1\n. . . .", ". . . .\n . v v .\n. . . .")
    assert why(table, "R1") == "for better cover next to the enemy"


# --- guns -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hexes", "reason"), [(14, "to have 1300 (hill) in range"), (30, "to come within range of 2900 (hill)")]
)
def test_guns_go_where_they_reach_their_objective(hexes: int, reason: str) -> None:
    board = "RG1 R1 " + ". " * (hexes - 2) + "B1\n " + ". " * (hexes + 1)
    assert why(tabletop(board, B1=FEW, **hill(f"{hexes - 1}00")), "RG1") == reason


def test_guns_get_out_of_the_enemy_s_way() -> None:
    table = tabletop(". . . . .\n RG1 B1 . . .\n. . . . .", sources={"red": ["0000"]})
    assert why(table, "RG1") == "away from the enemies next to it"


# --- fights ---------------------------------------------------------------------------------------------------------


def test_an_assault_on_the_objective_itself() -> None:
    board = ". . . .\n . R1+R2+RG1 B1 .\n. . . ."
    table = tabletop(board, B1={"items": {"riflemen": 150}, "entrenched": 2}, **hill("0201"))
    assert fight(table) == (
        "to take 0201 (hill), worth 10 points; 100 % success (0 % without the guns); "
        "expected losses: Red 20 men, Blue 7 men; its own count at 19 % of their worth, as it is the stronger"
    )


def test_an_assault_on_the_way_to_the_objective() -> None:
    table = tabletop(". . . . .\n . R1+R2 B1 . .\n. . . . .", B1=HANDFUL, **hill("0401", points=30))
    assert fight(table).startswith("to gain ground on the way to 0401 (hill), worth 3.5 points; 100 % success; ")


def test_an_assault_from_the_objective_drives_the_enemy_back_from_it() -> None:
    """It is in hand already: nobody is on the way to it."""
    options = {"controls": {"red": ["hill"]}, **hill("0101", points=30)}
    table = tabletop(". . . . .\n . R1+R2 B1 . .\n. . . . .", B1=HANDFUL, **options)
    assert fight(table).startswith("to drive the enemy back from 0101 (hill), worth ")


def test_an_assault_for_nothing_but_the_ground() -> None:
    table = tabletop(". . . .\n . R1 B1 .\n. . . .", B1=HANDFUL)
    assert fight(table).startswith("to gain ground, worth 0.4 points; 100 % success; expected losses: Red 1 man, ")


def test_an_assault_for_the_enemy_s_losses() -> None:
    """A point is given for each man of Blue's; the ground is worth next to nothing."""
    losses = [{"side": "red", "award": "losses", "of": "blue", "kind": "men", "per": 1, "points": 1}]
    table = tabletop(". . . .\n . R1+R2 B1 .\n. . . .", awards=losses, B1={"items": {"riflemen": 150}})
    assert fight(table) == (
        "to inflict losses, valued at 6 points against 0 points for its own; 100 % success; "
        "expected losses: Red 26 men, Blue 8 men; its own count at 25 % of their worth, as it is the stronger"
    )


def test_losses_of_less_than_half_a_man_are_not_said_to_be_none() -> None:
    few, more = ({"items": {"riflemen": men}} for men in (40, 120))
    table = tabletop(". . . .\n . R1 B1 .\n. . . .", luck="table", R1=more, B1=few)
    assert "expected losses: Red about 2.4 men, Blue about 0.2 men" in fight(table)


def test_losses_that_count_in_full_are_said_without_more() -> None:
    """Both sides are equally strong."""
    losses = [{"side": "red", "award": "losses", "of": "blue", "kind": "men", "per": 1, "points": 1}]
    table = tabletop(". . . .\n . R1+R2 B1 B2\n. . . .", awards=losses, B1={"items": {"riflemen": 150}}, B2=MANY)
    assert fight(table).endswith(" men")


@pytest.mark.parametrize(("men", "unit", "exposed"), [(500, "B1", 500), (100, "B2", 200)])
def test_a_bombardment_names_who_offers_most(men: int, unit: str, exposed: int) -> None:
    board = ". . . . .\n RG1 . R1 B1+B2 B3\n. . . . ."
    table = tabletop(board, R1=FEW, B1={"items": {"riflemen": men}}, B2={"items": {"riflemen": 200}})
    effects.tire(table.state, table.row("R1"), 100)
    assert fight(table) == (f"best target in range and next to its own units: {unit}, {exposed} men exposed")


def test_the_commander_random_has_no_other_reason() -> None:
    crowd = PRESSING.replace("R1+R2", "R1+R2+R3+R4")
    assert {step.reason for step in take_turn(tabletop(crowd).game, "random")} == {"picked at random"}


# --- what it is made of ---------------------------------------------------------------------------------------------


def score(game: Game, scratch: Scratch, mind: Mind, unit: int, hex_: int) -> int:
    """The score that `best_hex` gives a hex."""
    if mind.task[unit] == FALL_BACK:
        return int(home_score(game.world, scratch, mind.enemy_fire, unit, hex_))
    if game.world.units[unit].role == Role.ARTILLERY:
        metres = longest_range(game.world, game.state, unit)
        return int(gun_score(game.world, game.state, scratch, mind, unit, hex_, metres))
    return int(line_score(game.world, game.state, scratch, mind, unit, hex_))


def test_an_account_adds_up_and_asking_changes_nothing() -> None:
    """Parts make the score by which the hex was chosen; the best is better than where the unit stands."""
    game = Game.new(load_scenario("lake_khasan/night_attack"), 3)
    player = Player(CADET, game.world)
    scratch, mind = player.scratch, player.memory
    accounts = 0
    for _ in range(4):
        player.begin_turn(game.world, game.state)
        while player.next_order(game.world, game.state):
            before, order = (game.digest(), *(field.copy() for field in mind)), scratch.order.copy()
            read = read_order(game.scenario, game.state.units.hex, scratch.order[0])
            assert explain(game, scratch, mind, read)
            if scratch.order[0].kind == OrderKind.MOVE:
                parts, unit = new_parts(), int(scratch.order[0].units[0])
                trouble = account_for_march(game.world, game.state, scratch, mind, parts)
                assert (trouble == SOUND) == (mind.task[unit] != FALL_BACK)
                shift_fire(game.world, game.state, mind.own_fire, unit, 1)
                for row, hex_ in ((HERE, game.state.units.hex[unit]), (THERE, scratch.order[0].target)):
                    assert parts[row].sum() == score(game, scratch, mind, unit, int(hex_))
                shift_fire(game.world, game.state, mind.own_fire, unit, -1)
                accounts += 1
            assert scratch.order.tobytes() == order.tobytes()
            assert game.digest() == before[0]
            assert all((field == was).all() for field, was in zip(mind, before[1:], strict=True))
            game.play(read)
        game.end_turn()
    assert accounts > 10


def test_the_part_that_differs_most_decides() -> None:
    parts = new_parts()
    parts[HERE] = [-400, 0, -150, 0, -60, -10, 25, 0, 0, 0]
    parts[THERE] = [-300, 15, 0, 0, 0, -20, 0, 0, 0, 0]
    assert decisive(parts) is Part.SUPPLY
    parts[HERE, Part.TASK] = -500
    assert decisive(parts) is Part.TASK


def test_pressure_is_followed_to_its_source() -> None:
    """Step by step the way that it was spread by, round the lake."""
    table = tabletop("R1+R2 . . . B1\n . . . . .\n. . . . .", ". . ~ . .\n . ~ . . .\n. . . . .", B1=FEW)
    mind = thinking(table)
    assert table.scenario.hex_number(pressed(table.game, mind, table.hex_row("0000"))) == "0400"


def test_reasons_are_kept_with_the_record_and_change_no_game() -> None:
    """Every order has one; the same orders without reasons are the same game."""
    game = Game.new(load_scenario("lake_khasan/night_attack"), 2)
    turns = zip(range(3), player_turns(game, {"soviet": "cadet", "japanese": "random"}), strict=False)
    given = [step for _, steps in turns for step in steps]
    plain = Game.new(game.scenario, 2)
    for step in given:
        assert bool(step.reason) is (step.order is not None)
        if step.order is None:
            plain.end_turn()
        else:
            plain.play(step.order)
    assert plain.digest() == game.digest()
    assert not any(turn.reasons for turn in plain.record)
    orders = [step.reason for step in given if step.order is not None]
    assert [turn.reasons[place] for turn in game.record for place in range(len(turn.orders))] == orders
