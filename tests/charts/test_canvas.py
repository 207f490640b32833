"""Words on a drawing."""

import pytest

from pipeline.charts.canvas import Canvas, text_width, wrap
from pipeline.charts.vector import svg


@pytest.mark.parametrize(
    ("text", "width"),
    [("three short words", 60), ("averyverylongwordwithoutanyspaceinit", 40), ("", 10), ("a  b", 200)],
)
def test_wrapped_lines_fit_and_lose_no_letter(text, width):
    lines = wrap(text, width, 8)
    assert all(text_width(line, 8) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_names_with_dollars_are_no_formulas():
    canvas = Canvas("x")
    canvas.text(5, 5, "cost $5 to $10_0")
    canvas.finish(10)
    assert "cost $5 to $10_0" in svg(canvas, "a")
