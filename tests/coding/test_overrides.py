"""People's codes over the tags of the terms."""

import pandas as pd
import pytest

from pipeline.coding.stage import codes as stage
from pipeline.core.schemas import schema
from pipeline.language.fingerprint import fingerprint
from pipeline.settings.codes import Code, Codes
from tests.coding.make_codes import tables

THEMES = ["power", "local"]


def code(text, who, says, kind="person", how="review", when=""):
    return Code(fingerprint(text), who, kind, how, 0.5 if how == "random" else None, when, says)


def laid(*rows, themed=(("a.001", "power"), ("a.002", "power")), **changes):
    notes, passages, found = tables(themed=themed)
    passages = passages.assign(**changes)
    made = stage(notes, passages, found, Codes(tuple(rows)), THEMES)
    for name, table in made.items():
        schema(name).check(table)
    return made


def tags(made):
    return made["passage_themes"][["passage_id", "theme", "grade", "by"]].values.tolist()


def test_without_codes_the_terms_decide():
    made = laid()
    assert tags(made) == [["a.001", "power", "firm", "terms"], ["a.002", "power", "firm", "terms"]]
    assert all(made[name].empty for name in made if name != "passage_themes")


def test_a_persons_code_overrides_the_tag_and_nothing_is_silent():
    made = laid(
        code("text A1!", "Ann", {"power": False}),
        code("Text a2", "Ann", {"power": True}),
        code("Text b1", "Ann", {"local": True, "power": False}),
    )
    assert tags(made) == [["a.002", "power", "firm", "person"], ["b.001", "local", "firm", "person"]]
    assert made["passage_themes"]["basis"].tolist() == ["person: Ann", "person: Ann"]
    assert made["passage_themes"]["score"].tolist() == [1.0, 1.0]
    assert made["overruled"][["passage_id", "theme", "who"]].values.tolist() == [["a.001", "power", "Ann"]]
    assert made["code_conflicts"].empty


def test_models_measure_and_override_nothing():
    made = laid(code("Text a1", "three readings", {"power": False}, kind="models", how="notes"))
    assert tags(made) == tags(laid())
    row = made["accuracy"].set_index("theme").loc["power"]
    assert (row["passages"], row["by_person"], row["machine"], row["precision"]) == (1, 0, 1, 0.0)


def test_a_person_comes_before_models_in_measuring():
    said = {"power": False}
    made = laid(
        code("Text a1", "three readings", said, kind="models", how="notes"),
        code("Text a2", "three readings", said, kind="models", how="notes"),
        code("Text a1", "Ann", {"power": True}, how="random"),
    )
    row = made["accuracy"].set_index("theme").loc["power"]
    assert (row["passages"], row["by_person"], row["firm"], row["firm_right"]) == (2, 1, 2, 1.0)


def test_what_is_reviewed_is_no_sample():
    made = laid(
        code("Text a1", "Ann", {"power": True}, how="notes"),
        code("Text a2", "Ann", {"power": False}, how="mark"),
        code("Text b1", "Ann", {"power": True}, how="review"),
    )
    row = made["accuracy"].set_index("theme").loc["power"]
    assert (row["passages"], row["precision"]) == (1, 1.0)
    assert (row["reviewed"], row["reviewed_right"]) == (1, 0), "b.001 had no tag that could be right"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param([("Ann", True), ("Bo", False)], ("terms", 2), id="as many: the terms"),
        pytest.param([("Ann", True), ("Bo", False), ("Cy", False)], ("person", 1), id="the majority"),
    ],
)
def test_where_people_do_not_agree(words, expected):
    made = laid(*[code("Text a1", who, {"power": says}) for who, says in words])
    [row] = made["code_conflicts"].to_dict("records")
    assert (row["yes"], row["decided"], len(made["passage_themes"])) == ("Ann", *expected)


def test_of_one_person_the_last_word_counts():
    first = code("Text a1", "Ann", {"power": True}, how="random", when="2024-03-01")
    later = code("Text a1", "Ann", {"power": False}, how="mark", when="2024-03-02")
    made = laid(first, later)
    assert len(made["overruled"]) == 1 and made["code_conflicts"].empty
    assert laid(first._replace(when="2024-03-03"), later)["overruled"].empty
    assert len(laid(first._replace(when=""), later._replace(when=""))["overruled"]) == 1


def test_a_code_is_of_all_passages_of_the_same_words():
    made = laid(code("The same.", "Ann", {"local": True}), text="The same.")
    assert set(made["passage_themes"].query("theme == 'local'")["passage_id"]) == {
        f"{note}.{i:03d}" for note in "ab" for i in range(1, 5)
    }


def test_no_code_makes_logistics_or_a_heading_carry_a_theme():
    said = code("Text a1", "Ann", {"local": True})
    assert laid(said, section_kind="next", themed=())["passage_themes"].empty
    made = laid(said, kind="heading", themed=())
    assert made["passage_themes"].empty and made["passage_codes"].empty


def test_codes_of_unknown_themes_and_other_notes_change_nothing():
    made = laid(code("Text a1", "Ann", {"belonging": True}), code("Elsewhere", "Ann", {"power": True}))
    assert tags(made) == tags(laid())
    assert made["passage_codes"].empty


def test_where_nobody_was_asked_nothing_is_counted():
    rows = [code(f"Text {n}{i}", "Ann", {"power": i == 1}, how="notes") for n in "ab" for i in range(1, 5)]
    made = laid(*rows[:4], *(row._replace(says={"local": True}) for row in rows[4:]))
    row = made["accuracy"].set_index("theme").loc["power"]
    assert (row["passages"], row["notes"], row["coded"], row["precision"]) == (4, 1, 1, 0.5)
    assert pd.isna(row["correlation"]) or row["correlation"] <= 1
