"""What the words of closed sets mean, for who writes a file: roles, awards, patterns, symbols and others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_args

from game.scenario.schema import basics
from game.scenario.schema.scenario_file import AwardEntry
from game.scenario.symbol_names import SYMBOLS

CLOSED: Final[Mapping[str, Any]] = {
    "roles": basics.RoleName,
    "echelons": basics.EchelonName,
    "mobilities": basics.MobilityName,
    "kinds_of_items": basics.KindName,
    "patterns": basics.PatternName,
    "awards": AwardEntry.model_fields["award"].annotation,
}
"""The sets whose words a file may not add to, as their schemas have them."""

MEANINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "roles": {
        "infantry": "assaults and holds ground on foot",
        "armour": "assaults with tanks or armoured cars",
        "artillery": "fires at range, supports assaults and assaults nobody itself",
        "cavalry": "assaults and scouts on horseback",
        "engineer": "digs in faster, and opens works with what it carries",
        "support": "machine guns, mortars, anti-tank guns; no rule of its own",
        "headquarters": "leads a formation, and assaults nobody itself",
    },
    "echelons": {
        "section": "some ten men",
        "platoon": "some thirty men",
        "company": "some hundred men, a squadron, a battery",
        "battalion": "some hundreds of men, an artillery group",
        "regiment": "some battalions",
        "brigade": "a regiment or more with guns",
        "division": "some regiments with guns",
        "corps": "some divisions",
    },
    "mobilities": {
        "foot": "men who march",
        "mounted": "men on horseback",
        "horse_drawn": "guns and carts behind horses",
        "wheeled": "lorries and armoured cars",
        "tracked": "tanks and tractors",
        "rail": "trains: along a railway alone",
        "boat": "boats: on water alone",
    },
    "kinds_of_items": {
        "men": "soldiers with what they carry",
        "machine_gun": "light and heavy machine guns",
        "mortar": "mortars and grenade dischargers",
        "gun": "guns and howitzers",
        "tank": "tanks; disabled before they are lost for good",
        "vehicle": "armoured cars, lorries and boats; disabled before they are lost for good",
    },
    "patterns": {
        "none": "nothing but the tint",
        "marsh": "short lines of water, as on wet ground",
        "dots": "dots, as of sand",
        "tufts": "tufts of grass",
        "rocks": "specks of stone",
        "crosses": "small crosses, as of scrub",
        "trees": "round trees, as of a wood",
        "blocks": "blocks, as of houses",
    },
    "awards": {
        "fixed": "points that a side has in any case",
        "hold": "points for an area that the side owns as a whole",
        "losses": "points for so many men or items that a side has lost",
        "ground": "points for each hex of an area in which the side stands, but for those that are free",
        "clear": "points if no unit of the side `of` stands in an area",
        "share": "points for the share of an area that the side owns",
        "destroyed": "points for a unit that has ceased to exist or surrendered",
        "exited": "points for units, or so many men or items, that have left by an exit",
    },
    "symbols": {
        "airborne": "airborne troops",
        "aircraft": "aeroplanes of any kind",
        "anti_air": "guns against aircraft",
        "anti_tank": "guns against tanks",
        "armour": "tanks",
        "armoured_car": "armoured cars",
        "armoured_train": "a train with guns and armour",
        "artillery": "field guns and howitzers",
        "border_guard": "guards of a frontier",
        "cavalry": "men on horseback",
        "engineer": "pioneers and bridge builders",
        "flame_tank": "tanks that throw flames",
        "gunboat": "a boat with guns",
        "headquarters": "who leads a formation",
        "heavy_artillery": "heavy guns and howitzers",
        "infantry": "riflemen on foot",
        "infantry_gun": "light guns that go with infantry",
        "machine_gun": "heavy and light machine guns",
        "mechanised_infantry": "infantry in armoured carriers",
        "medical": "dressing stations and hospitals",
        "mortar": "mortars and grenade dischargers",
        "motor_infantry": "infantry in lorries",
        "mountain_artillery": "guns that are carried in pieces",
        "mountain_infantry": "infantry for mountains",
        "reconnaissance": "scouts of any arm",
        "self_propelled_artillery": "guns on a chassis of their own",
        "signals": "telephones and radio",
        "supply": "stores of food and ammunition",
        "transport": "lorries and carts",
    },
}
"""By kind, as `scenario ids` calls it: id -> what it means. A test holds that each has one."""


def meanings_of(kind: str) -> Mapping[str, str]:
    """Return the ids of a closed set in the order of its schema, or the symbols, each with its meaning."""
    words = sorted(SYMBOLS) if kind == "symbols" else get_args(CLOSED[kind])
    return {word: MEANINGS[kind][word] for word in words}
