"""Scenarios: from the text files of an author to the arrays of a game, and back to text.

`loading.load_scenario(name)` is the door. Behind it, in the order of the work:

    library      where the game's own files are
    reading      YAML within bounds, a place for every value
    schema       the nouns: what may be written        nouns        all the nouns of one scenario
    validating   data against the nouns, in words      suggesting   "did you mean"
    checks       what a schema cannot say; by file in library_checks, map_checks, force_checks, play_checks,
                 deployment_checks, which write to a report and look things up in a setting
    grids, areas what the text of a map means, hex by hex
    light, ways  sun and moon; costs from hex to hex
    names        what the rows of the arrays are called
    languages    names on the map in other languages
    compiling    nouns to arrays                       world        the arrays: World and State
    writing      canonical YAML, edits that keep comments
    json_schema  for editors that complete

Nothing here knows a rule, draws anything or loads Numba.
"""
