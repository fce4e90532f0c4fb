"""Where games are kept, and how a session is written there and read again.

    saves/NAME.json                     what a player has saved under a name
    saves/games/ID/last.json            each game by itself: the position as it is
    saves/games/ID/auto-1.json ...      its turns from their beginnings
    saves/games/ID/quick.json           its quick save
    saves/autosave-01.json ...          what 0.1.0 saved by itself

A save holds who plays each side: commanders by name, a person's side by its absence. Files are written whole or not at
all, so a crash or a kill costs at most the order that was just given. `autosaves` says when games are saved,
`save_list` lists what there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from game.commanders.roster import DEFAULT, is_known
from game.commanders.standing_orders import StandingOrders
from game.commanders.titles import words_for_missing
from game.core.errors import SaveError
from game.core.places import replays_folder, saves_folder
from game.engine.asides import Asides
from game.engine.game import Game
from game.engine.replay import Step, moments
from game.engine.saves import MOST_PLAYS, Mark, Saved, read_save, write_save
from game.ui.saves.save_names import SUFFIX, file_in
from game.ui.session import BEFORE_LOADING, HUMAN, MAIL, NOTHING_YET, Aside, Said, Session, new_game_id

LAST: Final = f"last{SUFFIX}"
QUICK: Final = f"quick{SUFFIX}"

_PLAY: Final = re.compile(rb'"kept": \{"game":"[a-z0-9-]{1,40}","play":([0-9]{1,16})\}')
HEAD: Final = 400
"""Bytes at the beginning of a save in which its mark stands."""

MOST_BETWEEN: Final = 10**9
"""Saves that nobody writes between two of those that are there."""


def folder() -> Path:
    """Return the folder of the saves; it may not be there yet."""
    return saves_folder()


def games_folder() -> Path:
    """Return the folder in which every game has a folder of its own."""
    return folder() / "games"


def replay_folder() -> Path:
    """Return where `play` without a board leaves its replays."""
    return replays_folder()


def file_of(name: str) -> Path:
    """Return the file of a save by its name. Raises SaveError with a sentence where no save can be called so."""
    return file_in(folder(), name)


def home_of(path: Path) -> str:
    """Return the game whose own save a file is, nothing if it is none."""
    return path.parent.name if path.parent.parent == games_folder() else ""


# --- writing --------------------------------------------------------------------------------------------------------


def saved_of(session: Session) -> Saved:
    """Return what a save of a session holds, now; the mark is missing yet."""
    plans = {side: orders.plan() for side, orders in session.standing.items()}
    return Saved(
        session.game.copy(),
        session.rules,
        {side: name for side, name in session.players.items() if name not in (HUMAN, MAIL)},
        standing={side: plan for side, plan in plans.items() if plan is not None},
        mailed=session.mailed if MAIL in session.players.values() else None,
        asides=session.asides,
    )


def save_session(session: Session, name: str) -> Path:
    """Write a game under a name and return its file.

    Raises
    ------
    SaveError : it cannot be written, or no save can be called so.
    """
    path = file_of(name)
    make_folder(path.parent)
    session.id = session.id or new_game_id()
    write_session(session, path, session.id)
    return path


def write_session(session: Session, path: Path, game: str) -> None:
    """Write a game as the newest save of all, as one of those of `game`. Raises SaveError."""
    write_save(replace(saved_of(session), mark=Mark(game, next_play())), path)


def make_folder(path: Path) -> None:
    """Make a folder if it is not there. Raises SaveError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(f"{path}: the folder cannot be made: {error.strerror or error}") from error


def save_files() -> list[Path]:
    """Return the files of all saves."""
    found: list[Path] = []
    for where, pattern in ((folder(), f"*{SUFFIX}"), (games_folder(), f"*/*{SUFFIX}")):
        with suppress(OSError):
            found += saves_in(where, pattern)
    return found


def saves_in(where: Path, pattern: str = f"*{SUFFIX}") -> list[Path]:
    """Return what may be a save in a folder, or stands in the place of one. Raises OSError.

    A pipe or a device is left out: it would never answer.
    """
    named = [path for path in where.glob(pattern) if not path.name.startswith(".")]
    return [path for path in named if path.is_file() or path.is_dir() or not path.exists()]


