"""The files of a new battle as text: each with comments that say what may be changed, and where more is written."""

from __future__ import annotations

import json
from collections.abc import Iterator

from game.scenario.grids import NUMERALS
from game.scenario.new_battle import examples
from game.scenario.new_battle.ground import (
    LEGEND,
    REACH_OF_HILL,
    crest,
    elevation,
    lines_of_start,
    middle,
    terrain,
    villages,
)
from game.scenario.new_battle.scales import HOUR
from game.scenario.new_battle.troops import DEFENDER, TROOPS, Formation, Listed
from game.scenario.new_battle.wanted import FULL, MARGIN, Wanted


def quoted(text: str) -> str:
    """Return a text as YAML that every reader takes for text."""
    return json.dumps(text, ensure_ascii=False)


def map_file(wanted: Wanted) -> str:
    """Return the text of the map."""
    (west, row), (east, _) = villages(wanted)
    road = ", ".join(f'"{wanted.hex_number(column, row)}"' for column in range(wanted.columns))
    lines = [
        "schema: 1",
        "# The ground. One character of `terrain` is a hex, and the legend says what it is; `elevation` has its height",
        "# in metres. Odd rows stand half a hex to the right. A hex is named by column and row from 0, together "
        f"{NUMERALS[len(wanted.hex_number(0, 0))]} digits.",
        f"name: {quoted(wanted.title)}",
        f"hex_size: {wanted.hex_size} # metres from the middle of one hex to that of the next",
        f"columns: {wanted.columns}",
        f"rows: {wanted.rows}",
        f"latitude: {wanted.latitude} # where sun and moon are looked up",
        f"longitude: {wanted.longitude}",
        "",
        "# Kinds of ground: borderwars scenario ids terrain",
        f"legend: {{{', '.join(f'{quoted(character)}: {kind}' for character, kind in LEGEND.items())}}}",
        "terrain: |",
        *(f"  {line}" for line in terrain(wanted)),
        "elevation: |",
        *(f"  {line}" for line in elevation(wanted)),
        "",
        "# Ways, hex by hex. Hexsides (rivers, cliffs), bridges and crossings by boat may be added.",
        "roads:",
        f'  - {{name: "The road", kind: track, path: [{road}]}}',
        "",
        "# Names on the map.",
        "places:",
        f'  - {{name: "The hill", hex: "{wanted.hex_number(*middle(wanted))}", kind: hill, height: 80}}',
        f'  - {{name: "West village", hex: "{wanted.hex_number(west, row)}", kind: village}}',
        f'  - {{name: "East village", hex: "{wanted.hex_number(east, row)}", kind: village}}',
        "",
        "# Areas, which orders, points and plans speak of.",
        "areas:",
        f'  summit: {{title: "the summit", hexes: ["{wanted.hex_number(*middle(wanted))}"]}}',
        f'  hill: {{title: "the hill", radius: ["{wanted.hex_number(*middle(wanted))}", {REACH_OF_HILL}]}}',
        *_halves(wanted),
        "",
        *examples.for_map(wanted),
    ]
    return "\n".join(lines) + "\n"


def _halves(wanted: Wanted) -> Iterator[str]:
    """Yield the areas of both sides' ground."""
    last = wanted.columns - 1, wanted.rows - 1
    half = wanted.columns // 2
    corners = {
        "west": [
            wanted.hex_number(0, 0),
            wanted.hex_number(half - 1, 0),
            wanted.hex_number(half - 1, last[1]),
            wanted.hex_number(0, last[1]),
        ],
        "east": [
            wanted.hex_number(half, 0),
            wanted.hex_number(last[0], 0),
            wanted.hex_number(*last),
            wanted.hex_number(half, last[1]),
        ],
    }
    for name, hexes in corners.items():
        yield f'  {name}: {{title: "the {name}", polygon: [{", ".join(map(quoted, hexes))}], minus: [hill]}}'


def forces_file(wanted: Wanted) -> str:
    """Return the text of the forces."""
    lines = [
        "schema: 1",
        "# Everyone who may appear: sides, their formations, their units. Types: borderwars scenario ids unit_types.",
        "# A unit may differ from its type: items, quality, morale, type_name, symbol, ... Say where its strength",
        "# is from (`source`), or that it is a guess (`estimate: true`). Symbols: borderwars scenario ids symbols;",
        "# those of your own: symbols.yaml beside this file.",
        examples.TAKE_UP,
        "sides:",
    ]
    for place, side in enumerate(wanted.sides):
        names = wanted.names_of(place)
        formation = _formation(wanted, place)
        key = _key(wanted, place)
        lines += [
            f"  {side}:",
            f"    name: {quoted(names.name)} # as people say it; `adjective` as in: the Soviet side",
            f"    adjective: {quoted(names.adjective)}",
            *examples.for_side(place),
            "    formations:",
            f"      - id: {quoted(key)}",
            f"        name: {quoted(f'1st {names.adjective} {formation.name}')}",
            "        units:",
            *(
                f"          - {{id: {quoted(f'{key}-{one.end}')}, name: {quoted(one.name)}, type: {one.type}, "
                "estimate: true}"
                for one in formation.units
            ),
            *examples.for_formation(wanted, place, key),
        ]
    return "\n".join(lines) + "\n"


