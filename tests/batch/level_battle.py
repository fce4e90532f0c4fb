"""A small battle in which both sides have the same: two battalions each, as far from the hills between them."""

from __future__ import annotations

from pathlib import Path

MAP = """\
schema: 1
name: "Between two hills"
hex_size: 500
columns: 7
rows: 3
latitude: 42.45
longitude: 130.6
legend: {".": grass, h: hill}
terrain: |
  ...h...
  .......
  ...h...
elevation: |
  20 20 20 40 20 20 20
  20 20 20 20 20 20 20
  20 20 20 40 20 20 20
areas:
  north: {hexes: ["0300"]}
  south: {hexes: ["0302"]}
"""

SIDE = """\
  {side}:
    name: "{word}"
    adjective: "{word}"
    formations:
      - id: "{side}-reg"
        name: "{word} Regiment"
        units:
          - {{id: "{side}-1", name: "1st Battalion", type: soviet_rifle_battalion, estimate: true}}
          - {{id: "{side}-2", name: "2nd Battalion", type: soviet_rifle_battalion, estimate: true}}
"""

SCENARIO = """\
schema: 1
name: "Level"
briefing: "Made up: both sides have the same."
map: map.yaml
forces: forces.yaml
calendar: {start: "1938-08-02T08:00", utc_offset: 9, turn_hours: 4, turns: 4}
order_of_play: [west, east]
sides:
  west: {supply_sources: ["0000", "0002"]}
  east: {supply_sources: ["0600", "0602"]}
deployment:
  - {unit: "west-1", hex: "0100", estimate: true}
  - {unit: "west-2", hex: "0102", estimate: true}
  - {unit: "east-1", hex: "0500", estimate: true}
  - {unit: "east-2", hex: "0502", estimate: true}
victory:
  awards:
    - {side: west, award: losses, of: east, kind: men, per: 20, points: 1, estimate: true}
    - {side: east, award: losses, of: west, kind: men, per: 20, points: 1, estimate: true}
    - {side: west, award: hold, area: north, points: 10, estimate: true}
    - {side: east, award: hold, area: north, points: 10, estimate: true}
    - {side: west, award: hold, area: south, points: 10, estimate: true}
    - {side: east, award: hold, area: south, points: 10, estimate: true}
  levels:
    - {id: west_victory, name: "West", at_least: 1, winner: west}
    - {id: draw, name: "Nobody", at_least: 0}
    - {id: east_victory, name: "East", winner: east}
"""


def write(folder: Path) -> Path:
    """Write the battle into a folder and return the file of its scenario."""
    sides = SIDE.format(side="west", word="West") + SIDE.format(side="east", word="East")
    (folder / "map.yaml").write_text(MAP, encoding="utf-8")
    (folder / "forces.yaml").write_text(f"schema: 1\nsides:\n{sides}", encoding="utf-8")
    path = folder / "level.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    return path
