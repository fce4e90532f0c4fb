"""What all tests of windows share: SDL's dummy drivers, folders of their own, and no scene that outlives its test."""

from tests.ui.conftest import folders_of_its_own, no_scene_outlives_its_test

__all__ = ["folders_of_its_own", "no_scene_outlives_its_test"]
