"""The nouns of the scenario files, as strict models: what may be written, of what type, within what bounds.

One model a noun; `docs/scenario_files.md`, `docs/plans.md` and `docs/experiments.md` show each in use. `basics` has
what all share; `libraries`, `mapsheet`, `forces`, `plan`, `scenario_file`, `texts` and `experiment_file` have the
nouns of one kind of file each; `looks` has flags, pictures and symbols. What a model cannot say (names that must exist,
hexes that must be on the map, rows of the right length) is in `checks.py`; turning nouns into arrays is `compiling.py`
(World) and `starting.py` (State). Hexes are printed numbers ("0412"), names are references by id, measures are whole
numbers in the unit that the field names.
"""
