"""The rulebook as functions, one module a chapter; README.md leads from each rule to its function, test and source.

    1  orders, luck, rates                        6   artillery
    2  sequence, arrivals                         7   recovery
    3  movement, ways, stacking, zones            8   works
    4  supply                                     9   permissions
    5  combat, troops, losses, aftermath,         10  areas, victory
       rehearsal (the forecast)

Beside the chapters: `conditions` says whether what plans hang on is so, `scratch` and `buckets` are work space,
`surveys` answers overlays and commanders, `threats` says what the enemy could do with its turn, `examples` says what
all of it is compiled with.

Rules answer questions about a World and a State and work out what happens; `effects` alone writes the State. All of it
compiles as one program and runs as plain Python just as well. Names, texts and Python objects are the engine's.
"""
