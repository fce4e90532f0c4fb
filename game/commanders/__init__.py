"""Who gives orders. A commander is one value with all that is its own; `commander` says what it must have.

`idle`, `at_random`, `cadet`, `officer` and `staff` are commanders, each a module or package; all but the first and the
last are compiled, each for itself. `plans` is what they get of the plans of both sides, `ground` what they share,
`fight_words` what they say of a fight.
`roster` has them by name, `titles` says what people call them.
`by_function` makes a commander of a function in Python, `from_file` loads one from a file, when somebody names it.
`standing_orders` is what a player orders formations to do, `delegation` the officer who carries it out for the player.
`player` is one at work: order by order for a Game, with reasons, or a player turn at a time;
`whole_game` plays whole games of such turns, and `estimate` plays a position on many times. None of these knows which
commander it serves. `docs/commanders.md` shows how one is added.
"""
