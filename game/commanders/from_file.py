"""A commander of one's own, from a file of Python: a function that gives orders, or a `Commander`.

The file is code, and is run. So it is loaded only where somebody names it, on the command line or by `enlist_file`:
never because a save, a replay, a scenario or an experiment has its name. What it is called is the path as it was given,
with what is named in it, as "my.py" or "my.py:bold".
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from game.commanders.by_function import commander_of, line_in, placed, words_of
from game.commanders.commander import Commander
from game.commanders.roster import COMMANDERS, code_apart, enlist_loaded, is_code
from game.core.arguments import path_of
from game.core.errors import CommanderError, UsageError
from game.scenario.suggesting import listed, or_known, quote

FUNCTIONS: Final = ("orders", "next_order")
"""What a function is called that leads a side without being named."""

AT_RANDOM: Final = "AT_RANDOM"
"""What a file may say: False where its functions decide the same in the same position, whatever the seed."""

MOST_BYTES: Final = 4_000_000


def enlist_file(source: Path | str) -> str:
    """Load the commander that a file of Python holds, make it known in this process, and return its name.

    Parameters
    ----------
    source : the path of the file, which ends with ".py"; with a colon and a name, where it holds several: "my.py:bold"

    Raises
    ------
    CommanderError : there is no such file, it cannot be run, or it holds no commander.
    UsageError : that is no path of a file of Python.
    """
    name = str(path_of(source, "the file of a commander"))
    if not is_code(name):
        raise UsageError(
            f"{quote(name)} is no file of Python: its name ends with .py, and with :NAME where it has several"
        )
    path, part = code_apart(name)
    content = _content(path)
    digest = hashlib.sha256(content).hexdigest()
    known = COMMANDERS.get(name)
    if known is None or known.digest != digest:
        enlist_loaded(_commander_in(_run(path, content), path, part, name, digest))
    return name


# --- running --------------------------------------------------------------------------------------------------------


def _content(path: str) -> bytes:
    """Return what is in the file. Raises CommanderError."""
    file = Path(path)
    try:
        if not file.exists():
            raise CommanderError(f"{path}: there is no such file")
        if not file.is_file():
            raise CommanderError(f"{path}: this is no file")
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommanderError(f"{path}: it cannot be read: {error.strerror or error}") from error
    if len(content) > MOST_BYTES:
        raise CommanderError(f"{path}: it is larger than {MOST_BYTES // 1_000_000} MB")
    return content


def _run(path: str, content: bytes) -> ModuleType:
    """Run the file as a module, and return it. Raises CommanderError."""
    try:
        code = compile(content, path, "exec", dont_inherit=True)
    except SyntaxError as error:
        line = f": {' '.join((error.text or '').split())}" if error.text else ""
        raise CommanderError(f"{placed(path, error.lineno)}: this is no Python, {error.msg}{line}") from error
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        raise CommanderError(f"{path}: this is no Python, {words_of(error)}") from error
    module = _module(Path(path).absolute())
    before = sys.modules.get(module.__name__)
    sys.modules[module.__name__] = module
    try:
        with redirect_stdout(sys.stderr):  # what a command prints may be a document that programs read
            exec(code, module.__dict__)
    except (Exception, SystemExit, GeneratorExit) as error:
        if before is None:
            del sys.modules[module.__name__]
        else:
            sys.modules[module.__name__] = before
        raise CommanderError(f"{placed(path, line_in(error, path))}: it cannot be loaded, {words_of(error)}") from error
    return module


def _module(path: Path) -> ModuleType:
    """Return an empty module for a file.

    What lies beside it can be imported, by it and by the processes that compile for this one. It comes last, so that
    a file there called as a module of Python's own takes nobody's place.
    """
    if str(path.parent) not in sys.path:
        sys.path.append(str(path.parent))
    importlib.invalidate_caches()
    name = path.stem if _is_free(path) else f"commander_{hashlib.sha256(bytes(path)).hexdigest()[:16]}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    return importlib.util.module_from_spec(spec)


def _is_free(path: Path) -> bool:
    """Whether a file can be the module that its name stands for: nothing else is or would be imported by it."""
    if not path.stem.isidentifier():
        return False
    try:
        found = importlib.util.find_spec(path.stem)
    except (ImportError, ValueError):
        return False
    return found is not None and found.origin == str(path)


# --- what is in it --------------------------------------------------------------------------------------------------


def _commander_in(module: ModuleType, path: str, part: str | None, name: str, digest: str) -> Commander[Any]:
    """Return the commander that a module holds. Raises CommanderError."""
    value = _chosen(module, path) if part is None else _named(module, path, part)
    if isinstance(value, Commander):
        return _guarded(value, path, name, digest)
    said = (module.__doc__ or "").strip().partition("\n")[0] if part is None else ""
    at_random = getattr(module, AT_RANDOM, True)
    if not isinstance(at_random, bool):
        raise CommanderError(f"{path}: {AT_RANDOM} must be True or False, not {quote(at_random)}")
    try:
        return commander_of(value, name, said, at_random=at_random, file=path, digest=digest)
    except UsageError as error:
        raise CommanderError(f"{path}: {error}") from error


def _chosen(module: ModuleType, path: str) -> Any:
    """Return the one thing in a module that can lead a side."""
    held = vars(module)
    ready = {name: one for name, one in _own(module).items() if isinstance(one, Commander)}
    functions = {name: held[name] for name in FUNCTIONS if name in held}
    found = ready or functions
    if not found:
        others = [name for name, one in _own(module).items() if callable(one) and not isinstance(one, type)]
        hint = f", or name one of {listed(others)} as {path}:{others[0]}" if others else ""
        raise CommanderError(f"{path} holds no commander: write a function orders(game){hint}")
    if len(found) > 1:
        raise CommanderError(
            f"{path} holds several commanders, {listed(found)}: name one, as {path}:{next(iter(found))}"
        )
    return next(iter(found.values()))


def _named(module: ModuleType, path: str, part: str) -> Any:
    """Return what is named in a module."""
    if not part:
        raise CommanderError(f"{quote(f'{path}:')} names nothing in the file; write {path}:NAME, or {path} alone")
    if part not in vars(module):
        raise CommanderError(f"{path} has no {quote(part)}{or_known(part, _own(module))}")
    return vars(module)[part]


def _own(module: ModuleType) -> dict[str, Any]:
    """Return what a module has made itself, commanders and whatever can be called, by name."""
    shipped = [id(one) for one in COMMANDERS.values()]
    return {
        name: value
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (
            (isinstance(value, Commander) and id(value) not in shipped)
            or (callable(value) and getattr(value, "__module__", None) == module.__name__)
        )
    }


# --- a Commander from a file ----------------------------------------------------------------------------------------

PARTS: Final = ("new_memory", "begin_turn", "next_order", "play_turn", "explain")


def _guarded(commander: Commander[Any], path: str, name: str, digest: str) -> Commander[Any]:
    """Return a commander of a file under its name here; what goes wrong in it is said in a sentence."""
    parts: Mapping[str, Any] = {part: _guard(getattr(commander, part), path) for part in PARTS}
    return replace(commander, name=name, digest=digest, **parts)


def _guard(function: Callable[..., Any], path: str) -> Callable[..., Any]:
    def guarded(*arguments: Any) -> Any:
        try:
            return function(*arguments)
        except BaseException as error:
            if isinstance(error, (CommanderError, KeyboardInterrupt)):
                raise
            raise CommanderError(f"{placed(path, line_in(error, path))}: {words_of(error)}") from error

    return guarded
