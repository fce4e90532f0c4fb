"""How a battle is won, in words and points: from the victory conditions of its scenario, for each side.

Nothing here is worked out: awards and levels are the scenario's, in its own words. Objectives have letters, the same
in the list of a briefing and on its picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from typing import Final

from game.core.terms import NOWHERE
from game.engine.game import Game
from game.scenario.loading import Scenario
from game.scenario.names import so_many
from game.scenario.schema.scenario_file import AwardEntry
from game.view.looks import localised

FEW_HEXES: Final = 4
"""Hexes of an area that are named one by one."""

COUNTED: Final = (
    "Points are counted after the last turn, turn {turn}: areas for who owns all of their hexes then, losses since the "
    "beginning."
)


def how_it_is_won(scenario: Scenario) -> str:
    """Return how both sides win, in the little Markdown of pages: the margins they need, then what gives points."""
    scenario = localised(scenario)
    names, calendar = scenario.names, scenario.file.calendar
    lines = ["## How it is won", "", COUNTED.format(turn=calendar.last_turn), ""]
    letters = letters_of(scenario)
    for side in scenario.file.order_of_play:
        row = names.side_row[side]
        lines += [f"### {names.side_adjectives[row]}", ""]
        for words in _levels_of(scenario, row):
            lines += [words, ""]
        for award, sentence in zip(scenario.file.victory.awards, names.awards, strict=True):
            if award.side == side:
                lines.append(f"- {_award_words(scenario, award, sentence, letters)}")
        lines.append("")
    return "\n".join(lines)


def letters_of(scenario: Scenario) -> dict[str, str]:
    """Return a letter for each area that is to be held, cleared or taken, in the order of the awards."""
    awards = scenario.file.victory.awards
    areas = dict.fromkeys(one.area for one in awards if one.area is not None and one.award in ("hold", "clear"))
    return dict(zip(areas, ascii_uppercase, strict=False))


# --- levels ---------------------------------------------------------------------------------------------------------


def _levels_of(scenario: Scenario, side: int) -> Iterator[str]:
    """Yield each level at which a side wins, best first, with the lead that it needs; then what is no victory."""
    names, levels = scenario.names, scenario.file.victory.levels
    won = [row for row, winner in enumerate(names.level_winners) if winner == side]
    for row in won if side == 0 else reversed(won):
        yield f"**{levels[row].name}**: {lead_words(*leads_of(scenario, row, side))}."
    if not won:
        yield "It cannot win, only keep the other side from winning."


def in_short(scenario: Scenario, side: int) -> str:
    """Return the lead with which a side, by its row, wins at all: "Wins by 10 points or more"; "" if it cannot."""
    winners = scenario.names.level_winners
    leads = [leads_of(scenario, row, side)[0] for row, winner in enumerate(winners) if winner == side]
    if not leads:
        return ""
    known = [lead for lead in leads if lead is not None]
    return f"Wins {lead_words(min(known) if len(known) == len(leads) else None, None)}"


def leads_of(scenario: Scenario, level: int, side: int) -> tuple[int | None, int | None]:
    """Return the least and the greatest lead in points with which a side ends at a level; None: any."""
    levels = scenario.file.victory.levels
    least = levels[level].at_least
    most = next((one.at_least - 1 for one in reversed(levels[:level]) if one.at_least is not None), None)
    if side == 0:
        return least, most
    return None if most is None else -most, None if least is None else -least


def lead_words(least: int | None, most: int | None) -> str:
    """Return in words by how many points a side must lead, or how far it may be behind."""
    if least is None:
        return "whatever the points" if most is None else f"with a lead of {so_many(most, 'point')} or less"
    if most is not None:
        return f"by {least} to {most} points" if least > 0 else f"with a lead of {least} to {most} points"
    if least > 0:
        return f"by {so_many(least, 'point')} or more"
    return "with as many points as the other side, or more" if not least else _behind(-least)


def _behind(points: int) -> str:
    return f"with no more than {so_many(points, 'point')} less than the other side"


# --- awards ---------------------------------------------------------------------------------------------------------


def _award_words(scenario: Scenario, award: AwardEntry, sentence: str, letters: dict[str, str]) -> str:
    """Return an award as it stands in a list: "**6** for holding Hill 52 (A)"; a few hexes are named."""
    worth, _, what = sentence.partition(": ")[2].partition(" ")
    letter = letters.get(award.area or "")
    said = [letter] if letter else []
    hexes = sorted(scenario.areas[award.area]) if award.area is not None and award.award == "hold" else []
    if 1 < len(hexes) <= FEW_HEXES:
        said.append(f"all of {', '.join(_hex_words(scenario, hex_) for hex_ in hexes)}")
    return f"**{worth}** {what}" + (f" ({': '.join(said)})" if said else "")


def _hex_words(scenario: Scenario, hex_: int) -> str:
    """Return the number of a hex, with the place in it if there is one."""
    number = scenario.hex_number(hex_) or ""
    place = next((place.name for place in scenario.map.places if place.hex == number), "")
    return f"{number} {place}".strip()


def hexes_of_award(game: Game, row: int) -> tuple[int, ...]:
    """Return the hexes that an award is about: its area, where its unit stands, or the exits of its side; or none."""
    scenario = game.scenario
    award = scenario.file.victory.awards[row]
    if award.unit is not None:
        hex_ = int(game.state.units[scenario.names.unit_row[award.unit]].hex)
        return () if hex_ == NOWHERE else (hex_,)
    return _hexes_in(scenario, _areas_of(scenario, award))


def _areas_of(scenario: Scenario, award: AwardEntry) -> Sequence[str]:
    if award.area is not None:
        return (award.area,)
    return scenario.file.sides[award.of or award.side].exits if award.award == "exited" else ()


def _hexes_in(scenario: Scenario, areas: Sequence[str]) -> tuple[int, ...]:
    return tuple(sorted({hex_ for area in areas for hex_ in scenario.areas[area]}))
