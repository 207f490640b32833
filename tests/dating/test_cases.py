"""What people write about when they met, kind by kind: what is said, and the day or the range that it gives.

Every row is a note of its own: its opening, and where that matters its title, its file's path and what
stands at its end. A range is written `first..last`, with nothing at an open end; an empty string says that
nothing is known.
"""

import pytest

BODY = "We talked of the garden and of the paths in it, and of the people who walk there in the evening."
HALL = "We met in the hall."
PLAIN = "A long talk on paths"


def dated(reader, opening=HALL, title=PLAIN, name="a.txt", tail=""):
    """Return (day or range, evidence) of a note."""
    row = reader.dates(**{name: f"{title}\n\n{opening}\n\n{BODY}\n\n{tail}"}).iloc[0]
    when = row["date"] or f"{row['date_low']}..{row['date_high']}"
    return "" if when == ".." else when, row["date_evidence"]


def check(reader, expected, **note):
    assert dated(reader, **note)[0] == expected


@pytest.mark.parametrize(
    "opening",
    [
        "The minutes of the meeting held on 4 March 2021 were approved.",
        "Minutes of the last meeting (4 March 2021) were agreed as a true record.",
        "To approve the minutes of the meeting held on Thursday 4th March 2021.",
        "Approval of minutes: 4 March 2021",
        "It was RESOLVED that the minutes of the meeting held on 4 March 2021 be signed as a correct record.",
        "The notes of our meeting on 4 March 2021 were accepted.",
        "Matters arising from the minutes of 4 March 2021",
        "At the previous meeting on 4 March 2021 we had talked of paths.",
        "The Chair signed the minutes of 4 March 2021.",
        "Review of actions from the meeting on 4 March 2021",
        "Since we last met on 4 March 2021 much has grown.",
        "Draft minutes of 4 March 2021 were circulated and agreed.",
        "Cllr Ash proposed that the minutes of the meeting held on 4 March 2021 be accepted; seconded.",
    ],
)
def test_the_day_of_earlier_minutes_is_a_lower_bound(reader, opening):
    check(reader, "2021-03-05..", opening=opening)


@pytest.mark.parametrize(
    "opening",
    [
        "Minutes of the meeting held on 4 March 2021",
        "Minutes of the Annual Meeting held on 4 March 2021",
        "Approved minutes of the meeting held on 4 March 2021",
        "Draft minutes of a meeting held on 4 March 2021, to be approved at the next meeting",
        "Minutes approved on 12 May 2021. Meeting held on 4 March 2021.",
        "Meeting date: 4 March 2021. Approved: 12 May 2021",
        "Meeting held on 4 March 2021 (minutes signed 12 May 2021)",
    ],
)
def test_the_minutes_themselves_are_of_the_meeting(reader, opening):
    check(reader, "2021-03-04", opening=opening)


@pytest.mark.parametrize(
    "tail",
    [
        "Signed: ________ Date: 12 May 2021",
        "Signed ........ Chair 12 May 2021",
        "These minutes were approved at the meeting held on 12 May 2021.",
        "Date approved: 12 May 2021",
        "Last updated 12 May 2021",
        "Published on 12 May 2021",
        "Minutes agreed by the committee on 12 May 2021",
    ],
)
def test_by_its_approval_a_meeting_had_been_held(reader, tail):
    check(reader, "..2021-05-12", tail=tail)


