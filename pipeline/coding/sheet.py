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
from pipeline.language.fingerprint import fingerprint
from pipeline.lexicon.lexicon import Lexicon

SHOWN = ("passage", "chance", "source", "line", "coder", "note", "section", "text")
WORDS_A_MINUTE, SECONDS_TO_DECIDE = 238, 12
"""How fast English is read silently (Brysbaert 2019), and what deciding on a passage takes beside, about."""


def draw(
    passages: pd.DataFrame,
    notes: pd.DataFrame,
    tags: pd.DataFrame,
    themes: Sequence[str],
    size: int,
    seed: int,
) -> pd.DataFrame:
    """Return `size` passages that count, drawn at random within strata, with empty columns for the codes.

    The strata are the year of the note and whether the lexicon found any term, small ones together; each
    gives its proportional part, so that the sheet stands for all passages and shares can be corrected by it.
    Of passages with the same words one is drawn for all. `chance` is the probability that it was drawn.

    Raises:
        Fault: no passage counts.
    """
    body = counted(passages, notes).merge(
        notes[["note_id", "title"]].assign(year=year_of(notes)), on="note_id"
    )
    if body.empty:
        raise Fault("no passages to code: none of the notes that were read has one that counts")
    body = body.assign(passage=[fingerprint(text) for text in body["text"]])
    body = body[body["passage"] != ""].drop_duplicates("passage")
    stratum = _strata(body["year"], body["passage_id"].isin(tags["passage_id"]), size)
    generator = np.random.default_rng(seed)
    order = generator.permutation(len(body))
    body, stratum = body.iloc[order], stratum.iloc[order]
    rank, many = stratum.groupby(stratum).cumcount(), stratum.map(stratum.value_counts())
    # the place of each passage in its stratum, as a share: taking the smallest takes from all alike. How many
    # a stratum gives does not hang on who stands where in it, so each of its passages has the same chance.
    body = body.assign(place=(rank + 0.5) / many, stratum=stratum)
    drawn = body.sort_values(["place", "stratum"], kind="stable").head(size)
    drawn = drawn.assign(chance=(drawn["stratum"].map(drawn["stratum"].value_counts()) / many).round(6))
    sheet = drawn.sort_values("passage_id", kind="stable", ignore_index=True).rename(
        columns={"title": "note"}
    )
    return sheet.assign(coder="", **dict.fromkeys((*themes, NONE), ""))[[*SHOWN, *themes, NONE]]


def _strata(year: pd.Series, tagged: pd.Series, size: int) -> pd.Series:
    """Return the stratum of each passage; those of which less than one passage would be drawn go together."""
    stratum = year + tagged.map({True: "+", False: "-"})
    small = stratum.map(stratum.value_counts()) * min(1.0, size / len(stratum)) < 1
    return stratum.mask(small, "others" + tagged.map({True: "+", False: "-"}))


def passages_in(minutes: float, passages: pd.DataFrame, notes: pd.DataFrame) -> int:
    """Return how many passages of the notes a person codes in so many minutes, one at least."""
    words = counted(passages, notes)["text"].str.count(r"\w+").mean()
    seconds = SECONDS_TO_DECIDE + (60 * words / WORDS_A_MINUTE if words == words else 0)
    return max(1, int(60 * minutes / seconds))


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
