"""The report: one page that opens every number to its evidence, and the tables beside it.

The page is one file with everything in it: styles, script, charts, and the passages as JSON, which of a large
collection lie in files beside it. All text from
notes is escaped by the template engine; the JSON cannot close its element. There is no clock in it.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from pipeline.core.calendar import said
from pipeline.core.counted import is_meeting, meetings
from pipeline.core.errors import Fault
from pipeline.core.figures import PARTS, Chart, cell_slugs
from pipeline.core.policy import policy
from pipeline.core.schemas import ALL, SCHEMAS
from pipeline.core.table import Tables
from pipeline.core.wording import an, listed, opened, percent, several, signed_points
from pipeline.lexicon.lexicon import Lexicon
from pipeline.report import contrasts, parts, to_check, workbook
from pipeline.report.evidence import as_script, page_data
from pipeline.report.headlines import headlines, news
from pipeline.report.measured import measured, summary, weak_themes
from pipeline.report.seen import first_and_last
from pipeline.report.sums import health
from pipeline.settings.models import CellConfig, NetworkConfig, Report

PAGE = "report.html.j2"
OWN = Path(__file__).parent / "templates"
"""The page's template, style sheet and script."""
HERE, POLICY = "@passages@", "@policy@"
"""Where the passages go, which fill what the rest of the page leaves of its size, and where the policy goes,
which names every script of the page."""
FIGURES = 0.2
"""The share of the page's size that charts may take."""
MARK = re.compile(r'(?: id="[^"]*")? class="mark"')
LINK = ' class="mark" role="link" tabindex="-1"'
"""A mark leads to its evidence. The page has no use for its id."""
FEW, LONGEST = 5, 200
"""Doubtful dates that are unfolded; rows of any other list on the page."""


def report(
    tables: Tables,
    charts: Sequence[Chart],
    lexicon: Lexicon,
    network: NetworkConfig,
    options: Report,
    provenance: Mapping[str, Any],
    templates: Mapping[str, str],
) -> dict[str, str | bytes]:
    """Return {path under the reports folder: content}: `index.html`, all in `tables/`, and in `evidence/`.

    `provenance` says what the report was made from: sample, version, raw, inputs, config, libraries,
    unknown_cells. `templates` holds what takes the place of
    the page's own template, style sheet or script, by file name.
    """
    context = {
        **_parts(tables, lexicon, network, options, provenance),
        "network_name": network.name,
        "group": network.group,
        "called": network.called,
        "figures": _figures(charts, tables, options.megabytes * 1e6 * FIGURES),
        "schemas": [schema for schema in SCHEMAS.values() if schema.published],
        "provenance": provenance,
        "sample": provenance["sample"],
    }
    scripts: list[str] = []
    page = _rendered(templates, scripts, context)
    page = page.replace(POLICY, policy(scripts, beside=True), 1)
    labels = {theme.id: theme.label for theme in lexicon.themes.values()}
    data, evidence = page_data(tables, labels, options.megabytes * 1e6 - len(page.encode()))
    beside = workbook.files(tables, options.sheet_rows, provenance["sample"], provenance["version"])
    return {
        "index.html": page.replace(HERE, as_script(data), 1),
        **evidence,
        **{f"tables/{name}": content for name, content in beside.items()},
    }


def _rendered(templates: Mapping[str, str], scripts: list[str], context: Mapping[str, Any]) -> str:
    """Return the page, with places for passages and policy.

    Raises:
        Fault: a template that takes the place of the program's own does not work.
    """
    try:
        return _environment(templates, scripts).get_template(PAGE).render(context)
    except Exception as error:  # whatever an expression in it may raise
        if PAGE not in templates:
            raise
        raise Fault(
            f"config/templates/{PAGE}{_line(error)}: does not work with this version: {error}; mend it, or "
            "take the file away: the program has a template of its own"
        ) from error


