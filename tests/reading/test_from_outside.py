"""Whatever a note holds, every format gives back the same passages in the same order.

Notes are invented at random and written by other people's programs: python-docx, odfdo, reportlab,
LibreOffice, Chromium. What a PDF cannot tell (a paragraph that ends with a full row) is allowed a little.
"""

import shutil
import subprocess
from difflib import SequenceMatcher

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.reading import formats
from tests.make_formats import WRITERS, body_html, expected, write
from tests.make_invented import note
from tests.reading.formats.make_readings import found, tidy, wanted

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("from outside")]

PDF = 0.95
SLOW = {"max_examples": 3, "deadline": None, "derandomize": True, "suppress_health_check": list(HealthCheck)}
NUMBERS = st.integers(0, 9999)


def same_in_order(made, meant):
    """Return the share of passages that came back with the same words, in the same order."""
    return sum(
        b.size for b in SequenceMatcher(None, made, meant, autojunk=False).get_matching_blocks()
    ) / len(meant)


def words_of(reading):
    return [text for _, text in found(reading)]


@pytest.mark.parametrize("form", [form for form in WRITERS if form not in ("txt", "pdf")])
@settings(max_examples=12, deadline=None, derandomize=True)
@given(number=NUMBERS)
def test_every_format_gives_back_every_passage(form, number):
    made = note(number)
    reading = formats.read(write(form, [made]), f"note.{form}")
    assert found(reading) == wanted(made)
    if form not in ("md", "pdf"):
        dates = [line.text for line in reading.lines if line.role == "date"]
        assert made.date in (reading.date, *dates)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(number=NUMBERS)
def test_a_pdf_gives_back_the_passages(number):
    made = note(number)
    meant = [tidy(text) for _, text in expected(made)]
    assert same_in_order(words_of(formats.read(write("pdf", [made]), "note.pdf")), meant) >= PDF


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", ["odt", "rtf", "pdf"])
@settings(**SLOW)
@given(number=NUMBERS)
def test_what_libreoffice_writes_gives_back_the_passages(tmp_path_factory, form, number):
    folder = tmp_path_factory.mktemp("office")
    made = note(number)
    (folder / "note.docx").write_bytes(write("docx", [made]))
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", form, "--outdir", folder, folder / "note.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    meant = [tidy(text) for _, text in expected(made)]
    share = same_in_order(
        words_of(formats.read((folder / f"note.{form}").read_bytes(), f"note.{form}")), meant
    )
    assert share >= (PDF if form == "pdf" else 1)


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
@settings(**SLOW)
@given(number=NUMBERS)
def test_what_chromium_prints_gives_back_the_passages(tmp_path_factory, number):
    folder = tmp_path_factory.mktemp("browser")
    made = note(number)
    head = f"<title>{made.title}</title><style>td, th {{ padding: 4px 12px }}</style>"
    page = f"<html><head>{head}</head><body><h1>{made.title}</h1>{body_html(made)}</body></html>"
    (folder / "note.html").write_text(page, encoding="utf-8")
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder / 'home'}",
    ]
    target = folder / "note.pdf"
    subprocess.run(
        [*command, f"--print-to-pdf={target}", (folder / "note.html").as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    meant = [tidy(text) for _, text in expected(made)]
    assert same_in_order(words_of(formats.read(target.read_bytes(), "note.pdf")), meant) >= PDF
