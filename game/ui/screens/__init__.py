"""The screens around the board: before a game, after it, and between.

What is here:

    menu             the main menu                         scenario_facts, thumbnails: what it says and shows of each
    battle_setup     who plays, luck, seed                 starting         a board or replay made in a thread
    settings_scene   settings and keys                     help_pages       how to play
    briefing         text and pictures of the briefing     winning          how a battle is won, in words
    report           the end of a game                     reckoning        losses beside history
"""
