"""Standard input, output and error as they are found: closed, full, or unable to show a letter.

What cannot be written is one sentence and exit code 2; a reader that has gone away, as `head` does, is no fault and
nothing is said: the exit code is then that of a program ended by SIGPIPE, as shells have it.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, Final

from game.cli.exit_codes import READER_GONE
from game.core.errors import BorderWarsError

OUTPUT: Final = "standard output"


class _Output(io.FileIO):
    """Standard output whose errors say that they are its own, as those of other files do."""

    def write(self, content: Any) -> int | None:  # type: ignore[override]  # as io.FileIO has it
        try:
            return super().write(content)
        except OSError as error:
            error.filename = OUTPUT
            raise


def take_over() -> None:
    """Put standard output and whatever stream was closed before the start into order; once, at the start.

    A closed stream gets a place of its own: otherwise the next file that is opened would have its number, and what is
    printed would end in that file. Nothing can be read from such an input or written to such an output; what is said on
    such an error stream is lost.
    """
    for number, name, flags in ((0, "stdin", os.O_WRONLY), (1, "stdout", os.O_RDONLY), (2, "stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            opened = os.open(os.devnull, flags)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            os.set_inheritable(number, True)
            _put(name, open(number, "w" if number else "r", encoding="utf-8", closefd=False))  # noqa: SIM115 - for good
    if sys.stdout.isatty():
        return
    old = sys.stdout
    output = io.BufferedWriter(_Output(1, "w", closefd=False))
    encoding, errors = old.encoding, old.errors
    _put("stdout", io.TextIOWrapper(output, encoding, errors, line_buffering=bool(old.line_buffering)))


def _put(name: str, stream: IO[str]) -> None:
    setattr(sys, name, stream)
    setattr(sys, f"__{name}__", stream)


def show_what_cannot_be_shown() -> None:
    """Let both streams write letters that they do not have as escapes: what was typed may hold any."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def errors_in_words() -> Iterator[None]:
    """Turn what the system refuses while the block runs into one sentence with the name of the file or stream.

    Raises
    ------
    BorderWarsError : something cannot be written or read.
    SystemExit : the reader of a pipe has gone.
    """
    try:
        yield
    except OSError as error:
        if error.filename == OUTPUT:
            silence(sys.stdout)
            if error.errno == errno.EPIPE:
                raise SystemExit(READER_GONE) from None
            if error.errno == errno.EBADF:
                raise BorderWarsError(f"{OUTPUT} is closed") from None
        if error.filename is None:
            raise  # where we write a file, we say which
        raise BorderWarsError(f"{os.fsdecode(error.filename)}: {error.strerror or error}") from error


def silence(stream: IO[Any]) -> None:
    """Let nothing that a stream still holds be tried again when the program ends."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def writes_utf8(stream: IO[Any]) -> bool:
    """Whether a stream writes every letter as UTF-8."""
    return (getattr(stream, "encoding", None) or "").lower().replace("-", "").replace("_", "") in {"utf8", "utf8sig"}
