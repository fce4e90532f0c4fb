"""What an author can take up: keys that a new battle does without, each as a line with a # before it.

A line of prose has one blank after its #, these have none or several. Who takes away the # has what they say.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario.new_battle.troops import TROOPS
from game.scenario.new_battle.wanted import Wanted

MORE = "More"
"""The end of the id of a unit that may be added."""

TAKE_UP = "# Lines whose # has none or several blanks after it are examples: take the # away, and change what is there."


def for_map(wanted: Wanted) -> Iterator[str]:
    """Yield what a map may have besides."""
    column, row = wanted.columns // 2 - 3, wanted.rows // 2
    sides = ", ".join(f'"{wanted.hex_number(column, row - 2)}-{side}"' for side in ("E", "SE"))
    yield TAKE_UP
    yield f"#hexsides: {{stream: [{sides}]}} # borderwars scenario ids hexsides"
    yield f"#lines: {{frontier: [{sides}]}} # only drawn"


def for_side(place: int) -> Iterator[str]:
    """Yield what a side may have besides."""
    colour = ("#8a2f24", "#2f5d8a")[place]
    yield f'#    colour: "{colour}" # of its counters'
    yield f'#    flag: {{stripes: ["#ffffff", "{colour}"], estimate: true}} # or picture: flag.png'


def for_formation(wanted: Wanted, place: int, key: str) -> Iterator[str]:
    """Yield a unit that a formation may have besides."""
    one = TROOPS[wanted.scale][wanted.names_of(place).troops].units[0]
    symbol = 'symbol: cavalry, type_name: "Riders", mobility: mounted'
    yield f'#          - {{id: "{key}-{MORE}", name: "Riders", type: {one.type}, {symbol}, estimate: true}}'


def after_briefing() -> Iterator[str]:
    """Yield what is shown with the briefing."""
    yield "# Titles, names and this text in Russian or Japanese: texts_ru.yaml and texts_ja.yaml beside this file."
    yield '#pictures: [{file: the_hill.png, caption: "The hill", estimate: true}] # a PNG file beside this one'


def before_calendar(wanted: Wanted) -> Iterator[str]:
    """Yield what is said of the length of turns."""
    if wanted.of_scale.in_hours:
        yield "# Turns are of whole hours. Those of companies and platoons are of minutes (`turn_minutes: 30`) and have"
        yield "# `rule_set: small_action`: borderwars scenario new NAME --scale companies."
    else:
        yield "# Rule values for small actions, with turns of minutes. Without `rule_set` they are those of battles of"
        yield "# days, which have `turn_hours` in place of `turn_minutes`."


def for_areas(wanted: Wanted) -> Iterator[str]:
    """Yield areas that the scenario may have besides those of the map."""
    last, row = wanted.columns - 1, wanted.rows // 2
    hexes = ", ".join(f'"{wanted.hex_number(last, row + out)}"' for out in (-1, 0, 1))
    yield "# Areas of this scenario alone, such as an exit at the edge of the map."
    yield f"#areas: {{way_out: {{hexes: [{hexes}]}}}}"


def for_setup(place: int) -> Iterator[str]:
    """Yield what a side may have in the scenario besides."""
    if place == 1:
        yield "#    exits: [way_out] # by which its units may leave the map"


def for_deployment(wanted: Wanted, keys: tuple[str, str], villages: list[str]) -> Iterator[str]:
    """Yield a unit of each side that may come: by chance, and with a strength by chance."""
    for key, where in zip(keys, villages, strict=True):
        drawn = "drawn: {from: 40, to: 100, dice: 2}"
        when = f"turn: 2, chance: 50, until: {min(6, wanted.turns)}"
        yield f'#  - {{unit: "{key}-{MORE}", hex: "{where}", {when}, {drawn}, estimate: true}}'


def for_awards(wanted: Wanted) -> Iterator[str]:
    """Yield what points may be given for besides."""
    side, men = wanted.sides[1], wanted.of_scale.men
    yield f"#    - {{side: {side}, award: exited, of: {side}, kind: men, per: {men}, points: 1, estimate: true}}"


def at_the_end(wanted: Wanted) -> Iterator[str]:
    """Yield what a scenario may have besides."""
    first = wanted.sides[0]
    yield "# What else there is: tests of what a unit reaches, ... Every key, with its"
    yield "# meaning: docs/scenario_files.md."
    yield "#permissions: # where a side may not go or fire"
    reason = 'reason: "Not before the signal", estimate: true'
    yield f"#  - {{side: {first}, deny: enter, area: summit, turns: [1, 1], {reason}}}"
    yield "#weather: {cold: [[2, 3]]} # bitter cold: first and last turn"
    yield "#history: # what games are held against by borderwars history"
    yield '#  - measure: "The summit is taken"'
    yield f"#    turn: {wanted.turns}"
    yield f"#    holder: {{area: summit, state: {first}}}"
    yield "#    historical: true"
    yield "#    accepted: [40, 100] # per cent of games"
    yield '#    source: "book and page"'
