"""Texts in other languages: what a file of texts leaves out, what it names that is not there, letters no font has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from game.core.errors import Remark
from game.scenario.library import shown
from game.scenario.names import area_titles, branches, so_many, units_in
from game.scenario.nouns import TEXTS, Nouns
from game.scenario.reading import Document, Spot
from game.scenario.remarks.checked import Checked, remark_on
from game.scenario.remarks.letters import missing_letters
from game.scenario.schema.texts import ScenarioTexts, SideTexts, TextsFile
from game.scenario.suggesting import listed, quote

_NAME: Final = re.compile(r"texts_(\w+)\Z")


def translations(checked: Checked) -> Iterator[Remark]:
    """Yield remarks on the files of texts of a battle."""
    nouns, stem = checked.scenario.nouns, checked.scenario.stem
    for language, texts in nouns.texts.items():
        document = checked.documents[TEXTS[language]]  # type: ignore[index]  # the languages of texts are its keys
        named = _named_in_map(nouns, language)
        for section, wanted in _wanted(nouns).items():
            own = named.get(section, frozenset())
            yield from _of_section(document, (section,), getattr(texts, section), wanted, own)
        yield from _of_sides(document, texts, nouns)
        yield from _of_scenario(document, texts, nouns, stem)
        if texts.map is None:
            yield remark_on(document, (), "leaves out the `map`, its name")
        yield from letters_without_font(document)
    yield from _files_of_no_language(checked)


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
        "terrain": set(nouns.map.legend.values()),
        "places": {place.name for place in nouns.map.places},
        "crossings": {crossing.id for crossing in nouns.map.crossings},
        "areas": set(area_titles(nouns)),
    }


def _of_section(
    document: Document,
    spot: Spot,
    texts: Mapping[str, object],
    wanted: set[str],
    elsewhere: frozenset[str] = frozenset(),
) -> Iterator[Remark]:
    """Yield what a section names that is not there, and what it leaves out that has no text elsewhere."""
    for id_ in texts:
        if id_ not in wanted:
            yield remark_on(document, (*spot, id_), f"there is no {quote(id_)} in the battle any more", key=True)
    left_out = sorted(wanted - texts.keys() - elsewhere)
    if left_out:
        here = spot if spot[-1] in document.data or len(spot) > 1 else ()
        words = f"{so_many(len(left_out), 'text')} of `{spot[-1]}`: {listed(left_out)}"
        yield remark_on(document, here, f"leaves out {words}; shown as in the other files")


def _of_sides(document: Document, texts: TextsFile, nouns: Nouns) -> Iterator[Remark]:
    yield from _of_section(document, ("sides",), texts.sides, set(nouns.forces.sides))
    for id_, side in texts.sides.items():
        yield from _without(document, ("sides", id_), side, SideTexts.model_fields)


def _of_scenario(document: Document, texts: TextsFile, nouns: Nouns, stem: str) -> Iterator[Remark]:
    """Yield what is left out of the texts of the scenario that is looked at; others have their turn."""
    own = texts.scenarios.get(stem)
    if own is None:
        yield remark_on(document, ("scenarios",), f"leaves out the texts of the scenario {quote(stem)}")
        return
    spot: Spot = ("scenarios", stem)
    yield from _without(document, spot, own, ("name", "briefing"))
    levels = {level.id for level in nouns.scenario.victory.levels}
    captions = {picture.file for picture in nouns.scenario.pictures if picture.caption is not None}
    yield from _of_section(document, (*spot, "levels"), own.levels, levels)
    yield from _of_section(document, (*spot, "captions"), own.captions, captions)


def _without(document: Document, spot: Spot, noun: ScenarioTexts | SideTexts, keys: Iterable[str]) -> Iterator[Remark]:
    missing = [f"`{key}`" for key in keys if getattr(noun, key) is None]
    if missing:
        yield remark_on(document, spot, f"leaves out {listed(missing)}; shown as in the other files", key=True)


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
