"""The same note in every format."""

import shutil
import subprocess
import sys
from itertools import pairwise

import pytest

from pipeline.reading import formats
from tests.make_formats import WRITERS, write
from tests.reading.formats.make_readings import (
    FERRY,
    LIGHTHOUSE,
    found,
    wanted,
)


@pytest.mark.parametrize("form", [form for form in WRITERS if form != "txt"])
@pytest.mark.parametrize("notes", [(LIGHTHOUSE,), (LIGHTHOUSE, FERRY)], ids=["one", "listing"])
def test_every_format_gives_the_same_lines(form, notes):
    reading = formats.read(write(form, notes), f"note.{form}")
    assert found(reading) == wanted(*notes)


def test_text_gives_the_same_words():
    page = [text for _, text in found(formats.read(write("txt", (LIGHTHOUSE,)), "note.txt"))]
    assert page[1:-1] == [text for _, text in wanted(LIGHTHOUSE)]


@pytest.mark.parametrize(
    "form", ["squarespace.html", "wordpress.html", "mhtml", "mbox", "docx", "odt", "rtf"]
)
def test_the_date_of_a_files_own_properties(form):
    reading = formats.read(write(form, (LIGHTHOUSE,)), f"note.{form}")
    dates = [line.text for line in reading.lines if line.role == "date"]
    assert reading.date == "2020-07-20" or dates == ["2020-07-20"]


@pytest.mark.parametrize("form", ["squarespace.html", "xml"])
def test_a_listing_gives_categories_title_and_date_per_item(form):
    lines = formats.read(write(form, (LIGHTHOUSE, FERRY)), f"page.{form}").lines
    lead = [(line.role, line.text) for line in lines if line.role in ("categories", "title")]
    assert lead == [
        ("categories", "Coast; Joining up"),
        ("title", LIGHTHOUSE.title),
        ("categories", "Ferries"),
        ("title", FERRY.title),
    ]


@pytest.mark.parametrize("form", WRITERS)
def test_line_numbers_rise(form):
    numbers = [line.number for line in formats.read(write(form, (LIGHTHOUSE, FERRY)), f"note.{form}").lines]
    assert numbers[0] >= 1
    assert all(a < b for a, b in pairwise(numbers))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_word_processors_own_conversions(tmp_path):
    (tmp_path / "note.docx").write_bytes(write("docx", (LIGHTHOUSE,)))
    for form in ("pdf", "odt"):
        home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
        command = ["soffice", home, "--headless", "--convert-to", form, "--outdir", tmp_path]
        subprocess.run([*command, tmp_path / "note.docx"], check=True, capture_output=True, timeout=60)
        made = formats.read((tmp_path / f"note.{form}").read_bytes(), f"note.{form}")
        assert [text for _, text in found(made)] == [text for _, text in wanted(LIGHTHOUSE)]


def test_libraries_of_formats_are_loaded_only_when_needed():
    heavy = {"lxml", "docx", "pypdfium2", "markdown_it", "email"}
    code = f"import sys, pipeline.reading.formats; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
