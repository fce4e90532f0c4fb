"""The only place that names Numba: two marks for compiled functions, and how they are compiled.

`rule` marks a function that only other compiled functions call; it gets no Python wrapper. `entry` marks one that
Python calls. Both release the GIL and use integers only. With NUMBA_DISABLE_JIT=1 both leave the function as it is, and
the same source runs as plain Python on the same arrays.

Numba by itself compiles function after function and links a copy of everything that is called into each caller, so that
the same code is optimised six times. Here all rules are compiled as one **bundle**:

    settings     what decides the code, and in which way it is compiled
    bundles      which functions belong together, and how a compiled bundle is kept
    provider     gets bundles: from memory, from the cache (`core.code_cache`), or built
    building     ... by a crew of workers (`crew`, `worker`, `messages`), plain processes that share the functions:
    translating    each function by itself, in LLVM's language, its callees merely declared (`names`)
    binding        all of them as one piece of machine code
    loading      machine code made ready to run, its entries callable from Python
    ordinary     Numba's ordinary way, for versions of Numba that were not tried, and where anything else fails
    work         how much work all of that is

An `entry` that Python calls for the first time asks its provider, which reads or builds the whole bundle; rules are
never asked for by themselves. Where this leans on what Numba does not promise: `translating`, `binding`, `loading`.
"""

from __future__ import annotations

import importlib
import inspect
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeVar

# The settings come first: Numba reads its own when it is imported.
from game.core._jit.settings import COMPILED, COMPILED_SOURCES, GAME, KEEPER, base, code_key, sources_key

# isort: split
from numba.core.compiler_lock import global_compiler_lock
from numba.core.sigutils import normalize_signature

from game.core._jit.bundles import RULES, Bundle, Report, bundle_of, shipped
from game.core._jit.messages import is_entry
from game.core._jit.names import CannotBundleError, result_of, widened
from game.core._jit.ordinary import dispatcher
from game.core._jit.provider import Provider
from game.core._jit.work import called_by, length_of
from game.core.code_cache import CodeCache

__all__ = [
    "BUNDLES",
    "CACHE",
    "COMPILED",
    "COMPILED_SOURCES",
    "FUNCTIONS",
    "GAME",
    "KEEPER",
    "RULES",
    "Bundle",
    "build_bundles",
    "code_for",
    "code_key",
    "contents_of",
    "entries_of",
    "entry",
    "function_named",
    "functions_of",
    "is_complete",
    "is_entry",
    "most_signatures",
    "provider",
    "rule",
    "sources_key",
    "watched",
    "why_one_by_one",
]

Function = TypeVar("Function", bound=Callable[..., Any])

KEY: Final = code_key()
CACHE: Final = CodeCache(base(), KEY)

FUNCTIONS: list[Any] = []
"""Every function marked in this process, in the order in which their modules were imported."""

BUNDLES: list[Bundle] = shipped()
"""What is compiled ahead; the rules come first, as the others call them."""


def rule(function: Function) -> Function:
    """Mark a function that only compiled functions call."""
    return _mark(function, wrapper=False)


def entry(function: Function) -> Function:
    """Mark a function that Python calls."""
    return _mark(function, wrapper=True)


def _mark(function: Function, *, wrapper: bool) -> Function:
    if not COMPILED:
        return function
    compiled = dispatcher(function, lambda: CACHE, wrapper=wrapper)
    _one_signature(compiled)
    FUNCTIONS.append(compiled)
    made: Function = compiled
    return made


def _one_signature(compiled: Any) -> None:
    """Let every whole number that a function is called with be an int64, and have our code looked for first.

    Numba calls `compile` with the types of each call.
    """
    compile_for = compiled.compile

    def compile_widened(signature: Any) -> Any:
        arguments, result = normalize_signature(signature)
        arguments = widened(arguments)
        if arguments in compiled.overloads:
            return compiled.overloads[arguments].entry_point
        with global_compiler_lock:
            found = provide(compiled, arguments)
        if found is not None:
            return found
        if _watch.callback:
            _watch.callback()
        code = compile_for(_with_result(compiled.py_func, arguments, result))
        if _watch.callback:
            _watch.callback()
        return code

    compiled.compile = compile_widened


def _with_result(function: Any, arguments: tuple[Any, ...], result: Any) -> Any:
    """Return the signature to compile a function for by itself: what it returns is what it returns in a bundle.

    Left to itself, Numba takes a member of an enum that is returned for another type than a whole number, and what
    compiles in a bundle would not compile alone.
    """
    try:
        return (result_of(function) if result is None else result)(*arguments)
    except CannotBundleError:  # it does not say; Numba finds out
        return arguments


