"""The period that a note says it was held in: a week, month, quarter, season or year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.core.calendar import period_span
from pipeline.dating.note import Finding, Known, Note, quoted, within
from pipeline.dating.opening import HEAD, MEETS, OTHER_DAY, opening
from pipeline.dating.order import dates_in
from pipeline.dating.path import MONTH_YEAR, YEAR_MONTH, path_period
from pipeline.dating.roles import MEETING, role
from pipeline.language.date_forms import LABEL
from pipeline.language.dates import Mention

NOT_OF_IT = re.compile(
    r"\b(?:since|until|till|by|from|before|after|for|plans?|planning|towards?|report|review|vision|strategy|budget|book"
    r"|published)\W+(?:\w+\W+)?$",
    re.I,
)
"""Before a month in a title: the meeting was about it."""
TITLED_YEAR = re.compile(
    rf"\b(?:{MEETING}|minutes|notes?|agm|egm|conference|assembly|summit|residential|away[- ]?day),?\s+\(?"
    r"(?P<year>(?:19[5-9]|20[0-4])\d)\)?\W*$",
    re.I,
)
"""A title that ends with the year of what it is: "Annual gathering 2021"."""
HELD_IN = re.compile(
    rf"^\W*(?:(?:we|(?:this|the|our|a|an)\s+(?:\w+\s+)?{MEETING}|{MEETING})\s+(?:(?:was|were|all)\s+)?)?"
    r"(?:held|met|took\s+place|gathered|convened|came\s+together)\b(?:\s+(?!since|before|until|by)\w+){0,3}\s+(?:in|during)\s+"
    r"(?P<year>(?:19[5-9]|20[0-4])\d)\b(?!\s+to\s+\d)",
    re.I,
)
"""Where no more is said: "Held in 2021"."""
DATED_YEAR = re.compile(rf"(?:{LABEL.pattern}|^\W*year\s*[:|–-]\s*)(?P<year>(?:19[5-9]|20[0-4])\d)\W*$", re.I)
NAMED_AS_MEETING = re.compile(rf"^\W*(?:(?:this|our|the)\s+)?{MEETING}\s*[:|–-]\s*$", re.I)
"""Right before the period: "Meeting: September 2021"."""
YEAR_ALONE = re.compile(r"\W*(?P<year>(?:19[5-9]|20[0-4])\d)\W*")
COMMON = re.compile(
    r"\b(?:the|this|and|during|our|early|mid|late|end|beginning|start|one|evening|sometime|about)\b", re.I
)


def stated_period(note: Note, known: Known) -> Finding | None:
    """Return the month, quarter, season or week that the note says it was held in."""
    if known.before[note.note_id].day is not None:
        return None
    titled = TITLED_YEAR.search(note.title) or YEAR_MONTH.search(note.title) or MONTH_YEAR.search(note.title)
    if titled and not any(m.day for m in dates_in(note, note.title, known)):
        month = titled.groupdict().get("month")
        low, high = period_span(f"{titled['year']}-{int(month):02d}" if month else titled["year"])
        return Finding(low, high, "stated", f"‘{titled.group()}’ ({note.place})")
    for line, text, mention in _own_periods(note, known):
        span = _span(mention, known.once(paths).get(note.note_id))
        if span:
            return Finding(*span, "stated", quoted(note, line, text, mention))
    return _own_year(note)


def paths(known: Known) -> dict[str, Finding]:
    """Return for each note without a day what its path says."""
    undated = [note for note in known.notes if known.before[note.note_id].day is None]
    found = {note.note_id: path_period(note, known) for note in undated}
    return {note_id: finding for note_id, finding in found.items() if finding is not None}


def years_near(bound: Finding | None, years: Sequence[int]) -> Sequence[int]:
    """Return the years that a day can be of: around those of other notes, or within the bounds."""
    ends = [end.year for end in (bound.low, bound.high) if end] if bound else []
    every = [*years, *ends]
    return range(min(every) - 1, max(every) + 2) if every else ()


def _own_periods(note: Note, known: Known) -> Iterator[tuple[int, str, Mention]]:
    for i, (line, text, following, _) in enumerate(opening(note)):
        for mention in dates_in(note, text, known):
            if mention.exact:
                continue
            before = text[: mention.start]
            if i == 0:
                of_it = not NOT_OF_IT.search(before)
            else:
                rest = COMMON.sub("", before + text[mention.end :])
                said = (
                    LABEL.match(text)
                    or NAMED_AS_MEETING.match(before)
                    or not re.search(r"\w{3,}", rest)
                    or MEETS.search(before[-40:])
                )
                of_it = bool(said) and not (
                    role(text, mention, i <= 1, following) or OTHER_DAY.search(before[-60:])
                )
            if of_it:
                yield line, text, mention


def _own_year(note: Note) -> Finding | None:
    """Return the year that the opening says the meeting was held in."""
    for i, (line, text, *_) in enumerate(opening(note)):
        said = (
            HELD_IN.match(text) or DATED_YEAR.match(text) or (1 <= i <= HEAD and YEAR_ALONE.fullmatch(text))
        )
        if said:
            low, high = period_span(said["year"])
            return Finding(low, high, "stated", f"‘{said.group().strip()}’ ({note.source}:{line})")
    return None


def _span(mention: Mention, path: Finding | None) -> tuple[date, date] | None:
    """Return the first and last day of a period; one without a year is of the year that the path names."""
    if mention.year:
        return mention.span(mention.year)
    years = years_near(path, ())
    spans = [
        span for year in years if (span := mention.span(year)) and any(within(day, path) for day in span)
    ]
    return spans[0] if len(spans) == 1 else None
