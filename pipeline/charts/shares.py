"""Small multiples: a panel per theme, its share over time, the interval as a band."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from pipeline.charts import titles
from pipeline.charts.breaks import Break, folded
from pipeline.charts.canvas import NORMAL, SMALL, WIDTH, Canvas, Key, height_of, text_width, wrap
from pipeline.charts.look import Look, Looks
from pipeline.charts.palette import NEUTRAL
from pipeline.core.calendar import period_words
from pipeline.core.wording import percent, several

ACROSS, NARROWLY = 4, 2
"""Panels side by side, on a wide drawing and on a narrow one."""
MARGIN, GAP = 28.0, 14.0
PANEL, FOOT = 74.0, 24.0
THIN = 3
"""Periods with fewer meetings are drawn as rings, with a paler band."""
Rows = list[tuple[int, dict[str, Any]]]


def shares(
    name: str,
    cell: str,
    series: pd.DataFrame,
    themes: Looks,
    breaks: Sequence[Break] = (),
    width: float = WIDTH,
) -> Canvas:
    """Return the drawing for one cell, or for `(all)`.

    `series` holds the cell's rows of one kind of period; periods without a meeting break the line,
    and those within a break are left out.
    """
    canvas = Canvas(name, width)
    names = folded(series["period"], breaks)
    across = NARROWLY if canvas.narrow else ACROSS
    width = (canvas.width - MARGIN - GAP * (across - 1)) / across
    y = _meetings(canvas, names, series.drop_duplicates("period").set_index("period")["notes"])
    for here in _shelves(themes, across):
        kind = [theme for theme in themes if themes[theme].family == themes[here[0]].family]
        ceiling = _ceiling(series[series["theme"].isin(kind)])
        heads = [wrap(themes[theme].label, width, NORMAL, "bold") for theme in here]
        head = max(height_of(lines, NORMAL) for lines in heads) + 6
        for place, (theme, lines) in enumerate(zip(here, heads, strict=True)):
            left = MARGIN + place * (width + GAP)
            canvas.lines(left, y + head - 6 - height_of(lines, NORMAL) / 2, lines, weight="bold")
            panel = Panel(canvas, left, y + head, width, names, ceiling)
            panel.frame(numbered=place == 0)
            rows = series[series["theme"] == theme].set_index("period")
            panel.draw(cell, theme, themes[theme], rows)
        y += head + PANEL + FOOT
    canvas.finish(_legend(canvas, y + 4))
    return canvas


def _shelves(themes: Looks, across: int) -> list[list[str]]:
    """Return the themes in rows of panels; a row holds one kind of theme."""
    kinds = dict.fromkeys(look.family for look in themes.values())
    held = [[theme for theme in themes if themes[theme].family == kind] for kind in kinds]
    return [same[start : start + across] for same in held for start in range(0, len(same), across)]


def _ceiling(series: pd.DataFrame) -> float:
    """Return the top of the panels: a round share above all shares, and all intervals that are not thin."""
    firm = series.loc[series["notes"] >= THIN, "high"]
    highest = max(float(series["share"].max()), float(firm.max()) if len(firm) else 0.0)
    return next((top for top in (0.1, 0.2, 0.4, 0.6, 0.8) if highest <= top), 1.0)


class Panel:
    """One theme's panel, from its upper left corner."""

    def __init__(
        self, canvas: Canvas, left: float, top: float, width: float, names: list[str], ceiling: float
    ) -> None:
        self.canvas, self.left, self.top, self.width = canvas, left, top, width
        self.names, self.ceiling = names, ceiling

    def x(self, place: int) -> float:
        """Return where the period is drawn."""
        return self.left + (place + 0.5) * self.width / len(self.names)

    def y(self, share: float) -> float:
        """Return where the share is drawn; what is above the ceiling is drawn on it."""
        return self.top + PANEL * (1 - min(share / self.ceiling, 1.0))

    def frame(self, numbered: bool) -> None:
        """Draw the lines of the shares and the names of the periods, as many as have room."""
        right = self.left + self.width
        for share in (0.0, self.ceiling / 2, self.ceiling):
            self.canvas.rule(self.left, self.y(share), right, self.y(share), 0.4 if share == 0 else 0.12)
            if numbered:
                self.canvas.text(self.left - 4, self.y(share), f"{share:.0%}", size=SMALL, align="right")
        free = self.left - 8
        for place, period in enumerate(self.names):
            x = self.x(place)
            if not period:
                self.canvas.broken(x, self.top + PANEL)
                continue
            words = period_words(period)
            half = text_width(words, SMALL) / 2
            if x - half >= free and x + half <= min(right + 6, self.canvas.width):
                self.canvas.text(x, self.top + PANEL + 9, words, size=SMALL, align="center")
                free = x + half + 8

    def draw(self, cell: str, theme: str, look: Look, rows: pd.DataFrame) -> None:
        """Draw band, line and dots; a period without passages breaks the line."""
        found = {str(row["period"]): row for row in titles.records(rows.reset_index())}
        held = [
            (place, found[name])
            for place, name in enumerate(self.names)
            if name and found[name]["passages"] > 0
        ]
        for place, row in held:
            self._band(place, row, look.colour)
        for run in _runs(held):
            self.canvas.path([self.x(i) for i, _ in run], [self.y(r["share"]) for _, r in run], look.colour)
        for place, row in held:
            self.canvas.dot(
                self.x(place), self.y(row["share"]), 2.6, look.colour, hollow=row["notes"] < THIN,
                evidence=f"n:{cell}|{self.names[place]}|{theme}",
                says=_says(look.label, self.names[place], row),
            )  # fmt: skip

    def _band(self, place: int, row: dict[str, Any], shade: str) -> None:
        half = min(self.width / len(self.names) / 2, 12.0)
        top, bottom = self.y(row["high"]), self.y(row["low"])
        strength = 0.14 if row["notes"] < THIN else 0.3
        self.canvas.box(self.x(place) - half, top, 2 * half, bottom - top, shade, strength=strength)
        if row["high"] > self.ceiling:  # the interval goes on above the panel
            x = self.x(place)
            self.canvas.area([(x - 2.5, top - 1), (x + 2.5, top - 1), (x, top - 5)], shade, 0.6)


