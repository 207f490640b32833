import re
from datetime import date
from itertools import combinations
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import Circle, Rectangle

from pipeline.charts.canvas import DOTS_PER_INCH, WIDTH, Canvas, text_width, wrap
from pipeline.charts.palette import COLOURS
from pipeline.charts.stage import drawings, drawn, strip_names
from pipeline.charts.timeline import timeline
from pipeline.core.calendar import Span
from pipeline.core.schemas import ALL, BEHAVIOURS, PRINCIPLES, THEMES
from tests.make_charts import LEXICON, LONG, tables


def label_boxes(canvas):
    """Return words and boxes (x0, y0, x1, y1 in points, upwards) of the texts, as they are drawn."""
    scale = DOTS_PER_INCH / 72
    canvas.figure.set_dpi(DOTS_PER_INCH)
    renderer = canvas.figure.canvas.get_renderer()
    found = [text.get_window_extent(renderer).extents / scale for text in canvas.axes.texts]
    return [text.get_text() for text in canvas.axes.texts], np.array(found).reshape(-1, 4)


def dot_boxes(canvas):
    """Return names and boxes of the dots."""
    dots = [patch for patch in canvas.axes.patches if isinstance(patch, Circle)]
    bottom = canvas.figure.get_size_inches()[1] * 72
    found = [
        (x - r, bottom - y - r, x + r, bottom - y + r)
        for (x, y), r in ((dot.center, dot.radius) for dot in dots)
    ]  # fmt: skip
    return [dot.get_gid() or "legend" for dot in dots], np.array(found).reshape(-1, 4)


def shared(some, others):
    """Return the area that each of the one shares with each of the others."""
    low = np.maximum(some[:, None, :2], others[None, :, :2])
    high = np.minimum(some[:, None, 2:], others[None, :, 2:])
    return np.clip(high - low, 0, None).prod(axis=2)


def size(label, **of):
    """Return a size of tables; what looks at one size runs in one process, which draws it once."""
    return pytest.param(of, id=label, marks=[pytest.mark.slow, pytest.mark.xdist_group(label)])


SIZES = [
    size("one meeting", meetings=1, cells=1),
    size("one meeting in each of twelve cells", meetings=1, cells=12),
    size("five meetings, some without a date", meetings=5, cells=1, vague=(1, 2)),
    size("five meetings, twelve cells", meetings=5, cells=12, vague=(0, 3)),
    size("very long names", meetings=5, cells=12, name=LONG),
    size("forty meetings", meetings=40, cells=1, vague=(3, 4, 5, 8)),
    size("forty meetings in each", meetings=40, cells=12, vague=(7, 8), longest=8),
    size("forty days in a row", meetings=40, cells=1, apart=1),
    size("over twenty years", meetings=40, cells=1, apart=200),
    size("no date at all", meetings=5, cells=2, vague=range(5)),
    size("twenty without a date", meetings=40, cells=1, vague=range(1, 40, 2)),
    size("a thousand meetings", meetings=500, cells=2, apart=10, longest=6),
    size("cells apart", meetings=6, cells=12, own=0.9),
    size("cells apart, very long names", meetings=6, cells=12, own=0.9, name=LONG),
    size("no topics", meetings=5, cells=1, topics=0),
    size("twelve topics", meetings=5, cells=1, topics=12),
]  # fmt: skip


@pytest.fixture(scope="module", params=SIZES)
def sized(request):
    """Return the drawings of tables of a size, drawn once for all that is looked at."""
    return list(drawings(tables(**request.param), LEXICON))


def test_no_label_is_cut_or_covered(sized):
    for drawing in sized:
        canvas = drawing.canvas
        words, texts = label_boxes(canvas)
        bottom = canvas.figure.get_size_inches()[1] * 72
        cut = (texts[:, :2] < -0.5).any(axis=1) | (texts[:, 2] > WIDTH + 0.5) | (texts[:, 3] > bottom + 0.5)
        assert not cut.any(), f"{canvas.name}: cut: {[words[i] for i in np.flatnonzero(cut)]}"
        over = np.argwhere(np.triu(shared(texts, texts), 1) > 1)
        assert not len(over), f"{canvas.name}: overlap: {[(words[i], words[j]) for i, j in over]}"
        names, dots = dot_boxes(canvas)
        hidden = np.argwhere(shared(dots, texts) > 3)
        assert not len(hidden), f"{canvas.name}: dots on: {[(names[i], words[j]) for i, j in hidden]}"


def test_marks_can_be_told_apart(sized):
    """Of a strip's dots at most one in five covers the centre of another, or lies in it; squares hardly."""
    for drawing in sized:
        canvas = drawing.canvas
        if canvas.name.startswith("strip"):
            names, boxes = dot_boxes(canvas)
            dots = boxes[[name != "legend" for name in names]]
            x, y = (dots[:, :2] + dots[:, 2:]).T / 2
            radius = (dots[:, 2] - dots[:, 0]) / 2
            apart = np.hypot(x[:, None] - x, y[:, None] - y) + np.diag(np.full(len(x), np.inf))
            covered = (apart < np.maximum(radius[:, None], radius)).any(axis=1)
            assert covered.mean() <= 0.2, f"{canvas.name}: {covered.mean():.0%} of the dots"
        if canvas.name == "calendar":
            squares = [p.get_bbox() for p in canvas.axes.patches if isinstance(p, Rectangle) and p.get_gid()]
            boxes = np.array([(b.x0, b.y0, b.x1, b.y1) for b in squares])
            area = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1)
            over = np.triu(shared(boxes, boxes), 1) / area
            assert over.max() <= 0.5, f"{canvas.name}: {over.max():.0%}"


