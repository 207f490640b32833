"""What the page says of differences: cells and years set apart, companions, and notes that changed.

Only what a verdict of the tables carries is said as a difference; what was not compared is named.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.core.schemas import ALL, COMPARED
from pipeline.core.table import Tables
from pipeline.core.wording import points

HANDFUL = 5
"""Of fewer passages than this no ratio is said."""
Rows = list[dict[str, Any]]


def apart(tables: Tables, kind: str) -> dict[str, Any]:
    """Return what sets cells (or years: `kind`) apart, the firmest first, and which were compared at all."""
    table = tables["comparisons"][tables["comparisons"]["kind"] == kind]
    groups = table.drop_duplicates("group").set_index("group")[["notes", "rest"]]
    compared = groups[groups.min(axis=1) >= COMPARED]
    found = table[table["verdict"].isin(("clearly more", "clearly less"))]
    found = found.sort_values(["group", "p_value", "theme"], kind="stable")
    counts = _counts(tables["series"], kind)
    return {
        "rows": [_apart(row, counts) for row in found.to_dict("records")],
        "compared": list(compared.index),
        "left_out": sorted(set(groups.index) - set(compared.index)),
    }


def _counts(series: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return tagged passages and passages per group and theme; the rest is what all groups have beside it."""
    if kind == "cell":
        rows = series[series["period"] == ALL].rename(columns={"cell": "group"})
        whole = rows[rows["group"] == ALL]
    else:
        rows = series[(series["cell"] == ALL) & series["period"].str.fullmatch(r"\d{4}")]
        rows = rows.rename(columns={"period": "group"})
        whole = rows
    sums = whole.groupby("theme")[["tagged", "passages"]].sum().add_prefix("all_")
    return rows.set_index(["group", "theme"])[["tagged", "passages"]].join(sums, on="theme")


def _apart(row: dict[str, Any], counts: pd.DataFrame) -> dict[str, Any]:
    tagged, passages, all_tagged, all_passages = (int(n) for n in counts.loc[row["group"], row["theme"]])
    rest = all_tagged - tagged
    more = row["difference"] > 0
    ends = sorted(abs(row[end]) for end in ("low", "high"))
    words = (
        f"{points(abs(row['difference']))} {'more' if more else 'less'} "
        f"(between {100 * ends[0]:.0f} and {100 * ends[1]:.0f}){_times(row, tagged, rest)}"
    )
    counted = {"tagged": tagged, "passages": passages, "rest_tagged": rest}
    return {**row, **counted, "rest_passages": all_passages - passages, "words": words}


def _times(row: dict[str, Any], tagged: int, rest: int) -> str:
    """Return the ratio of the two shares in words; of a handful of passages there is none."""
    lower, where = (rest, "elsewhere") if row["difference"] > 0 else (tagged, "there")
    if lower < HANDFUL:
        return f"; hardly heard {where}" if lower else f"; not heard {where}"
    if min(tagged, rest) < HANDFUL:
        return ""
    ratio = row["share"] / row["rest_share"]
    return f"; {ratio:.1f} times as much" if ratio > 1 else f"; {100 * ratio:.0f} % as much"


def companions(tables: Tables) -> dict[str, Any]:
    """Return the pairs of themes that travel together or keep apart, the firmest first, and the base."""
    table = tables["companions"]
    found = table[table["verdict"].isin(("travel together", "keep apart"))]
    found = found.sort_values(["verdict", "p_value", "theme", "other"], ascending=[False, True, True, True])
    return {
        "rows": found.to_dict("records"),
        "meetings": int(table["notes"].max()) if len(table) else 0,
        "pairs": int(table["p_value"].notna().sum()),
    }


MEASURED = {
    "words": (1, "from {} to {} words a note"),
    "bullets": (100, "bullets from {} to {} % of the passages"),
    "headings": (100, "from {} to {} headings per 100 passages"),
    "summary": (100, "summaries from {} to {} % of the passages"),
}
"""How a measure of the notes is said."""


def note_changes(tables: Tables) -> dict[str, str]:
    """Return per cell (or `(all)`) whose notes themselves changed what changed, in words."""
    warned = tables["note_changes"][tables["note_changes"]["warning"] == "yes"]
    found: dict[str, list[str]] = {}
    for row in warned.to_dict("records"):
        scale, words = MEASURED[row["measure"]]
        said = words.format(*(f"{scale * row[half]:,.0f}" for half in ("early", "late")))
        found.setdefault(str(row["cell"]), []).append(said)
    return {cell: "; ".join(said) for cell, said in found.items()}
