"""A game for people and programs: orders in, events out.

`game.Game` is the door; `orders`, `events`, `forecast` and `cards` are the values that pass through it; `saves` and
`replay` keep and prove what happened. The rules themselves are one floor down.
"""
