"""`python -m game` is `borderwars`."""

from __future__ import annotations

from game.cli import main

if __name__ == "__main__":
    main(prog_name="borderwars")
