"""A cluster: processes that come, go and die, and the rows of one thread."""

from __future__ import annotations

import os
import signal
from typing import Any

import pytest

from game.batch.experiment import Experiment, ExperimentResults
from game.batch.experiments import clusters
from game.batch.experiments.clusters import Cluster
from game.batch.experiments.running import run_experiment
from game.core.errors import UsageError
from tests.batch.experiments.conftest import digests


@pytest.mark.usefixtures("short")
def test_a_worker_that_is_killed_changes_nothing(
    experiment: Experiment, found: ExperimentResults, monkeypatch: pytest.MonkeyPatch
) -> None:
    """8: two workers, of which one is killed when the third task has come back."""
    begin, killed = Cluster.__enter__, []

    def begin_and_keep(self: Cluster) -> Cluster:
        begin(self)
        workers.append(self)
        return self

    def kill_one(done: int, total: int) -> None:
        if done == 6:
            local: Any = workers[0]._begun[0]
            pid = next(iter(local.workers.values())).pid
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

    workers: list[Cluster] = []
    monkeypatch.setattr(Cluster, "__enter__", begin_and_keep)
    played = run_experiment(experiment, cluster="local", workers=2, progress=kill_one)
    assert digests(played) == digests(found)
    assert len(killed) == 1


def test_a_scheduler_that_is_not_there_is_one_sentence(experiment: Experiment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 1)
    with pytest.raises(UsageError, match=r"the cluster tcp://127\.0\.0\.1:1 cannot be used: "):
        run_experiment(experiment, cluster="tcp://127.0.0.1:1")


@pytest.mark.parametrize("address", ["", "x", "http://x", "local2", "tcp://127.0.0.1", "tcp://[::1"])
def test_what_is_no_address_is_refused_at_once(experiment: Experiment, address: str) -> None:
    with pytest.raises(UsageError, match="is no address of a scheduler: tcp://HOST:PORT, or 'local'"):
        run_experiment(experiment, cluster=address)


def test_without_the_extra_the_sentence_names_it(experiment: Experiment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"a cluster needs the extra 'cluster': pip install 'borderwars\[cluster\]'"):
        run_experiment(experiment, cluster="local")
