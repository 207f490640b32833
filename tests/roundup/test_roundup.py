"""The draft, its Word and Markdown forms, and what happens to a draft that somebody has edited."""

import io
import re
import zipfile
from dataclasses import replace
from types import SimpleNamespace

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from pipeline.core.calendar import said, span_of
from pipeline.core.errors import Fault
from pipeline.core.schemas import THEMES, schema
from pipeline.core.store import checksum, read_file, write_file
from pipeline.roundup.document import Draft, Grid, Heading, Picture, Point, Text
from pipeline.roundup.draft import draft_of
from pipeline.roundup.files import Drafts, files_of
from pipeline.roundup.markdown import markdown, plain
from pipeline.roundup.template import make_template
from pipeline.roundup.word import word
from pipeline.roundup.year import latest_year, of_year
from pipeline.series.stage import series
from pipeline.settings.models import QuotesConfig, Roundup, Series
from tests.conftest import CONFIG, build

TEMPLATE = read_file(CONFIG / "templates" / "roundup.docx")


def write_roundup(folder, draft):
    """Write the files of the draft as the runner does; return the drafts' paths."""
    drafts = Drafts(
        {path.name: checksum(path) for path in folder.glob("roundup-*")},
        {path.name: path.read_text("utf-8") for path in folder.glob(".roundup-*")},
    )
    return [write_file(folder, name, data) for name, data in files_of(draft, TEMPLATE, drafts).items()][1:-1]


LEXICON = SimpleNamespace(
    themes={
        theme: SimpleNamespace(label=theme.capitalize(), kind="behaviour" if n < 4 else "principle")
        for n, theme in enumerate(THEMES)
    }
)
NOTES = (  # id, cell, date_low, date_high
    ("old", "Kites", "2019-05-01", "2019-05-01"),
    ("one", "Kites", "2020-03-04", "2020-03-04"),
    ("two", "Ponds", "2020-06-01", "2020-06-20"),
    ("three", "", "2020-09-01", "2020-09-01"),
    ("maybe", "Ponds", "2020-09-01", ""),
)
SAID = (  # note, kind of section, theme, text
    ("old", "discussion", "power", "Those who own the hill must share it with all who fly kites."),
    (
        "one",
        "discussion",
        "listening",
        "Kite makers should listen to the wind before they listen to one another.",
    ),
    ("one", "discussion", "listening", "They never listen to the wind."),
    ("one", "discussion", "", "‘You cannot push a kite up the hill by hand,’ said Nora Sample."),
    ("one", "next", "", "How can we fly kites in the rain without getting wet?"),
    ("one", "next", "", "The next meeting will be on 3 May at 10.00."),
    (
        "two",
        "discussion",
        "listening",
        "Makers of a kite should listen to the wind, and then listen to one another.",
    ),
    ("two", "summary", "power", "The power to close the pond must lie with those who sail on it."),
    (
        "three",
        "discussion",
        "power",
        "A pond needs a keeper whose power is small and whose patience is large.",
    ),
)


def tables() -> dict:
    made = {name: schema(name).empty() for name in ("topics", "topic_terms", "topic_passages")}
    made["notes"] = build(
        "notes",
        *(
            {
                "note_id": name,
                "title": f"Note {name}",
                "cell": cell,
                "event": "cell" if cell else "roundtable",
                "date": low if low == high else "",
                "date_low": low,
                "date_high": high,
                "date_basis": "stated" if low == high else "listing",
                "source": "a.txt",
                "words": 10,
            }
            for name, cell, low, high in NOTES
        ),
    )
    rows = [
        (f"{note}.{n:03d}", note, kind, theme, text) for n, (note, kind, theme, text) in enumerate(SAID, 1)
    ]
    made["passages"] = build(
        "passages",
        *(
            {
                "passage_id": key,
                "note_id": note,
                "kind": "bullet",
                "section_kind": kind,
                "text": text,
                "source": "a.txt",
                "line": line,
                "position": line,
            }
            for line, (key, note, kind, _, text) in enumerate(rows, 1)
        ),
    )
    themed = [(key, theme, text) for key, _, _, theme, text in rows if theme]
    made["tags"] = build(
        "tags",
        *(
            {
                "passage_id": key,
                "theme": theme,
                "start": text.index(word_),
                "end": text.index(word_) + 4,
                "weight": 1.0,
            }
            for key, theme, text in themed
            for word_ in ["listen" if theme == "listening" else "power" if "power" in text else "share"]
        ),
    )
    made["passage_themes"] = build(
        "passage_themes", *({"passage_id": key, "theme": theme, "score": 1.0} for key, theme, _ in themed)
    )
    inputs = [made[name] for name in ("notes", "passages", "passage_themes", "topics", "topic_passages")]
    return {**made, **series(*inputs, Series())}


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (20, 10), "white").save(buffer, "png")
    return buffer.getvalue()


