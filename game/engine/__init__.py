"""A game for people and programs: orders in, events out.

`game.Game` is the door: it gives the rules names, keeps the record of a game, and copies. Values pass through it:

    orders     what is asked for, with a text form (`order_text`); `order_table` says what is done with each kind
    reasons    why an order is not legal, in a sentence
    events     what happened, read from the log; `fights` and `event_words` put them into words
    forecast   what a fight may bring, exactly; `term_table` has the terms behind it
    marches    where a march would lead            surveys    reach, threat and supply
    threats    what the enemy could do to each hex with its next turn
    cards      units and sides to be read          encoding   orders as the records that rules read
    saves      a game in a file (`strict_json`, `saved_record`, `saved_scenario`), with `snapshots` of it, within
               `snapshot_bounds`
    old_rules  the rulebook of an older save       plain      rules that Python asks for one number
    replay     a record played again and compared  sight      what a side knows
    service    what every unit has done in a game   service_table  its rows and columns
    turn_files a turn as it goes by mail           exchange   whether one goes on from the last
    matches    which game by mail, between whom   asides     what a save keeps of a turn that is no order

The rules themselves are one floor down, in `game.rules`; nothing here draws or decides.
"""
