"""The commander `staff`: chooses between plans by playing them out.

At the start of each of its turns it plays every plan that its side could follow on to the end, some games against each
plan that the enemy is likely to follow, all led by officers, and follows the one that brings most. The number of games
is fixed, and their luck has nothing to do with that of the game, so that the same position gives the same choice.

`candidates` says which plans, bolder and more careful ones among them; `choosing` plays them out; `commander` puts
it together and says what was weighed. What is chosen the officer carries out.
"""
