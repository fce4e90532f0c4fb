"""Checks of what a battle looks like: flags of sides, symbols of its own, and its texts in other languages."""

from __future__ import annotations

from game.scenario.nouns import Nouns
from game.scenario.reading import Spot
from game.scenario.report import Report
from game.scenario.schema.basics import Noun
from game.scenario.schema.forces import ForcesFile
from game.scenario.schema.looks import PART_FORMS, STROKE_FORMS, Flag, SymbolsFile
from game.scenario.suggesting import listed, quote


def check_flags(report: Report, forces: ForcesFile) -> None:
    """A flag says where it stands in history; it is made of stripes and forms, or is a picture."""
    for side, noun in forces.sides.items():
        if noun.flag is not None:
            _check_flag(report, ("sides", side, "flag"), noun.flag)


def _check_flag(report: Report, spot: Spot, flag: Flag) -> None:
    report.sourced("forces", spot, flag)
    if flag.picture is not None and (flag.stripes or flag.parts):
        report.add("forces", (*spot, "picture"), "is the whole flag: it does not go with `stripes` and `parts`")
    if flag.picture is None and not flag.stripes and report.whole("forces", spot):
        report.add("forces", spot, "needs `stripes` (one colour is a plain field), or a `picture`")
    for row, part in enumerate(flag.parts):
        here = (*spot, "parts", row)
        _check_forms(report, "forces", here, part, PART_FORMS)
        if part.box is not None and not (part.box[0] < part.box[2] and part.box[1] < part.box[3]):
            report.add("forces", (*here, "box"), "should be left, top, right and lower edge: [0, 0, 50, 50]")


def check_symbols(report: Report, own: SymbolsFile | None) -> None:
    """Each stroke of a symbol has one form; only round ones are filled."""
    for id_, symbol in ({} if own is None else own.symbols).items():
        for row, stroke in enumerate(symbol.strokes):
            here = ("symbols", id_, "strokes", row)
            _check_forms(report, "symbols", here, stroke, STROKE_FORMS)
            if stroke.filled and (stroke.line or stroke.area):
                report.add(
                    "symbols", (*here, "filled"), "goes with `circle` and `oval` only; an `area` is always filled"
                )


def _check_forms(report: Report, kind: str, spot: Spot, noun: Noun, forms: tuple[str, ...]) -> None:
    """One of several keys is there, and no other of them."""
    found = [form for form in forms if getattr(noun, form) is not None]
    if len(found) != 1 and report.whole(kind, spot):
        wanted = listed([f"`{form}`" for form in forms], "or")
        report.add(kind, spot, f"should have one of {wanted}" + (f", not {listed(found)}" if found else ""))


def check_texts(report: Report, nouns: Nouns) -> None:
    """A file of texts is in the language that it is named for."""
    for language, texts in nouns.texts.items():
        if texts.language != language:
            message = f"is {quote(texts.language)}, but the file is called texts_{language}.yaml; one of them is wrong"
            report.add(f"texts_{language}", ("language",), message)
