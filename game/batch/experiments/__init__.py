"""Experiments: from a file to points, from points to games, which any number of workers play.

reading   a file of an experiment, checked        factors   what a factor can be, and what it changes
designs   which combinations are played           drawing   strengths that are drawn
running   plays an experiment                     stretches how many games of a point come next, and when enough
tasks     what one worker plays at a time         crews     who plays: threads here, or a Dask cluster
parts     what a task brought, as a file          folders   the folder that a batch or an experiment fills
findings  what came of it, as plain data
"""
