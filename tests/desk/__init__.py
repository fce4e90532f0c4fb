"""Tests of the desktop kit by itself, with scenes of their own; with those of the game they are in `tests/ui`."""
