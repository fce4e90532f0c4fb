"""What there is to say of a unit in short words: strength, state, and what each of its states does, with the rule.

Figures are those in force in this scenario (`world.rules`); none is typed in here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from game.core.terms import NOWHERE, QUARTER, Kind, Light, Role, Status, Supply, Term
from game.engine.game import Game
from game.engine.surveys import is_cold, items_at_start, lost_to_isolation, troop_terms
from game.engine.term_table import TERM_TABLE
from game.scenario.compiling import light_of
from game.scenario.names import roughly, so_many
from game.scenario.world import SLOTS
from game.view.looks import localised

SUPPLY_WORDS: Final = {
    Supply.NONE: "out of supply",
    Supply.LOW: "low supply",
    Supply.STRAINED: "strained supply",
    Supply.FULL: "full supply",
}
STATUS_WORDS: Final = {
    Status.AWAITED: "not yet arrived",
    Status.PRESENT: "on the map",
    Status.WITHDRAWN: "has left the map",
    Status.DESTROYED: "destroyed",
    Status.SURRENDERED: "has surrendered",
    Status.EXITED: "has left the map by an exit",
}
LIGHT_WORDS: Final = {
    Light.DAY: "day",
    Light.TWILIGHT: "twilight",
    Light.MOONLIT: "moonlit night",
    Light.DARK: "dark night",
}
KIND_WORDS: Final = {
    Kind.MACHINE_GUN: ("machine gun", "MG"),
    Kind.MORTAR: ("mortar", "mortars"),
    Kind.GUN: ("gun", "guns"),
    Kind.TANK: ("tank", "tanks"),
    Kind.VEHICLE: ("vehicle", "vehicles"),
}


def times(thousandths: int) -> str:
    """Return a factor as people read it: 750 is "×0.75"."""
    return f"×{thousandths / 1000:.3f}".rstrip("0").rstrip(".")


def share(thousandths: int) -> str:
    """Return how much a factor adds or takes away: 1080 is "+8%", 750 is "−25%"."""
    percent = (thousandths - 1000) / 10
    return f"{percent:+.1f}%".replace(".0%", "%").replace("-", "−")


def strength_words(game: Game, row: int) -> str:
    """Return the strength of a unit in short words: "420 men, 8 MG, 2 guns"."""
    counts = item_counts(game, row)
    words = [so_many(int(game.state.unit_figures[row].men), "man", "men")]
    for kind, (_, many) in KIND_WORDS.items():
        if kind in counts:
            one = KIND_WORDS[kind][0] if counts[kind] == 1 and kind is not Kind.MACHINE_GUN else many
            words.append(f"{counts[kind]} {one}")
    return ", ".join(words)


def total_words(game: Game, rows: list[int]) -> str:
    """Return the strength of several units together: "870 men, 12 guns, 9 tanks"."""
    counts: dict[Kind, int] = {}
    for row in rows:
        for kind, count in item_counts(game, row).items():
            counts[kind] = counts.get(kind, 0) + count
    guns = counts.get(Kind.GUN, 0) + counts.get(Kind.MORTAR, 0)
    vehicles = counts.get(Kind.TANK, 0) + counts.get(Kind.VEHICLE, 0)
    words = [so_many(sum(int(game.state.unit_figures[row].men) for row in rows), "man", "men")]
    words += [so_many(guns, "gun")] if guns else []
    words += [so_many(vehicles, "tank")] if vehicles else []
    return ", ".join(words)


def item_counts(game: Game, row: int) -> dict[Kind, int]:
    """Return how many items of each kind a unit has, riflemen apart."""
    counts: dict[Kind, int] = {}
    for slot in range(SLOTS):
        item, count = int(game.world.units[row].items[slot]), int(game.state.units[row].items[slot])
        if item != NOWHERE and count:
            kind = Kind(int(game.world.equipment[item].kind))
            if kind is not Kind.MEN:
                counts[kind] = counts.get(kind, 0) + count
    return {kind: counts[kind] for kind in Kind if kind in counts}


def items_of(game: Game, row: int) -> Iterator[tuple[str, int, int]]:
    """Yield each kind of item of a unit: its name, how many are fit, how many there were at the start."""
    names = localised(game.scenario).names
    for slot in range(SLOTS):
        item, at_first = int(game.world.units[row].items[slot]), items_at_start(game, row, slot)
        if item != NOWHERE and at_first:
            yield names.equipment_names[item], int(game.state.units[row].items[slot]), at_first


def days(game: Game, turns: int) -> str:
    """Return a number of turns in days, in hours if it is less than one: "3 days", "1.5 days", "2 hours"."""
    return roughly(turns * game.scenario.file.calendar.minutes)


class UnitTerm(NamedTuple):
    """What makes a unit better or worse: its state, what that does, and the term of the rulebook, with its section."""

    state: str
    effect: str
    section: str
    term: str


def cold_words(game: Game) -> str:
    """Return what bitter cold does to a unit out of shelter; turns share out what is no whole number."""
    rest = game.world.rules[0].rest
    rates = int(rest.cold_cohesion), int(rest.cold_fatigue)
    cohesion, tired = (f"{rate / 1000:g}" for rate in rates)
    shared = ", on average," if any(rate % 1000 for rate in rates) else ""
    return f"cohesion −{cohesion}, fatigue +{tired}{shared} at the start of each turn"


def unit_terms(game: Game, row: int) -> Iterator[UnitTerm]:
    """Yield what makes a unit better or worse now."""
    unit, fixed, rules = game.state.units[row], game.world.units[row], game.world.rules[0].assault
    states = {
        Term.QUALITY: f"quality {int(fixed.quality) / 1000:g}",
        Term.COHESION: f"cohesion {int(unit.cohesion)}",
        Term.FATIGUE: f"fatigue {int(unit.fatigue)}",
        Term.SUPPLY: SUPPLY_WORDS[Supply(int(unit.supply))],
    }
    for term, factor in troop_terms(game, row).items():
        entry = TERM_TABLE[term]
        yield UnitTerm(states[term], f"fire {times(factor)}", entry.section, entry.name)
    works = int(unit.entrenchment)
    words = f"entrenched, level {works}" if works else "not entrenched"
    hit, given = int(rules.dug_in[works]), int(rules.prepared_fire[works])
    effect = f"hit {times(hit)}" + (f", fire in defence {times(given)}" if given != 1000 else "")  # noqa: PLR2004
    yield UnitTerm(words, effect, "5.4", "entrenchment")
    lost = lost_to_isolation(game, row)
    if works and lost:
        yield UnitTerm("cut off", f"works give {share(1000 - lost)} in an assault", "5.4", "works that are cut off")
    light = light_of(game.world, game.turn)
    attack, defence = int(rules.attack_light[light]), int(rules.defence_light[light])
    yield UnitTerm(LIGHT_WORDS[light], f"attacking {times(attack)}, defending {times(defence)}", "5.4", "light")
    yield from _night_terms(game, row, light)
    if unit.hex != NOWHERE:
        terrain = int(game.state.hex_figures[int(unit.hex)].terrain)
        ground, name = game.world.terrain[terrain], localised(game.scenario).names.terrain_names[terrain].lower()
        effect = f"hit {times(int(ground.cover))}; attackers hit {times(int(ground.exposure))}"
        yield UnitTerm(name, effect, "5.4", "terrain")
    morale = int(fixed.morale)
    yield UnitTerm(f"morale {morale / 1000:g}", f"retreat threshold {times(morale)}", "5.6", "morale")


def _night_terms(game: Game, row: int, light: Light) -> Iterator[UnitTerm]:
    """Yield what the night does to guns, and what troops trained for it have of that."""
    fixed, rules = game.world.units[row], game.world.rules[0]
    if fixed.role == Role.ARTILLERY and light is not Light.DAY:
        effect = f"supporting and defensive fire {times(int(rules.artillery.support_light[light]))}"
        yield UnitTerm("guns by night", effect, "6.5", TERM_TABLE[Term.GUNS_BY_NIGHT].name)
    if fixed.night_assault:
        trained = rules.assault.trained_light
        now = f"hit {times(int(trained[light]))} attacking" if light is not Light.DAY else ""
        ahead = f"hit {times(int(trained[Light.DARK]))} attacking in the dark"
        yield UnitTerm("night assault", now or ahead, "5.4", TERM_TABLE[Term.NIGHT_TRAINING].name)


def flags(game: Game, row: int) -> Iterator[str]:
    """Yield what a unit can or cannot do now, each in a sentence with its rule."""
    unit, rules = game.state.units[row], game.world.rules[0]
    time = int(rules.assault.attack_time)
    opens = int(game.state.unit_figures[row].opens)
    if opens:
        yield f"In an assault opens the works of {so_many(opens, 'man', 'men')} (5.4)."
    if unit.routed:
        yield f"Routed: no zone of control and no attack until cohesion is {int(rules.rest.rally)} (7.3)."
    if unit.suppressed:
        fire, march = (1000 - int(lost) for lost in (rules.artillery.suppressed_fire, rules.artillery.suppressed_march))
        yield f"Suppressed by guns: fire in defence {times(fire)}, movement points {times(march)} in its turn (6.6)."
    disabled = int(unit.disabled.sum())
    if disabled:
        rate = min(1000, int(rules.rest.repair) / 1000)
        yield f"{so_many(disabled, 'vehicle')} disabled; {rate / 10:g}% repaired a turn, fewer near the enemy (7.5)."
    if unit.status == Status.PRESENT and is_cold(game, int(unit.hex)):
        yield f"Bitter cold, and no shelter: {cold_words(game)} (7.6)."
    if unit.attacked:
        yield "Has attacked or fired this turn (5.1)."
    if unit.pinned:
        yield "Pinned: cannot march any more this turn (3.6)."
    ordering = game.world.units[row].side == game.state.clock.active[0]  # others have no points till their turn
    if ordering and not unit.attacked and not unit.routed and unit.mp_left < time:
        yield f"Too few movement points to attack: needs {time / QUARTER:g} (5.1)."
    if not game.state.unit_figures[row].zone and not unit.routed and unit.status == Status.PRESENT:
        yield f"Too weak for a zone of control: needs {int(rules.movement.zone_frontage)} men of frontage (3.6)."
