"""People's codes out of projects that other programs wrote."""

import re
import zipfile

import pytest
from lxml import etree

from pipeline.coding.refi.codebook import code_guid
from pipeline.coding.refi.note_text import note_text
from pipeline.coding.refi.project import coding_guid
from pipeline.coding.refi.read_back import covered, read_back
from pipeline.coding.refi.standard import MACHINE_GUID
from pipeline.core.errors import Fault
from tests.coding.refi.make_projects import (
    GARDEN,
    NS,
    by_another_program,
    opened,
    people,
    project_of,
    selected,
    two_notes,
    zipped,
)
from tests.framework import LEXICON, THEMES

NOTES, PASSAGES = two_notes()
POWER, LISTENING, NONE = code_guid("power"), code_guid("listening"), code_guid("none")
TAGS = [("n1.002", "power"), ("n1.003", "listening"), ("n2.001", "local")]
GARDEN_TEXT = note_text(
    "The garden", [(f"n1.{i:03d}", kind, text) for i, (kind, _, text) in enumerate(GARDEN, 1)]
)
SPANS = GARDEN_TEXT.spans
ANN = "11111111-1111-1111-1111-111111111111"


def codes_in(tmp_path, data):
    """Return {coder: {line of f1.txt, or source: themes}} and the remarks."""
    path = tmp_path / "back.qdpx"
    path.write_bytes(data)
    found = read_back(path, LEXICON, NOTES, PASSAGES)
    coders = {}
    for row in found.codes.to_dict("records"):
        place = row["line"] if row["source"] == "f1.txt" else row["source"]
        coders.setdefault(row["coder"], {})[place] = "+".join(t for t in THEMES if row.get(t))
    return coders, found.remarks


def with_selections(*selections, edit=lambda project: None, tags=TAGS):
    """Return a project of another program in which Ann has made selections (source, start, end, *codes)."""

    def both(project):
        etree.SubElement(project.find(f"{NS}Users"), f"{NS}User", guid=ANN.upper(), name="Ann")
        for each in selections:
            selected(project, *each, user=f"{{{ANN}}}")
        edit(project)

    return by_another_program(project_of(NOTES, PASSAGES, tags=tags), both)


def test_a_note_without_no_theme_was_read_whole_and_others_were_not(tmp_path):
    data = with_selections(("The garden", *SPANS["n1.002"], POWER))
    coders, remarks = codes_in(tmp_path, data)
    assert coders == {"Ann": {3: "power", 4: "", 5: ""}}, "headings and dates carry no theme"
    assert remarks == ()


def test_no_theme_tells_a_note_that_was_read_in_part(tmp_path):
    data = with_selections(("The garden", *SPANS["n1.002"], POWER), ("The garden", *SPANS["n1.003"], NONE))
    assert codes_in(tmp_path, data)[0] == {"Ann": {3: "power", 4: ""}}


@pytest.mark.parametrize(
    ("selection", "hit"),
    [
        pytest.param(SPANS["n1.002"], ["n1.002"], id="all of it"),
        pytest.param((SPANS["n1.002"][0], SPANS["n1.002"][0] + 4), ["n1.002"], id="a few words in it"),
        pytest.param(
            (SPANS["n1.002"][0] - 2, SPANS["n1.002"][1] + 1), ["n1.002"], id="mark and line end too"
        ),
        pytest.param((SPANS["n1.002"][0], SPANS["n1.003"][1] - 9), ["n1.002", "n1.003"], id="most of two"),
        pytest.param((SPANS["n1.002"][0], SPANS["n1.003"][0] + 9), ["n1.002"], id="one and a bit"),
        pytest.param((SPANS["n1.002"][1] - 9, SPANS["n1.003"][0] + 5), ["n1.002"], id="a bit of two"),
        pytest.param((0, SPANS["n1.006"][1]), ["n1.002", "n1.003", "n1.004"], id="the whole note"),
        pytest.param(SPANS["n1.001"], ["n1.001"], id="a heading alone"),
        pytest.param((SPANS["n1.001"][0], SPANS["n1.002"][0] + 3), ["n1.002"], id="a heading and a bit"),
        pytest.param((0, 10), [], id="the title"),
        pytest.param((SPANS["n1.002"][0] + 3,) * 2, [], id="no character"),
        pytest.param((9000, 9010), [], id="beyond the end"),
    ],
)
def test_what_a_selection_codes(selection, hit):
    assert covered(selection, SPANS, {"n1.002", "n1.003", "n1.004"}) == hit


