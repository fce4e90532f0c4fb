"""Boards at random, for tests of what must hold on every board; each is a set of arguments for `tabletop`."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from game.core.hexes import DIRECTIONS, neighbours, number
from game.engine.game import Game
from tests.tabletop import tabletop

LETTERS: Final = "......mmhhsvH~"
PASSABLE: Final = {"W": ".shv", "T": ".msvhH", "G": ".msvhH", "C": ".msvhH", "": ".msvhH", "E": ".msvhH", "H": ".msvhH"}
"""Ground where a kind of unit may stand."""

ITEMS: Final[tuple[dict[str, int], ...]] = (
    {"riflemen": 200},
    {"riflemen": 40},
    {"riflemen": 250, "hmg_maxim": 6, "mortar_82mm": 3},
    {"riflemen": 90, "service_troops": 60, "at_45mm_53k": 4},
    {"t26": 9, "riflemen": 80},
)
"""What infantry may be made of; small enough that five fit a hex of 500 m."""

Hex = tuple[int, int]


def on(draw: st.DrawFn, one_in: int) -> bool:
    """Whether something rare is there."""
    return draw(st.integers(0, one_in - 1)) == 0


@st.composite
def boards(draw: st.DrawFn) -> dict[str, Any]:
    """Arguments of `tabletop`: scale, ground, units of all kinds, slopes, a road, boats, bans, trenches, luck."""
    columns, rows = draw(st.integers(3, 6)), draw(st.integers(2, 5))
    letters = draw(st.lists(st.sampled_from(LETTERS), min_size=columns * rows, max_size=columns * rows))
    letters[0] = letters[-1] = "."  # somewhere to be
    near = draw(st.booleans())  # do they meet at once?
    if near:
        letters[1] = draw(st.sampled_from(".mhs"))
    ground = {(i % columns, i // columns): letter for i, letter in enumerate(letters)}
    tokens = dict.fromkeys(ground, ".")
    units: dict[str, Any] = {}
    for side, first in (("R", (0, 0)), ("B", (1, 0) if near else (columns - 1, rows - 1))):
        for i in range(draw(st.integers(1, 4))):
            place = first if i == 0 else draw(st.sampled_from(sorted(ground)))
            kind = draw(st.sampled_from(["", "", "", "T", "G", "C", "E", "H", "W"]))
            if ground[place] in PASSABLE[kind] and not tokens[place].startswith("B" if side == "R" else "R"):
                name = f"{side}{kind}{i + 1}"
                tokens[place] = name if tokens[place] == "." else f"{tokens[place]}+{name}"
                units[name] = draw(troops(kind, ground[place]))
    options: dict[str, Any] = {
        "drawing": picture(tokens, columns, rows),
        "ground": picture(ground, columns, rows),
        "hexsides": {"steep": draw(hexsides(columns, rows))},
        "light": draw(st.sampled_from(["day", "day", "moonlit", "dark"])),
        "hex_size": draw(st.sampled_from([500, 500, 1000])),
        "turn_hours": draw(st.sampled_from([8, 8, 12])),
        "luck": draw(st.sampled_from(["table", "none"])),
        "seed": draw(st.integers(0, 2**40)),
        "ammunition": {"red": draw(st.integers(0, 3))},
        "turns": 3,
        "areas": {"goal": [number(*draw(st.sampled_from(sorted(ground))), 2)]},
        "awards": [{"side": "red", "award": "hold", "area": "goal", "points": 2, "contested": 1}],
    }
    options["crossings"] = draw(boats(ground))
    options["roads"] = draw(roads(ground, columns, rows))
    if on(draw, 3):
        options["permissions"] = [
            (draw(st.sampled_from(["red", "blue"])), draw(st.sampled_from(["enter", "fire"])), "goal", (1, 2))
        ]
    return {**options, **units}


def picture(tokens: dict[Hex, str], columns: int, rows: int) -> str:
    """A drawing of tokens by hex."""
    lines = [" ".join(tokens[column, row] for column in range(columns)) for row in range(rows)]
    return "\n".join(f"{' ' * (row % 2)}{line}" for row, line in enumerate(lines))


@st.composite
def troops(draw: st.DrawFn, kind: str, letter: str) -> dict[str, Any]:
    """The state of one unit."""
    deepest = {"m": 1, "h": 4}.get(letter, 3)
    spec: dict[str, Any] = {
        "cohesion": draw(st.sampled_from([100, 100, 70, 20])),
        "fatigue": draw(st.sampled_from([0, 0, 40])),
        "entrenched": min(deepest, draw(st.sampled_from([0, 0, 0, 1, 2]))),
        "quality": draw(st.sampled_from([1000, 800, 1150])),
        "morale": draw(st.sampled_from([1000, 700, 1500])),
    }
    if kind not in ("G", "H"):  # who assaults nobody is not trained for it
        spec["night_assault"] = draw(st.booleans())
    if kind == "":
        spec["items"] = draw(st.sampled_from(ITEMS))
    if kind == "G":
        spec["loaded"] = draw(st.integers(0, 3))
    return spec


@st.composite
def hexsides(draw: st.DrawFn, columns: int, rows: int) -> list[str]:
    """Some hexsides, each named once."""
    found: dict[frozenset[Hex], str] = {}
    for _ in range(draw(st.integers(0, 4))):
        here = (draw(st.integers(0, columns - 1)), draw(st.integers(0, rows - 1)))
        direction, x, y = draw(st.sampled_from(list(neighbours(*here, columns, rows))))
        found.setdefault(frozenset([here, (x, y)]), f"{number(*here, 2)}-{DIRECTIONS[direction]}")
    return list(found.values())


@st.composite
def boats(draw: st.DrawFn, ground: dict[Hex, str]) -> list[dict[str, Any]]:
    """Boats of either side on the water, if there is any."""
    water = [number(*place, 2) for place, letter in ground.items() if letter == "~"]
    if not water or on(draw, 4):
        return []
    served = draw(st.lists(st.sampled_from(water), min_size=1, max_size=len(water), unique=True))
    lift = {"day": draw(st.sampled_from([100, 300, 900])), "night": draw(st.sampled_from([0, 400]))}
    rest = {"speed": 300, "lift": lift, "heavy": on(draw, 3), "disorder": draw(st.sampled_from([0, 15]))}
    return [{"side": draw(st.sampled_from(["red", "blue"])), "hexes": served, **rest}]


@st.composite
def roads(draw: st.DrawFn, ground: dict[Hex, str], columns: int, rows: int) -> list[tuple[str, list[str]]]:
    """A track that wanders over dry land."""
    path = [draw(st.sampled_from(sorted(place for place, letter in ground.items() if letter != "~")))]
    for _ in range(draw(st.integers(0, 5))):
        ways = [
            (x, y) for _, x, y in neighbours(*path[-1], columns, rows) if ground[x, y] != "~" and (x, y) not in path
        ]
        if ways:
            path.append(draw(st.sampled_from(ways)))
    return [("track", [number(*place, 2) for place in path])] if len(path) > 1 else []


BOATS: Final = (
    {"type": "soviet_armoured_boat"},
    {"type": "soviet_border_gunboat"},
    {"type": "soviet_border_cutters"},
    {"type": "manchukuo_river_gunboat", "items": {"river_gunboat": 3}},
)


@st.composite
def rivers(draw: st.DrawFn) -> dict[str, Any]:
    """Arguments of `tabletop`: two banks with water between, boats of both sides, guns, luck and light."""
    columns, rows = draw(st.integers(3, 6)), draw(st.integers(3, 5))
    bank, water = [draw(st.sampled_from("..mhv")) for _ in range(columns)], "wwwwa~."
    middle = [[draw(st.sampled_from(water)) for _ in range(columns)] for _ in range(rows - 2)]
    middle[0][0] = middle[0][-1] = "w"
    lines = [bank, *middle, bank]
    ground = {(x, y): letter for y, line in enumerate(lines) for x, letter in enumerate(line)}
    taken: dict[Hex, str] = {}
    units: dict[str, Any] = {}
    for side, first, home in (("R", (0, 1), 0), ("B", (columns - 1, 1), rows - 1)):
        for i in range(draw(st.integers(1, 2))):
            afloat = first if i == 0 else draw(st.sampled_from([place for place in ground if ground[place] in "wa"]))
            ashore = (draw(st.integers(0, columns - 1)), home)
            for name, place, spec in (
                (f"{side}{i + 1}", afloat, draw(st.sampled_from(BOATS))),
                (f"{side}{draw(st.sampled_from(['', 'G']))}{i + 5}", ashore, {}),
            ):
                if taken.setdefault(place, side) == side:
                    shaken = {"cohesion": draw(st.sampled_from([100, 100, 40, 10]))}
                    guns = {} if spec or name[1] == "G" else {"items": draw(st.sampled_from(ITEMS))}
                    units[name] = {"hex": number(*place, 2), **spec, **guns, **shaken}
    return {
        "drawing": picture(ground, columns, rows),
        "hexsides": {"current": draw(hexsides(columns, rows))},
        "light": draw(st.sampled_from(["day", "day", "moonlit", "dark"])),
        "hex_size": draw(st.sampled_from([400, 1000])),
        "turn_hours": draw(st.sampled_from([1, 8])),
        "luck": draw(st.sampled_from(["table", "none"])),
        "seed": draw(st.integers(0, 2**40)),
        "turns": 4,
        "crossings": draw(boats(ground)),
        "awards": [{"side": "red", "award": "losses", "of": "blue", "kind": "vehicle", "points": 2, "per": 1}],
        **units,
    }


def games() -> st.SearchStrategy[Game]:
    """Games on boards at random, before the first order."""
    return boards().map(lambda options: tabletop(**options).game)


def river_games() -> st.SearchStrategy[Game]:
    """Games on rivers at random, before the first order."""
    return rivers().map(lambda options: tabletop(**options).game)
