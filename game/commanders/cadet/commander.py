"""`cadet` as a commander."""

from __future__ import annotations

from typing import Final

from game.commanders.cadet.mind import begin_turn, new_mind
from game.commanders.cadet.reasons import explain
from game.commanders.cadet.turn import next_order, play_turn
from game.commanders.commander import Commander

CADET: Final = Commander(
    name="cadet",
    about="The computer: plans attacks by their odds, brings up reserves, keeps its supply.",
    new_memory=lambda world, scratch, plans: new_mind(world, scratch),
    begin_turn=begin_turn,
    next_order=next_order,
    play_turn=play_turn,
    explain=explain,
)
