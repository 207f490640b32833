import pytest

from pipeline.charts.stage import drawn
from tests.framework import NETWORK
from tests.make_charts import LEXICON, tables


@pytest.fixture(scope="session")
def made():
    return drawn(tables(5, 3, vague=(2,)), LEXICON, NETWORK.group)
