"""What an analyst reads in the terminal after an edit of the lexicons; `lexicon_page` holds all of it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from pipeline.workbench.in_context import in_context
from pipeline.workbench.review import Review

EDITS = 8
EXAMPLES = 2
SHOWN = 5
EXCERPT = 90
LONGEST_TERM = 40


def as_text(found: Review) -> str:
    """Return the summary as plain lines."""
    lines = [*_edit(found), *_checks(found), *_suggestions(found)]
    return "\n".join(lines) + "\n"


def _edit(found: Review) -> Iterator[str]:
    """Yield what was gained and lost by which term, and what that does to the series."""
    gained = int((found.changes["change"] == "gained").sum())
    yield f"since the last run: {gained} gained, {len(found.changes) - gained} lost"
    groups = found.changes.groupby(["theme", "change", "by"], sort=False)
    ranked = sorted(groups, key=lambda group: -len(group[1]))
    words = {
        (row.theme, row.term): f" (stands for {cut(row.words)})"
        for row in found.terms.itertuples()
        if row.words
    }
    for (theme, change, by), rows in ranked[:EDITS]:
        yield f"  {theme}: {len(rows)} {change} by {cut(by)}{words.get((theme, by), '')}"
        sign = "+" if change == "gained" else "-"
        yield from (f"    {sign} {_excerpt(row)}" for row in rows.head(EXAMPLES).to_dict("records"))
    if len(ranked) > EDITS:
        rest = sum(len(rows) for _, rows in ranked[EDITS:])
        yield f"  … and {rest} more by other terms"
    moved = found.shares[found.shares["before"] != found.shares["after"]]
    for row in moved.to_dict("records"):
        yield f"  {row['theme']}: {row['before']:.1%} of the passages before, {row['after']:.1%} now"
    for row in found.moved.head(SHOWN).to_dict("records"):
        where = f"{row['cell']}, {row['year']}: {row['theme']}"
        yield f"  {where} {row['before']:.0%} before, {row['after']:.0%} now, of {row['passages']} passages"


def _excerpt(row: dict[str, object]) -> str:
    text, spans = str(row["text"]), row["spans"]
    if spans:
        return in_context(text, *spans[0])  # type: ignore[index]
    return cut(" ".join(text.split()), EXCERPT)


def cut(words: str, longest: int = LONGEST_TERM) -> str:
    """Return words, cut where they are many, as NEAR rules are."""
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def _checks(found: Review) -> Iterator[str]:
    yield "checks:"
    shadowed = found.dead[found.dead["places"] > 0]
    terms = len(found.terms) + len(found.dead)
    yield f"  {len(found.dead) - len(shadowed)} of {terms} terms are nowhere in the notes"
    if len(shadowed):
        names = [f"'{cut(row.term)}' ({row.theme})" for row in shadowed.itertuples()]
        yield f"  {len(shadowed)} are found, but never count: {_listed(names)}"
    covered = [each for each in found.lexicon.warnings if " is covered by " in each]
    yield from (f"  {each}" for each in covered)
    bare = [each for each in found.lexicon.warnings if " has no terms yet" in each]
    yield from (f"  {each}" for each in bare)
    double = len(found.lexicon.warnings) - len(covered) - len(bare)
    if double:
        yield f"  {double} terms are in more than one theme (`turning-point check` names them)"
    if len(found.shared):
        names = [f"'{row.words}' ({row.themes}) {row.places}" for row in found.shared.itertuples()]
        yield f"  words that count for several themes, with places: {_listed(names)}"
    marked = found.terms[found.terms["remark"] != ""]
    for row in marked.head(SHOWN * 2).to_dict("records"):
        yield f"  {row['theme']}: '{cut(row['term'])}', {row['passages']} passages: {row['remark']}"
    if len(marked) > SHOWN * 2:
        yield f"  … and {len(marked) - SHOWN * 2} more"


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _suggestions(found: Review) -> Iterator[str]:
    yield "suggestions (passages with the theme / with the word):"
    words: dict[str, list[str]] = {}
    for each in found.suggestions:
        words.setdefault(each.theme, []).append(f"{each.term} ({each.with_theme}/{each.passages})")
    for theme, its in words.items():
        yield f"  {theme}: {', '.join(its)}"
    missed: pd.DataFrame = found.missed
    yield f"what did we miss? {missed['passage_id'].nunique()} passages look like a theme and carry none"
