"""Where two scenarios differ, or two files of a kind: found by walking through their views, said in words.

What is the same for all units of a formation is said of the formation, and what is the same for many hexes of all of
them at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from game.scenario.difference_leaves import ABSENT, HEXES, Leaf, shown_path
from game.scenario.difference_views import View
from game.scenario.difference_words import heading_of, headings, sentence_of

ORDER: Final = "#order"
"""Ends the path of a difference that lies in the order of entries alone."""


@dataclass(frozen=True)
class Difference:
    """One thing that the second of two has otherwise than the first.

    `path` leads to it (of several hexes or units, to what they have in common); `before` and `after` are what is there,
    None where nothing is, and for hexes a value for each.
    """

    heading: str
    sentence: str
    path: str
    before: Any = field(repr=False)
    after: Any = field(repr=False)


def differences(before: View, after: View) -> list[Difference]:
    """Return in what the second view differs from the first, by headings and in the order of the files."""
    names = {key: {**before.get(key, {}), **after.get(key, {})} for key in ("sides", "formations", "units")}
    leaves = _together(list(_leaves(before, after, ())), before, after)
    found = [_said(leaf, names) for leaf in leaves]
    order = list(headings())
    return sorted(found, key=lambda difference: order.index(difference.heading))


def _said(leaf: Leaf, names: View) -> Difference:
    before, after = (None if value is ABSENT else value for value in (leaf.before, leaf.after))
    return Difference(heading_of(leaf.path), sentence_of(leaf, names), shown_path(leaf.path), before, after)


def _leaves(before: Any, after: Any, path: tuple[str, ...]) -> Iterator[Leaf]:
    """Yield where two values differ: as deep inside them as both have something there."""
    if not (isinstance(before, Mapping) and isinstance(after, Mapping)):
        if json.dumps(before) != json.dumps(after):
            yield Leaf(path, before, after)
        return
    for key in dict.fromkeys([*before, *after]):
        here = (*path, str(key))
        if key in before and key in after:
            yield from _leaves(before[key], after[key], here)
        else:
            yield Leaf(here, before.get(key, ABSENT), after.get(key, ABSENT))
    common = before.keys() & after.keys()
    orders = [[key for key in one if key in common] for one in (before, after)]
    if orders[0] != orders[1]:
        yield Leaf((*path, ORDER), *orders)


def _together(leaves: list[Leaf], before: View, after: View) -> list[Leaf]:
    """Return the differences, those of hexes and of units of one formation put together."""
    kinds = {key: list(found) for key, found in groupby(leaves, key=lambda leaf: leaf.path[:2])}
    result: list[Leaf] = []
    for key, found in kinds.items():
        result += _by_hex(key, found) if key in HEXES else found
    return _by_formation(result, before, after)


def _by_hex(path: tuple[str, ...], leaves: Iterable[Leaf]) -> Iterator[Leaf]:
    """Yield one difference for all hexes that change alike; of heights one for all."""
    alike: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        one = leaf.before is ABSENT or leaf.after is ABSENT or path[1] == "elevation"
        key = f"{leaf.before is ABSENT} {leaf.after is ABSENT}" if one else f"{leaf.before} {leaf.after}"
        alike.setdefault(key, []).append(leaf)
    for found in alike.values():
        values = [{leaf.path[-1]: value for leaf in found for value in (leaf.before,) if value is not ABSENT}]
        values += [{leaf.path[-1]: value for leaf in found for value in (leaf.after,) if value is not ABSENT}]
        yield Leaf(path, *values)


def _by_formation(leaves: list[Leaf], before: View, after: View) -> list[Leaf]:
    """Return the differences, one in place of those that all units of a formation have alike in the deployment."""
    if "deployment" not in after:
        return leaves
    alike: dict[str, dict[str, Leaf]] = {}
    for leaf in leaves:
        is_new = leaf.before is ABSENT and len(leaf.path) == 2  # noqa: PLR2004 - each comes to a hex of its own
        if leaf.path[0] == "deployment" and leaf.path[-1] != ORDER and not is_new:
            alike.setdefault(_what(leaf), {})[leaf.path[1]] = leaf
    for named in alike.values():
        for formation, units in _formations(before, after):
            if len(units) > 1 and units <= named.keys():
                _put_together(leaves, [named.pop(unit) for unit in sorted(units)], formation)
    return leaves


def _what(leaf: Leaf) -> str:
    """Return what a difference of one unit has in common with that of another."""
    return json.dumps([leaf.path[2:], *(None if isinstance(value, dict) else str(value) for value in leaf[1:])])


def _formations(before: View, after: View) -> Iterator[tuple[str, set[str]]]:
    """Yield the formations, largest first, with their units that one of the two deploys."""
    deployed = before["deployment"].keys() | after["deployment"].keys()
    parents = {**before["formations"], **after["formations"]}
    inside: dict[str, set[str]] = {formation: set() for formation in parents}
    for unit, entry in {**before["units"], **after["units"]}.items():
        above = entry["formation"]
        for _ in parents:
            if above is None:
                break
            if unit in deployed:
                inside[above].add(unit)
            above = parents[above]["parent"]
    yield from sorted(inside.items(), key=lambda item: -len(item[1]))


def _put_together(leaves: list[Leaf], alike: list[Leaf], formation: str) -> None:
    """Put one difference, of a formation, in the place of those of its units."""
    first = alike[0]
    place = leaves.index(first)
    for leaf in alike:
        leaves.remove(leaf)
    leaves.insert(min(place, len(leaves)), first._replace(path=("deployment", formation, *first.path[2:])))
