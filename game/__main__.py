"""The way into the program: `borderwars`, and `python -m game`.

Loading the commands takes a good part of a second. Ctrl+C while anything is being loaded leaves at once: an import that
is cut short cannot be mended, and some libraries turn the interrupt into a complaint of their own. Afterwards it ends a
command in order, and a second Ctrl+C leaves at once again.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # a part of CPython without types; `signal`, which makes enums of it, takes longer to load than fingers take to press Ctrl+C
import os

TYPE_CHECKING = False  # `typing` is not loaded for this
if TYPE_CHECKING:
    from types import FrameType

INTERRUPTED = 130
"""The exit code of a program that Ctrl+C has ended, as shells have it."""


def _leave(*_: object) -> None:
    """End the program here and now."""
    os._exit(INTERRUPTED)


if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:  # else a shell has it ignored in the background
    _signal.signal(_signal.SIGINT, _leave)


def main() -> None:
    """Run the command line."""
    if _signal.getsignal(_signal.SIGINT) is not _leave:
        _run()
        return
    try:
        try:
            _signal.signal(_signal.SIGINT, _interrupt)
            _run()
        finally:
            _signal.signal(_signal.SIGINT, _leave)
    except KeyboardInterrupt:
        _leave()


def _run() -> None:
    from game.cli.streams import take_over

    take_over()
    from game.cli import main as program

    program(prog_name="borderwars")


def _interrupt(_number: int, frame: FrameType | None) -> None:
    """End the command in order, unless something is being loaded."""
    _signal.signal(_signal.SIGINT, _leave)
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            _leave()
        frame = frame.f_back
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
