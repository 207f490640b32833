"""What an analyst reads after an edit of the lexicons: a summary for the terminal, a page with everything."""

from __future__ import annotations

from html import escape

import pandas as pd

from pipeline.lexicon_review import Review, kwic, review
from pipeline.suggestions import Suggestion

__all__ = ["as_page", "as_text", "kwic", "review"]

SHOWN = 12
EXCERPT = 110

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ddd; }
th { border-bottom: 2px solid #888; } td.number { text-align: right; font-variant-numeric: tabular-nums; }
.gained td:nth-child(2) { color: #186a3b; font-weight: 600; }
.lost td:nth-child(2) { color: #922b21; font-weight: 600; }
details { margin: .5rem 0; } summary { cursor: pointer; font-weight: 600; }
"""


def as_text(found: Review) -> str:
    """Return the summary for the terminal, as plain lines."""
    gained = int((found.changes["change"] == "gained").sum())
    lines = [f"since the last run: {gained} gained, {len(found.changes) - gained} lost"]
    for row in found.changes.head(SHOWN).to_dict("records"):
        sign = "+" if row["change"] == "gained" else "-"
        lines.append(f"  {sign} {row['theme']}: {row['because']}: {_excerpt(row['text'])}")
    if len(found.changes) > SHOWN:
        lines.append(f"  … and {len(found.changes) - SHOWN} more")
    for row in found.shares.to_dict("records"):
        if row["before"] != row["after"]:
            lines.append(
                f"  {row['theme']}: {row['before']:.1%} of the passages before, {row['after']:.1%} now"
            )
    lines += ["checks:", f"  {len(found.dead)} terms stand nowhere"]
    for row in found.heavy.to_dict("records"):
        lines.append(f"  {row['theme']}: '{row['term']}' stands in {row['share']:.0%} of its passages")
    for row in found.wide.head(SHOWN).to_dict("records"):
        lines.append(
            f"  {row['theme']}: '{row['term']}' may be too wide: in {row['passages']} passages, "
            f"{row['company']:.0%} of them with another term"
        )
    lines.append("suggestions:")
    for theme, words in _suggested(found.suggestions).items():
        lines.append(f"  {theme}: {', '.join(words)}")
    return "\n".join(lines) + "\n"


def _suggested(suggestions: tuple[Suggestion, ...]) -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for each in suggestions:
        words.setdefault(each.theme, []).append(f"{each.term} ({each.with_theme}/{each.passages})")
    return words


def _excerpt(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1].rstrip() + "…"


def as_page(found: Review) -> str:
    """Return `reports/lexicon.html`, one file without scripts."""
    suggested = pd.DataFrame(
        [(*each[:6], " … ".join(each.contexts)) for each in found.suggestions],
        columns=["theme", "term", "passages", "with the theme", "notes", "keyness", "contexts"],
    )
    parts = [
        ("Gains and losses since the last run", found.changes, "Each passage that gained or lost a theme."),
        ("Shares of the passages that count", found.shares, "Before the edit and after."),
        ("Where the series moved most", found.moved, "Share of the passages of a cell and year."),
        (
            "Suggestions",
            suggested,
            "Words that go with a theme and are not in its lexicon, by log-likelihood.",
        ),
        ("What did we miss?", found.missed, "Passages like a theme's that carry no theme."),
        ("Terms that carry a theme almost alone", found.heavy, "In more than 40 % of its passages."),
        (
            "Terms that may be too wide",
            found.wide,
            "Frequent, and mostly without any other term of the theme.",
        ),
        ("Words that count for several themes", found.shared, "The same words in the same place."),
        ("Terms that stand nowhere", found.dead, "Or always inside a longer match."),
        ("What the wildcards stand for", found.expansions, "With counts."),
    ]
    body = "\n".join(_part(title, table, what) for title, table, what in parts)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>What the lexicons do</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<h1>What the lexicons do</h1>\n{body}\n</body>\n</html>\n"
    )


def _part(title: str, table: pd.DataFrame, what: str) -> str:
    opened = " open" if len(table) <= 60 else ""
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in table.columns)
    rows = "\n".join(_row(row) for row in table.to_dict("records"))
    inside = f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>"
    return (
        f"<details{opened}><summary>{escape(title)} ({len(table)})</summary>"
        f"<p>{escape(what)}</p>{inside if len(table) else '<p>None.</p>'}</details>"
    )


def _row(row: dict[str, object]) -> str:
    kind = row.get("change")
    cells = "".join(
        f'<td class="number">{_number(name, value)}</td>'
        if isinstance(value, int | float)
        else f"<td>{escape(str(value))}</td>"
        for name, value in row.items()
    )
    return f'<tr class="{kind}">{cells}</tr>' if kind else f"<tr>{cells}</tr>"


def _number(name: str, value: float) -> str:
    if isinstance(value, int):
        return str(value)
    return f"{value:.1%}" if name in ("before", "after", "share", "company") else f"{value:.2f}"
