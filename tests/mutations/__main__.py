"""Try single changes of the game's source against its tests; see the package."""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from itertools import islice, zip_longest
from pathlib import Path

from tests.mutations.changes import Change, changes
from tests.mutations.seeing import CHANGED, ROOT, looks_at, near_alone
from tests.mutations.trying import tried

ENOUGH = 0.95
"""The share that must be noticed."""


def arguments(given: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser("python -m tests.mutations", description=__doc__)
    parser.add_argument("--seed", type=int, required=True, help="of the sample")
    parser.add_argument("--count", type=int, default=200, help="how many changes")
    parser.add_argument("--in", dest="places", nargs="*", default=CHANGED, help="files or folders that are changed")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="changes tried at once")
    parser.add_argument("--near", action="store_true", help="ask only the tests that name the module")
    parser.add_argument("--list", action="store_true", help="say what would be changed, and change nothing")
    return parser.parse_args(given)


def sample(places: list[str], seed: int, count: int) -> list[Change]:
    """Return changes at random, of each kind as many, in the order of the files."""
    of_kind: dict[str, list[Change]] = {}
    for place in places:
        path = ROOT / place
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            for change in changes(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")):
                of_kind.setdefault(change.kind, []).append(change)
    draw = random.Random(seed)
    piles = [draw.sample(of_kind[kind], len(of_kind[kind])) for kind in sorted(of_kind)]
    dealt = (change for row in zip_longest(*piles) for change in row if change is not None)
    return sorted(islice(dealt, count))


def main(given: list[str]) -> int:
    """Try a sample; 1 if too few are noticed."""
    asked = arguments(given)
    wanted = sample(asked.places, asked.seed, asked.count)
    if asked.list:
        print("\n".join(map(str, wanted)))
        return 0
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        for found in tried(wanted, Path(folder), asked.jobs, near_alone if asked.near else looks_at):
            print(found, flush=True)
            missed += [] if found.noticed_by else [found]
    share = 1 - len(missed) / len(wanted)
    print("\n".join([f"{len(wanted) - len(missed)} of {len(wanted)} noticed ({share:.1%})", *map(str, missed)]))
    return 0 if share >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
