"""A battle to begin with: small, whole, and won by either side, to be changed with a text editor.

    wanted   what is asked for, within bounds       ground   the map, the same for both sides
    texts    the files, with comments               making   all of it in a folder, checked

    placing  a folder for it, filled whole or not left
    copying  a battle that is there, as the beginning of one's own

`scenario new` calls `making.make_battle`, `scenario copy` calls `copying.copy_battle`.
"""
