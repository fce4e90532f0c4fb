"""Numba's ordinary way: each function compiled by itself, with a copy of all that it calls, and kept in our cache.

Numba does not notice when a callee in another file changes, and its own cache reads and runs whatever lies in its
files; ours (`code_cache`) takes its place, and nothing of Numba's settings can move it.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from functools import lru_cache
from types import CodeType
from typing import Any

import numba
from numba.core.caching import _Cache
from numba.core.compiler import CompileResult
from numba.core.serialize import dumps
from numba.core.sigutils import normalize_signature

from game.core._jit.names import CannotBundleError
from game.core._jit.settings import sources_key
from game.core.code_cache import CodeCache
from game.core.errors import UsageError


@lru_cache
def _sources(module: str) -> str:
    """Return a digest of the sources beside a module: a commander's own do not decide the key of the whole cache.

    Raises
    ------
    UsageError : there are none, as for what is marked in the script that is run, or typed at a prompt.
    """
    try:
        return sources_key(module)
    except CannotBundleError as error:
        raise UsageError(
            f"what is compiled must be in a module that is imported, a file of its own: {error}"
        ) from error


class Kept(_Cache):  # type: ignore[misc]  # it is Any
    """What Numba asks for the code of one function: it comes from our cache and goes there."""

    def __init__(self, compiled: Any, cache: Callable[[], CodeCache]) -> None:
        function = compiled.py_func
        self._cache = cache
        self._overloads = compiled.overloads
        self._module = function.__module__
        self.name = f"{function.__module__}.{function.__qualname__}".removeprefix("game.").replace(".<locals>", "")
        code = function.__code__
        self._source = (
            code.co_code,
            [value for value in code.co_consts if not isinstance(value, CodeType)],
            code.co_names,
        )

    @property
    def cache_path(self) -> str:
        """The folder, which Numba asks for in its statistics."""
        return str(self._cache().folder)

    def entry_of(self, signature: Any) -> str:
        """Return the name of the entry for a signature."""
        arguments, _ = normalize_signature(signature)  # Numba has it with the result or without
        digest = hashlib.blake2b(f"{arguments} {self._source} {_sources(self._module)}".encode(), digest_size=4)
        return f"{self.name}-{digest.hexdigest()}"

    def entries(self) -> list[str]:
        """Return the names of the entries of all signatures that are compiled or read."""
        return [self.entry_of(signature) for signature in self._overloads]

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return the code for a signature, nothing where there is none that can be used."""
        target_context.refresh()
        entry = self.entry_of(sig)
        content = self._cache().read(entry)
        if content is None:
            return None
        try:
            return CompileResult._rebuild(target_context, *pickle.loads(content))
        except Exception:  # the check sum holds, so it is what was written, but of no use to this Numba
            self._cache().distrust(entry)
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep the code for a signature, unless it holds addresses of this process, as with NUMBA_OPT=0."""
        if data.lifted or data.library.has_dynamic_globals:
            self._cache().decline("under these settings of Numba it is good for one process")
        else:
            self._cache().write(self.entry_of(sig), dumps(data._reduce()))

    def enable(self) -> None:
        """Do nothing: it is always on."""

    def disable(self) -> None:
        """Do nothing: it is always on."""

    def flush(self) -> None:
        """Do nothing: what is outdated lies in another folder."""


def dispatcher(function: Callable[..., Any], cache: Callable[[], CodeCache], *, wrapper: bool) -> Any:
    """Return a function as Numba's dispatcher, which compiles it when it is first called."""
    options: dict[str, Any] = {
        "nogil": True,
        "fastmath": False,
        "error_model": "numpy",
        "no_cpython_wrapper": not wrapper,
        "no_cfunc_wrapper": True,
        # Rules make no arrays, so nothing needs counting; with counting a search took thirty times as long.
        "_nrt": False,
    }
    compiled: Any = numba.njit(**options)(function)
    compiled._cache = Kept(compiled, cache)
    return compiled
