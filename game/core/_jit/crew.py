"""The workers that compile for this process: one for each core, started for a bundle and ended with it.

Each has a thread here that hands it jobs and takes its answers, so whoever waits for them stays free to show how far it
is and to stop at any moment: closing a crew ends its workers at once, whatever they are at.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from queue import Empty, SimpleQueue
from typing import Any, Final

from game.core._jit.messages import receive, send
from game.core._jit.names import CannotBundleError

MOST: Final = 4
"""More save a second or two, as binding is for one alone; each takes up to 600 MB."""

start: Final = subprocess.Popen

_START: Final = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from game.core._jit.worker import main
main(sys.argv[2:])
"""


class Crew:
    """Workers that share the jobs they are given, and know the functions of some modules."""

    def __init__(self, size: int, environment: Mapping[str, str], modules: Sequence[str]) -> None:
        self._jobs: SimpleQueue[tuple[Any, ...] | None] = SimpleQueue()
        self._answers: SimpleQueue[Any] = SimpleQueue()
        if not sys.executable:
            raise CannotBundleError("there is no Python to start for it")
        command = [sys.executable, "-c", _START, json.dumps(sys.path), *modules]
        options: dict[str, Any] = {"process_group": 0} if os.name == "posix" else {}
        if sys.platform == "win32":
            options["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        self._workers: list[subprocess.Popen[bytes]] = []
        try:
            for _ in range(size):
                self._workers.append(
                    start(
                        command,
                        stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE,
                        stderr=subprocess.DEVNULL,
                        env=dict(environment),
                        **options,
                    )
                )
        except OSError as error:
            self.close()
            raise CannotBundleError(f"no worker can be started: {error.strerror}") from error
        for worker in self._workers:
            threading.Thread(target=self._attend, args=(worker,), daemon=True).start()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def order(self, *job: Any) -> None:
        """Have a job done by whoever is free first; each job has one answer."""
        self._jobs.put(job)

    def answer(self, seconds: float) -> Any:
        """Return the next answer, nothing if none comes in time. Raises CannotBundleError where a job failed."""
        try:
            found = self._answers.get(timeout=seconds)
        except Empty:
            return None
        if isinstance(found, CannotBundleError):
            raise found
        return found

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.kill()
            self._jobs.put(None)
        for worker in self._workers:
            worker.wait()

    def _attend(self, worker: subprocess.Popen[bytes]) -> None:
        """Hand jobs to a worker and take its answers, until there are no more jobs or the worker is no more."""
        while (job := self._jobs.get()) is not None:
            try:
                assert worker.stdin is not None and worker.stdout is not None
                send(worker.stdin, job)
                answer = receive(worker.stdout)
            except Exception:  # whatever it is, the worker is of no more use
                worker.kill()
                answer = None
            if answer is None:
                self._answers.put(CannotBundleError(f"a worker ended with code {worker.wait()}"))
                return
            self._answers.put(answer)
