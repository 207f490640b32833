"""A few invented notes, the draft that is made of them, and what is looked at in it."""

import io
from types import SimpleNamespace

from docx import Document
from PIL import Image

from pipeline.core.period import Period
from pipeline.core.schemas import schema
from pipeline.core.store import read_file
from pipeline.roundup.document import Draft, Point, Text
from pipeline.roundup.draft import draft_of
from pipeline.roundup.material import Material
from pipeline.roundup.word import word
from pipeline.series.stage import series
from pipeline.settings.models import CellsConfig, QuotesConfig, Roundup, Series
from tests.conftest import CONFIG, build
from tests.framework import NETWORK, THEMES, labelled

TEMPLATE = read_file(CONFIG / "templates" / "roundup.docx")


LEXICON = labelled({theme: theme.capitalize() for theme in THEMES})


NOTES = (  # id, cell, date_low, date_high
    ("old", "Kites", "2019-05-01", "2019-05-01"),
    ("one", "Kites", "2020-03-04", "2020-03-04"),
    ("two", "Ponds", "2020-06-01", "2020-06-20"),
    ("three", "", "2020-09-01", "2020-09-01"),
    ("maybe", "Ponds", "2020-09-01", ""),
)


SAID = (  # note, kind of section, theme, text
    ("old", "discussion", "power", "Those who own the hill must share it with all who fly kites."),
    (
        "one",
        "discussion",
        "listening",
        "Kite makers should listen to the wind before they listen to one another.",
    ),
    ("one", "discussion", "listening", "They never listen to the wind."),
    ("one", "discussion", "", "Every kite hangs by the trust of its makers in thin string."),
    ("two", "discussion", "", "Sailors build trust in the pond over many winters, and lose trust in a day."),
    ("three", "discussion", "", "Those who own the boats must build trust before they ask for help."),
    ("one", "discussion", "", "The pandemic has emptied the hill of kites, and the valley of makers."),
    ("one", "discussion", "", "‘You cannot push a kite up the hill by hand,’ said Nora Sample."),
    ("one", "next", "", "How can we fly kites in the rain without getting wet?"),
    ("one", "next", "", "The next meeting will be on 3 October 2020 at 10.00."),
    ("three", "context", "", "The topic for this meeting was ‘How can a pond be shared by all who sail?’"),
    ("three", "discussion", "listening", "Everybody by the water must listen to the ducks at night."),
    ("three", "discussion", "", "Dry lofts keep paper white for many years, and glue soft."),
    ("three", "discussion", "", "The board agreed to mend the gate by the spring."),
    (
        "two",
        "discussion",
        "listening",
        "Makers of a kite should listen to the wind, and then listen to one another.",
    ),
    ("two", "summary", "power", "The power to close the pond must lie with those who sail on it."),
    (
        "three",
        "discussion",
        "power",
        "A pond needs a keeper whose power is small and whose patience is large.",
    ),
)


def tables() -> dict:
    made = {name: schema(name).empty() for name in ("topics", "topic_terms", "topic_passages")}
    made["notes"] = build(
        "notes",
        *(
            {
                "note_id": name,
                "title": f"Note {name}",
                "cell": cell,
                "event": "cell" if cell else "roundtable",
                "date": low if low == high else "",
                "date_low": low,
                "date_high": high,
                "date_basis": "stated" if low == high else "listing",
                "source": "a.txt",
                "words": 10,
            }
            for name, cell, low, high in NOTES
        ),
    )
    rows = [
        (f"{note}.{n:03d}", note, kind, theme, text) for n, (note, kind, theme, text) in enumerate(SAID, 1)
    ]
    made["passages"] = build(
        "passages",
        *(
            {
                "passage_id": key,
                "note_id": note,
                "kind": "bullet",
                "section_kind": kind,
                "text": text,
                "source": "a.txt",
                "line": line,
                "position": line,
            }
            for line, (key, note, kind, _, text) in enumerate(rows, 1)
        ),
    )
    themed = [(key, theme, text) for key, _, _, theme, text in rows if theme]
    made["tags"] = build(
        "tags",
        *(
            {
                "passage_id": key,
                "theme": theme,
                "start": text.index(word_),
                "end": text.index(word_) + len(word_),
                "matched": word_,
                "weight": 1.0,
            }
            for key, theme, text in themed
            for word_ in ["listen to" if theme == "listening" else "power" if "power" in text else "share"]
        ),
    )
    made["passage_themes"] = build(
        "passage_themes", *({"passage_id": key, "theme": theme, "score": 1.0} for key, theme, _ in themed)
    )
    made["accuracy"] = schema("accuracy").empty()
    made["passage_marks"] = schema("passage_marks").empty()
    inputs = [made[name] for name in ("notes", "passages", "passage_themes", "topics", "topic_passages")]
    return {**made, **series(*inputs, Series(), THEMES)}


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (20, 10), "white").save(buffer, "png")
    return buffer.getvalue()


CHART = SimpleNamespace(
    name="strip-network",
    title="Kites rise",
    caption="Base: 3 meetings.",
    alt="A chart of kites",
    png=picture(),
)


def material(
    quotes: QuotesConfig | None = None,
    period: Period | int = 2020,
    options: Roundup | None = None,
    **changed: object,
) -> Material:
    asked = period if isinstance(period, Period) else Period.year(period)
    held = {**tables(), **changed}
    quotes = quotes or QuotesConfig()
    return Material(asked, held, NETWORK, CellsConfig(), LEXICON, options or Roundup(), quotes, [CHART])


def made(
    quotes: QuotesConfig | None = None, period: Period | int = 2020, sample: bool = False, **changed: object
) -> Draft:
    return draft_of(material(quotes, period, **changed), sample)


def points(draft: Draft, *kinds: str) -> list[str]:
    wanted = kinds or ("point", "advice")
    return [block.text for block in draft.blocks if isinstance(block, Point) and block.kind in wanted]


def texts(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks if isinstance(block, Text)]


def opened(draft: Draft) -> Document:
    return Document(io.BytesIO(word(draft, TEMPLATE)))
