"""A day of the month alone, "the 14th" or 14.docx, where the month is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.dating.note import Finding, Known, Note
from pipeline.dating.opening import HEAD, MEETS, OTHER_DAY, opening
from pipeline.dating.path import names, notes_per_file
from pipeline.dating.period import paths, stated_period
from pipeline.dating.roles import role
from pipeline.language.date_forms import LABEL
from pipeline.language.dates import WEEKDAYS, Mention

LONGEST_MONTH = 31
_weekday = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)"
_nth = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b"
ALONE = re.compile(
    rf"\b(?:{_weekday}(?:the\s+)?|(?:on|the|date|when|held)\b\W*(?:on\s+)?(?:the\s+)?){_nth}"
    r"(?=\W*$|\s*[,.;:()–-]|\s+(?:at|in|from|by|with|of\s+(?:the|this)\s+month)\b)",
    re.I,
)
"""A day that no month follows, and no "meeting", "century" or "floor"."""
NOTES_OF = re.compile(r"\b(?:minutes|notes?|record)\s+(?:of|from|for)\s+(?:the\s+)?$", re.I)
LABELLED = re.compile(rf"{_weekday}?(?:the\s+)?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\W*$", re.I)
"""What stands after "Date:"."""
_notes = r"(?:(?:draft|final|minutes|notes?|agenda|record)\W*)*"
NAMED_NTH = re.compile(rf"{_notes}{_weekday}?(?:the\s+)?{_nth}\W*{_notes}", re.I)
NAMED_WEEKDAY = re.compile(rf"{_notes}{_weekday}(?P<day>[0-3]?\d)\W*{_notes}", re.I)
NUMBER = re.compile(rf"\s*(?P<day>[0-3]?\d)\b\W*{_notes}", re.I)


def day_alone(note: Note, known: Known) -> Finding | None:
    """Return the day of the known month that the note, or the name of its file, gives by its number alone."""
    if known.before[note.note_id].day is not None:
        return None
    month = stated_period(note, known) or known.once(paths).get(note.note_id)
    if month is None or month.low is None or month.high is None:
        return None
    if (month.high - month.low).days >= LONGEST_MONTH:
        return None
    for found, words, basis in (*_said(note, month.low), *_in_name(note, known)):
        day = _on(month.low, found)
        if day:
            return Finding(day, day, basis, f"{words}; the month follows from {month.evidence}")
    return None


def _said(note: Note, month: date) -> Iterator[tuple[re.Match[str], str, str]]:
    """Yield what the opening says of the meeting's day."""
    for i, (line, text, following, _) in enumerate(opening(note)):
        label = LABEL.match(text)
        found = LABELLED.match(text, label.end()) if label else None
        for match in [found] if found else ALONE.finditer(text):
            before = text[: match.start()]
            mention = Mention(match.start(), match.end(), int(match["day"]), month.month, month.year, None)
            held = (
                i == 0
                or label
                or MEETS.search(text[: match.start("day")])
                or (i <= HEAD and NOTES_OF.search(before))
                or not re.search(r"\w{3,}", before)
            )
            other = OTHER_DAY.search(before) or role(text, mention, i <= 1, following)
            if held and not other:
                yield match, f"‘{match.group().strip()}’ ({note.source}:{line})", "stated"


def _in_name(note: Note, known: Known) -> Iterator[tuple[re.Match[str], str, str]]:
    """Yield a day that is all of the file's name; not of files that are numbered from 1 on."""
    if known.once(notes_per_file)[note.source] > 1:
        return
    what, name = next(names(note))
    match = NAMED_NTH.fullmatch(name) or NAMED_WEEKDAY.fullmatch(name) or NUMBER.fullmatch(name)
    if match and (match.re is not NUMBER or not _counted(note, known)):
        yield match, f"{what}: ‘{name.strip()}’", "metadata"


def _counted(note: Note, known: Known) -> bool:
    """Whether the files beside the note's are numbered 1, 2, 3."""
    folder = note.source.rpartition("/")[0]
    beside = (each for each in known.notes if each.source.rpartition("/")[0] == folder)
    numbers = {int(m["day"]) for each in beside if (m := NUMBER.fullmatch(next(names(each))[1]))}
    return numbers == set(range(1, len(numbers) + 1))


def _on(month: date, found: re.Match[str]) -> date | None:
    """Return the day in the month, if there is one and its weekday fits."""
    weekday = found.groupdict().get("weekday")
    try:
        day = month.replace(day=int(found["day"]))
    except ValueError:
        return None
    return day if weekday is None or WEEKDAYS[day.weekday()].startswith(weekday.lower()) else None
