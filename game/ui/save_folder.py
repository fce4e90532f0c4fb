"""Where games are kept: named saves, the quick save, and a ring of autosaves that a second thread writes.

A save holds who plays each side: commanders by name, a person's side by its absence. Files are written whole or not at
all (`core.files.write_whole`), so a crash or a kill costs at most the order that was just given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

from platformdirs import user_data_path

from game.commanders.roster import DEFAULT, NUMBERS
from game.core.errors import SaveError
from game.engine.game import Game
from game.engine.replay import steps
from game.engine.saves import Saved, read_document, read_save, save_game
from game.scenario.schema.scenario_file import Calendar
from game.ui.session import HUMAN, Session
from game.view.lettering import drawable

RING: Final = 10
"""Autosaves that are kept; each side-turn begins a new one."""

QUICK: Final = "quick save"
AUTO: Final = "autosave-"
SUFFIX: Final = ".json"
LONGEST: Final = 60
LONGEST_WORDS: Final = 200
"""Letters of a title or of names that a list shows: a file from elsewhere may hold millions."""

_UNFIT: Final = re.compile(r"[^\w .,()'-]+")
_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?\Z")


def folder() -> Path:
    """Return the folder of the saves; it may not be there yet."""
    return user_data_path("borderwars") / "saves"


def replay_folder() -> Path:
    """Return where `play` without a board leaves its replays."""
    return user_data_path("borderwars") / "replays"


def file_of(name: str) -> Path:
    """Return the file of a save by its name; letters that a file cannot have are left out."""
    fit = _UNFIT.sub(" ", name).strip(" .")[:LONGEST].strip(" .") or "game"
    return folder() / f"{'_' if _RESERVED.match(fit) else ''}{fit}{SUFFIX}"


# --- writing --------------------------------------------------------------------------------------------------------


def commanders_of(session: Session) -> dict[str, str]:
    """Return the commanders of the sides that no person plays."""
    return {side: name for side, name in session.players.items() if name != HUMAN}


def save_session(session: Session, name: str) -> Path:
    """Write a game under a name and return its file.

    Raises
    ------
    SaveError : it cannot be written.
    """
    path = file_of(name)
    _make_folder(path.parent)
    save_game(session.game, path, commanders_of(session), session.rules)
    return path


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(f"{path}: the folder cannot be made: {error.strerror or error}") from error


@dataclass(frozen=True)
class _Wanted:
    game: Game
    commanders: Mapping[str, str]
    rules: int


class Autosaver:
    """Keeps one game safe: after each order and each side-turn it is written, by a thread, never twice at once."""

    def __init__(self) -> None:
        self.fault = ""
        self._slots: list[Path] = []
        self._slot: Path | None = None
        self._seen: object = None
        self._turns = 0
        self._wanted: dict[Path, _Wanted] = {}
        self._lock = Lock()
        self._at_work = False
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="autosave")

    @property
    def file(self) -> Path | None:
        """The file that is written now; None as long as there is nothing to lose."""
        return self._slot

    def watch(self, session: Session) -> None:
        """Look whether something has happened since the last look, and have it written; called once a frame."""
        record = session.game.record
        seen = (id(session.game), len(record), len(record[-1].orders), record[-1].orders[-1:], record[-1].digest)
        if seen == self._seen:
            return
        began = self._seen is None
        self._seen = seen
        if began and len(record) == 1 and not record[0].orders:
            return  # nothing to lose yet
        if self._slot is None or len(record) != self._turns:
            self._slot, self._turns = self._next_slot(), len(record)
        self._write(self._slot, _Wanted(session.game.copy(), commanders_of(session), session.rules))

    def close(self) -> None:
        """Finish what is still to be written."""
        self._writer.shutdown(wait=True)

    def _next_slot(self) -> Path:
        """Return the autosave to write next: unused ones first, then the oldest."""
        if not self._slots:
            all_slots = [folder() / f"{AUTO}{number:02}{SUFFIX}" for number in range(1, RING + 1)]
            self._slots = sorted(all_slots, key=_changed)
        self._slots.append(self._slots.pop(0))
        return self._slots[-1]

    def _write(self, path: Path, wanted: _Wanted) -> None:
        with self._lock:
            self._wanted[path] = wanted
            if self._at_work:
                return
            self._at_work = True
        self._writer.submit(self._work)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self._at_work = False
                    return
                path = next(iter(self._wanted))
                wanted = self._wanted.pop(path)
            try:
                _make_folder(path.parent)
                save_game(wanted.game, path, wanted.commanders, wanted.rules)
                self.fault = ""
            except SaveError as error:
                self.fault = str(error)
            except Exception as error:  # a fault of our own must not end the writing of all that is still to come
                self.fault = f"{path}: {type(error).__name__}: {error}"


def _changed(path: Path) -> float:
    """Return when a file was last changed, 0 if it is not there."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


