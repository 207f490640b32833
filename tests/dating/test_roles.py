# ruff: noqa: E501
"""What the words about a day say of it: every word of every list in a sentence of its own, and near misses."""

import pytest

from pipeline.dating.roles import (
    APPROVED,
    MOVED,
    NEXT,
    PLANNED,
    PREVIOUS,
    REPLACED,
    role,
    sentence_about,
)
from pipeline.language.dates import mentions

DAY = "4 May 2021"


def roles(text, **how):
    """Return the roles of all days in a text."""
    return [role(text, mention, **how) for mention in mentions(text)]


APPROVING = (
    "approved", "agreed", "accepted", "adopted", "confirmed", "signed", "ratified", "received", "taken as read",
    "read and signed", "a true record", "a correct and fair record", "an accurate record", "amended", "noted",
    "carried", "proposed", "resolved", "seconded",
)  # fmt: skip


@pytest.mark.parametrize("word", APPROVING)
@pytest.mark.parametrize("opens", [False, True])
def test_minutes_that_were_dealt_with_are_of_an_earlier_meeting(word, opens):
    for verb in ("were", "was", "are", "is", "being", "have been", "should be"):
        assert roles(f"The minutes of {DAY} {verb} {word}.", opens=opens) == [PREVIOUS], verb


@pytest.mark.parametrize("word", APPROVING)
def test_where_the_note_opens_with_its_own_minutes_only_a_verb_tells_of_others(word):
    assert roles(f"Minutes of the meeting of {DAY}: {word}.") == [PREVIOUS]
    assert roles(f"Minutes of the meeting of {DAY}: {word}.", opens=True) == [""]
    assert roles(f"Minutes of the meeting of {DAY} to be {word}", opens=True) == [""]
    assert roles(f"Minutes of the meeting of {DAY} will be {word}", opens=True) == [""]


@pytest.mark.parametrize("word", APPROVING)
def test_what_the_next_passage_says_of_the_minutes(word):
    named = f"Minutes of {DAY}"
    for following in (word, f"Were {word}", f"Was duly {word}", f"• being {word}"):
        assert roles(named, following=following) == [PREVIOUS], following
    assert roles(named, following=f"After a long talk on many things all was {word}") == [""]
    assert roles(named, following=f"{word}", opens=True) == [""]


@pytest.mark.parametrize(
    "before",
    [
        "To approve the minutes of", "Approval of the minutes of", "We approved the minutes of", "Approving the minutes of",
        "All agree the minutes of", "They agreed the minutes of", "She agrees the notes of", "To confirm the minutes of", "Confirmed the minutes of", "Confirmation of the minutes of",
        "Accept the minutes of", "We accepted the record of", "Adopt the minutes of", "Adopted the minutes of",
        "Adoption of the minutes of", "Sign the minutes of", "The Chair signed the minutes of",
        "Signing of the minutes of", "Ratify the minutes of", "We ratified the last annual public minutes of",
        "Receive the minutes of", "We received the notes of", "Receiving the minutes of", "Consider the minutes of",
        "We considered the minutes of", "Consideration of the minutes of", "Amend the minutes of",
        "Amended the minutes of", "Amendments to the minutes of", "Matters arising from the minutes of",
        "Matters arising out of the minutes of", "Action from the minutes of", "Actions from the minutes of",
        "Approval of last month's minutes of", "To approve draft minutes of", "To confirm as correct the minutes of",
        "To sign last week's minutes of", "To agree any minutes of", "To receive draft minutes of",
        "To consider draft minutes of", "To adopt draft minutes of", "Matters arising of",
    ],
)  # fmt: skip
def test_minutes_to_approve_are_of_an_earlier_meeting_even_in_a_title(before):
    assert roles(f"{before} {DAY}", opens=True) == [PREVIOUS]


@pytest.mark.parametrize(
    "before",
    [
        "Minutes of",
        "The notes of the walk of",
        "Record of the walk on",
        "Draft minutes of",
        "Minutes taken on",
        "Disagreements on the minutes of",
        "Minutes approving on",
    ],
)
def test_minutes_alone_are_of_the_meeting_itself(before):
    assert roles(f"{before} {DAY}") == [""]
    assert roles(f"{before} {DAY}", formal=True) == [PREVIOUS], "unless they stand under formalities"


