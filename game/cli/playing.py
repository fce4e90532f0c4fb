"""Games by the thousand, for the commands that play them: with progress, into a folder, and on after a Ctrl+C."""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from game.cli.compiling import warm_up
from game.cli.console import note, progress
from game.core.errors import UsageError

if TYPE_CHECKING:
    from game.batch.experiment import Experiment, ExperimentResults
    from game.batch.experiments.folders import If


@dataclass(frozen=True)
class Where:
    """Who plays, and where the rows go: what `folder_options` and `--workers` say."""

    out: Path | None
    format: Literal["csv", "parquet"]
    if_there: If
    workers: int | None
    cluster: str | None

    @classmethod
    def of(cls, asked: dict[str, Any]) -> Where:
        """Take what the options say out of what a command was asked. Raises UsageError."""
        out, resume, instead = asked.pop("out"), asked.pop("resume"), asked.pop("replace")
        if resume and instead:
            raise UsageError("--resume goes on with what is there and --replace does away with it: give one of them")
        if out is None and (resume or instead):
            raise UsageError(f"{'--resume' if resume else '--replace'} is about a folder: name it with --out")
        format_ = asked.pop("format_")
        if out is not None:
            from game.batch.rows import require_format

            require_format(format_)
        if_there: If = "resume" if resume else "replace" if instead else "new"
        return cls(out, format_, if_there, asked.pop("workers"), asked.pop("cluster"))

    def play(self, experiment: Experiment) -> ExperimentResults:
        """Play an experiment. Raises UsageError; ends the command where Ctrl+C is pressed."""
        from game.batch.experiments.running import run_experiment

        warm_up()
        try:
            with progress(f"{experiment.name}, games", experiment.runs * len(experiment.points), rate="games") as show:
                return run_experiment(
                    experiment,
                    self.out,
                    if_there=self.if_there,
                    workers=self.workers,
                    cluster=self.cluster,
                    progress=show,
                    command=sys.argv[1:],
                )
        except KeyboardInterrupt:
            if self.out is not None:
                self._say_how_to_go_on()
            raise

    def _say_how_to_go_on(self) -> None:
        """Say what is kept, and by which command it is gone on with."""
        from game.batch.experiments.folders import open_folder

        assert self.out is not None
        stretches, there = open_folder(self.out).played()
        words = [word for word in sys.argv[1:] if word not in ("--resume", "--replace")]
        note(f"{there} of {stretches.runs} games are kept in {self.out}; go on with")
        note(f"  borderwars {shlex.join(words)} --resume")
