"""Whatever notes say of days: each gets a range with a reason or nothing, whatever order they come in."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dating.note import Note
from pipeline.dating.rules import find_all

DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2049, 12, 31))
WAYS = (
    "{d.day} {d:%B} {d.year}", "{d:%A} {d.day} {d:%B} {d.year}", "{d:%B} {d.day}, {d.year}", "{d:%Y-%m-%d}",
    "{d.day} {d:%b} {d.year}",
)  # fmt: skip
BEFORE = ("Held on ", "Date: ", "We met on ", "Next meeting: ", "The minutes of the meeting held on ", "")
WORDS = st.one_of(
    st.text(max_size=30),
    st.builds(
        lambda before, way, day, after: before + way.format(d=day) + after,
        st.sampled_from(BEFORE), st.sampled_from(WAYS), DAYS,
        st.sampled_from(["", ".", " were agreed.", ", moved from 3 May 2021", " and 4/5/21"]),
    ),
)  # fmt: skip
NAMES = st.one_of(
    st.text("0123456789-_. abQqMayKW", min_size=1, max_size=14).map(lambda name: name.strip(" .") or "a"),
    DAYS.map(lambda day: f"{day:%Y%m%d}"),
    DAYS.map(lambda day: f"{day:%Y-%m} update"),
)


@st.composite
def notes(draw):
    made = []
    for number in range(draw(st.integers(1, 4))):
        texts = draw(
            st.lists(st.tuples(st.sampled_from(["discussion", "next", "formalities"]), WORDS), max_size=3)
        )
        folder, name = draw(st.sampled_from(["", "2021/", "2021/04/", "x/"])), draw(NAMES)
        cell = draw(st.sampled_from(["", "Kites"]))
        held = tuple((20 + n, kind, " ".join(text.split())) for n, (kind, text) in enumerate(texts))
        title = draw(st.sampled_from(["Kites 1", "Kites 2", "Paths", "Meeting of 4 May 2021", "May 2021"]))
        made.append(Note(f"n{number}", title, cell, "cell", f"{folder}{name}.txt", 10 * number, held))
    return made


@settings(max_examples=60)
@given(notes())
def test_a_range_with_its_reason_or_nothing(made):
    found = find_all(made)
    for finding in found.values():
        assert finding.low is None or finding.high is None or finding.low <= finding.high
        assert (finding.basis == "none") == (finding.low is None and finding.high is None)
        assert (finding.basis == "none") == (finding.evidence == "")
    assert find_all(made) == found


@settings(max_examples=60)
@given(DAYS, st.sampled_from(WAYS), st.sampled_from(["Held on ", "Date: ", "The meeting took place on "]))
def test_a_day_that_is_plainly_said_is_found(day, way, before):
    said = Note("n", "Paths", "", "event", "a.txt", 1, ((3, "context", f"{before}{way.format(d=day)}"),))
    assert find_all([said])["n"].day == day


@settings(max_examples=60)
@given(
    DAYS, st.sampled_from(["{d:%Y-%m-%d}.txt", "{d:%Y_%m_%d} notes.txt", "Notes {d.day} {d:%B} {d.year}.txt"])
)
def test_a_day_in_a_files_name_is_found_and_never_wins_over_one_in_the_note(day, way):
    name = way.format(d=day)
    assert find_all([Note("n", "Paths", "", "event", name, 1)])["n"].day == day
    other = day + datetime.timedelta(days=1) if day.year < 2049 else day - datetime.timedelta(days=1)
    texts = ((3, "context", f"Held on {other.day} {other:%B} {other.year}."),)
    found = find_all([Note("n", "Paths", "", "event", name, 1, texts)])["n"]
    assert found.day == other
    assert any(remark.startswith("but the file's name") for remark in found.remarks)
