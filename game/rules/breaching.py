"""What is left of works in an assault (rulebook 5.4): less for those cut off, less against engineers and flame.

Both leave men at least as they are in the open. The works themselves stay: who is relieved, or attacked by others, has
all of them again. Digging in is in `works`. Changes nothing.
"""

from __future__ import annotations

from typing import Final

from game.core._jit import rule
from game.core.terms import NOWHERE, Fire, Supply, Term
from game.rules.ground import terrain_of
from game.rules.scratch import Battle
from game.scenario.world import State, World

EVEN: Final = 1000
"""The factor of a term that changes nothing, in thousandths."""

MOST_FACTOR: Final = 10_000
"""Thousandths that a term of works has at most, whatever a file gives: enough where men in the open count whole."""


@rule
def isolation_of(world: World, state: State, unit: int) -> int:
    """Return the thousandths of what its works give that a unit loses because no supply comes to it (5.4)."""
    row = state.units[unit]
    if row.distance <= world.rules[0].supply.supply_low or row.supply == Supply.FULL:
        return 0
    return int(world.rules[0].assault.isolation[int(row.supply)])


@rule
def men_opened(world: World, state: State, battle: Battle, tanks_alone: int) -> int:
    """Return for how many men in works the attackers open them; flame tanks as the ground lets, and not alone (5.4)."""
    armour = 0 if tanks_alone == 1 else int(world.terrain[terrain_of(state, int(battle.target))].armour)
    men = 0
    for i in range(int(battle.attackers)):
        figures = state.unit_figures[int(battle.attacker[i])]
        on_foot = int(figures.opens) - int(figures.armour_opens)
        men += on_foot + int(figures.armour_opens) * min(1000, armour) // 1000
    return men


@rule
def share_opened(world: World, state: State, battle: Battle, tanks_alone: int) -> int:
    """Return the thousandths of what works give that engineers and flame take from the defenders (5.4)."""
    covered = 0
    for i in range(int(battle.defenders)):
        if state.units[int(battle.defender[i])].entrenchment > 0:
            covered += int(state.unit_figures[int(battle.defender[i])].targets)
    if covered == 0:
        return 0
    opened = men_opened(world, state, battle, tanks_alone) * 1_000_000 // covered
    return min(int(world.rules[0].assault.opened_most), opened)


@rule
def factor_of(before: int, after: int) -> int:
    """Return the term, in thousandths, that makes one factor of works into another; none is 0 (LEAST_OF_WORKS)."""
    return min(MOST_FACTOR, after * 1000 // before)


@rule
def set_works_terms(world: World, state: State, battle: Battle, tanks_alone: int) -> None:
    """Write the terms of works cut off and works opened, of the fires on men of both sides (5.4).

    Of what works give, that is of the way from the factor of men in the open to that of men dug in, a share is lost.
    """
    rules = world.rules[0].assault
    targets = 0
    cover = 0
    fire = 0
    prepared = 0
    for i in range(int(battle.defenders)):
        unit = int(battle.defender[i])
        figures, level = state.unit_figures[unit], int(state.units[unit].entrenchment)
        lost = isolation_of(world, state, unit)
        dug, open_ = int(rules.dug_in[level]), int(rules.dug_in[0])
        targets += int(figures.targets)
        cover += int(figures.targets) * (dug + (open_ - dug) * lost // 1000)
        dug, open_ = int(rules.prepared_fire[level]), int(rules.prepared_fire[0])
        fire += int(figures.fire)
        prepared += int(figures.fire) * (dug + (open_ - dug) * lost // 1000)
    opened = share_opened(world, state, battle, tanks_alone)
    if targets > 0:
        set_both(battle, Fire.ATTACKER, cover // targets, int(rules.dug_in[0]), opened)
    if fire > 0:
        set_both(battle, Fire.DEFENDER, prepared // fire, int(rules.prepared_fire[0]), opened)


@rule
def set_both(battle: Battle, fire: int, cut_off: int, in_the_open: int, opened: int) -> None:
    """Write both terms of a fire: `cut_off` is its factor of works after isolation, of which a share is opened."""
    terms = battle.terms[fire]
    terms[Term.ISOLATION] = factor_of(int(terms[Term.ENTRENCHMENT]), cut_off)
    terms[Term.BREACH] = factor_of(cut_off, cut_off + (in_the_open - cut_off) * opened // 1000)


@rule
def opens_works(state: State, battle: Battle) -> int:
    """Return the attacker named first that has opened works in the battle that is prepared, NOWHERE if none has."""
    if battle.terms[Fire.ATTACKER, Term.BREACH] == EVEN and battle.terms[Fire.DEFENDER, Term.BREACH] == EVEN:
        return NOWHERE
    for i in range(int(battle.attackers)):
        unit = int(battle.attacker[i])
        if state.unit_figures[unit].opens > 0:
            return unit
    return NOWHERE
