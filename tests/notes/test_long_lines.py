"""A line of any length takes no longer than its length: the notes of strangers hold anything."""

import time

import pytest

LINES = {
    "dashes": "-", "colons": ": ", "capitals": "A ", "dots": ".", "slashes": "1/", "brackets": "(",
    "quotes": "‘", "months": "May ", "names": "Ann Bo ", "address": "http://x.org/a/", "word": "x",
    "spaces": " ", "numbers": "1. ", "commas": "Ann, ",
}  # fmt: skip


def seconds(reader, line):
    begun = time.process_time()
    reader.dates(a__txt=f"Note from the Kite cell 2\n\n{line}\n\nThey agreed to share the kite.")
    return time.process_time() - begun


@pytest.mark.slow
@pytest.mark.parametrize("kind", LINES)
def test_twice_the_line_takes_hardly_more_than_twice_the_time(reader, kind):
    """Half a second is let pass: what is quadratic takes minutes at this length."""
    unit = LINES[kind]
    short, long = (seconds(reader, unit * (n // len(unit))) for n in (100_000, 200_000))
    assert long <= 3 * short + 0.5


@pytest.mark.slow
def test_many_short_lines_take_no_longer_than_so_many(reader):
    lines = [f"{n}. a point" for n in range(1000, 9000)]
    short, long = (seconds(reader, "\n\n".join(lines[:n])) for n in (2000, 4000))
    assert long <= 3 * short + 0.5
