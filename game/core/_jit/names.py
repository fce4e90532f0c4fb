"""What a compiled function is called and what goes into it and comes out, the same in every process.

Numba names a function by a count of what it has compiled in this process, and by types that can fill pages. In a bundle
the name is the function's own with a check sum of the types it is called with, so that processes which never spoke to
each other agree, and a function can be called before it is compiled.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Sequence
from typing import Any, Final

from numba.core import funcdesc, itanium_mangler, types
from numba.core.types.containers import BaseTuple

WHOLE: Final = (types.Integer, types.IntegerLiteral, types.IntEnumMember)

RESULTS: Final = {"None": types.none, "int": types.int64, "bool": types.boolean}
"""What a function of a bundle may return, by its annotation; a tuple of such as well."""


class CannotBundleError(Exception):
    """Functions cannot be compiled as one here; the message says why. Numba's ordinary way is left."""


def widened(arguments: Sequence[Any]) -> tuple[Any, ...]:
    """Return types of arguments with every whole number an int64.

    To Numba a literal, a scalar read from an int16 field, a member of an enum and an int64 are four types, and each mix
    of them would be compiled again. Widened, one signature a function is left.
    """
    return tuple(types.int64 if isinstance(kind, WHOLE) else kind for kind in arguments)


def result_of(function: Any) -> Any:
    """Return the type of what a function returns. Raises CannotBundleError where its annotation does not say."""
    said = function.__annotations__.get("return", "")
    words = (
        (said.__name__ if isinstance(said, type) else str(said)).removeprefix("tuple[").removesuffix("]").split(", ")
    )
    if not all(word in RESULTS for word in words):
        raise CannotBundleError(f"{function.__module__}.{function.__qualname__} does not say what it returns")
    kinds = [RESULTS[word] for word in words]
    return kinds[0] if len(kinds) == 1 else BaseTuple.from_types(kinds)


def mangled(name: str, arguments: Sequence[Any], *, abi_tags: Any = (), uid: int | None = None) -> str:
    """Return the name of compiled code. What Numba compiles for its own use has a `uid` and keeps Numba's name."""
    if uid is not None:
        return str(funcdesc.default_mangler(name, arguments, abi_tags=abi_tags, uid=uid))
    check_sum = hashlib.blake2b(str(tuple(arguments)).encode(), digest_size=8).hexdigest()
    return str(itanium_mangler.mangle(f"{name}.{check_sum}", ()))


def descriptor(function: Any, arguments: Sequence[Any]) -> Any:
    """Return what Numba wants to know of a function to have it called. Raises CannotBundleError."""
    name = function.__qualname__
    return funcdesc.PythonFunctionDescriptor(
        native=True,
        modname=function.__module__,
        qualname=name,
        unique_name=name,
        doc="",
        typemap=None,
        restype=result_of(function),
        calltypes=None,
        args=tuple(inspect.signature(function).parameters),
        kws=(),
        mangler=mangled,
        argtypes=tuple(arguments),
    )
