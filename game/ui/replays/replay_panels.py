"""What stands around the map of a replay: the strip with the scrubber below, the sheet with the steps at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pygame

from game.core.terms import EventKind
from game.desk.grip import is_up
from game.desk.presses import LET_GO
from game.desk.sheets import CHOSEN, Sheet, Spot
from game.engine.event_words import FATES, fates, losses, result_words
from game.engine.events import HIT
from game.scenario.names import so_many
from game.ui.intents import Leave
from game.ui.playback.controls import BUTTON, GAP, Control, paint_controls, places_of
from game.ui.playback.playing_intents import ChangeSpeed, PlayOrPause, Step
from game.ui.replays.film import Film, losses_so_far, step_words
from game.ui.replays.replay_intents import ChangeSides, GoToStep, Scrub, StepTurn
from game.ui.replays.watching import Watching
from game.ui.why import why
from game.view.flags import flag_of
from game.view.lettering import Face, Rgb, measure, shortened, write
from game.view.looks import localised
from game.view.sheet import moment
from game.view.theme import FAINT_INK, FRAME, INK, PAPER, styles_of

STRIP: Final = 74
"""Height of the strip below the map, at scale 1, where its buttons have room in one row."""
TOP: Final = 32
"""How far down in the strip the buttons begin, at scale 1."""
NEAR: Final = 11
"""Pixels around the scrubber's line in which a click counts, at scale 1."""
LEFT: Final = 1
MANY_SCENES: Final = 120
"""Player turns from which their ticks are thin."""


def controls_of(seen: Watching) -> list[Control]:
    """Return the buttons of the strip."""
    names, viewpoint = localised(seen.film.scenario).names, seen.selection.viewpoint
    whose = names.side_adjectives[names.side_row[viewpoint]] if viewpoint else "side to move"
    return [
        Control("start", "|<", 34, GoToStep(0)),
        Control("turn_back", "<< turn", 70, StepTurn(-1)),
        Control("step_back", "< step", 64, Step(-1)),
        Control("play", "Pause" if seen.is_playing else "Play", 76, PlayOrPause()),
        Control("step_on", "step >", 64, Step(1)),
        Control("turn_on", "turn >>", 70, StepTurn(1)),
        Control("end", ">|", 34, GoToStep(len(seen.film.steps))),
        Control("speed", f"Speed: {seen.speed_name}", 122, ChangeSpeed()),
        Control("sides", f"Overlays of: {whose}", 196, ChangeSides()),
        Control("leave", "Leave (Esc)", 104, Leave()),
    ]


def height_of_strip(controls: Sequence[Control], width: int, scale: float) -> int:
    """Return how high the strip has to be for its buttons."""
    return places_of(controls, width, scale, TOP)[-1].bottom + round((STRIP - TOP - BUTTON) * scale)


