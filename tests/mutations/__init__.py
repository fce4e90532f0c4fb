"""Do the tests notice when the game is wrong? Single changes of its source, each tried against the tests.

    python -m tests.mutations --seed 1 --count 200            # an hour or two on two quiet cores
    python -m tests.mutations --seed 1 --count 200 --list     # only say what would be changed
    python -m tests.mutations --in game/rules/combat.py --seed 1 --count 20

`changes` finds what can be changed in a source: a comparison, an operator, a constant, a condition, a line, the order
of arguments. `seeing` says which tests can see a module, the nearest first. `trying` makes one change after another in
copies of the tree and runs those tests in plain Python, until one of them fails that does not fail without the change.
Here nothing is compiled; only where the changed source is no compiled one do the tests of batches and whole games
follow, with the compiled rules that are there.

What nobody notices is either a gap in the tests or a change that changes nothing; README.md here says which are which.
"""
