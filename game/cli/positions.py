"""A position that somebody names: the start of a scenario, a save, the end of a turn of a replay or of a game."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.compiling import warm_up
from game.cli.leading import led_by
from game.cli.options import DEFAULT_SEED, Named, by_side
from game.core.errors import UsageError

if TYPE_CHECKING:
    from game.engine.game import Game
    from game.engine.saves import Saved
    from game.scenario.loading import Scenario


def is_save(name: str) -> bool:
    """Whether what is given in place of a scenario is a save or a replay: their files are JSON."""
    return name.lower().endswith(".json")


def read_saved(path: Path) -> Saved:
    """Return what a save or replay holds. Raises SaveError."""
    from game.engine.saves import read_save

    warm_up()
    return read_save(path)


@dataclass(frozen=True)
class Position:
    """What the options ask for: a game that was saved, or one that commanders are to play, at the end of a turn.

    Without a turn it is the save, or the scenario as it begins.
    """

    scenario: Scenario
    turn: int | None
    saved: Saved | None
    seed: int
    leaders: dict[str, str]

    @classmethod
    def of(
        cls, name: str | None, save: Path | None, turn: int | None, seed: int | None, commanders: Named, plans: Named
    ) -> Position:
        """Return the position that the options ask for; nothing is played yet.

        Raises
        ------
        UsageError : they contradict each other, or name what is not there.
        ScenarioError, SaveError : a file has faults.
        """
        from game.commanders.roster import commanders_of
        from game.scenario.loading import load_to_draw

        if (name is None) == (save is None):
            raise UsageError("give one of them: a SCENARIO, or --save FILE")
        is_led = seed is not None or bool(commanders or plans)
        if name is None or is_save(name):
            saved = read_saved(save or Path(str(name)))
            if is_led:
                raise UsageError(f"{saved.source} has been played: --seed, --commander and --plan are for a scenario")
            position = cls(saved.game.scenario, turn, saved, saved.game.seed, {})
        elif is_led and turn is None:
            raise UsageError(
                "--seed, --commander and --plan are for a scenario that is played: say with --turn how far"
            )
        else:
            scenario, chosen = led_by(load_to_draw(name), by_side(commanders), by_side(plans, "--plan"))
            leaders = commanders_of(scenario, chosen)
            position = cls(scenario, turn, None, DEFAULT_SEED if seed is None else seed, leaders)
        position._require_turn()
        return position

    def game(self) -> Game:
        """Return the game in this position; of commanders that came to its end before the turn, at its end.

        Raises
        ------
        SaveError : the record cannot be played again, or not to the same positions.
        """
        from game.engine.game import Game

        if self.saved is not None:
            return self.saved.game if self.turn is None else self._played_again(self.saved, self.turn)
        warm_up()
        game = Game.new(self.scenario, self.seed)
        return game if self.turn is None else self._played(game, self.turn)

    def _played(self, game: Game, turn: int) -> Game:
        from game.commanders.roster import player_turns

        for _ in player_turns(game, self.leaders):
            if game.turn > turn:
                break
        return game

    def _played_again(self, saved: Saved, turn: int) -> Game:
        from game.engine.replay import moments

        found = None
        for step, game in moments(saved):
            if step.turn > turn:
                break
            if step.turn == turn and step.order is None:
                found = game.copy()
        assert found is not None, "a turn that was played has an end"
        return found

    def _require_turn(self) -> None:
        """Refuse a turn that the scenario does not have, or whose end was not played."""
        calendar = self.scenario.file.calendar
        if self.turn is None:
            return
        if not calendar.first_turn <= self.turn <= calendar.last_turn:
            span = f"turns {calendar.first_turn} to {calendar.last_turn}"
            raise UsageError(f"{self.scenario.name} has {span}, and no turn {self.turn}")
        if self.saved is None:
            return
        stands, is_over = self.saved.game.turn, self.saved.game.outcome is not None
        if self.turn > stands or (self.turn == stands and not is_over):
            how = "is over" if is_over else "stands"
            raise UsageError(
                f"{self.saved.source}: the game {how} in turn {stands}; the end of turn {self.turn} was not played"
            )
