"""What commanders share: how they see the ground.

`ways` measures how far every hex is from others with nobody in the way, `fire` spreads the fire of units over the map,
`strength` says which side is the stronger, `places` and `supply` what a hex is worth to whoever goes there,
`objectives` what points are given for, `leaving` what it is worth to leave the map; `fights` has what they share of
assaults and bombardments, `boats` of fire over water and of where boats go.
"""
