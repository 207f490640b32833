"""Which notes are one note: the same words, under the same title, of the same day."""

import pytest

from pipeline.notes.duplicates import same_notes


def words(first, last):
    """Return a run of different words; two runs share what they overlap in."""
    return " ".join(f"word{n}" for n in range(first, last))


def groups(*notes, share=0.7):
    return same_notes([f"{title}\n{text}" for title, text in notes], share)


PATHS = ("Garden paths in spring", words(0, 200))


@pytest.mark.parametrize(
    ("second", "same"),
    [
        pytest.param(PATHS, True, id="word for word"),
        pytest.param((PATHS[0], words(50, 250)), True, id="three words in four"),
        pytest.param((PATHS[0], words(70, 270)), False, id="two in three"),
        pytest.param((PATHS[0], words(0, 100)), True, id="half of it, and nothing else"),
        pytest.param((PATHS[0], words(1000, 1200)), False, id="other words"),
        pytest.param(("Garden paths in winter", PATHS[1]), True, id="a word of the title"),
        pytest.param(("Who comes here", PATHS[1]), True, id="another title, all the words"),
        pytest.param(("Who comes here", words(10, 210)), True, id="another title, nearly all the words"),
        pytest.param(("Who comes here", words(40, 240)), False, id="another title, four words in five"),
        pytest.param(("Garden paths in spring 2", PATHS[1]), False, id="a number in one title"),
    ],
)
def test_two_notes(second, same):
    assert groups(PATHS, second) == ([[0, 1]] if same else [[0], [1]])
    assert groups(second, PATHS) == ([[0, 1]] if same else [[0], [1]])


def test_the_share_asked_for_is_enough():
    # with the title 22 words, which are 18 runs of five, of which the two notes share the first 13
    first, second = ("A", words(0, 21)), ("A", f"{words(0, 16)} {words(100, 105)}")
    assert groups(first, second, share=13 / 18) == [[0, 1]]
    assert groups(first, second, share=13.1 / 18) == [[0], [1]]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Paths 1", "Paths 2", False, id="figures"),
        pytest.param("Paths 12", "Paths 1", False, id="more figures"),
        pytest.param("Paths one 2", "Paths one 2", True, id="the same number"),
        pytest.param("Paths, first meeting", "Paths, Second Meeting", False, id="ordinals"),
        pytest.param("Paths, FIRST meeting", "Paths, first meeting", True, id="capitals"),
        pytest.param("Paths II", "Paths III", False, id="Roman numbers"),
        pytest.param("Paths IV", "Paths V", False, id="Roman numbers with a five"),
        pytest.param("Paths", "Paths and more", True, id="no number"),
    ],
)
def test_titles_that_differ_in_a_number_are_two_meetings(one, other, same):
    assert groups((one, words(0, 90)), (other, words(0, 90))) == ([[0, 1]] if same else [[0], [1]])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("3 May 2021", "4 May 2021", False, id="another day"),
        pytest.param("3 May 2021", "3 June 2021", False, id="another month"),
        pytest.param("3 May 2021", "3 May 2022", False, id="another year"),
        pytest.param("3 May 2021", "3 May", True, id="a year in one"),
        pytest.param("3 May", "3 May", True, id="a year in none"),
        pytest.param("3 May 2021", "3rd May 2021", True, id="the same day, written otherwise"),
        pytest.param("3 May 2021", "a fine evening", True, id="a day in one"),
        pytest.param("3 May 2021, then 7 June 2021", "7 June 2021", True, id="a day that both have"),
    ],
)
@pytest.mark.parametrize("where", ["Held on {}.", "Date: {}", "{}"])
def test_notes_of_different_days_are_two_meetings(one, other, same, where):
    texts = [f"{where.format(day)}\n{words(0, 90)}" for day in (one, other)]
    assert groups(("Paths", texts[0]), ("Paths", texts[1])) == ([[0, 1]] if same else [[0], [1]])


def test_a_line_that_says_when_comes_before_other_days_in_the_opening():
    told = f"Before 7 April 2021 we knew little.\nDate: 3 May 2021\n{words(0, 90)}"
    moved = told.replace("3 May", "4 May")
    assert groups(("Paths", told), ("Paths", moved)) == [[0], [1]]
    # where only one of them has such a line the openings are compared
    assert groups(("Paths", told), ("Paths", told.replace("Date: 3", "On 3"))) == [[0, 1]]


def test_days_late_in_a_note_do_not_part_copies():
    text = f"{words(0, 90)}\n"  # more than 600 characters
    assert groups(("Paths", f"{text}by 3 May 2021"), ("Paths", f"{text}by 4 May 2021")) == [[0, 1]]


def test_copies_of_copies_are_one_note_and_the_order_is_that_of_the_first():
    notes = [
        ("Paths", words(0, 100)),
        ("Kites", words(500, 600)),
        ("Paths", words(25, 125)),
        ("Paths", words(50, 150)),
    ]
    assert groups(*notes, share=0.7) == [[0, 2, 3], [1]]
    assert groups(*notes[::-1], share=0.7) == [[0, 1, 3], [2]]


def test_no_notes_and_notes_without_a_word():
    assert groups() == []
    assert groups(("Paths", "word")) == [[0]]
    assert groups(("Paths", ""), ("Kites", "")) == [[0], [1]]


def test_short_notes_are_copies_word_for_word():
    assert groups(("Paths", "we met"), ("Paths", "we met")) == [[0, 1]]
    assert groups(("Paths", "we met"), ("Paths", "we did not")) == [[0], [1]]


def test_long_notes_are_compared_by_some_of_their_words_and_come_out_alike():
    long = words(0, 3000)
    assert groups(("Paths", long), ("Paths", f"{long} and more")) == [[0, 1]]
    assert groups(("Paths", long), ("Paths", words(1500, 4500))) == [[0], [1]]


def test_what_stands_in_more_than_sixty_notes_is_a_stock_phrase():
    stock = words(0, 40)
    notes = [(f"Note on {n}x", f"{stock} {words(1000 * n + 1000, 1000 * n + 1008)}") for n in range(61)]
    assert groups(*notes) == [[n] for n in range(61)]
    assert len(groups(*notes[:60], share=0.6)) == 60  # other titles: nine words in ten
    same = [("The tidal mill", text) for _, text in notes]
    assert len(groups(*same[:60])) == 1
    assert len(groups(*same)) == 61


def test_the_longest_copy_is_kept_with_the_places_of_the_others(reader):
    made = reader.split(
        c__txt=f"Paths\n\n{words(0, 150)}",
        b__txt=f"Paths\n\n{words(0, 200)}",
        a__txt=f"Paths\n\n{words(0, 190)}",
    )
    [note] = made["meetings"].to_dict("records")
    assert (note["source"], note["copies"], note["words"]) == ("b.txt", "a.txt:1;c.txt:1", 200)
    assert made["documents"].set_index("source")["notes"].to_dict() == {"a.txt": 1, "b.txt": 1, "c.txt": 1}
