"""Texts in other languages: what a file of texts leaves out, what it names that is not there, letters no font has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Final, NamedTuple

from game.core.errors import Remark
from game.scenario.library import shown
from game.scenario.names import area_titles, branches, so_many, units_in
from game.scenario.nouns import TEXTS, Nouns
from game.scenario.reading import Document, Spot
from game.scenario.remarks.checked import Checked, remark_on
from game.scenario.remarks.letters import missing_letters
from game.scenario.schema.texts import ScenarioTexts, SideTexts, TextsFile
from game.scenario.suggesting import listed, quote

FIRST: Final = 4
"""Keys that the remark on what a language leaves out names; the others are counted."""

_NAME: Final = re.compile(r"texts_(\w+)\Z")


def translations(checked: Checked) -> Iterator[Remark]:
    """Yield remarks on the files of texts of a battle: one on all that a language leaves out."""
    nouns, stem = checked.scenario.nouns, checked.scenario.stem
    for language, texts in nouns.texts.items():
        document = checked.documents[TEXTS[language]]  # type: ignore[index]  # the languages of texts are its keys
        parts = list(_parts(texts, nouns, language, stem))
        left_out = [(*part.spot, id_) for part in parts for id_ in sorted(part.wanted - part.there)]
        if left_out:
            yield remark_on(document, (), _left_out_in_words(left_out))
        for part in parts:
            for id_ in part.stale:
                said = f"there is no {quote(id_)} in the battle any more"
                yield remark_on(document, (*part.spot, id_), said, key=True)
        yield from letters_without_font(document)
    yield from _files_of_no_language(checked)


def _left_out_in_words(left_out: Sequence[Spot]) -> str:
    keys = [f"`{'.'.join(map(str, spot))}`" for spot in left_out]
    named = listed(keys) if len(keys) <= FIRST else f"{', '.join(keys[:FIRST])} and {len(keys) - FIRST} more"
    return f"leaves out {so_many(len(keys), 'text')}: {named}; shown as in the other files"


def letters_without_font(document: Document) -> Iterator[Remark]:
    """Yield a remark on each text that has letters which the game's font lacks."""
    for spot, text in _texts_in(document.data, ()):
        if missing := missing_letters(text):
            shown_ones = listed([quote(letter) for letter in missing])
            yield remark_on(document, spot, f"the game's font has no {shown_ones}; a box is drawn in its place")


def _named_in_map(nouns: Nouns, language: str) -> dict[str, frozenset[str]]:
    """Return the places and crossings that have a name in a language already, by section."""
    land = nouns.map
    places = {place.name for place in land.places if getattr(place.names, language, None)}
    crossings = {crossing.id for crossing in land.crossings if getattr(crossing.names, language, None)}
    return {"places": frozenset(places), "crossings": frozenset(crossings)}


def _wanted(nouns: Nouns) -> dict[str, set[str]]:
    """Return the ids of what a battle's own files name, by the section that has their texts."""
    tree = branches(nouns)
    units = [listed_.unit for listed_ in units_in(tree)]
    deployed = {entry.unit for entry in nouns.scenario.deployment}
    there = [unit for unit in units if unit.id in deployed]
    items = {item for unit in there for item in (*unit.items, *nouns.unit_types.unit_types[unit.type].items)}
    return {
        "formations": {branch.formation.id for branch in tree},
        "units": {unit.id for unit in units},
        "type_names": {unit.id for unit in units if unit.type_name is not None},
        "unit_types": {unit.type for unit in there if unit.type_name is None},
        "equipment": items,
        "terrain": {*nouns.map.legend.values(), *(spell.counts_as for spell in nouns.scenario.weather.ground)},
        "hexsides": set(nouns.map.hexsides),
        "roads": {road.kind for road in nouns.map.roads},
        "lines": set(nouns.map.lines),
        "symbols": set() if nouns.symbols is None else set(nouns.symbols.symbols),
        "places": {place.name for place in nouns.map.places},
        "crossings": {crossing.id for crossing in nouns.map.crossings},
        "areas": set(area_titles(nouns)),
    }


class _Part(NamedTuple):
    """Texts of one kind: where they stand, which there are, here or elsewhere, and which the battle has words for."""

    spot: Spot
    there: Set[str]
    wanted: Set[str]
    stale: Sequence[str] = ()


def _part(spot: Spot, texts: Mapping[str, object], wanted: set[str], elsewhere: Set[str] = frozenset()) -> _Part:
    """Return a section of texts by id; ids that the battle does not have are stale."""
    return _Part(spot, texts.keys() | elsewhere, wanted, [id_ for id_ in texts if id_ not in wanted])


def _parts(texts: TextsFile, nouns: Nouns, language: str, stem: str) -> Iterator[_Part]:
    """Yield all that a file of texts has and what it could have; of scenarios the one that is looked at."""
    yield _of_keys((), texts, ("map",))
    named = _named_in_map(nouns, language)
    for section, wanted in _wanted(nouns).items():
        yield _part((section,), getattr(texts, section), wanted, named.get(section, frozenset()))
    yield _part(("sides",), texts.sides, set(nouns.forces.sides), nouns.forces.sides.keys())
    for id_ in nouns.forces.sides:
        yield _of_keys(("sides", id_), texts.sides.get(id_, SideTexts()), SideTexts.model_fields)
    own = texts.scenarios.get(stem, ScenarioTexts())
    spot: Spot = ("scenarios", stem)
    yield _of_keys(spot, own, ("name", "briefing"))
    yield _part((*spot, "levels"), own.levels, {level.id for level in nouns.scenario.victory.levels})
    captions = {picture.file for picture in nouns.scenario.pictures if picture.caption is not None}
    yield _part((*spot, "captions"), own.captions, captions)


def _of_keys(spot: Spot, noun: TextsFile | ScenarioTexts | SideTexts, keys: Iterable[str]) -> _Part:
    """Return texts that have keys of their own."""
    wanted = set(keys)
    return _Part(spot, {key for key in wanted if getattr(noun, key) is not None}, wanted)


def _files_of_no_language(checked: Checked) -> Iterator[Remark]:
    """Yield a remark on each file of texts in a language that nobody can choose."""
    for neighbour in checked.neighbours:
        found = _NAME.match(neighbour.path.stem)
        if found and neighbour.path.stem not in TEXTS.values():
            known = listed([f"{name}.yaml" for name in TEXTS.values()], "or")
            said = f"nobody can choose the language {quote(found[1])}, so that this is not read; usual is {known}"
            yield Remark(shown(neighbour.path), 0, 0, "", said)


def _texts_in(data: object, spot: Spot) -> Iterator[tuple[Spot, str]]:
    """Yield all texts of plain data, which was read within bounds, with their places."""
    if isinstance(data, str):
        yield spot, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts_in(value, (*spot, key))
