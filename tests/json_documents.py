"""docs/json.md as tests hold programs against it: the section of a command, its example, the shape of a document."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[1] / "docs" / "json.md"


def section(command: str) -> str:
    """Return what the page says of a command."""
    return DOCS.read_text(encoding="utf-8").split(f"\n## `{command}`")[1].split("\n## ")[0]


def example(command: str) -> Any:
    """Return the example of a command's document."""
    block = re.search(r"```json\n(.*?)```", section(command), re.DOTALL)
    assert block is not None
    return json.loads(block[1])


def shape(value: Any) -> Any:
    """Return the keys of a document, whatever its lists and open tables hold."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value and isinstance(value[0], dict) else []
    return None
