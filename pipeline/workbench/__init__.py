"""What a lexicon edit does: gains, losses, terms that never count, suggestions, terms in context."""
