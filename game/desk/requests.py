"""What a scene asks the window to open, without knowing what that is made of.

`window.ask(ReadHelp("5.4"))` hands the request to whoever constructs the scenes. Each package of scenes has kinds of
its own; this one is everybody's.
"""

from __future__ import annotations

from dataclasses import dataclass


class Request:
    """Something that a scene wants to have opened."""


@dataclass(frozen=True)
class ReadHelp(Request):
    """The help; at a section of the rulebook ("5.4") if one is named."""

    section: str = ""
