"""The door for people: one file a screen. Request into values, one call, result into a page."""
