"""Differences in the words of a player of wargames: what has words of its own is in a table, by where it stands.

What has none is said by its path and both values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from game.scenario.difference_leaves import (
    ABSENT,
    HEXES,
    Leaf,
    Path,
    View,
    hexes_in_words,
    more_and_less,
    plainly,
    shown_path,
    span,
    value_in_words,
)
from game.scenario.difference_sources import SOURCES, source_in_words
from game.scenario.names import duration, readable, so_many
from game.scenario.suggesting import quote

_HEADINGS: Final = {
    "battle": "The battle",
    "map": "The ground",
    "areas": "Areas",
    "sides": "Forces",
    "formations": "Forces",
    "units": "Forces",
    "deployment": "Deployment",
    "weather": "Weather",
    "supply": "Supply and ground at the start",
    "bans": "Bans",
    "awards": "Victory",
    "levels": "Victory",
    "history": "History",
    "tests": "Tests",
    "rules": "Rules",
    "plans": "Plans",
    "equipment": "Equipment",
    "unit_types": "Types of units",
    "kinds": "Kinds of ground",
    "rulebook": "Rules",
    "symbols": "Symbols",
    "texts": "Texts in other languages",
}
_OTHER: Final = "What else differs"
_SOURCES: Final = "Sources"


def headings() -> tuple[str, ...]:
    """Return all headings in the order in which they are printed."""
    return (*dict.fromkeys(_HEADINGS.values()), _OTHER, _SOURCES)


def heading_of(path: Path) -> str:
    """Return the heading below which a difference is said."""
    return _SOURCES if path[-1] in SOURCES else _HEADINGS.get(path[0], _OTHER)


def sentence_of(leaf: Leaf, names: View) -> str:
    """Return a difference in words; `names` is a view in which units, formations and sides have their names."""
    path, before, after = leaf
    if path[-1] == "#order":
        return f"{shown_path(path[:-1])}: the same entries in another order"
    if path[:2] in HEXES:
        return hexes_in_words(path[1], before, after)
    if path[-1] in SOURCES:
        return source_in_words(leaf)
    for pattern, say in _WORDS.items():
        if _fits(path, pattern):
            return say(_Said(path, before, after, names))
    return plainly(leaf)


def _fits(path: Path, pattern: str) -> bool:
    parts = pattern.split(".")
    return len(parts) == len(path) and all(part in ("*", here) for part, here in zip(parts, path, strict=True))


class _Said(NamedTuple):
    """A difference with the names that its words need."""

    path: Path
    before: Any
    after: Any
    names: View

    @property
    def who(self) -> str:
        """The unit or formation that it is about: a formation by its name."""
        id_ = self.path[1]
        formation = self.names.get("formations", {}).get(id_)
        return id_ if formation is None or id_ in self.names.get("units", {}) else f"{formation['name']} ({id_})"

    @property
    def side(self) -> str:
        """The side that it is about, as an adjective."""
        sides: View = self.names.get("sides", {})
        return str(sides.get(self.path[1], {}).get("adjective", self.path[1]))

    def is_new(self) -> bool:
        return self.before is ABSENT

    def is_gone(self) -> bool:
        return self.after is ABSENT

    def change(self, unit: str = "") -> str:
        """The new value, not the old."""
        after, before = value_in_words(self.after), value_in_words(self.before)
        return f"{after}{unit}, not {before}{unit if self.before is not None else ''}"


Say = Callable[[_Said], str]


def _valued(words: str, unit: str = "") -> Say:
    """Return what says a new value and the old one of somebody or something."""
    return lambda said: f"{said.who}: {words} {said.change(unit)}"


def _deployed(said: _Said) -> str:
    if said.is_gone():
        return f"{said.who} takes no part"
    if said.is_new():
        turn = said.after["turn"]
        return f"{said.who} takes part: {f'arrives in turn {turn} at' if turn else 'stands in'} {said.after['hex']}"
    return plainly(Leaf(said.path, said.before, said.after))


def _arrives(said: _Said) -> str:
    if said.after is None:
        return f"{said.who} is there from the start, and does not arrive in turn {said.before}"
    was = "is not there from the start" if said.before is None else f"not {said.before}"
    return f"{said.who} arrives in turn {said.after}, {'and ' if said.before is None else ''}{was}"


def _withdraws(said: _Said) -> str:
    if said.after is None:
        return f"{said.who} stays, and does not leave in turn {said.before}"
    return f"{said.who} leaves in turn {said.after}, not {'at all before' if said.before is None else said.before}"


def _missions(said: _Said) -> str:
    after, before = ("all" if value is None else value for value in (said.after, said.before))
    return f"{said.who}: fire missions carried {after}, not {before}"


def _items(said: _Said) -> str:
    """So many of a kind of items, instead of so many others."""
    what = readable(said.path[-1])
    after = "no" if said.is_gone() else f"{said.after:,}"
    before = "none" if said.is_new() else f"{said.before:,}"
    return f"{said.who}: {after} {what} instead of {before}"


def _unit(said: _Said) -> str:
    if said.is_gone():
        return f"{said.who} is gone"
    entry = said.after
    return f"{said.who} is new: {entry['name']}, {readable(entry['type'])}, under {entry['formation']}"


def _formation(said: _Said) -> str:
    return f"{said.who} is {'gone' if said.is_gone() else 'new'}"


def _called(said: _Said) -> str:
    return f"{said.path[1]} is called {quote(said.after)}, not {quote(said.before)}"


def _there(what: str, at: Callable[[Any], str] = lambda entry: "") -> Say:
    """Return what says that an entry with a name is new or gone."""

    def say(said: _Said) -> str:
        entry = said.before if said.is_gone() else said.after
        return f"{what} {said.path[-1]}{at(entry)} is {'gone' if said.is_gone() else 'new'}"

    return say


def _list_of(words: str) -> Say:
    """Return what says which names a list has more, and which it has no longer."""

    def say(said: _Said) -> str:
        before, after = ([] if value is ABSENT else value for value in (said.before, said.after))
        what = more_and_less(before, after) or "in another order"
        return f"{words.format(side=said.side, last=readable(said.path[-1]), name=readable(said.path[1]))}: {what}"

    return say


def _ban(said: _Said) -> str:
    if said.is_gone():
        return f"{said.path[1]}: no longer"
    first, last = said.after["turns"]
    return f"{said.path[1]} in turns {first} to {last}: new"


def _times(spells: Sequence[Sequence[int]]) -> str:
    return f"in turns {' and '.join(map(span, spells))}" if spells else "never"


def _spell(said: _Said) -> str:
    if said.is_gone():
        return f"{said.path[2]}: no longer"
    return f"{said.path[2]} in turns {span(said.after['turns'])}: new"


def _award(said: _Said) -> str:
    if said.is_gone():
        return f"no award any more of {said.path[1]}"
    return f"new award of {said.path[1]}: {so_many(said.after['points'], 'point')}"


def _rule(said: _Said) -> str:
    return f"{readable(said.path[1])} is {said.change()}"


def _scale(per: str | None) -> str:
    return f"with the {per}" if per else "at every scale"


def _task(said: _Said) -> str:
    plan, phase, units = said.path[1], said.path[3], said.path[5]
    what = "no task any more" if said.is_gone() else said.after
    was = "" if said.is_new() else f" (before: {said.before})"
    return f"{plan}, {phase}: {units}: {what}{was}"


def _phase_when(said: _Said) -> str:
    return f"{said.path[1]}, {said.path[3]}: {said.change()}"


def _plan(said: _Said) -> str:
    return f"the plan {said.path[1]} is {'gone' if said.is_gone() else 'new'}"


def _phase(said: _Said) -> str:
    return f"{said.path[1]}: the phase {quote(said.path[3])} is {'gone' if said.is_gone() else 'new'}"


def _pictures(said: _Said) -> str:
    before, after = ([picture["file"] for picture in pictures] for pictures in (said.before, said.after))
    changed = more_and_less(before, after)
    return f"pictures of the briefing: {changed or 'other captions, or in another order'}"


def _flag(said: _Said) -> str:
    return "no flag" if said.after is None else "a flag"


def _moves_first(said: _Said) -> str:
    sides = said.names.get("sides", {})
    after, before = (sides.get(order[0], {}).get("adjective", order[0]) for order in (said.after, said.before))
    return f"the {after} side moves first in a turn, not the {before}"


_WORDS: Final[Mapping[str, Say]] = {
    "battle.name": lambda said: f"it is called {quote(said.after)}, not {quote(said.before)}",
    "battle.briefing": lambda said: "the briefing reads differently",
    "battle.pictures": _pictures,
    "battle.rule_set": lambda said: (
        f"rules are of {said.after or 'the rulebook'}, not of {said.before or 'the rulebook'}"
    ),
    "battle.calendar.start": lambda said: f"it begins on {said.change()}",
    "battle.calendar.turns": lambda said: f"it has {so_many(said.after, 'turn')}, not {said.before}",
    "battle.calendar.turn": lambda said: f"a turn is {duration(said.after)}, not {duration(said.before)}",
    "battle.calendar.first_turn": lambda said: f"its first turn is turn {said.change()}",
    "battle.order_of_play": _moves_first,
    "map.name": lambda said: f"the map is called {quote(said.after)}, not {quote(said.before)}",
    "map.latitude": lambda said: f"the middle of the map lies at {said.after} degrees north, not {said.before}",
    "map.longitude": lambda said: f"the middle of the map lies at {said.after} degrees east, not {said.before}",
    "map.credits": lambda said: "the credits of the map read differently",
    "map.hex_size": lambda said: f"a hex is {said.after:,} m wide, not {said.before:,} m",
    "map.columns": lambda said: f"the map has {said.after} columns of hexes, not {said.before}",
    "map.rows": lambda said: f"the map has {said.after} rows of hexes, not {said.before}",
    "map.hexsides.*": _list_of("hexsides of {last}"),
    "map.lines.*": _list_of("the line {last}"),
    "map.roads.*": _there("the road"),
    "map.roads.*.path": lambda said: f"the road {said.path[2]} goes another way: {more_and_less(*said[1:3])}",
    "map.bridges.*": _there("the bridge", lambda entry: f" ({entry['name']}, {entry['hexside']})"),
    "map.places.*": _there("the place", lambda entry: f" ({entry['hex']})"),
    "map.places.*.hex": lambda said: f"{said.path[2]} lies in {said.change()}",
    "map.places.*.height": lambda said: f"{said.path[2]}: height {said.change(' m')}",
    "map.crossings.*": _there("the crossing"),
    "areas.*": _there("the area", lambda entry: f" ({so_many(len(entry['hexes']), 'hex', 'hexes')})"),
    "areas.*.hexes": _list_of("the area {name}"),
    "sides.*.colour": lambda said: f"{said.path[1]}: colour of its counters {said.change()}",
    "sides.*.flag": lambda said: f"{said.path[1]} has {'another flag' if said.after and said.before else _flag(said)}",
    "formations.*": _formation,
    "formations.*.name": _called,
    "formations.*.parent": lambda said: f"{said.path[1]} is under {said.change()}",
    "units.*": _unit,
    "units.*.name": _called,
    "units.*.type": lambda said: f"{said.who} is {readable(said.after)}, not {readable(said.before)}",
    "units.*.formation": lambda said: f"{said.who} is under {said.change()}",
    "units.*.items.*": _items,
    "units.*.quality": _valued("quality"),
    "units.*.morale": _valued("morale"),
    "units.*.missions": _valued("fire missions carried"),
    "units.*.night_assault": _valued("trained for the night:"),
    "units.*.range": _valued("credible numbers of men"),
    "deployment.*": _deployed,
    "deployment.*.turn": _arrives,
    "deployment.*.withdraws": _withdraws,
    "deployment.*.hex": lambda said: f"{said.who} begins in {said.change()}",
    "deployment.*.strength": _valued("strength", " %"),
    "deployment.*.drawn": lambda said: f"{said.who} has a strength drawn from {said.change()}",
    "deployment.*.chance": _valued("chance to arrive", " % a turn"),
    "deployment.*.until": lambda said: f"{said.who} arrives not after turn {said.change()}",
    "deployment.*.items.*": _items,
    "deployment.*.cohesion": _valued("cohesion"),
    "deployment.*.fatigue": _valued("fatigue"),
    "deployment.*.entrenched": _valued("entrenched at level"),
    "deployment.*.missions": _missions,
    "deployment.*.only_if": lambda said: f"{said.who} arrives on another condition: {said.change()}",
    "weather.cold": lambda said: f"bitter cold {_times(said.after)}, not {_times(said.before)}",
    "weather.ground.*": _spell,
    "weather.ground.*.turns": lambda said: f"{said.path[2]} in turns {span(said.after)}, not {span(said.before)}",
    "supply.*.supply_sources": _list_of("{side} supply sources"),
    "supply.*.controls": _list_of("{side} ground at the start"),
    "supply.*.exits": _list_of("{side} exits"),
    "supply.*.plan": lambda said: f"{said.side} plan where nobody says who leads: {said.change()}",
    "supply.*.ammunition": lambda said: f"{said.side} depots at the start: {said.change()} fire missions",
    "supply.*.ammunition_lift": lambda said: f"{said.side} fire missions by turn: {said.change()}",
    "bans.*": _ban,
    "bans.*.turns": lambda said: f"{said.path[1]} in turns {said.after[0]} to {said.after[1]}, not {span(said.before)}",
    "awards.*": _award,
    "awards.*.points": lambda said: f"{said.path[1]}: {so_many(said.after, 'point')}, not {said.before}",
    "levels.*": _there("the victory level"),
    "levels.*.at_least": lambda said: f"{readable(said.path[1])}: from a margin of {said.change()}",
    "tests.*": _there("the test of"),
    "history.*": _there("the row"),
    "history.*.historical": lambda said: f"{said.path[1]}: historically {said.change()}",
    "history.*.accepted": lambda said: f"{said.path[1]}: accepted {span(said.after)}, not {span(said.before)}",
    "rules.*": _rule,
    "rulebook.*": lambda said: f"the rule {readable(said.path[1])} is {'gone' if said.is_gone() else 'new'}",
    "rulebook.*.value": _rule,
    "rulebook.*.unit": lambda said: f"{readable(said.path[1])} is counted in {said.change()}",
    "rulebook.*.per": lambda said: f"{readable(said.path[1])} goes {_scale(said.after)}, not {_scale(said.before)}",
    "plans.*": _plan,
    "plans.*.phases.*": _phase,
    "plans.*.phases.*.when": _phase_when,
    "plans.*.phases.*.tasks.*": _task,
    "plans.*.phases.*.guns.*": _task,
}
"""What has words of its own, by its place in a view; a star is any name."""
