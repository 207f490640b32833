"""A person's code overrides the tag: what people say of each passage, and where they do not agree.

The rules, in this order:
1. Models override nothing: their readings measure.
2. Of what one person said of a theme of a passage the last word counts: by the day, and on one day a mark
   after a review sheet, that after a blind one.
3. Of several people the majority decides. Are they divided evenly, the terms do; it is shown as a conflict.
"""

from __future__ import annotations

import pandas as pd

from pipeline.core.counted import may_carry_themes
from pipeline.core.schemas import BY, GRADES, KINDS_OF_READERS, WAYS_OF_CODING, schema

TERMS, PERSON = BY
STRONG = 1.0
"""What a person's word is worth at least beside scores of terms: as much as a strong term."""
KEYS, SAYS = ["passage_id", "theme"], ["yes", "no"]


def what_people_say(passage_codes: pd.DataFrame) -> pd.DataFrame:
    """Return per passage and theme that a person coded: `yes` and `no`, who says so, and `says`.

    `says` is yes or no, or nothing where as many say the one as the other.
    """
    people = passage_codes[passage_codes["kind"] == KINDS_OF_READERS[0]]
    order = people["how"].map({how: place for place, how in enumerate(WAYS_OF_CODING)})
    last = people.assign(order=order).sort_values([*KEYS, "who", "when", "order"], kind="stable")
    last = last.drop_duplicates([*KEYS, "who"], keep="last")
    names = last.groupby([*KEYS, "says"])["who"]
    listed = names.agg("; ".join).unstack("says", fill_value="").reindex(columns=SAYS, fill_value="")
    many = names.size().unstack("says", fill_value=0).reindex(columns=SAYS, fill_value=0)
    says = pd.Series("", index=listed.index).mask(many["yes"] > many["no"], "yes")
    return listed.assign(says=says.mask(many["yes"] < many["no"], "no")).reset_index()


def overridden(found: pd.DataFrame, said: pd.DataFrame, passages: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return `passage_themes`, `overruled` and `code_conflicts`.

    `found` has the tags of the terms, with those that fall short (grade `near`); `said` is as of
    `what_people_say`. No code makes a heading or a part for logistics carry a theme.
    """
    carries = passages.loc[may_carry_themes(passages), "passage_id"]
    both = found.merge(said[said["passage_id"].isin(carries)], on=KEYS, how="outer")
    text = ["basis", "grade", "yes", "no", "says"]
    both = both.astype(dict.fromkeys(text, object)).fillna(dict.fromkeys(text, ""))
    tagged, says = both["grade"].isin(GRADES), both["says"]
    applies = both[(says == "yes") | (tagged & (says != "no"))]
    conflict = both[(both["yes"] != "") & (both["no"] != "")]
    return {
        "passage_themes": schema("passage_themes").frame(_with_reasons(applies)),
        "overruled": schema("overruled").frame(both[tagged & (says == "no")].rename(columns={"no": "who"})),
        "code_conflicts": schema("code_conflicts").frame(
            conflict.assign(decided=(conflict["says"] == "").map({True: TERMS, False: PERSON}))
        ),
    }


def _with_reasons(applies: pd.DataFrame) -> pd.DataFrame:
    """Return the tags with who says so; a person's is firm, and names the person before the terms."""
    person = applies["says"] == "yes"
    named = "person: " + applies["yes"] + (" | " + applies["basis"]).where(applies["basis"] != "", "")
    return applies.assign(
        by=person.map({True: PERSON, False: TERMS}),
        basis=applies["basis"].mask(person, named),
        grade=applies["grade"].mask(person, GRADES[0]),
        score=applies["score"].mask(person, applies["score"].clip(lower=STRONG).fillna(STRONG)),
    )
