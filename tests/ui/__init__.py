"""The board, by events posted to the real window code."""
