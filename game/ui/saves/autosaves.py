"""Every game keeps itself: its last position, the beginnings of its last turns, and a claim that keeps others away.

Each game has a folder of its own, and one window at a time may write there. A window that goes on with a game that is
open in another one, or that another one has played on since, begins a game of its own from there. Finished games stay
as replays, so many and so long as MOST_FINISHED and OLDEST say; what is not finished stays until the player deletes it.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import IO, Final

from game.core.errors import SaveError
from game.engine.saves import Mark, Saved, read_document, write_save
from game.ui.saves.save_folder import (
    LAST,
    folder,
    games_folder,
    home_of,
    make_folder,
    next_play,
    own_saves,
    play_in,
    saved_of,
)
from game.ui.saves.save_list import read_entry
from game.ui.saves.save_names import SUFFIX
from game.ui.session import HUMAN, Session, new_game_id

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

TURNS: Final = 3
"""Autosaves of a game: the beginnings of its last turns."""

MOST_FINISHED: Final = 50
"""Finished games that are kept as replays."""

OLDEST: Final = 365
"""Days that a finished game is kept; the newest FEWEST_FINISHED stay however old they are."""

FEWEST_FINISHED: Final = 5
DAY: Final = 24 * 3600
CLAIM: Final = ".claim"
TAKEN: Final = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK})
"""What a system answers where another process has the lock."""
PATIENCE: Final = 10.0
"""Seconds that whoever leaves a game waits for its last position to be written."""

TRIES: Final = 5
"""Folders of new games that are tried; nobody else knows their names."""


class Claim:
    """The right of one window to write into the folder of a game, until it is given back or the process ends."""

    def __init__(self, game: str, stream: IO[bytes]) -> None:
        self.game = game
        self.where = games_folder() / game
        self._stream = stream

    @classmethod
    def on(cls, game: str) -> Claim | None:
        """Claim a game; None if another window has it. Raises SaveError where nothing can be written."""
        where = games_folder() / game
        make_folder(where)
        try:
            stream = _opened(where / CLAIM)
        except FileNotFoundError:  # thrown away in this moment
            return None
        except OSError as error:
            raise SaveError(f"{where}: the file cannot be written: {error.strerror or error}") from error
        try:
            _lock(stream)
        except OSError as error:
            if error.errno in TAKEN:
                stream.close()
                return None  # else files cannot be locked there: then a game is nobody's, and saved all the same
        claim = cls(game, stream)
        if claim.holds():
            return claim
        claim.give_back()
        return None

    @classmethod
    def on_any(cls, game: str) -> Claim:
        """Claim a game, or a new one if another window has it or there is none yet. Raises SaveError."""
        for wanted in (*([game] if game else []), *(new_game_id() for _ in range(TRIES))):
            claim = cls.on(wanted)
            if claim is not None:
                return claim
        raise SaveError(f"{games_folder()}: no folder can be had there for a game")

    def holds(self) -> bool:
        """Whether the claim still stands: whoever removes the folder takes it away."""
        try:
            return os.path.samestat(os.fstat(self._stream.fileno()), (self.where / CLAIM).stat())
        except OSError:
            return False

    def give_back(self) -> None:
        """Let others have the game."""
        self._stream.close()


def _opened(path: Path) -> IO[bytes]:
    """Open a file for its lock alone; a pipe or a device in its place keeps nobody waiting. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NONBLOCK", 0), 0o666)
    stream = os.fdopen(descriptor, "ab")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        stream.close()
        raise OSError(errno.EINVAL, "something that is not a file stands in the place of the game's lock", str(path))
    return stream


