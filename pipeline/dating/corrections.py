"""Corrections: what people have set right by hand, while it still replaces what it was meant to replace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from unicodedata import normalize

from pipeline.core.errors import Fault
from pipeline.dating.note import Finding, Note
from pipeline.settings.models import Correction, CorrectionsConfig


def corrected(
    notes: Sequence[Note], found: Mapping[str, Finding], corrections: CorrectionsConfig
) -> tuple[list[Note], dict[str, Finding]]:
    """Return the notes and what was found of them, with the corrections applied in their order.

    Raises:
        Fault: with every correction that names no note, or no longer applies.
    """
    by_id, result = {note.note_id: note for note in notes}, dict(found)
    faults = []
    for rule in corrections.correction:
        hits = [
            n
            for n in by_id.values()
            if n.title == rule.title and rule.source in ("", normalize("NFC", n.source))
        ]
        problem = _problem(rule, hits, result)
        if problem:
            faults.append(f"corrections.toml: '{rule.title}': {problem}")
            continue
        [note] = hits
        [asked] = rule.corrects
        if asked == "date":
            result[note.note_id] = _dated(rule, result[note.note_id])
        else:
            by_id[note.note_id] = replace(note, **{asked: getattr(rule, asked)})
    if faults:
        raise Fault.of(faults)
    return list(by_id.values()), result


def _problem(rule: Correction, hits: Sequence[Note], found: Mapping[str, Finding]) -> str:
    """Return what keeps a correction from applying; an empty string if nothing does."""
    if not hits:
        return "no note has this title; mend it, or remove the entry"
    if len(hits) > 1:
        return "several notes have this title; name the source too"
    [asked], note = rule.corrects, hits[0]
    now = {"date": str(found[note.note_id].day or ""), "cell": note.cell, "event": note.event}[asked]
    if now != rule.expect:
        return f"it expects {asked} '{rule.expect}', but the program finds '{now}'; mend or remove it"
    return ""


def _dated(rule: Correction, before: Finding) -> Finding:
    without = f"; found without it: {before.evidence}" if before.evidence else ""
    return Finding(rule.date, rule.date, "correction", f"{rule.reason}{without}", before.remarks)
