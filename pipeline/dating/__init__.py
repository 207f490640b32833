"""Stage 3, dates: when each note's meeting was, with the evidence."""
