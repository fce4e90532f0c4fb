"""A worker's second job: all functions of a bundle as one piece of machine code.

They are linked into one LLVM module, where only what Python or another bundle calls stays visible; so LLVM optimises
every function once and may put it wherever it is called. Numba's own settings of LLVM are used, and its target.
"""

from __future__ import annotations

from collections.abc import Iterable

from llvmlite import binding as llvm
from numba.core.compiler_lock import global_compiler_lock
from numba.core.registry import cpu_target
from numba.core.runtime import rtsys

from game.core._jit.names import CannotBundleError


def bind(name: str, codes: Iterable[bytes], shown: frozenset[str]) -> bytes:
    """Return the object file made of translated functions; `shown` are the names that stay visible.

    Raises
    ------
    CannotBundleError : it would be good for one process alone.
    """
    target = cpu_target.target_context
    with global_compiler_lock:
        target.refresh()
        rtsys.initialize(target)
        codegen = target.codegen()
        library = codegen.create_library(name)
        module = library._final_module
        for code in codes:
            module.link_in(llvm.parse_bitcode(code))
        for function in module.functions:
            if not function.is_declaration and function.name not in shown:
                function.linkage = "internal"
        module.link_in(rtsys.library._get_module_for_linking(), preserve=True)
        library._optimize_final_module()
        module.verify()
        if any(variable.name.startswith("numba.dynamic.globals") for variable in module.global_variables):
            raise CannotBundleError("under these settings of Numba code is good for one process")
        return bytes(codegen._tm.emit_object(module))
