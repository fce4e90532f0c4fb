"""The languages that names on the map may be in. English is that of files and texts; others help to read the map."""

from __future__ import annotations

from typing import Literal, TypeVar

from game.scenario.schema.mapsheet import Crossing, MapFile, Place

Language = Literal["en", "ru", "ja"]

Named = TypeVar("Named", Place, Crossing)


def told_in(language: Language, map_file: MapFile) -> MapFile:
    """Return a map whose places and crossings bear their names in a language, the English ones where it has none."""
    return map_file.model_copy(
        update={
            "places": [_named(place, language) for place in map_file.places],
            "crossings": [_named(crossing, language) for crossing in map_file.crossings],
        }
    )


def _named(noun: Named, language: Language) -> Named:
    name = None if language == "en" or noun.names is None else getattr(noun.names, language)
    return noun if name is None else noun.model_copy(update={"name": name})
