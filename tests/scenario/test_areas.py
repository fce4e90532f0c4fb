"""Areas: unions, differences, discs and polygons on a map of ten by eight hexes."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.hexes import distance, number
from game.scenario.areas import all_areas, cycle_of, line
from game.scenario.schema.mapsheet import Area, MapFile

CELLS = st.tuples(st.integers(0, 30), st.integers(0, 30))


def board(**areas: Area) -> MapFile:
    return MapFile(
        schema=1,
        name="Board",
        hex_size=500,
        columns=10,
        rows=8,
        latitude=0.0,
        longitude=0.0,
        legend={".": "plain"},
        terrain=("." * 10 + "\n") * 8,
        elevation=("0 " * 10 + "\n") * 8,
        region_legend={"w": "west"},
        regions=("wwwww.....\n") * 8,
        areas=areas,
    )


def hexes_of(name: str, **areas: Area) -> list[str]:
    found = all_areas(board(**areas), {})[name]
    return sorted(number(row % 10, row // 10, 2) for row in found)


@pytest.mark.parametrize(
    ("area", "hexes"),
    [
        (Area(hexes=["0101", "0907"]), ["0101", "0907"]),
        (Area(radius=("0303", 0)), ["0303"]),
        (Area(radius=("0303", 1)), ["0203", "0302", "0303", "0304", "0402", "0403", "0404"]),
        (Area(radius=("0000", 1)), ["0000", "0001", "0100"]),
        (Area(polygon=["0101"]), ["0101"]),
        (Area(polygon=["0101", "0401"]), ["0101", "0201", "0301", "0401"]),
        (Area(polygon=["0202", "0402", "0404", "0204"]), [number(x, y, 2) for x in (2, 3, 4) for y in (2, 3, 4)]),
        (Area(hexes=["0101", "0102"], minus=["spot"]), ["0102"]),
        (Area(hexes=["0401", "0501"], within=["west"]), ["0401"]),
        (Area(areas=["spot", "west"], within=["spot"]), ["0101"]),
        (Area(regions=["west"], areas=["nowhere"], within=["spot"]), ["0101"]),
    ],
)
def test_an_area_is_what_it_says(area: Area, hexes: list[str]) -> None:
    assert hexes_of("it", it=area, spot=Area(hexes=["0101"])) == hexes


def test_a_polygon_takes_its_edges_and_its_inside() -> None:
    hexes = hexes_of("it", it=Area(polygon=["0400", "0704", "0104"]))
    assert {"0400", "0403", "0302", "0502", "0104", "0404", "0704"} <= set(hexes)
    assert not {"0300", "0500", "0102", "0702", "0004", "0405"} & set(hexes)


def test_areas_may_be_given_in_any_order() -> None:
    names = [f"a{i}" for i in range(200)]
    chain = {name: Area(areas=[after]) for name, after in zip(names, [*names[1:], "end"], strict=True)}
    assert hexes_of("a0", **chain, end=Area(hexes=["0707"])) == ["0707"]


def test_the_order_is_regions_map_scenario() -> None:
    areas = all_areas(board(b=Area(), a=Area()), {"c": Area()})
    assert list(areas) == ["west", "b", "a", "c"]


def test_cycles_are_found_and_harmless() -> None:
    areas = {"a": Area(areas=["b"]), "b": Area(minus=["c"]), "c": Area(within=["a", "d"]), "d": Area(hexes=["0000"])}
    assert cycle_of("a", areas) == ["a", "b", "c", "a"]
    assert cycle_of("d", areas) == []
    assert hexes_of("d", **areas) == ["0000"]


@settings(deadline=None)
@given(CELLS, CELLS)
def test_a_line_goes_straight_from_hex_to_hex(start: tuple[int, int], end: tuple[int, int]) -> None:
    cells = line(start, end)
    assert cells[0] == start
    assert cells[-1] == end
    assert len(cells) == distance(*start, *end) + 1
    assert all(distance(*here, *there) == 1 for here, there in itertools.pairwise(cells))
