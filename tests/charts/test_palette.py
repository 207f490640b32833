"""Colours of themes, told apart by everybody."""

from itertools import combinations

import numpy as np
import pytest

from pipeline.charts.palette import colours, further
from tests.framework import BEHAVIOURS, LEXICON, THEMES

COLOURS = colours({id: theme.colour for id, theme in LEXICON.themes.items()})


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_theme_has_a_colour_of_its_own_that_shows_on_white_and_on_dark():
    assert tuple(COLOURS) == THEMES
    assert len(set(COLOURS.values())) == len(THEMES)
    shown_on_both(COLOURS.values())


def shown_on_both(of):
    for colour in of:
        assert 1.05 / (luminance(colour) + 0.05) >= 3, colour
        assert (luminance(colour) + 0.05) / (luminance("#16181d") + 0.05) >= 3, colour


@pytest.mark.parametrize("count", [1, 3, 8, 40])
def test_colours_are_chosen_for_any_number_of_themes(count):
    chosen = further((), count)
    assert len(set(chosen)) == count
    shown_on_both(chosen)
    assert further((), count) == chosen, "always the same"


@pytest.mark.parametrize(("count", "least"), [(4, 28), (8, 15), (12, 14)])
def test_chosen_colours_are_told_apart_whatever_cones_one_has(count, least):
    for cones in CONES.values():
        seen = [lab(colour, cones) for colour in further((), count)]
        assert min(np.linalg.norm(one - other) for one, other in combinations(seen, 2)) >= least


def test_a_named_colour_is_kept_and_the_others_keep_away_from_it():
    chosen = colours({"a": "", "b": "#b7149e", "c": ""})
    assert chosen["b"] == "#b7149e"
    assert len(set(chosen.values())) == 3


CONES = {
    "all": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "no red": [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]],
    "no green": [[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0475], [-0.0118, 0.0429, 0.9689]],
    "no blue": [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]],
}
"""What is left of linear RGB: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes (2009), A
physiologically-based model for simulation of color vision deficiency, IEEE TVCG 15, 1291–1298."""


TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour, cones):
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(TO_XYZ @ np.clip(np.array(cones) @ linear, 0, 1) / [0.9505, 1, 1.089])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("seen", CONES)
def test_colours_are_told_apart_whatever_cones_one_has(seen):
    seen_as = {theme: lab(colour, CONES[seen]) for theme, colour in COLOURS.items()}
    for one, other in combinations(THEMES, 2):
        least = 25 if {one, other} <= set(BEHAVIOURS) else 15
        assert np.linalg.norm(seen_as[one] - seen_as[other]) >= least, (one, other)
