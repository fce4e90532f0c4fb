"""What two players by mail have exchanged: whether a turn file goes on from what the other one has.

Each player keeps the last turn file that he has sent or taken. A new one has to hold the very same player turns, order
by order, and one more, of the other side: nothing that was sent once can be sent again in another way.
"""

from __future__ import annotations

from game.core.errors import SaveError
from game.engine.game import PlayerTurn
from game.engine.turn_files import TurnFile, turn_words


def require_next(arrived: TurnFile, kept: TurnFile, own: str) -> None:
    """See that a turn file goes on from the one that the player of the `own` side keeps, or is that one, for him.

    Raises
    ------
    SaveError : it does not; one sentence says why.
    """
    _require_same_game(arrived, kept)
    if fault := first_difference(arrived, kept, own):
        raise SaveError(fault)
    more = len(arrived.record) - len(kept.record)
    if more > 1:
        missing = _words(arrived, len(kept.record) + (arrived.record[len(kept.record)].side != own))
        raise SaveError(f"it goes on after {missing}, which you have not sent: it was not played on this computer")
    if more < 0:
        raise SaveError(f"it is an older turn ({last_of(arrived)}): what was sent or opened last is {last_of(kept)}")
    if arrived.sender == own:
        raise SaveError(
            f"it is your own turn ({last_of(arrived)}), for {arrived.match.names[arrived.receiver]} to open: send it"
        )


def require_after(later: TurnFile, earlier: TurnFile) -> None:
    """See that a turn file goes on from an earlier one, as whoever watches a game sees it. Raises SaveError."""
    try:
        _require_same_game(later, earlier)
        if len(later.record) < len(earlier.record):
            raise SaveError(f"it is older than {earlier.source}: it ends with {last_of(later)}")
        if fault := first_difference(later, earlier, ""):
            raise SaveError(fault)
    except SaveError as error:
        raise SaveError(f"{later.source}: {error}") from error


def _require_same_game(arrived: TurnFile, kept: TurnFile) -> None:
    """What was agreed at the beginning stays. Raises SaveError."""
    for what, now, before in (
        ("match", arrived.match.id, kept.match.id),
        ("scenario", arrived.scenario.digest, kept.scenario.digest),
        ("seed", arrived.seed, kept.seed),
        ("luck", arrived.luck, kept.luck),
        ("players", arrived.match.names, kept.match.names),
    ):
        if now != before:
            are = "are not those" if what == "players" else "is not that"
            raise SaveError(f"it is of another game: its {what} {are} of the game that you play")


def first_difference(arrived: TurnFile, kept: TurnFile, own: str) -> str:
    """Return in a sentence where two files of a game have different player turns; nothing where they have the same."""
    for place, (now, before) in enumerate(zip(arrived.record, kept.record, strict=False)):
        if is_same(now, before):
            continue
        how = "as you sent it" if before.side == own else "as it came before"
        return f"{_words(arrived, place)}, is not in it {how}: {_difference(now, before)}"
    return ""


def is_same(one: PlayerTurn, other: PlayerTurn) -> bool:
    """Whether two player turns are the same, whatever the reasons for their orders."""
    return (one.turn, one.side, one.orders, one.digest) == (other.turn, other.side, other.orders, other.digest)


def _difference(now: PlayerTurn, before: PlayerTurn) -> str:
    for number, (new, old) in enumerate(zip(now.orders, before.orders, strict=False), start=1):
        if new[0] != old[0]:
            return f"order {number} is {new[0][:80]!r}, and was {old[0][:80]!r}"
    if len(now.orders) != len(before.orders):
        return f"it has {len(now.orders)} orders, and had {len(before.orders)}"
    return "its orders are the same, and their digests are not"


def last_of(turn: TurnFile) -> str:
    """Return what the last player turn of a turn file is called."""
    return _words(turn, len(turn.record) - 1) if turn.record else "the invitation"


def _words(turn: TurnFile, place: int) -> str:
    played = turn.record[place]
    return turn_words(turn.scenario, played.turn, played.side)
