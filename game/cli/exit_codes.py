"""How a command ends, told to whoever called it; 0 is well."""

from __future__ import annotations

from typing import Final

NO: Final = 1
"""The answer is no: a test fails, a replay diverges, history lies elsewhere, something is missing or damaged."""

USER_ERROR: Final = 2
"""What was given cannot be used; a message says why."""

OUR_FAULT: Final = 70
"""The program itself is at fault, as `sysexits.h` has it."""

INTERRUPTED: Final = 130
"""Ctrl+C has ended the command, as shells have it; `game.__main__` has its own, as it loads nothing."""

READER_GONE: Final = 141
"""The reader of a pipe has gone: 128 and the number of SIGPIPE."""
