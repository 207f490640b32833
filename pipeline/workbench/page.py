"""What the lexicons do, as a page: what an edit did, then all there is to know of each theme's terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

import pandas as pd

from pipeline.core.policy import policy
from pipeline.core.wording import several
from pipeline.lexicon.theme import Theme
from pipeline.workbench.review import Review
from pipeline.workbench.suggestions import Suggestion

AT_ONCE = 12
"""Longer lists of passages are folded."""
MOST = 200
"""So many passages are listed per theme: an edit that changes more is judged by its terms."""
HEADS = {
    "by": "by the term",
    "share": "of the theme’s passages",
    "alone": "without another term",
    "precision": "precision, estimated",
    "words": "stands for",
    "places": "places",
}
PERCENT = ("before", "after", "share", "alone")

STYLE = """
:root { color-scheme: light dark; --ink: #1c1d20; --soft: #595b60; --rule: #dfdcd3; --paper: #fbfaf6;
  --accent: #0a5a5f; --gain: #186a3b; --loss: #922b21; --mark: #ffe7a3; --flag: #7a4b00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9e6df; --soft: #a9abae; --rule: #34383d;
  --paper: #15171a; --accent: #86cdc8; --gain: #7fd6a0; --loss: #ff9aa8; --mark: #5c4a10; --flag: #f0c777; } }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto 6rem; padding: 0 1rem;
  background: var(--paper); color: var(--ink); }
h2 { margin: 2.5rem 0 .5rem; }
h3 { margin: 1.4rem 0 .3rem; font-size: 1rem; }
p { margin: .3rem 0 .8rem; }
small { font-size: .85rem; }
.soft, small { color: var(--soft); }
table { border-collapse: collapse; margin: .4rem 0 1.2rem; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .9rem .25rem 0; overflow-wrap: break-word;
  border-bottom: 1px solid var(--rule); }
