"""Packages of battles: what is packed comes back, twice the same, and is put in place whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from game.core.errors import ScenarioError, UsageError
from game.core.places import battles_folder
from game.scenario import homes
from game.scenario.homes import data_dir
from game.scenario.json_schema import KINDS, SCHEMAS, file_of
from game.scenario.library import folder_of, scenario_names
from game.scenario.loading import load_scenario
from game.scenario.new_battle.making import make_battle
from game.scenario.new_battle.wanted import Wanted
from game.scenario.packages.archive import MANIFEST
from game.scenario.packages.installing import REPLACED, install, place_for
from game.scenario.packages.opening import Package, check_package, first_fault, package_of, played_otherwise
from game.scenario.packages.packing import pack

from .packages import PNG, tree
from .tiny import patch

SHIPPED = [path.name for path in sorted(data_dir("scenarios").iterdir()) if (path / "map.yaml").exists()]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder for this test, which is not there yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(homes, "_added", [])
    return battles_folder()


@pytest.fixture
def mine(battle: Path) -> Path:
    """A copy of the tiny battle outside all homes."""
    return Path(shutil.copytree(battle / "scenarios" / "tiny", battle / "work" / "skirmish"))


@pytest.fixture
def package(mine: Path) -> Package:
    """The tiny battle as a package."""
    return pack(mine).package


def put(package: Package, name: str | None = None, home: Path | None = None, replace: bool = False) -> Path:
    return install(package, place_for(package, name, home, replace), replace=replace).folder


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_battle_goes_there_and_comes_back(name: str, tmp_path: Path, home: Path) -> None:
    copy = Path(shutil.copytree(data_dir("scenarios") / name, tmp_path / "work" / f"{name}_again"))
    packed = pack(copy)
    assert packed.left_out == ()
    folder = put(package_of(packed.content, "given.bwbattle"))
    assert folder == home / f"{name}_again"
    ours = {path: content for path, content in tree(folder).items() if path != MANIFEST and SCHEMAS not in path}
    assert ours == tree(copy)
    for path in copy.glob("*.yaml"):
        if homes.is_scenario(path):
            assert load_scenario(f"{name}_again/{path.stem}").digest == load_scenario(f"{name}/{path.stem}").digest


def test_the_same_files_give_the_same_bytes(mine: Path) -> None:
    """Whatever their dates are, in which order they were made, and whose they were."""
    first = pack(mine).content
    other = mine.parent / "elsewhere" / mine.name
    other.mkdir(parents=True)
    for path in sorted(mine.iterdir(), reverse=True):
        (other / path.name).write_bytes(path.read_bytes())
        os.utime(other / path.name, (0, 0))
    assert pack(other).content == first
    assert first.startswith(b"PK\x03\x04")
    assert b"skirmish" in first
    assert str(mine.parent).encode() not in first


def test_pictures_and_texts_go_along_and_the_rest_is_named(mine: Path) -> None:
    (mine / "ridge.png").write_bytes(PNG)
    (mine / "README.md").write_text("Bicycles are not in it.\n")
    (mine / "sums.ods").write_bytes(b"x")
    (mine / "old").mkdir()
    (mine / ".hidden").write_bytes(b"x")
    packed = pack(mine)
    assert {"ridge.png", "readme.md"} < packed.package.files.keys()
    assert packed.left_out == ("old/", "sums.ods")


def test_the_manifest_says_what_is_in_it(package: Package) -> None:
    said = json.loads(package.files[MANIFEST])
    assert (said["format"], said["version"], said["battle"]) == ("Border Wars battle", 1, "skirmish")
    assert [(one["name"], one["title"]) for one in said["scenarios"]] == [("clash", load_scenario("tiny/clash").title)]
    assert said["scenarios"][0]["digest"] == load_scenario("tiny/clash").digest
    assert said["files"].keys() == package.files.keys() - {MANIFEST}


def test_a_battle_with_faults_is_packed_only_if_that_is_asked(mine: Path) -> None:
    (mine / "second.yaml").write_text("schema: 1\nname: Half\nbriefing: none\n")
    with pytest.raises(ScenarioError, match=r"skirmish/second\.yaml.*\n(.*\n)*.*problem"):
        pack(mine)
    package = pack(mine, faulty=True).package
    assert [(one.name, one.title, bool(one.problems)) for one in check_package(package)][1] == ("second", "Half", True)
    assert first_fault(check_package(package)).startswith("work/skirmish: skirmish/second.yaml")


def test_a_test_that_does_not_hold_is_a_fault(mine: Path) -> None:
    with pytest.raises(ScenarioError, match="the hill does not fall"):
        pack(mine, tests=lambda scenario: ["the hill does not fall"])


def test_a_battle_that_needs_what_is_not_packed_is_refused(mine: Path) -> None:
    (mine / "map.yaml").rename(mine / "map.grid")
    text = (mine / "clash.yaml").read_text()
    (mine / "clash.yaml").write_text(text.replace("map: map.yaml", "map: map.grid"))
    with pytest.raises(UsageError, match=r"without what is not packed.*there is no file 'map\.grid' beside this one"):
        pack(mine)


@pytest.mark.parametrize("name", ["Skirmish", "a b", "nul", ".x"])
def test_a_folder_whose_name_is_not_for_every_system_is_not_packed(mine: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be the name of its folder everywhere"):
        pack(mine.rename(mine.parent / name))


def test_a_file_whose_name_is_not_for_every_system_is_named(mine: Path) -> None:
    (mine / "Plan A.yaml").write_text("schema: 1\n")
    with pytest.raises(UsageError, match=r"'Plan A\.yaml' cannot be the name of a file everywhere"):
        pack(mine)


def test_a_battle_is_meant_by_its_folder_its_name_or_a_scenario(battle: Path, mine: Path) -> None:
    assert folder_of("tiny") == folder_of("tiny/clash") == battle / "scenarios" / "tiny"
    assert folder_of("work/skirmish") == folder_of("work/skirmish/clash.yaml") == Path("work/skirmish")
    with pytest.raises(UsageError, match="there is no battle 'tinny', and no folder of this name; did you mean 'tiny'"):
        folder_of("tinny")
    with pytest.raises(UsageError, match="/nowhere: there is no such folder"):
        folder_of("/nowhere")


# --- installing -----------------------------------------------------------------------------------------------------


def test_an_installed_battle_is_known_by_its_name(package: Package, home: Path) -> None:
    assert put(package) == home / "skirmish"
    assert "skirmish/clash" in scenario_names()
    assert [path.name for path in home.iterdir()] == ["skirmish"]


def test_the_schemas_that_first_lines_lead_to_lie_beside_an_installed_battle(mine: Path, home: Path) -> None:
    """They are written again, not packed; what somebody puts among them is somebody's work."""
    (mine / SCHEMAS).mkdir()
    (mine / SCHEMAS / "old.json").write_text("{}")
    packed = pack(mine)
    assert packed.left_out == ()
    folder = put(packed.package)
    assert {path.name for path in (folder / SCHEMAS).iterdir()} == {file_of(kind) for kind in KINDS}
    assert install(packed.package, place_for(packed.package, None, None, True), replace=True).kept is None
    (folder / SCHEMAS / "mine.txt").write_text("mine")
    assert install(packed.package, place_for(packed.package, None, None, True), replace=True).kept is not None


