"""A battle to begin with: small, whole, and won by either side, to be changed with a text editor.

    wanted   what is asked for, within bounds       scales    battalions, companies, platoons
    ground   the map, the same for both sides       troops    who fights, on each scale
    texts    the files, with comments               examples  what they have as lines to take up
    making   all of it in a folder, checked     strengths  how strong both sides are
    fighting plans of both sides, and what assaults cost

    placing  a folder for it, filled whole or not left
    copying  a battle that is there, as the beginning of one's own

`scenario new` calls `making.make_battle`, with a defence as strong as `batch.evening_out` finds it must be;
`scenario copy` calls `copying.copy_battle`.
"""
