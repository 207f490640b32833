"""Tables of any size for the charts: cells, meetings, themes and topics that are nobody's."""

from datetime import date, timedelta
from functools import cache

import numpy as np

from pipeline.core.schemas import schema
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.theme import Entry, Family, Theme
from pipeline.series.stage import series
from pipeline.settings.models import Series
from tests.conftest import build
from tests.framework import THEMES, labelled

LABELS = dict(
    zip(
        THEMES,
        [
            "Warm ties", "Giving power away", "Hearing each other", "Pulling together",
            "Early help is better than late help",
            "Looking for talent is better than looking for faults of people",
            "Human help is better than ticking boxes", "Sharing is better than rivalry",
            "Many voices are better than one voice at the top",
            "Near is better than far", "Sense is better than score",
            "Mending our own ways is better than asking others to mend theirs",
        ],
        strict=True,
    )
)  # fmt: skip
LEXICON = labelled(LABELS)


def lexicon_of(count):
    """Return a framework of so many themes, ten to a family, some with the longest labels there can be."""
    families = tuple(Family(f"family-{n}", "aim", f"aims {n}") for n in range(-(-count // 10)))
    themes = {
        f"theme-{n}": Theme(
            id=f"theme-{n}", label=f"{list(LABELS.values())[n % 12]} {n}".ljust(80 if n % 9 == 5 else 0, "."),
            family=f"family-{n // 10}", entries=(Entry((f"theme-{n}",)),),
        )
        for n in range(count)
    }  # fmt: skip
    return Lexicon(themes, families=families)


LONG = "The very long-winded cell for everybody who looks after Llanfairpwllgwyngyllgogerychwyrn"


def anew(
    meetings, cells, name="Cell", apart=20, vague=(), topics=5, longest=30, seed=0, undated=False, own=0.25,
    themes=THEMES, notes=None,
):  # fmt: skip
    """Return the charts' tables for made-up notes: `vague` meetings of each cell have a range or no date.

    Every theme is in a quarter of the passages; a theme of each cell's own in `own` of them. A table `notes`
    takes the place of the one that is made.
    """
    rng = np.random.default_rng(seed)
    given, notes, passages, themed = notes, [], [], []
    for cell in range(cells):
        for number in range(meetings):
            note, day = (
                f"note-{cell:02d}-{number:03d}",
                date(2019, 3, 5) + timedelta(days=apart * number + cell),
            )
            low, high = day.isoformat(), day.isoformat()
            if number in vague:
                low, high = (
                    ("", "") if number % 2 or undated else (low, (day + timedelta(days=150)).isoformat())
                )
            exact = low if low == high else ""
            notes.append(
                (note, f"Note {number} <of> & {cell}", f"{name} {cell}", "cell", "", exact, low, high,
                 "stated" if exact else "none", "", "a.txt", number + 1, "", 500)
            )  # fmt: skip
            for place in range(int(rng.integers(4, longest))):
                key = f"{note}.{place:03d}"
                passages.append((key, note, "a.txt", 1, place + 1, "bullet", "", "other", "Words."))
                themed += [
                    (key, t, 1.0, "term", "firm", "terms")
                    for n, t in enumerate(themes)
                    if rng.random() < (own if n == cell else 0.25)
                ]
    held = {
        "notes": schema("notes").frame(notes) if given is None else given,
        "passages": schema("passages").frame(passages),
        "passage_themes": schema("passage_themes").frame(themed),
        "topics": build(
            "topics",
            *(
                {"topic": f"t{n}", "label": "words of a topic, more words, further", "stability": n / 12,
                 "nearest_theme": themes[n % len(themes)] if n else "", "similarity": 0.5, "notes": n,
                 "repeats": themes[n % len(themes)] if n % 3 == 2 else ""}
                for n in range(topics)
            ),
        ),
        "topic_passages": build(
            "topic_passages",
            *(
                {"passage_id": row[0], "topic": f"t{n % topics}", "weight": 1.0}
                for n, row in enumerate(passages if topics else [])
            ),
        ),
    }  # fmt: skip
    tried = (
        {"topics": 4 + n, "stability": 0.6 - n / 20, "coherence": 0.1 - n / 40, "hold": 0.3 - n / 5,
         "sound": "yes" if topics < 12 else "no", "chosen": "no" if n else "yes"}
        for n in range(max(2 * topics, 1))
    )  # fmt: skip
    return (
        held
        | series(**held, options=Series(), themes=themes)
        | {"topic_choices": build("topic_choices", *tried)}
    )


_once = cache(anew)


def tables(meetings, cells, **of):
    """Return the tables of `anew`, made once for all that ask for the same."""
    return dict(_once(meetings, cells, **of))
