"""Where no counter could be read: markers of formations, and the front between what the sides control."""

from __future__ import annotations

from itertools import combinations, pairwise

from game.core.terms import NOWHERE, Echelon, Status
from game.scenario.loading import Scenario
from game.scenario.world import State
from game.view.counters import counter_boxes
from game.view.formation_markers import MARKERS_BELOW, NEAR, markers_of, taken_by_units
from game.view.front_line import front_of
from game.view.map_painter import camera_for

from .positions import put

SCALE = 14


def test_all_men_on_the_map_are_in_one_marker_each(corps: Scenario, position: State) -> None:
    markers = markers_of(corps, position, camera_for(corps, SCALE))
    men = int(position.unit_figures.men[position.units.status == Status.PRESENT].sum())
    assert sum(int(marker.face.strength) for marker in markers) == men
    assert len(markers) < (position.units.status == Status.PRESENT).sum() / 2


def test_markers_do_not_lie_on_each_other(corps: Scenario, position: State) -> None:
    markers = markers_of(corps, position, camera_for(corps, SCALE))
    assert not [(a, b) for a, b in combinations(markers, 2) if a.box.colliderect(b.box)]


def test_a_marker_has_the_sign_of_the_arm_with_most_men(corps: Scenario, position: State) -> None:
    rows = [corps.names.unit_row[unit] for unit in ("I/118", "II/118", "I/40Art")]
    position.units.status[:] = Status.DESTROYED
    position.hexes.top[:] = NOWHERE
    for row in rows:
        position.units.status[row] = Status.PRESENT
        put(position, row, corps.hex_row("2020"))
    for row, men in zip(rows, (300, 300, 500), strict=True):
        position.unit_figures.men[row] = men
    marker, *others = markers_of(corps, position, camera_for(corps, SCALE))
    assert (marker.face.symbol, marker.face.strength, others) == ("infantry", "1100", [])


def test_units_of_a_formation_that_stand_apart_have_markers_of_their_own(corps: Scenario, position: State) -> None:
    rows = [corps.names.unit_row[unit] for unit in ("I/118", "II/118")]
    position.units.status[:] = Status.DESTROYED
    position.hexes.top[:] = NOWHERE
    camera = camera_for(corps, SCALE)
    for row, number in zip(rows, ("2020", "2021"), strict=True):
        position.units.status[row] = Status.PRESENT
        put(position, row, corps.hex_row(number))
    together = markers_of(corps, position, camera)
    assert [(len(one.spots), one.face.echelon) for one in together] == [(2, Echelon.REGIMENT)]
    put(position, rows[1], corps.hex_row(f"20{21 + NEAR + 1}"))
    assert [len(one.spots) for one in markers_of(corps, position, camera)] == [1, 1]
    assert markers_of(corps, position, camera, hidden=frozenset(rows)) == []


def test_names_keep_clear_of_whatever_is_drawn(corps: Scenario, position: State) -> None:
    near, far = camera_for(corps, MARKERS_BELOW), camera_for(corps, SCALE)
    assert taken_by_units(corps, position, near) == counter_boxes(position, near)
    assert taken_by_units(corps, position, far) == [one.box for one in markers_of(corps, position, far)]


def test_the_front_runs_between_the_sides_with_the_first_on_its_right(corps: Scenario, position: State) -> None:
    """Every leg has ground of the first side on its right and of the second on its left, a little way off."""
    camera = camera_for(corps, 1)
    front = front_of(corps, position)
    assert front
    legs = [(a, b) for line in front for a, b in pairwise(line)]
    right = left = 0
    for (ax, ay), (bx, by) in legs:
        x, y, dx, dy = (ax + bx) / 2, (ay + by) / 2, bx - ax, by - ay
        long = max(1e-9, (dx * dx + dy * dy) ** 0.5)
        for away, side in ((0.7, 0), (-0.7, 1)):
            place = camera.hex_at(x - dy / long * away, y + dx / long * away)
            owner = NOWHERE if place is None else int(position.hexes.owner[place[0] + place[1] * camera.columns])
            right += side == 0 and owner == 0
            left += side == 1 and owner == 1
    assert right > 0.75 * len(legs)
    assert left > 0.75 * len(legs)


def test_there_is_no_front_far_from_units(corps: Scenario, position: State) -> None:
    position.units.status[:] = Status.DESTROYED
    assert front_of(corps, position) == []
