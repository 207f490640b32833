"""Passages of a note, from kind and words."""

import pandas as pd


def passages(*rows: tuple[str, str, str]) -> pd.DataFrame:
    data = pd.DataFrame(rows, columns=["note_id", "kind", "text"])
    return data.assign(
        passage_id=[f"p.{number:03d}" for number in range(len(data))], section="", source="a.txt", line=1
    )