class Strip:
    """The strip below the map: buttons, and a line from the start to the end of the game with a mark for each turn."""

    def __init__(self, rect: pygame.Rect, scale: float, film: Film) -> None:
        self.rect = rect
        self.scale = scale
        self.film = film
        self.dragging = False
        self._sheet: Sheet | None = None
        self._key: object = None

    @property
    def line(self) -> pygame.Rect:
        """The scrubber's line in the window."""
        margin = round(16 * self.scale)
        return pygame.Rect(
            self.rect.left + margin, self.rect.top + round(14 * self.scale), self.rect.width - 2 * margin, 1
        )

    def x_of(self, place: int) -> int:
        """Return where on the line a place is."""
        return self.line.left + self.line.width * place // max(1, len(self.film.steps))

    def place_at(self, x: int) -> int:
        """Return the place at a point of the line."""
        share = (x - self.line.left) / max(1, self.line.width)
        return max(0, min(len(self.film.steps), round(share * len(self.film.steps))))

    def spots(self) -> dict[str, pygame.Rect]:
        """Return where in the window each button is."""
        spots = [] if self._sheet is None else self._sheet.spots
        return {spot.name: spot.rect.move(self.rect.topleft) for spot in spots}

    def handle(self, event: pygame.event.Event, seen: Watching) -> bool:
        """The line is dragged or clicked, buttons are pressed."""
        if event.type == LET_GO or (event.type == pygame.MOUSEMOTION and is_up(LEFT, event)):
            self.dragging = False
        if event.type == pygame.MOUSEBUTTONUP and self.dragging:
            self.dragging = False
            return True
        if event.type == pygame.MOUSEMOTION and self.dragging:
            seen.answer(Scrub(self.place_at(event.pos[0])))
            return True
        if event.type != pygame.MOUSEBUTTONDOWN or not self.rect.collidepoint(event.pos):
            return False
        if event.button == LEFT:
            if abs(event.pos[1] - self.line.top) <= NEAR * self.scale:
                self.dragging = True
                seen.answer(Scrub(self.place_at(event.pos[0])))
            else:
                self._press(event.pos)
        return True

    def _press(self, spot: tuple[int, int]) -> None:
        for button in [] if self._sheet is None else self._sheet.spots:
            if button.rect.move(self.rect.topleft).collidepoint(spot) and button.act is not None:
                button.act()
                return

    def draw(self, surface: pygame.Surface, seen: Watching) -> None:
        """Draw the strip."""
        key = seen.place, seen.is_playing, seen.speed_name, seen.selection.viewpoint
        if self._sheet is None or key != self._key:
            self._sheet, self._key = self._painted(seen), key
        surface.blit(self._sheet.paper, self.rect, pygame.Rect((0, 0), self.rect.size))

    def _painted(self, seen: Watching) -> Sheet:
        sheet = Sheet(self.rect.width, self.scale)
        sheet.reach(self.rect.height)
        pygame.draw.line(sheet.paper, FRAME, (0, 0), (self.rect.width, 0))
        self._paint_line(sheet, seen.place)
        controls = controls_of(seen)
        places = places_of(controls, self.rect.width, self.scale, TOP)
        paint_controls(sheet, controls, places, seen.answer)
        words, last = f"step {seen.place} of {len(self.film.steps)}", places[-1]
        room = self.rect.width - sheet.px(14) - last.right - sheet.px(GAP)
        sheet.put(
            words, self.rect.width - sheet.px(14), last.top + sheet.px(6), ink=FAINT_INK, align="right", width=room
        )
        return sheet

    def _paint_line(self, sheet: Sheet, place: int) -> None:
        """Paint the line: ticks for player turns, up for the first side and down for the second, and the knob."""
        line = self.line.move(-self.rect.left, -self.rect.top)
        sides = self.film.scenario.names.sides
        styles = styles_of(self.film.scenario.names)
        pen = 2 if len(self.film.scenes) < MANY_SCENES else 1
        pygame.draw.line(sheet.paper, FAINT_INK, line.topleft, (line.right, line.top), max(2, sheet.px(3)))
        for scene in self.film.scenes:
            x = self.x_of(scene.first) - self.rect.left
            row = sides.index(scene.side)
            end = line.top + (sheet.px(8) if row else -sheet.px(8))
            pygame.draw.line(sheet.paper, styles[row].body, (x, line.top), (x, end), pen)
        x = self.x_of(place) - self.rect.left
        pygame.draw.line(sheet.paper, INK, line.topleft, (x, line.top), max(2, sheet.px(3)))
        pygame.draw.circle(sheet.paper, PAPER, (x, line.top), sheet.px(8))
        pygame.draw.circle(sheet.paper, INK, (x, line.top), sheet.px(8), max(2, sheet.px(2)))


