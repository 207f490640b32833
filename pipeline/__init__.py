"""Turning Point: which themes recur in a network's meeting notes, and the evidence for it."""

__version__ = "0.1.0"
