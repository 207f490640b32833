from __future__ import annotations

import pytest

from tests.topics.make_topics import (
    GARDEN,
    MUSIC,
    TRAVEL,
    planted,
    run,
)


@pytest.fixture(scope="session")
def three():
    return run(planted([GARDEN, TRAVEL, MUSIC]))
