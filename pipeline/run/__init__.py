"""The stages in order, what each depends on, and bringing them up to date."""
