"""Where texts and dots are, and which marks, once they are drawn."""

import numpy as np

from pipeline.charts.canvas import baseline, line_box, text_width


def label_boxes(canvas):
    """Return words and boxes (x0, y0, x1, y1 in points, downwards) of the texts, as they are drawn."""
    texts = [values for shape, values in canvas.shapes if shape == "text"]
    found = [_box(**values) for values in texts]
    return [values["text"] for values in texts], np.array(found).reshape(-1, 4)


def _box(x, y, text, size, align, valign, weight, turned, **_):
    above, below = line_box(size)
    width, down = text_width(text, size, weight), baseline(size, valign)
    left = {"left": 0, "center": 0.5, "right": 1}[align] * width
    if turned:
        return x + down - above, y + left - width, x + down + below, y + left
    return x - left, y + down - above, x - left + width, y + down + below


def dot_boxes(canvas):
    """Return the evidence of the dots (of a legend's, "legend") and their boxes."""
    dots = [values for shape, values in canvas.shapes if shape == "dot"]
    found = [
        (d["x"] - d["radius"], d["y"] - d["radius"], d["x"] + d["radius"], d["y"] + d["radius"]) for d in dots
    ]
    return [dot["evidence"] or "legend" for dot in dots], np.array(found).reshape(-1, 4)


def evidence_of(canvas):
    """Return what the marks lead to."""
    return [values["evidence"] for _, values in canvas.shapes if values.get("evidence")]


def squares_of(canvas):
    """Return the boxes of the squares that lead to passages."""
    found = [values for shape, values in canvas.shapes if shape == "box" and values["evidence"]]
    return np.array([(b["x"], b["y"], b["x"] + b["width"], b["y"] + b["height"]) for b in found])


def shared(some, others):
    """Return the area that each of the one shares with each of the others."""
    low = np.maximum(some[:, None, :2], others[None, :, :2])
    high = np.minimum(some[:, None, 2:], others[None, :, 2:])
    return np.clip(high - low, 0, None).prod(axis=2)
