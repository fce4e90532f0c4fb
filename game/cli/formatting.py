"""`scenario format`: files of scenarios in the canonical layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from game.cli.console import complain, note, say
from game.cli.exit_codes import NO, USER_ERROR
from game.cli.options import PATH
from game.core.errors import BorderWarsError, ScenarioError, UsageError, escaped
from game.scenario.names import so_many


@click.command("format")
@click.argument("names", metavar="PATH...", nargs=-1, type=PATH, required=True)
@click.option("--check", is_flag=True, help="Change nothing; exit code 1 if a file would be changed.")
def format_files(names: tuple[Path, ...], check: bool) -> None:
    """Bring files of scenarios into the canonical layout: indentation, spaces, quotes and blank lines.

    PATH is a file of any kind (scenario, map, forces, plan, experiment, library, recipe) or a folder with some, or the
    name of a battle or scenario; one that comes with the game can only be looked at by its name (--check). What a file
    means, its order, its comments and where its lines end stay as they are. A file with faults is left alone: exit
    code 2.
    """
    paths = [_meant(str(name), check) for name in names]
    done = [_format_one(path, check) for path in _files_in(paths)]
    say(_sum_of(done, check))
    if any(one is None for one in done):
        click.get_current_context().exit(USER_ERROR)
    if check and any(done):
        click.get_current_context().exit(NO)


def _sum_of(done: Sequence[bool | None], check: bool) -> str:
    """Return what came of all files: "3 files, 1 changed, 1 with faults"."""
    changed, faulty = sum(one is True for one in done), sum(one is None for one in done)
    said = f"{so_many(len(done), 'file')}, {changed or 'none'} {'to be changed' if check else 'changed'}"
    return said + (f", {faulty} with faults" if faulty else "")


def _format_one(path: Path, check: bool) -> bool | None:
    """Format one file, or say that it would be; return whether it is or would be changed, None if it has faults."""
    from game.core.files import refused_as_usage
    from game.scenario.formatting import changed_lines, format_file
    from game.scenario.writing import write_file

    try:
        old, new = format_file(path, str(path))
        if old == new:
            return False
        if not check:
            with refused_as_usage(path):
                write_file(path, new)
    except BorderWarsError as error:
        complain(error)
        return None
    say(f"{'would change' if check else 'changed'}  {escaped(path)}: {so_many(changed_lines(old, new), 'line')}")
    return True


def _meant(name: str, check: bool) -> Path:
    """Return the file or folder that is meant by a path, or by the name of a battle or scenario. Raises UsageError."""
    from game.scenario.homes import battle_folder, data_dir
    from game.scenario.library import ENDINGS, find_scenario, is_there

    if is_there(Path(name)) or name.endswith(ENDINGS):
        return Path(name)
    found = battle_folder(name) or find_scenario(name)[1]
    if not check and data_dir("scenarios") in found.parents:
        raise UsageError(
            f"{name} comes with the game, whose files stay as they are: --check looks at them, and "
            f"'borderwars scenario copy {name} NAME' makes a battle of your own of them"
        )
    return found


def _files_in(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files that are meant; of a folder those that are of a kind, or cannot be read to tell."""
    from game.scenario.folder_files import yaml_files

    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = sorted(yaml_files(path))
        if not found:
            raise UsageError(f"{path}: there is no file *.yaml in this folder")
        for inside in found:
            if inside.is_symlink():
                note(f"left alone  {escaped(inside)}: this is a link; what it leads to may lie elsewhere")
            elif _is_ours(inside):
                yield inside
            else:
                note(f"left alone  {escaped(inside)}: this is no file of a scenario")


def _is_ours(path: Path) -> bool:
    from game.scenario.grid_recipe import Recipe
    from game.scenario.kinds import is_of_a_kind
    from game.scenario.nouns import DESCRIBED
    from game.scenario.reading import read_file

    try:
        data = read_file(path, str(path)).data
        return data is None or is_of_a_kind(data, {**DESCRIBED, "recipe": Recipe})  # empty: that is said
    except ScenarioError:
        return True
