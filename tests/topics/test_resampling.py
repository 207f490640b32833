"""How many topics, and whether they hold in other draws of the notes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.topics import resampling
from pipeline.topics.model import TopicModel
from pipeline.topics.resampling import (
    Choice,
    Trial,
    best_of,
    bootstraps,
    diversity,
    in_question,
    matches,
    subsets,
    together,
    trial_of,
)
from tests.topics.make_topics import (
    GARDEN,
    MUSIC,
    TRAVEL,
    planted,
    run,
    small,
    words_of,
)


@pytest.mark.slow
@pytest.mark.parametrize("start", [1, 11, 23, 40])
def test_draws_that_start_elsewhere_give_the_same_topics(three, start, monkeypatch):
    monkeypatch.setattr(resampling, "SEED", start)
    assert words_of(run(planted([GARDEN, TRAVEL, MUSIC]))) == words_of(three)


def test_a_draw_without_topics_matches_none():
    best, alike = resampling.matches([np.array([1, 2])], [])
    assert (best.tolist(), alike.tolist()) == ([0], [0.0])


def test_matches_and_diversity_by_hand():
    one, two, three = np.array([1, 2, 3]), np.array([2, 3, 4]), np.array([7, 8, 9])
    best, index = matches([one], [three, two])
    assert (best.tolist(), index.tolist()) == ([1], [0.5])
    assert diversity([one, two]) == pytest.approx(4 / 6)


def test_together_by_hand():
    found = small([1, 1, 0], [1, 1, 0], [0, 0, 1])
    seen, chance = together([np.array([0, 1])], found, np.array([True] * 3))
    # a pair in each of two passages; chance: (4² - 2² - 2²) / 2 · (2² + 2² + 1²) / 5²
    assert (seen[0], chance[0]) == (2, pytest.approx(4 * 9 / 25))


def draws(hold, spread, count=10):
    """Return so many draws of a mean `hold` whose standard deviation is `spread`."""
    waves = np.resize([1.0, -1.0], count)
    return hold + spread * waves / waves.std(ddof=1)


@pytest.mark.parametrize(
    ("hold", "spread", "labels", "still"),
    [
        (1.0, 0.0, 0, True),  # the equal of the foremost
        (0.9, 0.0, 0, False),  # behind by the same in every draw
        (0.9, 0.2, 0, True),  # three standard errors are 3 · 0.2 / √10 = 0.19
        (0.7, 0.2, 0, False),
        (0.7, 0.2, 1, True),  # a label more: half a topic is forgiven
        (0.35, 0.2, 1, True),
        (0.3, 0.2, 1, False),
    ],
)
def test_a_number_of_topics_that_is_surely_behind_is_drawn_no_further(hold, spread, labels, still):
    left = in_question({2: draws(1.0, 0.0), 3: draws(hold, spread)}, {2: 0, 3: labels})
    assert left == ([2, 3] if still else [2])


def test_after_one_draw_nothing_is_sure():
    assert in_question({2: np.array([1.0]), 3: np.array([-5.0])}, {2: 0, 3: 0}) == [2, 3]
    assert in_question({}, {}) == []


@pytest.mark.slow
def test_numbers_given_up_early_leave_the_choice_and_its_figures_as_they_are(three, monkeypatch):
    monkeypatch.setattr(resampling, "FIRST", 99)
    every = run(planted([GARDEN, TRAVEL, MUSIC]))
    assert every["topic_choices"]["draws"].min() > 10
    assert three["topic_choices"]["draws"].min() == 10
    for name in ("topics", "topic_terms", "topic_passages"):
        pd.testing.assert_frame_equal(three[name], every[name])
    assert three["topic_choices"]["chosen"].tolist() == every["topic_choices"]["chosen"].tolist()


def choice(**given):
    nothing = dict.fromkeys(("trials", "model", "stability", "coherence", "returned"))
    return Choice(**nothing, **{name: np.array(values) for name, values in given.items()})


def test_noise_is_told_by_all_topics_together():
    # 30 + 26 pairs met, 20 + 20 would by chance: 16 more, 2.1 standard errors (the root of 56)
    found = choice(met=[30.0, 26.0], chance=[20.0, 20.0])
    assert found.lift.tolist() == [1.5, 1.3]
    assert not found.is_noise([0, 1])
    assert found.is_noise([1])


@pytest.mark.parametrize(
    ("trials", "best"),
    [
        pytest.param({2: (0.2, 0.1, 0.9), 3: (0.5, 0.1, 0.9), 4: (0.4, 0.2, 0.9)}, 3, id="holds most"),
        pytest.param({2: (0.3, 0.1, 0.9), 3: (0.3, 0.1, 0.9)}, 2, id="the fewest of equals"),
        pytest.param({2: (-0.3, 0.1, 0.9), 3: (0.3, 0.1, 0.5)}, 2, id="fall into one another"),
        pytest.param({2: (-0.3, 0.1, 0.9), 3: (0.3, -0.1, 0.9)}, 2, id="not coherent"),
        pytest.param({2: (0.3, -0.2, 0.9), 3: (-0.3, -0.1, 0.9)}, 3, id="none sound: the most coherent"),
    ],
)
def test_the_number_of_topics(trials, best):
    tried = [
        Trial(free, None, hold, coherent=free, stability=0.5, coherence=agreed, diversity=distinct, draws=9)
        for free, (hold, agreed, distinct) in trials.items()
    ]
    assert best_of(tried, lambda _: 0).free == best


@pytest.mark.parametrize(("hold", "best"), [(0.2, 2), (-0.1, 3)])
def test_a_label_decides_between_numbers_that_hold_alike(hold, best):
    tried = [
        Trial(n, None, h, n, 0.5, coherence=0.1, diversity=0.9, draws=9) for n, h in ((2, hold), (3, 0.5))
    ]
    assert best_of(tried, lambda trial: int(trial.free == 2)).free == best


def test_what_holds_by_hand():
    found = small([1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1])
    model = TopicModel(None, None, None, None, (np.array([0, 1]), np.array([2, 3]), np.array([0, 2])), 0)
    made = trial_of(3, model, np.array([[1.0, 0.5, 0.0], [0.8, 0.5, 0.2]]), found)
    # means 0.9, 0.5, 0.1: 0.4 + 0 - 0.4; the third topic's words never meet
    assert (made.hold, made.coherent, made.diversity) == (pytest.approx(0.0), 2, pytest.approx(4 / 6))


def test_draws():
    assert all(len(drawn) == 7 for drawn in bootstraps(7, 3, 1))
    assert [len(set(drawn)) for drawn in subsets(10, 2, 1)] == [8, 8]
