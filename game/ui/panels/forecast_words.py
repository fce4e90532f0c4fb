"""What a forecast says, in words: the terms of each fire by name and section, which help and which hurt, the sums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from game.core.terms import Fate, Fire, Kind, Light, Result, Term
from game.engine.forecast import FireForecast, SideForecast, Spread, UnitForecast
from game.engine.term_table import EVEN, TERM_TABLE, section_of, words_of
from game.scenario.names import expected_number, kind_words, percent
from game.ui.panels.unit_words import LIGHT_WORDS, share, times

HUNDREDTHS: Final = 100
THOUSANDTHS: Final = 1000
WORTH_SHOWING: Final = Fraction(1, 20)
"""Of a gun or a vehicle: losses expected below this are not shown."""

MOST_ENDS: Final = 3
"""Hexes that are named to which a unit may retreat."""

FATE_WORDS: Final = {
    Fate.ADVANCES: "takes the hex",
    Fate.FALLS_BACK: "retreats",
    Fate.BREAKS_OUT: "breaks out after a last stand",
    Fate.DESTROYED: "is destroyed",
    Fate.SURRENDERS: "surrenders",
}

RESULT_WORDS: Final = {
    Result.REPULSED: "repulsed",
    Result.HELD: "held",
    Result.WITHDRAWN_ONE: "retreat 1",
    Result.WITHDRAWN_TWO: "retreat 2",
    Result.ROUTED: "rout",
}

UNDUG: Final = "men take cover"


@dataclass(frozen=True)
class Reason:
    """One term as it is shown: whose fire, what it is, its factor in thousandths, where it stands in the rulebook.

    `term` is the word by which it does, in `section`.
    """

    fire: Fire
    words: str
    factor: int
    section: str
    term: str

    @property
    def signed(self) -> str:
        """The factor as a gain or a loss: "+8%"."""
        return share(self.factor)


def reasons(
    fires: Iterable[FireForecast], light: Light, bombarding: bool = False, undug: int = 0
) -> tuple[list[Reason], list[Reason]]:
    """Return what helps the attack and what hurts it, from the fires on men of both sides.

    `undug` is the factor of the cover that defenders find where nobody has dug in.
    """
    helping: list[Reason] = []
    hurting: list[Reason] = []
    for fire in fires:
        if fire.fire not in (Fire.ATTACKER, Fire.DEFENDER):
            continue
        for term, factor in fire.terms:
            words = words_of(term, fire.fire, factor)
            if term is Term.LIGHT:
                words = LIGHT_WORDS[light]
            if term is Term.ENTRENCHMENT and factor == undug:
                words = UNDUG
            reason = Reason(fire.fire, words, factor, section_of(term, bombarding), TERM_TABLE[term].name)
            helps = (factor > EVEN) == (fire.fire is Fire.ATTACKER)
            (helping if helps else hurting).append(reason)
    return helping, hurting


def sum_of(fire: FireForecast) -> str:
    """Return base, terms and value of a fire as a sum that comes out: "1,250 ×0.75 ×1.08 = 1,012"."""
    unit = HUNDREDTHS if fire.fire in (Fire.ATTACKER, Fire.DEFENDER) else THOUSANDTHS
    return " ".join(
        [figure(fire.base, unit), *(times(factor) for _, factor in fire.terms), "=", figure(fire.value, unit)]
    )


def figure(value: int, unit: int) -> str:
    """Return a number of hundredths or thousandths as people read it."""
    return f"{value / unit:,.0f}" if value >= 100 * unit else f"{value / unit:,.1f}"


def with_range(spread: Spread) -> str:
    """Return an expected number, with the least and the most that luck allows if they differ: "45 (29 to 61)"."""
    words = expected_number(float(spread.mean))
    if spread.least == spread.most:
        return words
    return f"{words} ({spread.least:,} to {spread.most:,})"


def lost_words(side: SideForecast) -> list[str]:
    """Return what a side is expected to lose, a line a kind: "45 (29 to 61) men", "12 (8 to 17) cohesion"."""
    lines = []
    for kind, spread in side.losses.items():
        if kind is Kind.MEN or spread.mean >= WORTH_SHOWING:
            lines.append(f"{with_range(spread)} {kind_words(kind.name.lower())}")
    if side.written_off.mean >= WORTH_SHOWING:
        lines.append(f"{with_range(side.written_off)} vehicles written off")
    if side.captured.most:
        lines.append(f"{with_range(side.captured)} of them prisoners")
    if side.cohesion.most:
        lines.append(cohesion_words(side))
    return lines


def cohesion_words(side: SideForecast) -> str:
    """Return what the units of a side are expected to lose of their cohesion: "12 (8 to 17) cohesion each"."""
    return f"{with_range(side.cohesion)} cohesion{' each' if len(side.units) > 1 else ''}"


def unit_words(unit: UnitForecast) -> str:
    """Return what a fight does to a unit: "loses 36 (17 to 71) men, cohesion 88 to 61 (55 to 70)".

    Men are those it has no more; a side's losses, which leave out crews that live, are fewer where vehicles are lost.
    """
    crews = ", crews included," if unit.vehicles.mean >= WORTH_SHOWING else ""
    lost = [f"{with_range(unit.men)} men{crews}"] if unit.men.most else []
    if unit.vehicles.mean >= WORTH_SHOWING:
        lost.append(f"{with_range(unit.vehicles)} vehicles")
    cohesion = f"cohesion {unit.before} to {with_range(unit.cohesion)}"
    return f"loses {' and '.join(lost)}, {cohesion}" if lost else cohesion


def fate_words(unit: UnitForecast, target: str) -> str:
    """Return what may become of a unit, with the chances: "retreats 83% (2431 61%, 2430 22%), routs 12%".

    `target` is the hex that is assaulted: who is there after the fight has not retreated to it.
    """
    words = []
    last = Fate.BREAKS_OUT if Fate.BREAKS_OUT in unit.fates else Fate.FALLS_BACK  # the hexes stand behind both
    for fate, chance in unit.fates.items():
        if fate is Fate.STAYS:
            continue
        said = f"{FATE_WORDS[fate]} {percent(chance)}"
        ends = [(hex_, share) for hex_, share in unit.ends if fate is last and hex_ != target]
        if ends:
            said += f" ({', '.join(f'{hex_} {percent(share)}' for hex_, share in ends[:MOST_ENDS])})"
        words.append(said)
    if unit.routs:
        words.append(f"routs {percent(unit.routs)}")
    if unit.suppressed:
        words.append(f"suppressed {percent(unit.suppressed)}")
    return ", ".join(words)
