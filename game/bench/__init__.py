"""What `borderwars bench` measures: the bars of this game's speed and memory, judged alike on every machine.

    bars        what is measured, each with its bar                           figures    a figure and how it is judged
    yardstick   how fast this machine is now: a fixed piece of our own kind of work
    games       whole games, and the pieces of work done in them most         parts      how a game's time is shared out
    growth      more units, a larger map                                      processes  what must start from nothing
    board       the window: frames, clicks, opening, the estimate             hand       its mouse and keys
    long_play   an hour of play, for the memory

Times on one core are processor time, so that a busy machine does not count against us; the rest is time on the clock.
Nothing needs this layer but the command, which prints what it yields.
"""
