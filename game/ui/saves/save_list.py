"""What is saved, as lists show it: by game, the game that was played last first, damaged files with what is wrong.

What was played last is known by a number in the file (`engine.saves.Mark`), not by the clock; files of 0.1.0 have none,
come last, and go by their time, as do those that claim a number to which no counting leads.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from game.commanders.titles import title_of
from game.core.errors import SaveError
from game.engine.saves import mark_of, read_document
from game.scenario.schema.scenario_file import Calendar
from game.ui.saves.save_folder import (
    LAST,
    QUICK,
    games_folder,
    home_of,
    last_play,
    play_in,
    replay_folder,
    save_files,
    saves_in,
)
from game.ui.saves.save_names import AUTO
from game.view.lettering import drawable

LONGEST_WORDS: Final = 200
"""Letters of a title or of names that a list shows: a file from elsewhere may hold millions."""

UNREADABLE: Final = "Files that cannot be used"


@dataclass(frozen=True)
class Entry:
    """A save in a list: what it holds, or in `fault` why it cannot be read.

    `game` is the same for all saves of a game; `play` and then `changed` say which is the newest.
    """

    path: Path
    changed: float
    title: str = ""
    date: str = ""
    turn: str = ""
    players: str = ""
    over: bool = False
    fault: str = ""
    game: str = ""
    play: int = 0
    seed: int = 0

    @property
    def name(self) -> str:
        """What the save is called: by its file where the player has named it, which may be what cannot be written."""
        if home_of(self.path):
            finished = "Finished game" if self.over else "Last position"
            return {LAST: finished, QUICK: "Quick save"}.get(self.path.name, "Autosave")
        if self.path.parent == replay_folder() and not self.fault:
            return f"Replay, seed {self.seed}"
        return drawable(self.path.stem)

    def is_of(self, game: str) -> bool:
        """Whether it belongs to a game: by what it says, or by its place where it can say nothing."""
        return (home_of(self.path) if self.fault else self.game) == game

    @property
    def is_auto(self) -> bool:
        """Whether the program made it by itself, or by a key that asks for no name."""
        return bool(home_of(self.path)) or self.path.stem.startswith(f"{AUTO}-")


def entries(*, with_replays: bool = False) -> list[Entry]:
    """Return all saves by game, the game that was played last first, in each the newest first."""
    paths = [*save_files(), *(_replays() if with_replays else ())]
    found = [entry for path in paths if (entry := read_entry(path)) is not None]
    last = last_play(entry.play for entry in found)
    found = [entry if entry.play <= last else replace(entry, play=0) for entry in found]
    newest: dict[str, tuple[int, float]] = {}
    for entry in found:
        newest[entry.game] = max(newest.get(entry.game, (0, 0.0)), (entry.play, entry.changed))
    order = sorted(found, key=lambda entry: (entry.play, entry.changed), reverse=True)
    return sorted(order, key=lambda entry: (not entry.fault, newest[entry.game], entry.game), reverse=True)


def heading_of(entry: Entry) -> str:
    """Return what stands above the saves of a game."""
    return UNREADABLE if entry.fault else f"{entry.title} · {entry.players}"


def newest_autosave() -> Entry | None:
    """Return the newest position of all games that are not over, None if there is none that can be read."""
    kept = [path for path in save_files() if home_of(path) or path.stem.startswith(f"{AUTO}-")]
    return next((entry for entry in _newest_first(kept) if _goes_on(entry)), None)


def _goes_on(entry: Entry) -> bool:
    """Whether a game can be continued here: not where it is over, nor at an autosave while it has its last position."""
    if entry.fault or entry.over:
        return False
    last = read_entry(entry.path.with_name(LAST)) if home_of(entry.path) else None
    return last is None or bool(last.fault) or last.path == entry.path


def quick_entry(game: str) -> Entry | None:
    """Return the quick save of a game, None if there is none."""
    return read_entry(games_folder() / game / QUICK) if game else None


def _newest_first(paths: list[Path]) -> Iterator[Entry]:
    """Yield the entries of files; each is read only when it is asked for."""
    stamped = [(play_in(path), stamp.st_mtime, path) for path in paths if (stamp := _stamp(path))]
    last = last_play(play for play, _, _ in stamped)
    for _, _, path in sorted(stamped, key=lambda file: (-file[0] if file[0] <= last else 0, -file[1])):
        if (entry := read_entry(path)) is not None:
            yield entry


def _replays() -> list[Path]:
    with suppress(OSError):
        return saves_in(replay_folder())
    return []


def is_taken(path: Path) -> bool:
    """Whether there is such a file, as far as the system says."""
    return _stamp(path) is not None


def _stamp(path: Path) -> Any:
    try:
        return path.stat()
    except OSError:
        return None


def read_entry(path: Path) -> Entry | None:
    """Return what a save holds, as far as lists show it, None if it is not there; read again only if it has changed."""
    stamp = _stamp(path)
    return None if stamp is None else _entry(path, stamp.st_mtime, stamp.st_size)


@lru_cache(maxsize=512)
def _entry(path: Path, changed: float, size: int) -> Entry:
    try:
        return Entry(path, changed, **_of_document(read_document(path)))
    except SaveError as error:
        return Entry(path, changed, fault=str(error).removeprefix(f"{path}: "))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError):
        return Entry(path, changed, fault="is incomplete")


def _of_document(document: dict[str, Any]) -> dict[str, Any]:
    scenario = document["scenario"]["documents"]["scenario"]
    sides = document["scenario"]["documents"]["forces"]["sides"]
    calendar = Calendar.model_validate(scenario["calendar"])
    last = document["record"][-1]
    began = calendar.beginning + calendar.turn_length * (last["turn"] - calendar.first_turn)
    number = f"turn {last['turn']} of {calendar.last_turn}"
    over = bool(last["digest"])
    commanders = document["commanders"]
    plans = document["scenario"]["documents"].get("plans", ())
    who = {
        id_: title_of(str(commanders[id_]), {plan["id"]: plan["name"] for plan in plans if plan["side"] == id_})
        if id_ in commanders
        else "you"
        for id_ in sides
    }
    mail = document.get("mail")
    if mail is not None:
        who[mail["away"]] = f"{mail['players'][mail['away']]}, by mail"
    words = {
        "title": str(scenario["name"]) + (" (changed)" if document["scenario"].get("changes") else ""),
        "date": f"{began.day} {began:%b %Y, %H:%M}",
        "turn": f"{number}, {'over' if over else sides[last['side']]['adjective'] + ' orders'}",
        "players": ", ".join(f"{side['adjective']}: {who[id_]}" for id_, side in sides.items()),
    }
    mark, seed = mark_of(document), int(document["seed"])
    game = mark.game or f"{document['scenario']['digest'][:20]} {seed}"  # 0.1.0 knew no games
    return {
        **{key: text[:LONGEST_WORDS] for key, text in words.items()},
        "over": over,
        "game": game[:LONGEST_WORDS],
        "play": mark.play,
        "seed": seed,
    }