def _says(label: str, period: str, row: dict[str, Any]) -> str:
    return (
        f"{label}, {period_words(period)}: {percent(row['share'])} "
        f"({percent(row['low'])} to {percent(row['high'])}), "
        f"{row['tagged']} of {row['passages']} passages of {several(row['notes'], 'meeting')}"
    )


def _runs(held: Rows) -> list[Rows]:
    """Return the periods in stretches without a gap."""
    runs: list[Rows] = []
    for place, row in held:
        if runs and runs[-1][-1][0] == place - 1:
            runs[-1].append((place, row))
        else:
            runs.append([(place, row)])
    return runs


def _meetings(canvas: Canvas, names: list[str], counts: pd.Series) -> float:
    """Draw how many meetings each period had, above all panels; return where they begin."""
    panel = Panel(canvas, MARGIN, 18.0 - PANEL + 40, canvas.width - MARGIN, names, 1.0)
    canvas.text(0, 6, "Meetings", weight="bold")
    floor, most = panel.top + PANEL, max(int(counts.max()), 1)
    canvas.rule(MARGIN, floor, canvas.width, floor, 0.4)
    half = min(panel.width / len(names) / 2 - 1.5, 14.0)
    for place, period in enumerate(names):
        if not period:
            canvas.broken(panel.x(place), floor)
            continue
        count = int(counts[period])
        height = 26.0 * count / most
        if count:
            canvas.box(panel.x(place) - half, floor - height, 2 * half, height, NEUTRAL, strength=0.6)
        if text_width(str(most), SMALL) <= panel.width / len(names):
            canvas.text(panel.x(place), floor - height - 6, str(count), size=SMALL, align="center")
    free = 0.0
    for place, period in enumerate(names):
        half_name = text_width(period_words(period), SMALL) / 2
        if period and panel.x(place) - half_name > free and panel.x(place) + half_name <= canvas.width:
            canvas.text(panel.x(place), floor + 9, period_words(period), size=SMALL, align="center")
            free = panel.x(place) + half_name + 6
    return floor + 28


def _legend(canvas: Canvas, y: float) -> float:
    """Explain band and rings; return where the chart ends."""

    def share(x: float, y: float, thin: bool = False) -> None:
        canvas.box(x, y - 5, 16, 10, NEUTRAL, strength=0.14 if thin else 0.3)
        canvas.dot(x + 8, y, 2.6, NEUTRAL, hollow=thin)

    keys = (
        Key(share, 22, "share of the passages, with its 95 % interval"),
        Key(lambda x, y: share(x, y, thin=True), 22, "fewer than three meetings: thin evidence"),
        Key(
            lambda x, y: canvas.area([(x, y + 2), (x + 5, y + 2), (x + 2.5, y - 2)], NEUTRAL, 0.6), 10,
            "goes on above",
        ),
    )  # fmt: skip
    return canvas.keys(y, keys)