@pytest.mark.parametrize(
    "tail",
    [
        "Date of next meeting: 12 May 2021",
        "Next meeting: Wednesday 12 May 2021, 7pm",
        "The next meeting will be held on 12 May 2021.",
        "We will meet again on 12 May 2021.",
        "Dates of future meetings: 12 May 2021, 9 June 2021, 14 July 2021",
        "DATE OF NEXT MEETING\n\n12 May 2021 at 7.30pm",
    ],
)
def test_before_the_next_meeting(reader, tail):
    check(reader, "..2021-05-11", tail=tail)
    both = "The minutes of the meeting held on 10 March 2021 were agreed."
    day, evidence = dated(reader, opening=both, tail=tail)
    assert day == "2021-03-11..2021-05-11"
    assert "10 March 2021’ (a.txt:3)" in evidence
    assert "12 May 2021’ (a.txt:" in evidence


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2021-04-update.txt", "2021-04-01..2021-04-30"),
        ("April 2021 minutes.txt", "2021-04-01..2021-04-30"),
        ("minutes_april_2021.txt", "2021-04-01..2021-04-30"),
        ("Minutes-Apr-2021-final-v2.txt", "2021-04-01..2021-04-30"),
        ("notes 04-2021.txt", "2021-04-01..2021-04-30"),
        ("202104.txt", "2021-04-01..2021-04-30"),
        ("2021/April.txt", "2021-04-01..2021-04-30"),
        ("2021/04/notes.txt", "2021-04-01..2021-04-30"),
        ("2021/04 April/notes.txt", "2021-04-01..2021-04-30"),
        ("2021/Q2/notes.txt", "2021-04-01..2021-06-30"),
        ("Spring 2021.txt", "2021-03-01..2021-06-30"),
        ("2021/notes.txt", "2021-01-01..2021-12-31"),
        ("AGM2021.txt", "2021-01-01..2021-12-31"),
        ("2020-21/notes.txt", "2020-01-01..2021-12-31"),
        ("Meeting 14 April 2021.txt", "2021-04-14"),
        ("14-04-2021 notes.txt", "2021-04-14"),
        ("04-14-21 notes.txt", "2021-04-14"),
        ("04.14.2021.txt", "2021-04-14"),
        ("14042021.txt", "2021-04-14"),
        ("Minutes041421.txt", "2021-04-14"),
        ("14Apr21.txt", "2021-04-14"),
        ("14_4_2021.txt", "2021-04-14"),
        ("MINUTES APRIL 14 2021.txt", "2021-04-14"),
        ("GMT20210414-190012_Recording.txt", "2021-04-14"),
        ("Protokoll_Mai_2021.txt", "2021-05-01..2021-05-31"),
        ("14th-april-2021.txt", "2021-04-14"),
        ("april-14-2021.txt", "2021-04-14"),
        ("2021_04_14.txt", "2021-04-14"),
        ("2021/14 April.txt", "2021-04-14"),
        ("2021-04-14 Meeting/minutes.txt", "2021-04-14"),
        ("Minutes Apr-21.txt", "2021-04-01..2021-04-30"),
        ("notes_Apr-21.txt", "2021-04-01..2021-04-30"),
        ("2021/Apr-21.txt", "2021-04-01..2021-04-30"),
        ("2021/Apr-14.txt", "2021-04-14"),
        ("14-Apr-21.txt", "2021-04-14"),
        ("Apr'21 notes.txt", "2021-04-01..2021-04-30"),
        ("Week 15 2021.txt", "2021-04-12..2021-04-18"),
        ("week_9_2021.txt", "2021-03-01..2021-03-07"),
        ("2021-W15 notes.txt", "2021-04-12..2021-04-18"),
        ("Frühjahr 2021.txt", "2021-03-01..2021-06-30"),
        ("2021/April/14.txt", "2021-04-14"),
        ("2021/April/14th.txt", "2021-04-14"),
        ("2021/April/Minutes 14th.txt", "2021-04-14"),
        ("2021/04/Wednesday 14th.txt", "2021-04-14"),
        ("2021-04/14.txt", "2021-04-14"),
        ("2021/April/thurs 15.txt", "2021-04-15"),
        ("2021/April/15 notes.txt", "2021-04-15"),
        ("Garden-Mar-21-notes.txt", "2021-03-01..2021-03-31"),
        ("30.06.-01.07.2022 notes.txt", "2022-06-30"),
        ("KW19 2021.txt", "2021-05-10..2021-05-16"),
        ("Vision 2030.txt", ""),
        ("Net zero 2030.txt", ""),
        ("Growth to 2040.txt", ""),
        ("2030 vision.txt", ""),
        ("Strategy to 2030.txt", ""),
        ("Local plan 2031 notes.txt", ""),
        ("target_2035.txt", ""),
        ("towards 2030.txt", ""),
        ("Strategy 2020-21.txt", ""),
        ("2021/Vision 2030.txt", "2021-01-01..2021-12-31"),
        ("2021 Vision 2030.txt", "2021-01-01..2021-12-31"),
        ("2021 strategy meeting.txt", "2021-01-01..2021-12-31"),
        ("Strategy meeting 2021.txt", "2021-01-01..2021-12-31"),
        pytest.param("2021/April/Tuesday 14th.txt", "2021-04-01..2021-04-30", id="another weekday"),
        pytest.param("2021/April/14th meeting.txt", "2021-04-01..2021-04-30", id="the number of a meeting"),
        pytest.param("2021/April/1.txt", "2021-04-01..2021-04-30", id="the number of a file"),
        pytest.param("004_2021fa97d4b396c3.txt", "", id="a checksum is no year"),
        pytest.param("room 101 notes.txt", "", id="a number is no year"),
    ],
)
def test_names_of_files_and_folders(reader, name, expected):
    check(reader, expected, name=name)


