"""The ground floor: words that are numbers, hexes, dice, errors, and the one package that names the compiler.

Nothing here reads files or knows what a unit is.
"""
