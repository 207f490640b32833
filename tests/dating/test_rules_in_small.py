# ruff: noqa: E501
"""Rules of dating in the smallest documents that show them: each row fails if one condition of a rule is gone."""

from datetime import date

import pytest

from pipeline.core.errors import Fault
from pipeline.core.schemas import FORMALITIES
from pipeline.dating.announced import ordinal, stem
from pipeline.dating.note import NOTHING, Finding
from pipeline.dating.rules import find_all
from pipeline.settings.models import Correction
from tests.dating.test_announced import found as found_in_series
from tests.dating.test_cases import check, dated
from tests.dating.test_rules import note, said

MAY = date(2021, 5, 4)


def when(*notes, of=0, **facts):
    """Return (day or range, basis) of one of the notes."""
    finding = find_all(list(notes), **facts)[notes[of].note_id]
    return str(finding.day or f"{finding.low} to {finding.high}").replace("None", ""), finding.basis


WORDS = [
    "first",
    "1st",
    "one",
    "i",
    "second",
    "2nd",
    "two",
    "ii",
    "third",
    "3rd",
    "three",
    "iii",
    "fourth",
    "4th",
    "four",
    "iv",
    "fifth",
    "5th",
    "five",
    "v",
    "sixth",
    "6th",
    "six",
    "vi",
]


