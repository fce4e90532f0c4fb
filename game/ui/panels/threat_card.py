"""The card of the attack that the enemy could make on the hex under the pointer, while the overlay of threats is on."""

from __future__ import annotations

from collections.abc import Hashable

from game.desk.painted import PaintedPanel, Parts
from game.desk.sheets import BAD, Sheet
from game.engine.threats import Threat
from game.scenario.names import percent, so_many
from game.ui.foreseen import ASSUMED, arriving_words, cost_words, odds_words
from game.ui.overlays import threat_pointed_at
from game.ui.seen import Seen
from game.view.looks import localised
from game.view.theme import FAINT_INK


class ThreatCard(PaintedPanel[Seen]):
    """What the enemy could do to the hex under the pointer."""

    def key(self, seen: Seen) -> Hashable:
        """The attack."""
        return self._threat(seen)

    def subject(self, seen: Seen) -> Hashable:
        """The hex."""
        return seen.selection.pointed

    def is_shown(self, seen: Seen) -> bool:
        """Whether the overlay is on and the enemy could attack what is pointed at."""
        return self._threat(seen) is not None

    def paint(self, seen: Seen) -> Parts:
        """Paint the card."""
        head, body, foot = self.sheet(), self.sheet(), self.sheet()
        threat = self._threat(seen)
        if threat is not None:
            _write_what(head, seen, threat)
            _write_who(body, threat)
            body.skip(4)
            body.write(ASSUMED, ink=FAINT_INK, size=round(body.size * 0.92))
        return Parts(head, body, foot)

    @staticmethod
    def _threat(seen: Seen) -> Threat | None:
        if seen.overlay is None or seen.overlay.words is None:
            return None
        return threat_pointed_at(seen.shown, seen.selection)


def _write_what(sheet: Sheet, seen: Seen, threat: Threat) -> None:
    """Write what the attack would bring."""
    target = threat.order.target
    places = [place.name for place in localised(seen.game.scenario).map.places if place.hex == target]
    sheet.heading(" ".join(["If they attack", target, *places[:1]]))
    sheet.pair("Chance that the hex is lost", percent(threat.lost))
    sheet.pair("Odds at even luck", odds_words(threat))
    sheet.pair("You lose", cost_words(threat.men, threat.vehicles))
    sheet.pair("They lose", cost_words(threat.enemy_men, threat.enemy_vehicles))
    if threat.points > 0:
        sheet.write(
            f"An objective: without it you are {so_many(threat.points, 'point')} worse off.", ink=BAD, face="Bold"
        )
    sheet.skip(2)


def _write_who(sheet: Sheet, threat: Threat) -> None:
    """Write who would attack, from where, and which guns would support it."""
    sheet.heading("By", so_many(len(threat.order.named), "unit"))
    for unit, post in zip(threat.order.units, threat.posts, strict=True):
        sheet.pair(unit, f"from {post}")
    if threat.order.support:
        sheet.write(f"Supported by {', '.join(threat.order.support)}.")
    if words := arriving_words(threat):
        sheet.write(f"{words[0].upper()}{words[1:]}.", face="Bold")
