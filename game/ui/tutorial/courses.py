"""The courses there are: which games lead through a battle, how each is begun, and which have been gone through."""

from __future__ import annotations

from typing import Final

from game.desk.window import Window
from game.scenario.loading import load_scenario
from game.ui.session import HUMAN, Played, Session
from game.ui.tutorial.first_game import FIRST_GAME
from game.ui.tutorial.lessons import Course
from game.ui.tutorial.second_game import SECOND_GAME

COURSES: Final = (FIRST_GAME, SECOND_GAME)
"""In the order in which they are offered."""


def begin(course: Course) -> Session:
    """Set up the game of a course: the player one side, the opponent of the course the other."""
    scenario = load_scenario(course.scenario)
    players = {side: HUMAN if side == course.side else course.opponent for side in scenario.names.sides}
    return Session.new(scenario, course.seed, players)


def course_of(name: str) -> Course | None:
    """Return the course that leads through a scenario, if there is one."""
    return next((course for course in COURSES if course.scenario == name), None)


def course_at(played: Played) -> Course | None:
    """Return the course that could lead the person who plays a game; None where there is none for that side."""
    course = course_of(played.scenario.name)
    return course if course is not None and played.person == course.side else None


def resumed(played: Session, window: Window) -> Course | None:
    """Return the course that goes on in a game that has been loaded: its own game, and it is not gone through yet."""
    course = course_at(played)
    if course is None or is_walked(window, course) or played.game.outcome is not None:
        return None
    opponents = {name for side, name in played.players.items() if side != course.side}
    return course if played.game.seed == course.seed and opponents == {course.opponent} else None


def is_untouched(played: Session) -> bool:
    """Whether nothing has been ordered yet in a game."""
    record = played.game.record
    return len(record) == 1 and not record[0].orders


def is_walked(window: Window, course: Course) -> bool:
    """Whether a course has been gone through, or put away."""
    return bool(getattr(window.settings, course.setting))


def mark_walked(window: Window, course: Course) -> None:
    """Remember that a course has been gone through."""
    if not is_walked(window, course):
        window.keep_setting(course.setting, True)
