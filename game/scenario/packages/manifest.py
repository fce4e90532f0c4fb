"""What a package says of itself: the battle, its scenarios, and the digest of every file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Annotated, Any, Final, Literal

from pydantic import Field, StringConstraints

from game.core.errors import ScenarioError, UsageError, on_one_line
from game.scenario.packages.archive import MANIFEST
from game.scenario.packages.checking import MOST_SCENARIOS, Checked
from game.scenario.packages.contents import MOST_FILES, first_of, why_no_name
from game.scenario.reading import Document
from game.scenario.schema.basics import Noun
from game.scenario.suggesting import quote
from game.scenario.validating import validate

FORMAT: Final = "Border Wars battle"
VERSION: Final = 1
_LONGEST: Final = 120

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Short = Annotated[str, StringConstraints(max_length=_LONGEST)]
Release = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z.+-]{1,40}$")]


class FileEntry(Noun):
    """A file of a package."""

    bytes: Annotated[int, Field(ge=0, le=1_000_000_000)]
    sha256: Sha256


class ScenarioEntry(Noun):
    """A scenario of a package: what it is called, and the digest that it had where it was packed, if it was sound."""

    name: Short
    title: Short = ""
    digest: Sha256 | None = None


class Manifest(Noun):
    """The manifest of a package."""

    format: Literal["Border Wars battle"]
    version: Annotated[int, Field(ge=1, le=VERSION)]
    game: Release
    battle: Short
    scenarios: list[ScenarioEntry] = Field(max_length=MOST_SCENARIOS)
    files: dict[str, FileEntry] = Field(max_length=MOST_FILES)


def manifest_of(battle: str, scenarios: Iterable[Checked], files: Mapping[str, bytes]) -> Manifest:
    """Return the manifest of a battle, its scenarios and files."""
    return Manifest(
        format="Border Wars battle",
        version=VERSION,
        game=version("borderwars"),
        battle=battle,
        scenarios=[
            ScenarioEntry(name=one.name, title=on_one_line(one.title)[:_LONGEST], digest=one.digest or None)
            for one in scenarios
        ],
        files={name: entry_of(files[name]) for name in sorted(files)},
    )


def entry_of(content: bytes) -> FileEntry:
    """Return what a manifest says of a file."""
    return FileEntry(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return a manifest as it is written, ASCII only."""
    return (json.dumps(manifest.model_dump(), indent=1) + "\n").encode("ascii")


def read_manifest(content: bytes, where: str) -> Manifest:
    """Return a manifest from its bytes.

    Raises
    ------
    UsageError : it is none, or that of a newer version; the sentence names `where`.
    """
    try:
        data = json.loads(content, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where}: {MANIFEST} cannot be read: {error}") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise UsageError(f"{where}: this is no package of a battle: {MANIFEST} does not say so")
    if isinstance(data.get("version"), int) and data["version"] > VERSION:
        raise UsageError(f"{where}: the package was made by a newer version of the game, {quote(data.get('game'))}")
    validated = validate(Document(MANIFEST, data), Manifest)
    if validated.problems or not isinstance(validated.model, Manifest):
        raise UsageError(f"{where}: {first_of(ScenarioError(validated.problems))}")
    if fault := why_no_name(validated.model.battle):
        raise UsageError(f"{where}: {MANIFEST}: {fault}")
    return validated.model


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON; a key that comes twice would mean one thing to us and another to others."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key comes twice")
    return found
