"""The theme lexicons: their language, their files, and finding their terms in texts with exact spans."""