@pytest.mark.parametrize(("word", "number"), [(word, place // 4 + 1) for place, word in enumerate(WORDS)])
def test_numbers_in_titles_and_in_announcements(reader, word, number):
    assert ordinal(f"Kites cell {word}") == ordinal(f"Kites ({word.upper()} meeting)") == number
    assert ordinal(f"Kites {word} session") == ordinal(f"Kites, {word} roundtable)") == number
    assert ordinal(f"Kites {word} walk") == 0
    assert stem(f"Kites cell ({word})") == "kites cell"
    notes = (note(9, "Kites cell 9", texts=said("Held on 2 June 2020.", f"As agreed, the {word.title()} Meeting will be on 16 July 2020.")), *(note(n, f"Kites cell {n}", f"{n}.txt") for n in (1, 2, 3, 4, 5, 6)))  # fmt: skip
    for place in range(1, 7):
        expected = ("2020-07-16", "announced") if place == number else (" to ", "none")
        assert when(*notes, of=place) == expected


@pytest.mark.parametrize(("title", "number"), [("Kites 12", 12), ("Kites 100", 100), ("Kites 2 event", 2), ("Kites", 0), ("Kites 2 and more", 0), ("Kites seven", 0)])  # fmt: skip
def test_numbers_in_figures(title, number):
    assert ordinal(title) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Next meeting: 16 July 2020", "2020-07-16"), ("Further dates: 16 July 2020", "2020-07-16"), ("The following session is on 16 July 2020", "2020-07-16"),
        ("A future time: 16 July 2020", "2020-07-16"), ("Our forthcoming event: 16 July 2020", "2020-07-16"), ("We meet again on 16 July 2020", "2020-07-16"),
        ("We meet next on 16 July 2020", "2020-07-16"), ("The NEXT cell: 16 July 2020", "2020-07-16"),
        ("A ferry ran on 16 July 2020.", ""), ("The next meeting is in July 2020.", ""), ("Next week a ferry runs, 16 July 2020.", ""),
        ("The nextmeeting is on 16 July 2020.", ""), ("They meet againstthe wall on 16 July 2020.", ""), ("The next meeting is on 2 June 2020.", ""),
    ],
)  # fmt: skip
def test_what_announces_a_meeting(reader, text, day):
    assert found_in_series(reader, (1, f"Held on 2 June 2020.\n\nWe sang. {text}"), (2, ""))[2][0] == day


def test_an_announcement_says_that_a_weekday_does_not_fit(reader):
    notes = found_in_series(reader, (1, "Held on 2 June 2020.\n\nNext meeting: Monday 22 July"), (2, ""))
    assert notes[2] == (
        "2020-07-22",
        "announced: ‘Monday 22 July’ (a.txt:5), though 22 July 2020 was a Wednesday",
    )
    fits = found_in_series(reader, (1, "Held on 2 June 2020.\n\nNext meeting: Wednesday 22 July"), (2, ""))
    assert fits[2][1] == "announced: ‘Wednesday 22 July’ (a.txt:5)"


def test_a_note_without_a_number_may_be_the_one_that_a_number_names():
    first = note(1, "Kites cell 1", texts=said("Held on 2 June 2020.", "Next meeting: 16 July 2020."))
    assert when(first, note(2, "Kites cell", "b.txt"), of=1) == ("2020-07-16", "announced")
    assert when(first, note(2, "Kites cell 3", "b.txt"), of=1) == (" to ", "none")
    assert when(first, note(2, "Kites cell 2", "b.txt", cell="Owls"), of=1) == (" to ", "none")


@pytest.mark.parametrize("ending", [".md", ".markdown", ".org", ".rst", ".txt", ".TXT"])
def test_a_day_at_the_top_of_a_file_that_a_person_writes_is_the_meetings_where_its_month_is_known(ending):
    one = note(1, "Kites, March 2020", f"a{ending}")
    for day in ("2020-03-01", "2020-03-31", "2020-03-15"):
        finding = find_all([one], own={one.source: day})["n1"]
        assert (str(finding.day), finding.basis) == (day, "metadata")
        assert finding.evidence == f"the settings at its top: {day}, in ‘March 2020’ (a{ending}:10)"
    for day in ("2020-02-29", "2020-04-01"):
        assert find_all([one], own={one.source: day})["n1"].day is None
    quarter = note(1, "Kites, Q1 2020", f"a{ending}")
    assert find_all([quarter], own={quarter.source: "2020-03-15"})["n1"].day is None


def test_what_a_file_or_a_site_says_of_itself_is_told_as_that():
    assert (
        find_all([note()], own={"a.txt": "2021-01-02"})["n1"].evidence == "the file's own date is 2021-01-02"
    )
    found = find_all([note()], published={"a.txt": [(10, "2021-01-02")]})["n1"]
    assert found.evidence == "published 2021-01-02"


def test_formalities_name_minutes_of_others_but_not_at_the_top():
    texts = [(20, FORMALITIES, "Minutes of the meeting of 4 March 2021")]
    assert when(note(texts=texts)) == ("2021-03-04", "stated")
    later = [*said("Welcome.", "Tea was had."), (30, FORMALITIES, "Minutes of the meeting of 4 March 2021")]
    assert when(note(texts=later)) == ("2021-03-05 to ", "stated")
    plain = [*said("Welcome.", "Tea was had.", "Minutes of the meeting of 4 March 2021")]
    assert when(note(texts=plain))[0] != "2021-03-05 to "


def test_what_follows_a_heading_on_minutes_tells_whose_they_are():
    texts = said("Welcome.", "Tea was had.", "Minutes of 4 March 2021", "Agreed as a true record.")
    assert when(note(texts=texts)) == ("2021-03-05 to ", "stated")


def test_an_approval_without_a_year_and_a_yearly_meeting_without_one_bound_nothing():
    year = "2021/a.txt"
    assert when(note(source=year, texts=said("Minutes approved on 12 May"))) == (
        "2021-01-01 to 2021-12-31",
        "metadata",
    )
    for word in ("AGM", "annual meeting", "yearly meeting"):
        assert when(note(source=year, texts=said(f"The minutes of the {word} of 10 March were agreed."))) == ("2021-01-01 to 2021-12-31", "metadata")  # fmt: skip
        with_year = said(f"The minutes of the {word} of 10 March 2021 were agreed.")
        assert when(note(texts=with_year)) == ("2021-03-11 to ", "stated")


def test_a_short_passage_under_date_of_next_meeting_is_that_date():
    eight, nine = "At noon, come early on 12 May 2021", "At noon, come early all on 12 May 2021"
    assert when(note(texts=said(eight, kind="next"))) == (" to 2021-05-11", "stated")
    assert when(note(texts=said(nine, kind="next"))) == (" to ", "none")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param("Next meeting: 12 May 2021", "2021-05-04", id="300 days before the next"),
        pytest.param(
            "The minutes of the meeting of 10 March 2021 were agreed.",
            "2021-05-04",
            id="300 days after the last",
        ),
    ],
)
def test_a_year_follows_from_a_meeting_that_is_not_far(reader, other, expected):
    check(reader, expected, opening="Held on 4 May", tail=other)


def test_of_years_that_fit_one_that_other_notes_are_of():
    others = [
        note(2, "Owls", "b.txt", said("Held on 2 June 2016."), "Owls"),
        note(3, "Wrens", "c.txt", said("Held on 2 June 2020."), "Wrens"),
    ]
    mine = note(1, texts=said("Held on Thursday 16 July."))
    assert when(mine, *others) == ("2020-07-16", "stated"), "2015 fits, too"
    assert when(mine, note(2, "Owls", "b.txt", said("Held on 2 June 2015."), "Owls"), others[1])[0] == " to "
    assert when(note(1, texts=said("Held on 16 July.")), *others)[0] == " to ", "without a weekday"


def test_a_day_without_a_year_on_a_page_that_is_in_order():
    held = said("Held on 6 April 2021.")
    page = [note(1, "Owls", texts=held, cell="O"), note(2, "Wrens", texts=said("Held on 5 May."), cell="W"), note(3, "Kites", texts=said("Held on 7 June 2021."), cell="K")]  # fmt: skip
    finding = find_all(page)["n2"]
    assert finding.evidence == "‘5 May.’ (a.txt:20); the year 2021 follows from the page's order"
    assert when(*page, of=1) == ("2021-05-05", "stated")


