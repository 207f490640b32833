"""Groups that no config names: what titles call them."""

import pytest

from pipeline.notes.groups import FARTHEST, TitledGroups, name_in


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Finance Committee meeting – 11 May 2021", "Finance Committee"),
        (
            "Minutes of the Planning Committee meeting held on Tuesday 14 March 2023 at the Hut",
            "Planning Committee",
        ),
        ("Draft minutes of the Allotment Working Party, 3 May 2022", "Allotment Working Party"),
        (
            "Minutes of the meeting of Ashbrook Parish Council held in the Hut on 3 May 2022",
            "Ashbrook Parish Council",
        ),
        ("Meeting of the Full Council, 2 June", "Full Council"),
        ("2021-03-04 Board meeting", "Board"),
        ("Agenda for the May 9th call of the Kite Circle", "Kite Circle"),
        ("TSC – 3 May 2021", "TSC"),
        ("Patients’ Forum: notes, May 2021", "Patients’ Forum"),
        ("Minutes – Friends of Oak Park – 4/5/21", "Friends of Oak Park"),
        ("Kite Circle #12", "Kite Circle"),
        ("Note from the Kite cell 2", "Kite cell"),
    ],
)
def test_a_title_of_a_series_names_its_group(title, name):
    assert name_in(title) == (name, True)


@pytest.mark.parametrize(
    "title",
    [
        "Weekly meeting 2021-03-01",
        "March 2021",
        "Minutes",
        "Annual General Meeting, 4 May 2021",
        "Note from an online roundtable: kites and their makers 3",
        "Who decides on our high street?",
        "",
    ],
)
def test_what_names_no_group(title):
    assert name_in(title) == ("", False)


def test_a_name_that_several_titles_share_is_a_group_and_has_its_usual_spelling():
    titles = ["Friends of the Pond 2", "Friends of the Pond 3", "FRIENDS OF THE POND 4", "A day at the pond"]
    groups = TitledGroups(titles, "cell")
    assert {groups.of(title) for title in titles[:3]} == {"Friends of the Pond"}
    assert groups.of(titles[3]) == ""


def test_what_is_called_a_body_is_a_group_at_its_first_meeting_if_the_title_is_of_a_meeting():
    assert TitledGroups([], "cell").of("Pond Committee, 4 May 2021") == "Pond Committee"
    assert TitledGroups([], "cell").of("The power of the group") == ""


def test_the_networks_own_word_is_no_part_of_a_name_where_others_go_without():
    assert TitledGroups([], "cell", whole=False).of("Note from the Kite cell 2") == "Kite"
    friends = TitledGroups([], "gathering of friends", whole=False)
    assert friends.of("Kite gathering of friends, 4 May 2021") == "Kite"
    assert TitledGroups([], "committee").of("Kite Committee, 4 May 2021") == "Kite Committee"


def test_a_title_of_any_length_is_looked_at_in_no_time():
    assert name_in(" ".join(["on"] * 100_000))[1] in (True, False)
    assert len(name_in("x" * 10 * FARTHEST)[0]) <= FARTHEST
