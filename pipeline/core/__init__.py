"""What every other package shares: faults, tables, store, what counts, how days and numbers are said."""