@pytest.mark.parametrize(
    ("name", "expected", "doubt"),
    [
        ("210414 notes.txt", "2021-04-14", "but can be read as 21 April 2014"),
        ("Minutes 140421.txt", "2021-04-14", "but can be read as 21 April 2014"),
        ("2021/Minutes 140421.txt", "2021-04-14", ""),
        ("Minutes 3-9-24.txt", "2024-09-03", "but can be read as 9 March 2024"),
    ],
)
def test_figures_in_a_name_that_can_be_read_two_ways_are_a_doubt(reader, name, expected, doubt):
    day, evidence = dated(reader, name=name)
    assert day == expected
    assert evidence.partition("; ")[2] == doubt


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ({"name": "2021/a.txt", "opening": "Held on 4 August"}, "2021-08-04"),
        ({"name": "August 2021.txt", "opening": "Held on the 4th August"}, "2021-08-04"),
        ({"name": "2021-04-update.txt", "opening": "April 5"}, "2021-04-05"),
        ({"name": "2021/a.txt", "opening": "Date: 14/04"}, "2021-04-14"),
        ({"name": "2021/a.txt", "opening": "Date: 4/14"}, "2021-04-14"),
        ({"title": "Summer 2021 gathering", "opening": "Held on 4 August."}, "2021-08-04"),
        ({"opening": "Meeting 4 August\n\nMinutes of 7 July 2021 were approved."}, "2021-08-04"),
        ({"name": "2021/a.txt", "opening": "Week commencing 10 May"}, "2021-05-10..2021-05-16"),
        ({"name": "April 2021.txt", "opening": "Held on the 14th"}, "2021-04-14"),
        ({"name": "2021/April/a.txt", "opening": "We met on Wednesday 14th at the mill."}, "2021-04-14"),
        ({"name": "2021-04.txt", "opening": "Date: 14th"}, "2021-04-14"),
        ({"name": "2021-04.txt", "opening": "Date: Wednesday 14"}, "2021-04-14"),
        ({"name": "2021-04.txt", "title": "Paths, the 14th"}, "2021-04-14"),
        ({"name": "2021-04.txt", "opening": "Notes of the 14th"}, "2021-04-14"),
        ({"name": "2021-04.txt", "opening": "The bins go on the 14th."}, "2021-04-01..2021-04-30"),
        ({"title": "Paths, April 2021", "opening": "Held on the 14th"}, "2021-04-14"),
        ({"name": "2021-04.txt", "opening": "Held on the 14th of the month"}, "2021-04-14"),
        ({"name": "2021-04.txt", "opening": "Held in the 14th century hall"}, "2021-04-01..2021-04-30"),
        ({"name": "2021-04.txt", "opening": "The 14th meeting of the circle"}, "2021-04-01..2021-04-30"),
        ({"name": "2021-04.txt", "opening": "The next meeting is on the 14th."}, "2021-04-01..2021-04-30"),
        ({"name": "2021/a.txt", "opening": "Held on the 14th"}, "2021-01-01..2021-12-31"),
    ],
)
def test_a_year_is_completed_from_what_is_near(reader, note, expected):
    day, evidence = dated(reader, **note)
    assert day == expected
    assert "but" not in evidence


