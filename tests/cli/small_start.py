"""A start of the program with a few small functions as its rules: compiles what it must, prints what they come to."""

from __future__ import annotations

import sys

from game.cli import compiling
from game.core import _jit
from game.core._jit import crew
from tests.cli import small_rules

_jit.BUNDLES[:] = [small_rules.BUNDLE]
crew.MOST = small_rules.WORKERS  # type: ignore[misc]  # it is Final for all others

if __name__ == "__main__":
    print("begun", flush=True)
    compiling.warm_up()
    print(small_rules.result())
    sys.exit(small_rules.result() != small_rules.RIGHT)
