"""Measures of commanders, for those who make one: what a simple policy does in its place, how it behaves,
and how it does against another in scenarios that nobody has seen.

    python -m tests.measures.exploitability COMMANDER --runs 200
    python -m tests.measures.behaviour --runs 100 [--commander NAME] [SCENARIO ...]
    python -m tests.measures.generated [COMMANDER [OTHER]] --count 100

All play whole games of compiled commanders. Beside them, `python -m tests.measures.stepping` says how fast the
environments for learners are. Which of two commanders is the better in the
battles that come with the game, `borderwars ladder` says.
"""
