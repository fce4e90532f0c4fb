"""A game between two people who send each other files of turns.

What is here:

    mail_page     the page between two turns               turn_scene    the page of turn files; `turn_list`: its list
    mail_folder   the files, and what was exchanged        mailing       the other's turn come by mail, at the board
"""