CHART = SimpleNamespace(
    name="strip-network",
    title="Kites rise",
    caption="Base: 3 meetings.",
    alt="A chart of kites",
    png=picture(),
)


def made(quotes: QuotesConfig | None = None, year: int = 2020, sample: bool = False) -> Draft:
    return draft_of(tables(), [CHART], LEXICON, year, quotes or QuotesConfig(), Roundup(), sample)


def points(draft: Draft, kind: str = "point") -> list[str]:
    return [block.text for block in draft.blocks if isinstance(block, Point) and block.kind == kind]


def texts(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks if isinstance(block, Text)]


@pytest.fixture(scope="module")
def draft() -> Draft:
    return made()


@pytest.mark.parametrize(
    "date, low, high, words",
    [
        pytest.param("2020-07-16", "2020-07-16", "2020-07-16", "16 July 2020", id="day"),
        pytest.param("", "2020-06-02", "2020-06-10", "between 2 June 2020 and 10 June 2020", id="range"),
        pytest.param("", "2020-06-02", "", "2 June 2020 or later", id="open above"),
        pytest.param("", "", "2020-06-10", "10 June 2020 or earlier", id="open below"),
        pytest.param("", "", "", "date not known", id="nothing known"),
    ],
)
def test_when(date, low, high, words):
    assert said(span_of(date, low, high), full=True) == words


def test_a_meeting_is_of_the_year_when_its_whole_range_lies_in_it():
    inside, unsure = of_year(tables()["notes"], 2020)
    assert inside["note_id"].tolist() == ["one", "two", "three"]
    assert unsure["note_id"].tolist() == ["maybe"]
    assert latest_year(tables()["notes"]) == 2020
    assert latest_year(schema("notes").empty()) is None


@pytest.mark.slow
def test_points_are_the_notes_own_words_with_their_place(draft):
    said = {text for note, kind, _, text in SAID if note != "old" and kind != "next"}
    assert points(draft) and set(points(draft)) <= said
    origins = [block.origin for block in draft.blocks if isinstance(block, Point)]
    assert all(re.search(r"Note \w+, .*2020 \(a\.txt:\d+\)", origin) for origin in origins)


def test_points_stand_alone_and_say_nothing_twice(draft):
    assert not any(text.startswith("They") for text in points(draft))
    assert sum("listen to one another" in text for text in points(draft)) == 1


def test_it_is_said_how_many_meetings_said_the_same(draft):
    origin = next(
        b.origin for b in draft.blocks if isinstance(b, Point) and "listen to one another" in b.text
    )
    assert origin.endswith("much the same was said in 1 other meeting")


def test_the_parts_of_the_draft(draft):
    chapters = [block.text for block in draft.blocks if isinstance(block, Heading) and block.level == 1]
    assert chapters == [
        "2020 in numbers",
        "What we have learnt",
        "Recurring, new and fading",
        "In people’s own words",
        "Looking ahead",
        "List of meetings",
    ]


@pytest.mark.slow
def test_what_is_new_is_measured_against_the_years_before(draft):
    told = [text for text in texts(draft) if text.startswith("Listening, in the network")]
    assert told == [
        "Listening, in the network: in 2 of 3 meetings, in none of the 1 before "
        "(few meetings: an impression, not a finding)."
    ]
    first = made(year=2019)
    assert "There are no dated notes from before 2019, so nothing can be called new." in texts(first)


