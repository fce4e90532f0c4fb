"""Seven questions of analysts, each answered by commands that everybody has, with intervals.

python -m tests.measures.questions [--runs 400] [--write PAGE] [--picture PICTURE]

Runs each command as it is printed, and writes what it found as a page. Nothing on the page is written by hand but the
questions.
"""

from __future__ import annotations

import argparse
import json
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from game.engine.game import RULES_VERSION

WHICH: Final = "wings"
"""The experiment that the picture is of."""


class Question(NamedTuple):
    """A question, and the experiment that answers it."""

    title: str
    asked: str
    experiment: str


QUESTIONS: Final = (
    Question(
        "A brigade earlier",
        "What if 14th Brigade had been there when the attack of 20 August began?",
        "fourteenth_brigade",
    ),
    Question("Luck", "How much of the result of August 1939 is luck, and does luck help a side?", "luck"),
    Question("Which wing decides", "Which arm of the encirclement needs its tanks more?", "wings"),
    Question("Rifles a fifth weaker or stronger", "How much hangs on a figure that nobody knows well?", "rifles"),
    Question("Who is left", "Which regiments last, and when does the ground change hands?", "survivors"),
)

HEAD: Final = f"""\
# Seven questions

Questions that analysts have put to the simulator, each answered by the commands that stand beside it. The whole page
is made by one command, which runs them all:

```sh
make questions
```

Rules version {RULES_VERSION}, seed 1938. In brackets stand intervals of 95 per cent: Student's of means, Wilson's of
shares. A difference is called sure if it is so among all that the experiment compares (Bonferroni's rule). What is
compared are games: how far they go as history did is on the page on [calibration](calibration.md)."""


