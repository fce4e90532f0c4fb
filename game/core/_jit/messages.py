"""What goes through the pipes between a game and the workers that compile for it."""

from __future__ import annotations

import pickle
import struct
from typing import IO, Any, Final, NamedTuple

from game.core._jit.names import descriptor

_LENGTH: Final = struct.Struct("<q")


class Task(NamedTuple):
    """A function to translate: the name of its compiled code, where it is, and its types as a pickle."""

    symbol: str
    module: str
    function: str
    arguments: bytes
    is_entry: bool


class Translated(NamedTuple):
    """A translated function."""

    task: Task
    code: bytes
    names: list[str]
    """What can be seen of its code: itself, and for an entry the way in for Python."""

    calls: list[Task]
    """What it calls, as far as the worker has not named it before."""

    length: int
    """Bytes of its bytecode."""

    seconds: float
    """Of the worker's processor."""


def is_entry(compiled: Any) -> bool:
    """Whether a compiled function can be called from Python."""
    return not compiled.targetoptions["no_cpython_wrapper"]


def task_of(compiled: Any, arguments: tuple[Any, ...]) -> Task:
    """Return a function and its types of arguments as a task. Raises CannotBundleError."""
    function = compiled.py_func
    symbol = descriptor(function, arguments).mangled_name
    return Task(symbol, function.__module__, function.__qualname__, pickle.dumps(arguments), is_entry(compiled))


def send(target: IO[bytes], message: Any) -> None:
    """Write one message."""
    content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    target.write(_LENGTH.pack(len(content)))
    target.write(content)
    target.flush()


def receive(source: IO[bytes]) -> Any:
    """Read one message; nothing where there will be no more. It comes from a process of our own, so it is trusted."""
    length = source.read(_LENGTH.size)
    if len(length) < _LENGTH.size:
        return None
    return pickle.loads(source.read(_LENGTH.unpack(length)[0]))
