"""Games by the thousand, for the commands that play them: with progress, into a folder, and on after a Ctrl+C."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from game.cli.compiling import warm_up
from game.cli.console import note, progress
from game.cli.names import command_line
from game.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.batch.experiment import Experiment, ExperimentResults
    from game.batch.experiments.folders import If
    from game.batch.results import Results


@dataclass(frozen=True)
class Where:
    """Who plays, and where the rows go: what `folder_options` and `--workers` say."""

    out: Path | None
    format: Literal["csv", "parquet"]
    if_there: If
    workers: int | None
    cluster: str | None
    tables: tuple[str, ...]

    @classmethod
    def of(cls, asked: dict[str, Any]) -> Where:
        """Take what the options say out of what a command was asked. Raises UsageError."""
        out, resume, instead = asked.pop("out"), asked.pop("resume"), asked.pop("replace")
        if resume and instead:
            raise UsageError("--resume goes on with what is there and --replace does away with it: give one of them")
        if out is None and (resume or instead):
            raise UsageError(f"{'--resume' if resume else '--replace'} is about a folder: name it with --out")
        format_, tables = asked.pop("format_"), asked.pop("tables")
        if out is None and tables:
            raise UsageError(f"--table {tables[0]} is of the rows that are written: say where with --out")
        if out is not None:
            from game.batch.rows import require_format

            require_format(format_)
        if_there: If = "resume" if resume else "replace" if instead else "new"
        return cls(out, format_, if_there, asked.pop("workers"), asked.pop("cluster"), tables)

    def play(self, experiment: Experiment) -> ExperimentResults:
        """Play an experiment. Raises UsageError; ends the command where Ctrl+C is pressed."""
        from game.batch.experiments.running import run_experiment
        from game.batch.noting import asked_notes

        warm_up()
        if self.if_there == "resume" and self.out is not None and not self.out.exists():
            note(f"{self.out}: there is nothing to go on with; all is played")
        experiment = replace(experiment, notes=experiment.notes | asked_notes(self.tables))
        try:
            with progress(f"{experiment.name}, games", experiment.runs * len(experiment.points), rate="games") as show:
                return run_experiment(
                    experiment,
                    self.out,
                    if_there=self.if_there,
                    workers=self.workers,
                    cluster=self.cluster,
                    progress=show,
                    command=command_line(),
                    processes=True,
                    interrupted=lambda: note("Finishing the games in hand; Ctrl+C again leaves at once."),
                )
        except KeyboardInterrupt:
            if self.out is not None:
                self._say_how_to_go_on()
            raise

    def write(self, points: Sequence[Results], with_history: bool = False) -> list[Path]:
        """Write the tables of what was played, if there is a folder; return the files. Raises UsageError."""
        from game.batch.experiments.folders import BESIDE
        from game.batch.rows import write_rows

        if self.out is None:
            return []
        return write_rows(points, self.out, self.format, with_history, command_line(), BESIDE)

    def _say_how_to_go_on(self) -> None:
        """Say what is kept, and by which command it is gone on with."""
        from game.batch.experiments.folders import open_folder

        assert self.out is not None
        stretches, there = open_folder(self.out).played()
        words = [word for word in shlex.split(command_line()) if word not in ("--resume", "--replace")]
        note(f"{there} of {stretches.runs} games are kept in {self.out}; go on with")
        note(f"  {shlex.join(words)} --resume")
