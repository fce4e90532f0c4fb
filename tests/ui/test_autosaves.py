"""Each game keeps itself: its last position and a few autosaves, which no other game and no other window touches."""

from __future__ import annotations

import errno
import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pygame
import pytest

from game.commanders.roster import take_turn
from game.commanders.standing_orders import StandingOrders
from game.core.errors import SaveError
from game.engine.replay import verify
from game.engine.saves import MOST_PLAYS, Mark, save_game
from game.scenario.schema.plan import Task
from game.ui.saves import autosaves
from game.ui.saves.autosaves import MOST_FINISHED, TURNS, Autosaver, Claim, sweep
from game.ui.saves.save_folder import MOST_BETWEEN, file_of, folder, games_folder, open_save, own_saves, save_session
from game.ui.saves.save_list import entries, heading_of, newest_autosave
from game.ui.session import Session

from .hands import marches, new_session
from .test_saves import played


def to_the_end(session: Session, saver: Autosaver, player_turns: int = 1000) -> Session:
    """Play commander against commander, watched."""
    for _ in range(player_turns):
        if session.game.outcome is not None:
            break
        take_turn(session.game, "random")
        saver.watch(session)
        session.game.end_turn()
        saver.watch(session)
    saver.close()
    return session


def both_random(seed: int = 3) -> Session:
    return new_session(seed=seed, soviet="random", japanese="random")


def test_a_game_has_its_last_position_and_a_few_autosaves_of_its_own() -> None:
    session = to_the_end(both_random(), Autosaver(), player_turns=6)
    own = list(own_saves(session.id))
    assert [path.name for path in own] == ["auto-1.json", "auto-2.json", "auto-3.json", "last.json"]
    assert len(own) == TURNS + 1
    assert open_save(own[-1]).game.digest() == session.game.digest()
    turns = [open_save(path).game for path in own[:-1]]
    assert all(not game.record[-1].orders for game in turns)  # beginnings
    assert {len(game.record) for game in turns} == {len(session.game.record) - back for back in range(TURNS)}


def test_short_games_leave_a_long_one_alone() -> None:
    long = to_the_end(both_random(), Autosaver(), player_turns=3)
    before = {path: path.read_bytes() for path in own_saves(long.id)}
    for seed in (8, 9):
        to_the_end(both_random(seed), Autosaver())
    assert {path: path.read_bytes() for path in own_saves(long.id)} == before
    assert [entry.over for entry in entries() if entry.path.name == "last.json"] == [True, True, False]
    found = newest_autosave()
    assert found is not None
    assert found.path.parent.name == long.id  # those that are over do not go on


def test_a_finished_game_is_kept_as_a_replay_without_being_asked() -> None:
    session = to_the_end(both_random(), Autosaver())
    entry = next(entry for entry in entries(with_replays=True) if entry.over)
    assert entry.name == "Finished game"
    assert verify(entry.path).holds
    assert verify(entry.path).digest == session.game.digest()


def test_finished_games_are_bounded_and_others_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """By their number, and by their age but for the newest few; a damaged or unfinished game is never thrown away."""
    monkeypatch.setattr(autosaves, "MOST_FINISHED", 3)
    monkeypatch.setattr(autosaves, "FEWEST_FINISHED", 1)
    assert MOST_FINISHED > 3
    unfinished = to_the_end(both_random(), Autosaver(), player_turns=1)
    damaged = to_the_end(both_random(), Autosaver(), player_turns=1)
    (games_folder() / damaged.id / "last.json").write_bytes(b"{")
    finished = [to_the_end(both_random(seed), Autosaver()).id for seed in range(4)]
    for path in own_saves(finished[2]):
        os.utime(path, (1, 1))
    for path in own_saves(unfinished.id):
        os.utime(path, (1, 1))
    sweep()
    left = {path.name for path in games_folder().iterdir()}
    assert left == {unfinished.id, damaged.id, finished[1], finished[3]}


def test_leftovers_of_writing_are_swept_when_they_are_old() -> None:
    session = to_the_end(both_random(), Autosaver(), player_turns=1)
    for where in (folder(), games_folder() / session.id):
        (where / ".old.json.0123abcd.part").write_bytes(b"{")
        os.utime(where / ".old.json.0123abcd.part", (1, 1))
        (where / ".new.json.0123abcd.part").write_bytes(b"{")
    sweep()
    assert {path.name for path in folder().rglob("*.part")} == {".new.json.0123abcd.part"}


def test_two_windows_with_the_same_game_do_not_touch_each_other() -> None:
    """The second goes on as a game of its own, from where the first was when it was opened."""
    first, saver = played(), Autosaver()
    saver.watch(first)
    saver.home(first)
    wait_for(saver)
    path = games_folder() / first.id / "last.json"
    second, other = open_save(path), Autosaver()
    assert second.id == first.id
    other.watch(second)
    second.end_turn()
    other.watch(second)
    other.close()
    assert second.id != first.id
    assert open_save(path).game.digest() == first.game.digest()
    first.submit(marches(first)[0])
    saver.watch(first)
    saver.close()
    assert open_save(path).game.digest() == first.game.digest()
    assert open_save(games_folder() / second.id / "last.json").game.digest() == second.game.digest()
    again = open_save(path)
    assert Autosaver().home(again).game == first.id  # and it is free again


