"""Orders to formations on the map: axes end short of counters, labels keep off each other."""

from __future__ import annotations

import pygame
import pytest

from game.view import staff_marks
from game.view.camera import Camera
from game.view.lettering import start
from game.view.staff_marks import StaffMark, draw_staff_arrows, draw_staff_labels

VIEW = pygame.Rect(0, 0, 800, 500)
NEAR, FAR = Camera(20, 14, 40.0), Camera(20, 14, 14.0)
ATTACK = StaffMark("attack", (21,), ((28,),), "601RR", (80, 20, 20))
FIRE = StaffMark("prepare", (41,), ((49,),), "II/185AR", (80, 20, 20))


@pytest.fixture
def labels(monkeypatch: pytest.MonkeyPatch) -> list[pygame.Rect]:
    """Where labels are written from now on."""
    start()
    found: list[pygame.Rect] = []
    original = staff_marks._label

    def noted(surface, camera, mark, way, taken, counters):  # type: ignore[no-untyped-def]
        before = len(taken)
        original(surface, camera, mark, way, taken, counters)
        found.extend(taken[before:])

    monkeypatch.setattr(staff_marks, "_label", noted)
    return found


def test_labels_do_not_cover_each_other(labels: list[pygame.Rect]) -> None:
    draw_staff_labels(pygame.Surface(VIEW.size), NEAR, [ATTACK] * 4, VIEW)
    assert len(labels) > 1
    assert all(one.collidelist(labels[:place]) < 0 for place, one in enumerate(labels))


def test_labels_keep_off_counters_where_they_can(labels: list[pygame.Rect]) -> None:
    draw_staff_labels(pygame.Surface(VIEW.size), NEAR, [ATTACK], VIEW)
    draw_staff_labels(pygame.Surface(VIEW.size), NEAR, [ATTACK], VIEW, [labels[0]])
    assert not labels[1].colliderect(labels[0])


def test_small_maps_show_axes_alone(labels: list[pygame.Rect]) -> None:
    """Fire has no line and no letters there, and who stays where he is has none anywhere."""
    draw_staff_labels(pygame.Surface(VIEW.size), FAR, [ATTACK, FIRE], VIEW)
    assert len(labels) == 1
    draw_staff_labels(pygame.Surface(VIEW.size), NEAR, [StaffMark("hold", (21,), ((21,),), "HQ", (0, 0, 0))], VIEW)
    assert len(labels) == 1


def test_an_axis_leaves_the_counter_at_its_end_clear() -> None:
    surface = pygame.Surface(VIEW.size)
    draw_staff_arrows(surface, NEAR, [ATTACK], VIEW)
    x, y = (round(part) for part in NEAR.centre(8, 1))
    assert surface.get_at((x, y))[:3] == (0, 0, 0)
    assert surface.get_at((x - 60, y))[:3] == ATTACK.ink
