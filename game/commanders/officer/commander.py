"""`officer` as a commander."""

from __future__ import annotations

from typing import Final

from game.commanders.commander import Commander
from game.commanders.officer.mind import begin_turn, new_mind
from game.commanders.officer.reasons import explain
from game.commanders.officer.turn import next_order, play_turn

OFFICER: Final = Commander(
    name="officer",
    about="Carries out a plan: gathers before it assaults, holds what must be held, keeps a reserve.",
    new_memory=lambda world, scratch, plans: new_mind(world, scratch, plans.followed),
    begin_turn=begin_turn,
    next_order=next_order,
    play_turn=play_turn,
    explain=explain,
    follows_plans=True,
    in_force=lambda mind: mind.in_force,
)
