"""The desktop kit that all scenes share, whatever they show: window, pages, keys, settings, sheets, windows over a map.

    window      runs one scene at a time            requests    what a scene wants to have opened
    desktop     the window's place on the screen    memory      kept from growing and stumbling
    settings    what the player has set, in a file  crash       what a fault of ours comes to
    keys        actions and their keys              key_words   what lists call them
    presses     which presses count                 focus       what the keys press now

Screens of paper:

    page        what all share, with `page_layout`, `page_elements` (buttons), `page_focus`, `paper`, `roll` (scrolls)
    asking      a question over a page              waiting     what is being done meanwhile
    help        manual and rulebook                 shade       the scene beneath, in the shade
    rulebook    its text, by sections               rule_texts, rule_links: from a term to its rule

Panels and windows over a map:

    painted     a panel that keeps what it painted  sheets      what it writes on, and spots to click
    stops       the same spots for keys
    popups      windows, and who gets a click       questions   windows that wait for an answer

The map in a window:

    map_view    zoom, pan, all layers               position    what it shows
    land        painted ground, kept on disk        counters_on_map, names_on_map: what lies on it
    grip        click or drag

Nothing here is a scene that a player goes to, knows a rule, or imports `game.ui`.
"""
