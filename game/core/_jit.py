"""The only place that names Numba: two marks for compiled functions, and how their code comes into the cache and out.

`rule` marks a function that only other compiled functions call; it gets no Python wrapper. `entry` marks one that
Python calls. Both release the GIL and use integers only. With NUMBA_DISABLE_JIT=1 both leave the function as it is, and
the same source runs as plain Python on the same arrays.

Numba does not notice when a callee in another file changes, so the cache lives under a digest of all compiled sources
and of everything else that decides what the code is. Numba's own cache reads and runs whatever lies in its files; ours
(`code_cache`) takes its place, and nothing of Numba's settings can move it.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import platform
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType
from typing import Any, Final, TypeVar

# Vectorised loops gain nothing on boards of this size and cost a quarter of the compile time.
os.environ.setdefault("NUMBA_LOOP_VECTORIZE", "0")
os.environ.setdefault("NUMBA_SLP_VECTORIZE", "0")

import numba
import numpy as np
import platformdirs
from llvmlite import binding as llvm  # type: ignore[import-untyped]
from numba.core.caching import _Cache
from numba.core.codegen import get_host_cpu_features
from numba.core.compiler import CompileResult
from numba.core.serialize import dumps

from game.core import code_cache

GAME: Final = Path(__file__).resolve().parents[1]
COMPILED_SOURCES: Final = (
    "core/*.py",
    "scenario/world.py",
    "scenario/rule_values.py",
    "rules/*.py",
    "commanders/*/*.py",
)
KEEPER: Final = Path(code_cache.__file__).resolve()
"""It keeps the code and has no part in it."""

WITHOUT_EFFECT: Final = {"NUMBA_CACHE_DIR", "NUMBA_NUM_THREADS", "NUMBA_DISABLE_JIT"}
"""Settings of Numba that do not change the code it makes."""

Function = TypeVar("Function", bound=Callable[..., Any])


def code_key() -> str:
    """Return a digest of all that decides what the compiled code is: sources, compiler, its settings, processor."""
    digest = hashlib.blake2b(digest_size=8)
    settings = {name: value for name, value in os.environ.items() if name.startswith("NUMBA_")}
    for part in (
        code_cache.FORMAT,
        *(numba.__version__, np.__version__, sys.implementation.cache_tag, sys.platform),
        *(platform.machine(), *_processor()),
        *(f"{name}={settings[name]}" for name in sorted(settings.keys() - WITHOUT_EFFECT)),
    ):
        digest.update(f"{part}\n".encode(errors="surrogateescape"))
    for pattern in COMPILED_SOURCES:
        for source in sorted(set(GAME.glob(pattern)) - {KEEPER}):
            digest.update(source.relative_to(GAME).as_posix().encode())
            digest.update(source.read_bytes())
    return digest.hexdigest()


def _processor() -> tuple[str, str, str]:
    """Return the version of LLVM, and the processor it makes code for."""
    return str(llvm.llvm_version_info), llvm.get_host_cpu_name(), get_host_cpu_features()  # type: ignore[no-untyped-call]  # Numba types this one not


def _base() -> Path:
    return Path(os.environ.get("NUMBA_CACHE_DIR") or platformdirs.user_cache_path("borderwars") / "compiled").absolute()


COMPILED: Final = not numba.config.DISABLE_JIT  # type: ignore[attr-defined]
CACHE: Final = code_cache.CodeCache(_base(), code_key())

FUNCTIONS: list[Any] = []
"""Every function marked here, so that a test can count signatures and `bench` can time a cold compilation."""


class _Watch(threading.local):
    """Who is told in this thread that a function is about to be compiled or has been; it may raise, to stop."""

    told: Callable[[], None] | None = None


_watch = _Watch()


@contextmanager
def watched(told: Callable[[], None]) -> Iterator[None]:
    """Have `told` called before and after every function that is compiled or read in this thread."""
    _watch.told = told
    try:
        yield
    finally:
        _watch.told = None


class _Kept(_Cache):
    """What Numba asks for the code of one function: it comes from our cache and goes there."""

    def __init__(self, compiled: Any) -> None:
        function = compiled.py_func
        self._overloads = compiled.overloads
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
        return str(CACHE.folder)

    def entry_of(self, signature: Any) -> str:
        """Return the name of the entry for a signature."""
        digest = hashlib.blake2b(f"{signature} {self._source}".encode(), digest_size=4)
        return f"{self.name}-{digest.hexdigest()}"

    def entries(self) -> list[str]:
        """Return the names of the entries of all signatures that are compiled or read."""
        return [self.entry_of(signature) for signature in self._overloads]

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return the code for a signature, nothing where there is none that can be used."""
        target_context.refresh()
        entry = self.entry_of(sig)
        content = CACHE.read(entry)
        if content is None:
            return None
        try:
            return CompileResult._rebuild(target_context, *pickle.loads(content))  # type: ignore[no-untyped-call]  # as above
        except Exception:  # the check sum holds, so it is what was written, but of no use to this Numba
            CACHE.distrust(entry)
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep the code for a signature, unless it holds addresses of this process, as with NUMBA_OPT=0."""
        if data.lifted or data.library.has_dynamic_globals:
            CACHE.decline("under these settings of Numba it is good for one process")
        else:
            CACHE.write(self.entry_of(sig), dumps(data._reduce()))  # type: ignore[no-untyped-call]  # as above

    def enable(self) -> None:
        """Do nothing: it is always on."""

    def disable(self) -> None:
        """Do nothing: it is always on."""

    def flush(self) -> None:
        """Do nothing: what is outdated lies in another folder."""


def _one_signature(compiled: Any) -> None:
    """Let every whole number that a function is called with be an int64, and tell whoever watches.

    To Numba a literal, a scalar read from an int16 field and an int64 are three types, and each mix of them would be
    compiled anew. Numba calls `compile` with the types of each call; widening them there leaves one signature a
    function.
    """
    compile_for = compiled.compile

    def compile_widened(signature: Any) -> Any:
        arguments, result = numba.core.sigutils.normalize_signature(signature)  # type: ignore[no-untyped-call]  # Numba types this one not
        widened = tuple(
            numba.types.int64 if isinstance(kind, numba.types.Integer | numba.types.IntegerLiteral) else kind
            for kind in arguments
        )
        known = len(compiled.overloads)
        if _watch.told:
            _watch.told()
        code = compile_for(widened if result is None else result(*widened))
        if _watch.told and len(compiled.overloads) > known:
            _watch.told()
        return code

    compiled.compile = compile_widened


def _compile(function: Function, *, wrapper: bool) -> Function:
    if not COMPILED:
        return function
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
    compiled._cache = _Kept(compiled)
    _one_signature(compiled)
    FUNCTIONS.append(compiled)
    made: Function = compiled
    return made


def rule(function: Function) -> Function:
    """Mark a function that only compiled functions call."""
    return _compile(function, wrapper=False)


def entry(function: Function) -> Function:
    """Mark a function that Python calls."""
    return _compile(function, wrapper=True)
