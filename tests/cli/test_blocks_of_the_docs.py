"""Every block of code in README and docs is read, parsed or run by some test.

Run elsewhere: commands and programs of the README (tests/test_readme.py), the battle of the guide
(tests/batch/test_example_of_the_guide.py), its messages (tests/scenario/test_docs.py), the figures of json.md
(test_json_document.py). Here: every other command is one that the program takes, all YAML and JSON can be read. Exempt
are listings of folders, lines of make and of uv, and the names of files that a reader is to make.
"""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import click
import pytest

from game.cli import main
from game.scenario.reading import read_text

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
BLOCKS = [
    (page.name, language, text) for page in PAGES for language, text in BLOCK.findall(page.read_text(encoding="utf-8"))
]
KNOWN = {"sh", "python", "yaml", "json", ""}
LINES = [line for _, language, text in BLOCKS if language in {"", "sh"} for line in text.splitlines()]
INLINE = [code for page in PAGES for code in re.findall(r"`(borderwars [^`]+)`", page.read_text(encoding="utf-8"))]
PLAIN = [line.split("#")[0].split(">")[0].strip() for line in [*LINES, *INLINE]]
COMMANDS = sorted({line for line in PLAIN if line.startswith("borderwars ")})


def test_every_block_is_of_a_kind_that_a_test_reads() -> None:
    assert {language for _, language, _ in BLOCKS} <= KNOWN


@pytest.mark.parametrize("text", [text for _, language, text in BLOCKS if language == "yaml"])
def test_all_yaml_can_be_read(text: str) -> None:
    assert read_text(text).data is not None or text.startswith("#")


@pytest.mark.parametrize("text", [text for _, language, text in BLOCKS if language == "json"])
def test_all_json_can_be_read(text: str) -> None:
    assert json.loads(text)


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_is_one_that_the_program_takes(line: str) -> None:
    words = re.sub(r"\[[^]]*\]", "", line.removeprefix("borderwars"))
    command: click.Command = main
    context = click.Context(main, info_name="borderwars")
    rest = shlex.split(words)
    while isinstance(command, click.Group) and rest:
        _, rest, _ = command.make_parser(context).parse_args(rest)
        _, found, rest = command.resolve_command(context, rest)
        assert found is not None, line
        command, context = found, click.Context(found, parent=context)
    command.make_parser(context).parse_args(rest)
