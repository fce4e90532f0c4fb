"""Generated scenarios from the command line: written as battle folders, or played and checked.

python -m tests.generated --seed N [--count K] --out DIR
python -m tests.generated --seed N [--count K] --check [--pairs 2] [--most COLUMNS,ROWS,UNITS,TURNS] [--without a,b]

Checked scenarios are played in processes of their own, so that a crash is reported with its seed. A failure
is one line and the count goes on; `--seed` of that line plays it again, `--without` and `--most` make it small.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from tests.generated.battle import generated, write_battle
from tests.generated.checking import PAIRS, check_scenario, final_digest
from tests.generated.wishes import LARGEST, SMALL, Size, Wish, wish

PATIENCE = 600
"""Seconds after which a scenario counts as hung."""


def arguments(given: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser("python -m tests.generated", description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, required=True, help="of the first scenario")
    parser.add_argument("--count", type=int, default=1, help="how many, with seeds that follow")
    parser.add_argument("--out", type=Path, help="write battle folders there")
    parser.add_argument("--check", action="store_true", help="play and check them in every way")
    parser.add_argument("--digests", action="store_true", help="print the digests of their games as JSON")
    parser.add_argument("--pairs", type=int, default=len(PAIRS), help="how many pairs of commanders")
    parser.add_argument("--most", default="", help="columns,rows,units,turns at most")
    parser.add_argument("--without", default="", help="features to leave out, by commas")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(given)


def wishes(asked: argparse.Namespace) -> Iterator[Wish]:
    """Yield what is asked for, one for each seed."""
    most = Size(*(int(word) for word in asked.most.split(","))) if asked.most else LARGEST
    without = [word for word in asked.without.split(",") if word]
    for seed in range(asked.seed, asked.seed + asked.count):
        yield wish(seed).at_most(most).without(*without)


def warm_up() -> None:
    """Play something small, so that compiling, which may take minutes, is nobody's hanging."""
    scenario = generated(wish(0).at_most(SMALL))
    for pair in PAIRS:
        final_digest(scenario, pair)


def check_inside(asked: argparse.Namespace) -> int:
    """Check one after another in this process; a line when one begins and a line when it is done."""
    failed = 0
    warm_up()
    for wanted in wishes(asked):
        print(f"begin {wanted.seed}", flush=True)
        faulthandler.dump_traceback_later(PATIENCE, exit=True)
        began = perf_counter()
        try:
            said = f"sound {wanted.seed} {check_scenario(generated(wanted), PAIRS[: asked.pairs])}"
        except Exception as error:
            traceback.print_exc(limit=-6)
            first = str(error).partition("\n")[0][:200]
            said, failed = f"FAILED {wanted.seed} {type(error).__name__}: {first}", failed + 1
        faulthandler.cancel_dump_traceback_later()
        print(f"{said} ({perf_counter() - began:.1f} s, {wanted.size})", flush=True)
    return 1 if failed else 0


def check(asked: argparse.Namespace, given: list[str]) -> int:
    """Check in a child process; when it dies, say by which seed, and go on behind it."""
    end, first = asked.seed + asked.count, asked.seed
    sound, failures = 0, list[str]()
    while first < end:
        command = [sys.executable, "-m", "tests.generated", *given, "--inside"]
        command += ["--seed", str(first), "--count", str(end - first)]
        at = first
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            for line in child.stdout:
                word, _, rest = line.partition(" ")
                if word == "begin":
                    at = int(rest)
                    continue
                print(line, end="", flush=True)
                sound += word == "sound"
                failures += [line.strip()] if word == "FAILED" else []
                at += 1
        if at < end:
            failures.append(f"FAILED {at}: the process ended with {child.returncode}")
            print(failures[-1], flush=True)
        first = at + 1
    print(f"{sound} of {asked.count} sound" + "".join(f"\n{failure}" for failure in failures))
    return 1 if failures else 0


def digests(asked: argparse.Namespace) -> None:
    """Print the digest of each scenario's games by pair, for comparison with another way of running."""
    found = {}
    for wanted in wishes(asked):
        scenario = generated(wanted)
        found[wanted.seed] = [final_digest(scenario, pair) for pair in PAIRS[: asked.pairs]]
    print(json.dumps(found))


def main(given: list[str]) -> int:
    """Do what is asked for; 1 if a scenario has failed."""
    asked = arguments(given)
    if asked.out:
        for wanted in wishes(asked):
            print(write_battle(wanted, asked.out / f"{wanted.seed}" if wanted.has("libraries") else asked.out))
    if asked.digests:
        digests(asked)
    if asked.check:
        return check_inside(asked) if asked.inside else check(asked, given)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