def test_quotations_name_who_said_them(draft):
    quote = next(block for block in draft.blocks if isinstance(block, Point) and block.kind == "quotation")
    assert quote.text == "‘You cannot push a kite up the hill by hand’"
    assert quote.origin.startswith("Nora Sample; Note one")


def test_topics_ahead_leave_the_dates_out(draft):
    assert points(draft, "ahead") == ["How can we fly kites in the rain without getting wet?"]


def test_unsure_dates_are_marked(draft):
    rows = next(b for b in draft.blocks if isinstance(b, Grid) and "Date" in b.header).rows
    assert [row[0].endswith("*") for row in rows] == [False, True, False, True]
    assert rows[-1][3] == "may have been in 2020"


def test_keep_and_never():
    quotes = QuotesConfig(
        keep=("they never LISTEN",),
        never=("a pond needs a keeper", "you cannot push a kite", "no such words here"),
    )
    marked = made(quotes)
    assert "They never listen to the wind." in points(marked)
    assert not any(
        "keeper" in text or "push" in text for text in points(marked) + points(marked, "quotation")
    )
    assert any("no such words here" in text for text in texts(marked))
    assert not any("they never" in text for text in texts(marked))


@pytest.mark.slow
def test_keep_survives_an_empty_lexicon():
    bare = tables() | {name: schema(name).empty() for name in ("tags", "passage_themes")}
    marked = draft_of(
        bare, [], LEXICON, 2020, QuotesConfig(keep=("a pond needs a keeper",)), Roundup(), False
    )
    assert points(marked) == ["A pond needs a keeper whose power is small and whose patience is large."]


def test_a_mark_of_two_words_is_refused():
    with pytest.raises(ValueError, match="too short to tell a passage by"):
        QuotesConfig(keep=("Kite makers",))


def test_a_year_without_meetings_says_so():
    empty = made(year=1999)
    assert "There are no notes of meetings that are known to have been in 1999." in texts(empty)
    assert word(empty, TEMPLATE)


def opened(draft: Draft) -> Document:
    return Document(io.BytesIO(word(draft, TEMPLATE)))


def test_word_has_real_headings_lists_captions_and_fields(draft):
    document = opened(draft)
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {
        "Title",
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Point",
        "Quotation",
        "Caption",
        "List Bullet",
    } <= styles
    assert document.styles["Point"].base_style.name == "List Bullet"
    fields = [field.text.strip() for field in document.element.iter(qn("w:instrText"))]
    assert any(field.startswith("TOC") for field in fields)
    assert any(field.startswith("SEQ Table") for field in fields)
    assert any(field.startswith("SEQ Figure") for field in fields)
    footer = document.sections[0].footer._element
    assert [field.text.strip() for field in footer.iter(qn("w:instrText"))] == ["PAGE"]


def test_word_fields_and_bookmarks_are_whole(draft):
    body = opened(draft).element.body
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    names = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} == names


@pytest.mark.slow
def test_word_pictures_have_alt_texts(draft):
    texts_ = [shape._inline.docPr.get("descr") for shape in opened(draft).inline_shapes]
    assert texts_ == ["A chart of kites"]


@pytest.mark.slow
def test_every_page_says_draft_and_whether_the_notes_are_samples():
    for sample in (False, True):
        head = opened(made(sample=sample)).sections[0].header.paragraphs[0].text
        assert head.startswith("DRAFT")
        assert ("SAMPLE NOTES" in head) is sample


