"""The names of the symbols on counters, which the board draws (`view/symbols.py`): what a unit or a type may name."""

from __future__ import annotations

from typing import Final

SYMBOLS: Final = (
    "infantry",
    "motor_infantry",
    "mechanised_infantry",
    "mountain_infantry",
    "border_guard",
    "infantry_gun",
    "airborne",
    "cavalry",
    "reconnaissance",
    "armoured_car",
    "armour",
    "flame_tank",
    "artillery",
    "heavy_artillery",
    "mountain_artillery",
    "self_propelled_artillery",
    "armoured_train",
    "mortar",
    "machine_gun",
    "anti_tank",
    "anti_air",
    "engineer",
    "signals",
    "supply",
    "transport",
    "medical",
    "aircraft",
    "gunboat",
    "headquarters",
)
