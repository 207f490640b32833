"""Where texts and dots are, once they are drawn."""

import numpy as np
from matplotlib.patches import Circle

from pipeline.charts.picture import DOTS_PER_INCH, Drawn


def label_boxes(canvas):
    """Return words and boxes (x0, y0, x1, y1 in points, upwards) of the texts, as they are drawn."""
    scale = DOTS_PER_INCH / 72
    drawn = Drawn(canvas)
    renderer = drawn.surface.get_renderer()
    found = [text.get_window_extent(renderer).extents / scale for text in drawn.axes.texts]
    return [text.get_text() for text in drawn.axes.texts], np.array(found).reshape(-1, 4)


def dot_boxes(canvas):
    """Return names and boxes of the dots."""
    dots = [patch for patch in Drawn(canvas).axes.patches if isinstance(patch, Circle)]
    bottom = canvas.height
    found = [
        (x - r, bottom - y - r, x + r, bottom - y + r)
        for (x, y), r in ((dot.center, dot.radius) for dot in dots)
    ]  # fmt: skip
    return [dot.get_gid() or "legend" for dot in dots], np.array(found).reshape(-1, 4)


def evidence_of(canvas):
    """Return what the marks lead to."""
    return [values["evidence"] for _, values in canvas.shapes if values.get("evidence")]


def shared(some, others):
    """Return the area that each of the one shares with each of the others."""
    low = np.maximum(some[:, None, :2], others[None, :, :2])
    high = np.minimum(some[:, None, 2:], others[None, :, 2:])
    return np.clip(high - low, 0, None).prod(axis=2)
