"""What we hold to be true of a sentence."""
