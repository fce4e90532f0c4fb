"""The mask is exact: what is open is what the rules allow, and what is not open they refuse."""

from __future__ import annotations

import pytest

from game.core.errors import UsageError
from game.core.terms import Role, Status
from game.engine.orders import Attack, Bombard, Move
from game.learning.actions import END, EVERYBODY, GUNS, LAUNCH
from game.learning.battle import Battle
from game.learning.drafting import Stage, attack_of
from tests.learning.playing import NIGHT, SCENARIOS, near_blows, new_battle, ones, played


def legal_by_unit(battle: Battle) -> dict[int, set[int]]:
    """The hexes of all legal orders of single units, from the list of orders that the game itself makes."""
    found: dict[int, set[int]] = {}
    for order in battle.game.legal_orders():
        unit = battle.setting.scenario.names.unit_row[order.named[0]]
        row = battle.setting.scenario.hex_row(order.where)
        assert row is not None
        found.setdefault(unit, set()).add(row)
    return found


def require_exact(battle: Battle, legal: dict[int, set[int]]) -> None:
    """Hold the mask against what is legal."""
    actions, mask = battle.actions, battle.mask()
    open_ = ones(mask)
    if battle.draft.stage is Stage.UNIT:
        units = {actions.slot_of(battle.side, unit) for unit in legal}
        assert set(open_) == units | {actions.others + END}
    elif battle.draft.stage is Stage.HEX:
        assert set(open_) == {actions.first_hex + hex_ for hex_ in legal[battle.draft.units[0]]}
    else:
        require_exact_assault(battle, open_)


def require_exact_assault(battle: Battle, open_: list[int]) -> None:
    """Others may join if the order is legal with them; it may always be launched."""
    actions, draft, game = battle.actions, battle.draft, battle.game
    joining = {
        slot
        for slot, unit in enumerate(actions.own[battle.side].tolist())
        if unit >= 0 and game.check(attack_of(game, [*draft.units, unit], draft.target))
    }
    guns = {slot for slot in joining if game.world.units[actions.own[battle.side, slot]].role == Role.ARTILLERY}
    everybody = {actions.others + EVERYBODY} if joining - guns else set()
    all_guns = {actions.others + GUNS} if guns else set()
    launches = {actions.others + launch for launch in range(LAUNCH, END)}
    assert set(open_) == joining | everybody | all_guns | launches


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_is_open_is_what_the_rules_allow(scenario: str) -> None:
    """At every decision of a game that is played at random from a position where there is fighting."""
    battle = near_blows(new_battle(scenario, decisions_a_turn=10_000), turns=1 if scenario == NIGHT else 2)
    stages = set()
    legal = legal_by_unit(battle)
    for _ in played(battle, 100 if scenario == NIGHT else 4):
        if battle.draft.stage is Stage.UNIT:
            legal = legal_by_unit(battle)
        stages.add(battle.draft.stage)
        require_exact(battle, legal)
    assert stages >= {Stage.UNIT, Stage.HEX}


def test_all_stages_of_an_assault_come_up() -> None:
    battle = near_blows(new_battle(), turns=1)
    seen = {before.draft.stage for before in played(battle, 400)}
    assert seen == set(Stage)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_is_open_is_never_refused(scenario: str) -> None:
    battle = near_blows(new_battle(scenario), turns=1)
    for before in played(battle, 60, seed=3):
        assert before.refused == ""
    assert sum(len(turn.orders) for turn in battle.game.record) > 10


def test_what_is_not_open_is_refused_with_a_reason_and_changes_nothing() -> None:
    battle = near_blows(new_battle(), turns=1)
    said = set()
    for before in played(battle, 60, seed=2):
        state = (before.game.digest(), before.draft.stage, list(before.draft.units), before.in_all)
        mask = before.mask()
        for action in [action for action in range(battle.actions.count) if mask[action] == 0][::97]:
            with pytest.raises(UsageError) as caught:
                before.act(action)
            said.add(str(caught.value).split(" is masked out: ")[1][:40])
        assert state == (before.game.digest(), before.draft.stage, list(before.draft.units), before.in_all)
    assert len(said) > 5


@pytest.mark.parametrize(
    ("pick", "said"),
    [
        ("end", "an assault is being prepared|a hex is to be named"),
        ("far", "cannot get there this turn"),
        ("own", "a march|the path|no room|cannot get there|needs"),
    ],
)
def test_a_refusal_says_why(pick: str, said: str) -> None:
    battle = new_battle()
    battle.act(ones(battle.mask())[0])
    far = battle.actions.first_hex  # the corner of the map
    own = battle.actions.first_hex + int(battle.game.state.units[battle.draft.units[0]].hex)
    with pytest.raises(UsageError, match=said):
        battle.act({"end": battle.actions.others + END, "far": far, "own": own}[pick])


