"""The board: menu, map, orders by mouse and keys, the opponent's turn, replays. What the player sees and does.

A window (`game.desk`) runs scenes one at a time: `menu`, `board`, `replay_viewer`, ... A `Session` is the game at the
board with what can be taken back; it knows nothing of drawing, so that orders given by mouse and by program are the
same. A scene works nothing out: rules, odds and reach come from the engine. Nothing here is imported by the headless
commands.

From the mouse to an order at the board:

- `panel_focus` leads the keys from the map through panels and windows and back; `leaving` tells those that the pointer
  has left.
- panels (`panels`, `fan`), popups and the pointer (`pointer`, `key_pointer`) are handed what is seen (`seen`): the
  position as far as it is shown, what is chosen, window, map. They answer with an intent (`intents`), a small value,
  and neither know the board nor change anything.
- `board` alone carries intents out; its table says by which part: `choosing`, `ordering`, `rounds` (who waits for
  orders), `turns` (ending a turn, `thinking` commanders, `seats`), `playback` (showing on the map what has been
  ordered), `command` (orders to formations), `keeper` (saves and doors to other scenes).
- `play` is what those parts share and change, and what panels see. `chart` is the half of it that a replay has too: a
  map with what is chosen on it and laid over it, and the keys for that.

What has a package, and a page, of its own:

    command    orders to formations                   playback   orders shown on the map, the opponent's turn
    panels     around the map, and windows over it    screens    menu, set-up, settings, briefing, report
    saves      games on disk                          mail       a game by files of turns
    replays    games looked at again                  tutorial   games that lead newcomers

What stands here:

    scenes           constructs all screens               requests       what may be asked of them
    session          the game, with what is taken back    selection      what is chosen and pointed at
    layout           where everything stands              first_view     what is seen first
    responses        what a click does                    hints          ... said before it is done (bottom line)
    drafts           an attack being put together         drafting, composing  how, and by whom
    advance          who takes the ground, and what is laid bare
    approaches       from where a unit could attack       from_where     the question from where it is to
    awaiting         who is asked for orders, who not     questions      ... before the turn ends
    menus            what stands in the menus, and why something means nothing now; `menu_bar` opens them
    game_menu        the menu over the board              crash_words    what a crash report says of a game
    overlays         what a key lays over the map         selection_marks  chosen hex, march, attack
    foreseen         what the enemy could do next turn    prospects      what an attack there promises, in words
    why              for what reasons a commander ordered something

What windows at the side say (most are in `panels`):

    order_of_battle  the window; `forces`: what is in it  estimate       findings of `panels/estimate`
    forces_columns   what it says of each, and sorting    forces_room      how wide that is
    log_lines        lines of `panels/log`                luck_ledger    how lucky each side was
    jump             what `panels/jump_window` finds      service_book   records of `panels/service_window`
"""
