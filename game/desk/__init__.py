"""The desktop kit that all scenes share, whatever they show: window, pages, keys, settings, sheets, windows over a map.

`window` runs scenes one at a time; what one of them wants to have opened it asks the window for (`requests`). `page` is
what screens of paper share (`page_focus`, `roll`, `asking`, `waiting`, `help` build on it). `painted` is a panel that
keeps what it has painted on `sheets`, `popups` are such panels over a map, `questions` those that wait for an answer.
`map_view` is the map with its `land`, counters and names, `grip` the mouse on it. `keys` and `presses` say what a key
means and which presses count. `rulebook`, `rule_texts` and `rule_links` lead from a term to the rule.

Nothing here is a scene that a player goes to, knows a rule, or imports `game.ui`.
"""
