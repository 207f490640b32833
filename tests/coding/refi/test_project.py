"""Projects for other programs: valid by the published schema, exact to the character, the same each time."""

from pathlib import Path

from lxml import etree

from pipeline.coding.refi.standard import MACHINE_GUID
from tests.coding.refi.make_projects import NS, note_tables, opened, people, project_of, two_notes

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "Project.xsd"))
TAGS = [("n1.002", "power"), ("n1.002", "participation"), ("n2.001", "local")]


def test_it_is_valid_and_always_the_same():
    notes, passages = two_notes()
    codes = people(passages, ("Ann", "n1.002", "power"), ("Ann", "n1.003"), ("Bo", "n2.001", "local"))
    made = project_of(notes, passages, codes, TAGS)
    assert made == project_of(notes, passages, codes, TAGS)
    SCHEMA.assertValid(opened(made)[0].getroottree())


def test_no_notes_and_no_codes_are_valid_too():
    notes, passages = two_notes()
    SCHEMA.assertValid(opened(project_of(notes, passages))[0].getroottree())
    SCHEMA.assertValid(opened(project_of(notes[:0], passages[:0]))[0].getroottree())


def test_selections_cut_out_the_passages():
    notes, passages = two_notes()
    project, texts = opened(project_of(notes, passages, tags=TAGS))
    cut = {}
    for source in project.iter(f"{NS}TextSource"):
        text = texts[source.get("plainTextPath").removeprefix("internal://").removesuffix(".txt")].decode()
        for each in source.iter(f"{NS}PlainTextSelection"):
            cut[each.get("name")] = text[int(each.get("startPosition")) : int(each.get("endPosition"))]
    words = dict(zip(passages["passage_id"], passages["text"], strict=True))
    assert cut == {passage: words[passage] for passage, _ in TAGS}


def test_positions_count_code_points_and_line_ends_are_one_character():
    text = "One\r\ntwo\rthree \U0001f41d e\u0301"
    notes, passages = note_tables(("\ufeffBees", [("bullet", "discussion", text)]))
    project, texts = opened(project_of(notes, passages, tags=[("n1.001", "power")]))
    (content,) = texts.values()
    assert content == "Bees\n\n• One\ntwo\nthree \U0001f41d e\u0301\n".encode()
    selection = next(project.iter(f"{NS}PlainTextSelection"))
    assert (selection.get("startPosition"), selection.get("endPosition")) == ("8", "26")


def test_users_reasons_and_what_is_known_of_a_note():
    notes, passages = two_notes()
    project, _ = opened(project_of(notes, passages, people(passages, ("Ann", "n1.002", "power")), TAGS))
    assert [user.get("name") for user in project.iter(f"{NS}User")] == ["Turning Point", "Ann"]
    first = next(project.iter(f"{NS}TextSource"))
    _, tagged, coded = first.findall(f"{NS}PlainTextSelection")  # after the title, which Ann's codes mark
    assert tagged.findtext(f"{NS}Description") == (
        "Mass participation is better than centralised power: 'grown'\nSharing and building power: 'grown'"
    )
    assert tagged.get("creatingUser") == MACHINE_GUID != coded.get("creatingUser")
    names = {each.get("guid"): each.get("name") for each in project.iter(f"{NS}Variable")}
    known = {
        names[value[0].get("targetGUID")]: (value[1].tag.removeprefix(NS), value[1].text)
        for value in first.findall(f"{NS}VariableValue")
    }
    assert known == {
        "Cell": ("TextValue", "Sharing Power"),
        "Kind of meeting": ("TextValue", "cell"),
        "Date": ("DateValue", "2021-05-04"),
        "Earliest day": ("DateValue", "2021-05-04"),
        "File and line": ("TextValue", "f1.txt:1"),
    }
    (case,) = project.iter(f"{NS}Case")
    assert case.get("name") == "Sharing Power"
    assert [each.get("targetGUID") for each in case] == [first.get("guid")]


def test_notes_of_one_title_and_of_none_can_be_told_apart():
    notes, passages = note_tables(("Bees", []), ("Bees", []), (" ", []))
    project, texts = opened(project_of(notes, passages))
    assert [each.get("name") for each in project.iter(f"{NS}TextSource")] == [
        "Bees (n1)",
        "Bees (n2)",
        "  (n3)",
    ]
    assert list(texts.values())[2] == b"(no title)\n"
