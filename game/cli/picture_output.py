"""Where a command draws a picture: only what one has drawn, and no battle shows, is replaced without being asked."""

from __future__ import annotations

from pathlib import Path

from game.core.errors import ScenarioError, UsageError


def require_place_for_picture(output: Path, force: bool) -> None:
    """See that a picture may be put there; with `force` a PNG picture that is there is replaced, and no other file.

    Raises
    ------
    UsageError : nothing can be written there, or a file is there that is not to be replaced.
    """
    from game.core.files import refused_as_usage, require_file
    from game.scenario.picture_mark import is_marked, is_png

    require_file(output)
    if not output.exists():
        return
    with refused_as_usage(output):
        ours, picture = is_marked(output), is_png(output)
    if not picture:
        raise UsageError(f"{output} is there already and is no PNG picture; nothing but those is replaced")
    if force:
        return
    if not ours:
        raise UsageError(f"{output} is there already, and no command has drawn it; --force replaces it")
    if battle := _named_by(output) or _named_by(output.resolve()):  # where it is a link, by what it leads to
        raise UsageError(f"{output} is there already, and {battle} shows it; --force replaces it")


def _named_by(output: Path) -> str:
    """Return the name of a file beside a picture that names it, "" if none does."""
    from game.scenario.library import shown
    from game.scenario.reading import load_bytes

    for path in sorted(output.parent.glob("*.yaml")):
        try:
            if output.name.encode() in load_bytes(path, shown(path)):
                return path.name
        except (ScenarioError, OSError):
            continue
    return ""