@pytest.mark.parametrize("first", ["previous", "last", "earlier", "preceding", "prior"])
@pytest.mark.parametrize(
    "of", ["meeting", "meetings", "cell", "session", "roundtable", "event", "discussion", "group", "workshop", "webinar", "call", "seminar", "gathering", "minutes", "notes", "date", "dates", "time"],
)  # fmt: skip
def test_earlier_meetings(first, of):
    assert roles(f"At the {first} {of}, {DAY}, we talked.") == [PREVIOUS]
    assert roles(f"At the {first} of our {of}, {DAY}, we talked.") == [PREVIOUS]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"We last met on {DAY}.", PREVIOUS), (f"The group last met on {DAY}.", PREVIOUS),
        (f"The circle last met on {DAY}.", PREVIOUS), (f"The committee last met on {DAY}.", PREVIOUS),
        (f"Actions from {DAY}", PREVIOUS), (f"Action arising from {DAY}", PREVIOUS), (f"Points from {DAY}", PREVIOUS),
        (f"Matters outstanding from {DAY}", PREVIOUS), (f"Matters carried forward from {DAY}", PREVIOUS),
        (f"At lastmeeting {DAY}", ""), (f"The people met on {DAY}.", ""), (f"A factions from {DAY}", ""),
        (f"The last meeting was held, and this one is on {DAY}", ""),
        (f"The last meeting was in the hall; the next one is on {DAY}", ""),
        (f"The last meeting was {'very ' * 20}good, {DAY}", ""),
    ],
)  # fmt: skip
def test_other_words_of_earlier_meetings(text, expected):
    assert roles(text) == [expected]


@pytest.mark.parametrize(
    "first", ["next", "following", "forthcoming", "future", "upcoming", "further", "subsequent"]
)
@pytest.mark.parametrize(
    "of", ["meeting", "meetings", "session", "cell", "date", "time", "public open meeting", "gathering"]
)
def test_meetings_to_come(first, of):
    assert roles(f"Our {first} {of}: {DAY}") == [NEXT]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"We will meet on {DAY}", NEXT), (f"We shall meet on {DAY}", NEXT), (f"We are to meet on {DAY}", NEXT),
        (f"We will all gladly meet on {DAY}", NEXT), (f"We will reconvene on {DAY}", NEXT),
        (f"The group meets again on {DAY}", NEXT), (f"We meet next on {DAY}", NEXT),
        (f"For your diary: {DAY}", NEXT), (f"For the diaries: {DAY}", NEXT), (f"For your diaries: {DAY}", NEXT),
        (f"We met on {DAY}", ""), (f"They meet by day on {DAY}", ""), (f"What came next was {DAY}", ""),
        (f"The nextmeeting of {DAY}", ""), (f"A context meeting on {DAY}", ""),
        (f"The next meeting is well prepared, {'and ' * 40}{DAY}", ""),
    ],
)  # fmt: skip
def test_other_words_of_meetings_to_come(text, expected):
    assert roles(text) == [expected]


@pytest.mark.parametrize(
    "before",
    [
        "Signed", "Signature:", "Approved", "Adopted", "Ratified", "Published", "Posted", "Circulated", "Issued", "Distributed",
        "Uploaded", "Updated", "Revised", "Printed", "Submitted", "Created", "Modified", "Date of approval:",
        "Signed by the Chair at the hall on", "Confirmed as a true record,", "Agreed as correct,", "Accepted as an accurate record:",
        "Minutes agreed on", "Minutes were accepted by all on", "Minutes confirmed at the hall on", "The minutes were agreed by the board on",
    ],
)  # fmt: skip
def test_the_day_of_an_approval(before):
    assert roles(f"{before} {DAY}") == [APPROVED]


@pytest.mark.parametrize(
    "before",
    [
        "Approved at the feast of our hall on",
        "Approved words of the day of an old hall,",
        "Signedly",
        "Assigned on",
        "Unpublished",
        f"Approved {'and ' * 30}",
    ],
)
def test_what_is_near_an_approval_and_none(before):
    assert roles(f"{before} {DAY}") == [""]


@pytest.mark.parametrize(
    "before",
    [
        "instead of",
        "rather than",
        "in place of",
        "not",
        "replacing",
        "instead of that of",
        "instead of scheduled",
        "instead of original",
        "instead of the original for",
        "instead of the meeting of",
        "instead of on the planned date of",
        "not on the",
        "not the original date of",
    ],
)
def test_days_that_others_replaced(before):
    assert roles(f"We met in June {before} {DAY}.")[-1:] == [REPLACED]


