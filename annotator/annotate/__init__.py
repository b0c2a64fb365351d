"""A person judges a sentence: submit, revise, undo. Every step is kept."""
