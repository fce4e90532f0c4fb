"""Experiments: from a file to points, from points to games, which any number of workers play.

    reading    a file of an experiment, checked         factors    what a factor can be, and what it changes
    designs    which combinations are played            drawing    strengths that are drawn
    running    plays an experiment                      stretches  how many games of a point come next; when enough
    crews      who plays: threads here                  clusters   who else does: processes of a Dask cluster
    processes  and processes, where Python plays along  elsewhere  a task in another process
    parts      what a task brought, as a file           plan_file  what a folder is for, as plain data
    folders    the folder that is filled                findings   what came of it, as plain data

Whoever plays, and however often it is broken off, the rows are those of one thread that never was.
"""
