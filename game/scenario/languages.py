"""The languages that names on the map may be in. English is that of files and texts; others help to read the map."""

from __future__ import annotations

import re
from typing import Literal, TypeVar

from game.scenario.schema.mapsheet import Crossing, MapFile, Place

Language = Literal["en", "ru", "ja"]

Named = TypeVar("Named", Place, Crossing)


def localised(language: Language, map_file: MapFile) -> MapFile:
    """Return a map whose places and crossings bear their names in a language, the English ones where it has none."""
    return map_file.model_copy(
        update={
            "places": [_named(place, language) for place in map_file.places],
            "crossings": [_named(crossing, language) for crossing in map_file.crossings],
        }
    )


def renamed(text: str, language: Language, map_file: MapFile) -> str:
    """Return a text in which the places and crossings of a map, as files call them, bear their names in a language.

    For what names places within a sentence: titles of areas, awards, reasons of orders. A place of two names ("Hill 52
    / Pulemyotnaya Gorka") is known by either.
    """
    there = localised(language, map_file)
    nouns = [(noun.name, other.name) for noun, other in zip(map_file.places, there.places, strict=True)]
    nouns += [(noun.name, other.name) for noun, other in zip(map_file.crossings, there.crossings, strict=True)]
    names = {known: name for written, name in nouns if name != written for known in (written, *written.split(" / "))}
    if not names:
        return text
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{known})(?!\w)", lambda found: names[found[0]], text)


def _named(noun: Named, language: Language) -> Named:
    name = None if language == "en" or noun.names is None else getattr(noun.names, language)
    return noun if name is None else noun.model_copy(update={"name": name})
