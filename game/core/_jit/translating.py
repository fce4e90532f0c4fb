"""A worker's first job: one function in LLVM's language, with everything it calls merely declared.

Numba does all the work, in its own pipeline; three things are changed for it. A function of ours that is called is not
compiled but declared, from the types of the call and the annotation of its result (`declare`, which stands in for
`compile`). Nothing is made ready to run (Numba's own flag `no_compile`). And names are those of `names`.
"""

from __future__ import annotations

import os
from typing import Any

from numba.core import compiler, typing
from numba.core.compiler_lock import global_compiler_lock
from numba.core.runtime import rtsys

from game.core._jit.messages import Task, Translated, is_entry, task_of
from game.core._jit.names import CannotBundleError, descriptor, mangled
from game.core._jit.work import length_of


class _Declared:
    """What stands in a function's list of compiled forms for one that is compiled elsewhere."""

    objectmode = False
    library = None

    def __init__(self, signature: Any, fndesc: Any) -> None:
        self.signature = signature
        self.fndesc = fndesc
        self.entry_point = self  # Numba looks the descriptor up by it


class _Pipeline(compiler.CompilerBase):  # type: ignore[misc]  # it is Any
    """Numba's own pipeline, with our names."""

    def define_pipelines(self) -> list[Any]:
        """Return the passes; by now the function is known, so this is the place to change its name."""
        vars(self.state.func_id).update(unique_id=None)
        self.state.update(targetctx=self.state.targetctx.subtarget(mangler=mangled))
        return [compiler.DefaultPassBuilder.define_nopython_pipeline(self.state)]


class Translator:
    """Translates functions, and names each that they call once."""

    def __init__(self) -> None:
        self._calls: list[Task] = []
        self._refused: CannotBundleError | None = None

    def declare(self, compiled: Any, arguments: tuple[Any, ...]) -> Any:
        """Let a function be called by others as if it were compiled; the translated function names it as called."""
        try:
            found = descriptor(compiled.py_func, arguments)
        except CannotBundleError as error:
            self._refused = error  # Numba makes an error of its own of it
            raise
        declared = _Declared(typing.signature(found.restype, *arguments), found)
        compiled.targetctx.insert_user_function(declared, found, [])
        compiled.overloads[arguments] = declared
        self._calls.append(task_of(compiled, arguments))
        return declared

    def translate(self, compiled: Any, arguments: tuple[Any, ...], task: Task) -> Translated:
        """Translate a function for the types of its arguments. Raises CannotBundleError."""
        self._calls = []
        began = os.times()
        with global_compiler_lock:
            try:
                code, names = _code(compiled, arguments)
            except Exception as error:
                fault = f"{task.module}.{task.function} gives a {type(error).__name__}"
                raise self._refused or CannotBundleError(fault) from error
        ended = os.times()
        seconds = ended.user + ended.system - began.user - began.system
        return Translated(task, code, names, self._calls, length_of(compiled), seconds)


def _code(compiled: Any, arguments: tuple[Any, ...]) -> tuple[bytes, list[str]]:
    """Return a function as LLVM's bitcode, and the names that can be seen of it: its own, and that of its wrapper."""
    function = compiled.py_func
    target = compiled.targetdescr
    flags = compiler.Flags()
    target.options.parse_as_flags(flags, compiled.targetoptions)
    flags.no_compile = True
    library = compiled.targetctx.codegen().create_library(function.__qualname__)
    made = compiler.compile_extra(
        target.typing_context,
        target.target_context,
        function,
        arguments,
        descriptor(function, arguments).restype,
        flags,
        {},
        library=library,
        pipeline_class=_Pipeline,
    )
    if made.environment.consts or made.lifted or made.reload_init:
        raise CannotBundleError(f"{function.__module__}.{function.__qualname__} needs objects of Python")
    module = library._final_module
    for helper in dict.fromkeys(library._linking_libraries):  # parts of Numba that are themselves compiled Python
        if helper is not rtsys.library:
            module.link_in(helper._get_module_for_linking(), preserve=True)
    shown = [made.fndesc.llvm_func_name]
    if is_entry(compiled):
        shown.append(made.fndesc.llvm_cpython_wrapper_name)
    for part in module.functions:
        if not part.is_declaration and part.name not in shown:
            part.linkage = "internal"
    return bytes(module.as_bitcode()), shown
