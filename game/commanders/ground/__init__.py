"""What commanders share: how they see the ground.

`ways` measures how far every hex is from others with nobody in the way, `fire` spreads the fire of units over the map,
`supply` says what supply makes of a hex, `objectives` what points are given for.
"""