def _lock(stream: IO[bytes]) -> None:
    """Lock a file for this process. Raises OSError if another has it, or where files cannot be locked."""
    if sys.platform == "win32":
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class Autosaver:
    """Keeps one game safe: after each order and each player turn it is written, by a thread, never twice at once."""

    def __init__(self) -> None:
        self.fault = ""
        self.file: Path | None = None
        self._seen: object = None
        self._turns = 0
        self._session: Session | None = None
        self._claim: Claim | None = None
        self._wanted: dict[str, Saved] = {}
        self._lock = Lock()
        self._claiming = Lock()
        self._at_work = False
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="autosave")

    def watch(self, session: Session) -> None:
        """Look whether something has happened since the last look, and have it written; called once a frame."""
        record = session.game.record
        game = id(session.game), len(record), len(record[-1].orders), record[-1].orders[-1:], record[-1].digest
        seen = *game, tuple(session.standing.items()), session.asides
        if seen == self._seen:
            return
        began = self._seen is None
        self._seen, self._session = seen, session
        turned, self._turns = len(record) != self._turns, len(record)
        if began and (session.stored is not None or (len(record) == 1 and not record[0].orders)):
            return  # nothing to lose yet
        wanted = saved_of(session)
        begins = not began and turned and session.game.outcome is None and not record[-1].orders
        if begins and (session.is_humans_turn or HUMAN not in session.players.values()):
            self._write(f"turn {len(record)}", wanted)
        self._write(LAST, wanted)

    def home(self, session: Session) -> Claim:
        """Return the claim on the folder of a game, which may be a new one. Raises SaveError."""
        with self._claiming:
            if self._claim is not None and not self._claim.holds():
                self._claim.give_back()
                self._claim = None
            if self._claim is None:
                self._claim = self._claim_for(session)
                self._step_back(self._claim, session)
                session.id = self._claim.game
            return self._claim

    def _claim_for(self, session: Session) -> Claim:
        """Return a claim on the game of a session, or on a new one if another window has it or has played it on."""
        claim = Claim.on_any(session.id)
        if claim.game == session.id and play_in(claim.where / LAST) > session.stored_play:
            claim.give_back()
            return Claim.on_any("")
        return claim

    def wait_until_written(self) -> None:
        """Wait until what is to be written is written, or for a disk that does not answer no longer than PATIENCE."""
        with suppress(TimeoutError, RuntimeError):  # it may be closed
            self._writer.submit(lambda: None).result(PATIENCE)

    def close(self) -> None:
        """Finish what is still to be written, and let others have the game."""
        self._writer.shutdown(wait=True)
        if self._claim is not None:
            self._claim.give_back()
            self._claim = None

    def _step_back(self, claim: Claim, session: Session) -> None:
        """Keep the last position of a game that goes back to an earlier one, as one of its autosaves."""
        last = claim.where / LAST
        if session.stored is not None and session.stored != last and home_of(session.stored) == claim.game:
            with suppress(OSError, SaveError):
                last.replace(self._slot(claim, read_document(last).get("digest")))

    def _slot(self, claim: Claim, digest: object) -> Path:
        """Return the autosave to write next: that of the same position, else an unused one, else the oldest."""
        slots = [claim.where / f"auto-{number}{SUFFIX}" for number in range(1, TURNS + 1)]
        for slot in slots:
            with suppress(SaveError):
                if slot.exists() and read_document(slot).get("digest") == digest:
                    return slot
        return min(slots, key=play_in)

    def _write(self, name: str, wanted: Saved) -> None:
        with self._lock:
            self._wanted.pop(name, None)
            self._wanted[name] = wanted  # the last in the row
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
                name = next(iter(self._wanted))
                wanted = self._wanted.pop(name)
            try:
                self._save(name, wanted)
                self.fault = ""
            except SaveError as error:
                self.fault = str(error)
            except Exception as error:  # a fault of our own must not end the writing of all that is still to come
                self.fault = f"{folder()}: {type(error).__name__}: {error}"

    def _save(self, name: str, wanted: Saved) -> None:
        assert self._session is not None
        first = self._claim is None
        claim = self.home(self._session)
        make_folder(claim.where)
        path = claim.where / LAST if name == LAST else self._slot(claim, wanted.game.digest())
        play = next_play()
        write_save(replace(wanted, mark=Mark(claim.game, play)), path)
        if name == LAST:
            self._session.stored_play = play
        self.file = claim.where / LAST
        if first:
            sweep()


# --- what is thrown away --------------------------------------------------------------------------------------------


def remove_saves(paths: Iterable[Path]) -> None:
    """Remove saves for good, and the folders of games that have none left.

    Raises
    ------
    SaveError : a window has one of their games, and none is removed; or the system keeps a file.
    """
    files = list(paths)
    claims = [Claim.on(game) for game in sorted({home_of(path) for path in files} - {""})]
    try:
        if None in claims:
            raise SaveError("the game is open in a window")
        for path in files:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise SaveError(f"{error.strerror or error}") from error
    finally:
        for claim in claims:
            if claim is not None:
                claim.give_back()
    sweep()


def sweep() -> None:
    """Throw away what nobody needs: finished games beyond the bounds, files that were never finished, empty folders."""
    now = time.time()
    for where, pattern in ((folder(), ".*.part"), (games_folder(), "*/.*.part")):
        with suppress(OSError):
            for part in list(where.glob(pattern)):
                _remove_old(part, now)
    with suppress(OSError):
        for path in [path for path in games_folder().iterdir() if path.is_dir() and not any(own_saves(path.name))]:
            _remove_game(path.name)
    finished = [entry for game in _games() if (entry := read_entry(games_folder() / game / LAST)) and entry.over]
    for place, entry in enumerate(sorted(finished, key=lambda entry: -entry.play)):
        too_old = place >= FEWEST_FINISHED and now - entry.changed > OLDEST * DAY
        if place >= MOST_FINISHED or too_old:
            _remove_game(entry.path.parent.name)


def _games() -> list[str]:
    try:
        return [path.name for path in games_folder().iterdir() if path.is_dir()]
    except OSError:
        return []


def _remove_old(part: Path, now: float) -> None:
    """Remove a file that somebody stopped writing more than a day ago; nobody writes as long as that."""
    with suppress(OSError):
        if abs(now - part.stat().st_mtime) > DAY:
            part.unlink()


def _remove_game(game: str) -> None:
    """Remove the folder of a game, unless a window has it."""
    with suppress(SaveError, OSError):
        claim = Claim.on(game)
        if claim is None:
            return
        try:
            for path in own_saves(game):
                path.unlink()
            if sys.platform == "win32":
                claim.give_back()  # an open file cannot be removed there
            (claim.where / CLAIM).unlink(missing_ok=True)
            claim.where.rmdir()
        finally:
            claim.give_back()
