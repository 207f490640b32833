"""The codebook."""

from pipeline.core import codebook
from pipeline.core.schemas import SCHEMAS


def test_the_codebook_has_every_column():
    book = codebook.codebook()
    for table in SCHEMAS.values():
        assert f"## {table.name}.csv" in book
        assert all(f"| {c.name} | {c.type.__name__} | {c.meaning} |" in book for c in table.columns)
        assert all(c.meaning for c in table.columns)
