"""Stage 9, roundup: the draft of a year as Word and Markdown files, never over a hand's edit."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipeline.core.errors import Fault
from pipeline.core.figures import Chart
from pipeline.core.period import Period
from pipeline.core.store import File
from pipeline.core.wording import listed
from pipeline.lexicon.lexicon import Lexicon
from pipeline.roundup.draft import draft_of
from pipeline.roundup.files import Drafts, files_of
from pipeline.roundup.material import Material, known_years, latest_year
from pipeline.settings.models import CellsConfig, NetworkConfig, QuotesConfig, Roundup


def roundup(
    tables: dict[str, pd.DataFrame],
    charts: Sequence[Chart],
    network: NetworkConfig,
    cells: CellsConfig,
    lexicon: Lexicon,
    quotes: QuotesConfig,
    options: Roundup,
    template: File,
    period: Period | None,
    sample: bool,
    drafts: Drafts,
) -> dict[str, bytes]:
    """Return {name: content} of the draft of `period`, or of the latest year that a meeting is known to be
    of.

    There is none where no meeting's year is known. `drafts` are those that are there already.

    Raises:
        Fault: no meeting was, or may have been, in the period; or the template cannot be used.
    """
    if period is None:
        latest = latest_year(tables["notes"])
        if latest is None:
            return {}
        period = Period.year(latest)
    held = Material(period, tables, network, cells, lexicon, options, quotes, charts)
    if held.notes.empty:
        raise Fault(
            f"{period.name}: no meeting was, or may have been, in that time, so no draft can be made of it; "
            f"the years with meetings are {listed(known_years(tables['notes'])) or 'not known'}"
        )
    return files_of(draft_of(held, sample), template, drafts)
