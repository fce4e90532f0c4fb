"""What decides the compiled code, and in which of two ways it is compiled.

As bundles (`bundles`), or function by function in Numba's ordinary way: where Numba or LLVM is of a version that
bundles were not tried with, where BORDERWARS_COMPILE=each asks for it, and where bundling fails for any reason.

To try a version, install it, add it to `TRIED`, and run `make test` and `make check-full`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import sys
from pathlib import Path
from typing import Final

# Vectorised loops gain nothing on boards of this size and cost a quarter of the compile time.
os.environ.setdefault("NUMBA_LOOP_VECTORIZE", "0")
os.environ.setdefault("NUMBA_SLP_VECTORIZE", "0")

import llvmlite
import numba
import numpy as np
import platformdirs
from llvmlite import binding as llvm
from numba.core.codegen import get_host_cpu_features

from game.core import code_cache
from game.core._jit.names import CannotBundleError

GAME: Final = Path(__file__).resolve().parents[2]
COMPILED_SOURCES: Final = (
    *("core/**/*.py", "scenario/world/*.py", "scenario/rule_values.py", "scenario/plan_arrays.py"),
    *("rules/**/*.py", "commanders/ground/*.py"),
    "bench/yardstick.py",
)
"""What the code of all bundles depends on; the sources of a commander's package decide that commander's alone."""
KEEPER: Final = Path(code_cache.__file__).resolve()
"""It keeps the code and has no part in it."""


TRIED: Final = {"0.68.1": "0.50.0"}
"""Versions of Numba, each with that of llvmlite, that bundles were tried with: all tests passed in both ways."""

WAY: Final = "BORDERWARS_COMPILE"
EACH: Final = "each"

WITHOUT_EFFECT: Final = {"NUMBA_CACHE_DIR", "NUMBA_NUM_THREADS", "NUMBA_DISABLE_JIT", WAY}
"""Settings that do not change the code; the way does, and is counted as what comes of it."""

COMPILED: Final = not numba.config.DISABLE_JIT
ENVIRONMENT: Final = {name: value for name, value in os.environ.items() if name.startswith("NUMBA_") or name == WAY}
"""The settings that this process began with; what changes later changes nothing."""


def why_each() -> str:
    """Say why functions are compiled one by one, nothing where they are bundled."""
    if ENVIRONMENT.get(WAY) == EACH:
        return f"{WAY}={EACH} asks for it"
    if TRIED.get(numba.__version__) != llvmlite.__version__:
        return f"Numba {numba.__version__} with llvmlite {llvmlite.__version__} has not been tried"
    return ""


def base() -> Path:
    """Return the folder of all that is compiled."""
    return Path(os.environ.get("NUMBA_CACHE_DIR") or platformdirs.user_cache_path("borderwars") / "compiled").absolute()


def environment() -> dict[str, str]:
    """Return the environment for a worker: this process's, with the settings that it began with."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
    return {**others, **ENVIRONMENT}


def code_key() -> str:
    """Return a digest of all that decides what the compiled code is: sources, compiler, its settings, processor."""
    digest = hashlib.blake2b(digest_size=8)
    for part in (
        code_cache.FORMAT,
        *(numba.__version__, llvmlite.__version__, np.__version__, sys.implementation.cache_tag, sys.platform),
        *(platform.machine(), *_processor(), why_each() == ""),
        *(f"{name}={ENVIRONMENT[name]}" for name in sorted(ENVIRONMENT.keys() - WITHOUT_EFFECT)),
    ):
        digest.update(f"{part}\n".encode(errors="surrogateescape"))
    for pattern in COMPILED_SOURCES:
        for source in sorted(set(GAME.glob(pattern)) - {KEEPER}):
            digest.update(source.relative_to(GAME).as_posix().encode())
            digest.update(source.read_bytes())
    return digest.hexdigest()


def _processor() -> tuple[str, str, str]:
    """Return the version of LLVM, and the processor it makes code for."""
    return str(llvm.llvm_version_info), llvm.get_host_cpu_name(), get_host_cpu_features()


def sources_key(home: str) -> str:
    """Return a digest of the sources of a package, or of those beside a module; `code_key` has those of the rules.

    Raises
    ------
    CannotBundleError : it has none, as what is typed at a prompt.
    """
    digest = hashlib.blake2b(digest_size=8)
    if home:
        folder, pattern = _sources(home)
        for source in sorted(folder.glob(pattern)):
            digest.update(source.relative_to(folder).as_posix().encode())
            digest.update(source.read_bytes())
    return digest.hexdigest()


def _sources(home: str) -> tuple[Path, str]:
    try:
        found = importlib.util.find_spec(home) if home != "__main__" else None
    except (ImportError, ValueError):
        found = None
    if found is None or found.origin is None:
        raise CannotBundleError(f"another process could not import {home}")
    return Path(found.origin).parent, "**/*.py" if found.submodule_search_locations else "*.py"
