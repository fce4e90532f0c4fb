"""Valid scenarios at random: whatever `scenario check` accepts, from one empty hex to a hundred by a hundred.

    scenario = generated(4711)                  # the scenario of a seed
    @given(scenarios(most=SMALL)) ...           # the hypothesis strategy
    python -m tests.generated --seed 4711 --out DIR      # the same as files
    python -m tests.generated --seed 0 --count 500 --check      # play and check them all

`wishes` says how large a scenario is and what it has; `ground`, `troops`, `play` and `libraries` write one file each,
`battle` puts them together. Numbers are drawn from the bounds of the schema itself (`bounds`), as often at a bound as
inside. `checking` plays a scenario in every way that must lead to the same game.
"""
