"""The drawing board of the plots: matplotlib in the game's font and inks, and the same bytes for the same rows.

Figures are made without pyplot: nothing global is changed, no window is opened. What draws or saves does it inside
`drawing()`.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from game.batch.report.inks import FAINT, GRID, INK_, PAPER_
from game.core.errors import UsageError
from game.scenario.homes import PACKAGE, data_dir

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

NEEDED: Final = ("matplotlib", "jinja2")
FACES: Final = ("Regular", "Bold", "Italic")
FAMILY: Final = "Border Wars Sans"
DOTS: Final = 144
"""Dots an inch of a PNG."""

WIDE: Final = 7.2
"""Inches of width of every plot, so that letters are of one size all over a page."""

SETTINGS: Final[dict[Any, Any]] = {
    "font.family": [FAMILY, "DejaVu Sans"],
    "font.size": 9.5,
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 9,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK_,
    "axes.titlecolor": INK_,
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "xtick.color": FAINT,
    "xtick.labelcolor": INK_,
    "ytick.color": FAINT,
    "ytick.labelcolor": INK_,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "text.color": INK_,
    "text.parse_math": False,
    "figure.facecolor": PAPER_,
    "savefig.facecolor": PAPER_,
    "grid.color": GRID,
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
    "svg.fonttype": "path",
    "svg.hashsalt": "borderwars",
    "path.simplify": True,
}


def require_extra(what: str = "a report") -> None:
    """See that what it is made with is installed. Raises UsageError, naming the extra."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise UsageError(f"{what} needs the extra 'batch' ({' and '.join(missing)}): pip install 'borderwars[batch]'")


@contextmanager
def drawing() -> Iterator[None]:
    """Draw or save inside this: in the game's font and inks. Raises UsageError where the extra is missing."""
    require_extra()
    import matplotlib

    _add_fonts()
    with matplotlib.rc_context(SETTINGS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # a box stands in its place
        yield


@lru_cache(maxsize=1)
def _add_fonts() -> None:
    from matplotlib import font_manager

    for face in FACES:
        name = f"assets/fonts/BorderWarsSans-{face}.ttf"
        roots = (data_dir("assets").parent, PACKAGE / "_data", PACKAGE.parent)
        found = next((root / name for root in roots if (root / name).is_file()), None)
        if found is None:
            raise UsageError(f"the font {name} is missing; is the game installed completely?")
        font_manager.fontManager.addfont(found)


def new_figure(high: float, rows: int = 1, columns: int = 1, **more: Any) -> tuple[Figure, list[Axes]]:
    """Return an empty figure so many inches high, and its axes row by row; inside `drawing`."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDE, high), layout="constrained")
    axes = figure.subplots(rows, columns, squeeze=False, **more)
    return figure, list(np.ravel(axes))


def spare(axes: Sequence[Axes], used: int) -> None:
    """Leave the axes after the first so many blank."""
    for one in axes[used:]:
        one.set_axis_off()


def keyed(figure: Figure | SubFigure, handles: Sequence[Any], labels: Sequence[str], columns: int = 3) -> None:
    """Put a key of what is drawn below a figure."""
    shown = [f" {text}" if text.startswith("_") else text for text in labels]  # matplotlib hides those that begin so
    figure.legend(handles, shown, loc="outside lower left", ncols=columns, handlelength=3.2)


def by_turns(axes: Axes) -> None:
    """Let an axis be one of turns: whole numbers."""
    from matplotlib.ticker import MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True, min_n_ticks=1))
    axes.set_xlabel("end of turn")


def svg_of(figure: Figure) -> bytes:
    """Return a figure as SVG, with letters as outlines; the same bytes for the same figure."""
    content = io.BytesIO()
    with drawing():
        figure.savefig(content, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    return content.getvalue()


def png_of(figure: Figure) -> bytes:
    """Return a figure as PNG; the same bytes for the same figure."""
    content = io.BytesIO()
    with drawing():
        figure.savefig(content, format="png", dpi=DOTS, metadata={"Software": None})
    return content.getvalue()
