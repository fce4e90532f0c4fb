"""The commander `officer`: carries out a plan, formation first, then units; takes chances only where no task is left.

Where there is no plan it makes its own: `position` and `appreciation` are what it sees at the start, `planning` what
it means to do, `sharing_out` with whom; `leaving` says who leaves the map for points (`ways_out`, and `detours` of
boats), `cutting_off` who bars the way of enemies that would.
`mind` has all that is known and thought; `surroundings` looks around, `tasks` says what each unit is about, by the
plan and as things stand, `posts` where it is to be, `readiness` who is ready to assault, `stakes` at what chance and
cost; `composing` (who), `assaults`, `guns` and `marches` say how it is done, and `turn` runs through the stages of a
player turn. `reasons` says why. `commander` puts them together; `examples` says what it is compiled with.
"""
