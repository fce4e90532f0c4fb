"""How a new battle is fought: what both sides mean to do, and rule values by which small actions cost men.

Without a plan an officer assaults only where that promises more than it costs. Among companies and platoons this came
to one assault in a game, or none, and in turns of minutes an assault as the library has it hits hardly anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.scenario.new_battle.ground import middle
from game.scenario.new_battle.troops import DEFENDER
from game.scenario.new_battle.wanted import Wanted

ATTACK: Final = "up_the_hill"
DEFENCE: Final = "hold_the_hill"
PLANS: Final = {"plan_attack.yaml": ATTACK, "plan_defence.yaml": DEFENCE}
"""File -> id of the plan in it: of the first side of a battle, and of the second."""

COSTS: Final = {
    "battalions": (120, 1620, 300),
    "companies": (30, 16000, 6000),
    "platoons": (30, 16000, 6000),
}
"""Scale -> length of a turn in minutes, and `lethality` in it on attackers and defenders: in a shorter one an assault
costs as much. As in the libraries, but in small actions twice as much for the defenders: both sides are to lose men."""

FORM_UP: Final = 3
"""A battle is not to be decided before this part of its turns."""

LONGEST: Final = 4
"""Most turns of forming up, however many there are."""

FOOT: Final = 2
"""Hexes from the summit to where the attackers form up."""

PRICE: Final = "floor: 0, tolerance: limit"
"""Assaults at any odds, each broken off before it costs too much: so there are several."""


def key_of(wanted: Wanted, place: int) -> str:
    """Return the id of a side's formation, with which the ids of its units begin."""
    return f"{wanted.sides[place][:1].upper()}{place + 1}"


def attack_file(wanted: Wanted) -> str:
    """Return the text of the plan of who is to take the hill."""
    side, key = wanted.sides[0], key_of(wanted, 0)
    lines = [
        *_head(
            wanted,
            0,
            ATTACK,
            "Up the hill",
            "All form up, then go for the summit again and again; once it is theirs they hold it.",
        ),
        '  - name: "Up the hill"',
        *_tasks(f'{{units: ["{key}"], attack: summit, {PRICE}}}'),
        *_forming_up(wanted, key),
        '  - name: "Keep it"',
        f"    when: {{holds: {{side: {side}, area: summit}}}}",
        *_tasks(f'{{units: ["{key}"], hold: summit, near: 1}}'),
    ]
    return "\n".join(lines) + "\n"


def _forming_up(wanted: Wanted, key: str) -> Iterator[str]:
    """Yield the phase before the attack, where there are turns for it: in long turns the hill is close."""
    until = min(wanted.turns // FORM_UP - 1, LONGEST)
    if until < 1:
        return
    column, row = middle(wanted)
    yield '  - name: "Form up" # of the tasks of a unit the last in force counts'
    yield f"    turns: [1, {until}]"
    foot = wanted.hex_number(column - FOOT, row)
    yield from _tasks(f'{{units: ["{key}"], hold: "{foot}", near: 1, raid: false}}')


def defence_file(wanted: Wanted) -> str:
    """Return the text of the plan of who holds the hill."""
    side, key = wanted.sides[DEFENDER], key_of(wanted, DEFENDER)
    lines = [
        *_head(wanted, DEFENDER, DEFENCE, "Hold the hill", "The hill is held, and the summit retaken when it is lost."),
        '  - name: "Hold it"',
        *_tasks(f'{{units: ["{key}"], hold: summit, near: 1}}'),
        '  - name: "Take it back"',
        f"    when: {{not: {{holds: {{side: {side}, area: summit}}}}}}",
        *_tasks(f'{{units: ["{key}"], attack: summit, {PRICE}}}'),
    ]
    return "\n".join(lines) + "\n"


def _head(wanted: Wanted, place: int, plan: str, name: str, about: str) -> Iterator[str]:
    """Yield what a plan begins with."""
    yield "schema: 1"
    yield "# What the computer means to do with this side. A phase is in force while its condition holds; `floor` is"
    yield "# the least chance of success for an assault, `tolerance` what it may cost. More: docs/plans.md."
    yield f"id: {plan}"
    yield f"side: {wanted.sides[place]}"
    yield f'name: "{name}"'
    yield f'about: "{about}"'
    yield "estimate: true"
    yield "phases:"


def _tasks(*tasks: str) -> Iterator[str]:
    """Yield what a phase has below its name."""
    yield "    estimate: true"
    yield "    tasks:"
    yield from (f"      - {task}" for task in tasks)


def lethality(wanted: Wanted) -> tuple[int, int]:
    """Return the rule value: on attackers, on defenders; it is `per: hours`, so that short turns have more of it."""
    minutes, *usual = COSTS[wanted.scale]
    attackers, defenders = (max(one, one * minutes // wanted.turn_minutes) for one in usual)
    return attackers, defenders


def rule_values(wanted: Wanted) -> Iterator[str]:
    """Yield the rule values that differ, and one that may; in turns of hours the library's are as they should be."""
    minutes = COSTS[wanted.scale][0]
    if wanted.of_scale.in_hours and wanted.turn_minutes >= minutes:
        yield "#rules: {rally: 40} # rule values that differ here: borderwars scenario ids rules"
        return
    yield "# Rule values that differ here: borderwars scenario ids rules"
    yield "rules:"
    yield "  # An estimate, so that both sides lose men: what assaults cost attackers and defenders. It goes with the"
    yield f"  # length of a turn, so those under {minutes} minutes have more of it; the library has less."
    yield f"  lethality: [{', '.join(map(str, lethality(wanted)))}]"
    yield "#  rally: 40"
