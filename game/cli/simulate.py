"""`simulate`: many games of a scenario, what they come to. `history`: the same, held against what happened."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from game.cli.console import amount, interval, say, say_json, say_table, share
from game.cli.exit_codes import NO
from game.cli.leading import led_by
from game.cli.names import side_words
from game.cli.options import (
    Named,
    batch_options,
    by_side,
    change_options,
    changes_of,
    folder_options,
    take_changes,
)
from game.cli.playing import Where
from game.cli.texts import in_words
from game.core.errors import UsageError
from game.scenario.names import kind_words, so_many
from game.scenario.suggesting import listed, quote

if TYPE_CHECKING:
    from game.batch.experiment import Experiment
    from game.batch.results import Results
    from game.engine.game import Luck
    from game.scenario.loading import Scenario


@dataclass(frozen=True)
class Batch:
    """What the options ask for, with the scenario loaded and the commanders known to exist."""

    scenario: Scenario
    runs: int
    seed: int
    commanders: dict[str, str]
    luck: Luck

    @classmethod
    def of(
        cls,
        scenario_name: str,
        commanders: Named,
        plans: Named,
        changes: Mapping[str, Sequence[str]] = MappingProxyType({}),
        *,
        by_plan: bool = False,
        **others: Any,
    ) -> Batch:
        """Return the batch that the options ask for. Raises UsageError and ScenarioError.

        `by_plan`: sides for which nobody is named are led as they were, where the scenario says how.
        """
        from game.commanders.roster import by_history, commanders_of
        from game.scenario.changes import changed
        from game.scenario.loading import load_scenario

        asked = changed(load_scenario(scenario_name), changes_of(changes))
        scenario, chosen = led_by(asked, by_side(commanders), by_side(plans, "--plan"))
        usual = by_history(scenario) if by_plan else {}
        return cls(scenario, commanders=commanders_of(scenario, {**usual, **chosen}), **others)

    @property
    def is_one_game(self) -> bool:
        """Whether all games would be the same: then one is played."""
        from game.commanders.roster import differs_by_seed

        return not differs_by_seed(self.luck, self.commanders)

    def play(self, where: Where) -> Results:
        """Play it, with progress on a terminal, into a folder if there is to be one."""
        began = time.perf_counter()
        return replace(where.play(self.experiment).points[0], seconds=time.perf_counter() - began)

    @property
    def experiment(self) -> Experiment:
        """The batch as an experiment in which nothing is varied."""
        from game.batch.experiment import single

        runs = 1 if self.is_one_game else self.runs
        return single(self.scenario, self.commanders, self.luck, runs, self.seed)

    @property
    def words_on_luck(self) -> str:
        """What is to be said about luck; nothing with the usual luck."""
        if self.luck != "none":
            return ""
        if self.is_one_game:
            asked = f"; {self.runs} were asked for, 1 is played" if self.runs > 1 else ""
            return f"without luck all games are identical{asked}"
        from game.commanders.roster import commander_named

        names = [name for name in dict.fromkeys(self.commanders.values()) if commander_named(name).at_random]
        return f"without luck the games differ only in what {listed(map(quote, names))} may pick at random"


@click.command()
@batch_options
@change_options
@folder_options
def simulate(as_json: bool, **asked: Any) -> None:
    """Play a SCENARIO many times, commander against commander, and summarise the results.

    SCENARIO is battle/scenario, for example lake_khasan/campaign, or the path of a file. Where nothing is said of a
    side, an officer leads it by the plan that the scenario names for it, else by its own.
    """
    from game.batch.tables import summary

    changes, where = take_changes(asked), Where.of(asked)
    batch = Batch.of(**asked, changes=changes)
    results = batch.play(where)
    written = where.write([results])
    document = summary(results)
    if as_json:
        say_json(document)
        return
    say_summary(results, document, batch.words_on_luck)
    for path in written:
        say(f"written: {path}")


@click.command()
@batch_options
@change_options
@folder_options
def history(as_json: bool, **asked: Any) -> None:
    """Compare many games of a SCENARIO with history, row by row; exit code 1 if a row is outside.

    Unless --commander or --plan say otherwise, officers lead by the historical plans. Rows that are counted apart
    (losses between two turns, exchanges, composition) are shown, and do not decide it. In the table, "games below" is
    the share of games with less than history.
    """
    from game.batch.history import compare, counted

    changes, where = take_changes(asked), Where.of(asked)
    batch = Batch.of(**asked, changes=changes, by_plan=True)
    if not batch.scenario.file.history:
        raise UsageError(f"{batch.scenario.name} has no history table to compare with")
    results = batch.play(where)
    compared = compare(results)
    written = where.write([results], with_history=True)
    rows = [row.as_data() for row in compared]
    if as_json:
        say_json(rows)
    else:
        say_batch(results)
        if batch.words_on_luck:
            say(f"{batch.words_on_luck.capitalize()}.")
        say()
        say_history(rows, batch.is_one_game)
        say_together({name: found.as_data() for name, found in counted(results, compared).items()}, batch.is_one_game)
        for path in written:
            say(f"written: {path}")
    if not all(row["holds"] for row in rows if not row["apart"]):
        click.get_current_context().exit(NO)


# --- what is printed ------------------------------------------------------------------------------------------------


def say_summary(results: Results, document: dict[str, Any], on_luck: str = "") -> None:
    """Print outcomes, losses, holders and history; figures of one game have no intervals."""
    from game.batch.tables import unfinished

    sides = side_words(results.scenario)
    say_batch(results)
    if on_luck:
        say(f"{on_luck.capitalize()}.")
    say()
    alone = results.is_one_game
    rows = [_outcome_row(level["name"], level) for level in document["outcomes"]]
    if document["unfinished"]:
        rows.append(_outcome_row("unfinished", unfinished(results)))
    head = ("level", "games") if alone else ("level", "games", "share", "95 % interval")
    say_table("Outcomes", head, rows)
    say_losses(document["sides"], sides, alone)
    say_holders(document["holders"], sides)
    say_history(document["history"], alone)
    say(f"digest of all rows: {document['digest']}")


def say_batch(results: Results) -> None:
    """Print what was played: the scenario, how many games, from which seed, who led the sides."""
    from game.commanders.titles import titles

    commanders = titles(results.scenario, results.commanders)
    say(f"{in_words(results.scenario).file.name} ({results.scenario.name})")
    if results.scenario.changes:
        say(f"Changed: {'; '.join(results.scenario.changes)}")
    say(f"{so_many(results.runs, 'game')}, seed {results.seed}, {commanders}, {results.seconds:.1f} s")


def _outcome_row(name: str, row: dict[str, Any]) -> tuple[str, ...]:
    if row["interval_95"] is None:
        return name, str(row["count"])
    low, high = row["interval_95"]
    return name, str(row["count"]), share(row["share"]), f"{share(low)} to {share(high)}"


def say_losses(losses: dict[str, dict[str, dict[str, Any]]], sides: Mapping[str, str], alone: bool = False) -> None:
    """Print the losses of both sides by kind; kinds that nobody loses are left out. `alone`: of one game."""
    rows = [
        (
            sides[side],
            kind_words(kind),
            amount(found["median"]),
            *(() if alone else (interval(found["central_50"]), interval(found["central_90"]))),
        )
        for side, kinds in losses.items()
        for kind, found in kinds.items()
        if found["mean"] > 0
    ]
    head = ("side", "of what", "lost") if alone else ("side", "of what", "median", "middle 50 %", "middle 90 %")
    say_table("Losses at the end", head, rows, left=2)


def say_holders(holders: list[dict[str, Any]], sides: Mapping[str, str]) -> None:
    """Print in how many games each side holds each area at a few turns."""
    if not holders:
        return
    states = list(holders[0]["shares"])
    rows = [
        (
            row["title"],
            str(row["turn"]),
            row["date"].replace("T", " "),
            *(share(row["shares"][state]) for state in states),
        )
        for row in holders
    ]
    say_table("Who holds what", ("area", "turn", "until", *(sides.get(state, state) for state in states)), rows)


def say_history(rows: list[dict[str, Any]], alone: bool = False) -> None:
    """Print the comparison with history; "games below" are those with less than history. `alone`: of one game."""
    for title, apart in (("History", False), ("History, counted apart", True)):
        found = [_history_row(row) for row in rows if row["apart"] is apart]
        if apart and not found:
            continue
        if alone:
            head: tuple[str, ...] = ("measure", "turn", "history", "accepted", "here", "holds")
            say_table(title, head, [(*row[:5], row[-1]) for row in found])
        else:
            head = ("measure", "turn", "history", "accepted", "median", "95 % interval", "middle 90 %")
            head = (*head, "games below", "holds")
            say_table(title, head, found)


def say_together(found: dict[str, dict[str, Any]], alone: bool = False) -> None:
    """Print how far games agree with several rows at once. `alone`: of one game."""
    words = {"rows": "History", "apart": "Counted apart"}
    for name, group in found.items():
        distance = group["distance"]
        say(f"{words[name]}: {group['holding']} of {group['rows']} rows hold")
        if alone:
            say(f"  the game agrees with {group['agreeing_mean']:.0f}; distance from history {distance['median']:.2f}")
            continue
        if group["effective"] is not None:
            say(f"  as rows go together, they are worth {group['effective']:.1f} independent ones")
        say(f"  rows that a game agrees with: {group['agreeing_mean']:.1f} on average")
        say(f"  games that agree with all rows: {group['agreeing'][-1]}")
        low, high = distance["central_90"]
        say(f"  distance from history {distance['median']:.2f}, middle 90 % {low:.2f} to {high:.2f}")


def _history_row(row: dict[str, Any]) -> tuple[str, ...]:
    turn, holds = str(row["turn"]), "yes" if row["holds"] else "NO"
    if row["since"] is not None:
        turn = f"{row['since'] + 1} to {turn}"
    sure = interval(row["median_95"]) if row["median_95"] is not None else ""
    if row["kind"] == "holder":
        low, high = row["accepted"]
        was = "so" if row["historical"] else "not so"
        return (
            row["measure"],
            turn,
            was,
            f"{low} to {high} %",
            f"{row['median']:.0f} %",
            f"{sure} %" if sure else "",
            "",
            "",
            holds,
        )
    return (
        row["measure"],
        turn,
        str(row["historical"]),
        interval(row["accepted"]),
        amount(row["median"]),
        sure,
        interval(row["central_90"]),
        f"{row['percentile']:.0f} %",
        holds,
    )
