"""Packages: a battle as one file (`.bwbattle`) that is given to others and installed by them.

A package is a plain zip of text and pictures with a manifest. It may come from anybody, so that nothing of it is
believed: names, sizes and digests are looked at, and what is not expected is refused before anything is written.

    contents    what may be in a package: names, kinds of files, how large, and that nothing in them leads outside
    archive     files to a zip and back, within bounds
    manifest    what a package says of itself
    checking    the scenarios of a folder, each with what is wrong with it
    packing     a folder to a package               opening    a file to a package, or why it is none
    installing  a package to a folder of a home, whole or not at all
"""
