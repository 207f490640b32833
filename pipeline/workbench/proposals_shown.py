"""Suggestions for one theme, on the terminal and as a page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pipeline.core.wording import percent, several
from pipeline.workbench.from_nothing import Proposal, Proposals, as_toml
from pipeline.workbench.page import folded, whole_page

KINDS = {
    "likeness": (
        "like the description",
        "likeness",
        "mean cosine of its passages to the description, raised for words of it",
    ),
    "keyness": (
        "key in passages about it",
        "log ratio",
        "doublings against the other passages; G² at least 6.6",
    ),
    "company": (
        "in company with its terms",
        "logDice",
        "within five words of a term of the theme; at most 14",
    ),
}
"""What a kind is called, what its figure is called, and what that says."""
WIDEST = 34


def as_lines(found: Proposals) -> str:
    """Return the suggestions as plain lines."""
    return "\n".join([*_head(found), *_kinds(found), *_paste(found)])


def _head(found: Proposals) -> Iterator[str]:
    yield f"{found.theme.label} [{found.theme.id}]: {grounds_of(found)}"


def grounds_of(found: Proposals) -> str:
    """Return what the suggestions rest on, in a sentence."""
    passages = several(found.about, "passage")
    if found.tagged:
        return f"{passages} of {found.passages} carry the theme by its terms"
    stand = f"the {passages} of {found.passages} most like its description stand for those about it"
    return (
        f"its terms are in too few passages to say, so {stand}"
        if found.theme.entries
        else f"no terms yet; {stand}"
    )


def _kinds(found: Proposals) -> Iterator[str]:
    shown: set[str] = set()
    for kind, proposals in found.kinds.items():
        title, figure, meaning = KINDS[kind]
        yield f"\n{title} ({figure}: {meaning})"
        if not proposals:
            yield "  nothing in three passages of two notes"
            continue
        width = min(max(len(each.term) for each in proposals), WIDEST)
        yield f"  {'':{width}} {figure:>10} {'passages':>9} {'notes':>6} {'about it':>9}"
        for each in proposals:
            yield f"  {_row(each, kind, width)}"
            if each.term not in shown:
                yield from (f"      {line}" for line in each.lines)
            shown.add(each.term)


def _row(each: Proposal, kind: str, width: int) -> str:
    more = [f"also by {other}" for other in each.figures if other != kind]
    more += [f"in {', '.join(each.others)}"] if each.others else []
    figures = f"{each.figures[kind]:10.2f} {each.passages:9} {each.notes:6} {percent(each.about):>9}"
    return f"{each.term:{width}} {figures}  {'; '.join(more)}".rstrip()


def _paste(found: Proposals) -> Iterator[str]:
    if found.together:
        yield "\nto paste, of all kinds together; read the places first, and drop what is too wide:"
        yield as_toml(found.together)


def as_page(found: Proposals, sample: bool = False) -> str:
    """Return the suggestions as a page, one file without scripts."""
    title = f"Terms for {found.theme.label}"
    return whole_page(title, [f"<p>{escape(grounds_of(found))}.</p>", *_parts(found)], sample)


def _parts(found: Proposals) -> Iterator[str]:
    for kind, proposals in found.kinds.items():
        title, figure, meaning = KINDS[kind]
        yield f"<h2>{escape(title.capitalize())}</h2><p class='soft'>{escape(figure)}: {escape(meaning)}.</p>"
        rows = "\n".join(_item(each, kind) for each in proposals)
        yield f"<ul>{rows}</ul>" if rows else "<p>Nothing in three passages of two notes.</p>"
    yield folded("To paste", f"<pre>{escape(as_toml(found.together))}</pre>", opened=True)


def _item(each: Proposal, kind: str) -> str:
    told = [
        f"{KINDS[kind][1]} {each.figures[kind]:.2f}",
        several(each.passages, "passage"),
        several(each.notes, "note"),
        f"{percent(each.about)} about it",
        *(f"also by {other}" for other in each.figures if other != kind),
        *([f"in {', '.join(each.others)}"] if each.others else []),
    ]
    lines = "\n".join(each.lines)
    return (
        f"<li><b>{escape(each.term)}</b> <span class='soft'>{escape('; '.join(told))}</span>"
        f"<pre>{escape(lines)}</pre></li>"
    )
