"""Pictures handled in bands are the pictures that pygame makes in one go."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pygame
import pytest

from game.view.large_pictures import BAND, bands, clear_sheet, for_display, lay_over, of_pixels, save_png

SIZE = (50, BAND * 2 + 7)


def colours() -> np.ndarray:
    """Some colours, different everywhere."""
    x, y = np.meshgrid(np.arange(SIZE[0]), np.arange(SIZE[1]))
    return np.stack([x * 5 % 256, y * 3 % 256, (x * y) % 256], axis=2).astype(np.uint8)


def shown(picture: pygame.Surface) -> np.ndarray:
    return pygame.surfarray.array3d(picture).transpose(1, 0, 2)


def test_bands_cover_the_picture() -> None:
    found = list(bands(pygame.Surface(SIZE)))
    assert sum(band.height for band in found) == SIZE[1]
    assert [band.top for band in found] == [0, BAND, 2 * BAND]


def test_a_picture_of_pixels_has_them() -> None:
    assert np.array_equal(shown(of_pixels(colours())), colours())
    assert np.array_equal(shown(for_display(of_pixels(colours()))), colours())


def test_a_sheet_is_laid_over_as_in_one_go() -> None:
    sheet = clear_sheet(SIZE)
    assert sheet.get_at((3, 3)) == (0, 0, 0, 0)
    sheet.fill((40, 20, 10, 60), (10, BAND - 4, 20, 30))
    banded, whole = of_pixels(colours()), of_pixels(colours())
    lay_over(banded, sheet)
    whole.blit(sheet, (0, 0), special_flags=pygame.BLEND_PREMULTIPLIED)
    assert np.array_equal(shown(banded), shown(whole))
    assert not np.array_equal(shown(banded), colours())


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    save_png(of_pixels(colours()), tmp_path / "x.png")
    assert np.array_equal(shown(pygame.image.load(tmp_path / "x.png")), colours())
    with pytest.raises(OSError):
        save_png(of_pixels(colours()), tmp_path / "nowhere" / "x.png")
