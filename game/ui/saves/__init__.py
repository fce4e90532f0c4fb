"""Games on disk: every game keeps itself, and the player keeps some under names of his own.

What is here:

    autosaves     what a game writes of itself, and when   save_folder   which files there are, what can be said of each
    save_names    what a save may be called                save_list     what is saved, by game; `save_rows`: its lines
    load_scene    the page on which one is opened          save_scene    the page on which one is written
"""
