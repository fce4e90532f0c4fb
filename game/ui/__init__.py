"""The board: menu, map, orders by mouse and keys, the opponent's turn, replays. What the player sees and does.

`window` runs scenes one at a time (`menu`, `board`, `replay_viewer`, ...). A `Session` is the game at the board with
what can be taken back; it knows nothing of drawing, so that orders given by mouse and by program are the same. A scene
keeps selection and camera, reads the state, submits orders, plays events. It works nothing out: rules, odds and reach
come from the engine. Nothing here is imported by the headless commands.
"""
