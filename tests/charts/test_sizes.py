"""From one meeting to a thousand, nothing is cut or covered."""

import numpy as np
import pytest

from pipeline.charts.canvas import NARROW, WIDTH
from pipeline.charts.stage import drawings
from tests.charts.look_at import dot_boxes, label_boxes, shared, squares_of
from tests.framework import NETWORK
from tests.make_charts import LEXICON, LONG, lexicon_of, tables


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
    size("one theme", meetings=5, cells=2, of=1),
    size("three themes", meetings=12, cells=4, of=3, own=0.9),
    size("forty themes", meetings=12, cells=4, of=40),
    size("forty themes, very long names", meetings=4, cells=3, of=40, name=LONG),
]  # fmt: skip


@pytest.fixture(scope="module", params=SIZES)
def sized(request):
    """Return the drawings of tables of a size, wide and narrow, drawn once for all that is looked at."""
    given = dict(request.param)
    lexicon = lexicon_of(given.pop("of")) if "of" in given else LEXICON
    held = tables(**given, themes=lexicon.order)
    return [d for width in (WIDTH, NARROW) for d in drawings(held, lexicon, NETWORK.group, width)]


def test_no_label_is_cut_or_covered(sized):
    for drawing in sized:
        canvas = drawing.canvas
        words, texts = label_boxes(canvas)
        bottom = canvas.height
        cut = (
            (texts[:, :2] < -0.5).any(axis=1)
            | (texts[:, 2] > canvas.width + 0.5)
            | (texts[:, 3] > bottom + 0.5)
        )
        where = f"{canvas.name}, {canvas.width:g} wide"
        assert not cut.any(), f"{where}: cut: {[words[i] for i in np.flatnonzero(cut)]}"
        over = np.argwhere(np.triu(shared(texts, texts), 1) > 1)
        assert not len(over), f"{where}: overlap: {[(words[i], words[j]) for i, j in over]}"
        names, dots = dot_boxes(canvas)
        hidden = np.argwhere(shared(dots, texts) > 3)
        assert not len(hidden), f"{where}: dots on: {[(names[i], words[j]) for i, j in hidden]}"


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
            boxes = squares_of(canvas)
            area = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1)
            over = np.triu(shared(boxes, boxes), 1) / area
            assert over.max() <= 0.5, f"{canvas.name}: {over.max():.0%}"
