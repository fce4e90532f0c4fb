"""Writing YAML: whole documents in the canonical form, and edits of files that people keep.

`dump` writes plain data so that every reader of YAML 1.1 or 1.2 reads back the same. `save_edited` changes single
values of a file and leaves its comments, its order and every line that is not concerned as they are.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from io import StringIO
from pathlib import Path
from typing import Any, Final

import yaml

from game.core.files import write_whole
from game.scenario.map_text import stays_text
from game.scenario.reading import Spot, load_bytes, read_bytes, read_text

_DUMPER: Final[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_NUMBER_LIKE: Final = re.compile(r"^[-+]?[0-9.][-+0-9.eE_:xXoO]*$")
_BLOCK: Final = re.compile(r"(?:[^\n]*[^\s]\n)+\Z")
_UNSAFE_IN_BLOCK: Final = re.compile("[^\n\x20-\x7e\xa0-\u2027\u2030-\ud7ff\ue000-\ufefe]")

INLINE: Final = 110
"""The longest list or mapping, in characters, that an edit writes into one line."""


class _Delete:
    """The type of DELETE."""

    def __repr__(self) -> str:
        return "DELETE"


DELETE: Final = _Delete()
"""As the new value of a change: take the entry away."""


class _Dumper(_DUMPER):  # type: ignore[misc]  # chosen at run time
    """Leaves text bare only if no reader would take it for a number or a date."""


def _represent_text(dumper: Any, text: str) -> Any:
    style = "|" if _is_block(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_implicit_resolver("x-quote", _NUMBER_LIKE, list("-+.0123456789"))
_Dumper.add_representer(str, _represent_text)


def dump(data: Any) -> str:
    """Return plain data as YAML in the canonical form; grids and other texts of several lines become blocks."""
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    return text


def _is_block(text: str) -> bool:
    """Whether a text of several lines reads best, and reads back the same, as a block."""
    return text.count("\n") > 1 and not _UNSAFE_IN_BLOCK.search(text) and _BLOCK.match(text) is not None


def write_file(path: Path, text: str) -> None:
    """Replace a file in one step: after a crash either the old content is there or the new."""
    write_whole(path, text.encode("utf-8"))


# --- edits ----------------------------------------------------------------------------------------------------------


def save_edited(path: Path, changes: Mapping[Spot, Any]) -> None:
    """Change values of a YAML file; a new value DELETE takes an entry away, a list position at its end appends.

    Changes are made in the order given, and their parents must exist. Nothing else in the file moves, except that a
    list or mapping which spans several lines in brackets is joined into one line when something inside it changes.

    Raises
    ------
    ScenarioError : the file cannot be read.
    """
    content = load_bytes(path, str(path))
    before = read_bytes(content, str(path))
    wanted = copy.deepcopy(before.data)
    _apply(wanted, changes, lambda value: value)
    if wanted != before.data:
        write_file(path, edited(content.decode("utf-8"), changes, wanted))


def edited(text: str, changes: Mapping[Spot, Any], wanted: Any) -> str:
    """Return the text of a file after changes that make its data `wanted`."""
    lines = text.replace("\r\n", "\n")
    changed = _through_ruamel(lines, changes)
    for candidate in (_merge(_through_ruamel(lines, {}), lines, changed), changed):
        if read_text(candidate).data == wanted:
            return candidate.replace("\n", "\r\n") if "\r\n" in text else candidate
    raise AssertionError("an edit that would not read back as it was meant")


def _through_ruamel(text: str, changes: Mapping[Spot, Any]) -> str:
    """Read, change and write a file with its comments; what is bare, quoted or in brackets stays so."""
    from ruamel.yaml import YAML

    ruamel = YAML()
    ruamel.preserve_quotes = True
    ruamel.width = 10**6
    ruamel.indent(mapping=2, sequence=4, offset=2)
    data = ruamel.load(text)
    _apply(data, changes, _styled)
    stream = StringIO()
    ruamel.dump(data, stream)
    return stream.getvalue()


def _apply(data: Any, changes: Mapping[Spot, Any], style: Any) -> None:
    for spot, value in changes.items():
        parent = data
        for part in spot[:-1]:
            parent = parent[part]
        if value is DELETE:
            del parent[spot[-1]]
        elif isinstance(parent, list) and spot[-1] == len(parent):
            parent.append(style(value))
        else:
            parent[spot[-1]] = style(copy.deepcopy(value))


def _styled(value: Any) -> Any:
    """Return a new value as ruamel writes it best: short collections in brackets, text in quotes, grids as blocks."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

    if isinstance(value, str):
        if _is_block(value):
            return LiteralScalarString(value)
        return value if stays_text(value) else DoubleQuotedScalarString(value)
    if not isinstance(value, (list, dict)):
        return value
    styled: Any
    if isinstance(value, dict):
        styled = CommentedMap((key, _styled(child)) for key, child in value.items())
    else:
        styled = CommentedSeq(_styled(child) for child in value)
    if len(repr(value)) <= INLINE and "\\n" not in repr(value):
        styled.fa.set_flow_style()
    return styled


def _merge(base: str, layout: str, changed: str) -> str:
    """Carry the changes from `base` to `changed` over to `layout`, which is `base` with other line breaks."""
    lines = base.splitlines(keepends=True)
    edits = _hunks(lines, changed.splitlines(keepends=True))
    kept = [hunk for hunk in _hunks(lines, layout.splitlines(keepends=True)) if not _touches(hunk, edits)]
    result: list[str] = []
    done = 0
    for low, high, replacement in sorted([*edits, *kept], key=lambda hunk: hunk[:2]):
        result += lines[done:low] + replacement
        done = high
    return "".join(result + lines[done:])


def _hunks(old: list[str], new: list[str]) -> list[tuple[int, int, list[str]]]:
    """Where two texts differ: (first line, line after the last, what stands there instead)."""
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(low, high, new[a:b]) for kind, low, high, a, b in codes if kind != "equal"]


def _touches(hunk: tuple[int, int, list[str]], others: list[tuple[int, int, list[str]]]) -> bool:
    low, high, _ = hunk
    return any(low < other[1] and other[0] < high for other in others)
