"""What one task brought, as the content of a file: the arrays of its results in a zip, as numpy reads and writes them.

The content may come from anywhere: it is taken only if it has the arrays that belong there and nothing else.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from game.batch.combats import adds_up
from game.batch.results import LEFT_OUT, RAGGED, Results, arrays_of
from game.engine.game import RULES_VERSION

ENDING: Final = ".npy"
SECONDS: Final = "seconds"
"""The name under which stands how long the games took."""

KEY: Final = "key"
"""The name under which stands of which battle the games are, and who led."""

MOST_BYTES: Final = 2_000_000_000
"""Bytes of all arrays of a part, unpacked."""

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the zip: rows have none."""

_LEVEL: Final = 1
"""How hard it is packed: what is gained beyond this costs more time than it saves room."""


class DamagedPartError(Exception):
    """Content that is no part, or not the one that it should be; its text says why."""


def encoded(results: Results) -> bytes:
    """Return the content of a part."""
    stream = io.BytesIO()
    arrays = {**_kept(results), SECONDS: np.array([results.seconds]), KEY: _key_of(results)}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, array in arrays.items():
            with archive.open(zipfile.ZipInfo(name + ENDING, _EPOCH), "w") as file:
                npy.write_array(file, np.ascontiguousarray(array), allow_pickle=False)
    return stream.getvalue()


def decoded(content: bytes, empty: Results) -> Results:
    """Return the results of a part, which are of the runs that `empty` has room for.

    Raises
    ------
    DamagedPartError : it is no part, is cut short or changed, or is one of other runs.
    """
    wanted = {**_kept(empty), SECONDS: np.zeros(1), KEY: _key_of(empty)}
    found: dict[str, Any] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
            if sum(info.file_size for info in listed) > MOST_BYTES:
                raise DamagedPartError("it is too large")
            if sorted(info.filename for info in listed) != sorted(name + ENDING for name in wanted):
                raise DamagedPartError("it holds other tables")
            for name in wanted:
                with archive.open(name + ENDING) as file:
                    found[name] = npy.read_array(file, allow_pickle=False)
    except (OSError, EOFError, ValueError, KeyError, NotImplementedError, RuntimeError, zipfile.BadZipFile) as error:
        raise DamagedPartError(f"it cannot be read ({error})") from error
    for name, array in wanted.items():
        if found[name].ndim != array.ndim or not _fits(name, found[name], array):
            raise DamagedPartError(f"its table {name!r} is of another kind")
    if not adds_up(found["combats"], found["combat_counts"], found["combat_units"]):
        raise DamagedPartError("its fights do not add up")
    if not (np.array_equal(found["seeds"], empty.seeds) and np.array_equal(found.pop(KEY), wanted[KEY])):
        raise DamagedPartError("it is of other runs")
    seconds = float(found.pop(SECONDS)[0])
    return replace(empty, **found, seconds=seconds)


def _kept(results: Results) -> dict[str, NDArray[Any]]:
    """Return the arrays of results that a file has."""
    return {name: array for name, array in arrays_of(results).items() if array.size or name not in LEFT_OUT}


def _key_of(results: Results) -> NDArray[np.uint8]:
    """(16,) Return what tells these games from those of all other points: seeds alone do not, all points share them."""
    played = [results.point, results.scenario.digest, dict(results.commanders), results.luck, RULES_VERSION]
    digest = hashlib.blake2b(json.dumps(played, sort_keys=True).encode(), digest_size=16).digest()
    return np.frombuffer(digest, np.uint8)


def _fits(name: str, found: NDArray[Any], room: NDArray[Any]) -> bool:
    """Whether an array is one that the room is for."""
    begin = 1 if name in RAGGED else 0
    return found.dtype == room.dtype and found.shape[begin:] == room.shape[begin:]
