"""Tables: of words, of texts, with headers, in the formats that mark them."""

import io

import pytest

from pipeline.reading import formats
from tests.reading.formats.make_readings import roles

LONG = (
    "Ferry crews know the water better than any chart, and they should be asked before anything is drawn up."
)
TEXTS = (
    (("Topic",), ("What was said",), ("Who",)),
    (("Timetables",), (LONG, "• Ask the crews", "• Ask them early"), ("Ann",)),
    (("Nets",), ("Hands that are busy make talk easy.", "Nobody has to look up."), ("Bo", "Cy")),
    (("Keys",), ("None were lost.",), ("Di",)),
)
OF_TEXTS = [
    ("heading", "Topic | What was said | Who"),
    ("heading", "Timetables"),
    ("", LONG),
    ("", "  • Ask the crews"),
    ("", "  • Ask them early"),
    ("text", "Ann"),
    ("heading", "Nets"),
    ("", "Hands that are busy make talk easy."),
    ("", "Nobody has to look up."),
    ("", "Bo"),
    ("", "Cy"),
    ("text", "Keys"),
    ("text", "None were lost."),
    ("text", "Di"),
]


def html(rows):
    def item(text):
        return f"<ul><li>{text[2:]}</li></ul>" if text.startswith("• ") else f"<p>{text}</p>"

    cells = ("".join(f"<td>{''.join(map(item, cell))}</td>" for cell in row) for row in rows)
    return f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>".encode()


def docx(rows):
    import docx

    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, texts in zip(cells.cells, row, strict=True):
            cell._element.remove(cell.paragraphs[0]._element)
            for text in texts:
                bullet = text.startswith("• ")
                cell.add_paragraph(text.removeprefix("• "), style="List Bullet" if bullet else None)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def docx_with_line_breaks(rows):
    import docx

    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, texts in zip(cells.cells, row, strict=True):
            cell.text = "\n".join(texts)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def odt(rows):
    import odfdo

    document = odfdo.Document("text")
    document.body.clear()
    table = odfdo.Table("T", width=len(rows[0]), height=len(rows))
    for y, row in enumerate(rows):
        for x, texts in enumerate(row):
            cell = odfdo.Cell()
            for text in texts:
                bullet = text.startswith("• ")
                cell.append(odfdo.List([text[2:]]) if bullet else odfdo.Paragraph(text))
            table.set_cell((x, y), cell)
    document.body.append(table)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("make", [html, docx, docx_with_line_breaks, odt])
def test_each_cell_of_a_table_of_texts_gives_its_paragraphs_and_points(make):
    assert roles(make(TEXTS), f"a.{make.__name__.split('_')[0]}") == OF_TEXTS


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        pytest.param(
            "<tr><td>Task<td>Who<tr><td>Paint<td>All",
            [("text", "Task | Who"), ("text", "Paint | All")],
            id="words",
        ),
        pytest.param(
            "<tr><th>Task<th>Who<tr><td>Paint<td>All",
            [("heading", "Task | Who"), ("text", "Paint | All")],
            id="a header by its element",
        ),
        pytest.param(
            "<tr><td><b>Task</b><td><b>Who</b><tr><td>Paint<td>All",
            [("heading", "Task | Who"), ("text", "Paint | All")],
            id="a header in bold",
        ),
        pytest.param(
            "<thead><tr><td>Task<td>Who</thead><tr><td>Paint<td>All",
            [("heading", "Task | Who"), ("text", "Paint | All")],
            id="a header by its group",
        ),
        pytest.param(
            "<caption>Jobs</caption><tr><td>Paint<td>All<tr><td>Cat<td>",
            [("", "Jobs"), ("text", "Paint | All"), ("", "Cat")],
            id="a caption and an empty cell",
        ),
        pytest.param(
            "<tr><td>a<table><tr><td>b<td>c</table><td>d",
            [("", "a"), ("text", "b | c"), ("", "d")],
            id="a table in a table",
        ),
        pytest.param(f"<tr><td><p>{LONG}</p><p>{LONG}</p>", [("", LONG), ("", LONG)], id="one cell of texts"),
    ],
)
def test_tables_of_words(table, lines):
    assert roles(f"<html><body><table>{table}</table></body></html>", "a.html") == lines


def test_a_tables_short_cells_are_no_headings():
    from pipeline.notes.sections import Sections
    from pipeline.notes.split import cut
    from pipeline.reading.clean import RawFile, cleaned
    from tests.conftest import Reader

    page = cleaned([RawFile("a.html", "0" * 64, formats.read(html(TEXTS), "a.html"))])["lines"]
    kinds = [
        (part.kind, part.block.text)
        for note in cut("a.html", page, Reader.sections, Sections(Reader.sections), "").notes
        for part in note.parts
    ]
    assert [text for kind, text in kinds if kind == "heading"] == ["Timetables", "Nets"]
