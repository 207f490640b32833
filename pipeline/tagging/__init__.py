"""Stage 4, tag: which themes apply to each passage, and why."""
