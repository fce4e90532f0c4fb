"""The only place that names Numba: two marks for compiled functions, and the folder their cache lives in.

`rule` marks a function that only other compiled functions call; it gets no Python wrapper. `entry` marks one that
Python calls. Both release the GIL and use integers only. With NUMBA_DISABLE_JIT=1 both leave the function as it is, and
the same source runs as plain Python on the same arrays.

Numba does not notice when a callee in another file changes, so the cache lives under a digest of all compiled sources
and of the versions of Numba and numpy. The same folder serves installs that cannot be written to.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

# Vectorised loops gain nothing on boards of this size and cost a quarter of the compile time.
os.environ.setdefault("NUMBA_LOOP_VECTORIZE", "0")
os.environ.setdefault("NUMBA_SLP_VECTORIZE", "0")

import numba
import numpy as np
import platformdirs

GAME: Final = Path(__file__).resolve().parents[1]
KEPT_VERSIONS: Final = 4
COMPILED_SOURCES: Final = ("core/*.py", "scenario/world.py", "scenario/rule_values.py", "rules/*.py", "commanders/*.py")

Function = TypeVar("Function", bound=Callable[..., Any])


def source_digest() -> str:
    """Return a digest of everything that decides what the compiled code is."""
    digest = hashlib.blake2b(digest_size=8)
    digest.update(f"{numba.__version__} {np.__version__}".encode())
    for pattern in COMPILED_SOURCES:
        for source in sorted(GAME.glob(pattern)):
            digest.update(source.relative_to(GAME).as_posix().encode())
            digest.update(source.read_bytes())
    return digest.hexdigest()


def _forget_old(base: Path) -> None:
    """Keep the compiled code of the few versions of the sources that were used last."""
    folders = sorted((path for path in base.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    for folder in folders[:-KEPT_VERSIONS]:
        shutil.rmtree(folder, ignore_errors=True)


def _cache_folder() -> str:
    base = Path(os.environ.get("NUMBA_CACHE_DIR") or platformdirs.user_cache_path("borderwars") / "compiled")
    folder = base / source_digest()
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True)
            _forget_old(base)
        (folder / ".write").touch()
        os.utime(folder)  # used last, so forgotten last
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="borderwars-"))
    return str(folder)


numba.config.CACHE_DIR = _cache_folder()  # type: ignore[attr-defined]  # read when a function is decorated
CACHE_FOLDER: Final = Path(numba.config.CACHE_DIR)  # type: ignore[attr-defined]
COMPILED: Final = not numba.config.DISABLE_JIT  # type: ignore[attr-defined]

FUNCTIONS: list[Any] = []
"""Every function marked here, so that a test can count signatures and `bench` can time a cold compilation."""


def _one_signature(compiled: Any) -> None:
    """Let every whole number that a function is called with be an int64.

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
        return compile_for(widened if result is None else result(*widened))

    compiled.compile = compile_widened


def _compile(function: Function, *, wrapper: bool) -> Function:
    if not COMPILED:
        return function
    options: dict[str, Any] = {
        "cache": True,
        "nogil": True,
        "fastmath": False,
        "error_model": "numpy",
        "no_cpython_wrapper": not wrapper,
        "no_cfunc_wrapper": True,
        # Rules make no arrays, so nothing needs counting; with counting a search took thirty times as long.
        "_nrt": False,
    }
    compiled: Function = numba.njit(**options)(function)
    _one_signature(compiled)
    FUNCTIONS.append(compiled)
    return compiled


def rule(function: Function) -> Function:
    """Mark a function that only compiled functions call."""
    return _compile(function, wrapper=False)


def entry(function: Function) -> Function:
    """Mark a function that Python calls."""
    return _compile(function, wrapper=True)
