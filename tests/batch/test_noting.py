"""What is noted of units, of the ground and of fights, held against the same games played order by order."""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.batch import log_reading, runner
from game.batch.blocks import FATES
from game.batch.combats import GROUPS, CombatNote
from game.batch.composition import Composition
from game.batch.control import day_turns
from game.batch.happenings import NEVER, phases_followed
from game.batch.noting import NOTED
from game.batch.results import Results, arrays_of, joined
from game.batch.runner import run_batch
from game.batch.units import UnitNote
from game.commanders.roster import player_turns
from game.core.errors import UsageError
from game.core.terms import SIDES, EventKind, Kind, OrderKind, Status
from game.engine.event_words import RULES
from game.engine.events import HIT, Event
from game.engine.game import Game
from game.engine.orders import Attack, Bombard
from game.engine.replay import Step
from game.rules.scratch import new_scratch
from game.rules.sequence import begin_game
from game.scenario.loading import Scenario, from_documents, load_scenario
from game.scenario.schema.scenario_file import Calendar
from game.scenario.world import KINDS
from tests.tabletop import documents

WITHDRAWS = "III/118"
"""A unit that the scenario below calls away; another of its side never comes."""


NOT_ALWAYS = {
    "units": "units",
    "control": "control",
    "events": "happenings",
    "phases": "happenings",
    "standings": "standings",
    "combats": "combats",
    "combat_counts": "combats",
    "combat_units": "combats",
}
"""The arrays that are there where something is noted, and what."""


def played(results: Results, run: int) -> Iterator[tuple[Game, Step]]:
    """Yield each step of a run with the game after it."""
    game = Game.new(results.scenario, int(results.seeds[run]))
    for steps in player_turns(game, dict(results.commanders)):
        yield from ((game, step) for step in steps)


def arrays_equal(one: Results, other: Results) -> bool:
    mine, theirs = arrays_of(one), arrays_of(other)
    assert list(mine) == list(theirs)
    return all(mine[name].dtype == theirs[name].dtype and np.array_equal(mine[name], theirs[name]) for name in mine)


# --- what is noted where ---------------------------------------------------------------------------------------------


def test_nothing_is_noted_unless_it_is_asked_for_and_no_game_goes_otherwise(results: Results, noted: Results) -> None:
    """Nobody follows a plan here, so that there are no phases to note."""
    assert noted.digest() == results.digest()
    for name, array in arrays_of(results).items():
        if name in NOT_ALWAYS:
            assert array.size == 0
            assert arrays_of(noted)[name].size > 0 or name == "phases"
        else:
            assert np.array_equal(array, arrays_of(noted)[name]), name


@pytest.mark.parametrize("notes", [("units",), ("control",), ("combats",), ("happenings",), ("standings", "units")])
def test_notes_do_not_depend_on_each_other(noted: Results, notes: tuple[str, ...]) -> None:
    found = run_batch(noted.scenario, 4, noted.seed, noted.commanders, workers=1, notes=notes)
    for name, array in arrays_of(found).items():
        note = NOT_ALWAYS.get(name)
        if note is None or note in notes:
            assert np.array_equal(array, arrays_of(noted)[name]), name


def test_notes_do_not_depend_on_workers(noted: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "CHUNK", 1)
    assert arrays_equal(run_batch(noted.scenario, 4, noted.seed, noted.commanders, workers=3, notes=NOTED), noted)


@pytest.mark.parametrize(
    "parts", [(range(1), range(1, 4)), (range(3), range(3, 4)), tuple(range(n, n + 1) for n in range(4))]
)
def test_parts_joined_are_the_whole(noted: Results, parts: tuple[range, ...]) -> None:
    """8: to the last bit; and so they are from files of plain arrays."""
    played_apart = [run_batch(noted.scenario, part, noted.seed, noted.commanders, notes=NOTED) for part in parts]
    assert arrays_equal(joined(played_apart, sum(part.runs for part in played_apart)), noted)
    kept = io.BytesIO()
    np.savez(kept, **arrays_of(played_apart[-1]))  # type: ignore[arg-type]  # by their names
    kept.seek(0)
    with np.load(kept, allow_pickle=False) as file:
        again: dict[str, Any] = dict(file)
    assert arrays_equal(replace(played_apart[-1], **again), played_apart[-1])


