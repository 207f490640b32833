"""The draft as Markdown."""

import re

import pytest

from pipeline.roundup.document import Grid, Picture
from pipeline.roundup.markdown import markdown, plain


def test_markdown_says_the_same(draft):
    text = markdown(draft)
    assert text.count("*DRAFT") == 2
    assert all(plain(block.text) in text for block in draft.blocks if not isinstance(block, Grid | Picture))
    marks = re.findall(r"\[\^(\d+)\](?!:)", text)
    assert sorted(marks, key=int) == re.findall(r"(?m)^\[\^(\d+)\]: ", text) and marks
    assert "![A chart of kites](figures/strip-network.png)" in text


@pytest.mark.parametrize(
    "text, safe",
    [
        pytest.param("a <b> & *c*", r"a \<b\> & \*c\*", id="marks"),
        pytest.param("1. a", r"1\. a", id="number"),
        pytest.param("# a", r"\# a", id="heading"),
        pytest.param("a | b", r"a \| b", id="table"),
        pytest.param("a\nb", "a b", id="lines"),
    ],
)
def test_markdown_is_made_harmless(text, safe):
    assert plain(text) == safe
