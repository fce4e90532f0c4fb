"""Files are whole or not there; a place that cannot be written to is named with the reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game.core.errors import UsageError
from game.core.files import require_file, require_folder, write_whole


def test_a_file_is_put_in_place_whole(tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        write_whole(tmp_path / "a.txt", content)
        assert (tmp_path / "a.txt").read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_the_rights_of_a_file_and_a_link_to_it_stay(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("first")
    (tmp_path / "a.txt").chmod(0o640)
    (tmp_path / "b.txt").symlink_to("a.txt")
    write_whole(tmp_path / "b.txt", b"second")
    assert (tmp_path / "a.txt").read_text() == "second"
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "b.txt").is_symlink()


def test_a_name_of_full_length_can_be_written(tmp_path: Path) -> None:
    write_whole(tmp_path / ("張" * 80 + ".txt"), b"text")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name, words in (("folder", "this is a folder"), ("pipe", "this is a device or a pipe")):
        with pytest.raises(OSError, match=words):
            write_whole(tmp_path / name, b"text")
        with pytest.raises(UsageError, match=f"{name}: it cannot be written to: {words}"):
            require_file(tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "pipe"]


def test_a_place_is_tried_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    require_file(tmp_path / "new.txt")
    require_file(tmp_path / "file")
    require_folder(tmp_path / "a" / "b")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "file"]
    for path, words in (
        (tmp_path / "nowhere" / "new.txt", "there is no folder"),
        (tmp_path / ("x" * 300), "File name too long"),
        (Path("/proc/new.txt"), "cannot be written to"),
    ):
        with pytest.raises(UsageError, match=words):
            require_file(path)
    with pytest.raises(UsageError, match="this is a file, not a folder"):
        require_folder(tmp_path / "file")
    for path in (tmp_path / "file" / "deeper", Path("/proc/deeper")):
        with pytest.raises(UsageError, match="cannot be written to"):
            require_folder(path)


def test_a_link_that_leads_round_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    with pytest.raises(UsageError, match=r"a.txt: it cannot be written to: Too many levels of symbolic links"):
        require_file(tmp_path / "a.txt")
    with pytest.raises(OSError, match="Too many levels"):
        write_whole(tmp_path / "a.txt", b"text")
