"""Dates: when each meeting was, from an ordered cascade of named rules, with the words that it rests on.

A rule answers with a span of days or not at all. The first that knows the day wins; rules that know only a
range narrow it. What contradicts the answer is said in the evidence, never resolved in silence:

stated        the note says it ("held online on 16 July 2020"; a weekday without a year fits one year only)
metadata      the file's name says it, or the export's or the file's own properties bound it
announced     another note of the same cell says it ("next meeting: 22 July")
listing       the order of the page bounds it (newest first: a note lies between its neighbours)
correction    config/corrections.toml says it, and what it replaces is still what was found
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

import pandas as pd

from pipeline.core.counted import PUBLICATION
from pipeline.core.schemas import schema
from pipeline.dating.announced import Announcement, announcements, stem
from pipeline.dating.corrections import correct
from pipeline.dating.note import Dated, Finding, within
from pipeline.dating.stated import stated, stated_without_year
from pipeline.language.dates import mentions
from pipeline.settings.models import CorrectionsConfig


def dates(
    files: pd.DataFrame,
    lines: pd.DataFrame,
    meetings: pd.DataFrame,
    passages: pd.DataFrame,
    corrections: CorrectionsConfig,
) -> dict[str, pd.DataFrame]:
    """Return the table `notes`: the meetings with their dates.

    Raises:
        Fault: a correction names no note, or no longer applies.
    """
    notes = _load(meetings, passages)
    for note in notes:
        note.span = stated(note) or note.span
    years = sorted({note.span.day.year for note in notes if note.span.day})
    # each rule that finds a day narrows the bounds for the next
    bounds = _listing_bounds(notes)
    for note in notes:
        if note.span.day is None:
            note.span = stated_without_year(note, bounds.get(note.note_id), years) or note.span
    _by_file_name(notes)
    _announce(notes, _listing_bounds(notes))
    bounds = _listing_bounds(notes)
    for note in notes:
        if note.span.day is None:
            note.span = bounds.get(note.note_id, note.span)
    _by_properties(notes, files, lines)
    correct(notes, corrections)
    return {"notes": _table(meetings, notes)}


def _load(meetings: pd.DataFrame, passages: pd.DataFrame) -> list[Dated]:
    texts: dict[str, list[tuple[int, str, str]]] = {note_id: [] for note_id in meetings["note_id"]}
    columns = passages[["note_id", "line", "section_kind", "text"]]
    for note_id, line, kind, text in columns.itertuples(index=False):
        texts[note_id].append((line, kind, text))
    rows = meetings.sort_values(["source", "line"]).to_dict("records")
    names = ("note_id", "title", "cell", "event", "source", "line")
    return [Dated(**{name: row[name] for name in names}, texts=texts[row["note_id"]]) for row in rows]


# metadata


def _by_file_name(notes: Sequence[Dated]) -> None:
    """Take the day from the name of a file that holds one note only."""
    per_file = pd.Series([note.source for note in notes], dtype=str).value_counts()
    for note in notes:
        name = re.sub(r"_", " ", note.source.rsplit("/", 1)[-1].rsplit(".", 1)[0])
        mention = next((m for m in mentions(name) if m.day and m.year), None)
        if mention is None or per_file[note.source] > 1:
            continue
        day = mention.on(mention.year)
        words = f"the file's name: ‘{name[mention.start : mention.end]}’"
        if note.span.day is None:
            note.span = Finding(day, day, "metadata", words)
        elif note.span.day != day:
            note.remarks.append(f"but {words}")


def _by_properties(notes: Sequence[Dated], files: pd.DataFrame, lines: pd.DataFrame) -> None:
    """Bound an undated note by the day it was published or its file was made: it was held by then."""
    published = lines[lines["role"] == "date"]
    own = dict(zip(files["source"], files["date"], strict=True))
    for note in notes:
        if note.span.day is not None:
            continue
        near = published["line"].between(note.line - 3, note.line + 3)
        item = published[(published["source"] == note.source) & near]
        said = item["text"].iloc[0] if len(item) else own.get(note.source, "")
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", said):
            continue
        day = date.fromisoformat(said)
        what = "published" if len(item) else "the file's own date is"
        if note.span.low is not None and day < note.span.low:
            note.remarks.append(f"but {what} {day}")
        elif note.span.high is None or day < note.span.high:
            basis = note.span.basis if note.span.low else "metadata"
            evidence = "; ".join(filter(None, [note.span.evidence, f"{what} {day}"]))
            note.span = Finding(note.span.low, day, basis, evidence)


# announced


def _announce(notes: Sequence[Dated], bounds: Mapping[str, Finding]) -> None:
    """Give undated notes the day that another note of their cell announced for them."""
    series: dict[str, list[Dated]] = {}
    for note in notes:
        series.setdefault(note.cell or stem(note.title), []).append(note)
    for group in series.values():
        said: list[Announcement] = []
        for note in group:
            held = note.span.day or bounds.get(note.note_id, note.span).low
            said += announcements(note.title, note.place, note.source, note.texts, held)
        for note in group:
            if note.event != PUBLICATION:
                _settle(note, group, said, bounds.get(note.note_id))


def _settle(note: Dated, group: Sequence[Dated], said: Sequence[Announcement], bound: Finding | None) -> None:
    others = {other.span.day for other in group if other is not note and other.span.day}
    fitting = [a for a in said if a.place != note.place and a.may_be(note.title)]
    fitting = [a for a in fitting if within(a.day, bound)]
    if note.span.day is not None:
        expected = {a.day for a in fitting if a.sure_of(note.title)}
        if expected and note.span.day not in expected:
            note.remarks += [f"but {a.evidence}" for a in fitting if a.sure_of(note.title)][:1]
        return
    fitting = [a for a in fitting if a.day not in others]
    sure = [a for a in fitting if a.sure_of(note.title)] or fitting
    days = sorted({a.day for a in sure})
    if len(days) == 1 or (days and all(a.sure_of(note.title) for a in sure)):
        # of two announcements the later one knows better: meetings are moved
        last = max(sure, key=lambda a: (a.said_on or date.min, a.place))
        rest = [f"but {a.evidence}" for a in sure if a.day != last.day]
        note.span = Finding(last.day, last.day, "announced", last.evidence)
        note.remarks += rest


# listing


def _listing_bounds(notes: Sequence[Dated]) -> dict[str, Finding]:
    """Return for each note without a day the span between its neighbours on a page that is in order."""
    bounds = {}
    by_source: dict[str, list[Dated]] = {}
    for note in notes:
        if note.event != PUBLICATION:
            by_source.setdefault(note.source, []).append(note)
    for page in by_source.values():
        step = _order([note.span.day for note in page])
        if step == 0:
            continue
        older_first = page if step > 0 else page[::-1]
        for i, note in enumerate(older_first):
            if note.span.day is None:
                below = next((n for n in reversed(older_first[:i]) if n.span.day), None)
                above = next((n for n in older_first[i + 1 :] if n.span.day), None)
                if below or above:
                    bounds[note.note_id] = _between(below, above)
    return bounds


def _order(days: Sequence[date | None]) -> int:
    """Return -1 for newest first, 1 for oldest first, 0 when a page keeps no order (or cannot show it)."""
    known = [day for day in days if day is not None]
    pairs = list(pairwise(known))
    down, up = sum(a > b for a, b in pairs), sum(a < b for a, b in pairs)
    if not pairs or max(down, up) < 0.8 * (down + up) or down == up:
        return 0
    return -1 if down > up else 1


def _between(below: Dated | None, above: Dated | None) -> Finding:
    low = below.span.day if below else None
    high = above.span.day if above else None
    neighbours = (("after", below), ("before", above))
    sides = [f"{side} ‘{n.title}’ of {n.span.day} ({n.place})" for side, n in neighbours if n]
    return Finding(low, high, "listing", "the page's order: " + " and ".join(sides))


def _table(meetings: pd.DataFrame, notes: Sequence[Dated]) -> pd.DataFrame:
    found = pd.DataFrame(
        {
            "note_id": [n.note_id for n in notes],
            "cell": [n.cell for n in notes],
            "event": [n.event for n in notes],
            "date": [str(n.span.day or "") for n in notes],
            "date_low": [str(n.span.low or "") for n in notes],
            "date_high": [str(n.span.high or "") for n in notes],
            "date_basis": [n.span.basis for n in notes],
            "date_evidence": ["; ".join(filter(None, [n.span.evidence, *n.remarks])) for n in notes],
        },
        dtype=str,
    )
    return schema("notes").frame(meetings.drop(columns=["cell", "event"]).merge(found, on="note_id"))
