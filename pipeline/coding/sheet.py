"""Draw a blind sheet of passages for people to code: what the machine thinks is not on it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import pandas as pd
import xlsxwriter

from pipeline.coding.codes import NONE
from pipeline.core.counted import counted
from pipeline.core.errors import Fault
from pipeline.core.year import year_of
from pipeline.lexicon.lexicon import Lexicon

SHOWN = ("passage_id", "source", "line", "coder", "note", "section", "text")


def draw(
    passages: pd.DataFrame,
    notes: pd.DataFrame,
    tags: pd.DataFrame,
    themes: Sequence[str],
    size: int,
    seed: int,
) -> pd.DataFrame:
    """Return `size` passages that count, drawn at random within strata, with empty columns for the codes.

    The strata are the year of the note and whether the lexicon found any term; each gives its proportional
    part, so that the sheet stands for all passages and shares can be corrected by it.

    Raises:
        Fault: no passage counts.
    """
    body = counted(passages, notes).merge(
        notes[["note_id", "title"]].assign(year=year_of(notes)), on="note_id"
    )
    if body.empty:
        raise Fault("no passages to code: none of the notes that were read has one that counts")
    stratum = body["year"] + body["passage_id"].isin(tags["passage_id"]).map({True: "+", False: "-"})
    generator = np.random.default_rng(seed)
    order = generator.permutation(len(body))
    body, stratum = body.iloc[order], stratum.iloc[order]
    rank = stratum.groupby(stratum).cumcount()
    # the place of each passage in its stratum, as a share: taking the smallest takes from all alike
    place = (rank + 0.5) / stratum.map(stratum.value_counts())
    drawn = body.assign(place=place).sort_values(["place", "passage_id"], kind="stable").head(size)
    sheet = drawn.sort_values("passage_id", kind="stable", ignore_index=True).rename(
        columns={"title": "note"}
    )
    return sheet.assign(coder="", **dict.fromkeys((*themes, NONE), ""))[[*SHOWN, *themes, NONE]]


def workbook(sheet: pd.DataFrame, lexicon: Lexicon) -> bytes:
    """Return the sheet as an Excel file: a drop-down of 1 and 0, the themes on a second page."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": pd.Timestamp("2020-01-01").to_pydatetime()})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    page = book.add_worksheet("codes")
    for place, name in enumerate(sheet.columns):
        page.write_string(0, place, name, head)
        page.set_column(place, place, {"text": 80, "note": 24, "section": 18}.get(name, 11))
    for row, values in enumerate(sheet.itertuples(index=False), 1):
        for place, value in enumerate(values):
            if isinstance(value, str):
                page.write_string(row, place, value, body)
            else:
                page.write_number(row, place, value, body)
    first = len(SHOWN)
    allowed = {"validate": "list", "source": ["1", "0"], "ignore_blank": True}
    page.data_validation(1, first, max(len(sheet), 1), first + len(lexicon.themes), allowed)
    page.freeze_panes(1, first)
    _guide(book.add_worksheet("themes"), lexicon, head, body)
    book.close()
    return stream.getvalue()


def _guide(
    page: xlsxwriter.worksheet.Worksheet,
    lexicon: Lexicon,
    head: xlsxwriter.format.Format,
    body: xlsxwriter.format.Format,
) -> None:
    rows = [("theme", "what it is called", "what it covers")]
    rows += [(theme.id, theme.label, theme.description.strip()) for theme in lexicon.themes.values()]
    rows.append(
        (
            NONE,
            "No theme",
            "1 says that the passage was read and carries none; without any mark it is unread.",
        )
    )
    for row, values in enumerate(rows):
        for place, value in enumerate(values):
            page.write_string(row, place, value, body if row else head)
    page.set_column(0, 0, 20)
    page.set_column(1, 2, 60)
