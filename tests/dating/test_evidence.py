# ruff: noqa: E501
"""The words that a day rests on, as the report shows them: whole, so that no rule says what it has not seen."""

import pytest

from tests.dating.test_cases import dated

EVIDENCE = (
    ({"opening": "Held on 4 May 2021"}, "2021-05-04", "‘4 May 2021’ (a.txt:3)"),
    (
        {"opening": "Held on Monday 4 May 2021"},
        "2021-05-04",
        "‘Monday 4 May 2021’ (a.txt:3); but 04 May 2021 was a Tuesday",
    ),
    (
        {"opening": "Held on 04/05/2021"},
        "2021-05-04",
        "‘04/05/2021’ (a.txt:3); but can be read as 5 April 2021",
    ),
    (
        {"opening": "Held on 04/05/2021", "name": "2021-05-04.txt"},
        "2021-05-04",
        "‘04/05/2021’ (2021-05-04.txt:3), as in the file's name",
    ),
    (
        {"opening": "Held on 04/05/2021", "name": "2021-04-05.txt"},
        "2021-04-05",
        "‘04/05/2021’ (2021-04-05.txt:3), as in the file's name",
    ),
    (
        {"name": "2021/a.txt", "opening": "Held on 4 August"},
        "2021-08-04",
        "‘4 August’ (2021/a.txt:3); the year 2021 follows from the folder's name: ‘2021’",
    ),
    (
        {"name": "2021/a.txt", "opening": "Held on Monday 4 August"},
        "2021-08-04",
        "‘Monday 4 August’ (2021/a.txt:3); the year 2021 follows from the folder's name: ‘2021’; but 04 August 2021 was a Wednesday",
    ),
    (
        {"name": "2021-05/a.txt", "opening": "Held on 4 August"},
        "2021-08-04",
        "‘4 August’ (2021-05/a.txt:3); the year 2021 follows from the folder's name: ‘2021-05’; but the folder's name: ‘2021-05’",
    ),
    (
        {"name": "2021-05/a.txt", "opening": "Held on Wednesday 4 August"},
        "2021-08-04",
        "‘Wednesday 4 August’ (2021-05/a.txt:3); the year 2021 follows from the weekday; but the folder's name: ‘2021-05’",
    ),
    (
        {"name": "2021-05/a.txt", "opening": "Held on 04/08"},
        "2021-05-01..2021-05-31",
        "the folder's name: ‘2021-05’",
    ),
    (
        {"name": "2021/April/14.txt"},
        "2021-04-14",
        "the file's name: ‘14’; the month follows from the folder's name: ‘April’, the folder's name: ‘2021’",
    ),
    (
        {"name": "2021/April/a.txt", "opening": "Held on the 14th"},
        "2021-04-14",
        "‘Held on the 14th’ (2021/April/a.txt:3); the month follows from the folder's name: ‘April’, the folder's name: ‘2021’",
    ),
    (
        {"name": "2021/April/a.txt", "opening": "Date: Wednesday the 14th"},
        "2021-04-14",
        "‘Wednesday the 14th’ (2021/April/a.txt:3); the month follows from the folder's name: ‘April’, the folder's name: ‘2021’",
    ),
    (
        {"name": "2021/April/Minutes 14th.txt"},
        "2021-04-14",
        "the file's name: ‘Minutes 14th’; the month follows from the folder's name: ‘April’, the folder's name: ‘2021’",
    ),
    (
        {"name": "April 2021.txt", "opening": "We met on the 14th in the hall."},
        "2021-04-14",
        "‘on the 14th’ (April 2021.txt:3); the month follows from the file's name: ‘April 2021’",
    ),
    ({"title": "Spring 2021 gathering"}, "2021-03-01..2021-06-30", "‘Spring 2021’ (a.txt:1)"),
    ({"title": "Annual gathering 2021"}, "2021-01-01..2021-12-31", "‘gathering 2021’ (a.txt:1)"),
    ({"opening": "Date: May 2021"}, "2021-05-01..2021-05-31", "‘May 2021’ (a.txt:3)"),
    ({"opening": "Held in 2021"}, "2021-01-01..2021-12-31", "‘Held in 2021’ (a.txt:3)"),
    ({"opening": "Meeting: Sept-21"}, "2021-09-01..2021-09-30", "‘Sept-21’ (a.txt:3)"),
    (
        {"opening": "Meeting: spring", "name": "2021/a.txt"},
        "2021-01-01..2021-12-31",
        "the folder's name: ‘2021’",
    ),
    (
        {"opening": "Meeting in May", "name": "2021/a.txt"},
        "2021-01-01..2021-12-31",
        "the folder's name: ‘2021’",
    ),
    (
        {"opening": "Meeting in May", "name": "2020-21/a.txt"},
        "2020-01-01..2021-12-31",
        "the folder's name: ‘2020-21’",
    ),
    (
        {
            "opening": "The minutes of the meeting held on 10 March 2021 were agreed.",
            "tail": "Next meeting: 12 May 2021",
        },
        "2021-03-11..2021-05-11",
        "the days in it: after the meeting of ‘10 March 2021’ (a.txt:3), before the next, ‘12 May 2021’ (a.txt:7)",
    ),
    (
        {
            "opening": "The minutes of 10th March were agreed.",
            "tail": "Next meeting: 12 May",
            "name": "2021/a.txt",
        },
        "2021-03-11..2021-05-11",
        "the days in it: after the meeting of ‘10th March’ (2021/a.txt:3) of 2021, by the folder's name: ‘2021’, before the next, ‘12 May’ (2021/a.txt:7) of 2021, by ‘10th March’ (2021/a.txt:3)",
    ),
    (
        {
            "opening": "The minutes of the meeting held on 10 March 2021 were agreed.",
            "tail": "Minutes approved on 12 May 2021",
        },
        "2021-03-11..2021-05-12",
        "the days in it: after the meeting of ‘10 March 2021’ (a.txt:3), no later than ‘12 May 2021’ (a.txt:7)",
    ),
    (
        {"tail": "Minutes approved on 12 May 2021"},
        "..2021-05-12",
        "the days in it: no later than ‘12 May 2021’ (a.txt:7)",
    ),
    (
        {"tail": "Next meeting: 12 May 2021"},
        "..2021-05-11",
        "the days in it: before the next, ‘12 May 2021’ (a.txt:7)",
    ),
    (
        {"opening": "The minutes of the meeting held on 10 March 2021 were agreed."},
        "2021-03-11..",
        "the days in it: after the meeting of ‘10 March 2021’ (a.txt:3)",
    ),
    ({"name": "GMT20210414-190012_Recording.txt"}, "2021-04-14", "the file's name: ‘20210414’"),
    (
        {"name": "210414 notes.txt"},
        "2021-04-14",
        "the file's name: ‘210414’; but can be read as 21 April 2014",
    ),
    (
        {"name": "2021/14 April.txt"},
        "2021-04-14",
        "the file's name: ‘14 April’; the year follows from the file's name: ‘April’, the folder's name: ‘2021’",
    ),
    (
        {"name": "2021/Q2/notes.txt"},
        "2021-04-01..2021-06-30",
        "the folder's name: ‘Q2’, the folder's name: ‘2021’",
    ),
    (
        {"name": "2021/wk 15/notes.txt"},
        "2021-04-12..2021-04-18",
        "the folder's name: ‘wk 15’, the folder's name: ‘2021’",
    ),
    ({"name": "2021-W15 notes.txt"}, "2021-04-12..2021-04-18", "the file's name: ‘2021 W15’"),
    ({"name": "2020-21/notes.txt"}, "2020-01-01..2021-12-31", "the folder's name: ‘2020-21’"),
    ({"name": "2020 21 notes.txt"}, "2020-01-01..2021-12-31", "the file's name: ‘2020 21’"),
    (
        {"name": "2021/04 April/notes.txt"},
        "2021-04-01..2021-04-30",
        "the folder's name: ‘April’, the folder's name: ‘2021’",
    ),
    (
        {"name": "2021/04/notes.txt"},
        "2021-04-01..2021-04-30",
        "the folder's name: ‘04’, the folder's name: ‘2021’",
    ),
    ({"name": "Spring 2021.txt"}, "2021-03-01..2021-06-30", "the file's name: ‘Spring 2021’"),
    ({"name": "April 2021 minutes.txt"}, "2021-04-01..2021-04-30", "the file's name: ‘April 2021’"),
    (
        {"name": "2021/Apr-14.txt"},
        "2021-04-14",
        "the file's name: ‘Apr 14’; the year follows from the file's name: ‘Apr’, the folder's name: ‘2021’",
    ),
    ({"name": "Minutes Apr-21.txt"}, "2021-04-01..2021-04-30", "the file's name: ‘Apr-21’"),
    (
        {"title": "Paths, 3 May 2021", "opening": "Held on 10 May 2021."},
        "2021-05-03",
        "‘3 May 2021’ (a.txt:1); but ‘10 May 2021’ (a.txt:3)",
    ),
    (
        {"title": "Paths, 3 May 2021", "opening": "Held on 3 May 2022."},
        "2021-05-03",
        "‘3 May 2021’ (a.txt:1); but ‘3 May 2022’ (a.txt:3)",
    ),
    ({"title": "Paths, 3 May 2021", "opening": "Date: 05/03/2021."}, "2021-05-03", "‘3 May 2021’ (a.txt:1)"),
    (
        {"name": "2021-04.txt", "opening": "Held on 5 May 2021"},
        "2021-05-05",
        "‘5 May 2021’ (2021-04.txt:3); but the file's name: ‘2021-04’",
    ),
    (
        {"name": "2020/a.txt", "opening": "Held on 5 May 2021"},
        "2021-05-05",
        "‘5 May 2021’ (2020/a.txt:3); but the folder's name: ‘2020’",
    ),
    (
        {"name": "2021-05-06.txt", "opening": "Held on 5 May 2021"},
        "2021-05-05",
        "‘5 May 2021’ (2021-05-06.txt:3); but the file's name: ‘2021-05-06’",
    ),
    (
        {"opening": "The meeting was moved from 3 May 2021 to 10 May 2021."},
        "2021-05-10",
        "‘10 May 2021’ (a.txt:3)",
    ),
    ({"opening": "Held on Thursday 4 May"}, "", ""),
    (
        {"opening": "Held on Tuesday 4 May", "name": "2021/a.txt"},
        "2021-05-04",
        "‘Tuesday 4 May’ (2021/a.txt:3); the year 2021 follows from the weekday",
    ),
    ({"opening": "Held on 30 February 2021"}, "", ""),
    (
        {"name": "2021-05/a.txt", "opening": "Held on 12 January"},
        "2021-01-12",
        "‘12 January’ (2021-05/a.txt:3); the year 2021 follows from the folder's name: ‘2021-05’; but the folder's name: ‘2021-05’",
    ),
    (
        {"name": "Minutes 3-9-24.txt"},
        "2024-09-03",
        "the file's name: ‘3-9-24’; but can be read as 9 March 2024",
    ),
    ({"name": "2024/Minutes 3-9.txt"}, "2024-01-01..2024-12-31", "the folder's name: ‘2024’"),
    ({"opening": "Held in week 19 of 2021."}, "2021-05-10..2021-05-16", "‘week 19 of 2021’ (a.txt:3)"),
    ({"opening": "w/c 10 May 2021"}, "2021-05-10..2021-05-16", "‘w/c 10 May 2021’ (a.txt:3)"),
    ({"title": "Meeting 2021-05"}, "2021-05-01..2021-05-31", "‘2021-05’ (a.txt:1)"),
    ({"title": "Meeting 05-2021"}, "2021-05-01..2021-05-31", "‘05-2021’ (a.txt:1)"),
    (
        {"title": "Meeting 5/2021", "opening": "Held on the 4th"},
        "2021-05-04",
        "‘Held on the 4th’ (a.txt:3); the month follows from ‘5/2021’ (a.txt:1)",
    ),
    ({"opening": "2021"}, "2021-01-01..2021-12-31", "‘2021’ (a.txt:3)"),
    ({"opening": "Year: 2021"}, "2021-01-01..2021-12-31", "‘Year: 2021’ (a.txt:3)"),
    ({"opening": "We met.", "tail": "2021"}, "", ""),
    ({"opening": "One.\n\nTwo.\n\nThree.\n\n2021"}, "", ""),
)


@pytest.mark.parametrize(("note", "when", "evidence"), EVIDENCE, ids=lambda value: str(value)[:60])
def test_the_evidence_is_told_whole(reader, note, when, evidence):
    assert dated(reader, **note) == (when, evidence)