def test_a_player_turn_has_so_many_decisions_and_then_has_to_be_ended() -> None:
    battle = new_battle(decisions_a_turn=6)
    side = battle.side
    for before in played(battle, 100):
        if before.side != side:
            break
        over = before.taken >= 6 and before.draft.stage is Stage.UNIT
        assert (ones(before.mask()) == [battle.actions.others + END]) == over or not over
        if over:
            with pytest.raises(UsageError, match="the 6 decisions of this player turn are used up"):
                before.act(0)
    assert before.side != side


def test_an_episode_is_truncated_when_its_decisions_are_used_up() -> None:
    battle = new_battle(decisions=9)
    assert [before.truncated for before in played(battle, 12)] == [False] * 9 + [True] * 3


def test_a_unit_that_is_off_the_map_or_dead_is_never_open() -> None:
    battle = near_blows(new_battle(), turns=1)
    for before in played(battle, 150, seed=5):
        for slot in ones(before.mask()[: before.actions.slots]):
            assert before.game.state.units[before.actions.own[before.side, slot]].status == Status.PRESENT


# --- every order can be given -----------------------------------------------------------------------------------------


def given(battle: Battle, order: Move | Attack | Bombard) -> str:
    """Give an order by its actions in a twin; return what stands in the record then."""
    twin = battle.copy()
    for action in twin.actions_for(order):
        assert twin.mask()[action]
        twin.act(action)
    return twin.game.record[-1].orders[-1][0]


def test_every_order_of_a_single_unit_can_be_given() -> None:
    battle = near_blows(new_battle(), turns=2)
    orders = list(battle.game.legal_orders())
    assert {type(order) for order in orders} == {Move, Attack, Bombard}
    for order in orders[::9]:
        assert given(battle, order) == str(order)


def test_every_assault_can_be_given_with_all_who_join_it() -> None:
    """Every set of units and guns, every loss tolerance, with advance and without."""
    from itertools import combinations, product

    from game.core.terms import Tolerance

    battle = near_blows(new_battle("lake_khasan/corps_assault"), turns=2)
    alone = [order for order in battle.game.legal_orders() if isinstance(order, Attack)]
    target = max({order.target for order in alone}, key=lambda hex_: sum(order.target == hex_ for order in alone))
    units = [order.units[0] for order in alone if order.target == target]
    guns = [order.unit for order in battle.game.legal_orders() if isinstance(order, Bombard) and order.target == target]
    assert len(units) > 1
    assert guns
    found = 0
    for size, support in product((1, 2, 3), ((), tuple(guns[:2]))):
        for group in list(combinations(units, size))[:4]:
            tolerance = list(Tolerance)[1 + found % 3]
            order = Attack(target, group, support, holding=bool(found % 2), tolerance=tolerance)
            if battle.game.check(order):
                assert given(battle, order) == str(order)
                found += 1
    assert found > 6


def test_a_game_between_commanders_can_be_given_as_actions_to_the_last_digest() -> None:
    """What an officer orders can be learnt from: each of its orders is a few actions."""
    from game.commanders.roster import player_turns
    from game.engine.game import Game
    from game.scenario.loading import load_scenario

    game = Game.new(load_scenario(NIGHT), 1938)
    battle = new_battle(seed=1938)
    for turn in player_turns(game, {"soviet": "officer", "japanese": "officer"}):
        for step in turn:
            end = [battle.actions.others + END]
            for action in end if step.order is None else battle.actions_for(step.order):
                battle.act(action)
    assert battle.game.digest() == game.digest()
    assert battle.game.outcome is not None


def test_a_march_by_a_way_of_its_own_has_no_actions() -> None:
    battle = new_battle()
    for order in battle.game.legal_orders():
        if isinstance(order, Move) and len(order.path) == 3:
            there_and_back = Move(order.unit, (order.path[0], order.path[1], order.path[0], order.path[1]))
            if battle.game.check(there_and_back):
                with pytest.raises(UsageError, match="there is a cheaper way"):
                    battle.actions_for(there_and_back)
                return
    pytest.fail("no march was long enough")


def test_an_order_that_is_not_legal_has_no_actions() -> None:
    battle = new_battle()
    with pytest.raises(UsageError, match="there is no enemy in that hex"):
        battle.actions_for(
            Attack("0000", (battle.setting.scenario.names.units[int(battle.actions.own[battle.side, 0])],))
        )
    battle.act(ones(battle.mask())[0])
    with pytest.raises(UsageError, match="is being prepared already"):
        battle.actions_for(next(battle.game.legal_orders()))
