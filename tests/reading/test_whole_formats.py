"""The sample's notes in every format give the same notes, passages, section kinds, dates and themes."""

from collections import Counter

import pandas as pd
import pytest

from pipeline.core.counted import applying
from pipeline.dating.stage import dates
from pipeline.lexicon.load import load_lexicon
from pipeline.notes.stage import split
from pipeline.reading import formats
from pipeline.reading.clean import RawFile, cleaned
from pipeline.settings.models import CorrectionsConfig, Merging, Themes
from pipeline.tagging.stage import tag
from tests.conftest import CONFIG, ROOT, Reader
from tests.make_formats import WRITERS, note_of, write

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("whole formats")]

FORMS = {form: 0.95 if form == "pdf" else 0.98 for form in WRITERS if form != "txt"}


@pytest.fixture(scope="module")
def notes():
    """The sample's notes, as titles and lines, each cut from its page."""
    truth = pd.read_csv(ROOT / "data" / "sample" / "truth.csv", keep_default_na=False)
    made = []
    for row in truth.itertuples():
        lines = (ROOT / "data" / "sample" / row.source).read_text(encoding="utf-8").split("\n")
        rest = lines[row.line :]
        end = next((i for i, line in enumerate(rest) if line.strip() in ("Read More", "Previous")), len(rest))
        made.append(note_of(row.title, [line.replace("\u00a0", " ") for line in rest[:end]]))
    return made


def read(form, notes):
    """Return (notes, words with kind and section kind, themes of words) of notes written one to a file."""
    raw = []
    for i, note in enumerate(notes):
        reading = formats.read(write(form, [note]), f"note {i}.{form}")
        assert reading.problem == ""
        raw.append(RawFile(f"{i}.{form}", f"{i:064x}", reading))
    made = cleaned(raw)
    made |= split(
        made["files"],
        made["lines"],
        Reader.cells,
        Reader.sections,
        Merging(),
        Reader.network.group,
        Reader.network.site,
    )
    tables = [made[name] for name in ("files", "lines", "meetings", "passages")]
    dated = dates(*tables, CorrectionsConfig())["notes"].set_index("note_id")
    made |= tag(made["passages"], load_lexicon(CONFIG / "themes"), Themes())
    columns = ["note_id", "kind", "section_kind", "text"]
    themes = applying(made["found_themes"]).merge(made["passages"], on="passage_id")[["note_id", "theme"]]
    return (
        dated,
        Counter(map(tuple, made["passages"][columns].to_numpy())),
        Counter(map(tuple, themes.to_numpy())),
    )


@pytest.fixture(scope="module")
def plain(notes):
    return read("txt", notes)


@pytest.mark.parametrize("form", FORMS)
def test_a_note_is_the_same_in_every_format(notes, plain, form):
    dated, passages, themes = read(form, notes)
    expected_dates, expected_passages, expected_themes = plain
    pd.testing.assert_frame_equal(
        dated[["title", "cell", "event", "date"]], expected_dates[["title", "cell", "event", "date"]]
    )
    assert (passages & expected_passages).total() >= FORMS[form] * expected_passages.total()
    assert (themes & expected_themes).total() >= FORMS[form] * expected_themes.total()
