"""Notes as facilitators of community meetings write them, each in its own style: the kinds of their parts.

In `facilitators.txt` a note begins with `=== its style`; a line in braces is the kind of what follows it.
"""

from pathlib import Path

import pytest

from pipeline.notes.blocks import block
from pipeline.notes.sections import Sections

MARK = "=== "
TEXT = (Path(__file__).parent / "facilitators.txt").read_text(encoding="utf-8")
NOTES = dict(note.split("\n", 1) for note in TEXT.split(MARK)[1:])


def expected(note):
    """Return the note's text without the kinds, and {line of the text: its kind}."""
    lines, kinds, kind = [], {}, ""
    for line in note.split("\n"):
        if line.startswith("{"):
            kind = line.strip("{}")
            continue
        lines.append(line)
        if line and kind:
            kinds[len(lines)] = kind
    return "\n".join(lines), kinds


def judged(reader, note):
    """Return (line, text, kind wanted, kind found) of the note's passages."""
    text, kinds = expected(note)
    made = reader.split(a__txt=text)["passages"]
    rows = made[["line", "text", "section_kind"]].itertuples(index=False)
    return [(line, words, kinds[line], found) for line, words, found in rows]


MISSED = {
    # talk under "Housekeeping" is in none of the words of formal business
    "colons": ["Toilets are by the shed, and there is no fire drill today."],
    # more words than names
    "questions": [
        "Kit Eleventh, Lou Twelfth and nine tenants of the upper floors; Max Third from the housing office"
    ],
    # as often it stands over the first talk, and is taken for that
    "dialogue": [
        "Setting the scene",
        "We sat in the old waiting room of the station, because it is warm and nobody has to explain why they"
        " are there.",
    ],
}
"""What is known to be told wrong."""


@pytest.mark.parametrize("style", NOTES)
def test_parts_of_notes_in_unlike_styles(reader, style):
    wrong = [words for _, words, wanted, found in judged(reader, NOTES[style]) if wanted != found]
    assert wrong == MISSED.get(style, [])


HEADINGS = {
    "formalities": [
        "Who was there", "People in the room", "Who came", "In the room", "Those who joined us",
        "Attendance list", "Housekeeping", "Hellos and apologies", "Notes of last time", "Close of meeting",
        "Sign-in", "Who turned up", "Register", "Names", "Who we were", "Everyone present",
        "Welcome, introductions and apologies", "Practicalities", "Who attended",
        "Attendance and apologies", "Present and apologies", "Minutes of our last meeting",
        "Apologies received", "Members present", "Opening prayer", "Matters of housekeeping",
        "In attendance", "Welcome & apologies", "List of participants",
    ],
    "context": [
        "Why we met", "Purpose of the day", "Purpose of the meeting", "About this gathering",
        "How it worked", "Ground rules", "Our agreement", "Background", "Thanks", "Why we are here",
        "How we got here", "Introduction to the evening", "Opening words", "The story so far",
        "Why we gathered", "Background to the project", "About today", "What we set out to do", "Purpose",
        "Aims of the workshop", "Where we started", "Context and purpose", "Why this gathering",
        "Background and aims", "About the evening",
    ],
    "presentation": [
        "Speakers", "Guest speaker", "Guest speakers", "Opening talk", "Input from the council",
        "Case study", "What we heard from Ann", "Stories", "Spotlight", "First speaker: Ann Example",
        "Ann's story", "Short talks", "A word from the council", "Three stories", "Panel",
        "Talk by Bo Sample", "Introductory input", "Second speaker - Bo Sample", "Talk: the river",
        "A story from the ferry", "Presentation on flooding", "Guest talk", "Update from the council",
        "Sharing from Ann", "Keynote: Ann Example", "Presentations from members of the panel",
        "Hearing from Ann", "Opening provocation",
    ],
    "discussion": [
        "What was said", "What came up", "What we talked about", "What did we talk about?",
        "What people said", "Round the table", "Go-round", "Check-in", "Small group work",
        "Breakout groups", "Table discussions", "Feedback from groups", "Open floor", "Points raised",
        "Themes that emerged", "Common threads", "Questions and answers", "Challenges", "Ideas",
        "What is working well", "What is not working", "What would help", "Barriers and enablers",
        "Hopes and fears", "Updates from members", "News round", "Voices in the room", "The conversation",
        "Parking lot", "Car park", "Decisions", "What we agreed", "What people told us", "Group discussion",
        "What we noticed", "Main points of the conversation", "Sharing", "What matters to us",
        "Things people raised", "What is missing", "Big questions", "What's going on", "Concerns",
        "Workshop 1", "Discussion notes", "Ideas for change", "From the sticky notes", "Flipchart notes",
        "What the tables said", "Comments from the floor", "Key discussion points", "What residents said",
        "What we heard from residents", "Discussion: the ferry", "Small-group discussion",
        "Themes we heard", "Table talk", "Group feedback", "Issues raised", "Problems", "What's hard",
        "Suggestions", "Our conversation", "What the group said", "Reports from tables",
        "Questions we asked", "Round robin", "What we explored", "What the group talked about",
        "Main discussion", "Points people made", "Questions from the floor", "The big issues",
        "What people need", "Group work", "Table 3", "What is going well", "Other topics",
    ],
    "summary": [
        "Takeaways", "Key takeaways", "At a glance", "In a nutshell", "Headlines", "In brief",
        "Summing up in three points", "The main things", "Key insights", "Top line", "In three sentences",
        "Summary of the day", "Key points", "Summary of key themes", "The headlines", "Three key messages",
        "Main takeaways", "Summary", "Our main messages", "Key highlights",
    ],
    "reflection": [
        "Our reflections", "What we learned", "Lessons learned", "What did we learn?", "What struck us",
        "What people took away", "Closing round", "Check-out", "My own thoughts", "Feedback on the day",
        "How was it for you", "What we will take away", "Closing thoughts", "What it meant to us",
        "How we felt", "One word check-out", "What surprised us", "Learning", "Closing circle",
        "What I learned", "Final reflections", "Reflections on the evening", "What I will remember",
        "Lessons", "What did you take away?", "Closing remarks", "Feedback on the session",
        "What we took home", "Our learning", "Personal reflections", "What inspired us",
    ],
    "next": [
        "To do", "To-do list", "Who does what by when", "Follow-up", "Commitments", "Our asks",
        "Where next", "What happens next?", "Dates for your diary", "Actions agreed", "Next get-together",
        "Jobs", "Action plan", "Next steps and dates", "What we will do", "What will we do next?",
        "Who will do what", "Upcoming dates", "When we meet next", "Agreed actions", "Future meetings",
        "Things to do", "Next steps", "What's next?", "What comes next", "Actions for next time",
        "Action items", "Next meeting date", "Who is doing what", "To-dos", "Follow-up actions",
        "Our commitments", "What happens now", "Next actions", "Actions before we meet again",
        "Who's doing what",
    ],
    "reading": [
        "Useful links", "Further reading", "Links shared in the chat", "Resources", "Books mentioned",
        "Things to read", "Further information", "Links and resources", "Mentioned in the chat",
        "Reading list", "Resources mentioned", "Links", "More information", "Useful resources",
        "Films to watch", "More reading", "Links from the chat",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "heading"), [(kind, each) for kind in HEADINGS for each in HEADINGS[kind]])
