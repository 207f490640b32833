"""The sample gives what it gave; where it does not, `make golden` shows the change as a diff."""

import pytest

from tests import golden

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sample")]


@pytest.fixture(scope="module")
def made(sample):
    return golden.texts(sample)


def test_nothing_is_left_over(made):
    assert {path.name for path in golden.FOLDER.iterdir()} == set(made)


@pytest.mark.parametrize("name", sorted(path.name for path in golden.FOLDER.glob("*.txt")))
def test_the_sample_gives_what_it_gave(made, name):
    assert made[name] == (golden.FOLDER / name).read_text("utf-8"), "to take it over: make golden"
