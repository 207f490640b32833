"""The report on small tables, made once."""

import pytest

from tests.report import make_report


@pytest.fixture(scope="session")
def tables():
    return make_report.tables()


@pytest.fixture(scope="session")
def made():
    return make_report.made()


@pytest.fixture(scope="session")
def page(made):
    return made["index.html"]
