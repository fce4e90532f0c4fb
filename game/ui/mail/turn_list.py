"""What turn files there are, as the list of them shows it: by game, the newest first, with what becomes of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from game.core.errors import SaveError
from game.engine.turn_files import read_turn_document
from game.ui.mail.mail_folder import ANY, INVITATION, kept_sides
from game.ui.saves.save_list import LONGEST_WORDS, Entry
from game.view.lettering import drawable

MOST: Final = 100
"""Turn files that are listed: the newest."""

TO_OPEN, OPENED, SENT = "to be opened", "opened", "yours, to be sent"


@dataclass(frozen=True)
class TurnEntry(Entry):
    """A turn file in a list; `date` is what has become of it."""

    @property
    def name(self) -> str:
        """What the file is called, without its ending."""
        return drawable(self.path.stem.replace(".turn", ""))


def turn_entries(folders: Sequence[Path]) -> list[Entry]:
    """Return the turn files of some folders, the newest first, in each game the newest first."""
    stamped = sorted(_files(folders).items(), key=lambda file: -file[1][0])[:MOST]
    known = _known()
    found = [_entry(path, stamp, known) for path, stamp in stamped]
    newest = {entry.game: entry.changed for entry in reversed(found)}
    return sorted(found, key=lambda entry: (not entry.fault, newest[entry.game], entry.game), reverse=True)


def newest_to_open(entries: Sequence[Entry]) -> Entry | None:
    """Return the turn file that is most likely wanted: the newest that has not been opened."""
    usable = [entry for entry in entries if not entry.fault]
    return next((entry for entry in usable if entry.date == TO_OPEN), next(iter(usable), None))


def _files(folders: Sequence[Path]) -> dict[Path, tuple[float, int]]:
    found: dict[Path, tuple[float, int]] = {}
    for where in folders:
        with suppress(OSError):
            for path in where.glob(ANY):
                with suppress(OSError):
                    if path.is_file() and not path.name.startswith("."):
                        stamp = path.stat()
                        found[path] = stamp.st_mtime, stamp.st_size
    return found


def _known() -> dict[str, tuple[str, int]]:
    """Return of each match that is played here: which side, and how many player turns have been exchanged."""
    known = {}
    for match, (side, path) in kept_sides().items():
        with suppress(SaveError, OSError):
            known[match] = side, int(_read(path, *_stamp(path))["turns"])
    return known


def _stamp(path: Path) -> tuple[float, int]:
    stamp = path.stat()
    return stamp.st_mtime, stamp.st_size


def _entry(path: Path, stamp: tuple[float, int], known: Mapping[str, tuple[str, int]]) -> Entry:
    try:
        read = _read(path, *stamp)
    except SaveError as error:
        return TurnEntry(path, stamp[0], fault=str(error).removeprefix(f"{path}: "))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError):
        return TurnEntry(path, stamp[0], fault="is incomplete")
    side, turns = known.get(read["game"], ("", -1))
    state = SENT if side == read["sender"] else OPENED if read["turns"] <= turns else TO_OPEN
    return TurnEntry(path, stamp[0], read["title"], state, read["turn"], read["players"], game=read["game"])


@lru_cache(maxsize=512)
def _read(path: Path, changed: float, size: int) -> Mapping[str, Any]:
    """Return what a turn file says of itself; read again only if it has changed."""
    document = read_turn_document(path)
    scenario, match, record = document["scenario"]["documents"]["scenario"], document["match"], document["record"]
    sides = document["scenario"]["documents"]["forces"]["sides"]
    adjectives = {side: str(data["adjective"]) for side, data in sides.items()}
    last = record[-1] if record else {"side": scenario["order_of_play"][1]}
    turn = f"turn {int(last['turn'])}, {adjectives[last['side']]} orders" if record else INVITATION
    words = {
        "title": str(scenario["name"]),
        "turn": turn,
        "players": ", ".join(f"{adjectives[side]}: {match['players'][side]}" for side in adjectives),
        "game": str(match["id"]),
        "sender": str(last["side"]),
    }
    return {**{key: drawable(text[:LONGEST_WORDS]) for key, text in words.items()}, "turns": len(record)}
