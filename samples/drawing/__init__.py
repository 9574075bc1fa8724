"""Draws application packages whose truth is known, because every value is recorded where it is drawn.

Nothing here imports the product: the truth follows from construction alone.
"""
