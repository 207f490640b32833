"""How far the themes can be trusted: the machine's themes against people's codes, and people against people.

Codes are a table with `source`, `line` and a column of 0 and 1 per theme; several people's sheets may be
given together (one file each, or a column `coder`). Where people differ the majority decides; where half of
them set a theme it counts by half, as if scored against the ones and against the others. Intervals are
bootstrap intervals over notes, for a note's passages are not independent. A theme without a column in each
file is not scored: nobody was asked for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from pipeline.coding.people import placed
from pipeline.coding.shares import FEWEST_CODED, FEWEST_NOTES, corrected_shares
from pipeline.core.counted import applying, counted
from pipeline.core.errors import Fault
from pipeline.core.wording import several

RESAMPLES = 2000
SEED = 2020
FEWEST_EXAMPLES = 10
TRUSTED_KAPPA = 0.6
LEAST_KAPPA = 0.4
"""Where the interval of kappa reaches lower, there are too few examples to trust the figure."""
NOT_CODED = "too few: not coded"
RATIOS = ("precision", "recall", "f1", "kappa")


@dataclass(frozen=True)
class Evaluation:
    """What the codes say about the themes.

    `themes`: a row per theme with its counts, the four ratios with `_low` and `_high`, the correlation of the
    share per note, raw and corrected share, and a verdict. `means`: a row per summary measure.
    `agreement`: a row per theme with the people's mean pairwise kappa (empty for one person).
    `empty`, `strange`: rows without any mark, and rows whose place is no passage; neither counts as coded.
    """

    themes: pd.DataFrame
    means: pd.DataFrame
    agreement: pd.DataFrame
    coded: int
    notes: int
    coders: int
    empty: int = 0
    strange: int = 0


def evaluate_together(
    tables: Sequence[pd.DataFrame],
    notes: pd.DataFrame,
    passages: pd.DataFrame,
    found_themes: pd.DataFrame,
    families: Mapping[str, Sequence[str]],
) -> Evaluation:
    """Compare the machine's themes with the codes of one or several files, as of `read_people`.

    Raises:
        Fault: the codes do not fit the passages, or no theme is in each of the files.
    """
    codes = pd.concat(tables, ignore_index=True, join="inner")
    if not set(themes_of(families)) & set(codes.columns):
        raise Fault("the codes: no theme has a column in each of the files; score them one by one")
    return evaluate(codes, notes, passages, found_themes, families)


def evaluate(
    codes: pd.DataFrame,
    notes: pd.DataFrame,
    passages: pd.DataFrame,
    found_themes: pd.DataFrame,
    families: Mapping[str, Sequence[str]],
) -> Evaluation:
    """Compare the machine's themes with the codes.

    Args:
        codes: `source`, `line`, a 0/1 column per theme coded and, if there are several people or rows that
            are not coded yet, `coder` and `coded`.
        notes, passages, found_themes: the tables.
        families: the ids of the themes of each family, by what it is called.

    Raises:
        Fault: no coded passage is among the passages, or one is there twice for one coder.
    """
    joined = placed(codes, passages)
    done = int(codes["coded"].sum()) if "coded" in codes.columns else len(codes)
    found = measured(joined, notes, passages, found_themes, families)
    return replace(found, empty=len(codes) - done, strange=done - len(joined))


def measured(
    joined: pd.DataFrame,
    notes: pd.DataFrame,
    passages: pd.DataFrame,
    found_themes: pd.DataFrame,
    families: Mapping[str, Sequence[str]],
    weight: pd.Series | None = None,
    beside: pd.DataFrame | None = None,
) -> Evaluation:
    """Compare the machine's themes with codes that lie on passages.

    Args:
        joined: passage_id, note_id, coder and a column per theme coded: 1, 0, or NaN where nobody was asked.
        notes, passages, found_themes: the tables.
        families: the ids of the themes of each family, by what it is called.
        weight: per coded passage how many it stands for; without it all weigh alike.
        beside: passages × themes: codes that are known and no sample, for corrected shares alone.
    """
    passage_themes = applying(found_themes)
    themes_known = themes_of(families)
    scored = [theme for theme in themes_known if theme in joined.columns]
    people = votes(joined, scored)
    note_of = joined.drop_duplicates("passage_id").set_index("passage_id")["note_id"].loc[people.index]
    machine = as_matrix(passage_themes, people.index, themes_known)
    body = counted(passages, notes)
    shares = as_matrix(passage_themes, body["passage_id"], themes_known).mean()
    weight = pd.Series(1.0, index=people.index) if weight is None else weight
    says = people if beside is None else beside.combine_first(people)
    corrected = corrected_shares(body, found_themes, says[scored], weight)
    tables = per_note(people.to_numpy(), machine[scored].to_numpy(), note_of.to_numpy())
    return Evaluation(
        themes=_theme_rows(tables, scored, machine.sum(), shares).join(corrected, on="theme"),
        means=_mean_rows(tables, scored, families),
        agreement=_agreement(joined, scored),
        coded=len(people),
        notes=note_of.nunique(),
        coders=joined["coder"].nunique(),
    )


def votes(joined: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """Return passages × themes: 1 or 0 by majority, 0.5 where readers are divided, NaN if none was asked."""
    mean = joined.groupby("passage_id")[list(themes)].mean()
    return ((mean > 0.5) + 0.5 * (mean == 0.5)).where(mean.notna())


def as_matrix(
    passage_themes: pd.DataFrame, passage_ids: Sequence[str], themes: Sequence[str]
) -> pd.DataFrame:
    """Return passages × themes: whether the theme applies."""
    applies = pd.crosstab(passage_themes["passage_id"], passage_themes["theme"]).astype(bool)
    return applies.reindex(index=list(passage_ids), columns=list(themes), fill_value=False)


def per_note(people: np.ndarray, machine: np.ndarray, note_ids: np.ndarray) -> np.ndarray:
    """Return notes × themes × (both, machine only, people only, neither)."""
    _, note = np.unique(note_ids, return_inverse=True)
    cells = (people * machine, (1 - people) * machine, people * ~machine, (1 - people) * ~machine)
    tables = np.zeros((note.max() + 1, people.shape[1], 4))
    for number, cell in enumerate(cells):
        np.add.at(tables[:, :, number], note, np.nan_to_num(cell))
    return tables


def ratios(tables: np.ndarray) -> dict[str, np.ndarray]:
    """Return precision, recall, F1 and Cohen's kappa of (…, 4) tables, laid out as by `per_note`.

    Kappa is (p_o - p_e) / (1 - p_e) with chance agreement p_e from the two margins (Cohen 1960).
    """
    both, machine, people, neither = np.moveaxis(tables, -1, 0)
    total = tables.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        chance = ((both + machine) * (both + people) + (neither + machine) * (neither + people)) / total**2
        return {
            "precision": both / (both + machine),
            "recall": both / (both + people),
            "f1": 2 * both / (2 * both + machine + people),
            "kappa": ((both + neither) / total - chance) / (1 - chance),
        }


def _drawn(tables: np.ndarray) -> np.ndarray:
    """Return `RESAMPLES` tables of as many notes, drawn with replacement, summed over the notes."""
    generator = np.random.default_rng(SEED)
    size = len(tables)
    weights = generator.multinomial(size, np.full(size, 1 / size), size=RESAMPLES)
    return np.tensordot(weights, tables, axes=1)


def _interval(draws: np.ndarray) -> tuple[float, float]:
    known = draws[~np.isnan(draws)]
    if not len(known):
        return np.nan, np.nan
    low, high = np.quantile(known, (0.025, 0.975))
    return float(low), float(high)


def _correlations(tables: np.ndarray) -> np.ndarray:
    """Return per theme the correlation of the machine's and the people's share over the notes."""
    asked = tables.sum(axis=-1)
    known = np.maximum((asked > 0).sum(axis=0), 1)
    machine, people = (
        np.where(asked > 0, shares - shares.sum(axis=0) / known, 0.0)
        for shares in ((tables[:, :, 0] + tables[:, :, side]) / np.maximum(asked, 1) for side in (1, 2))
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = np.sqrt((machine**2).sum(axis=0) * (people**2).sum(axis=0))
        return (machine * people).sum(axis=0) / spread


def _theme_rows(
    tables: np.ndarray, scored: Sequence[str], found: pd.Series, shares: pd.Series
) -> pd.DataFrame:
    draws = _drawn(tables)
    all_notes, drawn = ratios(tables.sum(axis=0)), ratios(draws)
    correlation = _correlations(tables)
    rows = []
    for theme in shares.index:
        row: dict[str, Any] = {"theme": theme, "coded": 0, "machine": int(found[theme])}
        rows.append(row)
        if theme not in scored:
            row |= {"share": shares[theme], "verdict": NOT_CODED}
            continue
        place = scored.index(theme)
        both, _, people, _ = tables[:, place].sum(axis=0)
        row["coded"] = int(both + people + 0.5)
        for name in RATIOS:
            row[name] = all_notes[name][place]
            row[f"{name}_low"], row[f"{name}_high"] = _interval(drawn[name][:, place])
        row["correlation"] = correlation[place]
        row["share"] = shares[theme]
        row["verdict"] = _verdict(row["coded"], row["kappa"], row["kappa_low"])
    return pd.DataFrame(rows)


def _verdict(coded: int, kappa: float, low: float) -> str:
    if coded < FEWEST_EXAMPLES or (kappa >= TRUSTED_KAPPA and low < LEAST_KAPPA):
        return "too few examples to tell"
    return "trusted" if kappa >= TRUSTED_KAPPA else "agrees too little with the codes"


def _mean_rows(
    tables: np.ndarray, scored: Sequence[str], families: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """Return the summary measures of each family: means over its themes, and one F1 over all decisions."""
    all_notes, draws, rows = tables.sum(axis=0), _drawn(tables), []
    for family, themes in families.items():
        places = [scored.index(theme) for theme in themes if theme in scored]
        if not places:
            continue
        for name in ("f1", "kappa"):
            drawn = np.nan_to_num(ratios(draws)[name][:, places]).mean(axis=1)
            value = np.nan_to_num(ratios(all_notes)[name][places]).mean()
            rows.append((f"{family}: mean {name}", value, *_interval(drawn)))
        micro = float(ratios(all_notes[places].sum(axis=0))["f1"])
        drawn = ratios(draws[:, places].sum(axis=1))["f1"]
        rows.append((f"{family}: micro f1", micro, *_interval(drawn)))
    return pd.DataFrame(rows, columns=["measure", "value", "low", "high"])


def themes_of(families: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the ids of all themes, in their order."""
    return [theme for themes in families.values() for theme in themes]


