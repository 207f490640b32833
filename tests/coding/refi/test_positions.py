"""How programs count characters."""

import pytest

from pipeline.coding.refi.positions import Counting, counting_of, places, plain

RAW = "\ufeffA \U0001f41d.\r\nB is not C.\r\nD\r\nE"


def test_places_in_each_way_of_counting():
    assert plain(RAW) == "A \U0001f41d.\nB is not C.\nD\nE"
    for counting in (Counting(), Counting(line_end=1), Counting(1, 2, 2), Counting(0, 1, 2)):
        offsets = places(RAW, counting)
        assert offsets[-1] == len(plain(RAW))
        assert len(offsets) - 1 == len(plain(RAW)) + counting.mark + 3 * (counting.line_end - 1) + (
            counting.beyond - 1
        )


@pytest.mark.parametrize("counting", [Counting(), Counting(line_end=1), Counting(1, 2, 2), Counting(0, 1, 2)])
def test_the_way_is_told_by_where_selections_start(counting):
    offsets = places(RAW, counting)
    starts = [offsets.index(plain(RAW).index(letter)) for letter in "BDE"]
    assert counting_of([(RAW, starts)]) == counting


def test_without_a_hint_the_plainest_way_is_taken():
    assert counting_of([(RAW, [])]) == Counting()
    assert counting_of([("ABC", [1, 99])]) == Counting()
