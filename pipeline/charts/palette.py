"""One colour per theme, kept in every chart.

Each has a contrast of at least 3:1 with white and with the dark page, so that a chart works on both. Any two
are at least 15 apart (CIE 1976 colour difference), the behaviours at least 25, as seen with full colour
vision and without red, green or blue cones. No chart rests on colour alone all the same: every mark has its
label, in grey too.
"""

from __future__ import annotations

INK = "#1b1b1f"
"""Text and rules; becomes the page's own text colour in the SVG."""
NEUTRAL = "#6f7480"
"""Marks that stand for no theme."""

COLOURS = {
    "relationships": "#b7149e",
    "power": "#638cf4",
    "listening": "#5c6f3b",
    "joining-forces": "#e8620a",
    "prevention": "#9315fb",
    "strengths": "#b24901",
    "not-transactions": "#ec004b",
    "collaboration": "#6253ce",
    "participation": "#bd8585",
    "local": "#a089a8",
    "not-targets": "#8b5d6f",
    "changing-ourselves": "#838ed3",
}


def colour(theme: str) -> str:
    """Return the theme's colour; a neutral one for anything else."""
    return COLOURS.get(theme, NEUTRAL)
