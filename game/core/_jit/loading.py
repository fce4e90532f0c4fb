"""Machine code of a bundle made ready to run, and its functions made callable from Python.

Each bundle has an execution engine of its own, so that two which hold functions of one name do not meet. What a bundle
calls of another is found by LLVM under its name, once that other is loaded.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any

from llvmlite import binding as llvm
from numba import _dynfunc
from numba.core import compiler, typing
from numba.core.lowering import Environment

from game.core._jit.names import CannotBundleError, descriptor


class Loaded:
    """A bundle in memory. `symbols` are the functions that it shows: what Python and other bundles call."""

    def __init__(self, name: str, symbols: Iterable[str], content: bytes) -> None:
        self.name = name
        self.symbols = frozenset(symbols)
        machine = llvm.Target.from_triple(llvm.get_process_triple()).create_target_machine()
        self._engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
        self._engine.add_object_file(llvm.ObjectFileRef.from_data(content))
        self._engine.finalize_object()
        for symbol in self.symbols:
            llvm.add_symbol(symbol, self._address(symbol))

    def _address(self, symbol: str) -> int:
        address = int(self._engine.get_function_address(symbol))
        if address == 0:
            raise CannotBundleError(f"the compiled code of {self.name} lacks {symbol}")
        return address

    def attach(self, compiled: Any, arguments: tuple[Any, ...]) -> Any:
        """Let Python call a function of this bundle; returns what Numba calls it by, nothing if it is not here."""
        found = descriptor(compiled.py_func, arguments)
        if found.mangled_name not in self.symbols:
            return None
        environment = Environment.from_fndesc(found)
        place = self._engine.get_global_value_address(found.env_name)
        ctypes.c_void_p.from_address(place).value = id(environment)
        callable_ = _dynfunc.make_function(
            found.lookup_module(),
            compiled.py_func.__name__,
            f"compiled {compiled.py_func.__qualname__}",
            self._address(found.llvm_cpython_wrapper_name),
            environment,
            (self._engine,),  # kept alive with the function
        )
        library = self._library(compiled.targetctx)
        compiled.add_overload(
            compiler.compile_result(
                typing_context=compiled.typingctx,
                target_context=compiled.targetctx,
                entry_point=callable_,
                fndesc=found,
                library=library,
                signature=typing.signature(found.restype, *arguments),
                objectmode=False,
                environment=environment,
            )
        )
        compiled.targetctx.insert_user_function(callable_, found, [library])
        return callable_

    def _library(self, target: Any) -> Any:
        """Return what Numba links into a function that it compiles in its ordinary way: nothing, the name is known."""
        library = target.codegen().create_library(self.name)
        library._shared_module = llvm.parse_assembly("")
        library._finalized = True
        return library
