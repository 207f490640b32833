"""How many topics: what each number tried gives and costs, in small panels."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.charts.canvas import NORMAL, SMALL, WIDTH, Canvas, Key, height_of, text_width, wrap
from pipeline.charts.palette import NEUTRAL

PANELS = (
    ("stability", "Share of a topic’s words that comes back", 0.5),
    ("coherence", "How often its words stand together, 0 being chance", 0.0),
    ("hold", "What comes back above one half, over all topics", 0.0),
)
"""Column of `topic_choices`, heading, and the value that a thin line marks."""
LEFT, GAP, HEIGHT = 26.0, 36.0, 70.0


@dataclass(frozen=True)
class Scale:
    """Where the values of a panel are drawn: `high` at `top`, `low` at the bottom."""

    low: float
    high: float
    top: float

    def y(self, value: float) -> float:
        """Return the height at which a value is drawn."""
        return self.top + HEIGHT * (self.high - value) / max(self.high - self.low, 1e-9)


def numbers(name: str, choices: pd.DataFrame, width: float = WIDTH) -> Canvas:
    """Return the drawing; `choices` holds a row per number of topics, in order."""
    canvas = Canvas(name, width)
    across = 1 if canvas.narrow else len(PANELS)
    width = (canvas.width - LEFT - GAP * (across - 1)) / across
    heads = [wrap(heading, width, NORMAL, "bold") for _, heading, _ in PANELS]
    head = max(height_of(lines, NORMAL) for lines in heads) + 4
    chosen = choices[choices["chosen"] == "yes"].iloc[0]
    for place, ((column, _, mark), lines) in enumerate(zip(PANELS, heads, strict=True)):
        left, top = LEFT + place % across * (width + GAP), place // across * (head + HEIGHT + 50)
        canvas.lines(left, top + height_of(lines, NORMAL) / 2, lines, weight="bold")
        said = f"{chosen[column]:.2f} with {chosen['topics']} topics"
        canvas.text(left, top + head + 5, said.replace("-", "−"), size=SMALL)
        _panel(canvas, left, top + head + 20, width, choices, column, mark)
    y = (len(PANELS) // across - 1) * (head + HEIGHT + 50) + head + 20 + HEIGHT + 34
    keys = (
        Key(lambda x, y: canvas.dot(x + 4, y, 3, NEUTRAL), 12, "the number taken"),
        Key(lambda x, y: canvas.dot(x + 4, y, 3, NEUTRAL, hollow=True), 12, "other numbers tried"),
    )
    canvas.finish(canvas.keys(y, keys))
    return canvas


def _panel(
    canvas: Canvas, left: float, top: float, width: float, choices: pd.DataFrame, column: str, mark: float
) -> None:
    values = choices[column].tolist()
    scale = Scale(min(*values, mark), max(*values, mark), top)
    step = width / len(values)
    xs = [left + (place + 0.5) * step for place in range(len(values))]
    canvas.rule(left, scale.y(mark), left + width, scale.y(mark), 0.4)
    canvas.text(left - 4, scale.y(mark), f"{mark:g}", size=SMALL, align="right")
    canvas.path(xs, [scale.y(value) for value in values], NEUTRAL)
    free = left - 10
    for x, value, number, taken in zip(xs, values, choices["topics"], choices["chosen"], strict=True):
        canvas.dot(x, scale.y(value), 3, NEUTRAL, hollow=taken == "no")
        half = text_width(str(number), SMALL) / 2
        if x - half > free and x + half <= canvas.width:
            canvas.text(x, top + HEIGHT + 12, str(number), size=SMALL, align="center")
            free = x + half + 3
