"""Stage 5, topics: what is talked about that no theme names, and how far each topic can be trusted."""
