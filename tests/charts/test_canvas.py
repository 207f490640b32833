"""Words on a drawing."""

import io
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from pipeline.charts.canvas import Canvas, text_width, wrap
from pipeline.charts.picture import DOTS_PER_INCH, Paper, png
from pipeline.charts.vector import SHAPES, svg
from tests.charts.look_at import label_boxes


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


def picture_of(canvas):
    """Return the pixels of a canvas, and how many there are to a point."""
    return Image.open(io.BytesIO(png(canvas))), DOTS_PER_INCH / 72


def test_shapes_are_where_they_are_said_to_be_and_as_thick():
    canvas = Canvas("x", 100)
    canvas.area([(0, 0), (20, 0), (20, 20), (0, 20)], "#0000ff", 1.0)
    canvas.dot(50, 50, 8, "#ff0000")
    canvas.dot(80, 50, 8, "#ff0000", hollow=True)
    canvas.path([30, 90], [80, 80], "#00ff00", 4.0)
    canvas.finish(100)
    picture, scale = picture_of(canvas)

    def at(x, y):
        return picture.getpixel((round(x * scale), round(y * scale)))

    red, green, white = (255, 0, 0), (0, 255, 0), (255, 255, 255)
    assert picture.size == (277, 277)
    assert at(10, 10) == (0, 0, 255) and at(25, 10) == white
    assert at(50, 50) == at(57, 50) == red and at(50, 59) == white
    assert at(80, 50) == white and at(88, 50) == red and at(85.5, 50) == white
    assert at(60, 80) == at(60, 81.5) == green and at(60, 82.8) == white


@pytest.mark.parametrize("align", ["left", "center", "right"])
@pytest.mark.parametrize("turned", [False, True])
def test_a_text_is_drawn_where_it_was_laid_out(align, turned):
    canvas = Canvas("x", 200)
    canvas.text(100, 100, "Themes apply", size=9, align=align, turned=turned)
    canvas.finish(200)
    picture, scale = picture_of(canvas)
    dark = np.argwhere(np.asarray(picture.convert("L")) < 128)[:, ::-1] / scale
    box = label_boxes(canvas)[1][0]
    assert np.abs(np.concatenate([dark.min(axis=0), dark.max(axis=0)]) - box).max() < 2.5


def test_text_lies_on_lines_and_lines_on_shapes():
    canvas = Canvas("x")
    canvas.text(5, 5, "above")
    canvas.rule(0, 5, 10, 5)
    canvas.box(0, 0, 10, 10, "#ff0000")
    assert [shape for shape, _ in canvas.in_order()] == ["box", "line", "text"]


def test_words_from_notes_are_no_markup():
    canvas = Canvas("x")
    canvas.text(5, 5, 'a < b & "c"')
    canvas.dot(5, 5, 2, "#ff0000", evidence='n:A"B<|(all)|x', says="<script>&")
    canvas.finish(10)
    root = ElementTree.fromstring(svg(canvas, 'a "b" <c>'))
    assert root.get("aria-label") == 'a "b" <c>'
    assert [e.text for e in root.iter() if e.text and e.text.strip()] == ["<script>&", 'a < b & "c"']
    assert [e.get("data-evidence") for e in root.iter() if e.get("class") == "mark"] == ['n:A"B<|(all)|x']


def test_every_shape_is_written_and_drawn():
    assert all(hasattr(Paper, shape) for shape in SHAPES)
