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
  orders), `turns` (ending a turn, `thinking` commanders, `seats`), `showing` (playing back on the map), `keeper` (saves
  and doors to other scenes).
- `commanding` is command of formations: `grouping` chooses several units (`formation_intents`), `tasking` puts orders
  to formations together (`task_drafts`), `proposing` asks the staff what to do for them (`proposals`) and keeps plans
  (`plan_folder`); `standing_checks` lets only those pass that a save can hold; `orders_on_map` says how they are drawn;
  `carrying_on` has `far_marches` go on turn by turn.
- `play` is what those parts share and change, and what panels see. `chart` is the half of it that a replay has too: a
  map with what is chosen on it and laid over it, and the keys for that; `watching` is the other, a film.

Screens, and what they are made of:

    scenes           constructs them all                  requests       what may be asked of it
    menu             the main menu                        scenario_facts, thumbnails: what it says and shows of each
    battle_setup     who plays, luck, seed                starting       a board or replay made in a thread
    settings_scene   settings and keys                    help_pages     how to play
    load_scene       the list of saves                    save_scene     saving under a name
    save_list        what is saved, by game               save_rows      the lines of that list
    mail_page        a game by mail between two turns     turn_scene       the turn files; `turn_list`: what they are
    game_menu        the menu over the board              report         the end; `reckoning`: losses beside history
    briefing         text and pictures of the briefing    winning        how a battle is won, in words
    courses          games that lead newcomers            lessons        what a lesson is, and asks of the position
    first_game       the lessons of the night attack      second_game    those on orders to formations
    walkthrough      the sheet with the lesson            pointing_out   arrows at what it means
    guiding          the tutorial of one play
    replay_viewer    a replay on the map                  film, replay_intents, replay_panels: its parts

The board, beside the parts above:

    session          the game, with what is taken back    selection      what is chosen and pointed at
    layout           where everything stands              first_view     what is seen first
    responses        what a click does                    hints          ... said before it is done (bottom line)
    drafts           an attack being put together         drafting, composing  how, and by whom
    advance          who takes the ground, and what is laid bare
    approaches       from where a unit could attack       from_where     the question from where it is to
    awaiting         who is asked for orders, who not  questions      ... before the turn ends
    menus            what stands in the menus, and why something means nothing now; `menu_bar` opens them
    overlays         what a key lays over the map         selection_marks  chosen hex, march, attack
    foreseen         what the enemy could do next turn    prospects      what an attack there promises, in words
    animation, acts  events played on the map, in `passages`; `result_box`: the slip that says what a fight brought
    caption          whose orders are shown; `why`: for what reasons
    playing_strip    pause, step, back, speed in the opponent's turn; `controls`, `playing_intents`: shared with replays
    autosaves        every game keeps itself              save_folder, save_names: files of games
    mailing          the other's turn come by mail        mail_folder      turn files, and what was exchanged
    crash_words      what a crash report says of a game

What windows at the side say (most are in `panels`):

    order_of_battle  the window; `forces`: what is in it  estimate       findings of `panels/estimate`
    forces_columns   what it says of each, and sorting    forces_room      how wide that is
    happenings       entries of `panels/happened`         log_lines      lines of `panels/log`
    luck_ledger      how lucky each side was              jump           what `panels/jump_window` finds
    service_book     records of `panels/service_window`
"""
