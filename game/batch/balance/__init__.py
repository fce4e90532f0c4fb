"""The balance card of a scenario: who wins how often, with which plans, when it is settled, who has a part in it.

`asking.question` says what is played, `playing.play` plays it, `card.card` says what came of it as plain data;
docs/balance.md explains every figure.

    asking     what is played: as it is, every pair of plans, one unit more a side
    adding     the unit that is added, and where         playing    from the question to results
    verdicts   from shares to words, all thresholds      settling   from which turn on a game ends as it does
    losing     what came and what was lost               taking_part  units that fought, and that did not
    card       all of it as plain data                   picture    all of it on one page
    panels     the parts of that page
"""