@pytest.mark.parametrize(
    ("note", "expected", "against"),
    [
        (
            {"name": "2021-04.txt", "opening": "Held on 5 May 2021"},
            "2021-05-05",
            "but the file's name: ‘2021-04’",
        ),
        ({"name": "2021-04.txt", "opening": "Held on 5 May"}, "2021-05-05", "but the file's name: ‘2021-04’"),
        (
            {"name": "2020/a.txt", "opening": "Held on 5 May 2021"},
            "2021-05-05",
            "but the folder's name: ‘2020’",
        ),
        (
            {"title": "Paths, 3 May 2021", "opening": "Held on 10 May 2021."},
            "2021-05-03",
            "but ‘10 May 2021’ (a.txt:3)",
        ),
        (
            {"name": "May 2021.txt", "title": "Paths, April 2021"},
            "2021-04-01..2021-04-30",
            "but the file's name",
        ),
    ],
)
def test_the_nearer_evidence_wins_and_what_contradicts_is_said(reader, note, expected, against):
    day, evidence = dated(reader, **note)
    assert day == expected
    assert against in evidence


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ({"title": "Spring 2021 gathering"}, "2021-03-01..2021-06-30"),
        ({"title": "Notes, Q2 2021"}, "2021-04-01..2021-06-30"),
        ({"title": "May 2021 meeting"}, "2021-05-01..2021-05-31"),
        ({"title": "Meeting 2021-05"}, "2021-05-01..2021-05-31"),
        ({"title": "Annual gathering 2021"}, "2021-01-01..2021-12-31"),
        ({"opening": "Early May 2021"}, "2021-05-01..2021-05-31"),
        ({"opening": "We met in autumn 2021."}, "2021-09-01..2021-12-31"),
        ({"opening": "Date: May 2021"}, "2021-05-01..2021-05-31"),
        ({"opening": "Held in the second quarter of 2021."}, "2021-04-01..2021-06-30"),
        ({"opening": "Held in winter 2021/22."}, "2021-12-01..2022-03-31"),
        ({"opening": "Held in winter 2021."}, "2020-12-01..2022-03-31"),
        ({"opening": "March–April 2021"}, "2021-03-01..2021-04-30"),
        ({"opening": "Date: Mar-21"}, "2021-03-01..2021-03-31"),
        ({"title": "Week 19, 2021"}, "2021-05-10..2021-05-16"),
        ({"title": "Garden meeting, week 9 2021"}, "2021-03-01..2021-03-07"),
        ({"opening": "Held in week 19 of 2021."}, "2021-05-10..2021-05-16"),
        ({"opening": "Treffen im Frühjahr 2021"}, "2021-03-01..2021-06-30"),
        ({"opening": "Réunion, printemps 2021"}, "2021-03-01..2021-06-30"),
        ({"opening": "Cyfarfod gwanwyn 2021"}, "2021-03-01..2021-06-30"),
        ({"opening": "Held in 2021"}, "2021-01-01..2021-12-31"),
        ({"opening": "2021"}, "2021-01-01..2021-12-31"),
        ({"opening": "The group met online in 2021 to talk of paths."}, "2021-01-01..2021-12-31"),
        ({"opening": "Calendar week 19 2021"}, "2021-05-10..2021-05-16"),
        ({"opening": "We met in the hall in 2021."}, "2021-01-01..2021-12-31"),
        ({"opening": "The meeting took place in 2021, in the rain."}, "2021-01-01..2021-12-31"),
        ({"opening": "Date: 2021"}, "2021-01-01..2021-12-31"),
        ({"opening": "Year: 2021"}, "2021-01-01..2021-12-31"),
        ({"opening": "Held in 2021", "tail": "We met in May 2021."}, "2021-05-01..2021-05-31"),
        ({"opening": "Held in 2021\n\nHeld on 4 August"}, "2021-08-04"),
        ({"opening": "Held in 2021", "name": "May 2021.txt"}, "2021-05-01..2021-05-31"),
        pytest.param({"opening": "The founders met in 1998 at a stop."}, "", id="others' year"),
        pytest.param({"opening": "We met since 2015 in the hall."}, "", id="since a year"),
        pytest.param({"opening": "Our plans for spring 2021 are many."}, "", id="what is planned"),
        pytest.param({"title": "What we learnt since May 2021"}, "", id="what it is about"),
        pytest.param({"title": "May 2021", "name": "2021/a.txt"}, "2021-05-01..2021-05-31", id="narrowed"),
    ],
)
def test_months_quarters_and_seasons_are_ranges(reader, note, expected):
    check(reader, expected, **note)