def test_a_name_that_is_taken_is_refused_and_another_can_be_given(
    package: Package, home: Path, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="tiny is taken by a battle that comes with the game; choose one with --as"):
        put(package, "tiny", replace=True)
    monkeypatch.setattr(homes, "_added", [mine.parent])
    with pytest.raises(UsageError, match=r"skirmish is taken by .*work/skirmish; choose one with --as NAME"):
        put(package)
    assert put(package, "other") == home / "other"
    with pytest.raises(UsageError, match="other: there is a battle of this name already; --replace puts this one in"):
        put(package, "other")
    for name in ("../other", "Other", "", "aux", "a/b"):
        with pytest.raises(UsageError, match="cannot be the name of its folder everywhere"):
            put(package, name)
    assert [path.name for path in home.iterdir()] == ["other"]


def test_a_battle_as_it_was_installed_is_replaced_and_gone(package: Package, home: Path) -> None:
    first = tree(put(package))
    assert tree(put(package, replace=True)) == first
    assert [path.name for path in home.iterdir()] == ["skirmish"]


@pytest.mark.parametrize("change", ["edited", "added", "taken away", "by hand"])
def test_a_battle_that_somebody_has_worked_on_is_kept_when_it_is_replaced(
    package: Package, home: Path, change: str
) -> None:
    folder = put(package)
    if change == "taken away":
        (folder / "forces.yaml").unlink()
    elif change == "by hand":
        (folder / MANIFEST).unlink()
    else:
        name = "map.yaml" if change == "edited" else "notes.txt"
        with (folder / name).open("a") as stream:
            stream.write("# mine\n")
    worked_on = tree(folder)
    installed = install(package, place_for(package, None, None, True), replace=True)
    assert installed.kept is not None
    assert installed.kept.parent == home / REPLACED
    assert tree(installed.kept) == worked_on
    assert scenario_names() == ["tiny/clash", "skirmish/clash"]


