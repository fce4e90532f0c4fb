"""JSON as saves are written in it, and nothing else that JSON readers let pass.

No key twice, no NaN, no number beyond all bounds; what is cut off is told apart from what never was JSON. A document
carries a check sum of all else in it.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from game.core.errors import SaveError
from game.scenario.suggesting import quote


def text_of(document: dict[str, Any]) -> str:
    """Return a document as text, ASCII only: a line for each of its parts, and for each entry of a list."""
    return "{\n" + ",\n".join(f"{dumped(key)}: {_laid_out(value)}" for key, value in document.items()) + "\n}\n"


def _laid_out(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f" {dumped(entry)}" for entry in value) + "\n]"
    return dumped(value)


def dumped(value: Any) -> str:
    """Return data as JSON on one line."""
    return json.dumps(value, allow_nan=False, separators=(",", ":"))


def check_sum(document: dict[str, Any]) -> str:
    """Return the check sum of all in a document but the one that it carries under "check"."""
    rest = {key: value for key, value in document.items() if key != "check"}
    return hashlib.sha256(dumped(rest).encode("ascii")).hexdigest()


def parsed(content: bytes) -> Any:
    """Return the data of a text in UTF-8.

    Raises
    ------
    SaveError : it is no JSON; the message says what is wrong and where.
    RecursionError : it is nested too deeply.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SaveError(f"the file is not text (byte {error.start + 1})") from None
    if not text.strip():
        raise SaveError("the file is empty")
    try:
        return json.loads(text, parse_float=_finite, parse_constant=_no_constant, object_pairs_hook=_no_twins)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
            raise SaveError(f"the file is cut off ({where})") from None
        raise SaveError(f"the file is not JSON: {error.msg} ({where})") from None
    except ValueError as error:  # a number of thousands of digits
        raise SaveError(f"the file is not JSON: {str(error).partition(';')[0]}") from None


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise SaveError(f"the file holds a number out of all bounds, {quote(text)}")
    return number


def _no_constant(text: str) -> float:
    raise SaveError(f"the file holds {text}, which is not a number")


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise SaveError("the file holds a key twice")
    return data
