"""Saves: a game in a text file, whole or not at all.

A save is one JSON document: versions, the scenario itself, seed and orders (together they are the replay), and a
snapshot of the state, so that a later version of the rules can still continue the game. It is written beside its place
and renamed. A file from anywhere yields a game or a `SaveError` that says in one sentence what is wrong. Playing the
orders again is `replay`; the arrays are in `snapshots`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from game.core.arguments import MOST_SEED, instance, path_of, whole, words_by_word
from game.core.errors import SaveError, ScenarioError, UsageError
from game.core.files import write_whole
from game.core.terms import Phase
from game.engine.asides import NOTHING_SAID, Asides, asides_document, asides_from
from game.engine.game import RULES_VERSION, Game, Luck, log_rows, world_with_luck
from game.engine.matches import Mailed, mailed_from, match_document
from game.engine.saved_record import need, record_from, turn_document
from game.engine.saved_scenario import scenario_document, scenario_of
from game.engine.snapshots import snapshot_of, state_from
from game.engine.strict_json import check_sum, parsed, text_of
from game.scenario.loading import Scenario, plan_from_document
from game.scenario.schema.plan import PlanFile
from game.scenario.suggesting import quote

FORMAT: Final = "Border Wars save"
FORMAT_VERSION: Final = 1
MAX_BYTES: Final = 64_000_000
MOST_VERSIONS: Final = 1_000_000
MOST_PLAYS: Final = 10**15

_GAME: Final = re.compile(r"[a-z0-9-]{1,40}\Z")


@dataclass(frozen=True)
class Mark:
    """Where a save belongs among a player's own.

    `game` tells the games apart that somebody plays; `play` counts up with every save, whichever game it is of, so that
    the newest is known without a clock. 0.1.0 wrote neither.
    """

    game: str = ""
    play: int = 0


UNMARKED: Final = Mark()


@dataclass(frozen=True)
class Saved:
    """What a save holds. `rules` is the version of the rules that the orders were given under."""

    game: Game
    rules: int
    commanders: Mapping[str, str] = field(default_factory=dict)
    source: str = "save"
    mark: Mark = UNMARKED
    standing: Mapping[str, PlanFile] = field(default_factory=dict)
    """By side, what its player has ordered formations to do, kept from turn to turn."""
    mailed: Mailed | None = None
    """The game by mail that it is, if it is one."""
    asides: Asides = NOTHING_SAID
    """What has been said of units this turn."""

    @property
    def verifiable(self) -> bool:
        """Whether its orders can be played again; under other rules they may lead elsewhere, but the game can go on."""
        return self.rules == RULES_VERSION


# --- writing --------------------------------------------------------------------------------------------------------


def save_game(
    game: Game,
    path: Path | str,
    commanders: Mapping[str, str] | None = None,
    rules: int = RULES_VERSION,
    mark: Mark = UNMARKED,
) -> None:
    """Write a game to a file; what was there before stays whole until the new file is.

    `commanders` says who gives the orders of which side, where that is not a person. `rules` is `Saved.rules` of a game
    that goes on from a save.

    Raises
    ------
    SaveError : the file cannot be written, or the game is too long.
    UsageError : as in `save_text`, or one of the arguments is of another type.
    """
    target = path_of(path, "the file of a save")
    game = instance(game, "what is saved", Game)
    put_text(target, save_text(game, commanders, rules, mark))


def write_save(saved: Saved, path: Path) -> None:
    """Write all that a save holds to a file, as `save_game` does. Raises as it does."""
    put_text(path, text_of_save(saved))


def put_text(path: Path, text: str) -> None:
    """Write the text of a save or turn file, whole or not at all. Raises SaveError if that cannot be done."""
    try:
        write_whole(path, text.encode("ascii"))
    except OSError as error:
        raise SaveError(f"{path}: the file cannot be written: {error.strerror or error}") from error


def save_text(
    game: Game,
    commanders: Mapping[str, str] | None = None,
    rules: int = RULES_VERSION,
    mark: Mark = UNMARKED,
) -> str:
    """Return the text of a save of a game.

    Raises
    ------
    SaveError : as in `text_of_save`.
    UsageError : likewise, or a version of the rules that never was.
    """
    asked = {} if commanders is None else words_by_word(commanders, "the commanders of a save")
    rules, mark = whole(rules, "the version of the rules", 1, MOST_VERSIONS), instance(mark, "the mark of a save", Mark)
    return text_of_save(Saved(game, rules, asked, mark=mark))


def text_of_save(saved: Saved) -> str:
    """Return the text of a save: a line for each of its parts, ASCII only.

    What it holds can always be read again. Where a game has grown so long that its save could not, the reasons of its
    orders are left out, which change nothing.

    Raises
    ------
    SaveError : even so it is too large.
    UsageError : a commander, orders or an aside of a side or unit that the scenario does not have.
    """
    scenario = saved.game.scenario
    for has, found, known in (
        ("side {} that could have a commander", saved.commanders, scenario.names.sides),
        ("side {} that could have orders", saved.standing, scenario.names.sides),
        ("unit {} of which anything was said", sorted(saved.asides.units), scenario.names.unit_row),
    ):
        if strange := [name for name in found if name not in known]:
            raise UsageError(f"{scenario.name} has no {has.format(quote(strange[0]))}")
    for with_reasons in (True, False):
        text = text_of(_document_of(saved, with_reasons=with_reasons))
        if len(text) <= MAX_BYTES:
            return text
    raise SaveError(f"the game is too long to be saved: more than {MAX_BYTES // 1_000_000} MB")


def document_of(plan: PlanFile) -> dict[str, Any]:
    """Return a plan as plain data."""
    return plan.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _document_of(saved: Saved, *, with_reasons: bool) -> dict[str, Any]:
    game, standing = saved.game, {side: document_of(plan) for side, plan in saved.standing.items()}
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "rules": saved.rules,
        **_kept(saved.mark, saved.mailed),
        "scenario": scenario_document(game.scenario),
        "seed": game.seed,
        "luck": game.luck,
        "commanders": dict(saved.commanders),
        **({"standing": standing} if standing else {}),
        **({"asides": asides_document(saved.asides)} if saved.asides.units else {}),
        "record": [turn_document(turn, with_reasons=with_reasons) for turn in game.record],
        "snapshot": snapshot_of(game.state),
        "digest": game.digest(),
    }
    document["check"] = check_sum(document)
    return document


def _kept(mark: Mark, mailed: Mailed | None) -> dict[str, Any]:
    """Return what a save says of whose it is."""
    kept = {} if mark == UNMARKED else {"kept": {"game": mark.game, "play": mark.play}}
    return kept if mailed is None else {**kept, "mail": {**match_document(mailed.match), "away": mailed.away}}


# --- reading --------------------------------------------------------------------------------------------------------


def load_game(path: Path | str) -> Game:
    """Return the game that a file holds, ready to go on. Raises SaveError as `read_save` does."""
    return read_save(path_of(path, "the file of a save")).game


def read_save(source: Path | str | bytes) -> Saved:
    """Return what a save holds, from a file or from its bytes.

    Raises
    ------
    SaveError : it cannot be read, is no save, was changed or cut off, is newer than this program, or contradicts
    itself.
    """
    name = "save" if isinstance(source, bytes) else str(source)
    with faults_named(name):
        content = source if isinstance(source, bytes) else content_of(Path(source))
        return _read(content, name)


@contextmanager
def faults_named(name: str) -> Iterator[None]:
    """Put the name of a file before whatever is wrong with what is read of it. Raises SaveError."""
    try:
        yield
    except SaveError as error:
        raise SaveError(f"{name}: {error}") from error
    except ScenarioError as error:
        first, count = str(error.problems[0]).partition("\n")[0], len(error.problems)
        more = f" (and {count - 1} more)" if count > 1 else ""
        raise SaveError(f"{name}: the scenario in it has faults: {first}{more}") from error
    except RecursionError:
        raise SaveError(f"{name}: it is nested too deeply to be read") from None


def read_document(path: Path | str) -> dict[str, Any]:
    """Return the plain data of a save that is whole, without setting up its game; for lists of saves.

    Raises
    ------
    SaveError : it cannot be read, is no save, was changed or cut off, or is newer than this program.
    """
    with faults_named(str(path)):
        return _document(content_of(Path(path)))


def content_of(path: Path) -> bytes:
    """Return the bytes of a file, no more than show that it is too large. Raises SaveError."""
    try:
        if not path.exists():
            raise SaveError("there is no such file")
        if not path.is_file():
            raise SaveError("this is not a file")
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise SaveError(f"the file cannot be read: {error.strerror or error}") from error
    return content


def _read(content: bytes, name: str) -> Saved:
    document = _document(content)
    rules = rules_of(document)
    scenario = scenario_of(document, rules)
    luck, seed = luck_of(document), seed_of(document)
    record = record_from(need(document, "record", list, "it"), scenario)
    same_rules = rules == RULES_VERSION
    state = state_from(document.get("snapshot"), scenario, log_rows(scenario.world), same_rules=same_rules)
    game = Game(scenario, world_with_luck(scenario.world, luck), state, luck, record)
    _check_game(game, document, seed, same_rules)
    leaders, standing = _commanders(document, scenario), _standing(document, scenario)
    mailed = mailed_from(document["mail"], scenario.names.sides) if "mail" in document else None
    asides = asides_from(document["asides"], scenario.names.unit_row) if "asides" in document else NOTHING_SAID
    return Saved(game, rules, leaders, name, mark_of(document), standing, mailed, asides)


def _document(content: bytes) -> dict[str, Any]:
    return sealed_document(content, FORMAT, FORMAT_VERSION, "save")


def sealed_document(content: bytes, format_: str, newest: int, what: str) -> dict[str, Any]:
    """Return the data of a file, if it is of a format and version that we know and as it was written.

    Raises
    ------
    SaveError : it is not; `what` is what such a file is called.
    RecursionError : it is nested too deeply.
    """
    if len(content) > MAX_BYTES:
        raise SaveError(f"the file is larger than any {what} ({MAX_BYTES // 1_000_000} MB)")
    document = parsed(content)
    if not isinstance(document, dict) or document.get("format") != format_:
        raise SaveError(f"the file is not a {what} of Border Wars")
    version = need(document, "version", int, "it")
    if version > newest:
        raise SaveError(
            f"it was written by a newer version of the game (format {version}; this one reads up to {newest})"
        )
    if version < 1:
        raise SaveError(f"it has format version {version}, which does not exist")
    if document.get("check") != check_sum(document):
        raise SaveError("it has been changed or damaged since it was written: its check sum does not fit")
    return document


def rules_of(document: dict[str, Any]) -> int:
    """Return the version of the rules that orders were given under. Raises SaveError."""
    rules: int = need(document, "rules", int, "it")
    if not 1 <= rules <= MOST_VERSIONS:
        raise SaveError(f"it was played under version {quote(rules)} of the rules, which does not exist")
    return rules


def luck_of(document: dict[str, Any]) -> Luck:
    """Return whether luck has a say. Raises SaveError."""
    luck = document.get("luck")
    if luck == "table":
        return "table"
    if luck == "none":
        return "none"
    raise SaveError("it lacks 'luck', which must be 'table' or 'none'")


def mark_of(document: dict[str, Any]) -> Mark:
    """Return where a save belongs; it stands near the beginning of the file. Raises SaveError."""
    if "kept" not in document:
        return UNMARKED
    kept = need(document, "kept", dict, "it")
    game, play = need(kept, "game", str, "its 'kept'"), need(kept, "play", int, "its 'kept'")
    if not _GAME.match(game) or not 0 <= play <= MOST_PLAYS:
        raise SaveError("its 'kept' is invalid")
    return Mark(game, play)


def seed_of(document: dict[str, Any]) -> int:
    """Return the seed that all luck follows from. Raises SaveError."""
    seed: int = need(document, "seed", int, "it")
    if not 0 <= seed <= MOST_SEED:
        raise SaveError("its seed is out of bounds")
    return seed


def _commanders(document: dict[str, Any], scenario: Scenario) -> dict[str, str]:
    commanders: dict[str, str] = need(document, "commanders", dict, "it")
    if any(side not in scenario.names.sides or not isinstance(name, str) for side, name in commanders.items()):
        raise SaveError("its commanders are not those of the sides of the scenario")
    return commanders


def _standing(document: dict[str, Any], scenario: Scenario) -> dict[str, PlanFile]:
    """Return what players have ordered formations to do. Raises ScenarioError for what is no plan of this scenario."""
    if "standing" not in document:
        return {}
    found: dict[str, Any] = need(document, "standing", dict, "it")
    plans = {side: plan_from_document(scenario, data, "standing orders") for side, data in found.items()}
    if any(side not in scenario.names.sides or plan.side != side for side, plan in plans.items()):
        raise SaveError("its standing orders are not those of the sides of the scenario")
    return plans


def _check_game(game: Game, document: dict[str, Any], seed: int, same_rules: bool) -> None:
    """Seed, record and digest must be those of the snapshot."""
    last = game.record[-1]
    over = game.state.clock.phase[0] == Phase.OVER
    if game.seed != seed:
        raise SaveError("its seed is not that of its snapshot")
    if (last.turn, last.side) != (game.turn, game.active_side) or bool(last.digest) != bool(over):
        raise SaveError("its record ends elsewhere than its snapshot")
    if int(game.state.clock.draws[0]) > len(last.orders):
        raise SaveError("its snapshot has seen more fights than its record has orders")
    if same_rules and game.digest() != need(document, "digest", str, "it"):
        raise SaveError("its digest is not that of its snapshot")
