"""A file of texts: what a battle says, in another language than that of its files."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from game.scenario.schema.basics import UNIT_ID, Id, Name, Noun, SchemaVersion, Text, UnitId
from game.scenario.schema.looks import PictureFile

OtherLanguage = Literal["ru", "ja"]
"""The languages that texts may be in, beside that of the files."""

FileStem = Annotated[str, StringConstraints(pattern=UNIT_ID, max_length=60)]
"""The name of a file without its ending."""


class ScenarioTexts(Noun):
    """The texts of one scenario."""

    name: Name | None = Field(None, description="title of the scenario")
    briefing: Text | None = Field(None, description="the briefing")
    levels: dict[Id, Name] = Field(default_factory=dict, description="id of a victory level -> what it is called")
    captions: dict[PictureFile, Name] = Field(
        default_factory=dict, description="file of a picture -> what stands beneath it"
    )


class SideTexts(Noun):
    """The texts of one side."""

    name: Name | None = Field(None, description="what the side is called")
    adjective: Name | None = Field(None, description="what is its own")


class TextsFile(Noun):
    """`texts_ru.yaml` or `texts_ja.yaml` beside scenarios: their texts in Russian or Japanese, as far as there are."""

    schema_version: SchemaVersion = Field(alias="schema")
    language: OtherLanguage = Field(description="ru: Russian, ja: Japanese; as the name of the file says")
    scenarios: dict[FileStem, ScenarioTexts] = Field(
        default_factory=dict, description="name of a scenario's file, without .yaml -> its texts"
    )
    map: Name | None = Field(None, description="name of the map")
    sides: dict[Id, SideTexts] = Field(default_factory=dict, description="id of a side -> its texts")
    formations: dict[UnitId, Name] = Field(default_factory=dict, description="id of a formation -> what it is called")
    units: dict[UnitId, Name] = Field(default_factory=dict, description="id of a unit -> what it is called")
    type_names: dict[UnitId, Name] = Field(default_factory=dict, description="id of a unit -> its own `type_name`")
    unit_types: dict[Id, Name] = Field(default_factory=dict, description="id of a unit type -> what it is called")
    equipment: dict[Id, Name] = Field(default_factory=dict, description="id of a kind of item -> what it is called")
    terrain: dict[Id, Name] = Field(default_factory=dict, description="id of a kind of ground -> what it is called")
    hexsides: dict[Id, Name] = Field(default_factory=dict, description="id of a kind of hexside -> what it is called")
    roads: dict[Id, Name] = Field(default_factory=dict, description="id of a kind of road -> what it is called")
    lines: dict[Id, Name] = Field(default_factory=dict, description="id of a line of the map -> what it is called")
    symbols: dict[Id, Name] = Field(
        default_factory=dict, description="id of a symbol of the battle's own -> what the legend calls it"
    )
    places: dict[Name, Name] = Field(
        default_factory=dict, description="name of a place in the map -> what it is called"
    )
    crossings: dict[Id, Name] = Field(default_factory=dict, description="id of a crossing -> what it is called")
    areas: dict[Id, Name] = Field(
        default_factory=dict, description="id of an area or region -> its title, within a sentence"
    )