class StepSheet:
    """The sheet at the right: the player turn's steps, what the last one brought, losses of both sides so far."""

    def __init__(self, rect: pygame.Rect, scale: float, film: Film) -> None:
        self.rect = rect
        self.scale = scale
        self.film = film
        self.scroll = 0
        self._top: Sheet | None = None
        self._body: Sheet | None = None
        self._key: object = None

    @property
    def room(self) -> pygame.Rect:
        """The part of the window in which the steps scroll."""
        height = 0 if self._top is None or self._is_tight else self._top.height
        return pygame.Rect(self.rect.left, self.rect.top + height, self.rect.width, self.rect.height - height)

    @property
    def _is_tight(self) -> bool:
        """Whether what stands above the steps leaves them so little room that it has to scroll with them."""
        return self._top is not None and self._top.height > self.rect.height * 3 // 5

    @property
    def _above(self) -> int:
        """Height of what scrolls above the steps."""
        return self._top.height if self._is_tight and self._top is not None else 0

    def texts(self) -> list[str]:
        """Return all that is written."""
        return [text for sheet in (self._top, self._body) if sheet is not None for text in sheet.texts]

    def spots(self) -> dict[str, pygame.Rect]:
        """Return where in the window each step in view is."""
        spots = [] if self._body is None else self._body.spots
        top = self.room.top + self._above - self.scroll
        moved = {spot.name: spot.rect.move(self.room.left, top) for spot in spots}
        return {name: rect for name, rect in moved.items() if self.room.collidepoint(rect.center)}

    def handle(self, event: pygame.event.Event, seen: Watching) -> bool:
        """The wheel scrolls; a click on a step goes there."""
        if event.type == pygame.MOUSEWHEEL and self.rect.collidepoint(pygame.mouse.get_pos()):
            self._scroll_by(-event.y * round(42 * self.scale))
            return True
        if event.type != pygame.MOUSEBUTTONDOWN or not self.rect.collidepoint(event.pos):
            return False
        for name, rect in self.spots().items():
            if event.button == LEFT and rect.collidepoint(event.pos):
                seen.answer(GoToStep(int(name.removeprefix("step:"))))
                break
        return True

    def _scroll_by(self, pixels: int) -> None:
        whole = self._above + (0 if self._body is None else self._body.height)
        self.scroll = max(0, min(self.scroll + pixels, whole - self.room.height))

    def draw(self, surface: pygame.Surface, seen: Watching) -> None:
        """Draw the sheet."""
        key = seen.place, seen.selection.hex, seen.shown.digest()
        if self._top is None or self._body is None or key != self._key:
            self._key = key
            self._top, self._body = self._painted_top(seen), self._painted_steps(seen)
        surface.fill(PAPER, self.rect)
        clip = surface.get_clip()
        surface.set_clip(self.rect)
        surface.blit(self._top.picture, self.rect.move(0, -self.scroll if self._is_tight else 0))
        surface.set_clip(self.room)
        surface.blit(self._body.picture, (self.room.left, self.room.top + self._above - self.scroll))
        surface.set_clip(clip)
        pygame.draw.line(surface, FRAME, self.rect.topleft, self.rect.bottomleft)

    def _painted_top(self, seen: Watching) -> Sheet:
        sheet, game = Sheet(self.rect.width, self.scale), seen.game
        names, points = localised(game.scenario).names, game.points()
        sheet.heading("So far")
        for row, side in enumerate(names.sides):
            style, flag = styles_of(names)[row], flag_of(game.scenario, row, round(sheet.size * 0.9))
            sheet.pair(
                names.side_adjectives[row], so_many(points[side], "point"), face="Bold", ink=style.letters, badge=flag
            )
            sheet.write(f"lost {losses_so_far(game, side)}", ink=FAINT_INK)
        if seen.selection.hex is not None:
            self._write_stack(sheet, seen)
        sheet.heading("Last step")
        for line in words_of_step(self.film, seen.place):
            sheet.write(line)
        sheet.skip(6)
        return sheet

    def _write_stack(self, sheet: Sheet, seen: Watching) -> None:
        units = seen.units_here()
        game = seen.game
        sheet.heading(
            f"In {game.scenario.hex_number(seen.selection.hex or 0)}", so_many(len(units), "unit") if units else ""
        )
        for unit in units:
            row = game.scenario.names.unit_row[unit]
            men, cohesion = int(game.state.unit_figures[row].men), int(game.state.units[row].cohesion)
            sheet.pair(unit, f"{so_many(men, 'man', 'men')}, cohesion {cohesion}")

    def _painted_steps(self, seen: Watching) -> Sheet:
        sheet, film = Sheet(self.rect.width, self.scale), self.film
        # At the very end of a player turn its own list stays in view, with the last step marked.
        scene = film.scene_at(max(0, seen.place - 1))
        first, end = film.steps_of(scene)
        number = film.scenes[scene].turn
        names = localised(film.scenario).names
        adjective = names.side_adjectives[names.side_row[film.scenes[scene].side]]
        sheet.heading(f"Turn {number}: {adjective} orders", so_many(end - first, "step"))
        for place in range(first + 1, end + 1):
            top = sheet.y
            words = step_words(film.scenario, film.steps[place - 1])
            sheet.y += sheet.px(2)
            rect = pygame.Rect(0, top, sheet.width, sheet.line_height + sheet.px(4))
            sheet.reach(rect.bottom)
            if place == seen.place:
                pygame.draw.rect(sheet.paper, CHOSEN, rect)
                self._bring_into_view(rect)
            ink = INK if place <= seen.place else FAINT_INK
            sheet.put(words, sheet.margin, sheet.y, ink=ink, width=sheet.inner)
            sheet.spots.append(Spot(f"step:{place}", rect, None))
            sheet.y = rect.bottom
        sheet.skip(8)
        return sheet

    def _bring_into_view(self, line: pygame.Rect) -> None:
        if self._is_tight:
            return  # what was brought comes first
        room = self.room.height
        if not self.scroll <= line.top <= line.bottom <= self.scroll + room:
            self.scroll = max(0, line.centery - room // 2)


def words_of_step(film: Film, place: int) -> list[str]:
    """Return what the step before a place was and brought."""
    if place == 0:
        return [film.words(0)]
    step, scenario = film.steps[place - 1], localised(film.scenario)
    lines = [film.words(place), *why(scenario, step)]
    lines += [
        f"odds {event['odds'] / 100:.2f} to 1: {result_words(scenario, step)}"
        for event in step.events
        if event.kind is EventKind.ASSAULT
    ]
    if any(event.kind in HIT for event in step.events):
        lines.append(losses(scenario, step.events))
    lines += list(fates(scenario, step.events, set(FATES)))
    return lines


def bar_picture(seen: Watching, title: str, rect: pygame.Rect) -> pygame.Surface:
    """Return the bar at the top: what is shown, when it is, whose turn, from whose side overlays are seen."""
    game = seen.game
    picture = pygame.Surface(rect.size)
    picture.fill(PAPER)
    pygame.draw.line(picture, FRAME, (0, rect.height - 1), (rect.width, rect.height - 1))
    size, x, gap = round(rect.height * 0.46), 12, 24
    names = localised(game.scenario).names
    active = names.side_row[game.active_side]
    parts: list[tuple[str, Rgb, Face]] = [
        (title, INK, "Bold"),
        (moment(localised(game.scenario), game.state), INK, "Regular"),
    ]
    if game.outcome is None:
        parts.append((f"{names.side_adjectives[active]} orders", styles_of(names)[active].letters, "Bold"))
    rest = sum(measure(text, face, size)[0] + gap for text, _, face in parts[1:])
    parts[0] = (shortened(title, "Bold", size, max(rect.width // 3, rect.width - x - gap - rest)), INK, "Bold")
    for text, colour, face in parts:
        letters = write(text, face, size, colour)
        picture.blit(letters, (x, (rect.height - letters.get_height()) // 2))
        x += letters.get_width() + gap
    return picture
