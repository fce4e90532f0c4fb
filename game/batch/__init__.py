"""Many games at once: from runs to rows to tables, on local threads over compiled code. Nothing here knows a rule.

`runner.run_batch` is the door. Beside it:

    runs       what decides one run, and how many there may be    rows     the rows as files, with a manifest
    results    what runs brought, as arrays                       experiment  points that differ in factors
    intervals  how sure figures are                               history  results held against what happened
    recording  what is noted at the end of each turn              tables   what a batch comes to, as plain data
    ladder     commanders against each other on the same seeds    composition  what losses are made of, what was done
    comparing  what two batches differ in beyond luck         report   a page and plots of what an experiment brought

A table of a million rows never stands in memory: results are compact arrays.
"""
