"""The report of an experiment, or of a batch alone: one page that says in words what was found, how sure, and shows it.

`write_report` is the door; for notebooks each plot is a function that returns a matplotlib Figure (docs/report.md). All
take the results of an experiment, of a batch, or a `material_of` them. Needs the extra `batch`.

What a report is made of:

    material    points, factors, what is one line           noted       what was noted of units and hexes
    alike       the same games of several points            words       how numbers are said

Its sections, in their order:

    heading     the question, and the answer in words       outcomes    how games ended
    against_history  rows of the history table              timelines   losses by turn
    control     who owns the ground                         survival    units and formations that last
    effects     what each factor does                       pairs       points held against each other
    never       what never happened                         luck        luck against what was varied
    unfinished  games that were not over                    origin      how to play it again

How it looks, and where it goes:

    sections    sentences, plots, maps and tables           commands    lines that play games again
    drawing     matplotlib, in the game's font              inks        colours, hatches, lines, markers
    control_maps  small maps, painted                       side_signs  flags and colours of the sides
    page        the page itself                             writing     the files

A section works its figures out in functions of its own, which the tests and notebooks call too; sentences, plots and
tables take them from there.
"""

from __future__ import annotations

from game.batch.report.against_history import plot_history
from game.batch.report.effects import effects_of, plot_effects
from game.batch.report.luck import luck_share, plot_margins
from game.batch.report.material import Material, material_of
from game.batch.report.noted import Control, Noted, UnitFates, noted_of
from game.batch.report.outcomes import plot_outcomes
from game.batch.report.pairs import pairs_of, plot_pairs
from game.batch.report.survival import plot_sides_on_the_map, plot_survival
from game.batch.report.timelines import plot_losses
from game.batch.report.writing import write_report

__all__ = [
    "Control",
    "Material",
    "Noted",
    "UnitFates",
    "effects_of",
    "luck_share",
    "material_of",
    "noted_of",
    "pairs_of",
    "plot_effects",
    "plot_history",
    "plot_losses",
    "plot_margins",
    "plot_outcomes",
    "plot_pairs",
    "plot_sides_on_the_map",
    "plot_survival",
    "write_report",
]
