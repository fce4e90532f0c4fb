"""`doctor`: what is installed, where files go, what is missing; `--warm` compiles the rules."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import click

from game.cli.console import say, say_table
from game.cli.exit_codes import NO
from game.core.errors import BorderWarsError

if TYPE_CHECKING:
    from game.scenario.homes import Home

LIBRARIES = (
    "numpy", "numba", "llvmlite", "pydantic", "pyyaml", "ruamel.yaml", "click", "rich", "platformdirs", "pygame-ce",
    "pygame-gui",
)  # fmt: skip
EXTRAS = {"pyarrow": "Parquet files (extra 'batch')"}


@click.command()
@click.option(
    "--warm",
    is_flag=True,
    help="Compile all rules now; it happens once and takes 15 to 45 seconds, longer on a slow or busy machine.",
)
def doctor(warm: bool) -> None:
    """Say what is installed, where files go and what is missing.

    Exit code 1 if the game cannot run or a file of its compiled rules is damaged.
    """
    if warm:
        warm_rules()
        return
    say_table("Versions", ("what", "version"), list(versions()), left=2)
    say_table("Places", ("what", "where"), list(places()), left=2)
    faults = list(missing())
    for fault in faults:
        say(fault)
    if not faults:
        say("Nothing is missing.")
    if any(fault.startswith(("MISSING", "DAMAGED")) for fault in faults):
        click.get_current_context().exit(NO)


def warm_rules() -> None:
    """Compile what is not compiled, mend what is damaged, say how long it took; exit code 1 if it cannot be kept."""
    from game.cli.compiling import is_warm, warm_up
    from game.core import _jit

    cache = _jit.CACHE
    if not _jit.COMPILED:
        say("NUMBA_DISABLE_JIT is set: the rules run as plain Python, nothing is compiled.")
        return
    began = time.perf_counter()
    cache.check()
    if not is_warm():
        warm_up()
        took = f" ({time.perf_counter() - began:.0f} s)"
    elif cache.damaged and not cache.make_ready():
        cache.report(f"{cache.words_for_damage()} and nothing can be changed there ({cache.refusal})")
        took = ""
    else:  # a damaged file that no run needs is gone, and compiled when it is asked for
        took = ""
    if cache.refusal or not is_warm():
        click.get_current_context().exit(NO)
    say(f"The rules are compiled{took}.")


def versions() -> Iterator[tuple[str, str]]:
    """Yield the versions of everything that matters."""
    from game.engine.game import RULES_VERSION

    yield "borderwars", _version("borderwars") or "not installed"
    yield "rules", str(RULES_VERSION)
    yield "python", f"{platform.python_version()} ({platform.python_implementation()})"
    yield "system", f"{platform.system()} {platform.release()} {platform.machine()}"
    for name in (*LIBRARIES, *EXTRAS):
        yield name, _version(name) or "not installed"


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def places() -> Iterator[tuple[str, str]]:
    """Yield where files are read from and written to, and what the machine has."""
    from game.core import _jit
    from game.core.machine import cores
    from game.core.places import battles_folder, mail_folder, replays_folder, saves_folder, settings_file
    from game.scenario.homes import data_dir

    for kind in ("scenarios", "assets"):
        try:
            yield kind, str(data_dir(kind))
        except BorderWarsError:
            yield kind, "not found"
    yield "own battles", str(battles_folder())
    yield from (("more battles", str(home.path)) for home in _added_homes())
    yield "replays", str(replays_folder())
    yield "saves", str(saves_folder())
    yield "mail", str(mail_folder())
    yield "settings", str(settings_file().parent)
    yield "compiled rules", f"{_jit.CACHE.folder} ({state_of_rules()})"
    yield "compiling", way_of_compiling()
    yield "python", sys.executable
    yield "cores", str(cores())
    yield "display", "yes" if has_display() else "none"


def _added_homes() -> list[Home]:
    """Return the homes of battles that the settings or an option have added."""
    from game.scenario.homes import ADDED, homes

    try:
        return [home for home in homes() if home.whose == ADDED]
    except BorderWarsError:
        return []


def state_of_rules() -> str:
    """Look at every file of compiled rules, and say what was found."""
    from game.cli.compiling import is_warm
    from game.core import _jit

    if not _jit.COMPILED:
        return "not used: NUMBA_DISABLE_JIT is set"
    files, size = _jit.CACHE.check()
    if _jit.CACHE.damaged:
        return f"damaged: {len(_jit.CACHE.damaged)} of {files + len(_jit.CACHE.damaged)} files"
    return f"complete: {files} files, {size / 1e6:.1f} MB" if is_warm() else "not yet: borderwars doctor --warm"


def way_of_compiling() -> str:
    """Say in which way the rules are compiled."""
    from game.core import _jit

    if not _jit.COMPILED:
        return "none"
    reason = _jit.why_one_by_one()
    return f"function by function: {reason}" if reason else "all rules as one"


def has_display() -> bool:
    """Whether a window can be opened, as far as can be known without opening one.

    SDL_VIDEODRIVER names a driver without a display in tests and on servers.
    """
    if os.environ.get("SDL_VIDEODRIVER") in {"dummy", "offscreen"}:
        return False
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing() -> Iterator[str]:
    """Yield a line for everything that is not there; what the game cannot do without begins with MISSING."""
    from game.core import _jit
    from game.scenario.library import scenario_names

    for name in LIBRARIES:
        if _version(name) is None:
            yield f"MISSING: {name} is not installed"
    for name, purpose in EXTRAS.items():
        if _version(name) is None:
            yield f"missing: {name}, for {purpose}"
    try:
        if not scenario_names():
            yield "MISSING: there are no scenarios"
    except BorderWarsError as error:
        yield f"MISSING: {error}"
    if not has_display():
        yield "missing: a display; `borderwars play` lets the commanders play and prints the game in the terminal"
    if _jit.COMPILED:
        yield from _missing_of_rules()


def _missing_of_rules() -> Iterator[str]:
    """Yield what is wrong with the compiled rules; to be called after `state_of_rules`."""
    from game.cli.compiling import is_warm
    from game.core import _jit

    cache = _jit.CACHE
    if cache.damaged:
        yield f"DAMAGED: {cache.words_for_damage()}; `borderwars doctor --warm` compiles them again"
    if not is_warm() and not cache.can_write():
        yield f"missing: a place to keep compiled rules in; each start compiles again ({cache.folder}: {cache.refusal})"
