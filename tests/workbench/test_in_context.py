"""A term in context."""

import pytest

from pipeline.core.errors import Fault
from pipeline.workbench.in_context import kwic


def test_concordance(corpus):
    _, passages = corpus
    lines = kwic("power*", passages, width=10)
    assert lines[0] == "dens need [power] and water  (a.001)"
    assert len(lines) == 3
    with pytest.raises(Fault, match="on its own"):
        kwic("*", passages)
