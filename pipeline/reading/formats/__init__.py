"""Readers: a file's bytes in, lines in the shape of the pasted web page out, whatever the format.

One module per format, loaded only when a file of that format is read. `read` raises nothing, whatever the
bytes: what cannot be read is a `Reading` with a `problem`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from pipeline.reading.formats.lines import Content, Line, Scanned, Unreadable
from pipeline.reading.formats.sniff import recognise

__all__ = ["READERS", "Line", "Reading", "read"]

READERS = {
    "txt": ("text", "a text file"),
    "md": ("markdown", "a Markdown file"),
    "org": ("org", "an Org file"),
    "html": ("html", "a web page"),
    "mhtml": ("mhtml", "a web page saved as one file"),
    "docx": ("docx", "a Word document"),
    "odt": ("odt", "an OpenDocument text"),
    "rtf": ("rtf", "a Rich Text file"),
    "mail": ("mail", "a mail"),
    "vtt": ("captions", "a transcript"),
    "pdf": ("pdf", "a PDF"),
    "scan": ("scan", "a scan"),
    "xml": ("export", "a website's export"),
}
"""Format -> the module here that reads it, and what it is called."""
DOUBTFUL = "letters that could not be told from its bytes"


@dataclass(frozen=True)
class Reading:
    """What a file holds: its format by its content, its lines, its own date, or why it could not be read.

    `left_out` says what its reader passed over, with the number of characters.
    """

    format: str
    lines: tuple[Line, ...]
    date: str
    problem: str
    left_out: str = ""


def read(data: bytes, name: str, scans: bool = False) -> Reading:
    """Return what the file `name` with the content `data` holds; `scans`: letters in pictures are recognised.

    `date` is the ISO date in the file's own properties, empty if there is none. `problem` is a sentence,
    empty if the file was read; then there is at least one line. Line numbers rise strictly: they are those
    of the file in `txt` and `md`, running numbers of paragraphs in the others.
    """
    format = ""
    try:
        recognised = recognise(data, name)
        format = recognised.format
        try:
            content = _content(format, recognised.content)
        except Scanned:
            if not scans:
                raise
            format = "scan"
            content = _content(format, recognised.content)
    except Unreadable as reason:
        return Reading(format, (), "", f"the file {reason}")
    except MemoryError:  # told by whoever set the limit
        raise
    except Exception as error:  # the libraries raise all kinds at damaged files
        what = READERS[format][1] if format else "a text"
        return Reading(format, (), "", f"the file looks like {what} but {_said(error)}")
    sizes = {**content.left_out, DOUBTFUL: recognised.doubtful}
    left_out = "; ".join(f"{what} ({size})" for what, size in sorted(sizes.items()) if size)
    return Reading(format, content.lines, content.date, "" if content.lines else _no_text(left_out), left_out)


def _content(format: str, data: bytes | str) -> Content:
    content: Content = import_module(f"pipeline.reading.formats.{READERS[format][0]}").read(data)
    return content


def _said(error: Exception) -> str:
    """Return what a library's exception means to whoever has the file."""
    if isinstance(error, RecursionError) or "depth" in str(error).lower():
        return "has parts nested deeper than any, and was not read; save its text anew, as .docx or .txt"
    return "is damaged; save it anew in the program that made it, or its text as .docx or .txt"


def _no_text(left_out: str) -> str:
    besides = f" besides what is passed over: {left_out}" if left_out else ""
    return f"the file holds no text{besides}; save the note in it anew, or take it out of the folder"