def next_play() -> int:
    """Return the number of the save that is written next: one more than the greatest that has been counted."""
    return min(1 + last_play(play_in(path) for path in save_files()), MOST_PLAYS)


def last_play(numbers: Iterable[int]) -> int:
    """Return the greatest number that counting can have led to.

    A file from elsewhere may claim any: if it were taken for the newest, all that is played later would stand behind.
    """
    last = 0
    for number in sorted(numbers):
        if number - last > MOST_BETWEEN:
            break
        last = number
    return last


def play_in(path: Path) -> int:
    """Return the number that the beginning of a save gives, 0 if it gives none; the rest of it may be damaged."""
    try:
        with path.open("rb") as stream:
            found = _PLAY.search(stream.read(HEAD))
    except OSError:
        return 0
    return min(int(found[1]), MOST_PLAYS) if found else 0


# --- reading --------------------------------------------------------------------------------------------------------


def open_save(path: Path, *, going_back: str = "") -> Session:
    """Return the game of a save as a session that can go on, with what has happened so far.

    The last position of a game goes on as that game. Any other save begins a game of its own, so that the last position
    stays; `going_back` names the game that is played now where it is to go back to the save.

    Raises
    ------
    SaveError : it cannot be read.
    """
    last = games_folder() / going_back / LAST if going_back else path
    play = play_in(last)  # before it is read: what is written meanwhile counts as newer
    session = session_of(read_save(path))
    session.id = going_back or (home_of(path) if path.name == LAST else "")
    session.stored, session.stored_play = path, play
    return session


def session_of(saved: Saved) -> Session:
    """Return a session for what a save holds; a commander that this program does not know gives way to the default."""
    sides = saved.game.scenario.names.sides
    players = {side: saved.commanders.get(side, HUMAN) for side in sides}
    known = {
        side: name if name == HUMAN or is_known(saved.game.scenario, side, name) else DEFAULT
        for side, name in players.items()
    }
    if saved.mailed is not None:
        known[saved.mailed.away] = MAIL
    notices = words_for_missing(saved.game.scenario, saved.commanders)
    standing = {side: StandingOrders.of(plan) for side, plan in saved.standing.items()}
    session = Session(
        saved.game,
        known,
        asides=saved.asides,
        barred=BEFORE_LOADING if saved.game.record[-1].orders else NOTHING_YET,
        rules=saved.rules,
        notices=notices,
        standing=standing,
        mailed=saved.mailed,
    )
    with suppress(SaveError):  # what happened cannot be recorded, but the game can go on
        _play_again(saved, session)
    return session


def _play_again(saved: Saved, session: Session) -> None:
    """Have a session know what has happened in its game, and take back what it could before it was saved.

    Raises SaveError, and then it knows nothing of it.
    """
    played, begins = list[Step](), [0]
    before = [Game.new(saved.game.scenario, saved.game.seed, saved.game.luck)]
    for step, game in moments(saved):
        played.append(step)
        if step.order is None:
            begins.append(len(played))
            before.append(game.copy())
    record = saved.game.record
    theirs = [n for n, turn in enumerate(record) if turn.digest and session.players[turn.side] != HUMAN]
    session.steps = played[: begins[-1]]
    if theirs:
        session.last_turn = before[theirs[-1]], played[slice(*begins[theirs[-1] :][:2])]
    _give_again(session, before[-1], played[begins[-1] :])


def _give_again(session: Session, begun: Game, steps: Iterable[Step]) -> None:
    """Give once more what was ordered this turn, from the position that it began with, so that it can be taken back.

    What was said of units counts as said after all orders.
    """
    said = session.asides
    session.game, session.barred, session.asides = begun, NOTHING_YET, Asides(led=said.led)
    for step in steps:
        if step.order is not None:
            session.submit(step.order, step.reason)
    for units, what in (
        (sorted(said.resting), Said.REST),
        (said.later, Said.LATER),
        (sorted(said.refused), Said.REFUSE),
    ):
        if units:
            session.say(Aside(tuple(units), what))


def own_saves(game: str) -> Iterator[Path]:
    """Yield the files of a game's own saves."""
    with suppress(OSError):
        yield from sorted(saves_in(games_folder() / game))
