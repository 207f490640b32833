"""Stage 9, roundup: the yearly draft, of sentences chosen from the notes."""