# --- reading --------------------------------------------------------------------------------------------------------


def open_save(path: Path) -> Session:
    """Return the game of a save as a session that can go on, with what has happened so far.

    Raises
    ------
    SaveError : it cannot be read.
    """
    return session_of(read_save(path))


def session_of(saved: Saved) -> Session:
    """Return a session for what a save holds; a commander that this program does not know gives way to the default."""
    sides = saved.game.scenario.names.sides
    players = {side: saved.commanders.get(side, HUMAN) for side in sides}
    known = {side: name if name == HUMAN or name in NUMBERS else DEFAULT for side, name in players.items()}
    session = Session(saved.game, known, rules=saved.rules)
    if saved.verifiable:
        with suppress(SaveError):  # what happened cannot be told, but the game can go on
            session.steps = list(steps(saved))
    return session


@dataclass(frozen=True)
class Entry:
    """A save in a list: what it holds, or in `fault` why it cannot be read."""

    path: Path
    changed: float
    title: str = ""
    date: str = ""
    turn: str = ""
    players: str = ""
    over: bool = False
    fault: str = ""

    @property
    def name(self) -> str:
        """The name of the save; a file from elsewhere may be called what cannot be written."""
        return drawable(self.path.stem)

    @property
    def is_auto(self) -> bool:
        """Whether the program made it by itself."""
        return self.name.startswith(AUTO)


def entries(*, with_replays: bool = False) -> list[Entry]:
    """Return all saves, the newest first, damaged ones with what is wrong; with the replays that `play` has left."""
    return list(_entries([folder(), *([replay_folder()] if with_replays else [])], f"*{SUFFIX}"))


def newest_autosave() -> Entry | None:
    """Return the newest autosave of a game that is not over, None if there is none that can be read."""
    return next(
        (entry for entry in _entries([folder()], f"{AUTO}*{SUFFIX}") if not entry.fault and not entry.over), None
    )


def quick_entry() -> Entry | None:
    """Return the quick save, None if there is none."""
    return next(_entries([folder()], f"{QUICK}{SUFFIX}"), None)


def _entries(folders: list[Path], pattern: str) -> Iterator[Entry]:
    """Yield the entries of files, the newest first; each is read only when it is asked for."""
    files: list[tuple[float, int, Path]] = []
    for where in folders:
        with suppress(OSError):
            paths = [path for path in where.glob(pattern) if not path.name.startswith(".")]
            files += [(stamp.st_mtime, stamp.st_size, path) for path in paths if (stamp := _stamp(path))]
    for changed, size, path in sorted(files, key=lambda file: -file[0]):
        yield _entry(path, changed, size)


def is_taken(path: Path) -> bool:
    """Whether there is such a file, as far as the system tells."""
    return _stamp(path) is not None


def _stamp(path: Path) -> Any:
    try:
        return path.stat()
    except OSError:
        return None


@lru_cache(maxsize=256)
def _entry(path: Path, changed: float, size: int) -> Entry:
    """Return what a save holds, as far as its list tells; it is read again only if it has changed."""
    try:
        return Entry(path, changed, **_told(read_document(path)))
    except SaveError as error:
        return Entry(path, changed, fault=str(error).removeprefix(f"{path}: "))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError):
        return Entry(path, changed, fault="lacks what a save must hold")


def _told(document: dict[str, Any]) -> dict[str, Any]:
    scenario = document["scenario"]["documents"]["scenario"]
    sides = document["scenario"]["documents"]["forces"]["sides"]
    calendar = Calendar.model_validate(scenario["calendar"])
    last = document["record"][-1]
    began = calendar.beginning + timedelta(hours=calendar.turn_hours * (last["turn"] - calendar.first_turn))
    number = f"turn {last['turn'] - calendar.first_turn + 1} of {calendar.turns}"
    over = bool(last["digest"])
    commanders = document["commanders"]
    words = {
        "title": str(scenario["name"]),
        "date": f"{began.day} {began:%b %Y, %H:%M}",
        "turn": f"{number}, {'over' if over else sides[last['side']]['adjective'] + ' orders'}",
        "players": ", ".join(f"{side['adjective']}: {commanders.get(id_, 'you')}" for id_, side in sides.items()),
    }
    return {**{key: text[:LONGEST_WORDS] for key, text in words.items()}, "over": over}
