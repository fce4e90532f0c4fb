"""`ladder`: commanders against each other on the same seeds, each leading both sides in turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import click

from game.batch.runs import MOST_RUNS
from game.cli.compiling import warm_up
from game.cli.console import amount, interval, progress, say, say_json, say_table, share
from game.cli.options import Whole, json_option, load_files, seed_option, workers_option
from game.scenario.names import so_many

if TYPE_CHECKING:
    from game.batch.ladder import Figures, Meeting
    from game.scenario.loading import Scenario

HEAD = ("scenario", "won", "level", "by points", "95 % interval", "games", "margin", "95 % interval")


@dataclass(frozen=True)
class Ladder:
    """What the options ask for, with the scenarios loaded and the commanders known to exist."""

    scenarios: tuple[Scenario, ...]
    commanders: tuple[str, ...]
    runs: int
    seed: int
    workers: int | None

    @classmethod
    def of(cls, shipped_names: tuple[str, ...], commanders: tuple[str, ...], **others: Any) -> Ladder:
        """Return the ladder that the options ask for. Raises UsageError and ScenarioError."""
        from game.batch.ladder import ladder_of
        from game.commanders.roster import require_leader
        from game.scenario.homes import shipped_names as shipped
        from game.scenario.loading import load_scenario

        names = dict.fromkeys(shipped_names or shipped())
        scenarios, on_it = tuple(load_scenario(name) for name in names), tuple(ladder_of(commanders))
        for scenario in scenarios:  # before anything is played: each leads either side of each
            for side, name in product(scenario.names.sides, on_it):
                require_leader(scenario, side, name)
        return cls(scenarios, on_it, **others)

    def play(self) -> list[Meeting]:
        """Play everybody against the one below, with progress on a terminal; the lowest first."""
        from game.batch.ladder import GAMES, Meeting, play_pairing

        warm_up()
        games = GAMES * self.runs
        meetings, done = [], 0
        with progress("ladder, games", games * len(self.scenarios) * (len(self.commanders) - 1)) as show:
            for lower, upper in zip(self.commanders, self.commanders[1:], strict=False):
                pairings = []
                for scenario in self.scenarios:
                    pairings.append(
                        play_pairing(scenario, upper, lower, self.runs, self.seed, self.workers, _after(done, show))
                    )
                    done += games
                meetings.append(Meeting(tuple(pairings)))
        return meetings

    def as_data(self, meetings: list[Meeting]) -> dict[str, Any]:
        """Return everything that `--json` prints; docs/json.md describes the keys."""
        return {
            "commanders": list(self.commanders),
            "scenarios": {scenario.name: scenario.digest for scenario in self.scenarios},
            "runs": self.runs,
            "seed": self.seed,
            "meetings": [
                {
                    "commander": meeting.first,
                    "against": meeting.second,
                    "together": meeting.figures().as_data(),
                    "scenarios": [
                        {"scenario": pairing.scenario.name, **pairing.figures().as_data()}
                        for pairing in meeting.pairings
                    ],
                }
                for meeting in meetings
            ],
        }


def _after(before: int, show: Callable[[int], None]) -> Callable[[int], None]:
    return lambda done: show(before + done)


@click.command()
@click.argument("shipped_names", metavar="[SCENARIO]...", nargs=-1)
@click.option(
    "--commander",
    "commanders",
    multiple=True,
    metavar="NAME",
    callback=load_files,
    help="Who is on the ladder, the lowest first; all who give orders if none is named. 'officer:PLAN' is an officer "
    "who follows the plan of this id, which both sides of each SCENARIO must have; my.py is a file of Python of your "
    "own, which is run. Two or more times.",
)
@click.option(
    "--runs",
    type=Whole(1, MOST_RUNS),
    default=200,
    show_default=True,
    help="How many runs are played of each scenario: two games with one seed, the commanders changing sides.",
)
@seed_option
@workers_option
@json_option
def ladder(as_json: bool, **asked: Any) -> None:
    """Let commanders play against each other, and say how far each is better than the one below.

    Each SCENARIO is played, all that come with the game if none is given. Each commander meets the one before it on
    the ladder.
    """
    wanted = Ladder.of(**asked)
    meetings = wanted.play()
    if as_json:
        say_json(wanted.as_data(meetings))
        return
    words = ", ".join(wanted.commanders)
    say(f"{words}: {so_many(wanted.runs, 'run')} of two games with changed sides, seed {wanted.seed}")
    say()
    for meeting in meetings:
        say_meeting(meeting)


def say_meeting(meeting: Meeting) -> None:
    """Print what one commander did against another, by scenario and together."""
    rows = [_row(pairing.scenario.name, pairing.figures()) for pairing in meeting.pairings]
    if len(rows) > 1:
        rows.append(_row("together", meeting.figures()))
    say_table(f"{meeting.first} against {meeting.second}", HEAD, rows)


def _row(name: str, found: Figures) -> tuple[str, ...]:
    low, high = found.share_95
    return (
        name,
        str(found.won),
        str(found.level),
        share(found.share),
        f"{share(low)} to {share(high)}",
        share(found.games_share),
        amount(found.margin),
        interval(found.margin_95) if found.margin_95 is not None else "",
    )
