"""The panels of the board, driven by real clicks and keys on the window's own code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pygame
import pytest

from game.core.terms import NOWHERE, Fire, Light, Role, Status, Tolerance
from game.desk.painted import PaintedPanel
from game.desk.settings import Settings
from game.engine.forecast import AttackForecast, BombardForecast
from game.engine.game import Game, world_with_luck
from game.engine.orders import Attack, Bombard
from game.engine.surveys import level_now, march, points_by_award, reach_of
from game.scenario.loading import Scenario, load_scenario
from game.scenario.names import expected_number, percent
from game.ui.board import Board
from game.ui.drafts import candidates, reversed_forecast
from game.ui.intents import Cancel, PointAt
from game.ui.panels import candidate_rows
from game.ui.panels.column import SideColumn
from game.ui.panels.forecast_after import TOLERANCES_TITLE
from game.ui.panels.forecast_words import lost_words, reasons, sum_of
from game.ui.panels.unit_words import flags, times, unit_terms
from game.ui.scenes import open_window
from game.ui.session import HUMAN, Session
from game.view.counters import stacks
from game.view.mark_lines import border_of
from tests.tabletop import tabletop
from tests.ui.hands import at_the_board, give_size

SIZE = (1280, 800)


@pytest.fixture(scope="module")
def night() -> Scenario:
    """A small scenario."""
    return load_scenario("lake_khasan/night_attack")


@pytest.fixture
def board(night: Scenario) -> Iterator[Board]:
    """The board, with the first units of the Japanese brought up to the enemy."""
    window = open_window(Settings(scroll_at_edge=False, animation="off"), SIZE)
    board = Board(Session.new(night, 1, dict.fromkeys(night.names.sides, HUMAN)))
    window.show(board)
    close_up(board)
    board.choosing.select(None)
    window.frame(0.016)
    yield board
    board.close()


def close_up(board: Board) -> None:
    """March two units next to the enemy."""
    game = board.session.game
    world, brought = game.world, 0
    for row, unit in enumerate(game.scenario.names.units):
        fixed = world.units[row]
        mine = fixed.side == game.scenario.names.side_row[game.active_side]
        if not mine or fixed.role in (Role.ARTILLERY, Role.HEADQUARTERS):
            continue
        if game.state.units[row].status != Status.PRESENT:
            continue
        reach = reach_of(game, unit)
        for hex_ in sorted(reach.ends, key=lambda there: int(reach.cost[there])):
            tops = [int(game.state.hexes[there].top) for there in world.hexes[hex_].neighbour if there != NOWHERE]
            if reach.cost[hex_] <= 32 and any(top != NOWHERE and world.units[top].side != fixed.side for top in tops):
                board.session.submit(march(game, reach, hex_))
                brought += 1
                break
        if brought == 2:
            return


def target_of(board: Board) -> tuple[str, list[str]]:
    """Return the hex that most units can assault, and these units."""
    found: dict[str, list[str]] = {}
    for order in board.session.game.legal_orders():
        if isinstance(order, Attack):
            found.setdefault(order.target, []).extend(order.units)
    return max(found.items(), key=lambda item: len(item[1]))


def click(board: Board, place: tuple[int, int], button: int = 1) -> None:
    """Press and let go a button of the mouse, after a rest."""
    board.play.window.presses.go_on(1.0)
    for kind in (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        if kind == pygame.MOUSEMOTION:
            pygame.event.post(pygame.event.Event(kind, pos=place, rel=(0, 0), buttons=(0, 0, 0)))
        else:
            pygame.event.post(pygame.event.Event(kind, pos=place, button=button))
    board.play.window.frame(0.016)


def press(board: Board, key: int, unicode: str = "") -> None:
    """Press a key and let it go, after a rest."""
    board.play.window.frame(0.0)  # nothing counts before it has been seen
    board.play.window.presses.go_on(1.0)
    for kind in (pygame.KEYDOWN, pygame.KEYUP):
        pygame.event.post(pygame.event.Event(kind, key=key, mod=0, unicode=unicode))
    board.play.window.frame(0.016)


def click_spot(board: Board, panel: PaintedPanel, name: str) -> None:
    """Click on a named spot of a panel, scrolled to if need be."""
    for _ in range(40):
        spots = panel.spots(board.play)
        if name in spots:
            click(board, spots[name].center)
            return
        panel.scroll += 60
    raise AssertionError(f"no spot {name} in {sorted(panel.spots(board.play))}")


def begin(board: Board) -> list[str]:
    """Select a unit and right-click the enemy next to it; return all who could assault there."""
    target, units = target_of(board)
    board.choosing.select(units[0])
    hex_ = board.session.scenario.hex_row(target)
    assert hex_ is not None
    board.map.centre_on(hex_)
    click(board, board.map.spot_of(hex_), button=3)
    assert board.selection.draft is not None
    assert board.selection.draft.units == (units[0],)
    return units


def column(board: Board) -> SideColumn:
    """Return the column."""
    assert board.column is not None
    return board.column


# --- stack list -----------------------------------------------------------------------------------------------------


def test_a_click_in_the_stack_list_selects(board: Board) -> None:
    _, units = target_of(board)
    board.choosing.select(units[0])
    hex_ = board.selection.hex
    assert hex_ is not None
    assert set(column(board).stack.spots(board.play)) == set(board.play.shown.units_in(hex_))
    for unit in board.play.shown.units_in(hex_):
        click_spot(board, column(board).stack, unit)
        assert board.selection.unit == unit


def test_the_stack_list_shows_the_hex_under_the_pointer_while_none_is_chosen(board: Board) -> None:
    unit = next(iter(board.session.idle_units()))
    hex_ = int(board.session.game.state.units[board.session.scenario.names.unit_row[unit]].hex)
    board.map.centre_on(hex_)
    place = board.map.spot_of(hex_)
    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=place, rel=(0, 0), buttons=(0, 0, 0)))
    board.play.window.frame(0.016)
    assert unit in column(board).stack.texts(board.play)
    assert board.selection.unit is None


def test_two_quick_clicks_open_the_card(board: Board) -> None:
    _, units = target_of(board)
    board.choosing.select(units[0])
    assert board.card is not None
    for _ in range(2):
        click_spot(board, column(board).stack, units[0])
    assert board.card.is_shown(board.play)
    click_spot(board, board.card, "close")
    assert not board.card.is_shown(board.play)


# --- forecast -------------------------------------------------------------------------------------------------------


def test_the_forecast_shows_what_the_engine_says(board: Board) -> None:
    begin(board)
    draft, game = board.selection.draft, board.session.game
    assert draft is not None
    assert isinstance(draft.order, Attack)
    found = game.forecast(draft.order)
    assert isinstance(found, AttackForecast)
    texts = column(board).forecast.texts(board.play)
    assert f"{found.odds / 100:.2f}" in texts
    assert all(percent(chance) in texts for chance in found.chances.values())
    for fire in found.fires[:2]:
        whose = "Attackers" if fire.fire is Fire.ATTACKER else "Defenders"
        assert f"{whose}: {sum_of(fire)}" in texts


def test_base_times_terms_is_the_value_and_every_term_is_listed(board: Board, night: Scenario) -> None:
    begin(board)
    draft = board.selection.draft
    assert draft is not None
    assert draft.order is not None
    found = board.session.game.forecast(draft.order)
    assert isinstance(found, AttackForecast)
    for fire in found.fires:
        value = fire.base
        for _, factor in fire.terms:
            value = value * factor // 1000
        assert value == fire.value
    helping, hurting = reasons(found.fires, night.world.calendar[board.session.game.turn].light)
    on_men = [term for fire in found.fires if fire.fire in (Fire.ATTACKER, Fire.DEFENDER) for term in fire.terms]
    assert len(helping) + len(hurting) == len(on_men)
    texts = column(board).forecast.texts(board.play)
    assert all(reason.signed in texts for reason in helping + hurting)
    odds = found.fires[0].value * 100 // found.fires[1].value * 1000 // found.morale
    assert abs(odds - found.odds) <= 1


def test_units_are_clicked_in_and_out_and_the_forecast_follows(board: Board) -> None:
    begin(board)
    panel, game = column(board).forecast, board.session.game
    draft = board.selection.draft
    assert draft is not None
    others = [one.unit for one in candidates(game, draft.target) if one.verdict and not draft.has(one.unit)]
    assert others
    alone = panel.texts(board.play)
    for unit in others:
        panel.scroll = 0
        click_spot(board, panel, unit)
        draft = board.selection.draft
        assert draft is not None
        assert draft.has(unit)
    order = draft.order
    assert isinstance(order, Attack)
    together = game.forecast(order)
    assert isinstance(together, AttackForecast)
    assert f"{together.odds / 100:.2f}" in panel.texts(board.play)
    for unit in others:
        panel.scroll = 0
        click_spot(board, panel, unit)
    assert panel.texts(board.play) == alone


def test_a_click_in_the_stack_list_joins_the_attack(board: Board) -> None:
    begin(board)
    unit = board.selection.unit
    assert unit is not None
    click_spot(board, column(board).stack, unit)
    assert board.selection.draft is not None
    assert not board.selection.draft.has(unit)
    assert "–" in column(board).forecast.texts(board.play)
    click_spot(board, column(board).stack, unit)
    assert board.selection.draft.has(unit)


def test_who_may_not_take_part_is_greyed_with_the_reason(board: Board) -> None:
    fired = next(order for order in board.session.game.legal_orders() if isinstance(order, Bombard))
    board.session.submit(fired)
    begin(board)
    panel, draft = column(board).forecast, board.selection.draft
    assert draft is not None
    barred = [one for one in candidates(board.session.game, draft.target) if not one.verdict]
    assert fired.unit in [one.unit for one in barred]
    texts = panel.texts(board.play)
    assert all(one.verdict.sentence in texts for one in barred)
    click_spot(board, panel, fired.unit)
    assert board.selection.draft == draft


def test_the_attack_button_carries_it_out(board: Board) -> None:
    begin(board)
    draft = board.selection.draft
    assert draft is not None
    click_spot(board, column(board).forecast, "attack")
    assert board.selection.draft is None
    assert board.session.steps[-1].order == draft.order


def test_holding_is_ticked_and_ordered(board: Board) -> None:
    begin(board)
    panel = column(board).forecast
    click_spot(board, panel, "holding")
    assert board.selection.draft is not None
    assert board.selection.draft.holding
    click_spot(board, panel, "holding")
    assert not board.selection.draft.holding
    click_spot(board, panel, "holding")
    click_spot(board, panel, "attack")
    order = board.session.steps[-1].order
    assert isinstance(order, Attack)
    assert order.holding


def test_what_an_attack_may_cost_is_chosen_and_ordered(board: Board) -> None:
    """5.6: by mouse and by key; the next attack begins with what was chosen."""
    begin(board)
    panel = column(board).forecast
    click_spot(board, panel, "minimise")
    assert board.selection.draft is not None
    assert board.selection.draft.tolerance is Tolerance.MINIMISE
    press(board, pygame.K_p, "p")
    assert board.selection.draft.tolerance is Tolerance.LIMIT
    click_spot(board, panel, "cancel")
    begin(board)
    assert board.selection.draft.tolerance is Tolerance.LIMIT
    click_spot(board, panel, "attack")
    order = board.session.steps[-1].order
    assert isinstance(order, Attack)
    assert order.tolerance is Tolerance.LIMIT


def test_the_forecast_compares_what_may_be_lost(board: Board) -> None:
    """5.6: each line has the figures of the forecast with that tolerance."""
    begin(board)
    panel, draft = column(board).forecast, board.selection.draft
    assert draft is not None and draft.order is not None
    texts = panel.texts(board.play)
    assert TOLERANCES_TITLE.format(key=" (P)") in texts  # which says what the figures are, and the lines whose
    for tolerance in list(Tolerance)[1:]:
        found = board.session.game.forecast(replace(draft.order, tolerance=tolerance))
        assert isinstance(found, AttackForecast)
        own, enemy = (expected_number(float(side.men.mean)) for side in (found.attackers, found.defenders))
        assert f"{percent(found.success)}; own {own}, enemy {enemy}" in texts


def test_the_attack_by_many_can_be_ordered_without_scrolling() -> None:
    """With two rows of counters and long losses, too, choices, with what each brings, and buttons stay in view."""
    steppe = load_scenario("khalkhin_gol/august_encirclement")
    board = Board(Session.new(steppe, 1, dict.fromkeys(steppe.names.sides, HUMAN)))
    open_window(Settings(scroll_at_edge=False, animation="off"), (1280, 800)).show(board)
    game = board.session.game
    close_up(board)
    targets = {steppe.hex_row(order.target) for order in game.legal_orders() if isinstance(order, Attack)}
    most = 0
    for hex_ in targets:
        assert hex_ is not None
        board.orders.begin_attack(hex_)
        panel, draft = column(board).forecast, board.selection.draft
        assert draft is not None
        able = [one.unit for one in candidates(game, draft.target) if one.verdict]
        for unit in able:
            if not draft.has(unit):
                board.orders.toggle(unit)
        most = max(most, len(able))
        wanted = {"attack", "cancel", "minimise", "limit", "ignore"}
        assert wanted <= set(panel.spots(board.play)), (draft.target, len(able))
        board.play.answer(Cancel())
    assert most > 6
    board.close()


def test_the_key_and_the_button_swap_sides(board: Board) -> None:
    begin(board)
    panel = column(board).forecast
    ours = panel.texts(board.play)
    press(board, pygame.K_x, "x")
    assert board.selection.swapped
    assert panel.texts(board.play)[0].startswith("If they attacked")
    steps = len(board.session.steps)
    click_spot(board, panel, "attack")
    assert len(board.session.steps) == steps, "the attack button is off while sides are swapped"
    click_spot(board, panel, "swap")
    assert panel.texts(board.play) == ours


def test_swapped_figures_are_those_of_the_enemys_attack() -> None:
    steppe = load_scenario("khalkhin_gol/august_encirclement")
    board = Board(Session.new(steppe, 1, dict.fromkeys(steppe.names.sides, HUMAN)))
    open_window(Settings(scroll_at_edge=False, animation="off"), SIZE).show(board)
    close_up(board)
    turned = 0
    for order in [order for order in board.session.game.legal_orders() if isinstance(order, Attack)]:
        hex_ = steppe.hex_row(order.target)
        assert hex_ is not None
        board.choosing.select(order.units[0])
        board.orders.begin_attack(hex_)
        draft = board.selection.draft
        assert draft is not None
        found, _ = reversed_forecast(board.session.game, draft)
        if found is not None:
            press(board, pygame.K_x, "x")
            texts = column(board).forecast.texts(board.play)
            assert f"{found.odds / 100:.2f}" in texts
            assert all(percent(chance) in texts for chance in found.chances.values())
            turned += 1
    assert turned, "nobody here could be attacked back: the test shows nothing"
    board.close()


def test_cancel_lets_go_of_the_attack_only(board: Board) -> None:
    begin(board)
    unit = board.selection.unit
    click_spot(board, column(board).forecast, "cancel")
    assert board.selection.draft is None
    assert board.selection.unit == unit


def test_a_bombardment_shows_its_own_figures(board: Board) -> None:
    game = board.session.game
    order = max(
        (order for order in game.legal_orders() if isinstance(order, Bombard)),
        key=lambda order: game.forecast(order).defenders_lost,
    )
    hex_ = game.scenario.hex_row(order.target)
    assert hex_ is not None
    board.choosing.select(order.unit)
    board.orders.begin_attack(hex_)
    found = game.forecast(order)
    assert isinstance(found, BombardForecast)
    panel = column(board).forecast
    texts = panel.texts(board.play)
    assert texts[0].startswith("Bombardment of")
    assert sum_of(found.fire) in texts
    assert expected_number(float(found.defenders_lost)) in texts
    click_spot(board, panel, "attack")
    assert board.session.steps[-1].order == order


def test_losses_lie_between_the_best_and_the_worst_of_luck(board: Board, night: Scenario) -> None:
    begin(board)
    draft, game = board.selection.draft, board.session.game
    assert draft is not None
    order = draft.order
    assert order is not None
    digest = game.digest()
    found = game.forecast(order)
    assert isinstance(found, AttackForecast)
    for side in (found.attackers, found.defenders):
        assert side.men.least < side.men.mean < side.men.most
    assert game.digest() == digest
    texts = column(board).forecast.texts(board.play)
    assert {line for side in (found.attackers, found.defenders) for line in lost_words(side)} <= set(texts)
    without = Game(night, world_with_luck(game.world, "none"), game.state.copy(), "none", [])
    even = without.forecast(order)
    assert isinstance(even, AttackForecast)
    assert even.attackers.men.least == even.attackers.men.most


def test_chances_in_words() -> None:
    assert [percent(Fraction(n, 1000)) for n in (0, 4, 500, 996, 1000)] == ["0%", "<1%", "50%", ">99%", "100%"]


# --- card, standing, minimap, legend, top bar -----------------------------------------------------------------------


def test_the_card_tells_each_state_with_what_it_does(board: Board, night: Scenario) -> None:
    _, units = target_of(board)
    board.choosing.select(units[0])
    row = night.names.unit_row[units[0]]
    texts = column(board).card.texts(board.play)
    assert night.names.unit_names[row] in texts
    now, rules = board.session.game.state.units[row], night.world.rules[0]
    factor = int(rules.assault.supply_fire[int(now.supply)]) / 1000
    assert f"fire ×{factor:g}" in texts
    assert f"fire ×{int(night.world.units[row].quality) / 1000:g}" in texts
    assert f"{int(board.session.game.state.unit_figures[row].men)}" in texts


@pytest.mark.parametrize("light", [Light.DAY, Light.MOONLIT, Light.DARK])
def test_the_card_tells_what_the_night_does_to_guns_and_to_who_is_trained_for_it(light: Light) -> None:
    hours = {"light": light.name.lower(), "turn_hours": 1}
    table = tabletop("R1 R2 RG1 B1", R1={"night_assault": True}, **hours)
    said = {
        unit: {one.term: one.effect for one in unit_terms(table.game, table.row(unit))} for unit in ("R1", "R2", "RG1")
    }
    rules, is_day = table.rules, light is Light.DAY
    attacking = times(int(rules.assault.trained_light[Light.DARK if is_day else light]))
    assert said["R1"]["trained for the night"].startswith(f"hit {attacking} attacking")
    assert "trained for the night" not in said["R2"].keys() | said["RG1"].keys()
    effect = f"supporting and defensive fire {times(int(rules.artillery.support_light[light]))}"
    assert said["RG1"].get("guns by night") == (None if is_day else effect)
    assert "guns by night" not in said["R1"]


def test_the_key_opens_and_closes_the_card_beside_the_column(board: Board) -> None:
    assert board.card is not None
    press(board, pygame.K_i, "i")
    assert not board.card.is_shown(board.play), "nobody is selected"
    board.choosing.select(target_of(board)[1][0])
    press(board, pygame.K_i, "i")
    assert board.card.is_shown(board.play)
    assert not board.card.rect.colliderect(column(board).rect)
    press(board, pygame.K_i, "i")
    assert not board.card.is_shown(board.play)


def test_points_by_award_add_up_and_the_level_is_the_rules_own(night: Scenario) -> None:
    game = Game.new(night, 3)
    for side, name in enumerate(night.names.sides):
        mine = [points for row, points in enumerate(points_by_award(game)) if night.world.awards[row].side == side]
        assert sum(mine) == game.points()[name]
    now = level_now(game)
    while game.outcome is None:
        game.end_turn()
        margin = game.points()[night.names.sides[0]] - game.points()[night.names.sides[1]]
        now = level_now(game)
        assert now[0] == margin
    assert night.names.levels[now[1]] == game.outcome.level


def test_how_things_stand_is_shown_while_nothing_is_selected(board: Board, night: Scenario) -> None:
    texts = column(board).standing.texts(board.play)
    assert column(board).middle(board.play) is column(board).standing
    assert {str(points) for points in board.session.game.points().values()} <= set(texts)
    assert all(level.name in texts for level in night.file.victory.levels)
    assert any("31 July" in text for text in texts)
    board.choosing.select(target_of(board)[1][0])
    assert column(board).middle(board.play) is column(board).card


def test_an_award_that_is_pointed_at_is_marked_on_the_map_and_a_click_goes_there(board: Board) -> None:
    scenario, standing = board.session.scenario, column(board).standing
    spots = {name: rect for name, rect in standing.spots(board.play).items() if name.startswith("award:")}
    assert len(spots) == 6  # three hills for each side; losses are in no place
    row = next(row for row, one in enumerate(scenario.file.victory.awards) if one.area == "hill_52")
    motion = pygame.event.Event(pygame.MOUSEMOTION, pos=spots[f"award:{row}"].center, rel=(0, 0), buttons=(0, 0, 0))
    board.handle(motion)
    (hill,) = scenario.areas["hill_52"]
    assert set(board.play.marks.hexes) == {hill}
    board.map.pan(-4000, -4000)
    click(board, spots[f"award:{row}"].center)
    assert board.map.shows(hill)
    board.choosing.select(target_of(board)[1][0])  # the list makes way for the unit
    assert not board.play.marks.hexes


def test_a_click_on_the_minimap_goes_there(board: Board) -> None:
    box = column(board).minimap.map_rect(board.play)
    click(board, box.center)
    camera, view = board.map.map_camera, board.map.view
    assert abs(board.map.left + view.width / 2 - camera.width / 2) < camera.width * 0.02
    assert abs(board.map.top + view.height / 2 - camera.height / 2) < camera.height * 0.02
    assert board.selection.hex is None, "the click went to the minimap alone"
    before = board.map.left
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=box.center, button=1))
    there = (box.centerx + 20, box.centery)
    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=there, rel=(20, 0), buttons=(1, 0, 0)))
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=there, button=1))
    board.play.window.frame(0.016)
    assert board.map.left > before


def test_the_legend_is_there_with_its_overlay_only(board: Board) -> None:
    legend = next(panel for panel in board.play.panels if type(panel).__name__ == "LegendBox")
    assert isinstance(legend, PaintedPanel)
    assert not legend.is_shown(board.play)
    press(board, pygame.K_s, "s")
    assert board.play.overlay is not None
    assert legend.is_shown(board.play)
    assert board.play.layout.map.contains(legend.rect)
    assert [words for _, words in board.play.overlay_marks().legend if words not in legend.texts(board.play)] == []
    press(board, pygame.K_s, "s")
    assert not legend.is_shown(board.play)


def test_the_buttons_of_the_top_bar(board: Board) -> None:
    bar = board.play.panels[0]
    steps = len(board.session.steps)
    click(board, bar.spots(board.play)["undo"].center)  # type: ignore[attr-defined]
    assert len(board.session.steps) == steps - 1
    side = board.session.game.active_side
    click(board, bar.spots(board.play)["end_turn"].center)  # type: ignore[attr-defined]
    assert board.session.game.active_side == side, "units wait for orders, so it asks first"
    assert board.popups.modal
    press(board, pygame.K_RETURN)
    assert board.session.game.active_side != side


def test_clicks_on_the_column_never_reach_the_map(board: Board) -> None:
    before = board.session.game.digest()
    rect = column(board).rect
    for x in range(rect.left + 2, rect.right, 40):
        for y in range(rect.top + 2, column(board).minimap.rect.top, 40):
            click(board, (x, y), button=3)
    assert board.session.game.digest() == before
    assert board.selection.hex is None


def test_points_and_level_stand_large_at_the_head_of_the_column(board: Board) -> None:
    names, points = board.session.scenario.names, board.session.game.points()
    texts = column(board).standing.texts(board.play)
    scores = [f"{names.side_adjectives[row]} {points[side]}" for row, side in enumerate(names.sides)]
    assert texts[:2] == scores
    assert texts[2] == f"Now: {names.level_names[level_now(board.session.game)[1]]}"


def test_an_empty_stack_box_is_folded_and_a_stack_pointed_at_lies_over_what_is_below() -> None:
    corps = load_scenario("lake_khasan/corps_assault")
    _, board = at_the_board(Session.new(corps, 1, dict.fromkeys(corps.names.sides, HUMAN)))
    parts = column(board)
    folded, standing = parts.stack.rect.height, parts.standing.rect.copy()
    assert folded == parts._height_of(1)
    units = board.play.shown.units_in
    hex_ = max(range(len(board.session.game.state.hexes)), key=lambda one: len(units(one)))
    assert len(units(hex_)) > 1
    board.play.answer(PointAt(hex_))
    assert parts.stack.rect.height == parts._height_of(len(units(hex_)))
    assert parts.standing.rect == standing
    board.play.answer(PointAt(None))
    assert parts.stack.rect.height == folded
    board.close()


def test_the_wheel_scrolls_what_is_too_tall(board: Board) -> None:
    give_size((1280, 600))
    board.play.window.frame(0.016)
    panel = column(board).standing
    pygame.mouse.set_pos(panel.rect.center)
    pygame.event.pump()
    pygame.event.post(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=-1, precise_x=0.0, precise_y=-1.0))
    scale = board.map.scale
    board.play.window.frame(0.016)
    assert board.map.scale == scale
    assert panel.scroll > 0
    pygame.mouse.set_pos((300, 300))
    pygame.event.pump()


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (1024, 680)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_parts_of_the_column_neither_overlap_nor_leave_it(night: Scenario, size: tuple[int, int], scale: float) -> None:
    window = open_window(Settings(scale=scale, scroll_at_edge=False), size)
    board = Board(Session.new(night, 1, dict.fromkeys(night.names.sides, HUMAN)))
    window.show(board)
    close_up(board)
    for select in (False, True):
        if select:
            begin(board)
        window.frame(0.016)
        parts = [column(board).stack, column(board).middle(board.play)]
        rects = [part.rect for part in parts]
        assert all(column(board).rect.contains(rect) for rect in rects)
        assert not rects[0].colliderect(rects[1])
        assert rects[1].height > 120 * scale
    board.close()


def test_the_border_of_an_area_is_its_outer_hexsides() -> None:
    columns = 10
    assert len(border_of(frozenset({33}), columns)) == 6
    assert len(border_of(frozenset({33, 34}), columns)) == 10
    rows = np.array([11, 12, 21, 22])
    assert len(border_of(frozenset(rows.tolist()), columns)) == 14


def test_many_candidates_are_folded_so_that_the_terms_stay_in_view(monkeypatch: pytest.MonkeyPatch) -> None:
    """Khalkhin Gol has guns in plenty: who is in and a few more are shown, the others by a click."""
    most = 3  # what there is room for, made small
    monkeypatch.setattr(candidate_rows, "MOST", most)
    scenario = load_scenario("khalkhin_gol/august_encirclement")
    window = open_window(Settings(scroll_at_edge=False, animation="off"), SIZE)
    board = Board(Session.new(scenario, 1, dict.fromkeys(scenario.names.sides, HUMAN)))
    window.show(board)
    game = board.session.game
    soviet = game.scenario.names.side_row["soviet"]
    held = [
        int(unit.hex) for unit, fixed in zip(game.state.units, game.world.units, strict=True) if fixed.side != soviet
    ]
    target = max((hex_ for hex_ in held if hex_ != NOWHERE), key=lambda hex_: able(game, hex_))
    number = scenario.hex_number(target)
    assert number is not None
    found = [one.unit for one in candidates(game, number) if one.verdict]
    assert len(found) > most + 1
    board.orders.begin_attack(target)
    window.frame(0.016)
    assert board.column is not None
    panel = board.column.forecast
    listed = [unit for unit in found if unit in panel.texts(board.play)]
    assert listed == found[:most]
    assert f"{len(found) - most} more could join: show all" in panel.texts(board.play)
    board.column.forecast.scroll = 0
    click_spot(board, panel, "fold")
    assert [unit for unit in found if unit in panel.texts(board.play)] == found
    last = found[-1]
    board.orders.toggle(last)
    assert last in panel.texts(board.play)
    panel._turn_over()
    assert last in panel.texts(board.play), "who is in is always shown"
    board.close()


def able(game: Game, hex_: int) -> int:
    """How many may take part in an attack on a hex."""
    number = game.scenario.hex_number(hex_)
    assert number is not None
    return sum(bool(one.verdict) for one in candidates(game, number))


def test_the_stack_list_brings_the_chosen_unit_into_view() -> None:
    """Three in a stack, letters so large that two have room: whoever is chosen is seen."""
    scenario = load_scenario("khalkhin_gol/august_encirclement")
    window = open_window(Settings(scroll_at_edge=False, animation="off", scale=1.3), SIZE)
    board = Board(Session.new(scenario, 1, dict.fromkeys(scenario.names.sides, HUMAN)))
    window.show(board)
    stack = next(units for _, units in stacks(board.session.game.state) if len(units) > 2)
    for row in (*stack, *reversed(stack)):
        unit = scenario.names.units[row]
        board.choosing.select(unit)
        window.frame(0.016)
        assert unit in column(board).stack.spots(board.play)
    board.close()


def test_only_those_whose_turn_it_is_are_said_to_lack_points() -> None:
    """5.1: the enemy's units have none till their turn, which says nothing of them."""
    game = Game.new(load_scenario("lake_khasan/night_attack"), 1)
    active = game.scenario.names.side_row[game.active_side]
    game.state.units.mp_left[:] = 0
    for row, fixed in enumerate(game.world.units):
        warned = any(words.startswith("Too few movement points to attack") for words in flags(game, row))
        assert warned == (fixed.side == active)


def test_bitter_cold_is_said_to_cost_what_it_costs() -> None:
    """7.6: rates are in thousandths of what a turn takes; of turns of 25 minutes not every one takes the same."""
    for length, words in (
        ({}, "cohesion −16, fatigue +12 at the start of each turn (7.6)"),
        ({"turn_minutes": 30}, "cohesion −1, fatigue +0.75, on average, at the start of each turn"),
    ):
        game = tabletop("R1 . B1", cold=[[1, 3]], **length).game
        assert any(words in line for line in flags(game, 0)), length
