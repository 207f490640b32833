"""Corrections: what people have set right by hand, while it still replaces what it was meant to replace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.core.errors import Fault
from pipeline.dating.note import Dated, Finding
from pipeline.settings.models import Correction, CorrectionsConfig


def correct(notes: Sequence[Dated], corrections: CorrectionsConfig) -> None:
    """Apply the corrections to the notes that they name.

    Raises:
        Fault: with every correction that names no note, or no longer applies.
    """
    faults = []
    for rule in corrections.correction:
        hits = [n for n in notes if n.title == rule.title and rule.source in ("", n.source)]
        where = f"corrections.toml: '{rule.title}'"
        if len(hits) != 1:
            found = (
                "no note has this title" if not hits else "several notes have this title; name the source too"
            )
            faults.append(f"{where}: {found}")
            continue
        faults += [f"{where}: {problem}" for problem in _apply(hits[0], rule)]
    if faults:
        raise Fault.of(faults)


def _apply(note: Dated, rule: Correction) -> Iterator[str]:
    """Apply a correction; yield what keeps it from applying."""
    asked = [name for name in ("date", "cell", "event") if getattr(rule, name) is not None]
    if len(asked) != 1:
        yield f"it must say one of date, cell, event; it says {', '.join(asked) or 'none'}"
        return
    now = {"date": str(note.span.day or ""), "cell": note.cell, "event": note.event}[asked[0]]
    if now != rule.expect:
        yield f"it expects {asked[0]} '{rule.expect}', but the program finds '{now}'; mend or remove it"
        return
    if asked[0] == "date":
        found = f"; found without it: {note.span.evidence}" if note.span.evidence else ""
        note.span = Finding(rule.date, rule.date, "correction", f"{rule.reason}{found}")
    else:
        setattr(note, asked[0], getattr(rule, asked[0]))
