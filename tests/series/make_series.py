"""The stage run on notes as `notes_of` makes them."""

from pipeline.series.stage import series
from pipeline.settings.models import Series
from tests.framework import THEMES
from tests.make_notes import notes_of


def run(*notes, topics=(), shuffled=False, **options):
    """Run the stage on notes as of `notes_of`."""
    frames = notes_of(*notes, topics=topics)
    if shuffled:
        frames = {name: frame.sample(frac=1, random_state=1) for name, frame in frames.items()}
    return series(**frames, options=Series(**options), themes=THEMES)


def row(table, **keys):
    for name, value in keys.items():
        table = table[table[name] == value]
    assert len(table) == 1, table
    return table.iloc[0]


def monthly(shares, passages=30):
    return [
        {"cell": "A", "date": f"{2018 + month // 12}-{month % 12 + 1:02d}-01", "passages": passages,
         "power": tagged}
        for month, tagged in enumerate(shares)
    ]  # fmt: skip
