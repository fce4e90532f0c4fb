"""The largest battle that the game takes: a map of 200 x 200 hexes, a thousand units.

It is invented, and the same each time: hills and woods in patches, a stream from the north to the south, a road and a
town on either bank every ten rows, brigades of twenty units that face each other over the stream. One in ten comes
later.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from game.core.hexes import digits_of, number
from game.core.limits import MOST_COLUMNS
from tests.generated.choosing import Chooser

SIZE: Final = MOST_COLUMNS
UNITS: Final = 1_000
BRIGADE: Final = 20
EVERY: Final = 10
"""Rows from one road to the next."""

LEGEND: Final = {".": "grass", "h": "hill", "w": "wooded_hill", "m": "marsh", "v": "village"}
SIDES: Final = {"soviet": ("Soviet Union", "Soviet"), "japanese": ("Japan", "Japanese")}
TYPES: Final = {
    "soviet": ("soviet_rifle_battalion",) * 14 + ("soviet_light_artillery",) * 4 + ("soviet_tank_company",) * 2,
    "japanese": ("japanese_infantry_battalion",) * 14
    + ("japanese_mountain_artillery",) * 4
    + ("japanese_border_company",) * 2,
}
"""By side, the types of the units of a brigade: those at the back come last."""

Documents = dict[str, Any]


def write_largest(folder: Path, size: int = SIZE, units: int = UNITS) -> Path:
    """Write the battle, or a part of it on a map of another size, into a folder; return the file of its scenario."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = {"map": _map(size), "forces": _forces(units), "first": _scenario(size, units)}
    for name, document in documents.items():
        text = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=1000)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / "first.yaml"


def _number(column: int, row: int, size: int) -> str:
    return number(column, row, digits_of(size, size))


# --- the ground -----------------------------------------------------------------------------------------------------


def _map(size: int) -> Documents:
    stream, roads = size // 2, range(EVERY // 2, size, EVERY)
    ground = _ground(size)
    return {
        "schema": 1,
        "name": "The largest map",
        "hex_size": 500,
        "columns": size,
        "rows": size,
        "latitude": 47.0,
        "longitude": 118.0,
        "legend": dict(LEGEND),
        "terrain": _block("".join(row) for row in ground),
        "elevation": _block(" ".join(str(_height(letter, row)) for letter in line) for row, line in enumerate(ground)),
        "hexsides": {
            "stream": [f"{_number(stream, row, size)}-{side}" for row in range(size) for side in _west(row, size)]
        },
        "roads": [
            {
                "name": f"Road {row}",
                "kind": "track",
                "path": [_number(column, row, size) for column in range(size)],
                "estimate": True,
            }
            for row in roads
        ],
        "places": [
            {"name": f"{bank} town {row}", "hex": _number(column, row, size), "kind": "village", "estimate": True}
            for row in roads
            for bank, column in zip(("West", "East"), _towns(size), strict=True)
        ],
        "areas": {
            f"{bank}_{row}": {"title": f"the {bank}ern town {row}", "radius": [_number(column, row, size), 1]}
            for row in roads
            for bank, column in zip(("west", "east"), _towns(size), strict=True)
        },
    }


