"""The ground floor: what all the rest is made of.

    terms      words that are numbers in the arrays     limits     the most that may add up
    hexes      coordinates of the map                   distance   their distance, for compiled code
    dice       luck without a generator                 seeds      the seeds of many runs
    errors     what can go wrong for users              arguments  what Python code gives us, looked at
    files      written whole or not at all              machine    cores, and standing back from them
    places     where what is the user's is kept
    _jit       the one package that names the compiler  code_cache where compiled code is kept

Nothing here knows a unit, a rule or a file of the game.
"""