th { font-weight: 600; color: var(--soft); overflow-wrap: normal; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.remark { color: var(--flag); }
.gained { color: var(--gain); }
.lost { color: var(--loss); }
ul { padding: 0; list-style: none; }
li { margin: 0 0 .7rem; max-width: 60rem; }
li small { display: block; }
pre { font-size: .8rem; overflow-x: auto; margin: .2rem 0 .6rem; }
mark { background: var(--mark); color: inherit; border-radius: 2px; padding: 0 .1em; }
details { margin: .4rem 0; }
summary { cursor: pointer; }
.theme { border-top: 1px solid var(--rule); padding: .5rem 0; margin: 0; }
.theme > *:not(summary) { margin-left: 1.1rem; }
"""


def as_page(found: Review, scores: Mapping[str, str], sample: bool = False) -> str:
    """Return `reports/lexicon.html`, one file without scripts; `scores` says how each theme did last."""
    parts = [*_edit(found), *_warnings(found), *_themes(found, scores), *_shared(found)]
    return whole_page("What the lexicons do", parts, sample)


def whole_page(title: str, parts: Iterable[str], sample: bool) -> str:
    """Return a page of the workbench: its title, then its parts, which are HTML."""
    banner = "<p class='remark'><b>SAMPLE NOTES</b></p>\n" if sample else ""
    body = "\n".join(parts)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(title)}</h1>\n{banner}{body}\n</body>\n</html>\n"
    )


def _edit(found: Review) -> Iterator[str]:
    """Yield what changed since the last run, by term, in the series, and passage by passage."""
    gained = int((found.changes["change"] == "gained").sum())
    yield (
        f"<p>Since the last run <b class='gained'>{gained} gained</b>, "
        f"<b class='lost'>{len(found.changes) - gained} lost</b>: passages that a theme now applies to, "
        "or applies to no longer. <code>make report</code> makes the edit count.</p>"
    )
    if found.changes.empty:
        return
    yield "<h2>What the edit did</h2>"
    counts = found.changes.groupby(["theme", "by", "change"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=["gained", "lost"], fill_value=0).reset_index()
    counts["all"] = counts["gained"] + counts["lost"]
    yield _table(
        counts.sort_values(["all", "theme", "by"], ascending=[False, True, True]).drop(columns="all")
    )
    moved = found.shares[found.shares["before"] != found.shares["after"]]
    yield "<h3>Share of the passages that count</h3>" + _table(moved)
    yield "<h3>Where the series moved most</h3>" + _table(found.moved)
    for (theme, change), rows in found.changes.groupby(["theme", "change"]):
        yield folded(
            f"{escape(str(theme))}: <b class='{change}'>{len(rows)} {change}</b>",
            _passages(rows),
            opened=len(rows) <= AT_ONCE,
        )


def _passages(rows: pd.DataFrame) -> str:
    items = "\n".join(_changed(row) for row in rows.head(MOST).to_dict("records"))
    more = f"<p class='soft'>… and {len(rows) - MOST} more</p>" if len(rows) > MOST else ""
    return f"<ul>{items}</ul>{more}"


def _changed(row: dict[Any, Any]) -> str:
    return (
        f"<li>{_marked(row['text'], row['spans'])}"
        f"<small>{escape(row['note'])} · {escape(row['because'])}</small></li>"
    )


def _marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with the spans marked, of those that share text the first."""
    parts, last = [], 0
    for start, end in spans:
        if start >= last:
            parts += [escape(text[last:start]), f"<mark>{escape(text[start:end])}</mark>"]
            last = end
    return "".join(parts) + escape(text[last:])


def _warnings(found: Review) -> Iterator[str]:
    if found.lexicon.warnings:
        items = "\n".join(f"<li>{escape(each)}</li>" for each in found.lexicon.warnings)
        yield folded(f"Warnings ({len(found.lexicon.warnings)})", f"<ul>{items}</ul>")


def _themes(found: Review, scores: Mapping[str, str]) -> Iterator[str]:
    yield "<h2>Theme by theme</h2>"
    yield (
        "<p class='soft'>Precision is estimated by what a theme’s other terms say of a term’s passages: "
        "low where nothing else speaks for them. Strong terms do better than it says.</p>"
    )
    share = dict(zip(found.shares["theme"], found.shares["after"], strict=True))
    for theme in found.lexicon.themes.values():
        counts = {
            ("term to look at", "terms to look at"): int((_of(found.terms, theme)["remark"] != "").sum()),
            ("suggestion", "suggestions"): sum(each.theme == theme.id for each in found.suggestions),
            ("passage perhaps missed", "passages perhaps missed"): len(_of(found.missed, theme)),
        }
        told = [
            f"[{theme.id}] {share[theme.id]:.1%} of the passages",
            *(several(number, *words) for words, number in counts.items() if number),
            *([scores[theme.id]] if theme.id in scores else []),
        ]
        yield folded(
            f"<b>{escape(theme.label)}</b> <small>{escape('; '.join(told))}</small>",
            "\n".join(_theme(found, theme)),
            kind="theme",
        )


def _of(table: pd.DataFrame, theme: Theme) -> pd.DataFrame:
    return table[table["theme"] == theme.id].drop(columns="theme")


def _theme(found: Review, theme: Theme) -> Iterator[str]:
    """Yield what there is to say of one theme, what needs a decision first."""
    if not theme.entries:
        yield f"<p>No terms yet: <code>turning-point lexicon --suggest {theme.id}</code> proposes some.</p>"
        return
    terms, dead = _of(found.terms, theme), _of(found.dead, theme)
    marked = terms[terms["remark"] != ""]
    if len(marked):
        yield "<h3>Look at these terms</h3>" + _table(marked.drop(columns="words"))
    if (dead["places"] > 0).any():
        yield "<h3>Found, but never counted</h3>"
        yield "<p class='soft'>Always inside a longer or weightier match, or in a NOT context.</p>"
        yield _table(dead[dead["places"] > 0])
    suggested = [each for each in found.suggestions if each.theme == theme.id]
    if suggested:
        yield "<h3>Suggestions</h3><ul>" + "\n".join(map(_suggestion, suggested)) + "</ul>"
    missed = _of(found.missed, theme).to_dict("records")
    if missed:
        yield "<h3>What did we miss?</h3>"
        yield "<p class='soft'>Most like the theme’s passages, by the words named, and without any theme.</p>"
        yield "<ul>" + "\n".join(_missed(row) for row in missed) + "</ul>"
    yield folded(f"All terms that count ({len(terms)})", _table(terms))
    nowhere = dead.loc[dead["places"] == 0, "term"]
    yield folded(f"Terms found nowhere ({len(nowhere)})", f"<p>{escape(' · '.join(nowhere))}</p>")


def _suggestion(each: Suggestion) -> str:
    contexts = "".join(f"<small>{escape(context)}</small>" for context in each.contexts)
    often = f"{each.with_theme} of {each.passages} passages with the theme, {each.notes} notes"
    return (
        f"<li><b>{escape(each.term)}</b> <span class='soft'>{often}, G² {each.keyness:.0f}</span>"
        f"{contexts}</li>"
    )


def _missed(row: dict[Any, Any]) -> str:
    return f"<li>{escape(row['text'])}<small>{escape(row['note'])} · {escape(row['words'])}</small></li>"


def _shared(found: Review) -> Iterator[str]:
    yield folded(
        f"Words that count for several themes ({len(found.shared)})",
        "<p class='soft'>The same words in the same place.</p>" + _table(found.shared),
    )


def folded(title: str, inside: str, opened: bool = False, kind: str = "") -> str:
    """Return what is shown when its title is clicked."""
    return f"<details class='{kind}'{' open' if opened else ''}><summary>{title}</summary>{inside}</details>"


def _table(table: pd.DataFrame) -> str:
    numeric = {name for name in table.columns if table[name].dtype.kind in "if"}
    head = "".join(
        f"<th scope='col'{' class=number' if name in numeric else ''}>{escape(HEADS.get(name, name))}</th>"
        for name in table.columns
    )
    rows = "\n".join(
        "<tr>" + "".join(_cell(name, value, name in numeric) for name, value in row.items()) + "</tr>"
        for row in table.to_dict("records")
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>"


def _cell(name: Any, value: Any, numeric: bool) -> str:
    if not numeric:
        text = escape(str(value)).replace("|", "|<wbr>")
        return f"<td{' class=remark' if name == 'remark' else ''}>{text}</td>"
    shown = f"{value:.1%}" if name in PERCENT else f"{value:g}" if name == "weight" else f"{value:.2f}"
    return f"<td class=number>{value if isinstance(value, int) else shown}</td>"
