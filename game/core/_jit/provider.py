"""Where a process gets compiled bundles from: its memory, the cache, or a crew of workers that it starts.

A bundle is kept as one entry of the cache, written when all of it is there. What cannot be used is rebuilt; what
cannot be built is left to Numba's ordinary way, with one line that says so: all bundles, or one entry that is in none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from numba.core.registry import cpu_target

from game.core._jit.bundles import Bundle, Compiled, Plan, Report, bundle_of, unpacked
from game.core._jit.loading import Loaded
from game.core._jit.messages import Task, is_entry, task_of
from game.core._jit.names import CannotBundleError
from game.core._jit.settings import environment, sources_key, why_each
from game.core.code_cache import CodeCache
from game.core.machine import cores


class Provider:
    """What the functions of some bundles are compiled to, as one cache keeps it. `given_up` is why none are used."""

    def __init__(self, cache: CodeCache, bundles: Sequence[Bundle], key: str) -> None:
        self.cache = cache
        self._bundles = bundles
        self._key = key
        self._loaded: dict[str, Loaded] = {}
        self._refused: set[str] = set()
        self.functions: dict[str, list[str]] = {}
        self.given_up = why_each()
        needed = None if self.given_up else cache.needed()
        if needed and not any(self.name_of(bundle) in needed for bundle in bundles):
            self.given_up = "it could not be done when they were compiled"

    def name_of(self, bundle: Bundle) -> str:
        """Return the name of the cache's entry for a bundle. The cache's own key has the sources of the rules."""
        home = self._home(bundle)
        return f"{bundle.name}-{sources_key(home)}" if home else bundle.name

    def attach(self, compiled: Any, arguments: tuple[Any, ...]) -> Any:
        """Make a function callable from Python; returns what Numba calls it by, nothing if bundles do not serve it."""
        if self.given_up or not is_entry(compiled):
            return None
        bundle = bundle_of(compiled.__module__, self._bundles)
        try:
            found = self.bundle(bundle).attach(compiled, arguments) if bundle else None
        except CannotBundleError as error:
            self.give_up(str(error))
            return None
        return found or self._attach_alone(compiled, arguments)

    def _attach_alone(self, compiled: Any, arguments: tuple[Any, ...]) -> Any:
        """Do so with an entry that is in no bundle, or that its bundle has for other types."""
        words = f"{compiled.__module__}.{compiled.py_func.__qualname__}{arguments}"
        if words in self._refused:
            return None
        try:
            return self._alone(task_of(compiled, arguments)).attach(compiled, arguments)
        except CannotBundleError as error:
            self._refused.add(words)
            self.cache.report(f"{compiled.__name__} is compiled in the ordinary way, which takes longer ({error})")
            return None

    def give_up(self, reason: str) -> None:
        """Leave it to Numba's ordinary way from now on, and say so."""
        self.given_up = reason
        self.cache.report(f"rules are compiled function by function, which takes longer ({reason})")

    def bundle(self, bundle: Bundle, report: Report | None = None) -> Loaded:
        """Return a bundle, built if it must be. Raises CannotBundleError, and whatever `report` raises."""
        name = self.name_of(bundle)
        return self._get(name, self._plan(name, self._home(bundle), bundle, []), report)

    def is_kept(self, bundle: Bundle) -> bool:
        """Whether a bundle is compiled already and sound."""
        name = self.name_of(bundle)
        return name in self._loaded or self.cache.read(name) is not None

    def _alone(self, task: Task) -> Loaded:
        """Return one entry with what it calls."""
        plan = self._plan("", task.module, None, [task])
        words = f"{task.symbol} {plan.key}"
        name = f"{task.module}.{task.function}-{hashlib.blake2b(words.encode(), digest_size=8).hexdigest()}"
        return self._get(name, plan._replace(name=name), None)

    def _get(self, name: str, plan: Plan, report: Report | None) -> Loaded:
        if name not in self._loaded:
            self._loaded[name] = self._read(name) or self._build(name, plan, report)
        return self._loaded[name]

    def _read(self, name: str) -> Loaded | None:
        content = self.cache.read(name)
        if content is None:
            return None
        try:
            return self._load(name, unpacked(content))
        except (CannotBundleError, RuntimeError):  # the check sum holds, but it is of no use to this version
            self.cache.distrust(name)
            return None

    def _build(self, name: str, plan: Plan, report: Report | None) -> Loaded:
        from game.core._jit.building import build  # which most starts have no need of
        from game.core._jit.crew import MOST, Crew

        size = min(MOST, cores()) if plan.bundle else 1
        with Crew(size, environment(), plan.modules) as crew:
            compiled = build(plan, crew, size, report)
        loaded = self._load(name, compiled)
        self.cache.write(name, compiled.packed())
        return loaded

    def _load(self, name: str, compiled: Compiled) -> Loaded:
        for symbol, other in compiled.needs.items():
            if symbol not in self.bundle(self._named(other)).symbols:
                raise CannotBundleError(f"{other} has no {symbol}")
        cpu_target.target_context.refresh()  # Numba's own functions are known from here on
        self.functions[name] = compiled.functions
        return Loaded(name, compiled.symbols, compiled.machine_code)

    def _plan(self, name: str, home: str, bundle: Bundle | None, first: list[Task]) -> Plan:
        def elsewhere(task: Task) -> str | None:
            other = bundle_of(task.module, self._bundles)
            if not task.is_entry or other is None or other == bundle:
                return None
            return other.name if task.symbol in self.bundle(other).symbols else None

        modules = [bundle.examples] if bundle else [task.module for task in first]
        return Plan(name, bundle, first, [self._key, sources_key(home)], home, modules, elsewhere)

    def _home(self, bundle: Bundle) -> str:
        return "" if bundle.home == "game" else bundle.home

    def _named(self, name: str) -> Bundle:
        for bundle in self._bundles:
            if bundle.name == name:
                return bundle
        raise CannotBundleError(f"there is no {name} here")
