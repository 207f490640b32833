"""What a theme takes to apply, as the settings say it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    """The rules by which terms decide; each has its meaning and default in the settings."""

    threshold: float = 1.0
    passing: float = 0.4
    names: float = 1.0
    recited: float = 1.0
    sentence: float = 0.0