def test_selections_nest_and_people_differ(tmp_path):
    def bo(project):
        users = project.find(f"{NS}Users")
        etree.SubElement(users, f"{NS}User", guid="22222222-2222-2222-2222-222222222222", name="Bo")
        selected(project, "The ferry", 0, 60, LISTENING, user="22222222-2222-2222-2222-222222222222")

    inner = (SPANS["n1.002"][0] + 4, SPANS["n1.002"][0] + 13)
    data = with_selections(
        ("The garden", *SPANS["n1.002"], POWER), ("The garden", *inner, LISTENING, POWER), edit=bo
    )
    assert codes_in(tmp_path, data)[0] == {
        "Ann": {3: "power+listening", 4: "", 5: ""},
        "Bo": {"f2.txt": "listening"},
    }


def test_a_code_may_be_renamed_and_one_without_its_guid_goes_by_its_name(tmp_path):
    def rename(project):
        for code in project.iter(f"{NS}Code"):
            if code.get("guid") == POWER:
                code.set("name", "Macht")
            if code.get("guid") == LISTENING:
                code.set("guid", "33333333-3333-3333-3333-333333333333")
                code.set("name", code.get("name").upper())

    data = with_selections(
        ("The garden", *SPANS["n1.002"], POWER),
        ("The garden", *SPANS["n1.003"], "33333333-3333-3333-3333-333333333333"),
        edit=rename,
    )
    assert codes_in(tmp_path, data)[0] == {"Ann": {3: "power", 4: "listening", 5: ""}}


def test_a_theme_whose_code_is_gone_was_not_asked_for(tmp_path):
    def remove(project):
        for code in list(project.iter(f"{NS}Code")):
            if code.get("guid") == LISTENING:
                code.getparent().remove(code)

    path = tmp_path / "back.qdpx"
    data = with_selections(("The garden", *SPANS["n1.002"], POWER), edit=remove, tags=())
    path.write_bytes(data)
    columns = read_back(path, LEXICON, NOTES, PASSAGES).codes.columns
    assert "power" in columns
    assert "listening" not in columns


def test_what_is_left_out_is_named(tmp_path):
    bees = "44444444-4444-4444-4444-444444444444"

    def more(project):
        etree.SubElement(
            project.find(f"{NS}CodeBook")[0], f"{NS}Code", guid=bees, name="Bees", isCodable="true"
        )
        sources = project.find(f"{NS}Sources")
        for source in list(sources):
            coding = etree.Element(f"{NS}Coding", guid=bees)
            etree.SubElement(coding, f"{NS}CodeRef", targetGUID=POWER)
            source.insert(len(source.findall(f"{NS}PlainTextSelection")), coding)
        picture = etree.SubElement(sources, f"{NS}PictureSource", guid=bees, name="Photo")
        etree.SubElement(picture, f"{NS}Coding", guid=bees)
        other = etree.SubElement(sources, f"{NS}TextSource", guid=bees, name="Diary")
        etree.SubElement(other, f"{NS}PlainTextContent").text = "Wasps."
        selected(project, "Diary", 0, 3, POWER)

    data = with_selections(
        ("The garden", *SPANS["n1.002"], POWER, bees), ("The garden", 0, 10, POWER), edit=more, tags=()
    )
    _, remarks = codes_in(tmp_path, data)
    assert remarks == (
        "1 coding left out, of codes that are no themes: 'Bees'",
        "left out, being none of the notes that were read: Diary",
        "1 coding left out that lie on no passage, in The garden",
        "2 codings left out, of whole texts: The ferry and The garden",
        "left out, being no plain texts: Photo",
    )