def _agreement(joined: pd.DataFrame, scored: Sequence[str]) -> pd.DataFrame:
    """Return per theme the mean of Cohen's kappa over all pairs of people, on what both have coded."""
    by_coder = {coder: group.set_index("passage_id") for coder, group in joined.groupby("coder")}
    pairs = list(combinations(sorted(by_coder), 2))
    rows = []
    for theme in scored:
        kappas = [_pair_kappa(by_coder[a][theme], by_coder[b][theme]) for a, b in pairs]
        known = [kappa for kappa in kappas if not np.isnan(kappa)]
        if pairs:
            rows.append((theme, len(pairs), float(np.mean(known)) if known else np.nan))
    return pd.DataFrame(rows, columns=["theme", "pairs", "kappa"])


def _pair_kappa(one: pd.Series, other: pd.Series) -> float:
    one, other = one.dropna(), other.dropna()
    both = one.index.intersection(other.index)
    if both.empty:
        return np.nan
    a, b = one.loc[both].to_numpy(bool), other.loc[both].to_numpy(bool)
    table = np.array([(a & b).sum(), (~a & b).sum(), (a & ~b).sum(), (~a & ~b).sum()], float)
    return float(ratios(table)["kappa"])


def as_text(found: Evaluation) -> str:
    """Return the evaluation as plain lines, at most 120 characters wide."""
    lines = [
        f"{found.coded} coded passages of {found.notes} notes, by {several(found.coders, 'reader')}; "
        "95 % intervals by resampling notes",
        *_left_out(found),
        "",
        f"{'theme':<20}{'coded':>6}{'found':>6}  "
        f"{'precision':<10}{'recall':<7}{'F1':<21}{'kappa':<24}verdict",
    ]
    for row in found.themes.to_dict("records"):
        lines.append(
            f"{row['theme']:<20}{row['coded']:>6}{row['machine']:>6}  {_figure(row['precision']):<10}"
            f"{_figure(row['recall']):<7}{_with_interval(row, 'f1'):<21}{_with_interval(row, 'kappa'):<24}"
            f"{row['verdict']}"
        )
    lines.append("")
    for row in found.means.to_dict("records"):
        lines.append(f"{row['measure']:<28}{row['value']:.2f} ({row['low']:.2f} to {row['high']:.2f})")
    lines += _correlation_lines(found.themes) + _share_lines(found.themes) + _agreement_lines(found)
    return "\n".join(lines) + "\n"


