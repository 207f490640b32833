"""Benchmarks: what the program claims, measured by commands that anyone can run."""
