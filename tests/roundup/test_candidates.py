"""Sentences, what can stand alone, whose words a quotation is, and the choice. All texts are invented."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.quotations import PRESENT, People, quotations, set_phrases, spans
from pipeline.language.sentences import sentence_spans
from pipeline.language.standalone import objection
from pipeline.roundup.candidates import Strangers, candidates, choose, runs
from pipeline.roundup.salience import Cover, concepts
from tests.roundup.make_passages import passages


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "text, count",
    [
        pytest.param("Kites fly. Kites fall.", 2, id="two"),
        pytest.param("Toys, e.g. kites, i.e. paper ones, fly.", 1, id="abbreviations"),
        pytest.param("Dr. Sample and Prof. Mock flew a kite.", 1, id="titles before a name"),
        pytest.param("Kites, string etc. are sold here.", 1, id="small letter goes on"),
        pytest.param("‘Kites fly.’ They do.", 2, id="closing mark belongs to its sentence"),
        pytest.param("It cost 3.50 pounds.", 1, id="decimal point"),
    ],
)
def test_sentences(text, count):
    assert len(sentences(text)) == count


@given(st.text(alphabet="ab AB.!?‘’(),", max_size=80))
def test_sentences_are_in_order_and_lose_only_blanks(text):
    spans = sentence_spans(text)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert "".join(text[s:e] for s, e in spans).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    "text, reason",
    [
        pytest.param("Kite makers need to trust the wind they work with.", "", id="stands"),
        pytest.param(
            "It is vital that kite makers meet in the spring.", "", id="it that stands for what follows"
        ),
        pytest.param("Those who fly kites should be asked about the wind.", "", id="those who"),
        pytest.param("This country needs more kites on every hill.", "", id="this country"),
        pytest.param("Building kites together makes neighbours of strangers.", "", id="gerund with a verb"),
        pytest.param("Early wind: It takes time to learn how kites fall.", "", id="label"),
        pytest.param("Kite makers need words, for example ‘soft’ not ‘weak’.", "", id="own example"),
        pytest.param("A kite of paper, for example, costs less.", "leans on its neighbour", id="example"),
        pytest.param("Trusting the wind implies a long string and much care.", "", id="verb of no list"),
        pytest.param("Flying the kite that people have and don’t use.", "no verb", id="verb of a clause"),
        pytest.param("To do so implies a longer string.", "leans on its neighbour", id="to do so"),
        pytest.param("Kites fall.", "too short or too long", id="short"),
        pytest.param("and the kite makers were glad of the wind.", "opens in the middle", id="small letter"),
        pytest.param("The kite makers of the valley were glad of the", "cut off", id="no full stop"),
        pytest.param("Kite makers in the valley asked for three things:", "cut off", id="opens a list"),
        pytest.param(
            "She said ‘we fly kites in every kind of wind.",
            "half a quotation or bracket",
            id="half a quotation",
        ),
        pytest.param(
            "We could fly kites (or boats on the pond.", "half a quotation or bracket", id="half a bracket"
        ),
        pytest.param(
            "Kite makers are prouderPond people are not so proud.", "two sentences run together", id="glued"
        ),
        pytest.param("What would it take to fly a kite here?", "a question", id="question"),
        pytest.param(
            "How kites that are old can be flown with care.", "a question", id="question without its mark"
        ),
        pytest.param(
            "Kite makers are listed in the paper, as described above.", "points elsewhere", id="above"
        ),
        pytest.param("Participants were asked to fly a kite in pairs.", "tells of the meeting", id="meeting"),
        pytest.param("We then broke into three groups and flew kites.", "leans on its neighbour", id="then"),
        pytest.param("However, kite makers need to trust the wind.", "leans on its neighbour", id="however"),
        pytest.param("They need to trust the wind that they work with.", "leans on its neighbour", id="they"),
        pytest.param(
            "Because of this kite makers need to rest more.", "leans on its neighbour", id="because of this"
        ),
        pytest.param(
            "It was painted blue by the makers of the valley.", "leans on its neighbour", id="it that points"
        ),
        pytest.param(
            "The second kite was flown by the whole valley.", "leans on its neighbour", id="the second"
        ),
        pytest.param(
            "Some are afraid of the wind on the open hill.", "leans on its neighbour", id="some of whom"
        ),
        pytest.param(
            "RESOLVED to move them to the hill by the mill.",
            "leans on its neighbour",
            id="resolved on them",
        ),
        pytest.param("RESOLVED to mend the kites of the whole valley.", "", id="a resolution"),
        pytest.param("There is also a need for string on the hill.", "leans on its neighbour", id="also"),
        pytest.param("Wind and weather made her fly the kite alone.", "a pronoun for nobody", id="her"),
        pytest.param(
            "Sharing a kite that is loved in the valley.", "no verb", id="gerund with a relative clause only"
        ),
        pytest.param("A wide and open hill for kites of every kind.", "no verb", id="no verb"),
    ],
)
def test_objection(text, reason):
    assert objection(text) == reason


def test_a_bullet_may_lack_its_full_stop():
    assert objection("Kite makers need to trust the wind", bullet=True) == ""
    assert objection("Kite makers need to trust the wind and", bullet=True) == "cut off"


def test_runs_take_a_leaning_sentence_with_the_one_that_it_leans_on():
    text = "Kite makers need to trust the wind. This takes them years. Ponds are kinder to those who sail."
    found = [text[start:end] for start, end in runs(text, bullet=False, longest=60)]
    assert found == [
        "Kite makers need to trust the wind.",
        "Kite makers need to trust the wind. This takes them years.",
        text,
        "Ponds are kinder to those who sail.",
    ]


def test_runs_never_end_in_a_sentence_that_is_cut_off():
    text = "Kite makers need to trust the wind. That trust is made when"
    assert [text[s:e] for s, e in runs(text, bullet=False, longest=60)] == [
        "Kite makers need to trust the wind."
    ]


def test_runs_are_never_too_long():
    text = "Kite makers need to trust the wind. This takes them years."
    assert [text[s:e] for s, e in runs(text, bullet=False, longest=8)] == [
        "Kite makers need to trust the wind."
    ]


def test_bullets_that_finish_a_sentence_are_no_candidates():
    rows = passages(
        ("n", "paragraph", "Kite makers can:"),
        ("n", "bullet", "Fly their kites over the hill with those they like."),
        ("n", "paragraph", "Kite makers can rest when the wind is low."),
    )
    found = candidates(rows, {"n": "\n".join(rows["text"])}, 60)
    assert found["text"].tolist() == ["Kite makers can rest when the wind is low."]


def test_a_list_ends_where_its_items_are_sentences_of_their_own():
    rows = passages(
        ("n", "paragraph", "Good kites, it was said, come from:"),
        ("n", "bullet", "Patience, with an eye on the wind."),
        ("n", "bullet", "Strong kites are those which bend in the wind."),
        ("n", "bullet", "Keep the string dry in the loft over winter."),
    )
    found = candidates(rows, {"n": "\n".join(rows["text"])}, 60)
    assert found["text"].tolist() == list(rows["text"][2:])


def test_a_word_that_ends_like_a_small_one_opens_no_list():
    rows = passages(
        ("n", "paragraph", "These points were made, led by our co-convenor:"),
        ("n", "bullet", "Fly kites over the hill with those who like the wind."),
    )
    assert len(candidates(rows, {"n": "\n".join(rows["text"])}, 60)) == 1


def test_candidates_are_cut_from_their_passage():
    rows = passages(
        ("n", "paragraph", "Oh! Kite makers need to trust the wind. Ponds need to be still at dawn.")
    )
    found = candidates(rows, {"n": rows["text"][0]}, 60)
    assert len(found) == 3  # each, and the short one with the next
    for row in found.itertuples():
        assert rows["text"][0][row.start : row.end] == row.text


@pytest.mark.parametrize(
    "text, stranger",
    [
        pytest.param("Nora said that kites are made of paper.", True, id="first name alone"),
        pytest.param("Nora Sample said that kites are made of paper.", False, id="full name"),
        pytest.param("At the KMH kites are made of paper.", True, id="abbreviation"),
        pytest.param(
            "At the Kite Makers’ House (KMH) kites are made of paper.",
            False,
            id="abbreviation with its words",
        ),
        pytest.param("The loft was cold in the winter.", True, id="the one told of before"),
        pytest.param("The wind was cold in the winter.", False, id="the one that everybody knows"),
    ],
)
def test_strangers(text, stranger):
    note = "Nora Sample, from the Kite Makers’ House (KMH), spoke first. Nora said they rent a large loft."
    assert Strangers.of(note).within(text) is stranger


NOTE = (
    "Nora Sample from Kite House spoke first. Later Nora explained her plan. Hal Mock said less.\n"
    "EDIE TEMPLATE"
)


@pytest.mark.parametrize(
    "text, words, who",
    [
        pytest.param(
            "‘We fly them at night because nobody looks,’ said Nora.",
            "We fly them at night because nobody looks",
            "Nora Sample",
            id="verb, name",
        ),
        pytest.param(
            "As Hal Mock said, ‘you cannot fly in the rain’.",
            "you cannot fly in the rain",
            "Hal Mock",
            id="name before",
        ),
        pytest.param(
            "‘You have to hold the string with both hands’ – Nora Sample",
            "You have to hold the string with both hands",
            "Nora Sample",
            id="dash",
        ),
        pytest.param(
            "It is ‘as if we all had a kite on a string,’ one person said.",
            "as if we all had a kite on a string",
            PRESENT,
            id="somebody",
        ),
        pytest.param(
            "“We don’t need the council’s kites for any of it.”",
            "We don’t need the council’s kites for any of it.",
            "",
            id="double marks, apostrophes",
        ),
        pytest.param(
            "‘We heard the flyers’ views on the wind and left,’ said Nora.",
            "We heard the flyers’ views on the wind and left",
            "Nora Sample",
            id="possessive inside",
        ),
    ],
)
def test_quotations(text, words, who):
    found = quotations(text, People.of(NOTE))
    assert [(quote.words, quote.who) for quote in found] == [(words, who)]
    assert text[found[0].start : found[0].end].startswith(words)


def test_who_was_not_there_is_quoted_by_the_speaker():
    text = "Hal Mock described the wind. ‘You have to hold the string with both hands.’ – Ada Wright"
    [quote] = quotations(text, People.of(f"{text}\nHal asked for string. Hal said it twice."))
    assert quote.who == "Ada Wright, quoted by Hal Mock"


def test_sayings_are_nobodys_words():
    phrase = "‘You have to hold the string with both hands.’"
    assert set_phrases([f"Hal told us an old saying: {phrase}", f"All in all: {phrase}"]) == {
        "you have to hold the string with both hands"
    }


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The flyers’ kites and the makers’ views don’t agree, and that’s that.", id="apostrophes"
        ),
        pytest.param("Kites are called ‘hard to fly’ by some.", id="a term"),
        pytest.param(
            "We discussed the question ‘How can we fly kites when there is no wind?’", id="a question set"
        ),
        pytest.param("In the ’90s it wasn’t so, and ’em kites were ’til then unknown.", id="cut words"),
        pytest.param("Our theme was ‘we fly our kites together in every weather’.", id="a theme"),
    ],
)
def test_no_quotation(text):
    assert quotations(text, People.of(NOTE)) == []


@given(st.text(alphabet="ab s‘’'“”.,\n", max_size=60))
def test_quotation_marks_never_overlap(text):
    found = spans(text)
    assert all(0 < start <= end < len(text) for start, end in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))


def test_people_are_known_by_their_first_names():
    people = People.of(NOTE + "\nEdie said so. The better kites, said Nora, are made at Better Kite House.")
    assert {"Nora": "Nora Sample", "Hal": "Hal Mock", "Edie": "Edie Template"}.items() <= people.full.items()
    assert "Later" not in people.firsts and "Better" not in people.firsts
    assert people.known("Kites") == ""


def test_choice_spreads_over_meetings_and_says_nothing_twice():
    texts = ["kites need wind", "kites need wind", "ponds are still", "lofts are dry"]
    places = pd.DataFrame({"note_id": ["a", "a", "a", "b"], "cell": ["c"] * 4, "month": ["2020-01"] * 4})
    vectors = sp.csr_matrix(np.array([[1.0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]))
    cover = Cover(concepts(texts), np.ones(concepts(texts).shape[1]), np.ones(4))
    assert choose(cover, np.array([4.0, 3.9, 2.0, 1.9]), places, vectors, 3, alike=0.5) == [0, 3, 2]


def test_nothing_is_chosen_that_is_like_what_was_taken_before():
    places = pd.DataFrame({"note_id": ["a", "b"], "cell": ["", ""], "month": ["", ""]})
    vectors = sp.csr_matrix(np.array([[1.0, 0.0], [0.8, 0.6]]))
    cover = Cover(concepts(["kites need wind", "kites need wind"]), np.ones(5), np.ones(2))
    assert choose(cover, np.array([0.0, 1.0]), places, vectors, 2, alike=0.7, before=[0]) == []


@pytest.mark.parametrize("text", ["", "...", "‘’", "?", "1 2 3"])
def test_texts_without_words_do_no_harm(text):
    assert runs(text, bullet=True, longest=60) == []
    assert quotations(text, People.of(text)) == []
    assert concepts([text]).shape[0] == 1
