"""One colour per theme, kept in every chart.

Each has a contrast of at least 3:1 with white and with the dark page, so that a chart works on both. No
chart rests on colour alone: twelve hues cannot all be told apart by everyone, and every mark has a label.
"""

from __future__ import annotations

INK = "#1b1b1f"
"""Text and rules; becomes the page's own text colour in the SVG."""
NEUTRAL = "#6f7480"
"""Marks that stand for no theme."""

COLOURS = {
    "relationships": "#d1495b",
    "power": "#2f6fd0",
    "listening": "#0e8a6d",
    "joining-forces": "#b36a00",
    "prevention": "#8a63c9",
    "strengths": "#6b7f00",
    "not-transactions": "#c2478f",
    "collaboration": "#00809e",
    "participation": "#a8572f",
    "local": "#4d8a2f",
    "not-targets": "#7a6a8a",
    "changing-ourselves": "#5a6fb8",
}


def colour(theme: str) -> str:
    """Return the theme's colour; a neutral one for anything else."""
    return COLOURS.get(theme, NEUTRAL)