def _line(error: Exception) -> str:
    """Return the line of the page's template that an error comes from, if it can be told."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in ("<template>", PAGE)]
    number = getattr(error, "lineno", None) or (frames[-1].lineno if frames else None)
    return f":{number}" if number else ""


def _environment(templates: Mapping[str, str], scripts: list[str]) -> jinja2.Environment:
    """Return what renders the page; the scripts that it runs are added to `scripts`."""
    loader = jinja2.ChoiceLoader([jinja2.DictLoader(templates), jinja2.FileSystemLoader(OWN)])
    # a template that came with somebody's config sets a page, and reaches nothing else
    kind = SandboxedEnvironment if templates else jinja2.Environment
    environment = kind(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    source = partial(_source, loader, environment)

    def run(name: str) -> Markup:
        scripts.append(source(name))
        return Markup("<script>{}</script>").format(source(name))

    environment.globals.update(
        inlined=source, run=run, passages_go_here=HERE, policy_goes_here=POLICY, all=ALL
    )
    environment.filters.update(
        percent=partial(percent, short=True), points=signed_points, state=state,
        several=several, opened=opened, an=an, listed=listed, said=said,
    )  # fmt: skip
    return environment


def _source(loader: jinja2.BaseLoader, environment: jinja2.Environment, name: str) -> Markup:
    return Markup(loader.get_source(environment, name)[0])


def _parts(
    tables: Tables,
    lexicon: Lexicon,
    network: NetworkConfig,
    options: Report,
    provenance: Mapping[str, Any],
) -> dict[str, Any]:
    weak = weak_themes(tables["accuracy"])
    labels = {theme.id: theme.label for theme in lexicon.themes.values()}
    held = parts.meetings(tables["notes"])
    lists = 1 + held["cell"].nunique() + held["day"].str[:4].nunique()
    listed = max(10, options.listed // lists)
    seen, years = first_and_last(tables), parts.years(tables, held, listed, lexicon.order)
    return {
        "longest": LONGEST,
        "few": FEW,
        "labels": labels,
        "weak": weak,
        "measured": measured(tables["accuracy"], lexicon.order),
        "coded": summary(tables["accuracy"]),
        "read_by_models": bool((tables["accuracy"]["by_person"] < tables["accuracy"]["passages"]).any()),
        "headlines": {line.cell: line for line in headlines(tables, labels, seen)},
        "news": news(tables, labels, seen, years[0]["cells"] if years else ()),
        "seen": seen,
        "span": parts.span(held),
        "network": parts.theme_rows(tables, ALL, lexicon.order),
        "cells": parts.cells(tables, held, listed, lexicon.order),
        "themes": parts.themes(tables, lexicon),
        "topics": (topics := parts.topics(tables, lexicon.order)),
        "repeated": [topic for topic in topics if topic["repeats"]],
        "since_kept": parts.since_kept(tables),
        "years": years,
        "apart": {kind: contrasts.apart(tables, kind) for kind in ("cell", "year")},
        "companions": contrasts.companions(tables),
        "rewritten": contrasts.note_changes(tables),
        "meetings": parts.meeting_rows(held.head(listed), tables),
        "meeting_count": len(held),
        "publications": tables["notes"][~is_meeting(tables["notes"])].to_dict("records"),
        "dates": to_check.doubtful_dates(tables["notes"]),
        "unknown_cells": [
            (name, CellConfig(name=name).lines()) for name in provenance.get("unknown_cells", ())
        ],
        "headings": to_check.unknown_headings(tables["headings"]),
        "conflicts": to_check.conflicts(tables),
        "lost_marks": tables["lost_marks"].to_dict("records"),
        "health": health(tables),
    }


def _figures(charts: Sequence[Chart], tables: Tables, room: float) -> dict[str, list[dict[str, Any]]]:
    """Return the charts by their place on the page: a cell (its slug), topics, calendar, apart, or network.

    Those that find no room in so many bytes, the later ones first to go, are named and not shown.
    """
    cells = set(cell_slugs(set(meetings(tables["notes"])["cell"]) - {""}).values())
    placed: dict[str, list[dict[str, Any]]] = {part: [] for part in PARTS}
    for chart in charts:
        kind, _, rest = chart.name.partition("-")
        part = rest if rest in cells else kind if kind in placed else "network"
        svg = MARK.sub(LINK, chart.svg)
        narrow = MARK.sub(LINK, chart.narrow)
        size = len(svg.encode()) + len(narrow.encode())
        fits = size <= room
        room -= fits * size
        words = {"name": chart.name, "title": chart.title, "caption": chart.caption, "alt": chart.alt}
        drawn = {"svg": Markup(svg), "narrow": Markup(narrow)} if fits else {"svg": "", "narrow": ""}
        placed.setdefault(part, []).append({**words, **drawn})
    return placed


def state(asked: Mapping[str, Any]) -> str:
    """Return the address of a state of the evidence panel, as the part of the page's address after #."""
    return "#" + "&".join(f"{key}={quote(str(value), safe='')}" for key, value in asked.items() if value)
