"""Two notes to be written in every format, and what is looked at in a reading."""

import io
import zipfile

from pipeline.reading import formats
from tests.make_formats import Note, Part, expected

LIGHTHOUSE = Note(
    "Note from the Harbour Cell 2",
    (
        Part(
            "paragraph",
            "The second meeting of the Harbour Cell was held on **16 July 2020**, with people from "
            "‘every corner’ of "
            "the coast; see [the earlier note](https://example.org/a) for what had been agreed "
            "about tides, ferries "
            "and the old lighthouse.",
        ),
        Part("heading", "Summary of key points", 2),
        Part(
            "bullet",
            "Ferry crews know the water better than any chart, and they should be asked before "
            "timetables are drawn "
            "up for yet another winter season.",
        ),
        Part("bullet", "Three things make a difference:"),
        Part("bullet", "a warm room with tea, “always tea”, and no agenda;", 2),
        Part(
            "bullet",
            "time to mend nets to\u00adgether, however long it takes, because hands that are busy "
            "make talk easy and "
            "nobody has to look up unless they want to do so;",
            2,
        ),
        Part("bullet", "and somebody who keeps the keys.", 3),
        Part("bullet", "Harbour masters can say yes."),
        Part("heading", "In more detail", 2),
        Part("heading", "What the lighthouse keepers said", 3),
        Part("paragraph", "**Morwenna Tregarth, Keeper at Large**"),
        Part(
            "paragraph",
            "Morwenna described how the lamp was lit each evening by whoever happened to be "
            "nearest, how a rota was "
            "once tried and quietly dropped, and why a well-meant grant nearly ended the custom. "
            "“We let go of the "
            "rota,” she said, “and the light came back.” The well-meant rules of the port "
            "authority, it was felt, had "
            "been written for quite another harbour.",
        ),
        Part("number", "Ask who already holds the lamp."),
        Part(
            "number",
            "Leave the door on the latch, so that people who come late, or who come only once in a "
            "while, need not "
            "knock and need not explain themselves to anyone.",
        ),
        Part("number", "Say thank you."),
        Part("heading", "A smaller matter", 4),
        Part(
            "table", rows=(("Task", "Who"), ("Paint the boathouse", "All of us"), ("Feed the cat", "Nobody"))
        ),
        Part("heading", "Next meeting", 2),
        Part("paragraph", "Thursday 17 September, 3.00pm."),
    ),
    ("Coast", "Joining up"),
    "2020-07-20",
)


FERRY = Note("Note from the Ferry Cell", LIGHTHOUSE.parts[1:12], ("Ferries",), "2020-08-01")


def tidy(text):
    """Return a line with its indent, and without soft hyphens and double spaces."""
    indent = len(text) - len(text.lstrip())
    return " " * indent + " ".join(text.replace("\u00ad", "").split())


def found(reading):
    assert reading.problem == ""
    return [(line.role, tidy(line.text)) for line in reading.lines if line.role not in ("categories", "date")]


def texts(data, name):
    reading = formats.read(data if isinstance(data, bytes) else data.encode(), name)
    assert reading.problem == ""
    return [line.text for line in reading.lines]


def roles(data, name):
    reading = formats.read(data if isinstance(data, bytes) else data.encode(), name)
    return [(line.role, line.text) for line in reading.lines]


def wanted(*notes):
    return [(role, tidy(text)) for note in notes for role, text in expected(note)]


def zipped(parts, **options):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def repacked(data, part, change):
    """Return a zipped document with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, part: change(parts[part])})
