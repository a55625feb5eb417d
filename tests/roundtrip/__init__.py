"""Records drawn at random and printed as a document of their family, with the accidents that real documents show.

Each family's module says NAME, ACCIDENTS and `draw(random, accidents)`: the file, and what must be read from it.
"""
