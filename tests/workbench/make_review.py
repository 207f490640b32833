"""Two small lexicons and what is said of the step from one to the other."""

from pipeline.core.counted import applying, counted
from pipeline.language.stems import Stems
from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.theme import Entry, Theme
from pipeline.settings.models import Themes
from pipeline.tagging.missed import missed
from pipeline.tagging.stage import tag
from pipeline.workbench.review import LastRun, review


def theme(id, *terms):
    return Theme(id, id, "behaviour", tuple(Entry((term,)) for term in terms))


def lexicon(**terms):
    return Lexicon({id: theme(id, *words) for id, words in terms.items()})


TEXTS = [
    "Gardens need power and water.",
    "The garden gate has power tools.",
    "Gardens grow when people empower them.",
    "Gardens give power back.",
    "Listening in the evening.",
    "Music and songs.",
    "Songs of rain <b>.",
    "Rain and music.",
]


def reviewed(lexicon, last):
    """Return the review of the lexicon against the last run, as the command makes it."""
    stems = Stems(zip(last.stems["word"], last.stems["stem"], strict=True))
    made = tag(last.passages, lexicon, Themes(), stems)
    body = counted(last.passages, last.notes)
    near = missed(lexicon, body, applying(made["found_themes"]), Themes(), stems)
    return review(lexicon, last, made, near, ())


def last_run(corpus, book):
    """Return the tables as a run with the lexicon `book` leaves them."""
    notes, passages = corpus
    made = tag(passages, book, Themes())
    return LastRun(notes, passages, made["tags"], made["found_themes"], made["stems"])


def looked_at(corpus, before, after):
    return reviewed(after, last_run(corpus, before))


def shown(found, *columns):
    return found[list(columns)].values.tolist()
