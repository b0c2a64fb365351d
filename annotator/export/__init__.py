"""Datasets out: the rows of the live state, in one order, the same bytes each time."""
