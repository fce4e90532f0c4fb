"""Replays on the map: a game that is over, or a save, looked at step by step.

What is here:

    replay_viewer    the scene                             watching         a film on a map: where it is, how it goes on
    film             the steps of a game, by player turn   replay_intents   what can be meant in a replay
    replay_panels    the strip, the steps, the card
"""
