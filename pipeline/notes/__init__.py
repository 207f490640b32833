"""Stage 2, split: lines to notes and passages; copies merged."""