def test_a_game_that_another_window_played_on_meanwhile_is_left_to_it() -> None:
    """Two open the same last position; the one plays it to its end and leaves, then the other gives its first order."""
    begun, saver = played(), Autosaver()
    saver.watch(begun)
    saver.home(begun)
    saver.close()
    path = games_folder() / begun.id / "last.json"
    first, second = open_save(path), open_save(path)
    to_the_end(second, Autosaver())
    assert second.id == begun.id
    saver = Autosaver()
    saver.watch(first)
    first.submit(marches(first)[0])
    saver.watch(first)
    saver.close()
    assert first.id != second.id
    assert open_save(path).game.digest() == second.game.digest()
    assert open_save(games_folder() / first.id / "last.json").game.digest() == first.game.digest()


def wait_for(saver: Autosaver) -> None:
    for _ in range(200):
        if not saver._at_work:
            return
        pygame.time.wait(20)


def test_loading_an_earlier_save_leaves_the_last_position_where_it_is() -> None:
    session, saver = played(1), Autosaver()
    save_session(session, "early")
    saver.watch(session)
    session.submit(marches(session)[0])
    saver.watch(session)
    saver.close()
    last = games_folder() / session.id / "last.json"
    early, saver = open_save(file_of("early")), Autosaver()
    saver.watch(early)
    early.end_turn()
    saver.watch(early)
    saver.close()
    assert early.id != session.id
    assert open_save(last).game.digest() == session.game.digest()


PLAYS = """
import os, sys
os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
from tests.ui.hands import new_session
from tests.ui.test_autosaves import to_the_end
from game.ui.saves.autosaves import Autosaver
from game.ui.saves.save_folder import open_save
session = open_save(__import__("pathlib").Path(sys.argv[1])) if len(sys.argv) > 1 else new_session(seed=os.getpid())
session.players.update(dict.fromkeys(session.players, "random"))
saver = Autosaver()
saver.watch(session)
session.end_turn()
saver.watch(session)
print("ready", flush=True)
sys.stdin.readline()
to_the_end(session, saver, 2)
print(session.id, session.game.digest(), flush=True)
"""


def test_two_processes_at_once_keep_a_game_each(tmp_path: Path) -> None:
    """Both go on with the same last position; one of them goes on as a game of its own."""
    begun = to_the_end(both_random(), Autosaver(), player_turns=1)
    path = games_folder() / begun.id / "last.json"
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", PLAYS, str(path)]
    windows = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) for _ in range(2)
    ]
    try:
        for window in windows:
            assert window.stdout is not None
            assert window.stdout.readline() == "ready\n"
        said = [window.communicate("go\n", timeout=300)[0].split() for window in windows]
    finally:
        for window in windows:
            window.kill()
    assert len({game for game, _ in said}) == 2
    assert begun.id in {game for game, _ in said}
    for game, digest in said:
        assert open_save(games_folder() / game / "last.json").game.digest() == digest
    assert len({entry.play for entry in entries()}) >= len(entries()) - 2


# --- the list -------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_among_the_saves_keeps_nobody_waiting() -> None:
    session = to_the_end(both_random(), Autosaver(), player_turns=1)
    for where in (folder(), games_folder() / session.id):
        os.mkfifo(where / "pipe.json")
    to_the_end(session, Autosaver(), player_turns=1)
    assert all(entry.path.name != "pipe.json" for entry in entries())


def test_the_list_is_by_game_the_one_played_last_first_whatever_the_clock_says() -> None:
    older = to_the_end(both_random(4), Autosaver(), player_turns=2)
    newer = to_the_end(both_random(5), Autosaver(), player_turns=2)
    save_session(older, "kept")
    os.utime(games_folder() / older.id / "last.json", (2**32, 2**32))
    found = entries()
    assert [entry.game for entry in found] == [older.id] * 4 + [newer.id] * 3
    assert [entry.name for entry in found[:2]] == ["kept", "Last position"]
    newest = newest_autosave()
    assert newest is not None
    assert newest.path.parent.name == newer.id  # as the last to be played
    to_the_end(open_save(newest.path), Autosaver(), player_turns=1)
    assert entries()[0].game == newer.id
    assert heading_of(found[0]) == "Night attack, 30-31 July 1938 · Soviet: Random, Japanese: Random"


@pytest.mark.parametrize("claimed", [MOST_PLAYS, MOST_PLAYS - 1, MOST_BETWEEN + 1000])
def test_a_file_that_claims_any_number_does_not_stand_first_for_ever(claimed: int) -> None:
    """It comes after what was counted, however late it is dated, and nothing is counted on from it."""
    path = file_of("elsewhere")
    path.parent.mkdir(parents=True)
    save_game(new_session().game, path, mark=Mark("elsewhere", claimed))
    os.utime(path, (2**32, 2**32))
    first = to_the_end(both_random(4), Autosaver(), player_turns=2)
    second = to_the_end(both_random(5), Autosaver(), player_turns=2)
    assert list(dict.fromkeys(entry.game for entry in entries())) == [second.id, first.id, "elsewhere"]
    newest = newest_autosave()
    assert newest is not None
    assert newest.game == second.id
    assert newest.play < 100
    assert to_the_end(open_save(newest.path), Autosaver(), player_turns=1).id == entries()[0].game


