"""The tests in plain Python read fields of records in a quicker way than numpy's: it must be numpy's in all else."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from game.core._jit import COMPILED
from game.engine.game import Game
from game.scenario.loading import load_scenario
from tests.quick_records import NUMPYS

pytestmark = pytest.mark.skipif(COMPILED, reason="records are numpy's own in this run")

ROW = np.dtype(
    (
        np.record,
        [
            *(("tiny", np.int8), ("small", np.int16), ("whole", np.int32), ("large", np.int64), ("byte", np.uint8)),
            *(("real", np.float64), ("yes", np.bool_), ("many", np.int16, (3,)), ("table", np.int8, (2, 2))),
            ("group", [("first", np.int32), ("second", np.int16, (2,))]),
            ("inner", np.dtype((np.record, [("first", np.int32), ("deep", np.int8)]))),
        ],
    )
)
NAMES: tuple[str, ...] = ROW.names or ()

VALUES: list[Any] = [
    *(0, 1, -1, 127, 128, 255, 256, -129, 2**31, 2**63, 2**70, 1.5, float("nan"), True, None, "x", "7", b"x", 1 + 2j),
    *(np.int64(300), np.int64(-5), np.int32(70_000), np.int16(5), np.uint8(255), np.uint64(2**63 + 5)),
    *(np.float64(2.7), np.float64(1e30), np.bool_(True), np.array(5), np.array([1, 2, 3]), np.array([70_000, 1, 2])),
    *([1, 2, 3], [300, 70_000, 1], (1, 2), (1, [2, 3]), [[1, 2], [3, 4]]),
]


def rows() -> Any:
    """Three records, no two bytes alike."""
    found = np.arange(3 * ROW.itemsize, dtype=np.uint8).view(ROW).view(np.recarray)
    found["yes"] = True  # other bytes are no truth
    return found


def same(one: Any, other: Any) -> bool:
    """Whether two things that were read are the same number, array or record, in the same memory if they have one."""
    alike = type(one) is type(other) and one.dtype == other.dtype and one.dtype.type is other.dtype.type
    if isinstance(one, np.ndarray | np.void):
        places = [found.__array_interface__["data"][0] for found in (np.asarray(one), np.asarray(other))]
        alike = alike and places[0] == places[1]
    return alike and one.tobytes() == other.tobytes()


@pytest.mark.parametrize("name", NAMES)
def test_a_field_is_read_as_numpy_reads_it(name: str) -> None:
    found = rows()
    for _ in range(2):  # the first time it is learnt
        for row in found:
            assert same(getattr(row, name), NUMPYS["__getattribute__"](row, name))


def outcome_of(set_it: Callable[[Any, str, Any], None], name: str, value: Any) -> tuple[Any, list[str]]:
    """The bytes of a record after one of its fields was set, or what was wrong; and what was warned of."""
    row = rows()[1]
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            set_it(row, name, value)
            found: Any = row.tobytes()
        except Exception as error:
            found = (type(error), str(error))
    return found, [str(warning.message) for warning in warned]


@pytest.mark.parametrize("name", [*NAMES, "dtype", "nothing"])
def test_a_field_is_set_as_numpy_sets_it(name: str) -> None:
    """And refused as numpy refuses it."""
    for value in VALUES:
        quick, numpys = outcome_of(setattr, name, value), outcome_of(NUMPYS["__setattr__"], name, value)
        assert quick == numpys or quick[0][0] is numpys[0][0] is AttributeError, value


def test_a_number_that_is_too_great_for_its_field_is_an_error() -> None:
    with pytest.raises(OverflowError):
        rows()[0].tiny = 128


def test_what_is_set_is_in_the_array() -> None:
    found = rows()
    found[1].inner.deep = 7
    found[1].group.first += 5
    found[2].many[1] = 9
    assert (int(found.inner.deep[1]), int(found["many"][2, 1])) == (7, 9)
    assert int(found["group"]["first"][1]) == int(rows()["group"]["first"][1]) + 5


def test_rows_and_parts_of_arrays_are_as_they_were() -> None:
    found = rows()
    assert type(found[0]) is np.record
    assert type(found[1:]) is np.recarray
    assert type(found[[True, False, True]]) is np.recarray
    assert type(found["whole"]) is type(found.whole) is np.ndarray
    assert type(found["inner"]) is np.recarray


@pytest.mark.parametrize("read", [lambda row: row.nothing, lambda row: row["nothing"]])
def test_a_field_that_there_is_not_is_an_error(read: Callable[[Any], Any]) -> None:
    with pytest.raises((AttributeError, ValueError), match="nothing"):
        read(rows()[0])


def test_a_field_that_only_other_records_have_is_an_error() -> None:
    game = Game.new(load_scenario("lake_khasan/night_attack"), 1)
    assert game.state.units[0].cohesion > 0
    with pytest.raises((AttributeError, ValueError), match="cohesion"):
        game.state.hexes[0].cohesion  # noqa: B018 - reading it is the test
