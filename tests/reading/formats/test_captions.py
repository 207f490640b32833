"""Transcripts: speakers and words, no times."""

import pytest

from pipeline.reading import formats
from tests.reading.formats.make_readings import texts

FIRST, SECOND = "00:00:01.000 --> 00:00:04.000", "00:00:04.100 --> 00:00:07.000"


@pytest.mark.parametrize(
    ("cues", "lines"),
    [
        pytest.param(["<v Ann>Let go", "<v Ann>of control"], ["Ann: Let go of control"], id="one voice"),
        pytest.param(["<v Ann>Let go</v>", "<v Bo>of it</v>"], ["Ann: Let go", "Bo: of it"], id="two voices"),
        pytest.param(["Ann Example: Let go", "of control"], ["Ann Example: Let go of control"], id="a name"),
        pytest.param(["<i>Let</i> go", "of <b>control</b>"], ["Let go of control"], id="markup"),
        pytest.param(["<v Ann>Let go\n<v Bo>No", "why"], ["Ann: Let go", "Bo: No why"], id="two in a cue"),
        pytest.param(["Let go", "Let go"], ["Let go"], id="rolling captions"),
        pytest.param(["- Let go &amp; rest", "now"], ["- Let go & rest now"], id="names of characters"),
    ],
)
def test_cues_are_joined_to_turns(cues, lines):
    a, b = cues
    assert (
        texts(
            f"WEBVTT\n\nNOTE made by a machine\n\n1\n{FIRST}\n{a}\n\n2\n{SECOND} align:start\n{b}\n", "a.vtt"
        )
        == lines
    )
    srt = f"1\n{FIRST.replace('.', ',')}\n{a}\n\n2\n{SECOND.replace('.', ',')}\n{b}\n"
    assert texts(srt, "a.srt") == lines


def test_a_long_silence_parts_paragraphs():
    late = "00:02:04.100 --> 00:02:07.000"
    assert texts(f"WEBVTT\n\n{FIRST}\nLet go.\n\n{late}\nNow.\n", "a.vtt") == ["Let go.", "Now."]


def test_what_is_left_out_is_counted():
    reading = formats.read(f"WEBVTT\n\nNOTE abc\n\n{FIRST}\nLet go.\n".encode(), "a.vtt")
    assert reading.left_out == "cue numbers and times (27); remarks and styles (7)"


def test_a_transcripts_title_is_its_files_name(reader):
    from pipeline.notes.sections import Sections
    from pipeline.notes.split import cut
    from pipeline.reading.clean import RawFile, cleaned

    data = f"WEBVTT\n\n{FIRST}\nLet go.\n".encode()
    page = cleaned([RawFile("walk.vtt", "0" * 64, formats.read(data, "walk.vtt"))])["lines"]
    [note] = cut("walk.vtt", page, reader.sections, Sections(reader.sections), "").notes
    assert (note.title, [part.block.text for part in note.parts]) == ("walk", ["Let go."])