def test_saves_of_0_1_0_show_and_load() -> None:
    """A ring of autosaves and names, all without a mark; grouped by what they are saves of."""
    folder().mkdir(parents=True)
    content = gzip.decompress((Path(__file__).parents[1] / "engine" / "old_saves" / "rules_2.json.gz").read_bytes())
    for name in ("autosave-01", "autosave-02", "by hand"):
        (folder() / f"{name}.json").write_bytes(content)
    os.utime(folder() / "autosave-01.json", (100, 100))
    found = entries()
    assert {entry.name for entry in found} == {"autosave-01", "autosave-02", "by hand"}
    assert len({entry.game for entry in found}) == 1
    newest = newest_autosave()
    assert newest is not None
    assert newest.name == "autosave-02"
    assert open_save(newest.path).id == ""
    to_the_end(both_random(), Autosaver(), player_turns=1)
    newest = newest_autosave()
    assert newest is not None
    assert newest.name == "Last position"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_in_the_place_of_a_claim_keeps_nobody_waiting() -> None:
    """Sweeping looks into every folder; a game whose own claim is one cannot be kept, and that is said."""
    strange = games_folder() / "zz"
    strange.mkdir(parents=True)
    os.mkfifo(strange / autosaves.CLAIM)
    session, saver = played(), Autosaver()
    saver.watch(session)
    saver.close()
    assert saver.fault == ""
    assert open_save(games_folder() / session.id / "last.json").game.digest() == session.game.digest()
    with pytest.raises(SaveError):
        Claim.on("zz")


def test_a_claim_whose_folder_was_removed_is_made_again() -> None:
    """Else a second window could have the same game beside the first."""
    session, saver = played(), Autosaver()
    saver.watch(session)
    first = saver.home(session)
    wait_for(saver)
    shutil.rmtree(first.where)
    session.submit(marches(session)[0])
    saver.watch(session)
    wait_for(saver)
    assert saver.fault == ""
    assert Claim.on(session.id) is None
    assert open_save(games_folder() / session.id / "last.json").game.digest() == session.game.digest()
    saver.close()


def test_a_game_that_another_window_has_is_not_swept_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosaves, "MOST_FINISHED", 0)
    over = to_the_end(both_random(), Autosaver())
    claim = Claim.on(over.id)
    assert claim is not None
    sweep()
    assert list(own_saves(over.id))
    claim.give_back()
    sweep()
    assert not list(own_saves(over.id))


def test_going_back_again_and_again_leaves_earlier_turns_among_the_autosaves() -> None:
    """A position that is there already takes no second place."""
    session = to_the_end(both_random(), Autosaver(), player_turns=3)
    last = games_folder() / session.id / "last.json"
    for _ in range(TURNS):
        again, saver = open_save(last, going_back=session.id), Autosaver()
        again.stored = last.with_name("quick.json")  # where it was read from is not what is tried here
        saver.watch(again)
        take_turn(again.game, "random")
        saver.watch(again)
        saver.close()
    found = [open_save(path).game.digest() for path in own_saves(session.id) if path.name.startswith("auto-")]
    assert len(set(found)) == len(found)


def test_a_claim_is_for_one_at_a_time() -> None:
    claim = Claim.on("a-game")
    assert claim is not None
    assert Claim.on("a-game") is None
    claim.give_back()
    assert Claim.on_any("a-game").game == "a-game"


def test_where_files_cannot_be_locked_games_are_kept_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some shared folders know no locks: other programs cannot be kept out, but nothing is lost."""

    def refuse(stream: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(autosaves, "_lock", refuse)
    session = to_the_end(both_random(), Autosaver(), player_turns=2)
    assert open_save(list(own_saves(session.id))[-1]).game.digest() == session.game.digest()
    assert len(list(games_folder().iterdir())) == 1


def test_a_game_is_not_looked_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever keeps every folder from being had: a sentence, not a loop."""
    monkeypatch.setattr(Claim, "on", classmethod(lambda cls, game: None))
    with pytest.raises(SaveError, match="no folder can be had"):
        Claim.on_any("")


def test_orders_to_formations_are_kept_as_soon_as_they_are_given() -> None:
    """They are no order of the rules: the position is as before, and still there is something new to keep."""
    session, saver = new_session(), Autosaver()
    saver.watch(session)
    task = Task(units=["I/75"], hold="2028")
    session.standing["japanese"] = StandingOrders("japanese").with_task(task)
    saver.watch(session)
    saver.close()
    kept = open_save(next(own_saves(session.id)))
    assert kept.standing == session.standing and kept.game.digest() == session.game.digest()
    assert kept.standing["japanese"].given == (task,)