@pytest.mark.parametrize(
    "opening",
    [
        "Held in the week commencing 10 May 2021.", "w/c 10 May 2021", "W/C Monday 10th May 2021",
        "Week beginning 10/05/2021", "week ending 16 May 2021", "in the week of 10 May 2021",
        "wc 10th May 2021", "Date: week commencing 10 May 2021", "w/b 10 May ’21", "Week comm. 10 May 2021",
        "Week starting Monday 10 May 2021",
    ],
)  # fmt: skip
def test_a_week_is_a_range(reader, opening):
    check(reader, "2021-05-10..2021-05-16", opening=opening)


@pytest.mark.parametrize(
    "opening",
    [
        "Date: 4 May 2021", "Date | 4 May 2021", "When: Tuesday 4 May 2021, 7pm",
        "Date and time: 4 May 2021 7pm",
        "Meeting date - 4 May 2021", "DATE: MAY 4, 2021", "Where: hall\n\nWhen: May 4th 2021, 4pm",
        "Held: 4 May 2021", "Time: 7pm Date: 4th May 2021", "Date of meeting: 4 May '21", "Date: 2021 05 04",
        "Held on the 4th day of May, 2021", "The fourth of May, 2021", "Held on 4 th May 2021",
        "HELD ON 4 | th MAY 2021", "4 ᵗʰ May 2021",
        "4<sup>th</sup> May 2021", "Fourth May 2021", "4. Mai 2021",
        "Held on 4ᵗʰ May 2021", "Sitzung vom 4. Mai 2021", "Réunion du 4 mai 2021",
        "Reunión celebrada el 4 de mayo de 2021", "Riunione del 4 maggio 2021", "Vergadering van 4 mei 2021",
        "Ata da reunião de 4 de maio de 2021", "Cyfarfod ar 4 o Fai 2021", "Cruinniú 4 Bealtaine 2021",
        "Present: Ann Example\n\nBo Sample\n\n" * 5 + "Date: 4 May 2021",
    ],
)  # fmt: skip
def test_lines_that_say_when(reader, opening):
    check(reader, "2021-05-04", opening=opening)


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Held on 1st & 2nd June 2022.", "2022-06-01"),
        ("1-2 June 2022", "2022-06-01"),
        ("1/2 June 2022", "2022-06-01"),
        ("June 1–2, 2022", "2022-06-01"),
        ("Held 30 June – 1 July 2022.", "2022-06-30"),
        ("From Wednesday 1 June to Friday 3 June 2022", "2022-06-01"),
        ("The residential ran from 30 June until 2 July 2022.", "2022-06-30"),
        ("28 December – 2 January 2022", "2021-12-28"),
        ("30/06/2022-01/07/2022", "2022-06-30"),
        ("30.06.-01.07.2022", "2022-06-30"),
        ("1-2/6/2022", "2022-06-01"),
        ("30/6-1/7/2022", "2022-06-30"),
        ("From 30/06 to 02/07/2022", "2022-06-30"),
        ("Dates: 1 & 2/6/2022", "2022-06-01"),
        ("Vom 1. bis 2.6.2022", "2022-06-01"),
        ("Held on 1 June 2022 and 2 June 2022", "2022-06-01"),
        ("1st-3rd June 2022", "2022-06-01"),
        ("between 30 June and 2 July 2022", "2022-06-30"),
        ("31 May, 1 June 2022", "2022-05-31"),
        ("Thursday 30th June/Friday 1st July 2022", "2022-06-30"),
        ("1./2. Juni 2022", "2022-06-01"),
        ("du 1er au 2 juin 2022", "2022-06-01"),
    ],
)
def test_of_two_days_the_first(reader, opening, expected):
    day, evidence = dated(reader, opening=opening)
    assert day == expected
    assert "; but" not in evidence


