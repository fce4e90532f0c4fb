"""Geodata to a map: GeoJSON and a grid of heights, at any size of hexes, as a recipe of the author says.

    recipe     what the file of a recipe may say
    features   GeoJSON from anywhere to features, within bounds
    relief     a grid of heights (ESRI ASCII) to the height of each hex
    sheet      where degrees are on the map: hexes, corners and hexsides
    tracing    lines to chains of hexes or hexsides, polygons to hexes
    drafting   features by the layers of a recipe to the parts of a map
    making     recipe and folder to the text of the map

`docs/geodata.md` has an example. Tables of a hex grid that is made already are `grid_import`'s.
"""
