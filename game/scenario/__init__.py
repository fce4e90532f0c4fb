"""Scenarios: from the text files of an author to the arrays of a game, and back to text.

`loading.load_scenario(name)` is the door. Behind it, in the order of the work:

    homes        folders of battles, whose they are     library      a scenario by its name; the shared libraries
    files        those that a scenario is made of          folder_files  all of a folder, with what no scenario reads
    reading      YAML within bounds, a place for every value
    schema       the nouns: what may be written        nouns        all the nouns of one scenario
    validating   data against the nouns, in words      suggesting   "did you mean"
    stand_ins    put where something is wrong          kinds        what kind of file a document is
    checks       what a schema cannot say; by file in `library_checks`, `look_checks`, `map_checks`, `force_checks`,
                 `play_checks`, `deployment_checks`, `exit_checks`, `weather_checks`, `sum_checks`, `plan_checks`,
                 which write to a `report` and look things up in a `setting`
    grids, areas, heights  what the text of a map means, hex by hex
    rule_values  the numbers of the rules, declared    languages    texts in other languages
    light        sun and moon                          ways, spans  costs from hex to hex; those that change
    changing_ground  which ground counts as which, turn by turn
    names        what the rows of the arrays are called  plan_words   plans as sentences
    compiling    nouns to arrays: the World            starting     the State before the first turn
    meanings       what words of closed sets mean, for `scenario ids`
    symbol_names   what a counter can show            pictures     PNG files that a battle names
    picture_mark   by which those that commands drew are known
    own_libraries  libraries that a battle brings       establishments  what a unit is, by its type and itself
    plan_table   plans to arrays (`plan_arrays`), for compiled commanders
    world        the arrays: World and State, field by field
    changes      what-ifs: a scenario with values changed by path, and built again
    another_unit the same with one unit more

Back to text, and for authors:

    new_battle   a battle to begin with
    writing      canonical YAML, edits that keep comments            map_text, plan_text   those of map and plan
    formatting   a file in the canonical layout, token by token (`layout_tokens`)
    remarks      what looks wrong in files that can be played: a package, with a page of its own
    folder_files what lies in a folder of battles, and what belongs to none
    differences  what differs between two: of `difference_views`, in `difference_words` and `difference_sources`; each:
                 `difference_leaves`
    grid_import  tables of a hex grid to a map, by a `grid_recipe`   json_schema  for editors that complete
    geodata      GeoJSON and a grid of heights to a map: a package, with a page of its own
    offering     which ids and entries it offers them
    tiled        maps to Tiled, a painter of hex maps, and back
    packages     a battle as one file, and from it to a folder of a home, whoever made it

Nothing here knows a rule, draws anything or loads Numba.
"""