def test_a_text_that_was_changed_is_named_and_its_lost_passages_were_not_read(tmp_path):
    data = with_selections(("The garden", *SPANS["n1.002"], POWER))
    project, _ = opened(data.replace(b"Sources/", b"sources/"))
    text = GARDEN_TEXT.text.replace("They were asked", "They were not asked")
    guid = next(project.iter(f"{NS}TextSource")).get("guid")
    data = zipped({"project.qde": etree.tostring(project), f"sources/{guid}.txt": text} | _ferry(project))
    coders, remarks = codes_in(tmp_path, data)
    assert coders == {"Ann": {3: "power", 5: ""}}
    assert remarks == (
        "texts that differ from the notes; passages no longer in them are taken as unread: "
        "The garden (1 of 6 passages)",
    )


def _ferry(project):
    guid = list(project.iter(f"{NS}TextSource"))[1].get("guid")
    return {f"sources/{guid}.txt": "The ferry\n\nThe ferry is run by those who use it.\n"}


def test_a_text_under_another_guid_and_name_goes_by_its_lines(tmp_path):
    def rename(project):
        for number, source in enumerate(project.iter(f"{NS}TextSource")):
            source.set("guid", f"5555555{number}-5555-5555-5555-555555555555")
            source.set("name", f"Document {number}")

    data = with_selections(("The garden", *SPANS["n1.002"], POWER), edit=rename)
    assert codes_in(tmp_path, data)[0] == {"Ann": {3: "power", 4: "", 5: ""}}


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("counted", [1, 2])
def test_line_ends_of_windows_whichever_way_they_are_counted(tmp_path, mark, counted):
    def moved(project):
        for selection in project.iter(f"{NS}PlainTextSelection"):
            for key in ("startPosition", "endPosition"):
                before = texts[selection.getparent().get("name")][: int(selection.get(key))]
                selection.set(key, str(len(before) + (counted - 1) * before.count("\n")))

    texts = {"The garden": GARDEN_TEXT.text, "The ferry": "The ferry\n\n" + FERRY_LINE}
    codes = people(PASSAGES, ("Ann", "n1.002", "power"), ("Ann", "n1.004"), ("Ann", "n2.001", "local"))
    data = by_another_program(
        project_of(NOTES, PASSAGES, codes, TAGS), moved, lambda text: mark + text.replace(b"\n", b"\r\n")
    )
    assert codes_in(tmp_path, data)[0] == {"Ann": {3: "power", 5: "", "f2.txt": "local"}}


FERRY_LINE = "The ferry is run by those who use it.\n"


@pytest.mark.parametrize("how", ["user", "name", "coding", "project"])
def test_the_programs_own_tags_are_nobodys_codes(tmp_path, how):
    def edit(project):
        machine = project.find(f"{NS}Users")[0]
        assert machine.get("guid") == MACHINE_GUID
        for each in project.iter(f"{NS}PlainTextSelection", f"{NS}Coding"):
            if each.get("creatingUser") != MACHINE_GUID:
                continue
            if how == "name":
                each.set("creatingUser", "66666666-6666-6666-6666-666666666666")
            elif how == "coding":
                each.set("creatingUser", ANN)
            elif how == "project":
                del each.attrib["creatingUser"]
        if how == "name":
            machine.set("guid", "66666666-6666-6666-6666-666666666666")

    assert coding_guid("Turning Point", "n1.002", "power") in with_selections().decode("latin-1")
    data = with_selections(("The garden", *SPANS["n1.004"], POWER), edit=edit)
    assert codes_in(tmp_path, data)[0] == {"Ann": {3: "", 4: "", 5: "power"}}


def test_nothing_but_the_programs_tags_is_a_fault(tmp_path):
    with pytest.raises(Fault, match="no theme is coded by a person in the notes that were read"):
        codes_in(tmp_path, project_of(NOTES, PASSAGES, tags=TAGS))


