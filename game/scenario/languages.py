"""A battle's texts in other languages than that of its files, which is the first; where one is missing that stands.

Names of places and crossings stand in the map, or with all other texts in a file for each language (`schema/texts.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal, TypeVar

from game.scenario.names import Names, area_titles
from game.scenario.nouns import Nouns
from game.scenario.schema.forces import ForcesFile, Formation, Side, Unit
from game.scenario.schema.libraries import EquipmentLibrary, Ground, UnitTypeLibrary
from game.scenario.schema.looks import SymbolsFile
from game.scenario.schema.mapsheet import Area, Crossing, MapFile, Place
from game.scenario.schema.scenario_file import Level, ScenarioFile
from game.scenario.schema.texts import ScenarioTexts, SideTexts, TextsFile

Language = Literal["en", "ru", "ja"]
"""The languages that a player can choose: that of the files, and those of texts."""

Named = TypeVar("Named", Place, Crossing)
Called = TypeVar("Called", EquipmentLibrary, Ground, UnitTypeLibrary, SymbolsFile)


def translated(nouns: Nouns, language: Language, stem: str) -> Nouns:
    """Return the models of a scenario with their texts in a language; `stem` is what its file is called."""
    land, texts = localised(language, nouns.map), nouns.texts.get(language)
    if texts is None:
        return replace(nouns, map=land)
    return replace(
        nouns,
        map=_map(land, nouns.map, texts),
        scenario=_scenario(nouns.scenario, texts.scenarios.get(stem, ScenarioTexts()), texts.areas),
        forces=_forces(nouns.forces, texts),
        unit_types=_called(nouns.unit_types, "unit_types", texts.unit_types),
        equipment=_called(nouns.equipment, "equipment", texts.equipment),
        terrain=_ground(nouns.terrain, texts),
        symbols=None if nouns.symbols is None else _called(nouns.symbols, "symbols", texts.symbols),
    )


def translated_names(names: Names, changed: Mapping[str, str]) -> Names:
    """Return names of translated models with what is still as written in titles of areas and awards renamed."""
    return replace(
        names,
        area_titles=tuple(renamed(title, changed) for title in names.area_titles),
        awards=tuple(renamed(award, changed) for award in names.awards),
    )


def new_names(written: Nouns, there: Nouns) -> dict[str, str]:
    """Return the names of places, crossings and areas that differ in a translation, by those of the files.

    A place of two names ("Remizov / Hill 733") is known by either, and by what stands before brackets
    ("Noro (Zelyonaya)"), as sentences call it.
    """
    pairs = [(one.name, other.name) for one, other in zip(written.map.places, there.map.places, strict=True)]
    pairs += [(one.name, other.name) for one, other in zip(written.map.crossings, there.map.crossings, strict=True)]
    titles, others = area_titles(written), area_titles(there)
    pairs += [(title, others[area]) for area, title in titles.items()]
    found: dict[str, str] = {}
    for name, other in pairs:
        if name != other:
            for known, there_known in ((name, other), *_parts(name, other)):
                found.setdefault(known, there_known)
    return found


def _parts(name: str, other: str) -> Iterator[tuple[str, str]]:
    """Yield each of the names that a place has, with what it is called in a translation: its own, or all of it."""
    mine, others = name.split(" / "), other.split(" / ")
    if len(mine) != len(others):
        others = [other] * len(mine)
    for one, there in zip(mine, others, strict=True):
        yield one, there
        if short := one.partition(" (")[0]:
            yield short, there


def localised(language: Language, map_file: MapFile) -> MapFile:
    """Return a map whose places and crossings bear the names that it has itself in a language."""
    return map_file.model_copy(
        update={
            "places": [_named(place, language) for place in map_file.places],
            "crossings": [_named(crossing, language) for crossing in map_file.crossings],
        }
    )


def renamed(text: str, changed: Mapping[str, str]) -> str:
    """Return a text in which names have been changed for those of another language.

    For what names places within a sentence: titles of areas, awards, reasons of orders.
    """
    if not changed:
        return text
    known = "|".join(re.escape(name) for name in sorted(changed, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{known})(?!\w)", lambda found: changed[found[0]], text)


def _named(noun: Named, language: Language) -> Named:
    name = None if language == "en" or noun.names is None else getattr(noun.names, language)
    return noun if name is None else noun.model_copy(update={"name": name})


# --- by a file of texts ---------------------------------------------------------------------------------------------


def _map(land: MapFile, written: MapFile, texts: TextsFile) -> MapFile:
    """Return a map with its names in a language; places go by the names that the files have for them."""
    places = zip(land.places, written.places, strict=True)
    return land.model_copy(
        update={
            "name": texts.map or land.name,
            "places": [_renamed(place, texts.places.get(before.name)) for place, before in places],
            "crossings": [_renamed(crossing, texts.crossings.get(crossing.id)) for crossing in land.crossings],
            "areas": _titled(land.areas, texts.areas),
            "region_titles": {
                **land.region_titles,
                **{id_: title for id_, title in texts.areas.items() if id_ in land.region_legend.values()},
            },
            "line_titles": {**land.line_titles, **texts.lines},
        }
    )


def _renamed(noun: Named, name: str | None) -> Named:
    return noun if name is None else noun.model_copy(update={"name": name})


def _titled(areas: Mapping[str, Area], titles: Mapping[str, str]) -> dict[str, Area]:
    return {
        id_: area.model_copy(update={"title": titles[id_]}) if id_ in titles else area for id_, area in areas.items()
    }


def _scenario(file: ScenarioFile, texts: ScenarioTexts, areas: Mapping[str, str]) -> ScenarioFile:
    levels = [_relevelled(level, texts) for level in file.victory.levels]
    pictures = [one.model_copy(update={"caption": texts.captions.get(one.file, one.caption)}) for one in file.pictures]
    return file.model_copy(
        update={
            "name": texts.name or file.name,
            "briefing": texts.briefing or file.briefing,
            "pictures": pictures,
            "areas": _titled(file.areas, areas),
            "victory": file.victory.model_copy(update={"levels": levels}),
        }
    )


def _relevelled(level: Level, texts: ScenarioTexts) -> Level:
    return level.model_copy(update={"name": texts.levels.get(level.id, level.name)})


def _forces(forces: ForcesFile, texts: TextsFile) -> ForcesFile:
    sides = {id_: _side(side, texts.sides.get(id_, SideTexts()), texts) for id_, side in forces.sides.items()}
    return forces.model_copy(update={"sides": sides})


def _side(side: Side, own: SideTexts, texts: TextsFile) -> Side:
    return side.model_copy(
        update={
            "name": own.name or side.name,
            "adjective": own.adjective or side.adjective,
            "formations": [_formation(formation, texts) for formation in side.formations],
        }
    )


def _formation(formation: Formation, texts: TextsFile) -> Formation:
    return formation.model_copy(
        update={
            "name": texts.formations.get(formation.id, formation.name),
            "units": [_unit(unit, texts) for unit in formation.units],
            "formations": [_formation(inside, texts) for inside in formation.formations],
        }
    )


def _unit(unit: Unit, texts: TextsFile) -> Unit:
    own = None if unit.type_name is None else texts.type_names.get(unit.id, unit.type_name)
    return unit.model_copy(update={"name": texts.units.get(unit.id, unit.name), "type_name": own})


def _ground(ground: Ground, texts: TextsFile) -> Ground:
    for section in ("terrain", "hexsides", "roads"):
        ground = _called(ground, section, getattr(texts, section))
    return ground


def _called(library: Called, section: str, texts: Mapping[str, str]) -> Called:
    """Return a library whose entries of a section are called otherwise."""
    entries = {
        id_: noun.model_copy(update={"name": texts[id_]}) if id_ in texts else noun
        for id_, noun in getattr(library, section).items()
    }
    return library.model_copy(update={section: entries})