def test_headings_that_facilitators_write(reader, kind, heading):
    rules = Sections(reader.sections)
    assert [rules.known(block(1, "", 0, f"{before}{heading}")) for before in ("", "3. ", "7.15pm ")] == [
        kind
    ] * 3


TALK = "The path by the pond is deep in mud and people walk round it over the grass, where they should not."


def kinds(reader, *lines):
    made = reader.split(page__txt="\n\n".join(("Garden circle, 4 May 2021", *lines)))["passages"]
    return made["section_kind"].tolist()


def test_a_heading_after_a_welcome_opens_a_discussion(reader):
    assert kinds(reader, "1. Welcome", TALK, "2. The pond", TALK)[2:] == ["discussion"] * 2
    assert kinds(reader, "Welcome", TALK, "The pond", TALK)[2:] == ["discussion"] * 2


@pytest.mark.parametrize(
    ("heading", "under", "kind"),
    [
        pytest.param("1.1 The pond", TALK, "context", id="within the welcome"),
        pytest.param(
            "The circle", "This meeting was called by the gardeners.", "context", id="about the meeting"
        ),
        pytest.param("Who we are", "Ann Example, Bo Sample", "context", id="names"),
        pytest.param(
            "A gardener", "Our first speaker had dug the pond herself.", "presentation", id="a speaker"
        ),
    ],
)
def test_a_welcome_may_go_on_under_a_heading(reader, heading, under, kind):
    assert kinds(reader, "1. Welcome", TALK, heading, under)[3] == kind


def test_numbered_minutes_of_a_day_are_an_item(reader):
    lines = (
        "3. Apologies",
        "None.",
        "4. Minutes of the meeting held on 3 May 2022",
        "Agreed.",
        "5. Pond",
        TALK,
    )
    made = reader.split(page__txt="\n\n".join(("Garden circle, 7 June 2022", *lines)))["passages"]
    assert made["kind"].tolist() == ["heading", "paragraph"] * 3
    assert made["section_kind"].tolist() == ["formalities"] * 4 + ["discussion"] * 2
