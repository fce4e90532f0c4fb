"""The report as files: the page, and each plot and map beside it for papers and slides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from game.batch.experiment import ExperimentResults
from game.batch.report import (
    against_history,
    control,
    effects,
    luck,
    never,
    origin,
    outcomes,
    pairs,
    survival,
    timelines,
    unfinished,
)
from game.batch.report.drawing import png_of, require_extra, svg_of
from game.batch.report.heading import heading_of
from game.batch.report.material import Material, material_of
from game.batch.report.noted import Noted
from game.batch.report.page import page_of
from game.batch.report.sections import Plot, Section
from game.batch.results import Results
from game.core.arguments import path_of
from game.core.files import refused_as_usage, require_folder, write_whole

PAGE: Final = "report.html"
PLOTS: Final = "plots"

SECTIONS: Final[tuple[Callable[[Material], Section], ...]] = (
    outcomes.section,
    against_history.section,
    timelines.section,
    control.section,
    survival.section,
    effects.section,
    pairs.section,
    never.section,
    luck.section,
    unfinished.section,
)
"""The parts of a report in their order; where the figures come from stands last."""


def write_report(
    results: ExperimentResults | Results | Material,
    folder: Path | str,
    noted: Sequence[Noted] | None = None,
    played: origin.Played | None = None,
) -> list[Path]:
    """Write the report of an experiment, or of a batch alone, into a folder; return the files, the page first.

    The same rows give the same bytes. Files of an earlier report that this one does not have stay in `plots`.

    Parameters
    ----------
    noted : by point, what was noted of units and hexes; what the results hold themselves if not given
    played : with which versions and by which command; the versions here and no command if not given

    Raises
    ------
    UsageError : the extra `batch` is missing, the folder cannot be written to, or there is nothing to report.
    """
    require_extra()
    folder = path_of(folder, "the folder of a report")
    material = material_of(results, noted)
    for place in (folder, folder / PLOTS):
        require_folder(place)
    sections = [*(make(material) for make in SECTIONS), origin.section(material, played or origin.Played())]
    drawings = {plot.name: _drawn(plot) for section in sections for plot in section.plots}
    page = page_of(heading_of(material), sections, drawings)
    files = {folder / PAGE: page.encode("utf-8", "replace")}
    for section in sections:
        for plot in section.plots:
            files[folder / PLOTS / f"{plot.name}.svg"] = drawings[plot.name]
            files[folder / PLOTS / f"{plot.name}.png"] = png_of(plot.figure)
        for painted in section.maps:
            files[folder / PLOTS / f"{painted.name}.png"] = painted.png
    for path, content in files.items():
        with refused_as_usage(path):
            write_whole(path, content)
    return list(files)


def _drawn(plot: Plot) -> bytes:
    """Return a plot as SVG; where its parts lie is settled by then, and needs no second look for the PNG."""
    drawing = svg_of(plot.figure)
    plot.figure.set_layout_engine("none")
    return drawing
