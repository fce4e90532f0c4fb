"""`scenario pack` and `scenario install`: a battle as one file, to give it to others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli.console import note, say, say_json, say_table
from game.cli.exit_codes import NO
from game.cli.options import PATH, json_option
from game.core.errors import UsageError, escaped

if TYPE_CHECKING:
    from game.scenario.loading import Scenario
    from game.scenario.packages.checking import Checked
    from game.scenario.packages.installing import Installed
    from game.scenario.packages.opening import Package


@click.command()
@click.argument("battle", metavar="BATTLE")
@click.option("-o", "--output", type=PATH, metavar="FILE", help="The package; BATTLE.bwbattle here if not given.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@click.option("--faulty", is_flag=True, help="Pack a battle with faults too, to show them to somebody.")
def pack(battle: str, output: Path | None, force: bool, faulty: bool) -> None:
    """Put a BATTLE into one file that others can install: its scenarios, map, forces, plans, pictures and texts.

    BATTLE is a folder, or the name of a battle or scenario. Every scenario must pass `scenario check`. The same files
    give the same bytes.
    """
    from game.core.files import refused_as_usage, require_file, write_whole
    from game.scenario.library import folder_of
    from game.scenario.packages import packing

    folder = folder_of(battle)
    output = output or Path(f"{folder.resolve().name}{packing.ENDING}")
    if output.suffix != packing.ENDING:
        raise UsageError(f"{output}: the name of a package ends in {packing.ENDING}")
    require_file(output)
    if output.exists() and not force:
        raise UsageError(f"{output}: there is such a file already; --force replaces it")
    packed = packing.pack(folder, faulty, _failed_tests)
    with refused_as_usage(output):
        write_whole(output, packed.content)
    _say_files(packed.package)
    if packed.left_out:
        note(f"left out, as no package holds such: {escaped(', '.join(packed.left_out))}")
    say(f"written: {output}, {len(packed.content):,} bytes, sha256 {packed.package.digest}")


def _failed_tests(scenario: Scenario) -> Iterator[str]:
    """Yield those tests of a scenario that do not hold."""
    if not scenario.file.tests:
        return
    from game.cli.compiling import warm_up
    from game.cli.expectations import findings

    warm_up()
    yield from (finding.sentence for finding in findings(scenario) if not finding.holds)


@click.command()
@click.argument("file", metavar="FILE", type=PATH)
@click.option("--look", is_flag=True, help="Say what is in it and whether it is sound; write nothing.")
@click.option("--as", "name", metavar="NAME", help="Another name for the battle's folder.")
@click.option("--replace", is_flag=True, help="Put it in the place of a battle of this name.")
@click.option("--to", "home", type=PATH, metavar="DIR", help="Another folder of battles than your own.")
@click.option("--faulty", is_flag=True, help="Install it even if its scenarios have faults.")
@json_option
def install(
    file: Path, look: bool, name: str | None, replace: bool, home: Path | None, faulty: bool, as_json: bool
) -> None:
    """Install a battle from a package FILE into the folder of your own battles.

    A package is text and pictures; nothing in it is run, and nothing is written outside the battle's folder. It is
    looked at from end to end first, and installed whole or not at all. Whoever gave it to you can tell you its digest
    (sha256). Exit code 1 if it has faults and --look or --faulty lets that pass.
    """
    from game.scenario.packages.installing import install as put
    from game.scenario.packages.installing import place_for
    from game.scenario.packages.opening import check_package, first_fault, open_package

    package = open_package(file)
    target = None if look else place_for(package, name, home, replace)
    found = check_package(package)
    fault = first_fault(found)
    if fault and not (faulty or look):
        raise UsageError(f"{fault}; nothing was installed")
    installed = put(package, target, replace=replace) if target else None
    if as_json:
        say_json(_document(package, found, installed))
    else:
        _say_package(package, found)
        _say_what_was_done(installed, found)
    if fault:
        click.get_current_context().exit(NO)


def _say_what_was_done(installed: Installed | None, found: list[Checked]) -> None:
    from game.scenario.packages.opening import first_fault

    fault = first_fault(found)
    if fault:
        note(f"it has faults: {fault}")
    if installed is None:
        say("nothing was installed" if fault else "sound; nothing was installed")
        return
    if installed.kept:
        note(f"the battle that was there had been worked on; it is kept in {installed.kept}")
    say(f"installed: {escaped(installed.folder)}")
    if not fault:
        say(f"play it: borderwars play {_asked_for_by(installed.folder, found[0].name)}")


def _asked_for_by(folder: Path, scenario: str) -> str:
    """Return by what a scenario of a battle is asked for: its name, or its path where no home has it."""
    import shlex

    from game.scenario.library import find_scenario

    return shlex.quote(find_scenario(folder / f"{scenario}.yaml")[0])


def _say_package(package: Package, found: list[Checked]) -> None:
    from game.scenario.packages.opening import played_otherwise

    say(f"{escaped(package.where)}: the battle {package.battle}, packed by version {package.manifest.game} of the game")
    say(f"sha256 {package.digest}")
    say()
    say_table("Scenarios", ("scenario", "name"), [(one.name, one.title) for one in found], left=2)
    _say_files(package)
    for other in played_otherwise(package, found):
        note(f"{other}: it was packed with other libraries than this game has, and may play otherwise")


def _say_files(package: Package) -> None:
    entries = package.manifest.files
    rows = [(name, f"{entry.bytes:,}") for name, entry in entries.items()]
    total = sum(entry.bytes for entry in entries.values())
    say_table("Files", ("file", "bytes"), [*rows, ("together", f"{total:,}")])


def _document(package: Package, found: list[Checked], installed: Installed | None) -> dict[str, object]:
    from game.scenario.packages.opening import first_fault

    return {
        "battle": package.battle,
        "game": package.manifest.game,
        "sha256": package.digest,
        "scenarios": [{"scenario": one.name, "name": one.title, "sound": not one.problems} for one in found],
        "files": {name: entry.model_dump() for name, entry in package.manifest.files.items()},
        "fault": first_fault(found),
        "installed": str(installed.folder) if installed else None,
        "kept": str(installed.kept) if installed and installed.kept else None,
    }
