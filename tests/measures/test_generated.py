"""Generated scenarios as a measure: which are played, and what is counted of two commanders."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from game.commanders.roster import play_out
from game.core.errors import UsageError
from game.core.seeds import run_seeds
from game.engine.game import Game
from tests.generated.battle import generated
from tests.measures import generated as measure
from tests.measures.generated import Found, is_worth_playing, margins_of, scenarios
from tests.tabletop import tabletop

HOLD = [{"side": "red", "award": "hold", "area": "hill", "points": 1}]


def board(red: int = 4, blue: int = 4, columns: int = 9, awards: bool = True) -> bool:
    """Whether a board of four rows is worth playing."""
    red_stack, blue_stack = ("+".join(f"{side}{i}" for i in range(most)) for side, most in (("R", red), ("B", blue)))
    rows = [[red_stack, *"." * (columns - 2), blue_stack], *([*"." * columns] for _ in range(3))]
    drawing = "\n".join(f"{' ' * (place % 2)}{' '.join(row)}" for place, row in enumerate(rows))
    options = {"areas": {"hill": ["0000"]}, "awards": HOLD if awards else None}
    few = {f"{side}{i}": {"items": {"riflemen": 10}} for side in "RB" for i in range(red if side == "R" else blue)}
    return is_worth_playing(tabletop(drawing, **options, **few).scenario)


def test_what_is_worth_playing_has_units_of_both_sides_room_and_something_to_win() -> None:
    assert board()
    assert not board(red=3)
    assert not board(blue=3)
    assert not board(columns=8)
    assert not board(awards=False)


def test_played_are_the_first_from_the_seed_on_that_are_worth_it() -> None:
    found = [scenario.name for scenario in islice(scenarios(5), 2)]
    last = int(found[-1].rpartition(" ")[2])
    worth = [seed for seed in range(5, last + 1) if is_worth_playing(generated(seed, measure.MOST))]
    assert found == [f"generated {seed}" for seed in worth]
    assert len(worth) < last - 4  # some are passed over


def test_a_margin_is_that_of_two_games_with_one_seed_and_changed_sides() -> None:
    """Game by game, as they can be played alone."""
    men = {"side": "red", "award": "losses", "of": "blue", "kind": "men", "per": 1, "points": 1}
    drawing = ". . . .\n . R1+R2 B1 .\n. . . ."
    scenario = tabletop(drawing, awards=[men], turns=2, luck="table", B1={"items": {"riflemen": 120}}).scenario
    expected = []
    for seed in run_seeds(5, 2):
        margin = 0
        for own, leaders in (("red", ("cadet", "idle")), ("blue", ("idle", "cadet"))):
            game = Game.new(scenario, int(seed))
            play_out(game, dict(zip(("red", "blue"), leaders, strict=True)))
            assert game.outcome is not None
            margin += game.outcome.points[own] - game.outcome.points["blue" if own == "red" else "red"]
        expected.append(margin)
    assert margins_of(scenario, "cadet", "idle", 2, 5).tolist() == expected
    assert any(expected)


def test_scenarios_are_counted_by_mean_points_and_pairs_by_who_has_more() -> None:
    """The first is won by one great game of three, the second is level, the third is lost."""
    found = Found(np.array([[9, -1, -1], [0, 0, 0], [-3, 0, 1]]))
    assert (found.won, found.level, found.lost) == (1, 1, 1)
    assert found.shares.round(1).tolist() == [33.3, 50.0, 50.0]
    assert found.row("a", "b")[:5] == ("a against b", "1", "1", "1", "44.4")
    low, high = (float(text) for text in found.row("a", "b")[5].split(" to "))
    assert low < 44.4 < high
    assert Found(np.array([[1]])).row("a", "b")[5] == ""


def test_the_command_prints_one_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert measure.main(["idle", "idle", "--count", "2", "--runs", "1"]) == 0
    said = capsys.readouterr().out
    assert "2 generated scenarios from seed 0 on, 1 pairs of games each" in said
    assert "idle against idle" in said
    with pytest.raises(UsageError, match="there is no commander 'cadett'"):
        measure.main(["cadett"])
