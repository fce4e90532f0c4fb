"""The page: sections as one HTML file that needs nothing but itself.

Drawings stand in it as SVG whose inks are variables, so that they can be read on light and dark ground; maps are PNGs
inside the page. Whatever people wrote is escaped. Nothing runs in it.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from game.batch.report.drawing import require_extra
from game.batch.report.heading import Heading
from game.batch.report.inks import FAINT, GRID, INK_, PAPER_, dark_of
from game.batch.report.sections import Map, Plot, Section

HERE: Final = Path(__file__).resolve().parent
TEMPLATE: Final = "page.html"
STYLE: Final = "page.css"

SPACES: Final = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

_INK: Final = re.compile(r"#[0-9a-f]{6}\b")
_BEFORE_SVG: Final = re.compile(r"\A.*?(?=<svg)", re.DOTALL)
_LEFT_OUT: Final = re.compile(r"<!--.*?-->|<metadata>.*?</metadata>|<title>.*?</title>", re.DOTALL)
_ID: Final = re.compile(r'(\bid="|url\(#|href="#)')
_HEAD: Final = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_TOGETHER: Final = re.compile(r"\([^()]*\)|\S+ to \S+(?: %)?|\S+ %")
_BOX: Final = re.compile(r'viewBox="([^"]*)"')


def page_of(heading: Heading, sections: Sequence[Section], drawings: Mapping[str, bytes]) -> str:
    """Return the page of a report.

    Parameters
    ----------
    drawings : SVG by the name of the plot
    """
    require_extra()
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    room = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    room.filters["unbroken"] = unbroken
    inline = {plot.name: Markup(inline_svg(plot, drawings[plot.name])) for one in sections for plot in one.plots}
    inks = sorted(
        {ink for drawing in inline.values() for ink in re.findall(r"--i-([0-9a-f]{6})", drawing)} | _PAGE_INKS
    )
    style = (HERE / STYLE).read_text(encoding="utf-8").replace("/* inks */", _inks(inks))
    return room.get_template(TEMPLATE).render(
        heading=heading,
        sections=sections,
        drawings=inline,
        data=data_address,
        style=Markup(style),
    )


def unbroken(cell: str) -> str:
    """Return the text of a cell of numbers so that no interval and no unit goes to the next line by itself."""
    return _TOGETHER.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), cell)


_PAGE_INKS: Final = {ink[1:] for ink in (INK_, PAPER_, FAINT, GRID)}


def _inks(inks: Sequence[str]) -> str:
    """Return the variables of the inks: on light ground as they are, by night their counterparts, printed as by day."""
    light = " ".join(f"--i-{ink}: #{ink};" for ink in inks)
    dark = " ".join(f"--i-{ink}: {dark_of(f'#{ink}')};" for ink in inks)
    return f":root {{ {light} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"


def inline_svg(plot: Plot, drawing: bytes) -> str:
    """Return a drawing as it stands in the page: said in words too, its ids its own, inks as variables."""
    from markupsafe import escape

    text = _LEFT_OUT.sub("", _BEFORE_SVG.sub("", drawing.decode("utf-8")))
    found = _BOX.search(text)
    assert found is not None
    alt = escape(plot.alt)
    head = f'<svg {SPACES} viewBox="{found[1]}" role="img" aria-label="{alt}">'
    text = _HEAD.sub(lambda _: head, text, count=1)
    text = _ID.sub(lambda match: f"{match[1]}{plot.name}-", text)
    body = text[len(head) :]
    return head + _INK.sub(lambda match: f"var(--i-{match[0][1:]})", body)


def data_address(picture: Map) -> str:
    """Return a PNG as an address that holds it."""
    return f"data:image/png;base64,{base64.b64encode(picture.png).decode('ascii')}"
