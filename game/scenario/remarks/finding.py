"""All remarks on a scenario, or on a single file, in the order of files and lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Final

from game.core.errors import Remark, ScenarioError
from game.scenario.library import find_scenario, shown
from game.scenario.loading import load_with_places
from game.scenario.nouns import LIBRARIES
from game.scenario.reading import Document, load_bytes, read_file
from game.scenario.remarks.checked import Checked, Neighbour, at_most
from game.scenario.remarks.closed_ground import idle_chances
from game.scenario.remarks.idle_units import units_shut_in, units_without_fire, units_without_supply
from game.scenario.remarks.margins import levels_out_of_reach
from game.scenario.remarks.newcomers import arrivals_too_late, arrivals_without_room, arrivals_without_way
from game.scenario.remarks.objectives import awards_for_closed_ground, tasks_out_of_reach
from game.scenario.remarks.own_entries import unused_entries
from game.scenario.remarks.repeats import repeats
from game.scenario.remarks.rivers import gaps_in_rivers
from game.scenario.remarks.short_turns import short_turns
from game.scenario.remarks.translations import letters_without_font, translations
from game.scenario.remarks.unnamed_files import unnamed_file
from game.scenario.remarks.unused import absent_troops, idle_spells, map_leftovers, unnamed_areas
from game.scenario.remarks.unusual import unusual_values
from game.scenario.schema.basics import Noun
from game.scenario.schema.mapsheet import MapFile
from game.scenario.schema.texts import TextsFile

KINDS: Final = (
    awards_for_closed_ground,
    tasks_out_of_reach,
    levels_out_of_reach,
    units_without_fire,
    units_shut_in,
    units_without_supply,
    arrivals_without_way,
    arrivals_without_room,
    arrivals_too_late,
    unnamed_areas,
    absent_troops,
    unused_entries,
    idle_spells,
    short_turns,
    repeats,
    translations,
)
"""What is looked at in a whole scenario, beside the values of its files."""

OF_MAPS: Final = (map_leftovers, gaps_in_rivers)
"""What is looked at in a map, by itself or with a scenario."""

OWN_FILES: Final = ("scenario", "map", "forces")
"""The kinds of files whose values are looked at with a scenario."""

MOST_NEIGHBOURS: Final = 200
"""Other files of a folder that are looked into for names."""


def load_checked(name_or_path: str | Path) -> Checked:
    """Return a scenario as `load_scenario` does, and what it takes to look at it closely."""
    scenario, documents = load_with_places(name_or_path)
    path = find_scenario(name_or_path)[1]
    return Checked(scenario, documents, tuple(_neighbours(path, documents)))


def remarks_on(checked: Checked) -> list[Remark]:
    """Return what looks wrong in a scenario without faults."""
    families = [at_most(kind(checked)) for kind in KINDS]
    families += [at_most(kind(checked.documents["map"], checked.scenario.map)) for kind in OF_MAPS]
    families += [at_most(unusual_values(kind, checked.documents[kind])) for kind in OWN_FILES]
    for library in LIBRARIES:
        if (own := checked.own(library)) is not None:
            families += _on_library(library, own)
    return _in_order(chain(*families))


def remarks_on_part(kind: str, path: Path, model: Noun | None) -> list[Remark]:
    """Return what looks wrong in a single file without faults that is no scenario, seen by itself and in its folder."""
    document = read_file(path, shown(path))
    neighbours = tuple(_neighbours(path, {kind: document}))
    found = [*_on_library(kind, document), unnamed_file(kind, path, document, neighbours)]
    if isinstance(model, TextsFile):
        found.append(at_most(letters_without_font(document)))
    if isinstance(model, MapFile):
        found += [at_most(kind(document, model)) for kind in OF_MAPS]
    return _in_order(chain(*found))


def _on_library(kind: str, document: Document) -> Iterator[Iterator[Remark]]:
    """Yield the families of remarks on the values of a file, which may be a battle's own library."""
    yield at_most(unusual_values(kind, document))
    if kind == "terrain":
        yield at_most(idle_chances(document))


def _in_order(remarks: Iterable[Remark]) -> list[Remark]:
    return sorted(dict.fromkeys(remarks), key=lambda one: (one.file, one.line, one.column, one.message))


def _neighbours(path: Path, documents: dict[str, Document]) -> Iterator[Neighbour]:
    """Yield the other files of the folder of a file: those that are not its documents."""
    known = {document.name for document in documents.values()}
    others = (other for other in sorted(path.parent.glob("*.yaml")) if shown(other) not in known)
    for other in islice(others, MOST_NEIGHBOURS):
        try:
            yield _neighbour(other, other.stat().st_mtime_ns)
        except (ScenarioError, OSError):
            continue


@lru_cache(maxsize=2 * MOST_NEIGHBOURS)
def _neighbour(path: Path, _: int) -> Neighbour:
    """Return a file as it was at a moment: where a whole folder is checked, each is beside all the others.

    Raises
    ------
    ScenarioError : it cannot be read.
    """
    return Neighbour(path, load_bytes(path, shown(path)).decode("utf-8", "replace"))
