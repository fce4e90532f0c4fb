"""Buttons, lists, text boxes and the like, from pygame_gui, in our font and colours. Nothing else imports pygame_gui.

A scene makes one `manager` for its size and builds elements with the names that this module hands on. pygame_gui calls
itself alpha: what of it we use is here in one place.
"""

from __future__ import annotations

from typing import Any, Final

from pygame_gui import (
    UI_BUTTON_PRESSED,
    UI_DROP_DOWN_MENU_CHANGED,
    UI_HORIZONTAL_SLIDER_MOVED,
    UI_SELECTION_LIST_DOUBLE_CLICKED_SELECTION,
    UI_SELECTION_LIST_NEW_SELECTION,
    UI_TEXT_BOX_LINK_CLICKED,
    UI_TEXT_ENTRY_CHANGED,
    UI_TEXT_ENTRY_FINISHED,
    UI_WINDOW_CLOSE,
    UIManager,
)
from pygame_gui.core import ObjectID, UIContainer, UIElement
from pygame_gui.elements import (
    UIButton,
    UIDropDownMenu,
    UIHorizontalSlider,
    UIImage,
    UILabel,
    UIPanel,
    UIProgressBar,
    UISelectionList,
    UITextBox,
    UITextEntryLine,
    UIWindow,
)

from game.scenario.homes import PACKAGE, data_dir
from game.view.lettering import Rgb
from game.view.theme import CHOSEN_INK, FAINT_INK, FRAME, INK, PAPER

__all__ = [
    "UI_BUTTON_PRESSED",
    "UI_DROP_DOWN_MENU_CHANGED",
    "UI_HORIZONTAL_SLIDER_MOVED",
    "UI_SELECTION_LIST_DOUBLE_CLICKED_SELECTION",
    "UI_SELECTION_LIST_NEW_SELECTION",
    "UI_TEXT_BOX_LINK_CLICKED",
    "UI_TEXT_ENTRY_CHANGED",
    "UI_TEXT_ENTRY_FINISHED",
    "UI_WINDOW_CLOSE",
    "ObjectID",
    "TextLine",
    "UIButton",
    "UIContainer",
    "UIDropDownMenu",
    "UIElement",
    "UIHorizontalSlider",
    "UIImage",
    "UILabel",
    "UIManager",
    "UIPanel",
    "UIProgressBar",
    "UISelectionList",
    "UITextBox",
    "UITextEntryLine",
    "UIWindow",
    "manager",
    "one_line",
]

FONTS: Final = {"borderwars": "BorderWarsSans", "engraved": "BorderWarsSerif"}
"""Our fonts as elements call them, and how their files begin."""
LETTERS: Final = 15
"""Pixels of the letters of elements at scale 1."""

SHEET: Final[Rgb] = (240, 232, 208)
PRESSED: Final[Rgb] = (214, 196, 156)
HOVERED: Final[Rgb] = (230, 216, 182)
CHOSEN: Final[Rgb] = CHOSEN_INK
DISABLED: Final[Rgb] = (232, 226, 208)

ELEMENTS: Final = (
    "label",
    "button",
    "text_box",
    "text_entry_line",
    "text_entry_box",
    "selection_list",
    "drop_down_menu",
    "window",
    "tool_tip",
    "check_box",
    "progress_bar",
    "message_window",
    "file_dialog",
    "horizontal_slider",
)
"""Each element names font and borders itself: what stands under "defaults" is ignored but for colours."""

PARTS: Final = ("panel", "image", "vertical_scroll_bar", "horizontal_scroll_bar", "scrolling_container")
"""Elements without letters."""


class TextLine(UITextEntryLine):
    """A line to type in: what is pasted loses its line breaks and whatever else cannot be seen."""

    def select_all(self) -> None:
        """Select the whole text, with the caret at its end: what is typed next stands in its place."""
        self._do_select_all()  # type: ignore[no-untyped-call]  # no types in pygame_gui

    def _do_paste(self) -> bool:
        used = super()._do_paste()  # type: ignore[no-untyped-call]  # as above
        clean = one_line(self.text)
        if clean != self.text:
            place = len(one_line(self.text[: self.edit_position]))
            self.set_text(clean)
            self.edit_position = min(place, len(clean))
        return bool(used)


def one_line(text: str) -> str:
    """Return a text in one line: breaks, tabs and the like are blanks, what cannot be printed is left out."""
    return "".join(letter if letter.isprintable() else " " if letter.isspace() else "" for letter in text)