@pytest.fixture(scope="module")
def made():
    return drawn(tables(5, 3, vague=(2,)), LEXICON)


@pytest.mark.slow
def test_the_families_of_charts(made):
    names = [chart.name for chart in made]
    cells = ["strip-cell-0", "strip-cell-1", "strip-cell-2"]
    assert names == ["strip-network", "heat", "shares", "topics", "topics-numbers", "calendar", *cells]


@pytest.mark.slow
def test_same_tables_same_bytes(made):
    again = drawn(tables(5, 3, vague=(2,)), LEXICON)
    assert again == made


@pytest.mark.slow
def test_svg_stands_in_a_page(made):
    ids = []
    for chart in made:
        root = ElementTree.fromstring(chart.svg)
        assert root.get("aria-label") == chart.alt
        assert chart.svg.startswith("<svg")
        assert "<style" not in chart.svg and "clip-path" not in chart.svg and "<metadata" not in chart.svg
        assert "currentColor" in chart.svg and "#1b1b1f" not in chart.svg
        ids += [element.get("id") for element in root.iter() if element.get("id")]
        assert all(name.startswith(f"{chart.name}.") for name in ids[-5:] if chart.name != "topics-numbers")
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[\w.:-]+", name) for name in ids)


@pytest.mark.slow
def test_png_has_no_metadata(made):
    for chart in made:
        assert chart.png.startswith(b"\x89PNG")
        assert b"tEXt" not in chart.png and b"matplotlib" not in chart.png.lower()


@pytest.mark.slow
def test_every_mark_leads_to_rows_of_the_tables(made):
    held = tables(5, 3, vague=(2,))
    periods, notes = set(held["series"]["period"]), set(held["notes"]["note_id"])
    cells, known = set(held["recurrence"]["cell"]), {*THEMES, ALL, *(f"topic:t{n}" for n in range(5))}
    for chart in made:
        marks = [e for e in ElementTree.fromstring(chart.svg).iter() if e.get("class") == "mark"]
        assert marks or chart.name == "topics-numbers"  # it shows what was tried, not what the notes say
        for mark in marks:
            assert mark.get("data-evidence").startswith("n:")
            cell, place, theme = mark.get("data-evidence")[2:].split("|")
            assert cell in cells and place in periods | notes and theme in known
            assert mark[0].tag.endswith("title") and mark[0].text


def dots_of(chart, cell):
    return sorted(re.findall(rf'data-evidence="n:{re.escape(cell)}\|([^|]+)\|([^"]+)"', chart.svg))


@pytest.mark.slow
def test_a_strip_shows_each_theme_of_each_meeting_once(made):
    held = tables(5, 3, vague=(2,))
    rows = held["note_themes"].merge(held["notes"][["note_id", "cell"]], on="note_id")
    tagged = rows[(rows["tagged"] > 0) & (rows["cell"] == "Cell 1")]
    chart = next(chart for chart in made if chart.name == "strip-cell-1")
    assert dots_of(chart, "Cell 1") == sorted(zip(tagged["note_id"], tagged["theme"], strict=True))


@pytest.mark.slow
def test_where_meetings_stand_too_close_a_dot_is_a_period_and_the_rest_has_its_own(made):
    held = tables(5, 3, vague=(2,))
    rows = held["series"][held["series"]["cell"] == ALL]
    months = rows[(rows["period"].str.len() > 4) & (rows["period"] != ALL) & (rows["tagged"] > 0)]
    loose = held["notes"].loc[held["notes"]["date"] == "", "note_id"]
    ranged = held["note_themes"][held["note_themes"]["note_id"].isin(loose)]
    ranged = ranged[ranged["tagged"] > 0]
    expected = [
        *zip(months["period"], months["theme"], strict=True),
        *zip(ranged["note_id"], ranged["theme"], strict=True),
    ]
    assert len(loose) == 3 and dots_of(made[0], ALL) == sorted(expected)
    assert "a stroke is a month" in made[0].svg or ">meetings<" in made[0].svg
    assert "left out" not in made[0].caption


@pytest.mark.slow
def test_beyond_sixty_meetings_a_dot_is_a_period():
    drawing = next(iter(drawings(tables(40, 2), LEXICON)))
    assert len(drawing.canvas.marks) > 20
    assert all(mark.evidence.split("|")[1].startswith("20") for mark in drawing.canvas.marks.values())


