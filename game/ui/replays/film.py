"""A whole recorded game to be shown: every step, and the game before each player turn, so that going back is quick.

Making a film plays the record and checks every digest on the way; a record that leaves the rails makes no film, but a
SaveError with a sentence. No drawing here.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from game.commanders.titles import titles
from game.core.terms import Kind
from game.engine.event_words import counted, order_words
from game.engine.game import Game
from game.engine.replay import Step, moments, play_on
from game.engine.saves import Saved, read_save
from game.scenario.loading import Scenario
from game.ui.panels.standing import level_name
from game.ui.session import HUMAN, Played
from game.view.looks import localised


@dataclass(frozen=True)
class Scene:
    """One player turn: where its steps begin, and the game before them."""

    first: int
    turn: int
    side: str
    game: Game


@dataclass(frozen=True)
class Film:
    """The steps of a game. A place is how many of them have been played: 0 is the start, `len(steps)` the end.

    `title` says which game it is: the battle, its sides, how it ended, or its seed, and who led them, but for people.
    `viewer` is the side through whose eyes it is seen while the game goes on; None: everything is seen.
    """

    title: str
    steps: tuple[Step, ...]
    scenes: tuple[Scene, ...]
    viewer: str | None = None

    @property
    def scenario(self) -> Scenario:
        """The scenario that was played."""
        return self.scenes[0].game.scenario

    def scene_at(self, place: int) -> int:
        """Return the number of the player turn that a place lies in; its end belongs to the next."""
        return max(0, bisect_right([scene.first for scene in self.scenes], place) - 1)

    def steps_of(self, scene: int) -> tuple[int, int]:
        """Return the first step of a player turn, and the first after it."""
        end = self.scenes[scene + 1].first if scene + 1 < len(self.scenes) else len(self.steps)
        return self.scenes[scene].first, end

    def game_at(self, place: int) -> Game:
        """Return the game after so many steps, as it was, whatever the viewer knows; it is the caller's own."""
        scene = self.scenes[self.scene_at(place)]
        game = scene.game.copy()
        play_on(game, self.steps[scene.first : place])
        return game

    def words(self, place: int) -> str:
        """Return what the step before a place was, in words."""
        if place == 0:
            return "The start"
        return step_words(self.scenario, self.steps[place - 1])


def film_of(source: Path | str | Saved) -> Film:
    """Return the film of a save or replay.

    Raises
    ------
    SaveError : it cannot be read, was made under other rules, or its orders do not lead where it says.
    """
    saved = source if isinstance(source, Saved) else read_save(source)
    played: list[Step] = []
    scenes: list[Scene] = []
    before = Game.new(saved.game.scenario, saved.game.seed, saved.game.luck)
    for step, game in moments(saved):
        if not scenes or (scenes[-1].turn, scenes[-1].side) != (step.turn, step.side):
            scenes.append(Scene(len(played), step.turn, step.side, before))
        played.append(step)
        if step.order is None:
            before = game.copy()
    if not scenes or (before.turn, before.active_side) != (scenes[-1].turn, scenes[-1].side):
        scenes.append(Scene(len(played), before.turn, before.active_side, before))
    players = {side: saved.commanders.get(side, HUMAN) for side in saved.game.scenario.names.sides}
    return Film(_title(saved), tuple(played), tuple(scenes), Played(saved.game, players).viewer)


def _title(saved: Saved) -> str:
    game = saved.game
    first, second = localised(game.scenario).names.side_adjectives
    ended = f"seed {game.seed}" if game.outcome is None else level_name(game)
    led = titles(game.scenario, saved.commanders)
    return f"{localised(game.scenario).title} · {first} against {second} · {ended}" + (f" · {led}" if led else "")


def step_words(scenario: Scenario, step: Step) -> str:
    """Return what a step was, in words."""
    return "The end of the turn" if step.order is None else order_words(localised(scenario), step.order)


def losses_so_far(game: Game, side: str) -> str:
    """Return what a side has lost from the start, in words: "310 men, 4 guns"."""
    lost = game.state.sides.losses[game.scenario.names.side_row[side]]
    words = [counted(kind.name.lower(), int(lost[kind])) for kind in Kind if kind is Kind.MEN or lost[kind]]
    return ", ".join(words)