@pytest.mark.parametrize("day", ["1 January", "31 December"])
def test_a_day_outside_of_the_files_month_is_of_its_year(reader, day):
    assert dated(reader, name="2021-05/a.txt", opening=f"Held on {day}")[0][:4] == "2021"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("01012049.txt", "2049-01-01"), ("01012050.txt", ""), ("31121950.txt", "1950-12-31"), ("31121949.txt", ""),
        ("2021/MINUTES WED 14.txt", "2021-01-01..2021-12-31"), ("2021/April/MINUTES WED 14.txt", "2021-04-14"), ("2021/April/Draft Minutes Weds 14 final.txt", "2021-04-14"),
        ("2021/April/Agenda 14th record.txt", "2021-04-14"), ("2021/April/32.txt", "2021-04-01..2021-04-30"), ("2021/April/31.txt", "2021-04-01..2021-04-30"),
        ("2021/April/Record 14th.txt", "2021-04-14"), ("2021/April/Final the 14th.txt", "2021-04-14"), ("2021/Q2/14.txt", "2021-04-01..2021-06-30"),
    ],
)  # fmt: skip
def test_names_at_their_limits(reader, name, expected):
    check(reader, expected, name=name)


def test_a_year_stands_alone_under_the_title_only(reader):
    check(reader, "2021-01-01..2021-12-31", opening="One.\n\n2021")
    check(reader, "", opening="One.\n\nTwo.\n\n2021")
    check(reader, "", title="Paths 2021 and on", opening="One.")


LOW, HIGH = date(2021, 1, 1), date(2021, 6, 30)


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        (NOTHING, Finding(LOW, None, "stated", "b"), Finding(LOW, None, "stated", "b")),
        (Finding(remarks=("but a",)), Finding(LOW, None, "stated", "b", ("but c",)), Finding(LOW, None, "stated", "b", ("but a", "but c"))),
        (Finding(LOW, None, "stated", "a"), Finding(None, HIGH, "listing", "b"), Finding(LOW, HIGH, "stated", "a; b")),
        (Finding(None, HIGH, "stated", "a"), Finding(LOW, None, "listing", "b"), Finding(LOW, HIGH, "stated", "a; b")),
        (Finding(None, HIGH, "stated", "a", ("but x",)), Finding(None, LOW, "listing", "b", ("but y",)), Finding(None, LOW, "listing", "b", ("but x", "but y"))),
        (Finding(LOW, HIGH, "stated", "a", ("but x",)), Finding(None, HIGH, "listing", "b", ("but y",)), Finding(LOW, HIGH, "stated", "a", ("but x", "but y"))),
        (Finding(LOW, HIGH, "stated", "a", ("but x",)), Finding(MAY, MAY, "listing", "b", ("but y",)), Finding(MAY, MAY, "listing", "b", ("but x", "but y"))),
        (Finding(MAY, MAY, "stated", "a", ("but x",)), Finding(LOW, HIGH, "listing", "b", ("but y",)), Finding(MAY, MAY, "stated", "a", ("but x", "but y"))),
        (Finding(MAY, MAY, "stated", "a", ("but x",)), Finding(LOW, LOW, "listing", "b", ("but y",)), Finding(MAY, MAY, "stated", "a", ("but x", "but b", "but y"))),
        (Finding(MAY, MAY, "stated", "a", ("but x",)), Finding(remarks=("but y",)), Finding(MAY, MAY, "stated", "a", ("but x", "but y"))),
        (Finding(HIGH, None, "stated", "a"), Finding(None, LOW, "listing", "b"), Finding(HIGH, None, "stated", "a", ("but b",))),
    ],
)  # fmt: skip
def test_what_is_known_when_a_later_rule_has_found_something(first, then, expected):
    assert first.then(then) == expected


def correct(reader, text="Held on 4 May 2021", title="Paths", **rule):
    made = Correction(**{"title": title, "reason": "we know", "expect": "", **rule})
    return reader.dates(corrections=(made,), a__txt=f"Paths\n\n{text}\n\nWe talked.").iloc[0]


