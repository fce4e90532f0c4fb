"""What a schema cannot say: that names exist, hexes are on the map, and the parts of a scenario fit together.

`check` runs every check and returns all problems. The checks are grouped by file:
`library_checks`, `look_checks`, `map_checks`, `force_checks`, `play_checks` (the scenario's own file),
`deployment_checks` and `plan_checks`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.core.errors import Problem
from game.scenario.force_checks import check_forces
from game.scenario.library_checks import check_equipment, check_ground, check_rules, check_unit_types
from game.scenario.look_checks import check_flags, check_symbols, check_texts
from game.scenario.map_checks import check_map
from game.scenario.nouns import EXTRAS, FILES, MODELS, Nouns
from game.scenario.plan_checks import check_plans, check_usual_plans
from game.scenario.play_checks import check_scenario
from game.scenario.report import Report
from game.scenario.schema.plan import PlanFile
from game.scenario.setting import Setting
from game.scenario.validating import Validated, nothing_of


def plan_part(index: int) -> str:
    """Return what a plan is called among the parts of a scenario."""
    return f"plan {index}"


def check(parts: Mapping[str, Validated], plans: Sequence[Validated] = ()) -> list[Problem]:
    """Return what is wrong between and within files that are each of the right form.

    A file that cannot be read has stand-ins throughout, so that the others are checked all the same.
    """
    models = {**MODELS, **{part: FILES[kind] for part, kind in EXTRAS.items()}}
    parts = {kind: nothing_of(part, models[kind]) if part.model is None else part for kind, part in parts.items()}
    named = {plan_part(index): part for index, part in enumerate(plans) if isinstance(part.model, PlanFile)}
    report = Report({**parts, **named})
    nouns = Nouns(**{kind: part.model for kind, part in parts.items()})  # type: ignore[arg-type]  # MODELS has the types
    check_ground(report, nouns.terrain)
    check_equipment(report, nouns.equipment)
    check_symbols(report, nouns.symbols)
    check_unit_types(report, nouns.unit_types, nouns.equipment, nouns.symbol_ids)
    check_rules(report, nouns.rules)
    check_forces(report, nouns.forces, nouns.equipment, nouns.unit_types, nouns.symbol_ids)
    check_flags(report, nouns.forces)
    check_texts(report, nouns)
    check_map(report, nouns.map, nouns.terrain, nouns.forces.sides)
    setting = Setting(report, nouns)
    check_scenario(setting)
    read = {kind: part.model for kind, part in named.items() if isinstance(part.model, PlanFile)}
    check_plans(setting, read)
    check_usual_plans(setting, list(read.values()))
    return report.problems
