"""The files of a new battle as text: each with comments that say what may be changed, and where more is written."""

from __future__ import annotations

import json
from collections.abc import Iterator

from game.scenario.grids import NUMERALS
from game.scenario.new_battle import examples
from game.scenario.new_battle.fighting import PLANS, key_of, rule_values
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
from game.scenario.new_battle.strengths import formation, quality_and_morale, strength
from game.scenario.new_battle.troops import DEFENDER, Listed
from game.scenario.new_battle.wanted import FULL, HOLD, MARGIN, WINS, Wanted


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
        led = formation(wanted, place)
        key = key_of(wanted, place)
        lines += [
            f"  {side}:",
            f"    name: {quoted(names.name)} # as people say it; `adjective` as in: the Soviet side",
            f"    adjective: {quoted(names.adjective)}",
            *examples.for_side(place),
            "    formations:",
            f"      - id: {quoted(key)}",
            f"        name: {quoted(f'1st {names.adjective} {led.name}')}",
            "        units:",
            *_quality_said(wanted, place),
            *(
                f"          - {{id: {quoted(f'{key}-{one.end}')}, name: {quoted(one.name)}, type: {one.type}, "
                f"{_quality(wanted, place, one)}estimate: true}}"
                for one in led.units
            ),
            *examples.for_formation(wanted, place, key),
        ]
    return "\n".join(lines) + "\n"


def _quality_said(wanted: Wanted, place: int) -> list[str]:
    """Return the lines that say why units of a side are not as their types."""
    if place != DEFENDER or wanted.quality == FULL:
        return []
    better = "Better" if wanted.quality > FULL else "Less well trained"
    return [
        f"        # {better} than their types (`quality` and `morale` are {wanted.quality} per cent of theirs),",
        "        # so that either side can win: found by letting officers play.",
    ]


def _quality(wanted: Wanted, place: int, unit: Listed) -> str:
    """Return what a unit has in place of its type's, as it stands before `estimate`."""
    if place != DEFENDER or wanted.quality == FULL:
        return ""
    quality, morale = quality_and_morale(wanted, unit)
    return f"quality: {quality}, morale: {morale}, "


def scenario_file(wanted: Wanted) -> str:
    """Return the text of the scenario."""
    first, second = (wanted.names_of(place) for place in (0, 1))
    calendar = (
        f"{{start: {quoted(wanted.start)}, utc_offset: {wanted.utc_offset}, {_turn(wanted)}, turns: {wanted.turns}}}"
    )
    lines = [
        "schema: 1",
        f"name: {quoted(wanted.title)}",
        examples.TAKE_UP,
        "# What the players read before the battle.",
        f'briefing: "An invented battle. {second.adjective} troops have dug in on a hill; {first.adjective} troops are '
        "to take its summit. Without it they cannot win; if they have it at the end, but have lost far more than the "
        'enemy, neither side has won."',
        *examples.after_briefing(),
        "map: map.yaml",
        "forces: forces.yaml",
        "# What the computer means to do: a file each, and below the plan that a side has if none is chosen.",
        f"plans: [{', '.join(PLANS)}]",
        *examples.before_calendar(wanted),
        *_rule_set(wanted),
        f"calendar: {calendar}",
        f"order_of_play: [{', '.join(wanted.sides)}]",
        "",
        *examples.for_areas(wanted),
        "",
        "# Where supplies come from, and what a side owns at the start.",
        "sides:",
        *_sides(wanted),
        "",
        "# Who is there, where, and when; `turn` is that of arrival. More: cohesion, withdraws, only_if, items, ...",
        "deployment:",
        *_deployment(wanted),
        *examples.for_deployment(wanted, (key_of(wanted, 0), key_of(wanted, 1)), _edges(wanted)),
        "",
        *_victory(wanted),
        *examples.at_the_end(wanted),
        *rule_values(wanted),
    ]
    return "\n".join(lines) + "\n"


def _edges(wanted: Wanted) -> list[str]:
    """Return the hexes of both sides by which supplies and units come."""
    return [wanted.hex_number(*one) for one in villages(wanted)]


def _sides(wanted: Wanted) -> Iterator[str]:
    """Yield what each side has at the start."""
    each = zip(wanted.sides, _edges(wanted), ("west", "east, hill"), PLANS.values(), strict=True)
    for place, (side, edge, areas, plan) in enumerate(each):
        yield f"  {side}:"
        yield f"    plan: {plan}"
        yield f'    supply_sources: ["{edge}"]'
        yield f"    controls: [{areas}]"
        yield "    ammunition: 10 # fire missions in the depots"
        yield from examples.for_setup(place)


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
        "# What points are given for, and what they come to: the margin is the first side's less the second's. The",
        "# summit weighs more than all that can be lost, so only who has it at the end can win.",
        "victory:",
        "  awards:",
        *(
            f"    - {{side: {side}, award: hold, area: summit, points: {HOLD}, estimate: true}}"
            for side in wanted.sides
        ),
        *(
            f"    - {{side: {side}, award: losses, of: {other}, {men}, points: 1, estimate: true}}"
            for side, other in (wanted.sides, wanted.sides[::-1])
        ),
        *examples.for_awards(wanted),
        "  levels:",
        f"    - {{id: {WINS[0]}, {first}, at_least: {MARGIN}, winner: {wanted.sides[0]}}}",
        '    - {id: draw, name: "The summit is taken, at too high a price", at_least: 0}',
        f"    - {{id: {WINS[1]}, {second}, winner: {wanted.sides[1]}}}",
        "",
    ]


def _deployment(wanted: Wanted) -> Iterator[str]:
    edges = _edges(wanted)
    for place in (0, 1):
        line, hill = lines_of_start(wanted, place), crest(wanted)
        for unit in formation(wanted, place).units:
            dug_in = unit.on_the_hill and place == DEFENDER
            where = edges[place] if unit.turn else wanted.hex_number(*next(hill if dug_in else line))
            more = f", turn: {unit.turn}" if unit.turn else ""
            percent = strength(wanted, place, unit)
            more += f", strength: {percent}" if percent != FULL else ""
            more += ", entrenched: 1" if dug_in else ""
            yield f'  - {{unit: "{key_of(wanted, place)}-{unit.end}", hex: "{where}"{more}, estimate: true}}'
