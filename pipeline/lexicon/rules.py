"""What a theme takes to apply, as the settings say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rules:
    """The rules by which terms decide; each has its meaning and default in the settings.

    `strong` holds per family the weight that one of the terms must have.
    """

    threshold: float = 1.0
    passing: float = 0.4
    names: float = 1.0
    recited: float = 1.0
    sentence: float = 0.0
    strong: Mapping[str, float] = field(default_factory=dict)
