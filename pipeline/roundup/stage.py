"""Stage 9, roundup: the draft of a year as Word and Markdown files, never over a hand's edit."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipeline.core.errors import Fault
from pipeline.core.figures import Chart
from pipeline.core.store import File
from pipeline.lexicon.lexicon import Lexicon
from pipeline.roundup.draft import draft_of
from pipeline.roundup.files import Drafts, files_of
from pipeline.roundup.year import latest_year, of_year
from pipeline.settings.models import NetworkConfig, QuotesConfig, Roundup


def roundup(
    tables: dict[str, pd.DataFrame],
    charts: Sequence[Chart],
    network: NetworkConfig,
    lexicon: Lexicon,
    quotes: QuotesConfig,
    options: Roundup,
    template: File,
    year: int | None,
    sample: bool,
    drafts: Drafts,
) -> dict[str, bytes]:
    """Return {name: content} of the draft of `year`, or of the latest year that a meeting is known to be of.

    There is none where no meeting's year is known. `drafts` are those that are there already.

    Raises:
        Fault: no meeting is known to be of the year, or the template cannot be used.
    """
    latest = latest_year(tables["notes"])
    asked = year or latest
    if asked is None:
        return {}
    if of_year(tables["notes"], asked)[0].empty:
        raise Fault(f"--year {year}: no meeting is known to be of that year; the latest is {latest}")
    return files_of(
        draft_of(tables, charts, network, lexicon, asked, quotes, options, sample), template, drafts
    )
