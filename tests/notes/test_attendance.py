"""Who was there and what is minuted alike every time, told from talk; headings of minutes and their kinds."""

import pytest

from pipeline.core.counted import may_carry_themes
from pipeline.notes.attendance import is_name
from pipeline.notes.blocks import block

TALK = "We talked of the garden and of the paths in it, and of the people who walk there in the evening."
ELSE = "A mill has a wheel, and that of ours has not turned in the memory of anybody who lives in the lane."


def kinds(reader, *lines):
    passages = reader.split(page__txt="\n\n".join(["Garden circle, 4 May 2021", *lines]))["passages"]
    return passages[passages["kind"] != "heading"]


@pytest.mark.parametrize(
    "heading",
    [
        "Present", "PRESENT:", "In attendance", "Attendees", "Attendance", "Participants", "Those present",
        "Members present", "Apologies", "Apologies for absence", "3. Apologies",
        "22/045 Apologies for absence", "Item 2: Apologies", "To receive apologies for absence",
        "Welcome and apologies", "Absent", "Record of attendance", "Present (in person)",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "names",
    [
        ["  • Ann Example", "  • Bo Sample (chair)", "  • Cy Third, Mill Trust"],
        ["Ann Example, Bo Sample and Cy Third"],
        ["Cllr Ash (Chair), Cllr Elm; J. Birch"],
    ],
    ids=["a list", "a line", "titles"],
)
def test_names_under_a_heading_are_in_no_denominator(reader, heading, names):
    made = kinds(reader, heading, *names, "Discussion", TALK)
    assert set(made["section_kind"].iloc[:-1]) == {"formalities"}
    assert may_carry_themes(made).tolist() == [False] * len(names) + [True]


def test_names_in_lines_of_their_own_are_no_headings(reader):
    made = kinds(reader, "Present\nAnn Example\nBo Sample\nCy Third (notes)", "The old mill", TALK, ELSE)
    assert made["section_kind"].tolist() == ["formalities"] * 3 + ["discussion"] * 2


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["closed up", "apart"])
@pytest.mark.parametrize("heading", ["Present", "Present:", "PRESENT"])
@pytest.mark.parametrize(
    "names",
    [
        ["Cllr A. Kite", "Mrs B. Pond, Mill Row", "Rev. C. Hill"],
        ["Cllr. Kite", "The Rev. C. Hill", "Mr. and Mrs. Pond"],
        ["M. Kite", "B. Pond", "J. P. Hill", "Dr Ann Lee"],
        ["Ann", "Bo", "Cy"],
        ["Ann K", "Bo from the mill", "Cy (mill)"],
        ["MRS B POND", "Cllr A. KITE (Chair)"],
    ],
)
def test_names_without_marks_under_present(reader, heading, between, names):
    text = "\n\n".join(["Garden circle, 4 May 2021", between.join([heading, *names]), "The pond", TALK])
    made = reader.split(page__txt=text)["passages"]
    assert made["text"].tolist() == [heading, *names, "The pond", TALK]
    assert made["kind"].tolist() == ["heading", *["paragraph"] * len(names), "heading", "paragraph"]
    assert made["section_kind"].tolist() == ["formalities"] * (len(names) + 1) + ["discussion"] * 2


def test_letters_that_number_a_list_are_no_initials(reader):
    made = kinds(reader, "Present", "A. Welcome", "B. Apologies", TALK)
    assert "Welcome" not in made["text"].tolist()  # a heading


@pytest.mark.parametrize(
    "line",
    [
        "Present: Ann, Bo and Cy",
        "In attendance: J. Birch (Clerk), 3 members of the public",
        "Attendees | Ann Example | Bo Sample",
        "Apologies: Dee Fourth",
        "Apologies were received from Cllr Fir.",
        "There were no apologies.",
        "Chair: Ann Example",
        "Minutes taken by: Bo Sample",
        "Venue: the hall",
        "Date: 4 May 2021",
        "No interests were declared.",
        "Cllr Elm declared a personal interest in the mill.",
        "The minutes of the meeting held on 6 April 2021 were approved.",
        "The minutes were signed as a true and accurate record.",
        "The meeting closed at 9.15pm.",
        "Signed ____________ Date ____________",
    ],
)
def test_a_line_of_formal_business_stands_alone(reader, line):
    made = kinds(reader, TALK, line, ELSE)
    assert made["section_kind"].tolist() == ["discussion", "formalities", "discussion"]


