"""Stage 6, series: notes and themes over time, with how sure each figure is."""
