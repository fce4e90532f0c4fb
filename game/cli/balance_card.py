"""What `scenario balance` prints: the balance card as sentences and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from game.cli.console import amount, interval, say, say_table, share
from game.cli.names import side_words
from game.cli.simulate import say_batch
from game.scenario.names import kind_words, so_many
from game.scenario.suggesting import listed, quote

if TYPE_CHECKING:
    from game.batch.balance.playing import Played

MOST_UNITS: Final = 40
"""Units that are listed; `--json` has all."""

NOBODY: Final = "nobody"


def say_card(played: Played, card: Mapping[str, Any]) -> None:
    """Print the card."""
    sides = side_words(played.games.scenario)
    say_batch(played.games)
    _say_what_else(played, card)
    say()
    say(card["verdict"]["sentence"])
    for best in card["plans"]["best"]:
        say(best["sentence"])
    say()
    _say_winners(card, sides)
    _say_margin(card, sides)
    _say_plans(card, sides)
    _say_length(card)
    _say_settled(card)
    _say_losses(card, sides)
    _say_units(card, sides)
    for row in card["one_more"]:
        _say_one_more(row, sides)
    say(f"digest of all rows as it is: {card['digest']}")


def _say_what_else(played: Played, card: Mapping[str, Any]) -> None:
    """Print what was played beside the battle as it is."""
    more = sum(one is not None for one in played.added)
    if more:
        say(f"as many with one unit more, for each of {so_many(more, 'side')}, on the same seeds")
    plans = card["plans"]
    if plans["pairs"]:
        say(f"{so_many(len(plans['pairs']), 'pair')} of plans, {so_many(plans['runs'], 'game')} each")
    for side, names in plans["left_out"].items():
        if names:
            say(f"not played, there being too many: {listed(map(quote, names))} of {side}")


def _say_winners(card: Mapping[str, Any], sides: Mapping[str, str]) -> None:
    rows = [
        (sides.get(row["side"], NOBODY), str(row["count"]), share(row["share"]), _shares(row["interval_95"]))
        for row in card["winners"]
    ]
    say_table("Who wins", ("winner", "games", "share", "95 % interval"), rows)
    rows = [
        (row["name"], str(row["count"]), share(row["share"]), _shares(row["interval_95"])) for row in card["outcomes"]
    ]
    say_table("Outcomes", ("level", "games", "share", "95 % interval"), rows)


def _say_margin(card: Mapping[str, Any], sides: Mapping[str, str]) -> None:
    margin = card["margin"]
    if not margin:
        return
    first, second = sides.values()
    sure = "" if margin["mean_95"] is None else f" (95 % interval {interval(margin['mean_95'])})"
    say(f"Margin, {first} points less {second}: mean {amount(margin['mean'])}{sure}")
    say(f"  median {amount(margin['median'])}, nine games in ten {interval(margin['central_90'])}")
    say()


def _say_plans(card: Mapping[str, Any], sides: Mapping[str, str]) -> None:
    """Print what every pair of plans came to."""
    from game.batch.balance.verdicts import WORDS

    rows = [
        (
            *(pair["titles"][side] for side in sides),
            *(str(row["count"]) for row in pair["winners"]),
            amount(pair["margin"]),
            "" if pair["margin_95"] is None else interval(pair["margin_95"]),
            WORDS[pair["word"]],
        )
        for pair in card["plans"]["pairs"]
    ]
    wins = [f"{word} wins" for word in sides.values()]
    head = (*(f"{word} plan" for word in sides.values()), *wins, NOBODY, "margin", "95 % interval", "")
    say_table(f"Plans against each other, {so_many(card['plans']['runs'], 'game')} each", head, rows, left=2)


def _say_length(card: Mapping[str, Any]) -> None:
    length = card["length"]
    played = length["played"]
    said = f"Length: {so_many(length['turns'], 'turn')} in the calendar, {amount(played['mean'])} played on average"
    say(f"{said}; {length['early']} games ended early, {length['unfinished']} did not end")
    say()


def _say_settled(card: Mapping[str, Any]) -> None:
    """Print by turn how many games were settled; turns in which nothing changes are left out."""
    settled, rows, last = card["settled"], [], (0.0, 0.0)
    for row in settled["turns"]:
        if (row["winner"], row["level"]) != last:
            cells = (share(row["winner"]), share(row["level"]))
            rows.append((f"{row['turn']}", row["date"].replace("T", " "), *cells))
        last = row["winner"], row["level"]
    say_table("Games settled by the end of a turn", ("turn", "until", "winner", "level"), rows)
    if settled["decisive"]:
        _say_decisive(settled["decisive"], settled["turns"][0]["turn"])


def _say_decisive(turns: Sequence[int], first: int) -> None:
    """Print the decisive turns, and what they are; of the first, that nothing need have happened in it."""
    many = "turns" if len(turns) > 1 else "turn"
    said = f"Decisive {many}: {listed(map(str, turns))}, which settled the winner of one game in five or more"
    say(f"{said}: from its end on the same side would have won, whenever the game ended.")
    if first in turns:
        say(f"Turn {first} counts the games too that this side would have won from the start, whatever happened in it.")
    say()


def _say_losses(card: Mapping[str, Any], sides: Mapping[str, str]) -> None:
    rows = [
        (sides[side], kind_words(kind), amount(row["came"]), amount(row["lost"]), share(row["share"]))
        for side, kinds in card["losses"].items()
        for kind, row in kinds.items()
        if row["share"] is not None
    ]
    say_table("Losses, mean of all games", ("side", "of what", "came", "lost", "share"), rows, left=2)


def _say_units(card: Mapping[str, Any], sides: Mapping[str, str]) -> None:
    """Print the units that had no part, and those that were always lost."""
    from game.batch.balance.taking_part import REMARKS

    found = [row for row in card["units"] if row["remarks"]]
    rows = [
        (
            sides[row["side"]],
            row["unit"],
            row["type"],
            ", ".join(REMARKS[remark] for remark in row["remarks"]),
            *(str(row[key]) for key in ("came", "fought", "lost")),
        )
        for row in found[:MOST_UNITS]
    ]
    title = f"Units without a part, or always lost: {len(found)} of {len(card['units'])}"
    head = ("side", "unit", "type", "", "games in which it came", "fought", "was lost")
    say_table(title, head, rows, left=4)
    if len(found) > MOST_UNITS:
        say(f"and {len(found) - MOST_UNITS} more: --json has all")
        say()
    if not found:
        say("Every unit came and fought, and none was always lost.")
        say()


def _say_one_more(row: Mapping[str, Any], sides: Mapping[str, str]) -> None:
    """Print what was added to a side, and what it changes."""
    word = sides[row["side"]]
    if row["added"] is None:
        say(f"One more {word} unit: {row['words']}")
        say()
        return
    rows = [
        (
            found["measure"],
            *(share(value / 100) if found["kind"] == "share" else amount(value) for value in _both(found)),
            f"{found['difference']:+.1f}",
            interval(found["interval_95"]) if found["interval_95"] and any(found["interval_95"]) else "",
            "yes" * found["sure"],
        )
        for found in (row["margin"], row["won"])
    ]
    head = ("", "as it is", "with it", "difference", "95 % interval", "sure")
    say_table(f"One more {word} unit: {row['words']}", head, rows)
    if few := [found["measure"] for found in (row["margin"], row["won"]) if found["skewed"]]:
        say(f"How large the difference is stands less firm for {listed(few)}: few games decide it. Play more.")
        say()


def _both(found: Mapping[str, Any]) -> tuple[float, float]:
    return found["first"], found["second"]


def _shares(values: tuple[float, float]) -> str:
    low, high = values
    return f"{share(low)} to {share(high)}"