def code_for(function: Function, *arguments: Any) -> Function:
    """Return the compiled code of an entry for arguments of these types; a plain function as it is.

    Numba looks at the type of every array in every argument of every call, which takes longer than many an entry. Who
    calls the code itself has had that done once, and calls it with arguments of the same types ever after.
    """
    compiled: Any = function
    if not hasattr(compiled, "py_func"):
        return function
    code: Function = compiled.compile(tuple(map(compiled.typeof_pyval, arguments)))
    return code


# --- bundles --------------------------------------------------------------------------------------------------------

_providers: dict[CodeCache, Provider] = {}


def provider() -> Provider:
    """Return what gets the bundles that are kept in the cache."""
    if CACHE not in _providers:
        _providers[CACHE] = Provider(CACHE, BUNDLES, KEY)
    return _providers[CACHE]


def _provide(compiled: Any, arguments: tuple[Any, ...]) -> Any:
    return provider().attach(compiled, arguments)


provide: Callable[[Any, tuple[Any, ...]], Any] = _provide
"""Asked for the code of a function before Numba compiles it; nothing: let Numba. A worker has one of its own."""


def build_bundles(report: Report | None = None) -> list[str]:
    """Read or build all bundles; return their names in the cache, none where functions are compiled one by one.

    Raises
    ------
    KeyboardInterrupt : `report` stopped it.
    """
    ours = provider()
    if ours.given_up:
        return []
    try:
        missing = [bundle for bundle in BUNDLES if not ours.is_kept(bundle)]
        work = {bundle: sum(map(length_of, contents_of(bundle))) for bundle in missing} if report else {}
        done, whole = 0, sum(work.values())
        for bundle in BUNDLES:
            part = work.get(bundle, 0)
            ours.bundle(bundle, _part(report, done / whole, part / whole) if report and part else None)
            done += part
    except CannotBundleError as error:
        ours.give_up(str(error))
        return []
    return [ours.name_of(bundle) for bundle in BUNDLES]


def _part(report: Report, done: float, part: float) -> Report:
    """Return what reports a part of the work, when so much has been done before it."""
    return lambda share: report(done + part * share)


def is_complete() -> bool:
    """Whether all that a run needs is kept and sound: every bundle, or every function where none are used."""
    ours = provider()
    needed = CACHE.needed() if CACHE.is_complete() else None
    return needed is not None and (ours.given_up != "" or {ours.name_of(bundle) for bundle in BUNDLES} <= set(needed))


def why_one_by_one() -> str:
    """Say why functions are compiled one by one, nothing where they are bundled."""
    return provider().given_up


def functions_of(bundle: Bundle) -> list[Any]:
    """Return the marked functions of a bundle, as far as their modules are imported."""
    return [compiled for compiled in FUNCTIONS if bundle_of(compiled.__module__, BUNDLES) == bundle]


def entries_of(bundle: Bundle) -> list[tuple[Any, list[Any]]]:
    """Return what Python calls of a bundle, each with an example of all that it is called with. Imports its modules."""
    values: dict[str, Any] = importlib.import_module(bundle.examples).examples()
    return [
        (compiled, [values.get(name, 0) for name in inspect.signature(compiled.py_func).parameters])
        for compiled in functions_of(bundle)
        if is_entry(compiled)
    ]


def contents_of(bundle: Bundle) -> list[Any]:
    """Return the functions that are compiled into a bundle: what Python calls of it, and all that these call.

    Imports its modules. Entries of another bundle are called where they lie.
    """
    importlib.import_module(bundle.examples)

    def is_elsewhere(compiled: Any) -> bool:
        return is_entry(compiled) and bundle_of(compiled.__module__, BUNDLES) not in (None, bundle)

    return called_by(list(filter(is_entry, functions_of(bundle))), FUNCTIONS, is_elsewhere)


def function_named(module: str, name: str) -> Any:
    """Return the marked function of this name, nothing if there is none."""
    found = [marked for marked in FUNCTIONS if (marked.__module__, marked.py_func.__qualname__) == (module, name)]
    return found[-1] if found else None  # the last, should its module have been imported again


def most_signatures() -> int:
    """Return the most signatures that any function has in this process, compiled by itself or in a bundle."""
    bundled = [functions.count(name) for functions in provider().functions.values() for name in set(functions)]
    return max((*bundled, *(len(compiled.signatures) for compiled in FUNCTIONS)), default=0)


# --- one by one -----------------------------------------------------------------------------------------------------


class _Watch(threading.local):
    """Whom to call in this thread when a function is about to be compiled or has been; the call may raise, to stop."""

    callback: Callable[[], None] | None = None


_watch = _Watch()


@contextmanager
def watched(callback: Callable[[], None]) -> Iterator[None]:
    """Have `callback` called before and after every function that is compiled by itself or read in this thread."""
    _watch.callback = callback
    try:
        yield
    finally:
        _watch.callback = None
