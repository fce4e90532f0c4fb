"""Who fights in a new battle: a formation a side, of as many units on every scale."""

from __future__ import annotations

from typing import Final, NamedTuple


class Listed(NamedTuple):
    """A unit of a new battle: the end of its id, its name and type, how strong it is, when and where it begins."""

    end: str
    name: str
    type: str
    held: int  # per cent of its strength where its side holds the hill, before that is evened out; 0: is not there
    turn: int = 0  # of arrival; 0: there from the start
    on_the_hill: bool = False  # begins on it, dug in, where its side holds it
    as_it_is: bool = False  # so few weapons that its strength cannot be evened out


class Formation(NamedTuple):
    """What a side begins with."""

    name: str
    units: tuple[Listed, ...]


TROOPS: Final[dict[str, dict[str, Formation]]] = {
    "battalions": {
        "soviet": Formation(
            "Rifle Regiment",
            (
                Listed("1", "1st Rifle Battalion", "soviet_rifle_battalion", 39, on_the_hill=True),
                Listed("2", "2nd Rifle Battalion", "soviet_rifle_battalion", 39, on_the_hill=True),
                Listed("3", "3rd Rifle Battalion", "soviet_rifle_battalion", 33),
                Listed("Guns", "Regimental guns", "soviet_light_artillery", 20),
                Listed("Tanks", "Tank company", "soviet_tank_company", 20, turn=2),
            ),
        ),
        "japanese": Formation(
            "Infantry Regiment",
            (
                Listed("I", "I Battalion", "japanese_infantry_battalion", 60, on_the_hill=True),
                Listed("II", "II Battalion", "japanese_infantry_battalion", 60, on_the_hill=True),
                Listed("III", "III Battalion", "japanese_infantry_battalion", 50),
                Listed("Guns", "Mountain guns", "japanese_mountain_artillery", 50),
                Listed("Border", "Border company", "japanese_border_company", 50, turn=2),
            ),
        ),
    },
    "companies": {
        "soviet": Formation(
            "Rifle Battalion",
            (
                Listed("1", "1st Rifle Company", "soviet_rifle_company", 50, on_the_hill=True),
                Listed("2", "2nd Rifle Company", "soviet_rifle_company", 50, on_the_hill=True),
                Listed("3", "3rd Rifle Company", "soviet_rifle_company", 50),
                Listed("MG", "Machine-gun section", "soviet_machine_gun_section", 50, as_it_is=True),
                Listed("Cav", "Cavalry squadron", "soviet_cavalry_squadron", 50, turn=3),
            ),
        ),
        "japanese": Formation(
            "Infantry Battalion",
            (
                Listed("1", "1st Company", "japanese_infantry_company", 50, on_the_hill=True),
                Listed("2", "2nd Company", "japanese_infantry_company", 50, on_the_hill=True),
                Listed("3", "3rd Company", "japanese_infantry_company", 0),
                Listed("MG", "Machine-gun section", "machine_gun_section", 50, as_it_is=True),
                Listed("Border", "Border company", "japanese_border_company", 50, turn=3),
            ),
        ),
    },
    "platoons": {
        "soviet": Formation(
            "Rifle Company",
            (
                Listed("1", "1st Platoon", "soviet_rifle_platoon", 50, on_the_hill=True),
                Listed("2", "2nd Platoon", "soviet_rifle_platoon", 50, on_the_hill=True),
                Listed("3", "3rd Platoon", "soviet_rifle_platoon", 50),
                Listed("MG", "Machine-gun section", "soviet_machine_gun_section", 0),
                Listed("Post", "Border-guard post", "soviet_border_post", 50, turn=3),
            ),
        ),
        "japanese": Formation(
            "Infantry Company",
            (
                Listed("1", "1st Platoon", "japanese_infantry_platoon", 50, on_the_hill=True),
                Listed("2", "2nd Platoon", "japanese_infantry_platoon", 50, on_the_hill=True),
                Listed("3", "3rd Platoon", "japanese_infantry_platoon", 0),
                Listed("MG", "Machine-gun section", "machine_gun_section", 0),
                Listed("Motor", "Motorised platoon", "motor_cavalry_platoon", 50, turn=3),
            ),
        ),
    },
}
"""Scale -> whose troops -> the formation. The first side of a battle attacks, the second holds."""

DEFENDER: Final = 1
"""The place of the side that holds the hill."""
