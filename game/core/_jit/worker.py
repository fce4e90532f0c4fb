"""A process that compiles for another: `crew` starts it, gives it jobs through a pipe, and ends it.

It is a plain new process, so whatever goes wrong here, even in LLVM, ends it and not the game. Its functions are never
run. It ignores Ctrl+C, which whoever started it answers, and ends as soon as that one is gone.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from typing import IO, Any

from llvmlite import binding as llvm

from game.core import _jit
from game.core._jit.binding import bind
from game.core._jit.bundles import Bundle
from game.core._jit.loading import Loaded
from game.core._jit.messages import Task, Translated, receive, send, task_of
from game.core._jit.names import CannotBundleError, widened
from game.core._jit.translating import Translator
from game.core._jit.work import length_of


class Worker:
    """Does the jobs, each by the name it is asked for."""

    def __init__(self) -> None:
        self._translator = Translator()
        _jit.provide = self._translator.declare

    def keys(self, home: str) -> list[str]:
        """Return the keys of the sources as they are now."""
        return [_jit.code_key(), _jit.sources_key(home)]

    def survey(self, bundle: Bundle) -> tuple[list[Task], int]:
        """Return what Python calls of a bundle, with the types of its examples, and the length of what goes into it."""
        if bundle not in _jit.BUNDLES:
            _jit.BUNDLES.append(bundle)
        entries = [
            task_of(compiled, widened([compiled.typeof_pyval(value) for value in values]))
            for compiled, values in _jit.entries_of(bundle)
        ]
        return entries, sum(map(length_of, _jit.contents_of(bundle)))

    def translate(self, task: Task) -> Translated:
        """Translate one function."""
        compiled = _jit.function_named(task.module, task.function)
        if compiled is None:
            raise CannotBundleError(f"{task.module} has no {task.function} when it is imported again")
        return self._translator.translate(compiled, pickle.loads(task.arguments), task)

    def bind(self, name: str, codes: list[bytes], symbols: list[str], shown: frozenset[str], needs: list[str]) -> bytes:
        """Bind translated functions, and prove that the result can be loaded."""
        content = bind(name, codes, shown)
        for need in needs:  # it is in another bundle; any address will do, as nothing is called
            llvm.add_symbol(need, 1)
        Loaded(name, symbols, content)
        return content


def serve(source: IO[bytes], target: IO[bytes]) -> None:
    """Do jobs until there are no more."""
    worker = Worker()
    while (job := receive(source)) is not None:
        what, *content = job
        done: Callable[..., Any] = getattr(worker, what)
        try:
            answer = done(*content)
        except CannotBundleError as error:
            answer = error
        except Exception as error:
            answer = CannotBundleError(" ".join(f"{type(error).__name__}: {error}".split()))
        send(target, answer)


def main(modules: Sequence[str]) -> None:
    """Serve whoever started this process, with the functions of some modules.

    Standard output is the pipe to that one, and nothing else may write there.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # what compiling makes lives as long as it goes on
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    jobs, feed = os.pipe()
    threading.Thread(target=_pass_on, args=(sys.stdin.buffer, feed), daemon=True).start()
    for module in modules:
        importlib.import_module(module)
    serve(os.fdopen(jobs, "rb"), target)


def _pass_on(source: IO[bytes], feed: int) -> None:
    """Pass on what comes from whoever started this process, and end it at once when that one has gone."""
    while content := source.read1(1 << 20):  # type: ignore[attr-defined]  # standard input is buffered
        view = memoryview(content)
        while view:
            view = view[os.write(feed, view) :]
    os._exit(0)