MOVING = (
    "postponed", "moved", "rescheduled", "re-scheduled", "rearranged", "re-arranged", "deferred", "delayed", "put off",
    "put back", "brought forward", "changed", "adjourned", "reconvened", "carried over", "transferred", "switched", "shifted",
)  # fmt: skip


@pytest.mark.parametrize("word", MOVING)
def test_days_that_a_meeting_was_moved_from_and_to(word):
    assert roles(f"The meeting was {word} from 3 May 2021 to {DAY}.") == [REPLACED, MOVED]
    assert roles(f"The meeting of 3 May 2021 was {word}.") == [REPLACED]
    assert roles(f"3 May 2021 ({word})") == [REPLACED]
    for to in ("to", "until", "till", "for", "and held on"):
        assert roles(f"It was {word} {to} {DAY}.") == [MOVED], to
    assert roles(f"{DAY} ({word} from an earlier day)") == [""]


@pytest.mark.parametrize(
    "after", ["was cancelled", "was canceled", "has been called off", "had to be abandoned", "did not take place", "could not go ahead", "did not happen", "could not be held", ", which was cancelled", "and was cancelled", "(cancelled)", "but is cancelled"],
)  # fmt: skip
def test_days_that_were_called_off(after):
    assert roles(f"The walk of {DAY} {after}.") == [REPLACED]


@pytest.mark.parametrize(
    "after", ["was good", "did go ahead", "did take place", "and was held", "was held; a walk was cancelled"]
)
def test_days_that_were_not(after):
    assert roles(f"The walk of {DAY} {after}.") == [""]


@pytest.mark.parametrize(
    "before",
    [
        "planned for", "scheduled for", "due on", "arranged for", "intended for", "meant for", "fixed for", "set for", "booked for",
        "advertised for", "called for", "original date:", "originally on", "original date was", "planned to be held on", "scheduled to take place on",
        "due to meet on", "was to meet on", "were to have met on", "was to be held on", "was to have been held on",
        "was to take place on", "was to have taken place", "should have met on", "should have been held on", "should have taken place on the",
    ],
)  # fmt: skip
def test_days_that_were_planned(before):
    assert roles(f"The walk, {before} {DAY}") == [PLANNED]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"New date: {DAY}", [MOVED]), (f"Revised date {DAY}", [MOVED]), (f"The changed date is {DAY}", [MOVED]), (f"Actual date was {DAY}", [MOVED]),
        (f"It is now on {DAY}", [MOVED]), (f"It is now held on {DAY}", [MOVED]), (f"Now to be held {DAY}", [MOVED]), (f"Now taking place on {DAY}", [MOVED]),
        (f"They were moved by the talk; the walk was on {DAY}", [""]), (f"They were moved. The walk to {DAY}", [""]),
        (f"The AGM was postponed until {DAY}", [""]), (f"The annual walk was moved to {DAY}", [""]), (f"Another walk was moved to {DAY}", [""]),
        (f"The other walk was moved to {DAY}", [""]), (f"The next walk was moved to {DAY}", [""]), (f"A future walk was moved to {DAY}", [""]), (f"A forthcoming walk was moved to {DAY}", [""]), (f"Unmoved to {DAY}", [""]), (f"A removed date {DAY}", [""]),
    ],
)  # fmt: skip
def test_new_days(text, expected):
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "around"),
    [
        (f"It rained. We met on {DAY} in the hall. It was dry.", ("We met on ", " in the hall.")),
        (f"It rained! We met {DAY}? It was dry.", ("We met ", "?")),
        (
            f"Dr A. Ash met us at No. 5 on {DAY} in St. Ives at noon",
            ("Dr A. Ash met us at No. 5 on ", " in St. Ives at noon"),
        ),
        (f"‘It rained.’ We met {DAY}; It was dry", ("‘It rained.’ We met ", ";")),
        (f"It rained. we met {DAY}. it was dry", ("It rained. we met ", ". it was dry")),
        (f"{DAY}", ("", "")),
    ],
)
def test_the_sentence_about_a_day(text, around):
    assert sentence_about(text, next(iter(mentions(text)))) == around