def answered(words: Sequence[str]) -> Any:
    """Run a command with `--json`, and return its document."""
    done = subprocess.run(
        [sys.executable, "-m", "game", *words, "--json"], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return json.loads(done.stdout)


def page(runs: int, picture: Path | None) -> Iterator[str]:
    """Yield the lines of the page."""
    yield HEAD
    for number, question in enumerate(QUESTIONS, 1):
        yield from _by_experiment(number, question, runs)
    yield from _by_ladder(6, runs)
    yield from _by_report(7, runs, picture)


def _by_experiment(number: int, question: Question, runs: int) -> Iterator[str]:
    words = ["batch", question.experiment, "--runs", str(runs)]
    found = answered(words)
    yield from _head(number, question.title, question.asked, [words])
    yield found["about"]
    yield ""
    yield from _points(found)
    yield ""
    yield from _in_words(found)
    yield ""
    yield from _differences(found)


def _head(number: int, title: str, asked: str, commands: Sequence[Sequence[str]]) -> Iterator[str]:
    yield from ("", f"## {number}. {title}", "", f"*{asked}*", "", "```sh")
    yield from (shlex.join(["borderwars", *words]) for words in commands)
    yield from ("```", "")


def _points(found: Mapping[str, Any]) -> Iterator[str]:
    points = found["points"]
    names = {factor["id"]: factor["name"] for factor in found["factors"]}
    head = [
        ", ".join(f"{names[id_]}: {value}" for id_, value in point["values"].items()) or "as it was" for point in points
    ]
    yield f"| | {' | '.join(head)} |"
    yield f"|---|{'---|' * len(points)}"
    yield f"| games | {' | '.join(map(_games, points))} |"
    for row, measure in enumerate(points[0]["measures"]):
        yield f"| {measure['measure']} | {' | '.join(_cell(point['measures'][row]) for point in points)} |"


def _games(point: Mapping[str, Any]) -> str:
    """Say how many games a point has; where no figure has an interval they are all one."""
    alone = all(measure["mean_95"] is None for measure in point["measures"])
    return "all are one" if alone else str(point["runs"])


def _in_words(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the first measure that is no share comes to, in words."""
    points = found["points"]
    row, named = next((row, one) for row, one in enumerate(points[0]["measures"]) if one["kind"] == "amount")
    means = [(point["measures"][row], _place(found, point)) for point in points]
    if len(points) > 1:
        ordered = sorted(means, key=lambda both: -both[0]["mean"])
        yield f"From the greatest to the least, {named['measure']}: "
        yield ", ".join(f"{measure['mean']:,.1f} ({where})" for measure, where in ordered) + "."
    low, high = means[0][0]["central_90"]
    yield f"Of the first column, nine games in ten lie between {low:,.1f} and {high:,.1f}: that is what luck does."


def _place(found: Mapping[str, Any], point: Mapping[str, Any]) -> str:
    return ", ".join(str(value) for value in point["values"].values()) or "as it was"


def _cell(measure: Mapping[str, Any]) -> str:
    unit = " %" if measure["kind"] == "share" else ""
    mean = f"{measure['mean']:,.1f}{unit}"
    if measure["mean_95"] is None:
        return mean
    low, high = measure["mean_95"]
    return f"{mean} ({low:,.1f} to {high:,.1f})"


def _differences(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield in words what surely differs at each point from the first; what is the same throughout is left out."""
    for other in found["differences"]:
        values = found["points"][other["point"]]["values"]
        where = ", ".join(str(value) for value in values.values())
        sure = [row for row in other["rows"] if row["sure"]]
        open_ = [row["measure"] for row in other["rows"] if not row["sure"]]
        if not sure:
            yield f"**{where}**: nothing is shown to differ from the first column beyond luck."
        else:
            parts = [f"{row['measure']} {row['difference']:+,.1f} ({_of(row['interval_95'])})" for row in sure]
            rest = f" Not shown to differ: {'; '.join(open_)}." if open_ else ""
            yield f"**{where}**: surely different are {'; '.join(parts)}.{rest}"
        yield ""


def _of(interval: Sequence[float]) -> str:
    return f"{interval[0]:+,.1f} to {interval[1]:+,.1f}"


def _by_ladder(number: int, runs: int) -> Iterator[str]:
    words = ["ladder", "lake_khasan/night_attack", "lake_khasan/corps_assault", "--runs", str(runs // 4)]
    for name in ("random", "cadet", "officer"):
        words += ["--commander", name]
    found = answered(words)
    asked = "How good are the commanders, held against one who picks orders at random?"
    yield from _head(number, "Against chance", asked, [words])
    yield "| commander | against | paired games won, drawn ones half |"
    yield "|---|---|---|"
    for meeting in found["meetings"]:
        share, (low, high) = meeting["together"]["share"], meeting["together"]["share_95"]
        cell = f"{100 * share:.1f} % ({100 * low:.1f} to {100 * high:.1f})"
        yield f"| {meeting['commander']} | {meeting['against']} | {cell} |"


def _by_report(number: int, runs: int, picture: Path | None) -> Iterator[str]:
    words = ["batch", WHICH, "--runs", str(runs), "--out", WHICH]
    asked = "A picture for a paper, and all tables behind it?"
    yield from _head(number, "A picture", asked, [words, ["report", WHICH]])
    with tempfile.TemporaryDirectory() as folder:
        there = str(Path(folder) / WHICH)
        answered([*words[:-1], there])
        subprocess.run([sys.executable, "-m", "game", "report", there], check=True, capture_output=True)
        plots = sorted(path.name for path in (Path(there) / "plots").glob("*.svg"))
        tables = sorted(path.stem for path in Path(there).glob("*.csv"))
        if picture is not None:
            shutil.copy(Path(there) / "plots" / "margins.png", picture)
    named = ", ".join(f"`{name}`" for name in tables)
    yield f"The folder has the tables {named} ([what is in them](tables.md)), one page to be read, `report.html`,"
    yield f"and {len(plots)} plots as SVG and PNG ([what they show](report.md)). One of them:"
    yield ""
    yield "![Margins at each point](pictures/questions_margins.png)"


def main() -> None:
    """Answer all questions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=400)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--picture", type=Path)
    asked = parser.parse_args()
    text = "\n".join(page(asked.runs, asked.picture)).rstrip() + "\n"
    if asked.write is None:
        print(text)
    else:
        asked.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
