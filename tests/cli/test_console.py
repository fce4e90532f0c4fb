"""What commands print, on a terminal, on a narrow one, and in a pipe."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import pytest

from game.cli import compiling, console
from game.cli.checking import check
from game.cli.console import amount, interval, progress, say_table, share
from game.core import _jit
from game.core.code_cache import CodeCache

COLUMNS = ("name", "games", "share")
ROWS = [("a draw", "3", "1.0 %"), ("a [bold] victory", "12", "99.0 %")]


def width(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """Let standard output be a terminal of so many columns."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(console.shutil, "get_terminal_size", lambda *_, **__: os.terminal_size((columns, 24)))
    monkeypatch.setenv("COLUMNS", str(columns))


def test_a_table_in_a_pipe_is_aligned_text(capsys: pytest.CaptureFixture[str]) -> None:
    say_table("Outcomes", COLUMNS, ROWS)
    assert capsys.readouterr().out.splitlines() == [
        "Outcomes",
        "  name              games   share",
        "  a draw                3   1.0 %",
        "  a [bold] victory     12  99.0 %",
        "",
    ]


def test_a_table_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    width(monkeypatch, 80)
    say_table("Outcomes", COLUMNS, ROWS)
    said = capsys.readouterr().out
    assert "──" in said
    assert "a [bold] victory" in said


def test_a_table_on_a_narrow_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    width(monkeypatch, 20)
    say_table("Outcomes", COLUMNS, ROWS)
    assert capsys.readouterr().out.splitlines() == [
        "Outcomes",
        "  a draw",
        "    games 3, share 1.0 %",
        "  a [bold] victory",
        "    games 12, share 99.0 %",
        "",
    ]


def test_a_table_of_nothing_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    say_table("Outcomes", COLUMNS, [])
    assert capsys.readouterr().out == ""


def test_progress_is_for_those_who_look(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with progress("games", 10) as show:
        show(5)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress("games", 10) as show:
        show(5)
    captured = capsys.readouterr()
    assert "games" in captured.err
    assert captured.out == ""


def test_the_check_of_many_files_says_how_far_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On a terminal; of one file there is nothing to say."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    for name, is_shown in (("map.yaml", False), ("other.yaml", True)):
        (tmp_path / name).write_text("schema: 1\nname: x\nhex_size: 250\nlegend: {}\nterrain: x\n", encoding="utf-8")
        with click.Context(check) as context, pytest.raises(click.exceptions.Exit):
            context.invoke(check, names=(tmp_path,), strict=False, as_json=False)
        assert ("files checked" in capsys.readouterr().err) == is_shown


def test_compiling_says_that_it_happens_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(compiling, "is_warm", lambda: False)
    monkeypatch.setattr(compiling, "compile_all", lambda report: [report(0.5)][1:])
    monkeypatch.setattr(_jit, "CACHE", CodeCache(tmp_path, "0" * 16))
    compiling.warm_up()
    said = capsys.readouterr().err
    assert "happens once" in said
    assert "50%" in said


def test_names_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    console.say("a\x1b[31mred\x07 name\x9b")
    console.complain("b\x1b]0;title")
    captured = capsys.readouterr()
    assert captured.out == "a?[31mred? name?\n"
    assert captured.err == "borderwars: b?]0;title\n"


def test_numbers_for_people() -> None:
    assert (share(0.123), amount(3.0), amount(2.25), amount(7.05)) == ("12.3 %", "3", "2.2", "7")
    assert interval((1, 2.5)) == "1 to 2.5"
