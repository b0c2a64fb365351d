"""A campaign is set up: its scheme, its guideline, the people in it."""