def _left_out(found: Evaluation) -> Iterator[str]:
    if found.empty:
        yield f"{found.empty} rows have no mark, and are not counted: no theme is told by 1 under `none`"
    if found.strange:
        yield f"{found.strange} rows are left out: there is no passage at their source and line (any more)"


def _figure(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.2f}"


def _with_interval(row: dict[str, float], name: str) -> str:
    if np.isnan(row[name]):
        return "–"
    return f"{row[name]:.2f} ({_figure(row[name + '_low'])} to {_figure(row[name + '_high'])})"


def _correlation_lines(themes: pd.DataFrame) -> list[str]:
    rows = themes[themes["correlation"].notna()]
    figures = ", ".join(f"{t} {_figure(c)}" for t, c in zip(rows["theme"], rows["correlation"], strict=True))
    return [f"correlation of machine and human share per note: {figures}"]


def _share_lines(themes: pd.DataFrame) -> list[str]:
    known = themes[themes["corrected"].notna()]
    if known.empty:
        few = f"{FEWEST_CODED} coded passages of {FEWEST_NOTES} notes"
        return [f"shares are not corrected: that takes at least {few}"]
    lines = [
        "",
        "share of all passages that count: as found, and corrected by the codes; the interval is for the",
        "sample of meetings and the errors of the tags (sound if passages were drawn, or whole notes coded)",
    ]
    for row in known.to_dict("records"):
        lines.append(
            f"{row['theme']:<20}{row['share']:>6.1%}  {row['corrected']:>6.1%} "
            f"({row['corrected_low']:.1%} to {row['corrected_high']:.1%})"
        )
    return lines


def _agreement_lines(found: Evaluation) -> list[str]:
    if found.agreement.empty:
        return []
    lines = ["", "agreement between the readers (mean kappa over pairs)"]
    rows = found.agreement.to_dict("records")
    return lines + [f"{row['theme']:<20}{_figure(row['kappa'])}" for row in rows]