def _ground(size: int) -> list[list[str]]:
    """Return the ground in patches; a town is at each of its places."""
    choose, rows = Chooser("largest"), list[list[str]]()
    for _ in range(size):
        line: list[str] = []
        for column in range(size):
            near = [*line[-1:], *(rows[-1][column : column + 1] if rows else [])]
            line.append(choose.pick(near) if near and not choose.one_in(5) else choose.pick("....hhwm"))
        rows.append(line)
    for row in range(EVERY // 2, size, EVERY):
        for column in _towns(size):
            rows[row][column] = "v"
    return rows


def _height(letter: str, row: int) -> int:
    return 700 + row % 20 + (40 if letter in "hw" else 0)


def _towns(size: int) -> tuple[int, int]:
    return size // 2 - 6, size // 2 + 5


def _west(row: int, size: int) -> list[str]:
    """Return the hexsides between a hex of a column and those of the column before it that are on the map."""
    if row % 2:
        return ["W"]
    return ["NW"] * (row > 0) + ["W"] + ["SW"] * (row < size - 1)


def _block(rows: Iterator[str]) -> str:
    return "".join(f"{row}\n" for row in rows)


# --- who is there ---------------------------------------------------------------------------------------------------


def _ids(side: str, units: int) -> Iterator[tuple[str, str]]:
    """Yield id and type of each unit of a side."""
    for index in range(units // 2):
        yield f"{side[0].upper()}{index // BRIGADE + 1}-{index % BRIGADE + 1}", TYPES[side][index % BRIGADE]


def _forces(units: int) -> Documents:
    return {
        "schema": 1,
        "sides": {
            side: {"name": name, "adjective": adjective, "formations": list(_brigades(side, units))}
            for side, (name, adjective) in SIDES.items()
        },
    }


def _brigades(side: str, units: int) -> Iterator[Documents]:
    listed = list(_ids(side, units))
    for first in range(0, len(listed), BRIGADE):
        name = f"{SIDES[side][1]} brigade {first // BRIGADE + 1}"
        yield {
            "id": f"{side[0].upper()}B{first // BRIGADE + 1}",
            "name": name,
            "units": [
                {"id": id_, "name": f"Unit {id_}", "type": type_, "estimate": True}
                for id_, type_ in listed[first : first + BRIGADE]
            ],
        }


def _deployment(size: int, units: int) -> Iterator[Documents]:
    """Place each brigade on a stretch of the front of its own, by threes, the guns at the back; the last come later."""
    brigades, roads = -(-units // 2 // BRIGADE), range(EVERY // 2, size, EVERY)
    for place, side in enumerate(SIDES):
        for index, (id_, _) in enumerate(_ids(side, units)):
            if index // BRIGADE >= max(1, brigades * 9 // 10):
                where = _number(place * (size - 1), roads[index % len(roads)], size)
                yield {"unit": id_, "hex": where, "turn": 2 + index % 4, "estimate": True}
                continue
            within, first = index % BRIGADE, size * (index // BRIGADE) // brigades
            row = first + within % (BRIGADE // 3 + 1)
            back = 2 + 2 * (within // (BRIGADE // 3 + 1))
            column = size // 2 + back if place else size // 2 - 1 - back
            yield {"unit": id_, "hex": _number(column, min(row, size - 1), size), "estimate": True}


# --- what it is about -----------------------------------------------------------------------------------------------


def _scenario(size: int, units: int) -> Documents:
    roads = range(EVERY // 2, size, EVERY)
    home = {"soviet": size // 4, "japanese": size - 1 - size // 4}
    return {
        "schema": 1,
        "name": "The largest battle",
        "briefing": "An invented battle, as large as they can be.",
        "map": "map.yaml",
        "forces": "forces.yaml",
        "calendar": {"start": "1939-08-20T04:00", "utc_offset": 8, "turn_hours": 8, "turns": 10},
        "order_of_play": list(SIDES),
        "sides": {
            side: {"supply_sources": [_number(column, row, size) for row in roads], "ammunition": 100}
            for side, column in home.items()
        },
        "deployment": list(_deployment(size, units)),
        "victory": {
            "awards": [
                {"side": side, "award": "hold", "area": f"{bank}_{row}", "points": 5, "estimate": True}
                for row in roads
                for side, bank in zip(SIDES, ("east", "west"), strict=True)
            ],
            "levels": [
                {"id": "soviet_wins", "name": "Soviet victory", "at_least": 10, "winner": "soviet"},
                {"id": "draw", "name": "Neither", "at_least": -9},
                {"id": "japanese_wins", "name": "Japanese victory", "winner": "japanese"},
            ],
        },
    }
