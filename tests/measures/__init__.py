"""Measures of commanders, for those who make one: what a simple policy does in its place, and how it behaves.

    python -m tests.measures.exploitability COMMANDER --runs 200
    python -m tests.measures.behaviour --runs 100 [--commander NAME] [SCENARIO ...]

Both play whole games of compiled commanders. Which of two commanders is the better, `borderwars ladder` says.
"""
