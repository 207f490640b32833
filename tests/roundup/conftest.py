import pytest

from pipeline.roundup.document import Draft
from tests.roundup.make_draft import made


@pytest.fixture(scope="session")
def draft() -> Draft:
    return made()
