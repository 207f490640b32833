"""Entries for `config/topics.toml` that keep topics: label, id, and the terms to know them again by."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from pipeline.core.toml import toml
from pipeline.topics.model import SHOWN


def entries(topics: pd.DataFrame, topic_terms: pd.DataFrame) -> Iterator[str]:
    """Yield an entry for each topic that the config does not hold yet, in the order of the table."""
    shown = topic_terms[topic_terms["rank"] <= SHOWN].sort_values(["topic", "rank"])
    terms = {str(topic): mine["term"].tolist() for topic, mine in shown.groupby("topic")}
    for row in topics[topics["state"].isin(("new", "split"))].itertuples():
        yield "\n".join(
            [
                "[[topic]]",
                f"label = {toml(str(row.label))}",
                f"id = {toml(str(row.topic))}",
                f"terms = [{', '.join(toml(term) for term in terms[str(row.topic)])}]",
                "machine = true",
            ]
        )
