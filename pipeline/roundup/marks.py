"""What `config/quotes.toml` marks by opening words: points to keep, points never to show."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipeline.language.sentences import sentence_spans
from pipeline.language.words import words_of
from pipeline.roundup.candidates import COLUMNS
from pipeline.settings.models import QuotesConfig


def opening(text: str) -> str:
    """Return the text as openings are compared: words in small letters, no marks in or between them."""
    marks_out = "".join(c if c.isalnum() else "" if c in "’'‘" else " " for c in text.lower())
    return " ".join(marks_out.split())


def opens_with(texts: pd.Series, marks: Sequence[str]) -> np.ndarray:
    """Return which texts open with the words of one of the marks."""
    if not marks:
        return np.zeros(len(texts), bool)
    wanted = tuple(opening(mark) for mark in marks)
    return texts.map(opening).str.startswith(wanted).to_numpy(bool)


def marked(passages: pd.DataFrame, marks: Sequence[str]) -> pd.DataFrame:
    """Return what the marks open: a whole passage, or the sentence of it, as candidates."""
    rows = []
    for mark in map(opening, marks):
        held = passages[passages["text"].map(opening).str.contains(mark, regex=False)]
        for passage_id, note_id, text in held[["passage_id", "note_id", "text"]].itertuples(index=False):
            start, end = _opened_by(text, mark)
            if end:
                rows.append(
                    (passage_id, note_id, start, end, text[start:end], len(words_of(text[start:end])))
                )
                break  # a mark means one point
    return pd.DataFrame(list(dict.fromkeys(rows)), columns=list(COLUMNS))


def _opened_by(text: str, mark: str) -> tuple[int, int]:
    """Return the place of the sentence, with those that the mark runs on into; (0, 0) if it opens none."""
    spans = sentence_spans(text)
    for first, (start, _) in enumerate(spans):
        if opening(text[start:]).startswith(mark):
            ends = (end for _, end in spans[first:])
            return start, next((end for end in ends if opening(text[start:end]).startswith(mark)), len(text))
    return 0, 0


def unknown(marks: QuotesConfig, passages: pd.DataFrame) -> list[str]:
    """Return the marks whose words are in no passage of any year."""
    wanted = [*marks.keep, *marks.never]
    texts = "\n".join(passages["text"].map(opening)) if wanted else ""
    return [mark for mark in wanted if opening(mark) not in texts]
