"""What looks wrong in files that can be played: remarks, a level below faults.

Each module has one family of them; each function has one kind, and yields remarks on a scenario that has been checked.

    checked      a scenario with the places of its values, and what else lies in its folder
    marches      where units of a side can ever come, whoever is in the way
    objectives   areas of awards, and tasks of plans, that those who are meant for them can never enter
    margins      victory levels that no sum of points reaches
    idle_units   units that can never fight, nor be supplied
    newcomers    arrivals that cannot come in where they should, or hardly in time
    translations  texts in other languages that are missing or too many    letters  those that the font has
    unused       what nothing names and nobody needs    own_entries  of the libraries that a battle brings itself
    short_turns  turns of minutes by the rule values of long ones
    unnamed_files  a plan, a map, forces that no scenario beside them names
    in_use       the least and the most of each value in the files that come with the game
    unusual      values far outside of that
    rivers       watercourses with a gap
    repeats      what lists have twice                   closed_ground  chances for those who never enter
    finding      all of them, for a scenario or a single file

Nothing here plays a game: all follows from the files and the arrays made of them. A remark is to be right whenever it
is made; so whatever might yet be possible counts as possible.
"""
