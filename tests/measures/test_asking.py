"""What the commands of the measures are asked for: faults are one message and exit code 2."""

from __future__ import annotations

import pytest

from game.core.errors import UsageError
from tests.measures import asking, behaviour, calibration, exploitability, generated


@pytest.mark.parametrize(
    ("main", "arguments", "said"),
    [
        (behaviour.main, "--runs 0", "argument --runs: '0' should be a whole number from 1 on"),
        (behaviour.main, "--seed -1", "argument --seed: '-1' should be a whole number from 0 on"),
        (calibration.main, "judge nope", "'nope' should be NAME=FACTOR, for example dug_in=1.2"),
        (calibration.main, "judge dug_in=much", "'dug_in=much' should be NAME=FACTOR"),
        (calibration.main, "search --points none", "argument --points: 'none' should be a whole number from 1 on"),
        (generated.main, "--count 0", "argument --count: '0' should be a whole number from 1 on"),
        (exploitability.main, "cadet --runs 0", "argument --runs: '0' should be a whole number from 1 on"),
    ],
)
def test_what_is_no_number(main, arguments: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SystemExit) as left:
        main(arguments.split())
    assert left.value.code == asking.USER_ERROR
    assert said in capsys.readouterr().err


def test_what_is_not_known(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError, match="the rules have no value 'dig_in'; did you mean 'dug_in'"):
        calibration.main(["judge", "dig_in=2"])
    monkeypatch.setattr(
        "sys.argv", ["behaviour", "lake_khasan/night_attack", "--commander", "soviet=cadett", "--runs", "1"]
    )
    with pytest.raises(SystemExit) as left:
        asking.answer(behaviour.main)
    assert left.value.code == asking.USER_ERROR
    assert "there is no commander 'cadett'; did you mean 'cadet'?" in capsys.readouterr().err