def scenario_file(wanted: Wanted) -> str:
    """Return the text of the scenario."""
    first, second = (wanted.names_of(place) for place in (0, 1))
    edges = [wanted.hex_number(*one) for one in villages(wanted)]
    calendar = (
        f"{{start: {quoted(wanted.start)}, utc_offset: {wanted.utc_offset}, {_turn(wanted)}, turns: {wanted.turns}}}"
    )
    lines = [
        "schema: 1",
        f"name: {quoted(wanted.title)}",
        examples.TAKE_UP,
        "# What the players read before the battle.",
        f'briefing: "An invented battle. {second.adjective} troops have dug in on a hill; {first.adjective} troops are '
        "to take its summit. Who has it at the end has most of the points; both have some for what the other loses."
        f'{"" if wanted.margin == MARGIN else " Taken at too high a price it is no victory."}"',
        *examples.after_briefing(),
        "map: map.yaml",
        "forces: forces.yaml",
        *examples.before_calendar(wanted),
        *_rule_set(wanted),
        f"calendar: {calendar}",
        f"order_of_play: [{', '.join(wanted.sides)}]",
        "",
        *examples.for_areas(wanted),
        "",
        "# Where supplies come from, and what a side owns at the start.",
        "sides:",
        *(
            line
            for place, side, edge, areas in zip((0, 1), wanted.sides, edges, ("west", "east, hill"), strict=True)
            for line in (
                f"  {side}:",
                f'    supply_sources: ["{edge}"]',
                f"    controls: [{areas}]",
                "    ammunition: 10 # fire missions in the depots",
                *examples.for_setup(place),
            )
        ),
        "",
        "# Who is there, where, and when; `turn` is that of arrival. More: cohesion, withdraws, only_if, items, ...",
        "deployment:",
        *_deployment(wanted),
        *examples.for_deployment(wanted, (_key(wanted, 0), _key(wanted, 1)), edges),
        "",
        *_victory(wanted),
        *examples.at_the_end(wanted),
    ]
    return "\n".join(lines) + "\n"


def _rule_set(wanted: Wanted) -> list[str]:
    return [f"rule_set: {wanted.of_scale.rule_set}"] if wanted.of_scale.rule_set else []


def _turn(wanted: Wanted) -> str:
    """Return how long a turn is, as a calendar has it."""
    minutes = wanted.turn_minutes
    return f"turn_hours: {minutes // HOUR}" if wanted.of_scale.in_hours else f"turn_minutes: {minutes}"


def _victory(wanted: Wanted) -> list[str]:
    first, second = (f'name: "{wanted.names_of(place).adjective} victory"' for place in (0, 1))
    men = f"kind: men, per: {wanted.of_scale.men}"
    return [
        "# What points are given for, and what they come to: the margin is the first side's less the second's.",
        "victory:",
        "  awards:",
        *(f"    - {{side: {side}, award: hold, area: summit, points: 10, estimate: true}}" for side in wanted.sides),
        *(
            f"    - {{side: {side}, award: losses, of: {other}, {men}, points: 1, estimate: true}}"
            for side, other in (wanted.sides, wanted.sides[::-1])
        ),
        *examples.for_awards(wanted),
        "  levels:",
        f"    - {{id: first_wins, {first}, at_least: {wanted.margin}, winner: {wanted.sides[0]}}}",
        f'    - {{id: draw, name: "Neither side has the better of it", at_least: {wanted.draw}}}',
        f"    - {{id: second_wins, {second}, winner: {wanted.sides[1]}}}",
        "",
    ]


def _deployment(wanted: Wanted) -> Iterator[str]:
    edges = [wanted.hex_number(*one) for one in villages(wanted)]
    for place in (0, 1):
        line, hill = lines_of_start(wanted, place), crest(wanted)
        for unit in _formation(wanted, place).units:
            dug_in = unit.on_the_hill and place == DEFENDER
            where = edges[place] if unit.turn else wanted.hex_number(*next(hill if dug_in else line))
            more = f", turn: {unit.turn}" if unit.turn else ""
            strength = _strength(wanted, place, unit)
            more += f", strength: {strength}" if strength != FULL else ""
            more += f", cohesion: {wanted.cohesion}" if place == DEFENDER and wanted.cohesion != FULL else ""
            more += ", entrenched: 1" if dug_in else ""
            yield f'  - {{unit: "{_key(wanted, place)}-{unit.end}", hex: "{where}"{more}, estimate: true}}'


def _formation(wanted: Wanted, place: int) -> Formation:
    """Return what a side begins with."""
    found = TROOPS[wanted.scale][wanted.names_of(place).troops]
    return found._replace(units=tuple(one for one in found.units if one.held or place != DEFENDER))


def _strength(wanted: Wanted, place: int, unit: Listed) -> int:
    """Return the per cent of its strength that a unit begins with."""
    if place != DEFENDER:
        return FULL
    return unit.held if unit.as_it_is else min(FULL, max(1, unit.held * wanted.holders // FULL))


def _key(wanted: Wanted, place: int) -> str:
    """Return what the ids of a side's units begin with."""
    return f"{wanted.sides[place][:1].upper()}{place + 1}"
