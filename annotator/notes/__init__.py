"""What annotators say about sentences beside their answers, and what curators reply."""