@pytest.mark.parametrize(
    ("notes", "words"),
    [
        (
            ["units", "weather"],
            "'units' or 'control' or 'happenings' or 'combats' or 'standings', not 'weather'",
        ),
        ("units", "what is noted is a set of some of units, control, happenings, combats, standings, not 'units'"),
        (7, "not 7"),
        ([3], "not 3"),
    ],
)
def test_what_cannot_be_noted_is_one_sentence(scenario: Scenario, notes: Any, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        run_batch(scenario, 1, 1, notes=notes)
    assert words in str(caught.value)


def test_room_is_asked_for_what_is_noted(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "MOST_ROOM", 100_000)
    most = []
    for notes in ((), ("units",), ("units", "combats")):
        with pytest.raises(UsageError, match="ask for at most") as caught:
            run_batch(scenario, 10_000, 1, notes=notes)
        most.append(int(str(caught.value).split()[-1]))
    assert most[0] > most[1] > most[2]


# --- units -----------------------------------------------------------------------------------------------------------


def coming_and_going(scenario: Scenario) -> Scenario:
    """The same with units that go, come late, and never come."""
    start, world = scenario.start, scenario.world
    units = world.units.copy()
    rows = scenario.names.unit_row
    units.withdrawal[rows[WITHDRAWS]] = 6
    units.arrival[rows["I/76"]] = 7
    units.condition_area[rows["I/76"]] = scenario.names.area_row["ussr"]
    units.condition_side[rows["I/76"]] = scenario.names.side_row["japanese"]
    return replace(scenario, world=world._replace(units=units), start=start)


@pytest.fixture(scope="module")
def moving(scenario: Scenario) -> Results:
    """Run 36 of these has a unit that surrenders."""
    leaders = {"soviet": "random", "japanese": "cadet"}
    return run_batch(coming_and_going(scenario), range(34, 38), 11, leaders, workers=1, notes=("units",))


@pytest.fixture(scope="module")
def leaving() -> Results:
    """Chance has a unit leave the map by an exit."""
    drawing = "R1 . . . .\n R2 . . . .\n. . . . B1"
    west = {"areas": {"west": ["0000", "0001", "0002"]}, "exits": {"red": ["west"]}}
    scenario = from_documents(documents(drawing, turns=20, **west), "tabletop")
    return run_batch(scenario, 4, 1, {"red": "random", "blue": "idle"}, workers=1, notes=("units",))


def tale_of(results: Results, run: int) -> dict[str, dict[str, Any]]:
    """What the orders and events of a run say of each unit."""
    names = results.scenario.names
    found: dict[str, dict[str, Any]] = {unit: defaultdict(int, fate="never_came") for unit in names.units}
    game = Game.new(results.scenario, int(results.seeds[run]))
    for unit, row in names.unit_row.items():  # those of the set-up come before the first event that a game tells
        if game.state.units[row].status == Status.PRESENT:
            found[unit] |= {"first": game.turn, "men": int(game.state.unit_figures[row].men), "fate": "there"}
    for _, step in played(results, run):
        if isinstance(step.order, Attack):
            for unit in step.order.units:
                found[unit]["assaults"] += 1
        for event in step.events:
            tell(found, event)
        if isinstance(step.order, Attack):
            struck = {event.unit for event in step.events if event.unit is not None and defends(results, event)}
            for unit in struck:
                found[unit]["defences"] += 1
    return found


def tell(found: dict[str, dict[str, Any]], event: Event) -> None:
    """Note an event of a unit."""
    mine = found[event.unit] if event.unit else {}
    if event.kind == EventKind.FIRED:
        mine["missions"] += 1
    elif event.kind == EventKind.ARRIVED:
        mine |= {"first": event.turn, "men": event["men"], "fate": "there"}
    elif event.kind in (EventKind.WITHDREW, EventKind.DRIFTED):
        mine |= {"last": event.turn, "fate": "left"}
    elif event.kind in (EventKind.EXITED, EventKind.DESTROYED, EventKind.SURRENDERED):
        mine |= {"last": event.turn, "fate": event.kind.name.lower()}


def defends(results: Results, event: Event) -> bool:
    """Whether an event in an assault is one of a defender: shaken there, or dead before."""
    side = results.scenario.world.units[results.scenario.names.unit_row[event.unit or ""]].side
    theirs = results.scenario.names.sides[side] != event.side
    return theirs and event.kind in (EventKind.SHAKEN, EventKind.DESTROYED)


def test_units_are_as_the_orders_and_events_of_the_game_tell(noted: Results, moving: Results, leaving: Results) -> None:
    """When they came and went, what they did, what became of them: every unit of twelve games."""
    fates: Counter[str] = Counter()
    for results in (noted, moving, leaving):
        for run in range(results.runs):
            for unit, tale in tale_of(results, run).items():
                note = results.units[run, results.scenario.names.unit_row[unit]]
                assert FATES[Status(note[UnitNote.STATUS])] == tale["fate"], (run, unit)
                assert note[UnitNote.FIRST_TURN] == tale["first"]
                last = {"there": results.reached[run], "never_came": 0}.get(tale["fate"], tale["last"])
                assert note[UnitNote.LAST_TURN] == last
                assert note[UnitNote.MEN_FIRST] == tale["men"]
                assert note[UnitNote.ASSAULTS] == tale["assaults"], (run, unit)
                assert note[UnitNote.DEFENCES] == tale["defences"], (run, unit)
                assert note[UnitNote.MISSIONS] == tale["missions"], (run, unit)
                fates[tale["fate"]] += 1
    assert set(fates) == set(FATES.values())


def test_men_at_the_end_are_those_of_the_last_state(noted: Results, moving: Results) -> None:
    """Who was called away keeps those with whom it went; who is lost has none."""
    for results in (noted, moving):
        *_, (game, _) = played(results, 1)
        for row, note in enumerate(results.units[1]):
            lost = note[UnitNote.STATUS] not in (Status.PRESENT, Status.WITHDRAWN)
            assert note[UnitNote.MEN_LAST] == (0 if lost else game.state.unit_figures[row].men)


def test_what_men_units_have_lost_is_what_their_side_has(noted: Results) -> None:
    """Nobody is repaired or replaced here, so men come and are lost, and that is all; crews may outlive their guns."""
    listed = noted.scenario.world.units
    for side in range(SIDES):
        mine = noted.units[:, listed.side == side]
        gone = (mine[:, :, UnitNote.MEN_FIRST] - mine[:, :, UnitNote.MEN_LAST]).sum(axis=1)
        assert (gone >= noted.losses[:, -1, side, Kind.MEN]).all()


def test_a_log_that_fills_up_is_read_in_time(noted: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever it is read, the units have done the same, and so have the sides of the history table."""
    reads = []
    take = log_reading.LogReader.take

    def counted(self: log_reading.LogReader, *others: Any) -> None:
        before = self.logged.item()
        take(self, *others)
        reads.append(self.logged.item() < before)

    monkeypatch.setattr(log_reading.LogReader, "take", counted)
    monkeypatch.setattr(runner, "TURNS_OF_LOG", 1)
    monkeypatch.setattr(Composition, "log_rows", 0)
    found = run_batch(noted.scenario, 4, noted.seed, noted.commanders, workers=1, notes=("units",))
    assert all(reads)
    assert np.array_equal(found.units, noted.units)
    assert np.array_equal(found.tallies, noted.tallies)


# --- control ---------------------------------------------------------------------------------------------------------


def test_control_of_an_area_adds_up_to_what_is_owned_of_it(noted: Results) -> None:
    """At the end of the last turn of each day, hex by hex, over all runs."""
    scenario, world = noted.scenario, noted.scenario.world
    turns = day_turns(scenario.file.calendar)
    assert turns == [7]
    assert noted.control.shape == (1, len(world.hexes), SIDES)
    for row, area in enumerate(scenario.names.areas):
        hexes = world.area_hexes[world.area_first[row] : world.area_first[row + 1]]
        assert noted.control[0, hexes].sum(axis=0).tolist() == noted.owned[:, 2, row].sum(axis=0).tolist(), area
    assert noted.control.sum(axis=2).max() <= noted.runs


@pytest.mark.parametrize(
    ("start", "hours", "turns", "last"),
    [
        ("1938-07-31T00:00", 8, 7, [3, 6, 7]),  # one that ends at midnight belongs to the day that is over
        ("1938-07-31T12:00", 8, 5, [1, 4, 5]),  # 20:00; 04:00, 12:00, 20:00; 04:00
        ("1939-08-20T06:00", 12, 4, [1, 3, 4]),
        ("1939-08-20T06:00", 24, 2, [1, 2]),
    ],
)
def test_a_day_ends_with_the_last_turn_that_ends_on_it(start: str, hours: int, turns: int, last: list[int]) -> None:
    calendar = Calendar(start=start, utc_offset=9, turn_hours=hours, turns=turns)
    assert day_turns(calendar) == last


def test_a_run_that_stops_early_keeps_its_ground(scenario: Scenario) -> None:
    """And its units their last turn: what comes after is as it was then."""
    campaign = load_scenario("lake_khasan/campaign")
    seen = run_batch(campaign, 1, 3, {"soviet": "idle", "japanese": "idle"}, workers=1, notes=("control", "units"))
    play, last = runner.play_game, campaign.file.calendar.first_turn + 4

    def give_up(world: Any, state: Any, players: Any, recorder: Any, watch: Any) -> None:
        class Until:
            def note(self, turn: int, state: Any) -> None:
                if turn <= last:
                    recorder.note(turn, state)

        play(world, state, players, Until(), watch)
        state.clock.phase[0], state.clock.turn[0] = 0, last + 1

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "play_game", give_up)
        found = run_batch(campaign, 1, 3, {"soviet": "idle", "japanese": "idle"}, workers=1, notes=("control",))
    assert found.unfinished == 1
    assert found.reached.tolist() == [last]
    days = np.array(day_turns(campaign.file.calendar))
    assert np.array_equal(found.control[days <= last], seen.control[days <= last])
    assert (found.control[days > last].sum(axis=2) <= 1).all()
    assert (found.control[days > last] == found.control[days > last][0]).all()


# --- standings -------------------------------------------------------------------------------------------------------


def test_points_by_turn_are_those_of_the_game_as_it_goes(noted: Results) -> None:
    """And those of the last turn are those of the end."""
    assert noted.standings[:, -1].tolist() == noted.points.tolist()
    first, seen = noted.scenario.file.calendar.first_turn, 0
    for game, step in played(noted, 0):
        if step.order is None and game.turn > step.turn:
            assert noted.standings[0, step.turn - first].tolist() == list(game.points().values())
            seen += 1
    assert seen == noted.scenario.file.calendar.turns - 1


# --- fights ----------------------------------------------------------------------------------------------------------


def test_fights_are_those_of_the_orders_and_events_of_the_game(noted: Results) -> None:
    """Who, where, with which luck, how it went, what it cost: every fight of four games, against what replays tell."""
    fights, units = iter(noted.combats), iter(noted.combat_units.tolist())
    names, kinds = noted.scenario.names, Counter[str]()
    for run in range(noted.runs):
        fought = 0
        for game, step in played(noted, run):
            if not isinstance(step.order, Attack | Bombard):
                continue
            fight, fought = next(fights), fought + 1
            groups = [[names.units[next(units)] for _ in range(fight[group])] for group in GROUPS]
            attack = isinstance(step.order, Attack)
            assert groups[0] == (list(step.order.units) if attack else [step.order.unit])
            assert groups[1] == (list(step.order.support) if attack else [])
            assert game.scenario.hex_number(fight[CombatNote.TARGET]) == step.order.target
            assert fight[CombatNote.ORDER] == (OrderKind.ATTACK if attack else OrderKind.BOMBARD)
            assert (fight[CombatNote.TURN], names.sides[fight[CombatNote.SIDE]]) == (step.turn, step.side)
            check_events(noted, fight, step, groups)
            kinds[type(step.order).__name__] += 1
        assert fought == noted.combat_counts[run]
    assert next(fights, None) is None
    assert next(units, None) is None
    assert min(kinds["Attack"], kinds["Bombard"]) > 0


def check_events(results: Results, fight: Any, step: Step, groups: list[list[str]]) -> None:
    """Hold a fight against its events."""
    by_kind = {event.kind: event for event in step.events}
    first = by_kind.get(EventKind.ASSAULT) or by_kind[EventKind.BOMBARDMENT]
    assert results.scenario.hex_number(fight[CombatNote.FROM]) == first.from_hex
    if first.kind == EventKind.ASSAULT:
        luck = [first["odds"], first["attacker_luck"], first["defender_luck"]]
        assert fight[[CombatNote.ODDS, CombatNote.ATTACKER_LUCK, CombatNote.DEFENDER_LUCK]].tolist() == luck
        assert fight[CombatNote.FOUGHT] == dict(by_kind.get(EventKind.BROKEN_OFF, first).values).get("fought", 1000)
        shaken = {event.unit for event in step.events if defends(results, event)}
        assert set(groups[2]) == shaken
    else:
        assert fight[CombatNote.ATTACKER_LUCK] == first["luck"]
    assert fight[CombatNote.TAKEN] == (EventKind.ADVANCED in by_kind)
    guns = {event.unit for event in step.events if event.kind == EventKind.FIRED and event["defensive"]}
    assert set(groups[3]) == guns
    side, lost = fight[CombatNote.SIDE], np.zeros((SIDES, KINDS), int)
    for event in step.events:
        if event.kind in HIT:
            row = results.scenario.names.unit_row[event.unit or ""]
            group = int(results.scenario.world.units[row].side != side)
            kind = results.scenario.world.equipment[results.scenario.names.equipment_row[event["equipment"]]].kind
            lost[group, Kind.MEN] += event["men"]
            lost[group, kind] += event["items"] if kind != Kind.MEN else 0
    assert fight[len(CombatNote) :].reshape(2, KINDS).tolist() == lost.tolist()


def test_what_sides_lose_they_lose_in_fights(noted: Results) -> None:
    """In these games nobody falls otherwise: the fights of a run add up to its losses, kind by kind."""
    ends = np.cumsum(noted.combat_counts)
    for run, (first, last) in enumerate(zip(ends - noted.combat_counts, ends, strict=True)):
        found = np.zeros((SIDES, KINDS), int)
        for fight in noted.combats[first:last]:
            sides = [fight[CombatNote.SIDE], 1 - fight[CombatNote.SIDE]]
            found[sides] += fight[len(CombatNote) :].reshape(2, KINDS)
        assert found.tolist() == noted.losses[run, -1].tolist()


def test_units_have_assaulted_as_often_as_fights_name_them(noted: Results) -> None:
    """Two ways to count: marks after each player turn, and orders one by one."""
    found: Counter[tuple[int, int]] = Counter()
    place = 0
    for run, fight in zip(np.repeat(np.arange(noted.runs), noted.combat_counts), noted.combats, strict=True):
        if fight[CombatNote.ORDER] == OrderKind.ATTACK:
            there = noted.combat_units[place : place + fight[CombatNote.ATTACKERS]]
            found.update((int(run), int(unit)) for unit in there)
        place += int(fight[list(GROUPS)].sum())
    assert sum(found.values()) == noted.units[:, :, UnitNote.ASSAULTS].sum() > 0
    assert all(noted.units[run, unit, UnitNote.ASSAULTS] == times for (run, unit), times in found.items())


# --- what happened ---------------------------------------------------------------------------------------------------


def test_events_are_counted_by_kind(noted: Results) -> None:
    for run in range(noted.runs):
        world, state = noted.scenario.world, noted.scenario.start.copy(log_rows=4096, seed=int(noted.seeds[run]))
        begin_game(world, state, new_scratch(world))  # who is there from the start arrives before the first order
        logged = Counter(state.log["kind"][: int(state.clock["logged"][0])].tolist())
        logged.update(int(event.kind) for _, step in played(noted, run) for event in step.events)
        assert {kind: int(noted.events[run, kind]) for kind in EventKind if noted.events[run, kind]} == logged


def test_a_phase_that_needs_nothing_is_in_force_from_its_first_turn() -> None:
    scenario = load_scenario("lake_khasan/campaign")
    led = {"soviet": "officer:historical", "japanese": "officer:historical"}
    found = run_batch(scenario, 3, 5, led, workers=1, notes=("happenings",))
    phases, checked = phases_followed(scenario, led), 0
    for row, phase in enumerate(phases):
        side = scenario.names.sides[phase.side]
        written = scenario.plan(side, phase.plan).phases[phase.number - 1]
        assert written.name == phase.name
        if written.when is not None or written.dates is not None:
            continue
        first, last = written.turns or (scenario.file.calendar.first_turn, scenario.file.calendar.last_turn)
        for run in range(found.runs):
            reached = first <= found.reached[run] and last >= first
            assert found.phases[run, row] == (first if reached else NEVER), (phase, run)
            checked += 1
    assert checked


def test_who_gives_an_order_for_a_phase_had_it_in_force(planned: Results) -> None:
    phases, said = phases_followed(planned.scenario, planned.commanders), 0
    for run in range(planned.runs):
        since = planned.phases[run].tolist()
        for _, step in played(planned, run):
            side = planned.scenario.names.sides.index(step.side)
            for row, phase in enumerate(phases):
                if phase.side == side and step.reason is not None and step.reason.startswith(f"{phase.name}: "):
                    assert NEVER < since[row] <= step.turn
                    said += 1
    assert said


def test_who_follows_no_plan_has_no_phases(noted: Results) -> None:
    led = {"soviet": "cadet", "japanese": "idle"}
    found = run_batch(noted.scenario, 2, 1, led, workers=1, notes=("happenings",))
    assert found.phases.shape == (2, 0)
    assert found.events.any()


def test_every_kind_of_event_has_its_rule_in_the_table_of_them() -> None:
    assert set(RULES) == set(EventKind)
    page = (Path(__file__).parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")
    book = (Path(__file__).parents[2] / "docs" / "rulebook.md").read_text(encoding="utf-8")
    for kind, (section, words) in RULES.items():
        assert f"| `{kind.name.lower()}` | {words} | {section} |" in page
        assert f"**{section} " in book