@pytest.mark.parametrize(
    "opening",
    [
        "The meeting planned for 3 May 2021 was postponed and took place on 10 May 2021.",
        "Originally planned for 3 May, postponed to 10 May 2021.",
        "Rescheduled from 3 May 2021 to 10 May 2021",
        "10 May 2021 (moved from 3 May 2021)",
        "3 May 2021 (rescheduled to 10 May 2021)",
        "This meeting was moved from 3 May 2021 to 10 May 2021 because of snow.",
        "Held on 10 May 2021 instead of 3 May 2021.",
        "The meeting on 3 May 2021 was cancelled; we met on 10 May 2021.",
        "The meeting was brought forward from 17 May 2021 to 10 May 2021.",
        "The meeting of 3 May 2021 did not take place; it was held on 10 May 2021.",
        "New date: 10 May 2021 (was 3 May 2021)",
        "Meeting postponed from 3rd to 10th May 2021",
        "Due to be held on 3 May 2021, held on 10 May 2021",
        "We were to meet on 3 May 2021 but met on 10 May 2021.",
        "The meeting on 3 May 2021 was too small and was reconvened on 10 May 2021.",
        "Date: 3 May 2021 - changed to 10 May 2021",
        pytest.param("The meeting scheduled for 10 May 2021 was held online.", id="as planned"),
    ],
)
def test_the_day_that_a_meeting_was_moved_to(reader, opening):
    check(reader, "2021-05-10", opening=opening)


def test_a_move_is_of_this_meeting(reader):
    title = "Garden meeting 3 May 2021"
    check(reader, "2021-05-10", title=title, opening="This meeting was moved to 10 May 2021.")
    check(reader, "2021-05-03", title=title, opening="The AGM has been postponed until 10 May 2021.")


def pages(reader, **openings):
    """Return (day, evidence) of notes that differ, by file; `__` in a name is a folder's end."""
    other = {"a": "Elm", "b": "Oak", "c": "Ash", "d": "Fir"}
    texts = {
        f"{name.replace('__', '/')}.txt": f"{other[name[-1]]} paths\n\n{opening}\n\n"
        + f"{other[name[-1]]} stands. " * 9
        for name, opening in openings.items()
    }
    rows = reader.dates(**texts).set_index("source")
    return {source: (row["date"], row["date_evidence"]) for source, row in rows.iterrows()}


def test_one_day_over_12_settles_the_order_of_its_folder(reader):
    found = pages(
        reader,
        us__a="Held on 04/19/2021",
        us__b="Held on 04/03/2021",
        uk__c="Held on 19/04/2021",
        uk__d="Held on 04/03/2021",
    )
    assert found["us/b.txt"] == (
        "2021-04-03",
        "‘04/03/2021’ (us/b.txt:3), month first as in ‘04/19/2021’ (us/a.txt:3)",
    )
    assert found["uk/d.txt"][0] == "2021-03-04"


def test_else_the_collection_settles_it(reader):
    found = pages(reader, us__a="Held on 04/19/2021", other__b="Held on 04/03/2021")
    assert found["other/b.txt"][0] == "2021-04-03"


def test_where_notes_differ_or_none_tells_both_readings_are_said(reader):
    found = pages(reader, a="Held on 04/19/2021", b="Held on 19/04/2021", c="Held on 04/03/2021")
    assert found["c.txt"] == ("2021-03-04", "‘04/03/2021’ (c.txt:3); but can be read as 3 April 2021")
    assert pages(reader, c="Held on 04/03/2021") == {"c.txt": found["c.txt"]}


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        pytest.param({"opening": "Held on Thursday 03/04/2021"}, "2021-03-04", id="the weekday"),
        pytest.param(
            {"opening": "Held on 04/03/2021", "name": "2021-04-03.txt"}, "2021-04-03", id="the file"
        ),
        pytest.param({"opening": "Held on 04/04/2021"}, "2021-04-04", id="both alike"),
    ],
)
def test_other_things_settle_figures(reader, note, expected):
    day, evidence = dated(reader, **note)
    assert day == expected
    assert "but" not in evidence


