"""Shares of themes corrected by codes, with intervals that carry the sample's error and the tagger's.

What is known of a passage counts as it is: its code. For every other passage counts how often passages whose
tag is of the same grade (none, near, tentative, firm) carry the theme by the codes:

    share = (Σ codes of the coded + Σ rate of the grade, over the others) / passages

That is prediction-powered inference with the grade as the prediction (Angelopoulos et al. 2023, Science 382,
669–674), in the form that it has for a prediction of few values: stratified double sampling (Tenenbein 1970,
JASA 65, 1350–1361). Codes drawn with unequal chances weigh by their inverse (Horvitz and Thompson 1952). A
rate that few codes speak of is drawn to that of the other themes in the same grade, as if by four codes more
(a beta prior; Gelman et al., Bayesian Data Analysis, ch. 5). `docs/method-themes.md` says what else was
tried; `python -m bench.shares` measures it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import betaincinv

from pipeline.core.clustering import USUAL_CLUSTERING, clustering, design_effect
from pipeline.core.interval import wilson
from pipeline.core.schemas import BLIND, GRADES, NEAR

Numbers = NDArray[np.float64]

FEWEST_CODED, FEWEST_NOTES = 30, 5
"""Of fewer coded passages, or of fewer notes, no share is corrected."""
LEVELS = (NEAR, *reversed(GRADES))
"""The grades of a tag, after none at all, the weakest first."""
USUAL_RATES = np.array([0.01, 0.1, 0.65, 0.9])
USUAL_WORTH, DRAWN = 5, 4
"""What is assumed of the rates before any code is seen, how many codes that is worth, and how many the other
themes' rates are worth beside a theme's own codes."""
TAIL = 0.025


def corrected_shares(
    body: pd.DataFrame, found_themes: pd.DataFrame, says: pd.DataFrame, weight: pd.Series
) -> pd.DataFrame:
    """Return per theme of `says` the corrected share with its interval; NaN where the codes are too few.

    Args:
        body: passage_id and note_id of every passage that counts.
        found_themes: the tags of the terms, with their grades.
        says: passages × themes: what the codes say, 0 to 1, NaN where nobody was asked.
        weight: per passage how many it stands for; 0 if it stands for itself alone, as what was chosen by its
            tags does.
    """
    themes, ids = list(says.columns), body["passage_id"]
    level = found_themes["grade"].map({grade: place for place, grade in enumerate(LEVELS, 1)})
    grades = found_themes.assign(level=level).pivot(index="passage_id", columns="theme", values="level")
    known = says.reindex(ids).to_numpy(float)
    given = weight.reindex(ids).fillna(0).to_numpy(float)
    speaks = ~np.isnan(known) & (given > 0)[:, None]
    note = pd.factorize(body["note_id"])[0]
    columns = corrected(
        known,
        given,
        grades.reindex(index=ids, columns=themes).fillna(0).to_numpy(int),
        note,
    )
    notes = np.array([len(np.unique(note[mine])) for mine in speaks.T])
    enough = (speaks.sum(axis=0) >= FEWEST_CODED) & (notes >= FEWEST_NOTES)
    names = ("corrected", "corrected_low", "corrected_high")
    made = {name: np.where(enough, column, np.nan) for name, column in zip(names, columns, strict=True)}
    return pd.DataFrame(made, index=pd.Index(themes, name="theme"))


def corrected(
    says: Numbers, weight: Numbers, grade: NDArray[np.int_], note: NDArray[np.int_]
) -> tuple[Numbers, Numbers, Numbers]:
    """Return per theme the corrected share and the two ends of its 95 % interval.

    `says` (0 to 1, NaN: not coded) and `grade` (0 to 3) are passages × themes, `weight` and `note` per
    passage. The ends join the error of the rates and that of the sample of meetings, which are independent:
    s − √(Σ (wₖ (rₖ − lₖ))² + (s − l)²), and likewise above (Zou and Donner 2008, Statistics in Medicine 27,
    1693–1702), lₖ the ends of a rate, l that of a share of so many clustered passages.
    """
    passages = len(says)
    cells = np.stack([grade == level for level in range(len(LEVELS) + 1)])
    a, b = _rates(says, weight, cells, note)
    rate = a / (a + b)
    others = (cells & np.isnan(says)).sum(axis=1) / passages
    share = np.nansum(says, axis=0) / passages + (others * rate).sum(axis=0)
    low, high = _of_meetings(share, grade > LEVELS.index(NEAR) + 1, note)
    below = np.hypot(_joined(others * (rate - betaincinv(a, b, TAIL))), share - low)
    above = np.hypot(_joined(others * (betaincinv(a, b, 1 - TAIL) - rate)), high - share)
    return share, np.clip(share - below, 0, 1), np.clip(share + above, 0, 1)


def _joined(errors: Numbers) -> Numbers:
    return np.asarray(np.sqrt((errors**2).sum(axis=0)))


def _rates(
    says: Numbers, weight: Numbers, cells: NDArray[np.bool_], note: NDArray[np.int_]
) -> tuple[Numbers, Numbers]:
    """Return the two parameters of each rate's beta distribution, grades × themes.

    Weights and the notes' clustering lessen what so many codes are worth (Kish 1965; Rao and Scott 1992).
    """
    speaks = ~np.isnan(says) & (weight > 0)[:, None]
    sizes = np.zeros((note.max(initial=-1) + 1, says.shape[1]))
    np.add.at(sizes, note, speaks)
    effect = np.array([float(design_effect(mine, USUAL_CLUSTERING)) for mine in sizes.T])
    weighed = (cells & speaks) * weight[:, None]
    total, squares = weighed.sum(axis=1), (weighed**2).sum(axis=1)
    worth = np.divide(total**2, squares * effect, out=np.zeros(total.shape), where=squares > 0)
    found = (weighed * np.nan_to_num(says)).sum(axis=1)
    hits = worth * np.divide(found, total, out=np.zeros(total.shape), where=total > 0)
    theirs, of = (table.sum(axis=1, keepdims=True) - table for table in (hits, worth))
    mean = (theirs + USUAL_WORTH * USUAL_RATES[:, None]) / (of + USUAL_WORTH)
    return mean * DRAWN + hits, (1 - mean) * DRAWN + worth - hits


def _of_meetings(
    share: Numbers, tagged: NDArray[np.bool_], note: NDArray[np.int_]
) -> tuple[Numbers, Numbers]:
    """Return the ends of a share that is known of every passage, were the meetings drawn anew."""
    sizes = np.bincount(note).astype(float)
    counts = np.zeros((len(sizes), tagged.shape[1]))
    np.add.at(counts, note, tagged)
    worth = sizes.sum() / design_effect(sizes, clustering(counts, sizes))
    return wilson(share, worth)


def weights(codes: pd.DataFrame) -> pd.Series:
    """Return per coded passage how many it stands for, by the columns `how` and `chance` of the codes.

    Passages drawn at random stand for 1 / chance. Where there are enough of them, notes that were read as a
    whole speak for themselves alone: nobody drew them. Where not, all weigh alike.
    """
    drawn = codes[codes["how"] == BLIND[0]].drop_duplicates(["passage_id", "chance"])
    each = (1 / drawn["chance"]).groupby(drawn["passage_id"]).mean()
    ids: Sequence[str] = codes["passage_id"].unique()
    if len(each) >= FEWEST_CODED:
        return each.reindex(ids).fillna(0.0)
    return pd.Series(1.0, index=ids)
