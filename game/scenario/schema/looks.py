"""What a battle looks like beside its ground: flags of sides, pictures for the briefing, symbols of its own."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field, StringConstraints

from game.core.limits import MOST_KINDS
from game.scenario.schema.basics import Colour, Id, Name, Noun, Percent, SchemaVersion, Sourced

PICTURE: Final = r"^[a-z0-9][a-z0-9_-]{0,59}\.png$"
PictureFile = Annotated[str, StringConstraints(pattern=PICTURE)]
"""The name of a picture beside the file that names it: one that every system and every package can have."""

MOST_PICTURES: Final = 12
MOST_STRIPES: Final = 15
MOST_PARTS: Final = 20
MOST_STROKES: Final = 40
MOST_POINTS: Final = 60

Across = Annotated[int, Field(ge=-150, le=150)]
Down = Annotated[int, Field(ge=-100, le=100)]
Radius = Annotated[int, Field(ge=1, le=150)]

StrokePoint = Annotated[tuple[Across, Down], Field(strict=False)]
Circle = Annotated[tuple[Across, Down, Radius], Field(strict=False)]
Oval = Annotated[tuple[Across, Down, Radius, Radius], Field(strict=False)]

Corner = Annotated[tuple[Percent, Percent], Field(strict=False)]
Box = Annotated[tuple[Percent, Percent, Percent, Percent], Field(strict=False)]
Round = Annotated[tuple[Percent, Percent, Annotated[int, Field(ge=1, le=100)]], Field(strict=False)]
Proportion = Annotated[
    tuple[Annotated[int, Field(ge=1, le=100)], Annotated[int, Field(ge=1, le=100)]], Field(strict=False)
]


class Picture(Sourced):
    """A picture that is shown with the briefing; its source says whose it is."""

    file: PictureFile = Field(description='a PNG file beside this one, like "the_pass.png"')
    caption: Name | None = Field(None, description="what stands beneath it")


PART_FORMS: Final = ("box", "disc", "cross", "polygon")
"""The keys of which each part of a flag has one."""


class FlagPart(Noun):
    """One form on a flag, over those before it; places are per cent of the width and of the height."""

    colour: Colour = Field(description='its colour, as "#bc002d"')
    box: Box | None = Field(None, description="a rectangle: left, top, right and lower edge")
    disc: Round | None = Field(None, description="a disc: its middle across and down; its diameter, of the height")
    cross: Round | None = Field(
        None, description="two bars from edge to edge: where they meet; how broad, of the height"
    )
    polygon: Annotated[list[Corner], Field(min_length=3, max_length=MOST_POINTS)] | None = Field(
        None, description="an area by its corners, each across and down"
    )


class Flag(Sourced):
    """The flag of a side: stripes with forms over them, or a picture."""

    proportion: Proportion = Field((2, 3), description="height and width, as [2, 3]")
    stripes: list[Colour] = Field(
        default_factory=list, max_length=MOST_STRIPES, description="colours from the top down; one is a plain field"
    )
    upright: bool = Field(False, description="true: the stripes stand side by side, the first at the staff")
    parts: list[FlagPart] = Field(
        default_factory=list, max_length=MOST_PARTS, description="forms over the stripes, the uppermost last"
    )
    picture: PictureFile | None = Field(None, description="a PNG file beside this one, in place of all these")


STROKE_FORMS: Final = ("line", "area", "circle", "oval")
"""The keys of which each stroke of a symbol has one."""


class SymbolStroke(Noun):
    """One stroke of a symbol. The frame goes from [-150, -100] at its upper left corner to [150, 100]."""

    line: Annotated[list[StrokePoint], Field(min_length=2, max_length=MOST_POINTS)] | None = Field(
        None, description="a line through points: [[-150, -100], [150, 100]]"
    )
    area: Annotated[list[StrokePoint], Field(min_length=3, max_length=MOST_POINTS)] | None = Field(
        None, description="the area between corners"
    )
    circle: Circle | None = Field(None, description="middle and radius: [0, 0, 40]")
    oval: Oval | None = Field(None, description="middle, half its width and half its height")
    filled: bool = Field(False, description="true: circle or oval are filled")


class OwnSymbol(Noun):
    """A symbol that the battle brings."""

    name: Name = Field(description="what the legend calls it")
    strokes: list[SymbolStroke] = Field(min_length=1, max_length=MOST_STROKES, description="what is drawn in the frame")


class SymbolsFile(Noun):
    """`symbols.yaml` beside a scenario: symbols of counters, added to those of the game or in place of one."""

    schema_version: SchemaVersion = Field(alias="schema")
    symbols: dict[Id, OwnSymbol] = Field(max_length=MOST_KINDS, description="id -> symbol, which units and types name")
