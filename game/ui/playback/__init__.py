"""Showing on the map what orders have brought, one's own and those of a commander; replays show theirs in the same way.

What is here:

    showing          the part of the board that does it    animation        events played on the map, step by step
    acts             what is seen of one event             passages         the steps of a commander's turn by formation
    playing_strip    pause, step, back, speed              controls         what they do, by `playing_intents`
    result_box       the slip that says what a fight brought
    caption          whose orders are shown                happenings       what has happened, in entries of a list
"""
