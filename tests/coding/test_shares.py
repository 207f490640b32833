"""Shares corrected by codes."""

import numpy as np
import pandas as pd
import pytest

from pipeline.coding.shares import DRAWN, USUAL_RATES, corrected, corrected_shares, weights
from pipeline.core.schemas import schema


def made(notes=10, each=20, themes=1):
    """Return codes (none yet), grades (none at all) and notes of so many passages."""
    size = (notes * each, themes)
    return np.full(size, np.nan), np.zeros(size, int), np.repeat(np.arange(notes), each)


def test_what_is_coded_counts_as_it_is_coded():
    says, grade, note = made()
    says[:] = 0.0
    says[:30] = 1.0
    grade[50:90] = 3
    share, low, high = corrected(says, np.ones(200), grade, note)
    assert share[0] == pytest.approx(0.15)
    assert low[0] < 0.15 < high[0], "another sample of meetings would have another share"


def test_the_rest_counts_by_the_rate_of_its_grade():
    """Of 400 untagged passages 200 are coded, of 200 tagged ones 100, four in five of these are right.

    One theme alone is drawn to the usual rates, as if by four codes; the codes are of 20 notes, 15 in each,
    and worth less for that: 300 passages as 1 / (1 + 14 × 0.1) of them.
    """
    says, grade, note = made(notes=20, each=30)
    grade[note % 3 == 0] = 3  # of 7 notes, 210 passages
    place = np.tile(np.arange(30), 20)
    says[place < 15] = 0.0
    says[(place < 12) & (note % 3 == 0)] = 1.0
    share, _, _ = corrected(says, np.ones(600), grade, note)
    worth = 105 / (1 + 14 * 0.1)
    right = (0.8 * worth + DRAWN * USUAL_RATES[3]) / (worth + DRAWN)
    missed = DRAWN * USUAL_RATES[0] / (195 / (1 + 14 * 0.1) + DRAWN)
    assert share[0] == pytest.approx((7 * 12 + 105 * right + 195 * missed) / 600)


def test_a_rate_of_which_no_code_speaks_is_that_of_the_other_themes():
    says, grade, note = made(notes=20, each=30, themes=3)
    grade[:, 2] = 3
    grade[::2, :2] = 3
    coded = np.tile(np.arange(30), 20) < 15
    says[coded, :2] = (grade[coded, :2] == 3).astype(float)
    share, low, high = corrected(says, np.ones(600), grade, note)
    assert share[2] > 0.97 and share[0] == pytest.approx(0.5, abs=0.01)
    assert low[2] < 0.97 <= share[2] <= high[2]


def test_codes_with_less_chance_to_be_drawn_weigh_more():
    """Of the first ten notes every passage is drawn, none has it; of the others one in five, all do."""
    says, grade, note = made(notes=20, each=30)
    first = note < 10
    says[first] = 0.0
    drawn = ~first & (np.tile(np.arange(30), 20) % 5 == 0)
    says[drawn] = 1.0
    weight = np.where(first, 1.0, 5.0)
    # rate of the rest: 60 × 5 of (300 + 60 × 5), drawn a little to the usual one
    known, rest = 60 / 600, 240 / 600
    alike = corrected(says, np.ones(600), grade, note)[0][0]
    weighed = corrected(says, weight, grade, note)[0][0]
    assert alike == pytest.approx(known + rest * 60 / 360, abs=0.02)
    assert weighed == pytest.approx(known + rest * 0.5, abs=0.03)


def frames(says, grade, note):
    ids = [f"n{n:02d}.{i:03d}" for i, n in enumerate(note)]
    body = pd.DataFrame({"passage_id": ids, "note_id": [f"n{n:02d}" for n in note]})
    names = {1: "near", 2: "tentative", 3: "firm"}
    found = schema("found_themes").frame(
        [(ids[i], "power", 1.0, "", names[level]) for i, level in enumerate(grade[:, 0]) if level]
    )
    return body, found, pd.DataFrame({"power": says[:, 0]}, index=ids)


@pytest.mark.parametrize(
    ("coded", "notes", "told"),
    [(29, 10, False), (30, 10, True), (40, 4, False), (40, 5, True)],
)
def test_of_few_codes_no_share_is_corrected(coded, notes, told):
    says, grade, note = made()
    order = np.argsort(np.tile(np.arange(20), 10), kind="stable")  # one of each note, then the next
    says[order[note[order] < notes][:coded]] = 0.0
    body, found, codes = frames(says, grade, note)
    made_of = corrected_shares(body, found, codes, pd.Series(1.0, index=codes.index))
    assert made_of["corrected"].notna().all() == told


def test_what_was_chosen_by_its_tags_stands_for_itself_alone():
    """Forty tags were looked through and all are wrong; that says nothing of the sixty others."""
    says, grade, note = made()
    grade[:100] = 2
    sample = np.arange(0, 200, 4)
    says[sample] = (grade[sample] == 2).astype(float)
    reviewed = [i for i in range(100) if i % 4][:40]
    body, found, codes = frames(says, grade, note)
    weight = pd.Series(np.isin(np.arange(200), sample).astype(float), index=codes.index)
    before = corrected_shares(body, found, codes, weight).loc["power"]
    codes.iloc[reviewed] = 0.0
    after = corrected_shares(body, found, codes, weight).loc["power"]
    rate = (before["corrected"] - 25 / 200) * 200 / 75  # of each of the 75 tags not coded, near enough
    assert after["corrected"] == pytest.approx(before["corrected"] - 40 / 200 * rate, abs=0.01)
    body, found, codes = frames(
        np.where(np.isin(np.arange(200), reviewed)[:, None], 0.0, np.nan), grade, note
    )
    alone = corrected_shares(body, found, codes, pd.Series(0.0, index=codes.index))
    assert np.isnan(alone.loc["power", "corrected"]), "a review sheet alone corrects nothing"


def test_how_many_passages_each_coded_one_stands_for():
    def rows(how, chance, count, start=0):
        return pd.DataFrame(
            {"passage_id": [f"p{i}" for i in range(start, start + count)], "how": how, "chance": chance}
        )

    few = pd.concat([rows("random", 0.1, 29), rows("notes", np.nan, 40, 100)])
    assert set(weights(few)) == {1.0}
    enough = weights(pd.concat([rows("random", 0.1, 30), rows("notes", np.nan, 40, 100)]))
    assert (enough["p0"], enough["p100"]) == (10.0, 0.0)


@pytest.mark.slow
def test_intervals_hold_the_true_share_of_made_up_notes():
    """Meetings and tags are drawn anew each time; sixty passages are coded."""
    rng, held, times = np.random.default_rng(3), 0, 200
    rates, right = np.array([0.25, 0.1, 0.03]), np.array([0.02, 0.12, 0.6, 0.9])
    truth = rates * right[2:].mean() + (1 - rates) * right[:2].mean()
    for _ in range(times):
        own = rng.beta(rates * 12, (1 - rates) * 12, (25, 3))[np.repeat(np.arange(25), 30)]
        tagged = rng.random(own.shape) < own
        grade = np.where(tagged, 2, 0) + rng.integers(0, 2, own.shape)
        carries = (rng.random(own.shape) < right[grade]).astype(float)
        says = np.full(own.shape, np.nan)
        chosen = rng.choice(len(own), 60, replace=False)
        says[chosen] = carries[chosen]
        _, low, high = corrected(says, np.ones(len(own)), grade, np.repeat(np.arange(25), 30))
        held += ((low <= truth) & (truth <= high)).mean() / times
    assert held > 0.93
