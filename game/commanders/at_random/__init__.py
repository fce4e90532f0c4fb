"""The commander `random`: every unit does something legal, or nothing. It finds faults in rules; it plans nothing.

`lots` is its player turn, `commander` makes it one of the roster, `examples` says what it is compiled with.
"""
