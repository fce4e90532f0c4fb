"""What all nouns share: kinds of values with their bounds, closed sets of words, and the two base models."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from game.core.limits import MOST_POINTS

SCHEMA_VERSION = 1

ID: Final = r"^[a-z][a-z0-9_]*$"
UNIT_ID: Final = r"^[A-Za-z0-9][A-Za-z0-9/_.-]*$"
HEX_NUMBER: Final = r"^[0-9]{4}([0-9]{2})?$"
HEXSIDE: Final = r"^[0-9]{4}([0-9]{2})?-(NE|E|SE|SW|W|NW)$"
DAY: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MOMENT: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$"
"""How they are written; `validating` has words for each."""

Id = Annotated[str, StringConstraints(pattern=ID, max_length=48)]
UnitId = Annotated[str, StringConstraints(pattern=UNIT_ID, max_length=32)]
HexNumber = Annotated[str, StringConstraints(pattern=HEX_NUMBER)]
HexsideRef = Annotated[str, StringConstraints(pattern=HEXSIDE)]
Day = Annotated[str, StringConstraints(pattern=DAY)]
Moment = Annotated[str, StringConstraints(pattern=MOMENT)]

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_BREAK: Final = re.compile(r"[\t\n]")

UNREADABLE: Final = "unreadable"
"""The type of pydantic's error for text that cannot be shown; its message says what would be right."""


def _readable(text: str) -> str:
    """Let only text pass that a window, a terminal and a map can show."""
    if found := _CONTROL.search(text):
        code = f"U+{ord(found[0]):04X}"
        raise PydanticCustomError(UNREADABLE, "should hold no control characters such as {code}", {"code": code})
    if not any(unicodedata.category(letter)[0] in "LNPS" for letter in text):  # letters, digits, marks of writing
        raise PydanticCustomError(UNREADABLE, "should hold something that can be seen")
    return text


def _on_one_line(text: str) -> str:
    if _BREAK.search(text):
        raise PydanticCustomError(UNREADABLE, "should stand on one line")
    return text


Text = Annotated[str, StringConstraints(min_length=1, max_length=4000), AfterValidator(_readable)]
Name = Annotated[
    str, StringConstraints(min_length=1, max_length=120), AfterValidator(_readable), AfterValidator(_on_one_line)
]
"""What something is called: on maps, counters and buttons."""

# Whole numbers, each with its least and its greatest value: no bare `int` stands in a model.
SchemaVersion = Annotated[int, Field(ge=1, le=SCHEMA_VERSION, description="version of the form of the file; write 1")]
Thousandths = Annotated[int, Field(ge=0, le=10_000)]
Share = Annotated[int, Field(ge=0, le=1_000)]
Count = Annotated[int, Field(ge=0, le=20_000)]
Turn = Annotated[int, Field(ge=1, le=400)]
Percent = Annotated[int, Field(ge=0, le=100)]
Missions = Annotated[int, Field(ge=0, le=20)]
Works = Annotated[int, Field(ge=0, le=4)]
Days = Annotated[int, Field(ge=0, le=30)]
Speed = Annotated[int, Field(ge=0, le=60_000)]
Height = Annotated[int, Field(ge=-500, le=9_000)]
HexSize = Annotated[int, Field(ge=50, le=20_000)]
Latitude = Annotated[float, Field(ge=-66, le=66)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
UtcOffset = Annotated[int, Field(ge=-12, le=14)]
Points = Annotated[int, Field(ge=-1_000, le=1_000)]
Margin = Annotated[int, Field(ge=-2 * MOST_POINTS, le=2 * MOST_POINTS)]
Total = Annotated[int, Field(ge=0, le=1_000_000_000)]


def bounds_of(kind: Any) -> tuple[int, int]:
    """Return least and most of a kind of number."""
    bounds = get_args(kind)[1].metadata
    return next(one.ge for one in bounds if hasattr(one, "ge")), next(one.le for one in bounds if hasattr(one, "le"))


# Two values in a row; files and saves write a list, so that only here a list may become a tuple.
Disc = Annotated[tuple[HexNumber, Annotated[int, Field(ge=0, le=100)]], Field(strict=False)]
Lifted = Annotated[tuple[Turn, Count], Field(strict=False)]
Turns = Annotated[tuple[Turn, Turn], Field(strict=False)]
Counts = Annotated[tuple[Count, Count], Field(strict=False)]
Totals = Annotated[tuple[Total, Total], Field(strict=False)]
BothSides = Annotated[tuple[Id, Id], Field(strict=False)]

COLOUR: Final = r"^#[0-9a-fA-F]{6}$"
Colour = Annotated[str, StringConstraints(pattern=COLOUR)]
"""A colour as six hexadecimal digits: "#d6cec4". In YAML it needs quotes, since # begins a comment."""

PatternName = Literal["none", "marsh", "dots", "tufts", "rocks", "crosses", "trees", "blocks"]
MobilityName = Literal["foot", "mounted", "horse_drawn", "wheeled", "tracked", "rail", "boat"]
KindName = Literal["men", "machine_gun", "mortar", "gun", "tank", "vehicle"]
RoleName = Literal["infantry", "armour", "artillery", "cavalry", "engineer", "support", "headquarters"]
EchelonName = Literal["section", "platoon", "company", "battalion", "regiment", "brigade", "division", "corps"]
RoadName = Literal["track", "steppe_track", "dirt_road", "railway"]


class Noun(BaseModel):
    """The base of all models: no unknown keys, no silent conversions, no changes after reading."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Sourced(Noun):
    """Anything that history vouches for: `source` names where it stands, `estimate` says that it is ours."""

    source: Text | None = Field(None, description="where it stands in history: book and page, document, or map sheet")
    estimate: bool = Field(False, description="true: a guess of the author's; may stand beside a source")