@pytest.mark.parametrize(
    "talk",
    [
        TALK,
        "Present in all our talk was the wish to share what we have, and the question of who is not here.",
        "Where people meet, they find out what matters to them.",
        "When we listen, things change; when we do not, nothing does.",
    ],
)
def test_talk_is_no_formal_business(reader, talk):
    talked = "discussion" if talk is TALK else "context"
    assert kinds(reader, talk, ELSE)["section_kind"].iloc[0] == talked
    assert kinds(reader, "Present", "Ann Example, Bo Sample", talk * 2)["section_kind"].iloc[-1] == talked


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Declarations of interest", "formalities"),
        ("4. To receive declarations of members’ interests", "formalities"),
        ("Minutes of the previous meeting", "formalities"),
        ("22/047 To approve the minutes of the meeting held in April", "formalities"),
        ("Approval of minutes", "formalities"),
        ("Matters arising", "discussion"),
        ("5. Matters arising from the minutes", "discussion"),
        ("Any other business", "discussion"),
        ("AOB", "discussion"),
        ("Public participation", "discussion"),
        ("Resolutions", "discussion"),
        ("What was said", "discussion"),
        ("Issues raised", "discussion"),
        ("Chair’s report", "presentation"),
        ("22/050 Report from the mill group", "presentation"),
        ("Speakers", "presentation"),
        ("Our reflections", "reflection"),
        ("What we learnt", "reflection"),
        ("Action items", "next"),
        ("22/052 Date of next meeting", "next"),
        ("Date and time of next meeting (5 mins)", "next"),
        ("Highlights", "summary"),
    ],
)
def test_headings_of_minutes(reader, heading, kind):
    business = "None." if kind == "formalities" else TALK
    made = kinds(reader, "Present", "Ann Example, Bo Sample", heading, business, "Discussion", ELSE)
    assert made["section_kind"].tolist() == ["formalities", kind, "discussion"]


def test_a_heading_after_formalities_opens_talk_and_one_over_names_does_not(reader):
    made = kinds(reader, "Attendees", "Online", "  • Ann Example", "The old mill", TALK)
    assert made["section_kind"].tolist() == ["formalities", "discussion"]


def test_a_speaker_with_a_place_opens_a_presentation(reader):
    made = kinds(reader, TALK, "Robin Sample, Exampleford Library", "She told us of the mill. " + ELSE)
    assert made["section_kind"].tolist() == ["discussion", "presentation"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Example", True), ("Mrs A Ash", True), ("Cllr Ash (Chair)", True), ("Dr. Élodie Ångström", True),
        ("Ann van der Berg, Mill Trust", True), ("Bo O’Neill – Clerk", True), ("Ann, Bo and Cy", True),
        ("J. R. Birch", True), ("Trust", False), ("we shared power", False),
        ("Trust takes time, Ann said.", False), ("AGENDA, MINUTES", False),
    ],
)  # fmt: skip
def test_names(text, expected):
    assert is_name(block(1, "", 0, text)) is expected


def test_unknown_headings_are_counted_by_notes(reader):
    page = "{0} circle, 4 May 2021\n\nDiscussion\n\n{1} said {0}.\n\n{2} The old mill\n\n{1}"
    texts = {f"{w}__txt": page.format(w, t, n) for w, t, n in (("Elm", TALK, "22/01"), ("Oak", ELSE, "3."))}
    headings = reader.split(**texts)["headings"]
    assert headings.to_dict("records") == [{"heading": "the old mill", "notes": 2, "kind": "discussion"}]