@pytest.mark.slow
def test_the_same_draft_gives_the_same_bytes(draft):
    data = word(draft, TEMPLATE)
    assert data == word(made(), TEMPLATE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.slow
def test_the_template_is_what_its_script_makes(tmp_path, draft):
    made_anew = make_template(tmp_path / "roundup.docx")
    assert word(draft, read_file(made_anew)) == word(draft, TEMPLATE)


@pytest.mark.parametrize("content", [b"", b"no Word file"])
def test_a_broken_template_is_named(tmp_path, draft, content):
    (tmp_path / "t.docx").write_bytes(content)
    with pytest.raises(Fault, match=r"t\.docx: is no Word template"):
        word(draft, read_file(tmp_path / "t.docx"))


def test_a_template_without_a_style_is_refused(tmp_path, draft):
    document = Document(TEMPLATE.path)
    document.styles["Point"].delete()
    document.save(str(tmp_path / "t.docx"))
    with pytest.raises(Fault, match="lacks the style Point"):
        word(draft, read_file(tmp_path / "t.docx"))


def test_markdown_says_the_same(draft):
    text = markdown(draft)
    assert text.count("*DRAFT") == 2
    assert all(plain(block.text) in text for block in draft.blocks if not isinstance(block, Grid | Picture))
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


@pytest.mark.slow
def test_a_draft_is_written_and_rewritten(tmp_path, draft):
    paths = write_roundup(tmp_path, draft)
    names = ["roundup-2020.docx", "roundup-2020.md"]
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == names
    before = {path: path.read_bytes() for path in paths}
    write_roundup(tmp_path, draft)
    assert {path: path.read_bytes() for path in paths} == before
    assert len(list(tmp_path.glob("roundup-2020*"))) == 2


def edit(path) -> bytes:
    document = Document(str(path))
    document.add_paragraph("A sentence of our own.")
    document.save(str(path))
    return path.read_bytes()


@pytest.mark.slow
def test_an_edited_draft_is_never_overwritten(tmp_path, draft):
    mine = write_roundup(tmp_path, draft)[0]
    edited = edit(mine)
    later = replace(draft, blocks=(*draft.blocks, Heading(1, "More"), Text("A pond was found.")))
    beside = write_roundup(tmp_path, later)[0]
    assert (beside.name, mine.read_bytes()) == ("roundup-2020-2.docx", edited)
    said = [paragraph.text for paragraph in Document(str(beside)).paragraphs]
    assert "What has changed since roundup-2020.docx was made" in said
    assert "New: More: A pond was found." in said
    edited_too = edit(beside)
    third = write_roundup(tmp_path, draft)[0]
    assert (third.name, beside.read_bytes(), mine.read_bytes()) == ("roundup-2020-3.docx", edited_too, edited)


def test_a_draft_without_a_record_counts_as_edited(tmp_path, draft):
    (tmp_path / "roundup-2020.docx").write_bytes(b"mine")
    (tmp_path / ".roundup-2020.json").write_text("not json", "utf-8")
    assert write_roundup(tmp_path, draft)[0].name == "roundup-2020-2.docx"
    assert (tmp_path / "roundup-2020.docx").read_bytes() == b"mine"


@pytest.mark.slow
def test_only_the_edited_form_is_set_aside(tmp_path, draft):
    paths = write_roundup(tmp_path, draft)
    paths[1].write_text("my own words", "utf-8")
    assert [path.name for path in write_roundup(tmp_path, draft)][:2] == [
        "roundup-2020.docx",
        "roundup-2020-2.md",
    ]
    assert "Nothing has changed" in (tmp_path / "roundup-2020-2.md").read_text("utf-8")


@pytest.mark.slow
def test_a_draft_whose_writing_was_cut_short_is_no_edit(tmp_path, draft):
    mine = write_roundup(tmp_path, draft)[0]
    before = mine.read_bytes()
    later = replace(draft, blocks=(*draft.blocks, Heading(1, "More"), Text("A pond was found.")))
    record = (tmp_path / ".roundup-2020.json").read_bytes()
    write_roundup(tmp_path, later)
    after = mine.read_bytes()
    for cut_off in (before, after):  # killed before the draft was written, or after it
        mine.write_bytes(cut_off)
        (tmp_path / ".roundup-2020.json").write_bytes(record)
        assert write_roundup(tmp_path, later)[0] == mine
        assert mine.read_bytes() == after
