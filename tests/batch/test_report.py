"""A report: its sections are there, figures are the rows' own, the page needs nothing but itself (docs/report.md)."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.batch import report
from game.batch.comparing import Difference, compare_batches
from game.batch.control import day_turns
from game.batch.experiment import Experiment, ExperimentResults, Factor, Level
from game.batch.happenings import phases_followed
from game.batch.history import compare
from game.batch.intervals import wilson
from game.batch.report import control, drawing, material_of, never, origin, pairs, survival, unfinished, write_report
from game.batch.report.control import share_of_first
from game.batch.report.effects import effects_of
from game.batch.report.heading import heading_of
from game.batch.report.luck import LuckShare, luck_share
from game.batch.report.material import Material, kinds_of
from game.batch.report.never import never_of
from game.batch.report.noted import NEVER, Noted, UnitFates, noted_of
from game.batch.report.origin import played_in
from game.batch.report.outcomes import section as outcomes_section
from game.batch.report.page import data_address, unbroken
from game.batch.report.pairs import pairs_of
from game.batch.report.survival import follow, lost_shares
from game.batch.report.timelines import losses_by_turn, sides_drawn
from game.batch.report.words import by_point
from game.batch.report.writing import SECTIONS
from game.batch.results import UNFINISHED, Results
from game.batch.rows import write_rows
from game.batch.runner import run_batch
from game.batch.tables import areas_of_interest
from game.core.errors import UsageError
from game.core.seeds import run_seeds
from game.core.terms import Kind, Status
from game.engine.event_words import RULES
from game.scenario.changes import changed, read_change
from game.scenario.loading import load_scenario
from game.view.theme import styles_of
from tests.batch.playing_again import noted_again

NIGHT = "lake_khasan/night_attack"
RUNS = 24
PARTS = ["outcomes", "history", "losses_by_turn", "control", "survival", "effects", "pairs", "never", "luck"]
PARTS += ["unfinished", "origin"]


def experiment_of(points: tuple[Results, ...], name: str = "Do rifles decide?", about: str = "") -> ExperimentResults:
    factor = Factor("rifles", "fire of riflemen", (Level(0.7), Level(1.3)))
    return ExperimentResults(Experiment(name, about, (factor,), "grid", RUNS, 7), points)


def point_at(factor: float, place: int, runs: int = RUNS) -> Results:
    scenario = changed(load_scenario(NIGHT), [read_change("scale", f"equipment.riflemen.soft={factor}")])
    results = run_batch(scenario, runs, seed=7, notes=("units", "control", "happenings"))
    return replace(results, point=place, values={"rifles": factor})


@pytest.fixture(scope="module")
def found() -> ExperimentResults:
    return experiment_of((point_at(0.7, 0), point_at(1.3, 1)))


@pytest.fixture(scope="module")
def noted(found: ExperimentResults) -> list[Noted]:
    return [noted_of(one) for one in found.points]


@pytest.fixture(scope="module")
def material(found: ExperimentResults, noted: list[Noted]) -> Material:
    return material_of(found, noted)


@pytest.fixture(scope="module")
def files(material: Material, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_report(material, tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def page(files: list[Path]) -> str:
    return files[0].read_text(encoding="utf-8")


class Reader(HTMLParser):
    """Reads a page strictly: whatever is opened is closed in its turn."""

    ALONE = ("meta", "img", "br", "link")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [str(given["id"])] if "id" in given else []
        self.addresses += [str(value) for name, value in attrs if name in ("src", "href", "xlink:href")]
        if tag == "img":
            assert "alt" in given
        if tag == "svg":
            assert given.get("aria-label")
        if tag not in self.ALONE:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.ALONE:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data if "style" not in self.open else ""


def words_of(page: str) -> str:
    return " ".join(Reader(page).text.split())


# --- the page -------------------------------------------------------------------------------------------------------


def test_the_page_has_every_section_and_answers_first(page: str) -> None:
    read = Reader(page)
    assert [id_ for id_ in read.ids if id_ in PARTS] == PARTS
    assert words_of(page).index("The answer") < words_of(page).index("What was played")
    assert "was not noted" not in words_of(page).replace(
        "Which triggers and kinds of events never came was not noted", ""
    )


def test_the_page_shows_the_sides_in_the_colours_of_their_counters(page: str, material: Material) -> None:
    soviet, japanese = heading_of(material).sides
    assert (soviet.caption, japanese.caption) == ("Soviet Union", "Japan")
    bodies = [style.body for style in styles_of(material.points[0].results.scenario.names, "staff")]
    assert [colour_at(sign.png, 20) for sign in (soviet, japanese)] == bodies
    assert page.count(data_address(soviet)) == page.count(data_address(japanese)) == 1


def test_a_side_has_its_flag_beside_its_colour() -> None:
    results = run_batch(load_scenario("halhamiao/loopholed_temple"), 1, seed=7)
    japanese, mongolian = heading_of(material_of(results)).sides
    red = colour_at(japanese.png, 40 + 8 + 28)  # the middle of the disc
    assert red == (0xB0, 0x24, 0x2F)
    assert colour_at(mongolian.png, 20) == (0x9A, 0x5B, 0x1E)


def colour_at(png: bytes, x: int) -> tuple[int, ...]:
    """The colour of a sign halfway down."""
    return pygame.image.load(io.BytesIO(png)).get_at((x, 20))[:3]


def test_the_page_is_well_formed_and_needs_nothing_from_elsewhere(page: str) -> None:
    read = Reader(page)
    assert read.open == []
    assert len(read.ids) == len(set(read.ids)), "an id stands twice"
    assert all(address.startswith(("#", "data:image/png;base64,")) for address in read.addresses)
    assert {address[1:] for address in read.addresses if address.startswith("#")} <= set(read.ids)
    assert "script" not in read.tags
    assert not re.search(r"url\((?!#)|@import", page)
    assert read.tags.count("caption") == read.tags.count("table") > 5


def test_every_plot_lies_beside_the_page_as_svg_and_png(page: str, files: list[Path]) -> None:
    names = {path.name for path in files[1:]}
    plots = {name.removesuffix(".svg") for name in names if name.endswith(".svg")}
    assert plots >= {"outcomes", "history", "losses_men", "survival_1", "effects_1", "pairs", "margins"}
    assert all(f"{name}.png" in names for name in plots)
    assert page.count("<svg ") == len(plots)
    assert any(name.startswith("control_1_turn_") for name in names)
    assert all(path.parent.name == "plots" and path.stat().st_size > 100 for path in files[1:])


def test_the_same_rows_give_the_same_bytes(material: Material, files: list[Path], tmp_path: Path) -> None:
    again = write_report(material_of(ExperimentResults(material.experiment, tuple(p.results for p in material.points)),
                                     [p.noted for p in material.points]), tmp_path)  # fmt: skip
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in files]


def test_whatever_people_write_is_shown_as_they_wrote_it(found: ExperimentResults, tmp_path: Path) -> None:
    """In HTML, in drawings and in what matplotlib would take for a formula or a line that is hidden."""
    name = "_<script>alert(1)</script> & \"c\" 'd' $\\frac{1}{2}$ </svg>--><b>"
    experiment = replace(found.experiment, name=name, about=name, factors=(Factor("rifles", name, ()),))
    points = tuple(replace(one, values={"rifles": f"{name}{place}"}) for place, one in enumerate(found.points))
    page = write_report(ExperimentResults(experiment, points), tmp_path)[0].read_text(encoding="utf-8")
    read = Reader(page)
    assert read.open == []
    assert not {"script", "b"} & set(read.tags)
    assert read.text.count(name) > 3


def test_the_page_can_be_read_on_dark_ground(page: str) -> None:
    """Every ink of a drawing is a variable with a counterpart by night."""
    used = set(re.findall(r"var\(--i-([0-9a-f]{6})\)", page))
    by_day, by_night = page.split("@media screen and (prefers-color-scheme: dark)")[:2]
    assert len(used) > 5
    for ink in used:
        assert f"--i-{ink}: #{ink};" in by_day
        assert f"--i-{ink}: #" in by_night
    assert not re.search(r"(?:fill|stroke): #", page)


# --- its figures ----------------------------------------------------------------------------------------------------


def test_outcomes_are_shares_with_wilsons_intervals(material: Material) -> None:
    (table,) = outcomes_section(material).tables
    for point, row in zip(material.points, table.rows, strict=True):
        results = point.results
        for level, cell in enumerate(row[2 : 2 + len(results.scenario.names.levels)]):
            count = int(np.sum(results.levels == level))
            low, high = (f"{100 * end:.0f}" for end in wilson(count, RUNS))
            assert cell == f"{count} · {100 * count / RUNS:.0f} % ({low} to {high} %)"


def test_the_rows_of_history_that_hold_are_those_of_history(material: Material, page: str) -> None:
    for point in material.points:
        rows = [row for row in compare(point.results) if not row.apart]
        assert f"{sum(row.holds for row in rows)} of {len(rows)} rows hold" in words_of(page)


def test_bands_of_losses_are_quantiles_of_the_games(material: Material) -> None:
    (first, _) = material.groupings[0].groups
    lost = material.points[0].results.losses[:, 2, 1, Kind.MEN]
    assert losses_by_turn(first, 1, Kind.MEN)[:, 2] == pytest.approx(np.quantile(lost, (0.05, 0.25, 0.5, 0.75, 0.95)))


def test_a_hex_is_marked_by_the_share_of_games_in_which_it_is_owned(material: Material) -> None:
    point = material.points[0]
    assert point.noted.control is not None
    share = share_of_first(point.noted.control, -1)
    counts = point.noted.control.counts[-1].astype(float)
    owned = counts.sum(axis=1) > 0
    assert share[owned] == pytest.approx(counts[owned, 0] / counts[owned].sum(axis=1))
    assert np.isnan(share[~owned]).all()
    assert owned.any()


def test_an_effect_of_one_factor_is_the_difference_of_its_points(material: Material) -> None:
    """With its interval, which is that of `compare`; what is sure is so among all effects."""
    compared = {row.measure: row for row in compare_batches(*(point.results for point in material.points)).rows}
    for effect in effects_of(material).rows:
        same = compared["margin" if effect.measure == "margin" else effect.measure.replace(" men", ": men")]
        assert (effect.difference, effect.interval_95) == (same.difference, same.interval_95)
        assert (effect.low, effect.high) == ("0.7", "1.3")


def test_pairs_are_harder_to_be_sure_of_the_more_there_are(found: ExperimentResults) -> None:
    """All pairs of up to ten points; each is sure only if it is so among all."""
    points = (*found.points, replace(found.points[1], values={"rifles": 1.31}))
    pairs = pairs_of(material_of(experiment_of(points)))
    assert [(pair.first.number, pair.second.number) for pair in pairs] == [(0, 1), (0, 2), (1, 2)]
    alone = compare_batches(found.points[0], found.points[1])
    assert pairs[0].found.sure <= alone.sure
    assert pairs[0].found == compare_batches(found.points[0], found.points[1], among=3)
    assert pairs[2].found.same == RUNS


# --- factors --------------------------------------------------------------------------------------------------------


def drawn_points(base: Results, values: list[dict[str, float | str]], margin: object) -> Material:
    """Points whose margins are given by a function of their values and the run, all else as in a batch."""
    points = []
    for place, mine in enumerate(values):
        margins = np.array([margin(mine, run) for run in range(base.runs)])  # type: ignore[operator]
        points.append(replace(base, point=place, values=mine, points=np.stack([margins, 0 * margins], axis=1)))
    ids = dict.fromkeys(key for mine in values for key in mine)
    factors = tuple(Factor(id_, id_.upper(), ()) for id_ in ids)
    return material_of(ExperimentResults(Experiment("made", "", factors, "", base.runs, 3), tuple(points)))


def test_in_a_full_grid_the_other_factors_are_averaged(found: ExperimentResults) -> None:
    """a brings 2, b brings 10, both together 4 more: half of that counts for each."""
    grid: list[dict[str, float | str]] = [{"a": a, "b": b} for a in (0, 1) for b in ("no", "yes")]
    made = drawn_points(
        found.points[0], grid, lambda v, run: 2 * v["a"] + (10 + 4 * v["a"]) * (v["b"] == "yes") + run % 3
    )
    effects = effects_of(made).of("margin")
    assert [(one.factor, one.low, one.high, one.difference) for one in effects] == [
        ("B", "no", "yes", 12.0),
        ("A", "0", "1", 4.0),
    ]
    assert all(one.sure for one in effects)


def test_of_many_numbers_a_line_is_drawn_through_all(found: ExperimentResults) -> None:
    """Eight numbers of a, shuffled against eight of b, as in a Latin hypercube."""
    values: list[dict[str, float | str]] = [{"a": a, "b": (3 * a) % 8} for a in range(8)]
    made = drawn_points(found.points[0], values, lambda v, run: 5 * v["a"] - 2 * v["b"] + run % 2)
    found_effects = effects_of(made)
    assert [(one.factor, one.difference) for one in found_effects.of("margin")] == [("A", 35.0), ("B", -14.0)]
    assert found_effects.fits["margin"] == pytest.approx(1.0)


def test_factors_that_change_together_are_not_told_apart(found: ExperimentResults) -> None:
    values: list[dict[str, float | str]] = [{"a": 0, "b": 0}, {"a": 1, "b": 1}]
    effects = effects_of(drawn_points(found.points[0], values, lambda v, run: v["a"] + run % 2))
    assert effects.rows == ()
    assert effects.mixed == ("A", "B")


# --- luck -----------------------------------------------------------------------------------------------------------


def normal(count: int, seed: int) -> np.ndarray:  # type: ignore[type-arg]
    lots = (run_seeds(seed, 2 * count).astype(np.float64) + 0.5) / 2.0**63
    return np.asarray(np.sqrt(-2 * np.log(lots[:count])) * np.cos(2 * np.pi * lots[count:]))


def shares(effect: float, trials: int = 60) -> Iterator[LuckShare]:
    for trial in range(trials):
        one = normal(120, trial)
        share = luck_share([one[:40], one[40:80] + effect, one[80:] - effect], trial)
        assert share is not None
        yield share


@pytest.mark.parametrize("effect", [0.0, 0.6])
def test_what_lies_between_points_is_within_its_interval(effect: float) -> None:
    """The variance between is 2/3 effect squared, within it is 1."""
    true = (2 / 3 * effect**2) / (2 / 3 * effect**2 + 1)
    every = list(shares(effect))
    inside = [low - 1e-4 <= true <= high for _, _, (low, high) in every]
    assert np.mean(inside) > 0.85
    assert np.mean([omega for _, omega, _ in every]) == pytest.approx(true, abs=0.03)
    assert np.mean([eta for eta, _, _ in every]) > np.mean([omega for _, omega, _ in every])


def test_of_figures_that_do_not_vary_nothing_is_luck() -> None:
    assert luck_share([np.ones(3), np.ones(3)], 1) is None
    assert luck_share([np.arange(3.0)], 1) is None


# --- units ----------------------------------------------------------------------------------------------------------


def test_units_count_from_their_coming_and_those_withdrawn_no_longer(found: ExperimentResults) -> None:
    """Three units in one game: one is lost after turn 2, one comes in turn 3, one is withdrawn after turn 2."""
    one = run_batch(found.points[0].scenario, 1, seed=7)
    calendar, units = one.scenario.file.calendar, len(one.scenario.names.units)
    start, last = calendar.first_turn, calendar.last_turn
    first, gone, fate = (np.full((1, units), value, np.int16) for value in (NEVER, NEVER, Status.AWAITED))
    first[0, :3], gone[0, :3] = (start, start + 2, start), (start + 1, last, start + 1)
    fate[0, :3] = Status.DESTROYED, Status.PRESENT, Status.WITHDRAWN
    (point,) = material_of(one, [Noted(UnitFates(first, gone, fate))]).points
    followed = follow(point, np.arange(units))
    assert followed.there[0, :3].tolist() == [2, 2, 1]
    assert followed.followed[0, :3].tolist() == [2, 2, 2]
    assert [(who.unit, who.lost) for who in lost_shares(point, np.arange(3))] == [(0, 1), (1, 0), (2, 0)]


# --- what is missing, and what is one ---------------------------------------------------------------------------------


def test_what_was_not_noted_is_said_with_how_it_is(found: ExperimentResults) -> None:
    bare = material_of(found, [Noted(), Noted()])
    assert "was not noted: the folder of a batch has it (--out)" in survival.section(bare).words[0]
    assert "was not noted: the folder of a batch has it (--out)" in control.section(bare).words[-1]


def test_what_is_shown_is_what_the_games_were(found: ExperimentResults, noted: list[Noted]) -> None:
    """Units and hexes, looked at turn by turn in games that are played again from their seeds."""
    for results, mine in zip(found.points, noted, strict=True):
        again = noted_again(results)
        assert mine.units is not None and mine.control is not None
        assert again.units is not None and again.control is not None
        assert np.array_equal(mine.units.last, again.units.last)
        assert np.array_equal(mine.units.fate, again.units.fate)
        rows = [turn - results.scenario.file.calendar.first_turn for turn in day_turns(results.scenario.file.calendar)]
        assert np.array_equal(mine.control.counts, again.control.counts[rows])


def test_a_batch_without_luck_is_one_game_and_has_no_intervals() -> None:
    alone = material_of(run_batch(load_scenario(NIGHT), 1, seed=7, luck="none"), None)
    assert heading_of(alone).answer[0].startswith("Without luck all games are one: it ended with")
    assert pairs.section(alone).words == ("There is one point alone, and nothing to hold it against.",)
    for make in SECTIONS:
        part = make(alone)
        assert "interval" not in " ".join(part.words)
        assert not any(" to " in cell for table in part.tables for row in table.rows for cell in row[2:]), part.id


def test_points_that_are_the_same_games_are_said_to_be_one(found: ExperimentResults) -> None:
    one = found.points[0]
    twice = material_of(experiment_of((one, replace(one, values={"rifles": 0.8}))))
    assert "All points brought the very same games, to the last bit" in heading_of(twice).answer[0]
    assert "they are one result" in pairs.section(twice).words[0]


def test_unfinished_games_are_counted_and_can_be_played_again() -> None:
    one = run_batch(load_scenario(NIGHT), 5, seed=7)
    levels = one.levels.copy()
    levels[2] = UNFINISHED
    part = unfinished.section(material_of(replace(one, levels=levels)))
    low, high = (f"{100 * end:.0f}" for end in wilson(1, 5))
    assert part.words[0] == f"1 of 5 games (20 %, 95 % interval {low} to {high} %) were not over when they stopped."
    leaders = "--commander soviet=officer --commander japanese=officer"
    assert part.tables[0].rows[0][1:] == (
        "1",
        str(one.seeds[2]),
        f"borderwars play {NIGHT} {leaders} --seed {one.seeds[2]}",
    )


def test_what_never_happened_did_so_in_no_game(material: Material) -> None:
    for point in material.points:
        results, names = point.results, point.results.scenario.names
        never = {one.what for one in never_of(point) if one.kind == "level never reached"}
        assert never == {name for row, name in enumerate(names.level_names) if row not in results.levels}


def test_an_area_that_is_taken_in_the_first_turn_has_changed_hands(material: Material) -> None:
    """Who held it before the first order counts, though turns are noted at their end."""
    for point in material.points:
        results, names = point.results, point.results.scenario.names
        owners = np.asarray(results.scenario.start.hexes["owner"])
        never = {one.what.partition(":")[0] for one in never_of(point) if one.kind == "area never changing hands"}
        for area in areas_of_interest(results.scenario):
            hexes = [hex_ for hex_ in results.scenario.areas[area] if not results.scenario.world.hexes.water[hex_]]
            at_start = set(owners[hexes].tolist())
            held = next(iter(at_start)) if len(at_start) == 1 and -1 not in at_start else 2
            assert results.holder_at_start(area) == held
            title = names.area_titles[names.area_row[area]]
            assert (title in never) == bool(np.all(results.holders(area) == held))


def test_rules_and_phases_that_never_came_are_named(material: Material) -> None:
    for point in material.points:
        results, found = point.results, never_of(point)
        rules = [f"{number}: {said}" for kind, (number, said) in RULES.items() if not results.events[:, kind].any()]
        assert [one.what for one in found if one.kind == "rule never called on"] == rules
        followed = phases_followed(results.scenario, results.commanders)
        assert followed
        both = zip(followed, results.phases.T, strict=True)
        never_came = [phase.name for phase, since in both if phase.can_come and since.max() < 0]
        said = [one.what.rpartition(": ")[2] for one in found if one.kind == "phase of a plan never in force"]
        assert said == never_came


def test_each_phase_is_shown_with_when_it_came(material: Material) -> None:
    (*_, table) = never.section(material).tables
    assert table.head == ("point", "phase", "in so many games", "first in turn")
    rows = iter(table.rows)
    for point in material.points:
        for phase, since in zip(phases_followed(point.results.scenario, point.results.commanders),
                                point.results.phases.T, strict=True):  # fmt: skip
            if not phase.can_come:
                continue
            label, named, share, turn = next(rows)
            came = np.sort(since[since > 0])
            assert label == point.label
            assert named.endswith(f"own plan: {phase.name}")
            assert share == f"{100 * len(came) / RUNS:.0f} %"
            assert turn.partition(" ")[0] == (str(came[(len(came) - 1) // 2]) if len(came) else "")
    assert next(rows, None) is None


def test_a_report_of_a_folder_says_by_which_command_and_with_which_versions_it_was_played(tmp_path: Path) -> None:
    assert played_in(tmp_path).command == ""
    write_rows([run_batch(load_scenario(NIGHT), 2, seed=7)], tmp_path, "csv", command="borderwars batch mine --out x")
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    (tmp_path / "manifest.json").write_text(json.dumps(manifest | {"numba": "0.1"}), encoding="utf-8")
    played = played_in(tmp_path)
    assert played.versions["numba"] == "0.1"
    part = origin.section(material_of(run_batch(load_scenario(NIGHT), 2, seed=7)), played)
    assert part.commands[0] == ("All of it", "borderwars batch mine --out x")
    assert ("version of numba", "0.1") in part.tables[0].rows


def test_who_has_none_of_a_kind_has_no_panel_for_its_losses(material: Material) -> None:
    assert sides_drawn(material, Kind.MEN) == [0, 1]
    for side in range(2):
        tanks = any(Kind.TANK in kinds_of(point.results.scenario.world, side) for point in material.points)
        assert (side in sides_drawn(material, Kind.TANK)) == tanks or not any(
            Kind.TANK in kinds_of(point.results.scenario.world, side) for point in material.points for side in range(2)
        )


def test_numbers_stay_with_their_intervals() -> None:
    nbsp = "\N{NO-BREAK SPACE}"
    assert unbroken("96.7 (88.6 to 99.1) holds") == f"96.7 (88.6{nbsp}to{nbsp}99.1) holds"
    assert unbroken("Soviet 2 % (0 to 9 %), contested") == f"Soviet 2{nbsp}% (0{nbsp}to{nbsp}9{nbsp}%), contested"


def test_who_holds_an_area_is_said_of_one_side_where_the_other_mirrors_it() -> None:
    def row(id_: str, difference: float, ends: tuple[float, float]) -> Difference:
        return Difference(id_, id_, "share", 0, 0, difference, ends, None, sure=True)

    one, mirrored = row("holds.soviet.hill", 20, (10, 30)), row("holds.japanese.hill", -20, (-30, -10))
    other = row("holds.japanese.ridge", -20, (-30, -10))
    assert list(pairs._said_once([one, mirrored, other])) == [one, other]


def test_a_point_is_played_again_by_the_command_that_is_printed(material: Material, page: str) -> None:
    changes = "--scale=equipment.riflemen.soft=0.7"
    leaders = "--commander soviet=officer --commander japanese=officer"
    line = f"borderwars simulate {NIGHT} {leaders} --runs {RUNS} --seed 7 {changes}"
    assert line in words_of(page)
    for point in material.points:
        assert point.results.digest() in page


def test_what_is_said_alike_of_several_points_is_said_once() -> None:
    assert by_point([("a", "all hold"), ("b", "none"), ("c", "all hold")]) == ["At a and c, all hold.", "At b, none."]
    assert by_point([("a", "all hold"), ("b", "all hold")]) == ["At all points, all hold."]


# --- errors ---------------------------------------------------------------------------------------------------------


def test_without_the_extra_one_sentence_names_it(
    found: ExperimentResults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"^a report needs the extra 'batch' .*pip install 'borderwars\[batch\]'$"):
        write_report(found, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(found: ExperimentResults, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(UsageError, match="this is a file, not a folder"):
        write_report(found, tmp_path / "taken")
    assert (tmp_path / "taken").read_text() == "mine"


def test_nothing_to_report_is_refused(found: ExperimentResults, noted: list[Noted], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no points"):
        write_report(ExperimentResults(found.experiment, ()), tmp_path)
    with pytest.raises(UsageError, match="not of a str"):
        write_report("folder", tmp_path)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="there are 2 points, and what was noted is of 1"):
        write_report(found, tmp_path, noted[:1])
    with pytest.raises(UsageError, match="what was noted of units is not of 1 runs"):
        write_report(run_batch(load_scenario(NIGHT), 1, seed=7), tmp_path, noted[:1])


# --- the page of the documentation ----------------------------------------------------------------------------------

BLOCKS = re.findall(
    r"```python\n(.*?)```", (Path(__file__).parents[2] / "docs" / "report.md").read_text("utf-8"), re.DOTALL
)


@pytest.mark.parametrize(("block", "there"), [(0, "night/report.html"), (1, "losses.png")])
def test_the_programs_of_the_documentation_run(
    block: int, there: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(BLOCKS[block], "docs/report.md", "exec"), {})
    assert (tmp_path / there).stat().st_size > 10_000
    assert capsys.readouterr().out
    assert len(BLOCKS) == 2


def test_the_documentation_names_every_section_and_every_plot(page: str) -> None:
    said = (Path(__file__).parents[2] / "docs" / "report.md").read_text("utf-8")
    for title in re.findall(r'<h2 id="\w+-title">([^<]+)</h2>', page):
        assert f"| {title} |" in said
    assert all(f"`{name}`" in said for name in report.__all__ if name.startswith("plot_"))
