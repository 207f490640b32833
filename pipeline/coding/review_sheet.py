"""A sheet for mending: passages whose tags are in doubt, the likeliest to change first, terms marked.

It shows what the terms say and asks only where that is in doubt, so it is no sample of anything: its codes
override tags and measure nothing. Cells with `?` ask: 1 if the theme applies, 0 if not. Any other cell may be
filled as well; what is left as it is was not asked.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import pandas as pd
import xlsxwriter

from pipeline.coding.codes import ASKED
from pipeline.core.counted import counted
from pipeline.core.schemas import GRADES, NEAR, WAYS_OF_CODING
from pipeline.language.fingerprint import fingerprint
from pipeline.lexicon.lexicon import Lexicon

SHOWN = ("passage", "how", "source", "line", "coder", "note", "section", "text", "found")
FIRM, TENTATIVE = GRADES
REVIEW = WAYS_OF_CODING[2]
DOUBT = {FIRM: 0.1, TENTATIVE: 0.35}
"""How often a tag is wrong, by its grade: what passages coded blind have shown, in round figures."""
NEAREST, SLOPE = 0.02, 0.22
"""How often a theme applies that falls short: this, and more by so much for each point of its score."""


def review_sheet(
    found: pd.DataFrame,
    passages: pd.DataFrame,
    notes: pd.DataFrame,
    tags: pd.DataFrame,
    decided: pd.DataFrame,
    themes: Sequence[str],
    size: int,
) -> pd.DataFrame:
    """Return the `size` passages on which most codes are likely to change, with what is asked of each.

    `found` is `found_themes`; `tags` are the matches of terms. `decided` has the passages and themes on which
    a person has had a say: they are not asked for again. Passages of the same words are there once.
    """
    body = counted(passages, notes).merge(notes[["note_id", "title"]], on="note_id")
    body = body.assign(passage=[fingerprint(text) for text in body["text"]])
    body = body[body["passage"] != ""].drop_duplicates("passage")
    doubts = _doubts(found, decided)
    worth = doubts.groupby("passage_id")["doubt"].sum()
    body = body.assign(worth=body["passage_id"].map(worth).fillna(0.0))
    rows = body[body["worth"] > 0].sort_values(["worth", "passage_id"], ascending=[False, True]).head(size)
    asked = doubts[doubts["grade"] != FIRM].assign(cell=ASKED)
    firm = doubts[doubts["grade"] == FIRM].assign(cell="")
    cells = pd.concat([asked, firm]).pivot(index="passage_id", columns="theme", values="cell")
    cells = cells.reindex(index=rows["passage_id"], columns=list(themes)).astype(object)
    cells = cells.fillna("").reset_index(drop=True)
    words = tags.groupby("passage_id")["matched"].agg(lambda each: "; ".join(dict.fromkeys(each)))
    sheet = rows.assign(
        how=REVIEW, coder="", note=rows["title"], found=rows["passage_id"].map(words).fillna("")
    )
    return pd.concat([sheet[[*SHOWN, "passage_id"]].reset_index(drop=True), cells], axis=1)


def _doubts(found: pd.DataFrame, decided: pd.DataFrame) -> pd.DataFrame:
    """Return the themes found with the probability that a person would say otherwise."""
    keys = ["passage_id", "theme"]
    known = pd.MultiIndex.from_frame(decided[keys])
    rows = found[~pd.MultiIndex.from_frame(found[keys]).isin(known)]
    near = NEAREST + SLOPE * rows["score"].clip(lower=0.0, upper=1.5)
    return rows.assign(doubt=np.where(rows["grade"] == NEAR, near, rows["grade"].map(DOUBT)))


def workbook(sheet: pd.DataFrame, tags: pd.DataFrame, lexicon: Lexicon) -> bytes:
    """Return the sheet as an Excel file: terms in bold, cells that ask in colour, with a list of 1 and 0."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": pd.Timestamp("2020-01-01").to_pydatetime()})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    asks = book.add_format({"bg_color": "#ffe7a3", "valign": "top", "align": "center"})
    bold = book.add_format({"bold": True, "font_color": "#8c1d2f"})
    page = book.add_worksheet("review")
    shown = [name for name in sheet.columns if name != "passage_id"]
    for place, name in enumerate(shown):
        page.write_string(0, place, name, head)
        page.set_column(place, place, {"text": 80, "note": 24, "section": 18, "found": 24}.get(name, 11))
    spans = {str(key): rows for key, rows in tags.groupby("passage_id")}
    for row, values in enumerate(sheet.to_dict("records"), 1):
        for place, name in enumerate(shown):
            value = values[name]
            if name == "text":
                pieces = _pieces(str(value), spans.get(values["passage_id"]), bold)
                if len(pieces) > 2 and page.write_rich_string(row, place, *pieces, plain) == 0:
                    continue
            if isinstance(value, str):
                page.write_string(row, place, value, asks if value == ASKED else plain)
            else:
                page.write_number(row, place, value, plain)
    first = len(SHOWN)
    allowed = {"validate": "list", "source": ["1", "0", ASKED], "ignore_blank": True}
    page.data_validation(1, first, max(len(sheet), 1), first + len(lexicon.themes) - 1, allowed)
    page.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()


def _pieces(text: str, spans: pd.DataFrame | None, bold: xlsxwriter.format.Format) -> list[object]:
    """Return the text in pieces for a rich string, those that are terms after the format that marks them."""
    pieces: list[object] = []
    at = 0
    places = [] if spans is None else sorted(zip(spans["start"], spans["end"], strict=True))
    for start, end in places:
        if end <= at:
            continue
        start = max(start, at)
        if start > at:
            pieces.append(text[at:start])
        pieces += [bold, text[start:end]]
        at = end
    return [*pieces, text[at:]] if at < len(text) else pieces
