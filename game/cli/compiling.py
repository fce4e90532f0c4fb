"""Compiling the rules ahead of need: it takes a while, once after every change of the rules, and says so.

How the code is kept, checked and mended is `core.code_cache`'s.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

import click

from game.cli.console import complain, progress
from game.cli.exit_codes import INTERRUPTED

if TYPE_CHECKING:  # else the compiler is loaded with every command
    from game.core._jit.bundles import Report

NOTICE = "Compiling the rules, which happens once"


def is_warm() -> bool:
    """Whether all rules are compiled and sound, or need not be."""
    from game.core import _jit

    return not _jit.COMPILED or _jit.is_complete()


def warm_up(report: Report | None = None) -> None:
    """Compile whatever is not compiled or cannot be used.

    With `report` whoever calls shows how far it is. Without, a terminal shows progress, and where nobody looks one line
    on standard error says what is done.

    Raises
    ------
    click.exceptions.Exit : it was stopped by Ctrl+C; one line has said so.
    KeyboardInterrupt : `report` stopped it.
    """
    if is_warm():
        return
    from game.core import _jit

    title = _announce(looked_at=report is not None or sys.stderr.isatty())
    if report is not None:
        names = compile_all(report)
    else:
        with _interruptible() as stopped, progress(title, 100, per_cent=True) as show:

            def show_or_stop(share: float) -> None:
                if stopped.is_set():
                    raise KeyboardInterrupt
                show(int(100 * share))

            names = compile_all(show_or_stop)
    _jit.CACHE.complete(names)


def _announce(looked_at: bool) -> str:
    """Say what is odd, else that rules are compiled if nobody looks at the progress; return what to call it."""
    from game.core import _jit

    cache = _jit.CACHE
    cache.check()  # of all files, so that none which is met on the way has a line of its own
    lasting = cache.make_ready()
    if cache.damaged:
        end = "" if lasting else f" at each start, as nothing can be kept there ({cache.refusal})"
        cache.report(f"{cache.words_for_damage()}: compiled again{end}")
        return "Compiling rules again"
    if not lasting:
        cache.report(f"{cache.words_for_refusal()}: each start compiles them, which takes {duration()}")
        return "Compiling the rules"
    if not looked_at:
        complain(f"{NOTICE[0].lower()}{NOTICE[1:]} and takes {duration()}")
    return NOTICE


def duration() -> str:
    """Say how long it takes to compile all rules, roughly."""
    from game.core import _jit

    return "a minute or more" if _jit.why_one_by_one() else "15 to 45 seconds, longer on a slow or busy machine"


@contextmanager
def _interruptible() -> Iterator[threading.Event]:
    """Let Ctrl+C end the block cleanly: one line, and exit code 130.

    Yields what Ctrl+C sets: an exception that comes while the compiler calls back into Python is lost there, so the
    block has to look now and then. A second Ctrl+C does what it does elsewhere.
    """
    from game.core import _jit

    stopped = threading.Event()

    usual = signal.getsignal(signal.SIGINT)
    ours = callable(usual) and threading.current_thread() is threading.main_thread()  # a shell may have it ignored

    def interrupt(_: int, frame: FrameType | None) -> None:
        stopped.set()
        signal.signal(signal.SIGINT, usual)
        if not _is_in_the_compiler(frame):
            raise KeyboardInterrupt

    if ours:
        signal.signal(signal.SIGINT, interrupt)
    try:
        yield stopped
    except KeyboardInterrupt:
        goes_on = _jit.why_one_by_one() and not _jit.CACHE.refusal  # a bundle is kept when all of it is there
        complain("stopped; the next start goes on from here" if goes_on else "stopped")
        raise click.exceptions.Exit(INTERRUPTED) from None
    finally:
        if ours:
            signal.signal(signal.SIGINT, usual)


def _is_in_the_compiler(frame: FrameType | None) -> bool:
    """Whether the compiler is at work here, which may have called back into Python and report what is raised there."""
    while frame is not None:
        if str(frame.f_globals.get("__name__")).startswith("llvmlite."):
            return True
        frame = frame.f_back
    return False


def compile_all(report: Report | None = None) -> list[str]:
    """Compile every function that Python calls, and with it all others, without running any.

    Returns the names under which the cache keeps what a run needs.
    """
    from game.core import _jit

    names = _jit.build_bundles(report) or _compile_one_by_one(report)
    if report is not None:
        report(1.0)
    return names


def _compile_one_by_one(report: Report | None) -> list[str]:
    from game.core import _jit
    from game.core._jit.work import CompileWork

    entries = [entry for bundle in _jit.BUNDLES for entry in _jit.entries_of(bundle)]
    work = CompileWork(_jit.FUNCTIONS)

    def report_share() -> None:
        if report is not None:
            report(work.share())

    with _jit.watched(report_share):
        for function, values in entries:
            function.compile(tuple(map(function.typeof_pyval, values)))
    return [name for function, _ in entries for name in function._cache.entries()]
