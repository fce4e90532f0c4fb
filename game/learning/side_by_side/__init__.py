"""What of the vector environment is compiled: decisions of many games, taken one after another without Python.

    records     drafts, table and what is seen, as arrays    choosing    what is open, and what a decision brings
    places      where each number of an observation is       seeing      what a side sees
    stepping    the one way in from Python

It has a folder of its own so that a change elsewhere in `game.learning` compiles nothing. It is compiled when the
first vector environment takes its first step, and kept; `make setup` does not compile it.
"""
