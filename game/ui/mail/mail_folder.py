"""Where turn files lie, and what has been exchanged of each game by mail; a turn is sent and opened here.

    mail/night_attack turn 6 japanese.turn.json     what has been written to be sent
    mail/kept/ID.SIDE.turn.json                     what was sent or opened last of a game, and the side played here

What is kept does not change when a player goes back to an older save: nobody can send a turn twice in two ways, nor
be sent one. Saves are made as those of any other game, in a folder that is named after the match.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from platformdirs import user_downloads_path

from game.core.errors import SaveError
from game.core.places import mail_folder
from game.engine.exchange import first_difference, last_of, require_next
from game.engine.game import Game, Luck
from game.engine.matches import Mailed, Match
from game.engine.replay import Step
from game.engine.turn_files import (
    TurnFile,
    is_of_this_program,
    proof,
    prove,
    read_turn,
    record_of,
    turn_file,
    turn_text,
    write_turn,
)
from game.scenario.loading import Scenario
from game.ui.saves.save_folder import LAST, games_folder, make_folder, open_save, play_in
from game.ui.session import HUMAN, MAIL, Session, new_game_id
from game.view.looks import localised

SUFFIX: Final = ".turn.json"
ANY: Final = "*.turn*.json"
"""Files that may be turn files; what is fetched twice is often called "... .turn (1).json"."""

INVITATION: Final = "invitation"


def folder() -> Path:
    """Return the folder of the turn files that are written here."""
    return mail_folder()


def folders(chosen: str = "") -> list[Path]:
    """Return where turn files are looked for: in our folder, in the one that was chosen last, in that of downloads."""
    found = [folder(), *([Path(chosen)] if chosen else []), user_downloads_path()]
    return list(dict.fromkeys(found))


def folder_in(chosen: str) -> Path:
    """Return the folder that was chosen last; ours where none was, or it is no longer there."""
    with suppress(OSError, ValueError):  # a name that no folder can have
        if chosen and Path(chosen).is_dir():
            return Path(chosen)
    return folder()


def meant_by(text: str) -> Path:
    """Return the file that is meant by what is typed: in our folder where no other is named."""
    typed = Path(text.strip())
    with suppress(RuntimeError):  # the home of somebody who is not known here
        typed = typed.expanduser()
    return folder() / typed


def kept_folder() -> Path:
    """Return the folder of what was exchanged last of each game."""
    return folder() / "kept"


# --- what has been exchanged ----------------------------------------------------------------------------------------


def kept_sides() -> dict[str, tuple[str, Path]]:
    """Return, by the id of the match, which side is played here and the file of what was exchanged last."""
    with suppress(OSError):
        parts = [(path.name.removesuffix(SUFFIX).partition("."), path) for path in kept_folder().glob(f"*{SUFFIX}")]
        return {id_: (side, path) for (id_, _, side), path in sorted(parts) if not id_.startswith(".")}
    return {}


def kept_of(match: str) -> tuple[str, TurnFile] | None:
    """Return which side of a match is played here, and what was exchanged last; None before anything was.

    Raises
    ------
    SaveError : there is something that cannot be read.
    """
    found = kept_sides().get(match)
    if found is None:
        return None
    side, path = found
    turn = read_turn(path)
    if side not in turn.scenario.names.sides or turn.match.id != match:
        raise SaveError(f"{path}: it is not what was exchanged of the game that it is named after")
    return side, turn


def keep(turn: TurnFile, side: str) -> None:
    """Keep what was exchanged last of a match, and which side is played here. Raises SaveError."""
    make_folder(kept_folder())
    write_turn(turn, kept_folder() / f"{turn.match.id}.{side}{SUFFIX}")


# --- sending --------------------------------------------------------------------------------------------------------


def begin_by_mail(
    scenario: Scenario, seed: int, players: Mapping[str, str], names: Mapping[str, str], luck: Luck
) -> Session:
    """Set up a game by mail; `names` are those of both players, by side."""
    match = Match(new_game_id(), {side: names[side].strip() for side in scenario.names.sides})
    session = Session.new(scenario, seed, players, luck)
    session.mailed = Mailed(match, next(side for side, player in players.items() if player == MAIL))
    session.id = game_of(match)
    return session


def game_of(match: Match) -> str:
    """Return which game a match is among those that are saved; no other game is called so."""
    return f"mail-{match.id}"


def name_of(turn: TurnFile) -> str:
    """Return how a turn file is called: "night_attack turn 6 japanese.turn.json"."""
    scenario = turn.scenario.name.replace("\\", "/").rpartition("/")[2].removesuffix(".yaml")[:60]
    if not turn.record:
        return f"{scenario} {INVITATION}{SUFFIX}"
    last = turn.record[-1]
    return f"{scenario} turn {last.turn} {last.side}{SUFFIX}"


def file_for(turn: TurnFile, where: Path) -> Path:
    """Return a file for a turn in a folder, none that holds something else."""
    stem = name_of(turn).removesuffix(SUFFIX)
    names = [stem, *(f"{stem} ({number})" for number in range(2, 100))]
    files = [where / f"{name}{SUFFIX}" for name in names]
    return next((file for file in files if not is_taken(file, turn)), files[-1])


def is_taken(file: Path, turn: TurnFile) -> bool:
    """Whether there is a file with something else in it."""
    text = turn_text(turn).encode("ascii")
    try:
        return file.stat().st_size != len(text) or file.read_bytes() != text
    except FileNotFoundError:
        return False
    except OSError:
        return True


def send(session: Session, file: Path) -> None:
    """Write the turn that has ended last into a file for the other player, and keep that it was.

    Raises
    ------
    SaveError : the file cannot be written, holds something else, or the game has been sent on in another way before.
    """
    assert session.mailed is not None
    turn, side = turn_file(session.game, session.mailed.match), own_side(session)
    kept = require_true_to_kept(session)
    if kept is not None and len(kept.record) > len(turn.record):
        raise SaveError(
            f"this is an earlier position: {last_of(kept)} has been exchanged since; the menu has it under Load"
        )
    if is_taken(file, turn):
        raise SaveError(f"{file}: there is something else: choose another name")
    if not file.parent.is_dir() and file.parent != folder():
        raise SaveError(f"{file}: there is no folder {file.parent}")
    make_folder(file.parent)
    write_turn(turn, file)
    keep(turn, side)


def own_side(session: Session) -> str:
    """Return the side of a game by mail that is played here."""
    assert session.mailed is not None
    return next(side for side in session.scenario.names.sides if side != session.mailed.away)


def require_true_to_kept(session: Session) -> TurnFile | None:
    """Return what was exchanged last of a session's game, None before anything was.

    Raises
    ------
    SaveError : the session has gone another way since, or stands before it.
    """
    assert session.mailed is not None
    kept = kept_of(session.mailed.match.id)
    if kept is None:
        return None
    side, turn = kept
    now = turn_file_of(session)
    if fault := first_difference(now, turn, side):
        raise SaveError(f"the game has been sent on in another way before: {fault}; the menu has it under Load")
    return turn


def turn_file_of(session: Session) -> TurnFile:
    """Return a session's game as far as its player turns have ended."""
    assert session.mailed is not None
    game = session.game
    return TurnFile(game.scenario, game.seed, game.luck, session.mailed.match, record_of(game))


