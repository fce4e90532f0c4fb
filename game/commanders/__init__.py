"""Who gives orders: `at_random`, and `cadet` with its tasks, assaults and marches.

Compiled commanders write order records and hand them to `rules.orders.give`, the same door that a player's orders go
through; `whole_game` plays games from end to end without Python; `roster` has their names,
and `reasons` says why they give an order.
"""
