"""Many games at once: from runs to rows to tables, on local threads over compiled code. Nothing here knows a rule.

`runner.run_batch` is the door. Beside it:

    runs       what decides one run, and how many there may be    experiment  points that differ in factors
    results    what runs brought, as arrays                       history  results held against what happened
    intervals  how sure figures are                               tables   what a batch comes to, as plain data
    ladder     commanders against each other on the same seeds    composition  what losses are made of, what was done
    comparing  what two batches differ in beyond luck            figures      what a game comes to, by ids
    experiments  from a file to points to games               report     a page and plots of what was found
    balance    how even a scenario is, and what decides it        evening_out  a new battle that either side can win

What is noted of a run while it is played:

    recording  measures at the end of each turn         noting       what else, where it is asked for:
    units      what every unit did and became           control      who owned the ground, day by day
    combats    every assault and bombardment            happenings   events by kind, phases of plans
    log_reading  the log of a run, for all who want something of it
    standings  points as they would be given at the end of each turn

Rows as files, `rows.write_rows`:

    columns    what is in each table, with units        cells        what a block of rows is
    blocks     the rows of the tables, block by block   combat_rows  those of single fights
    table_files     CSV and Parquet                     manifest     what the files are; whether they still are
    headings   which tables and columns there are       arrow_tables  the same rows for data frames
    scenario_files  the scenarios that were played      again        a row as a game
    rows       all of them in one folder

A table of a million rows never stands in memory: results are compact arrays.
"""