def manager(size: tuple[int, int], scale: float = 1.0) -> UIManager:
    """Return a manager of elements for a window of a size."""
    found = UIManager(size, starting_language="en")
    letters = round(LETTERS * scale)
    for name, family in FONTS.items():
        paths = _font_paths(family)
        found.add_font_paths(name, paths["Regular"], paths["Bold"], paths["Italic"], paths["Bold"])
    found.preload_fonts(
        [
            {"name": "borderwars", "point_size": letters + more, "style": style, "antialiased": "1"}
            for more in (0, 3, 6)
            for style in ("regular", "bold", "italic", "bold_italic")
        ]
    )
    found.preload_fonts([{"name": "engraved", "point_size": letters + 8, "style": "bold", "antialiased": "1"}])
    found.get_theme().load_theme(_theme(letters))
    return found


def _font_paths(family: str) -> dict[str, str]:
    for root in (data_dir("assets").parent, PACKAGE / "_data", PACKAGE.parent):
        folder = root / "assets" / "fonts"
        if folder.is_dir():
            return {face: str(folder / f"{family}-{face}.ttf") for face in ("Regular", "Bold", "Italic")}
    raise AssertionError("the game has no fonts")


def _theme(letters: int) -> dict[str, Any]:
    font = {"name": "borderwars", "size": str(letters), "bold": "0", "italic": "0", "antialiased": "1"}
    colours = {
        "normal_bg": _hex(SHEET),
        "hovered_bg": _hex(HOVERED),
        "active_bg": _hex(PRESSED),
        "selected_bg": _hex(CHOSEN),
        "disabled_bg": _hex(DISABLED),
        "dark_bg": _hex(SHEET),
        "normal_text": _hex(INK),
        "hovered_text": _hex(INK),
        "active_text": _hex(INK),
        "selected_text": _hex(PAPER),
        "disabled_text": _hex((160, 148, 126)),
        "normal_border": _hex(FAINT_INK),
        "hovered_border": _hex(FRAME),
        "active_border": _hex(FRAME),
        "selected_border": _hex(FRAME),
        "disabled_border": _hex((190, 180, 158)),
        "link_text": _hex((30, 82, 130)),
        "link_hover": _hex(CHOSEN),
        "link_selected": _hex(CHOSEN),
        "text_shadow": _hex(PAPER),
        "filled_bar": _hex(CHOSEN),
        "unfilled_bar": _hex(SHEET),
        "text_cursor": _hex(INK),
        "title_bar": _hex(PRESSED),
    }
    misc = {"shadow_width": "0", "border_width": "1", "shape": "rectangle", "tool_tip_delay": "0.4"}
    theme: dict[str, Any] = {"defaults": {"colours": colours}}
    for element in ELEMENTS:
        theme[element] = {"font": font, "misc": misc}
    for element in PARTS:
        theme[element] = {"misc": misc}
    theme["label"]["misc"] = {**misc, "text_horiz_alignment": "left", "border_width": "0"}
    theme["label"]["colours"] = {"dark_bg": "#00000000"}
    theme["panel"]["colours"] = {"dark_bg": _hex(PAPER)}
    theme["text_box"]["misc"] = {**misc, "padding": f"{letters // 2},{letters // 3}"}
    theme["selection_list"]["misc"] = {**misc, "list_item_height": str(round(letters * 1.6))}
    theme["selection_list.@selection_list_item"] = {
        "font": font,
        "misc": {
            **misc,
            "border_width": "0",
            "text_horiz_alignment": "left",
            "text_horiz_alignment_padding": str(letters // 2),
        },
        "colours": {"normal_bg": _hex(SHEET), "selected_bg": _hex(CHOSEN), "selected_text": _hex(PAPER)},
    }
    theme["@left"] = {
        "misc": {**misc, "text_horiz_alignment": "left", "text_horiz_alignment_padding": str(letters // 2)}
    }
    theme["vertical_scroll_bar"]["colours"] = {"dark_bg": _hex(DISABLED)}
    theme["#sliding_button"] = {"colours": {"normal_bg": _hex(PRESSED), "hovered_bg": _hex(PRESSED)}}
    theme["#title"] = {"font": {**font, "name": "engraved", "size": str(letters + 8), "bold": "1"}}
    theme["#heading"] = {"font": {**font, "size": str(letters + 3), "bold": "1"}}
    chosen = {"normal_bg": _hex(CHOSEN), "normal_text": _hex(PAPER), "hovered_bg": _hex(CHOSEN)}
    theme["#chosen"] = {"colours": {**chosen, "hovered_text": _hex(PAPER), "normal_border": _hex(FRAME)}, "misc": misc}
    return theme


def _hex(colour: Rgb) -> str:
    return f"#{colour[0]:02x}{colour[1]:02x}{colour[2]:02x}"
