"""Stage 1, clean: the files under the raw folder as cleaned lines, those read before not read again."""

from __future__ import annotations

import pandas as pd

from pipeline.core.schemas import schema
from pipeline.reading.apart import Sources, read
from pipeline.reading.clean import cleaned
from pipeline.settings.models import Input


def clean(sources: Sources, options: Input) -> dict[str, pd.DataFrame]:
    """Return the tables `files` and `lines`: what is held of unchanged files, and the others newly read."""
    made = cleaned(read(sources, options))
    if not sources.held:
        return made
    kept = set(sources.sums) - set(sources.changed)
    return {
        name: schema(name).frame(pd.concat([held[held["source"].isin(kept)], made[name]]))
        for name, held in sources.held.items()
    }
