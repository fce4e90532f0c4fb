"""Maps to and from Tiled (mapeditor.org), which paints hex maps: a `.tmx` or `.tmj` file and the tilesets beside it.

    layout      where hexes, corners and hexsides are, in pixels of such a file
    content     what a file of Tiled holds, as far as we use it; the same for both formats
    entries     entries of a map (places, bridges, crossings, ...) as names, classes and properties of objects, and back
    tilesets    one square of a picture for each ground, height and region
    exporting   map to content                    writing     content to text, as TMX, TMJ and TSX
    guarding    files from anywhere: what is refused before anybody reads them
    opening     file to content, by pytiled-parser (extra `tiled`)
    importing   content to map: `painted` makes the grids, `drawn` the rest, `findings` are what is wrong

`docs/tiled.md` says what each layer means to somebody who draws.
"""