# --- opening --------------------------------------------------------------------------------------------------------


def open_turn(path: Path, match: str = "") -> Session:
    """Return the game of a turn file as a session in which the other player's turn is still to be shown.

    `match` is the one that is played now, of which it has to be; "" where any may be opened.

    Raises
    ------
    SaveError : it cannot be read, is not true, or does not go on from what was exchanged before; nothing has changed.
    """
    turn = read_turn(path)
    if match and turn.match.id != match:
        names = " and ".join(turn.match.names.values())
        raise SaveError(
            f"{path}: it is of another game, {turn.scenario.title} between {names}: open it from the main menu"
        )
    kept = kept_of(turn.match.id)
    if kept is not None:
        try:
            require_next(turn, kept[1], kept[0])
        except SaveError as error:
            raise SaveError(f"{path}: {error}") from error
    prove(turn)
    keep(turn, turn.receiver)
    session = _saved_session(turn) or _session_before(turn)
    if kept is None:
        session.notices[turn.receiver] = _welcome(turn)
    return session


def _saved_session(turn: TurnFile) -> Session | None:
    """Return the last position of the game, if it is saved and leads to what the file holds or from there."""
    try:
        session = open_save(games_folder() / game_of(turn.match) / LAST)
    except SaveError:
        return None
    fits = session.mailed == Mailed(turn.match, turn.sender) and session.scenario.digest == turn.scenario.digest
    now = turn_file_of(session) if fits else None
    is_there = now is not None and len(now.record) >= len(turn.record) - 1
    return session if is_there and now and not first_difference(now, turn, turn.receiver) else None


def _session_before(turn: TurnFile) -> Session:
    """Return a session of a turn file before its last player turn."""
    before = replace(turn, record=turn.record[:-1])
    game = Game.new(turn.scenario, turn.seed, turn.luck)
    steps: list[Step] = list(proof(before, game))
    players = {side: HUMAN if side == turn.receiver else MAIL for side in turn.scenario.names.sides}
    session = Session(game, players, steps, id=game_of(turn.match), mailed=Mailed(turn.match, turn.sender))
    session.stored_play = play_in(games_folder() / session.id / LAST)
    return session


def _welcome(turn: TurnFile) -> str:
    names = localised(turn.scenario).names
    side = names.side_adjectives[names.side_row[turn.receiver]]
    own = is_of_this_program(turn.scenario)
    whose = (
        "The scenario is the one that you have too."
        if own
        else "The scenario is not the one that you have: it came with the file, and may differ in anything."
    )
    mine, other = turn.match.names[turn.receiver], turn.match.names[turn.sender]
    return f"{mine}, you play the {side} side against {other}. Seed {turn.seed}. {whose}"