@pytest.mark.slow
def test_a_theme_that_is_not_nothing_is_not_nothing_in_the_heat_map():
    held = tables(5, 2)
    rare = held["series"]["theme"] == "power"
    few = held["series"].assign(share=held["series"]["share"].where(~rare, 0.004))
    heat = next(d.canvas for d in drawings(held | {"series": few}, LEXICON) if d.canvas.name == "heat")
    assert label_boxes(heat)[0].count("<1%") == 3  # two cells and the network


@pytest.mark.slow
def test_meetings_left_out_of_a_strip_are_counted():
    drawing = next(iter(drawings(tables(40, 2, vague=range(0, 40, 4)), LEXICON)))
    assert "20 of them may lie in more than one period and are left out." in drawing.caption


@pytest.mark.slow
def test_what_sets_cells_apart_is_drawn_and_only_that():
    held = tables(6, 12, own=0.9)
    chart = next(chart for chart in drawn(held, LEXICON) if chart.name == "apart")
    clear = held["comparisons"].query("kind == 'cell' and verdict.str.startswith('clearly')")
    assert {("Cell 3", THEMES[3]), ("Cell 7", THEMES[7])} <= set(
        zip(clear["group"], clear["theme"], strict=True)
    )
    marks = re.findall(r'data-evidence="n:([^|]+)\|\(all\)\|([^"|]+)(\|rest)?"', chart.svg)
    pairs = zip(clear["group"], clear["theme"], strict=True)
    assert sorted(marks) == sorted((*pair, rest) for pair in pairs for rest in ("", "|rest"))
    assert "cells are clearly apart from the rest" in chart.title


def test_no_meeting_no_chart():
    empty = tables(1, 1)
    empty["notes"] = empty["notes"].assign(event="publication")
    assert drawn(empty, LEXICON) == ()


@pytest.mark.slow
def test_titles_state_the_finding_and_captions_the_base(made):
    for chart in made:
        assert chart.title and not chart.title.endswith(".")
        assert chart.caption.startswith("Base: ") and "passages" in chart.caption
        assert len(chart.alt) >= len(chart.title)
    assert "15 meetings of the network" in made[0].caption


def test_two_cells_with_one_slug_have_two_charts():
    names = strip_names(["A/B", "A B", "network", ALL])
    assert len(set(names.values())) == 4
    assert names[ALL] == "strip-network"


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_theme_has_a_colour_of_its_own_that_shows_on_white_and_on_dark():
    assert set(COLOURS) == set(BEHAVIOURS) | set(PRINCIPLES)
    assert len(set(COLOURS.values())) == len(THEMES)
    for name, colour in COLOURS.items():
        assert 1.05 / (luminance(colour) + 0.05) >= 3, name
        assert (luminance(colour) + 0.05) / (luminance("#16181d") + 0.05) >= 3, name


CONES = {
    "all": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "no red": [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]],
    "no green": [[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0475], [-0.0118, 0.0429, 0.9689]],
    "no blue": [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]],
}
"""What is left of linear RGB: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes (2009), A
physiologically-based model for simulation of color vision deficiency, IEEE TVCG 15, 1291–1298."""
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour, cones):
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(TO_XYZ @ np.clip(np.array(cones) @ linear, 0, 1) / [0.9505, 1, 1.089])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("seen", CONES)
def test_colours_are_told_apart_whatever_cones_one_has(seen):
    seen_as = {theme: lab(colour, CONES[seen]) for theme, colour in COLOURS.items()}
    for one, other in combinations(THEMES, 2):
        least = 25 if {one, other} <= set(BEHAVIOURS) else 15
        assert np.linalg.norm(seen_as[one] - seen_as[other]) >= least, (one, other)


@pytest.mark.parametrize(
    ("text", "width"),
    [("three short words", 60), ("averyverylongwordwithoutanyspaceinit", 40), ("", 10), ("a  b", 200)],
)
def test_wrapped_lines_fit_and_lose_no_letter(text, width):
    lines = wrap(text, width, 8)
    assert all(text_width(line, 8) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.slow
def test_where_no_date_is_known_no_year_is_shown():
    for drawing in drawings(tables(5, 2, vague=range(5), undated=True), LEXICON):
        assert not any(re.search(r"\b20\d\d\b", words) for words in label_boxes(drawing.canvas)[0])


def test_time_is_true_to_scale():
    spans = [Span(day, day) for day in (date(2020, 1, 1), date(2020, 7, 1), date(2021, 12, 31))]
    time = timeline(spans, 0, 100)
    a, b, c = (time.x(span.low) for span in spans)
    assert (b - a) / (c - a) == pytest.approx(182 / 730)


def test_names_with_dollars_are_no_formulas():
    canvas = Canvas("x")
    canvas.text(5, 5, "cost $5 to $10_0")
    canvas.finish(10)
    assert "cost $5 to $10_0" in canvas.chart("t", "c", "a").svg


@pytest.mark.slow
def test_the_table_of_a_chart_may_be_read_back_from_files(tmp_path):
    from pipeline.core import store

    held = tables(2, 1)
    for name in ("series", "recurrence"):
        store.write(tmp_path, name, held[name])
        pd.testing.assert_frame_equal(store.read(tmp_path, name), held[name])