def test_a_backup_s_name_says_nothing_of_old_notes(reader):
    days = {
        f"export 2023/{n}.txt": f"{n} paths\n\nHeld on {i + 1} May 2019.\n\n{n} stands."
        for i, n in enumerate(("Elm", "Oak"))
    }
    rows = reader.dates(**days, **{"export 2023/x.txt": f"Paths\n\n{HALL}\n\n{BODY}"})
    assert rows["date_evidence"].str.contains("folder").sum() == 0


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ({"name": "2021/a.txt"}, "2021-03-11..2021-12-31"),
        ({"name": "April 2021.txt"}, "2021-04-01..2021-04-30"),
        ({"title": "Spring 2021 gathering"}, "2021-03-11..2021-06-30"),
        ({"tail": "Next meeting: 12 May 2021"}, "2021-03-11..2021-05-11"),
        ({"tail": "Minutes approved on 12 May 2021"}, "2021-03-11..2021-05-12"),
        ({"tail": "Next meeting: 12 May", "name": "2021/a.txt"}, "2021-03-11..2021-05-11"),
        pytest.param({}, "", id="no year is known"),
        pytest.param({"name": "2020-21/a.txt"}, "2020-01-01..2021-12-31", id="two years fit"),
    ],
)
def test_the_year_of_earlier_minutes_follows_where_one_fits(reader, note, expected):
    check(reader, expected, opening="The minutes of 10th March were agreed.", **note)


def test_the_year_of_minutes_is_told_with_what_it_follows_from(reader):
    _, evidence = dated(reader, opening="The minutes of 10th March were agreed.", name="2021/a.txt")
    assert "‘10th March’ (2021/a.txt:3) of 2021, by the folder's name: ‘2021’" in evidence
    agm = "The minutes of the annual meeting of 10th March were agreed."
    check(reader, "2021-01-01..2021-12-31", opening=agm, name="2021/a.txt")


def test_minutes_late_in_a_year_can_be_of_two(reader):
    opening = "The minutes of 10th November were agreed."
    check(reader, "2021-01-01..2021-12-31", opening=opening, name="2021/a.txt")


def test_a_year_that_is_well_after_the_note_s_own_days_is_no_date(reader):
    day, evidence = dated(reader, name="Ferry 2030.txt", opening="Held on 4 May 2021")
    assert day == "2021-05-04"
    assert "but" not in evidence
    check(reader, "..2021-05-11", name="Ferry 2030.txt", tail="Next meeting: 12 May 2021")
    assert "but the file's name" in dated(reader, name="Ferry 2020.txt", opening="Held on 4 May 2021")[1]


@pytest.mark.parametrize(
    "item",
    [
        "23/025 Working group on emergencies: it met on 14 February and its report was received.",
        "The working group on paths met on 14 February 2021.",
        "The trustees of the mill met on 14 February 2021 and will meet us.",
        "Cllr Ash said that they met on 14 February.",
        "4. Police: a surgery was held on 14 February in the hall.",
    ],
)
def test_what_another_body_did_is_no_doubt(reader, item):
    title = "Minutes of the Pond Council meeting held on 3 May 2021"
    day, evidence = dated(reader, title=title, opening=item)
    assert day == "2021-05-03"
    assert "but" not in evidence


@pytest.mark.parametrize(
    "line",
    [
        "Held on 10 May 2021.", "We met on 10 May 2021.", "The group met on 10 May 2021.",
        "Date: 10 May 2021",
        "This meeting took place on 10 May 2021.", "The Pond Circle meeting was held online on 10 May 2021.",
    ],
)  # fmt: skip
def test_what_the_meeting_itself_did_is_one(reader, line):
    assert "but ‘10 May 2021’" in dated(reader, title="Paths, 3 May 2021", opening=line)[1]


def test_a_numbered_item_on_minutes_is_of_an_earlier_meeting(reader):
    items = "1. Welcome\n\nAll were.\n\n2. Apologies\n\nNone.\n\n3. Minutes of the meeting held on 3 May 2022"
    check(reader, "2022-05-04..", opening=f"{items}\n\nThe Clerk read them.")
    check(reader, "2022-06-07", title="Pond Council 7 June 2022", opening=items)


def test_files_that_are_counted_are_no_days(reader):
    texts = {f"2021/April/{n}.txt": f"{n} paths\n\n{HALL}\n\n{BODY} {n} {n}" for n in ("1", "2", "3")}
    assert set(reader.dates(**texts)["date"]) == {""}
    days = {
        f"2021/April/{n}.txt": f"{n} paths\n\n{m} stands.\n\n{m} grows"
        for n, m in (("7", "Elm"), ("14", "Oak"))
    }
    assert list(reader.dates(**days)["date"]) == ["2021-04-14", "2021-04-07"]
