"""The board: menu, map, orders by mouse and keys, the opponent's turn, replays. What the player sees and does.

A window (`game.desk`) runs scenes one at a time: `menu`, `board`, `replay_viewer`, ... A `Session` is the game at the
board with what can be taken back; it knows nothing of drawing, so that orders given by mouse and by program are the
same. A scene works nothing out: rules, odds and reach come from the engine. Nothing here is imported by the headless
commands.

From the mouse to an order at the board:

- panels (`panels`, `fan`), popups and the pointer (`pointer`, `key_pointer`) are handed what is seen (`seen`): the
  position as far as it is shown, what is chosen, window, map. They answer with an intent (`intents`), a small value,
  and neither know the board nor change anything.
- `board` alone carries intents out; its table says by which part: `choosing`, `ordering`, `rounds` (who waits for
  orders), `turns` (ending a turn, `thinking` commanders, `seats`), `showing` (playing back on the map), `keeper` (saves
  and doors to other scenes).
- `play` is what those parts share and change, and what panels see. `chart` is the half of it that a replay has too: a
  map with what is chosen on it and laid over it, and the keys for that; `watching` is the other, a film.
"""
