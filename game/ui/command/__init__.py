"""Command of formations: who is meant, what they are to do, what the staff proposes for it, how it is drawn.

`commanding` is the part of the board that holds the others and is all that the board knows of them.

    grouping           chooses several units               formation_intents  what can be meant with formations
    tasking            puts an order to formations together; `task_drafts`: one that is not yet given
    standing_checks    lets only orders pass that a save can hold
    proposing          asks the staff what to do           proposals          what it has proposed, and its marks
    carrying_on        goes on with what was ordered, turn by turn; `far_marches`: marches of several turns
    orders_on_map      arrows, lines and areas of orders   plan_folder        plans as files, read and written
"""
