"""Days as files' properties have them."""

import pytest

from pipeline.reading.formats.property_dates import iso


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2020-07-16T10:00:00+01:00", "2020-07-16"),
        ("D:20200716101500Z", "2020-07-16"),
        ("Thu, 16 Jul 2020 10:00:00 +0000", "2020-07-16"),
        ("Jul 16, 2020", "2020-07-16"),
        ("16 July 2020", "2020-07-16"),
        ("0000-00-00 00:00:00", ""),
        ("2020-13-45", ""),
        ("1601-01-01", ""),
        ("2013-12-23 23:15:00+00:00", ""),
        (None, ""),
    ],
)
def test_days(words, day):
    assert iso(words) == day
