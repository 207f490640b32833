"""Stage 1, clean: files under the raw folder to cleaned lines, whatever the format."""
