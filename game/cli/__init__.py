"""The command line: `borderwars COMMAND`. A command parses, calls one function, prints; one short module a group.

    simulate   simulate, history          scenarios  scenario list, schema
    compare    compare (what-ifs)         batch      batch (experiments)
    play       play                       replays    replay verify, show, from
    mail       mail verify, show
    folders    check-rows                 report     report of a folder of rows
    bench      bench (game.bench)         doctor     doctor
    plans      plan list, show, check        ladder     ladder
    checking   scenario check            expectations  the tests of scenarios
    new_battle, copying, ids, grid_import, geodata, tiled, formatting, differences, schemas: parts of `scenario`
    picture: scenario render, of `positions`
    packages   scenario pack, scenario install
    narration: what play and replays print of a game
    service: what units did, in a table of `replay show`
    at_the_board: play in a window        leading: who leads the sides, by which plan
    playing: games by the thousand, into a folder
    balance    scenario balance           balance_card  what it prints
    options, bounded, console, streams, names, texts, compiling, map_output, picture_output, exit_codes: what they
        share

Nothing heavy is imported before a command needs it. Whatever goes wrong with what the user gave is one message on
standard error and an exit code, never a traceback.
The program is entered through `game.__main__`, which loads nothing before Ctrl+C is seen to.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from game.cli.console import complain
from game.cli.exit_codes import INTERRUPTED, USER_ERROR
from game.cli.names import TYPED
from game.cli.options import PATH
from game.cli.streams import errors_in_words, show_what_cannot_be_shown
from game.core.errors import BorderWarsError, UsageError
from game.scenario.suggesting import listed

# pygame greets on standard output unless told not to before it is imported, and `--json` documents go there.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")


class Program(click.Group):
    """The group of all commands; turns every kind of bad end into a message and an exit code."""

    def main(self, args: Sequence[str] | None = None, standalone_mode: bool = True, **extra: Any) -> Any:  # type: ignore[override]  # one overload is enough here
        """Run a command as `click.Group.main` does."""
        if not standalone_mode:
            return super().main(args, standalone_mode=False, **extra)
        try:
            _require_a_working_folder()
            code = super().main(args, standalone_mode=False, **extra)
        except click.Abort as error:
            if isinstance(error.__cause__, EOFError):  # nobody is asked anything: a fault of our own
                raise error.__cause__ from None
            sys.exit(INTERRUPTED)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        except click.UsageError as error:
            _fail(_usage_message(error))
        except click.ClickException as error:
            _fail(error.format_message())
        except BorderWarsError as error:
            _fail(error)
        sys.exit(code if isinstance(code, int) else 0)

    def make_context(self, info_name: str | None, args: list[str], **extra: Any) -> click.Context:  # type: ignore[override]  # nobody gives a parent by its place
        """Read what was typed, and keep it; help and version are printed here."""
        show_what_cannot_be_shown()
        typed = tuple(args)
        with errors_in_words():
            context = super().make_context(info_name, args, **extra)
        context.meta[TYPED] = typed
        return context

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with errors_in_words():
            return super().invoke(ctx)


def _require_a_working_folder() -> None:
    """Raise UsageError where the folder one is in has been removed: libraries would stumble over it one by one."""
    try:
        Path.cwd()
    except OSError:
        raise UsageError("the folder that you are in no longer exists; go to another one") from None


def _usage_message(error: click.UsageError) -> str:
    """Return one line: what is wrong, and where help is."""
    command = error.ctx.command_path if error.ctx else "borderwars"
    if isinstance(error, click.exceptions.NoArgsIsHelpError) and isinstance(error.ctx.command, click.Group):
        commands = listed(error.ctx.command.list_commands(error.ctx), "or")
        return f"say which: {command} {commands}; see '{command} --help'"
    return f"{error.format_message().rstrip('.')}; see '{command} --help'"


def _fail(error: BorderWarsError | str) -> NoReturn:
    complain(error)
    sys.exit(USER_ERROR)


@click.group(
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(package_name="borderwars", prog_name="borderwars")
@click.option(
    "--battles",
    type=PATH,
    multiple=True,
    metavar="DIR",
    help="A folder with more battles, a folder for each; the setting 'battles' names some for good.",
)
@click.pass_context
def main(context: click.Context, battles: tuple[Path, ...]) -> None:
    """Border Wars: the Soviet-Japanese border battles of 1938 and 1939 as a hex wargame.

    Play a scenario, simulate it a thousand times, or design one. Without a COMMAND: play.
    """
    if battles:
        from game.scenario.homes import add_homes

        add_homes(battles)
    if context.invoked_subcommand is None:
        context.invoke(main.commands["play"])


def _commands() -> tuple[click.Command, ...]:
    """Return all commands; imported here, so that `game.cli.play` and the others stay the names of modules."""
    from game.cli.batch import batch
    from game.cli.bench import bench
    from game.cli.compare import compare
    from game.cli.doctor import doctor
    from game.cli.folders import check_rows
    from game.cli.ladder import ladder
    from game.cli.mail import mail
    from game.cli.plans import plan
    from game.cli.play import play
    from game.cli.replays import replay
    from game.cli.report import report
    from game.cli.scenarios import scenario
    from game.cli.simulate import history, simulate

    return (
        *(play, simulate, history, compare, batch, report, check_rows, ladder),
        *(scenario, plan, replay, mail, bench, doctor),
    )


for _command in _commands():
    main.add_command(_command)