def test_a_correction_replaces_the_day_and_says_what_was_found(reader):
    row = correct(reader, date="2021-05-05", expect="2021-05-04")
    assert (row["date"], row["date_basis"]) == ("2021-05-05", "correction")
    assert row["date_evidence"] == "we know; found without it: ‘4 May 2021’ (a.txt:3)"
    assert correct(reader, "We sang.", date="2021-05-05")["date_evidence"] == "we know"
    assert correct(reader, cell="Owls")["cell"] == "Owls"
    assert correct(reader, event="walk", expect=correct(reader, cell="Owls")["event"])["event"] == "walk"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"title": "Roads", "cell": "Owls"}, "corrections.toml: 'Roads': no note has this title; mend it, or remove the entry"),
        ({"source": "b.txt", "cell": "Owls"}, "corrections.toml: 'Paths': no note has this title; mend it, or remove the entry"),
        ({"date": "2021-05-05"}, "corrections.toml: 'Paths': it expects date '', but the program finds '2021-05-04'; mend or remove it"),
        ({"cell": "Owls", "expect": "Wrens"}, "corrections.toml: 'Paths': it expects cell 'Wrens', but the program finds ''; mend or remove it"),
    ],
)  # fmt: skip
def test_a_correction_that_does_not_apply_is_named(reader, rule, said):
    with pytest.raises(Fault) as caught:
        correct(reader, **rule)
    assert caught.value.messages == [said] or tuple(caught.value.messages) == (said,)


def test_a_correction_of_one_of_several_notes_names_the_file(reader):
    texts = {f"{n}.txt": f"Paths\n\nHeld on {d} May 2021.\n\n{n} grows." for n, d in (("elm", 4), ("oak", 5))}
    rule = Correction(title="Paths", reason="so", expect="2021-05-04", date="2021-05-06")
    with pytest.raises(Fault, match="several notes have this title; name the source too"):
        reader.dates(corrections=(rule,), **texts)
    rows = reader.dates(corrections=(rule.model_copy(update={"source": "elm.txt"}),), **texts)
    assert list(rows["date"]) == ["2021-05-06", "2021-05-05"]


def test_a_note_without_a_number_announces_the_next_whatever_its_number():
    first = note(1, "Kites cell", texts=said("Held on 2 June 2020.", "Next meeting: 16 July 2020."))
    assert when(first, note(2, "Kites cell 2", "b.txt"), of=1) == ("2020-07-16", "announced")


def test_a_day_that_was_given_up_is_not_the_meetings_even_in_its_title(reader):
    text = "The meeting of 3 May 2021 was cancelled; we met on 10 May 2021."
    check(reader, "2021-05-10", title="Garden meeting 3 May 2021", opening=text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2021/APRIL/notes.txt", "2021-04-01..2021-04-30"), ("2021/sept/notes.txt", "2021-09-01..2021-09-30"), ("2021/Sep/notes.txt", "2021-09-01..2021-09-30"),
        ("2021/January/a.txt", "2021-01-01..2021-01-31"), ("2021/December/a.txt", "2021-12-01..2021-12-31"), ("Lobby 2021.txt", "2021-01-01..2021-12-31"),
        ("Into 2021.txt", "2021-01-01..2021-12-31"), ("By 2021.txt", ""), ("Up to 2031.txt", ""), ("until about 2031.txt", "2031-01-01..2031-12-31"),
        *((f"2021 strategy {word}.txt", "2021-01-01..2021-12-31") for word in ("meeting", "day", "session", "group", "workshop", "minutes", "notes", "review", "away day")),
        *((f"2031 {word}.txt", "") for word in ("vision", "strategy", "strategies", "plan", "targets", "goals", "ambition", "roadmap", "road-map", "net zero")),
    ],
)  # fmt: skip
def test_names_of_months_and_of_aims(reader, name, expected):
    day, _ = dated(reader, name=name)
    assert day == expected


def test_what_only_one_end_is_known_of_is_no_month():
    one = note(source="a.md", texts=said("Next meeting: 12 May 2021"))
    assert when(one, own={"a.md": "2021-05-03"})[0] == " to 2021-05-03"
    two = note(source="a.md", texts=said("The minutes of the meeting of 10 March 2021 were agreed."))
    assert when(two, own={"a.md": "2021-05-03"})[0] == "2021-03-11 to 2021-05-03"


def test_the_day_of_a_file_and_of_an_item_come_from_their_tables(reader):
    from pipeline.dating.stage import dates
    from pipeline.settings.models import CorrectionsConfig

    made = reader.split(a__txt="Paths\n\nWe sang of paths.")
    files = made["files"].assign(date="2021-05-04")
    tables = [made[name] for name in ("lines", "meetings", "passages")]
    row = dates(files, *tables, CorrectionsConfig())["notes"].iloc[0]
    assert (row["date"], row["date_high"]) == ("", "2021-05-04")
    roles = ["date", *[""] * (len(made["lines"]) - 1)]
    lines = made["lines"].assign(role=roles, text=["2021-05-03", *made["lines"]["text"][1:]])
    row = dates(files, lines, *tables[1:], CorrectionsConfig())["notes"].iloc[0]
    assert row["date_high"] == "2021-05-03"