QDE = b'<Project xmlns="urn:QDA-XML:project:1.0" name="x">%s</Project>'
SOURCE = (
    b'<Sources><TextSource guid="a" name="Bees" plainTextPath="%s"><PlainTextSelection startPosition="%s"'
)
SOURCE += (
    b' endPosition="4"><Coding><CodeRef targetGUID="b"/></Coding></PlainTextSelection></TextSource></Sources>'
)
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param({"notes.txt": b""}, "has no project.qde in it", id="no project"),
        pytest.param({"project.qde": b"<Project"}, "its project.qde is not valid XML", id="no XML"),
        pytest.param({"project.qde": b""}, "its project.qde is not valid XML", id="nothing"),
        pytest.param({"project.qde": BOMB + QDE % b"&b;"}, "declares a document type", id="a bomb"),
        pytest.param({"project.qde": OUTSIDE + QDE % b"&a;"}, "declares a document type", id="an entity"),
        pytest.param(
            {"project.qde": QDE.replace(b"1.0", b"2.0") % b""}, "of another kind or version", id="version"
        ),
        pytest.param({"project.qde": b"<html/>"}, "of another kind or version, html", id="another kind"),
        pytest.param(
            {"project.qde": QDE % b"", "sources/../../x": b""}, "leads out of it", id="a part outside"
        ),
        pytest.param({"project.qde": QDE % b"", "/etc/x": b""}, "leads out of it", id="a part at the root"),
        pytest.param(
            {"project.qde": QDE % SOURCE % (b"internal://a.txt", b"1")},
            "the text of 'Bees' is missing: no sources/a.txt in it; export the project again",
            id="no text",
        ),
        pytest.param(
            {"project.qde": QDE % SOURCE % (b"internal://../../etc/passwd", b"1")},
            "the text of 'Bees' is said to be outside",
            id="a path outside",
        ),
        pytest.param(
            {"project.qde": QDE % SOURCE % (b"absolute:///etc/passwd", b"1")},
            "the text of 'Bees' is said to be outside",
            id="an absolute path",
        ),
        pytest.param(
            {"project.qde": QDE % SOURCE % (b"internal://a.txt", b"1"), "sources/a.txt": b"\xe9\xe9"},
            "the text of 'Bees' is no UTF-8",
            id="other bytes",
        ),
        pytest.param(
            {"project.qde": QDE % SOURCE % (b"internal://a.txt", b"one"), "sources/a.txt": b"Bees"},
            "a selection in 'Bees' has no place that is a number",
            id="no number",
        ),
        pytest.param({"project.qde": QDE % b""}, "no theme is coded by a person", id="no codes"),
    ],
)
def test_faults_in_a_project(tmp_path, files, message):
    with pytest.raises(Fault, match=re.escape(message)):
        codes_in(tmp_path, zipped(files))


def test_no_zip_file_is_a_fault(tmp_path):
    with pytest.raises(Fault, match="those are zip files"):
        codes_in(tmp_path, b"PK? no")
    with pytest.raises(Fault, match="there is no such file"):
        read_back(tmp_path / "none.qdpx", LEXICON, NOTES, PASSAGES)
    with pytest.raises(Fault, match=r"name a \.qdpx file"):
        read_back(tmp_path, LEXICON, NOTES, PASSAGES)


def test_a_part_far_too_large_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.coding.refi.archive.MOST_BYTES", 1000)
    with pytest.raises(Fault, match=r"project\.qde would unpack to 0 MB; it was not opened"):
        codes_in(tmp_path, zipped({"project.qde": b" " * 2000}))


def test_a_damaged_part_is_a_fault(tmp_path):
    data = bytearray(zipped({"project.qde": QDE % b""}))
    data[data.index(b"urn:QDA")] ^= 1
    with pytest.raises(Fault, match=r"project\.qde cannot be unpacked"):
        codes_in(tmp_path, bytes(data))


def test_utf_16_is_read(tmp_path):
    codes = people(PASSAGES, ("Ann", "n1.002", "power"))
    project, texts = opened(project_of(NOTES, PASSAGES, codes))
    files = {f"sources/{name}.txt": content.decode().encode("utf-16") for name, content in texts.items()}
    data = zipped({"project.qde": etree.tostring(project)} | files)
    assert codes_in(tmp_path, data)[0] == {"Ann": {3: "power"}}
    assert zipfile.is_zipfile(tmp_path / "back.qdpx")
