"""Which themes apply to each passage, once people have had their say."""

from __future__ import annotations

import pandas as pd

from pipeline.core.counted import applying
from pipeline.core.schemas import BY, schema


def codes(found_themes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return `passage_themes`: the themes that apply."""
    return {"passage_themes": schema("passage_themes").frame(applying(found_themes).assign(by=BY[0]))}
