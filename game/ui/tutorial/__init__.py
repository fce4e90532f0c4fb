"""Games that lead newcomers, a lesson at a time; they are games like any other, with a sheet beside the map.

What is here:

    courses       which there are, and how one begins      lessons       what a lesson is, and asks of the position
    first_game    the lessons of the night attack          second_game   those on orders to formations
    walkthrough   the sheet with the lesson                pointing_out  arrows at what it means
    guiding       the tutorial of one play                 sheet_places  where the sheet may stand
"""