def test_in_another_folder_only_what_was_installed_is_replaced(package: Package, mine: Path) -> None:
    before = tree(mine)
    with pytest.raises(UsageError, match=r"this battle was not installed from a package; choose a name with --as"):
        put(package, home=mine.parent, replace=True)
    assert tree(mine) == before
    assert put(package, "next", mine.parent) == put(package, "next", mine.parent, replace=True) == mine.parent / "next"
    with pytest.raises(UsageError, match="nowhere: there is no such folder"):
        put(package, home=Path("nowhere"))


@pytest.mark.parametrize("kind", ["file", "link", "dangling"])
def test_a_file_or_a_link_is_never_replaced(package: Package, home: Path, mine: Path, kind: str) -> None:
    home.mkdir(parents=True)
    if kind == "file":
        (home / "skirmish").write_text("mine")
    else:
        (home / "skirmish").symlink_to(mine if kind == "link" else "nowhere")
    with pytest.raises(UsageError, match="but a file or a link; choose a name with --as NAME"):
        put(package, replace=True)


@pytest.mark.parametrize("at", [1, 3])
@pytest.mark.parametrize("stop", [KeyboardInterrupt(), OSError(28, "No space left on device")])
@pytest.mark.parametrize("replace", [False, True])
def test_an_install_that_is_broken_off_leaves_everything_as_it_was(
    package: Package, home: Path, monkeypatch: pytest.MonkeyPatch, at: int, stop: BaseException, replace: bool
) -> None:
    """While files are written."""
    if replace:
        patch_map(put(package))
    home.mkdir(parents=True, exist_ok=True)
    before = {path: content for path, content in tree(home).items() if not path.startswith(REPLACED)}
    calls: list[int] = []

    def flush(number: int) -> None:
        calls.append(number)
        if len(calls) == at:
            raise stop

    monkeypatch.setattr(os, "fsync", flush)
    with pytest.raises((KeyboardInterrupt, UsageError)):
        put(package, replace=replace)
    assert len(calls) == at
    assert tree(home) == before


@pytest.mark.parametrize("at", [1, 2])
def test_a_battle_comes_back_if_the_new_one_cannot_take_its_place(
    package: Package, home: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    before = tree(put(package))
    calls: list[Path] = []
    rename = Path.rename

    def refused(path: Path, target: Path) -> Path:
        calls.append(path)
        if len(calls) == at:
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(UsageError, match="skirmish: it cannot be written to: Permission denied"):
        put(package, replace=True)
    assert tree(home / "skirmish") == before
    assert [path.name for path in home.iterdir()] == ["skirmish"]


def patch_map(folder: Path) -> None:
    with (folder / "map.yaml").open("a") as stream:
        stream.write("# mine\n")


def test_a_game_with_other_libraries_says_so(battle: Path, package: Package) -> None:
    assert played_otherwise(package, check_package(package)) == []
    patch(battle, "rules.yaml", "stack_units: {value: 2", "stack_units: {value: 3")
    assert played_otherwise(package, check_package(package)) == ["clash"]


def test_links_are_not_followed_into_a_package(tmp_path: Path) -> None:
    """Who packs a folder of somebody else's gives away no file of his own."""
    path = make_battle(Wanted("clash"), tmp_path)
    (tmp_path / "private.txt").write_text("mine")
    (path.parent / "notes.txt").symlink_to(tmp_path / "private.txt")
    packed = pack(path.parent)
    assert "notes.txt" in packed.left_out
    assert b"mine" not in packed.content


def test_of_two_installs_at_once_the_second_is_refused(package: Package, tmp_path: Path) -> None:
    """Both have found the place free; the first battle stays, and the second command says so."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    target = place_for(package, "both", shelf, False)
    assert place_for(package, "both", shelf, False) == target
    install(package, target)
    (target / "mark.txt").write_text("of the first", encoding="utf-8")
    with pytest.raises(UsageError, match="is there already: another command has made it meanwhile"):
        install(package, target)
    assert (target / "mark.txt").exists() and [path.name for path in shelf.iterdir()] == ["both"]
