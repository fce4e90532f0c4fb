"""Plans that a player keeps: files in the plan language, which the board reads again and a batch takes as they are.

plans/BATTLE/SCENARIO/SIDE-1.yaml ...
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from game.core.errors import BorderWarsError, SaveError, ScenarioError, on_one_line
from game.core.files import write_whole
from game.core.places import plans_folder
from game.scenario.loading import Scenario, read_plan
from game.scenario.plan_text import plan_text
from game.scenario.schema.plan import PlanFile

MOST_PLANS: Final = 99
"""Plans that are kept of one side of a scenario."""

PLAN: Final = ".yaml"


def folder_of(scenario: Scenario) -> Path:
    """Return the folder of a scenario's plans; it may not be there yet."""
    return plans_folder().joinpath(*(part for part in scenario.name.split("/") if part not in ("", ".", "..")))


def save_plan(scenario: Scenario, plan: PlanFile) -> Path:
    """Write a plan beside those that are there and return its file.

    Raises
    ------
    SaveError : it cannot be written, or there are too many.
    """
    folder = folder_of(scenario)
    names = (folder / f"{plan.side}-{number}{PLAN}" for number in range(1, MOST_PLANS + 1))
    path = next((path for path in names if not path.exists()), None)
    if path is None:
        raise SaveError(f"{folder}: there are {MOST_PLANS} plans of {plan.side} already")
    named = plan.model_copy(update={"id": path.stem.replace("-", "_")})
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, plan_text(named).encode("utf-8"))
    except OSError as error:
        raise SaveError(f"{path}: the file cannot be written: {error.strerror or error}") from error
    return path


def kept_plans(scenario: Scenario, side: str) -> list[Path]:
    """Return the files of the plans that are kept for a side."""
    return sorted(folder_of(scenario).glob(f"{side}-*{PLAN}"))


def plan_in(scenario: Scenario, path: Path, side: str) -> PlanFile:
    """Return the plan in a file.

    Raises
    ------
    SaveError : it has a fault, in one sentence, or is for the other side.
    """
    try:
        plan = read_plan(scenario, path)
    except ScenarioError as error:
        more = f" (and {len(error.problems) - 1} more)" if len(error.problems) > 1 else ""
        raise SaveError(f"{on_one_line(str(error.problems[0]))}{more}") from error
    except BorderWarsError as error:
        raise SaveError(str(error)) from error
    if plan.side != side:
        raise SaveError(f"{path}: the plan is for the side {plan.side}")
    return plan
