# ruff: noqa: E501
"""Hostile files, each made in code: what kind it is of, what is in it, and what is to come of it.

A case has its name for its id. `says` are words of the problem that its file is named with; where it has none
the file is read. `from tests.robustness.cases import CASES`.
"""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.robustness import make_hostile as make
from tests.robustness.make_hostile import WORDS

NOTE = f"Note from the Kite cell 7\n\n{WORDS}\n"


@dataclass(frozen=True)
class Case:
    """A hostile file: `put` makes it in the raw folder; `superuser`: only one can make it."""

    kind: str
    what: str
    name: str
    put: Callable[[Path], None]
    says: str = ""
    superuser: bool = False

    @property
    def id(self) -> str:
        return f"{self.kind}: {self.what}"

    @property
    def source(self) -> str:
        """Return how its file is called in the tables."""
        shown = os.fsencode(self.name).decode("utf-8", "backslashreplace")
        return re.sub(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]", lambda sign: f"\\x{ord(sign[0]):02x}", shown)


CASES: list[Case] = []


def file(kind: str, what: str, name: str, says: str, data: bytes | str | Callable[[], bytes | str]) -> None:
    """Add a case of a file with this content."""

    def put(path: Path) -> None:
        content = data() if callable(data) else data
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    CASES.append(Case(kind, what, name, put, says))


def _plain_text() -> None:
    kind = "plain text"
    file(kind, "nothing", "empty.txt", "is empty", b"")
    file(kind, "blanks alone", "blanks.txt", "is empty", b" \n\t\r\n" * 100)
    file(kind, "NUL bytes alone", "nul-alone.txt", "is empty", bytes(1000))
    file(kind, "NUL bytes between the words", "nul.txt", "", NOTE.replace("boats", "bo\0ats"))
    file(kind, "random bytes", "random.txt", "holds bytes that are no text", bytes(range(256)) * 40)
    file(
        kind,
        "bytes that are no UTF-8 among some that are",
        "broken.txt",
        "",
        NOTE.encode() + "Café, naïve, Brontë, déjà vu, ".encode() * 4 + b"caf\xe9 \xff\xfe.\n",
    )
    file(kind, "UTF-8 cut off within a letter", "cut.txt", "", (NOTE + "café").encode()[:-1])
    file(
        kind,
        "UTF-8 here, Windows-1252 there",
        "mixed.txt",
        "",
        NOTE.encode() + "“Zoë” – naïve\n".encode() + "“Zoë” – naïve\n".encode("cp1252"),
    )
    file(kind, "UTF-16 without a mark", "utf-16.txt", "", NOTE.encode("utf-16-le"))
    file(
        kind,
        "half a surrogate pair in UTF-16",
        "half.txt",
        "",
        NOTE.encode("utf-16") + b"\x00\xd8" + "and on it went.\n".encode("utf-16-le"),
    )
    file(kind, "UTF-32", "utf-32.txt", "", NOTE.encode("utf-32"))
    file(kind, "three byte order marks", "marks.txt", "", b"\xef\xbb\xbf" * 3 + NOTE.encode())
    file(
        kind,
        "right to left, with overrides",
        "rtl.txt",
        "",
        f"{NOTE}\n‮שלום עולם, הסירות חזרו עם שחר‬ and مرحبا بالعالم ⁦back⁩.\n",
    )
    file(kind, "a letter under 100,000 accents", "accents.txt", "", NOTE + "z" + "̖́" * 50_000 + "\n")
    file(
        kind,
        "odd line ends: NEL, LS, PS, VT, FF",
        "ends.txt",
        "",
        NOTE + "one\x85two\u2028three\u2029four\vfive\fsix\n",
    )
    file(kind, "escapes for terminals", "escapes.txt", "", NOTE + "\x1b[2J\x1b]0;taken\x07 the end\n")
    file(kind, "a million blank lines", "blank-lines.txt", "", "\n" * 1_000_000 + NOTE)
    file(
        kind,
        "20,000 short lines",
        "short-lines.txt",
        "",
        NOTE + "".join(f"{n}. a point of it\n\n" for n in range(20_000)),
    )
    file(
        kind,
        "20,000 lines without a blank one",
        "short-rows.txt",
        "",
        NOTE + "".join(f"row {n} of it\n" for n in range(20_000)),
    )
    file(kind, "a line of 10 MB", "long-line.txt", "", NOTE + "kites and boats " * 650_000)
    file(kind, "a day of a million digits", "digits.txt", "", NOTE + "9" * 1_000_000 + " May 2021\n")
    file(
        kind,
        "a million dashes, colons, capitals",
        "runs.txt",
        "",
        NOTE + "\n\n".join(each * 1_000_000 for each in ("-", ":", "A")),
    )
    file(
        kind,
        "indents of 100,000 spaces",
        "indents.txt",
        "",
        NOTE + "".join(" " * (n * 1000) + "• a point\n" for n in range(100)),
    )
    file(
        kind,
        "a listing of 400 notes",
        "listing.txt",
        "",
        "".join(
            f"Note from the Heron cell {n}\n\nPoint {n} of {n * 7 % 991} herons by lake {n % 89}. {WORDS}\n\n"
            for n in range(1, 401)
        ),
    )
    file(kind, "400 notes, all the same", "same.txt", "", NOTE * 400)
    file(
        kind,
        "500 titles and nothing else",
        "titles.txt",
        "",
        "".join(f"Note from the Owl cell {n}\n" for n in range(500)),
    )
    file(
        kind,
        "5,000 days and nothing else",
        "days.txt",
        "",
        "Note from the Wren cell 1\n\n"
        + "".join(f"{n % 28 + 1} May {1990 + n % 40}\n\n" for n in range(5_000)),
    )
    file(kind, "signs and emoji alone", "signs.txt", "no note found in it", "☂☃★ !!! ??? 🙂🙃 --- ***\n" * 3)
    file(
        kind,
        "cells that a spreadsheet would run",
        "formulas.txt",
        "",
        "Note from the Kite cell 8\n\n=cmd|' /C calc'!A0\n\n@SUM(1+1)*cmd\n\n+1-1\n\n-2+3 =HYPERLINK(\"http://x.org\")\n",
    )
    file(
        kind,
        "markup that a page would run",
        "markup.txt",
        "",
        "Note from the <script>alert(1)</script> cell 9\n\n</script><script>alert(2)</script> <img src=x "
        "onerror=alert(3)> {{ 7*7 }} ]]> --> &lt;b&gt; javascript:alert(4)\n",
    )
    file(
        kind,
        "years that no meeting has",
        "years.txt",
        "",
        "Note from the Kite cell 10\n\nHeld on 5 May 0001, or 5 May 9999, or 31 February 2021, or 0/0/0000.\n\n"
        + WORDS,
    )


def _markdown() -> None:
    kind = "Markdown"
    file(kind, "100,000 nested quotations", "quotes.md", "", NOTE + ">" * 100_000 + " deep\n")
    file(kind, "100,000 open brackets", "brackets.md", "", NOTE + "[" * 100_000 + "\n")
    file(kind, "100,000 stars", "stars.md", "", NOTE + "*a **b " * 50_000 + "\n")
    file(
        kind,
        "backticks that never close",
        "ticks.md",
        "",
        NOTE + " ".join("`" * n for n in range(1, 1500)) + "\n",
    )
    file(
        kind,
        "lists 1,000 deep",
        "lists.md",
        "",
        NOTE + "".join(" " * (2 * n) + "- point\n" for n in range(1000)),
    )
    file(
        kind,
        "billion laughs in the settings on top",
        "laughs.md",
        "",
        "---\ntitle: Note from the Kite cell 11\na: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"{c}: &{c} [{', '.join([f'*{p}'] * 9)}]\n" for p, c in pairwise("abcdefghi"))
        + f"---\n\n{WORDS}\n",
    )
    file(
        kind,
        "settings that name a program",
        "program.md",
        "",
        f"---\ntitle: !!python/object/apply:os.system ['touch taken']\ndate: 2021-01-01\n---\n\n{WORDS}\n",
    )
    file(
        kind,
        "settings nested 10,000 deep",
        "deep-yaml.md",
        "",
        f"---\ntitle: Kites\na: {'[' * 10_000}{']' * 10_000}\n---\n\n{WORDS}\n",
    )
    file(
        kind,
        "TOML nested 10,000 deep",
        "deep-toml.md",
        "",
        f"+++\ntitle = 'Kites'\na = {'[' * 10_000}{']' * 10_000}\n+++\n\n{WORDS}\n",
    )
    file(
        kind,
        "JSON nested 100,000 deep",
        "deep-json.md",
        "",
        '{\n"title": "Kites", "a": ' + "[" * 100_000 + "]" * 100_000 + f"\n}}\n\n{WORDS}\n",
    )


def _pages() -> None:
    kind = "web page"
    p = f"<p>{WORDS}</p>"
    file(
        kind,
        "elements nested 100,000 deep",
        "deep.html",
        "nested deeper than any page's",
        f"<html><body>{p}" + "<div>" * 100_000 + "x</body></html>",
    )
    file(
        kind,
        "lists nested 1,000 deep",
        "deep-lists.html",
        "",
        f"<html><body>{p}" + "<ul><li>point" * 120 + "</li></ul>" * 120,
    )
    file(
        kind,
        "a million attributes",
        "attributes.html",
        "",
        f"<html><body>{p}<p "
        + " ".join(f"a{n}='x'" for n in range(1_000_000))
        + ">and so on</p></body></html>",
    )
    file(
        kind,
        "a million attributes of one name",
        "attribute.html",
        "",
        f"<html><body>{p}<p " + "a='x' " * 1_000_000 + ">and so on</p></body></html>",
    )
    file(
        kind,
        "a table of 200,000 cells",
        "cells.html",
        "",
        f"<html><body>{p}<table>"
        + ("<tr>" + "<td>x</td>" * 100 + "</tr>") * 2_000
        + "</table></body></html>",
    )
    file(
        kind,
        "tables nested 80 deep",
        "tables.html",
        "",
        f"<html><body>{p}" + "<table><tr><td>a</td><td>" * 80 + "x" + "</td></tr></table>" * 80,
    )
    file(
        kind,
        "300,000 elements that never close",
        "open.html",
        "",
        f"<html><body>{p}" + "<p>word<br><b>" * 100_000,
    )
    file(kind, "a million angle brackets", "angles.html", "", f"<html><body>{p}" + "<a" * 500_000)
    file(
        kind, "100,000 comments that never close", "comments.html", "", f"<html><body>{p}" + "<!--" * 100_000
    )
    file(
        kind,
        "300 articles",
        "articles.html",
        "",
        "<html><body>"
        + "".join(f"<article class='hentry'><h1>Kite {n}</h1>{p}</article>" for n in range(300))
        + "</body></html>",
    )
    file(
        kind,
        "20,000 elements that say that they are furniture",
        "furniture.html",
        "",
        f"<html><body><article><h1>Kites</h1>{p}"
        + "<div class='sidebar menu share'>x" * 200
        + "</div>" * 200
        + "<div class='share'>x</div>" * 20_000
        + "</article></body></html>",
    )
    file(
        kind,
        "scripts, frames and pictures from outside",
        "outside.html",
        "",
        f"<html><head><base href='http://example.org/'><meta http-equiv='refresh' content='0;url=http://x.org'>"
        f"<link rel=stylesheet href='http://x.org/a.css'></head><body onload='alert(1)'>{p}<script>alert(2)"
        "</script><iframe src='http://x.org'></iframe><img src='http://x.org/a.png' onerror='alert(3)'></body></html>",
    )
    file(
        kind,
        "references to characters that are none",
        "references.html",
        "",
        f"<html><body>{p}<p>a &#0; &#xD800; &#1114112; &#x1b;[2J &nosuch; b</p></body></html>",
    )
    file(
        kind,
        "an encoding that is none",
        "encoding.html",
        "",
        f"<html><head><meta charset='base64'></head><body>{p}<p>caf\xe9</p></body></html>".encode("latin-1"),
    )
    file(
        kind,
        "entities of its own",
        "entities.html",
        "",
        f"{make.laughs()}<html><body>{p}<p>&lol9;</p></body></html>",
    )
    file(
        kind,
        "a style sheet of 2 MB",
        "styles.html",
        "",
        "<html><head><style>" + ".a{font-weight:bold}" * 100_000 + f"</style></head><body>{p}</body></html>",
    )
    file(
        kind,
        "a saved page without a page",
        "no-page.mhtml",
        "is a bundle without a page",
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n",
    )


def _exports() -> None:
    kind = "website's export"

    def rss(items: str, head: str = "") -> str:
        return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel>{items}</channel></rss>'

    def item(title: str, date: str = "Thu, 05 Mar 2020 10:00:00 +0000", body: str = f"<p>{WORDS}</p>") -> str:
        return f"<item><title>{title}</title><pubDate>{date}</pubDate><description><![CDATA[{body}]]></description></item>"

    file(
        kind,
        "billion laughs",
        "laughs.xml",
        "declares XML entities of its own",
        rss(item("&lol9;"), make.laughs()),
    )
    file(
        kind,
        "an entity from outside",
        "outside.xml",
        "declares XML entities of its own",
        rss(item("&out;"), make.OUTSIDE),
    )
    file(
        kind,
        "an entity of 1 MB, a thousand times",
        "quadratic.xml",
        "declares XML entities of its own",
        rss(item("&a;" * 1000), f'<!DOCTYPE r [<!ENTITY a "{"x" * 1_000_000}">]>'),
    )
    file(kind, "cut off", "cut.xml", "", rss(item("Kites") * 3)[:-150])
    file(kind, "nothing but its declaration", "bare.xml", "damaged", '<?xml version="1.0"?>')
    file(
        kind, "XML of another kind", "other.xml", "no export of a website", '<?xml version="1.0"?><a><b/></a>'
    )
    file(kind, "nested 100,000 deep", "deep.xml", "", rss(item("Kites") + "<a>" * 100_000))
    file(
        kind,
        "years that no meeting has",
        "years.xml",
        "",
        rss(
            item("Note from the Year cell 1", "Mon, 01 Jan 0001 00:00:00 +0000")
            + item("Note from the Year cell 2", "Fri, 01 Jan 9999 00:00:00 +0000")
        ),
    )
    file(
        kind,
        "200 posts",
        "posts.xml",
        "",
        rss("".join(item(f"Kite post {n}", body=f"<p>{n} {WORDS}</p>") for n in range(200))),
    )
    file(
        kind,
        "says it is UTF-16 and is not",
        "lies.xml",
        "",
        rss(item("Kites")).replace('"1.0"?>', '"1.0" encoding="UTF-16"?>', 1),
    )


def _word() -> None:
    kind = "Word document"
    file(
        kind,
        "billion laughs",
        "laughs.docx",
        "declares a document type",
        lambda: make.docx(f"{make.PLAIN}<w:p><w:r><w:t>&lol9;</w:t></w:r></w:p>", make.laughs()),
    )
    file(
        kind,
        "an entity from outside",
        "outside.docx",
        "declares a document type",
        lambda: make.docx(f"{make.PLAIN}<w:p><w:r><w:t>&out;</w:t></w:r></w:p>", make.OUTSIDE),
    )
    file(
        kind,
        "a part that unpacks to gigabytes",
        "bomb.docx",
        "would unpack to",
        lambda: make.swollen(make.docx(more={"word/media/a.png": bytes(9)})),
    )
    file(kind, "parts that overlap", "overlap.docx", "would unpack to", make.overlapping)
    file(
        kind,
        "parts called ../",
        "up.docx",
        "",
        lambda: make.docx(more={"../../taken.txt": "x", "/etc/taken": "x", "C:\\taken": "x"}),
    )
    file(
        kind,
        "60,000 parts",
        "parts.docx",
        "would unpack to",
        lambda: make.docx(more={f"word/a{n}.xml": "" for n in range(60_000)}),
    )
    file(
        kind, "encrypted parts", "locked.docx", "is locked with a password", lambda: make.locked(make.docx())
    )
    file(
        kind,
        "encrypted as a whole",
        "encrypted.docx",
        "is locked with a password",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(1000)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(500),
    )
    file(kind, "cut off", "cut.docx", "is a damaged archive", lambda: make.docx()[:-200])
    file(
        kind,
        "without its main part",
        "no-main.docx",
        "is an archive of other files",
        lambda: make.zipped([("a.xml", "x")]),
    )
    file(
        kind,
        "a main part that is no XML",
        "no-xml.docx",
        "damaged",
        lambda: make.docx(more={"word/document.xml": "no XML"}),
    )
    file(kind, "a part with a wrong checksum", "crc.docx", "damaged", lambda: _with_wrong_sum(make.docx()))
    file(
        kind,
        "300,000 empty runs",
        "runs.docx",
        "",
        lambda: make.docx(make.PLAIN + "<w:p>" + "<w:r/>" * 300_000 + "</w:p>"),
    )
    file(
        kind,
        "200,000 empty paragraphs",
        "paragraphs.docx",
        "",
        lambda: make.docx(make.PLAIN + "<w:p/>" * 200_000),
    )
    file(
        kind,
        "elements nested 100,000 deep",
        "deep.docx",
        "nested deeper",
        lambda: make.docx(make.PLAIN + "<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000),
    )
    file(
        kind,
        "tables nested 150 deep",
        "tables.docx",
        "",
        lambda: make.docx(
            make.PLAIN
            + "<w:tbl><w:tr><w:tc>" * 60
            + "<w:p><w:r><w:t>in</w:t></w:r></w:p>"
            + "</w:tc></w:tr></w:tbl>" * 60
        ),
    )
    file(
        kind,
        "a table of 100,000 cells",
        "cells.docx",
        "",
        lambda: make.docx(
            make.PLAIN
            + "<w:tbl>"
            + ("<w:tr>" + "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>" * 50 + "</w:tr>") * 2000
            + "</w:tbl>"
        ),
    )
    file(kind, "styles that rest on each other in a circle", "styles.docx", "", lambda: _style_circle())
    file(
        kind,
        "a template, a picture and a frame from the web",
        "remote.docx",
        "",
        lambda: make.docx(
            relations=f'<Relationship Id="r9" Type="{make.OFFICE}/attachedTemplate" '
            'Target="http://example.org/a.dotm" TargetMode="External"/>'
        ),
    )
    file(
        kind,
        "field codes that call programs",
        "fields.docx",
        "",
        lambda: make.docx(
            make.PLAIN + '<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"'
            '</w:instrText></w:r><w:fldSimple w:instr="INCLUDETEXT file:///etc/passwd"/></w:p>'
        ),
    )
    file(kind, "the same part twice", "twice.docx", "", lambda: make.zipped(_parts_of(make.docx()) * 2))


def _with_wrong_sum(data: bytes) -> bytes:
    made = bytearray(data)
    at = made.rfind(b"PK\x01\x02", 0, made.rfind(b"META" if b"META" in data else b"PK\x05\x06"))
    made[at + 16] ^= 255
    return bytes(made)


def _parts_of(data: bytes) -> list[tuple[str, bytes]]:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return [(name, held.read(name)) for name in held.namelist()]


def _style_circle() -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in (("A", "B"), ("B", "A"))
    )
    body = f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>{WORDS}</w:t></w:r></w:p>'
    return make.with_styles(styles, body)


def _open_document() -> None:
    kind = "OpenDocument text"
    file(
        kind,
        "billion laughs",
        "laughs.odt",
        "declares a document type",
        lambda: make.odt("<text:p>&lol9;</text:p>", make.laughs()),
    )
    file(
        kind,
        "an entity from outside",
        "outside.odt",
        "declares a document type",
        lambda: make.odt("<text:p>&out;</text:p>", make.OUTSIDE),
    )
    file(
        kind,
        "encrypted",
        "locked.odt",
        "is locked with a password",
        lambda: make.odt(
            manifest='<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
        ),
    )
    file(
        kind,
        "a thousand million spaces by their number",
        "spaces.odt",
        "",
        lambda: make.odt(f'<text:p>{WORDS}<text:s text:c="1000000000"/>end</text:p>'),
    )
    file(
        kind,
        "a cell a thousand million times by its number",
        "repeated.odt",
        "",
        lambda: make.odt(
            f'<text:p>{WORDS}</text:p><table:table><table:table-row table:number-rows-repeated="1000000000">'
            '<table:table-cell table:number-columns-repeated="1000000000"><text:p>x</text:p></table:table-cell>'
            "</table:table-row></table:table>"
        ),
    )
    file(
        kind,
        "lists nested 10,000 deep",
        "deep.odt",
        "nested deeper",
        lambda: make.odt(
            f"<text:p>{WORDS}</text:p>"
            + "<text:list><text:list-item>" * 10_000
            + "</text:list-item></text:list>" * 10_000
        ),
    )
    file(
        kind,
        "without its text",
        "no-content.odt",
        "without a text in it",
        lambda: make.zipped([("mimetype", "application/vnd.oasis.opendocument.text")]),
    )
    file(
        kind,
        "a part that unpacks to gigabytes",
        "bomb.odt",
        "would unpack to",
        lambda: make.swollen(make.odt(more={"Pictures/a.png": bytes(9)})),
    )


def _pdfs() -> None:
    kind = "PDF"
    file(kind, "locked with a password", "locked.pdf", "is a PDF locked with a password", _locked_pdf)
    file(
        kind,
        "a stream that unpacks to 17 GB",
        "bomb.pdf",
        "memory",
        lambda: make.page_of(
            make.stream(make.flate(make.bomb(17_000)), "/Filter [/FlateDecode /FlateDecode]")
        ),
    )
    file(
        kind,
        "a stream packed twenty times",
        "packed.pdf",
        "",
        lambda: make.page_of(make.stream(make.flate(make.shown(), 20), f"/Filter [{'/FlateDecode ' * 20}]")),
    )
    file(
        kind, "cut off", "cut.pdf", "is a damaged PDF", lambda: make.page_of(make.stream(make.shown()))[:-150]
    )
    file(kind, "nothing but its mark", "bare.pdf", "is a damaged PDF", b"%PDF-1.7\n")
    file(
        kind,
        "pages that hold each other",
        "circle.pdf",
        "is damaged",
        lambda: make.pdf(
            {1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"}
        ),
    )
    file(
        kind,
        "a form that draws itself",
        "form.pdf",
        "",
        lambda: make.page_of(
            make.stream(make.shown() + b" /X Do"),
            page="/XObject << /X 6 0 R >>",
            o6=make.stream(
                b"/X Do",
                "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
            ),
        ),
    )
    file(
        kind,
        "100,000 nested lists",
        "deep.pdf",
        "",
        lambda: make.page_of(make.stream(make.shown()), o6="[" * 100_000 + "]" * 100_000),
    )
    file(
        kind,
        "says it has a thousand million pages",
        "count.pdf",
        "is a damaged PDF",
        lambda: make.pdf(
            {1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Kids [] /Count 1000000000 >>"}
        ),
    )
    file(
        kind,
        "a page of 70,000 letters",
        "letters.pdf",
        "",
        lambda: make.page_of(
            make.stream(
                b"BT /F1 1 Tf 72 700 Td " + b"0 -1 Td (the boats came in at dawn again) Tj " * 2_000 + b"ET"
            )
        ),
    )
    file(
        kind,
        "scripts and a program to start",
        "script.pdf",
        "",
        lambda: make.page_of(
            make.stream(make.shown()),
            catalog="/OpenAction << /S /Launch /F (calc.exe) >> /Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert\\(1\\)) >>] >> >>",
        ),
    )
    file(
        kind,
        "pages of pictures alone",
        "scan.pdf",
        "without text (a scan?)",
        lambda: make.page_of(make.stream(b"0 0 9 9 re f")),
    )
    file(kind, "made in the year 0001", "year.pdf", "", lambda: _made_in("D:00010101000000Z"))


def _locked_pdf() -> bytes:
    from io import BytesIO

    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    held = BytesIO()
    canvas = Canvas(held, encrypt=StandardEncryption("kite", "kite", strength=128))
    canvas.drawString(72, 700, WORDS)
    canvas.save()
    return held.getvalue()


def _made_in(date: str) -> bytes:
    return make.pdf(
        {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            4: make.stream(make.shown()),
            5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            6: f"<< /CreationDate ({date}) >>",
        },
        "/Root 1 0 R /Info 6 0 R",
    )


def _mails() -> None:
    kind = "mail"
    head = "From: a@example.org\nTo: b@example.org\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\nSubject: Kites\n"
    file(kind, "parts nested 1,000 deep", "deep.eml", "nested deeper", head + _nested(1000))
    file(
        kind,
        "mails within mails, 500 deep",
        "mails.eml",
        "",
        "".join(f"{head}Content-Type: message/rfc822\n\n" for _ in range(500)) + f"{head}\n{WORDS}\n",
    )
    file(
        kind, "a heading of 5 MB", "heading.eml", "", head + "X-Kite: " + "a " * 2_500_000 + f"\n\n{WORDS}\n"
    )
    file(
        kind,
        "a subject of 20,000 encoded words",
        "subject.eml",
        "memory",
        head.replace("Subject: Kites", "Subject: " + "\n ".join(["=?utf-8?q?kite?="] * 20_000))
        + f"\n{WORDS}\n",
    )
    file(
        kind,
        "100,000 headings",
        "headings.eml",
        "",
        head + "".join(f"X-A{n}: b\n" for n in range(100_000)) + f"\n{WORDS}\n",
    )
    file(
        kind,
        "100,000 receivers",
        "receivers.eml",
        "",
        head.replace("b@example.org", ",\n ".join(f"b{n}@example.org" for n in range(100_000)))
        + f"\n{WORDS}\n",
    )
    file(
        kind,
        "an encoding that is none",
        "encoding.eml",
        "",
        head + f"Content-Type: text/plain; charset=kite-8\n\n{WORDS}\n",
    )
    file(
        kind,
        "Base64 that is none",
        "base64.eml",
        "is a mail without words",
        head + "Content-Transfer-Encoding: base64\nContent-Type: image/png\n\n***\n",
    )
    file(
        kind,
        "encrypted",
        "locked.eml",
        "is an encrypted mail",
        head
        + "Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--\n",
    )
    file(
        kind,
        "a mailbox of 300 mails",
        "box.mbox",
        "",
        "".join(
            f"From a@example.org Thu Mar  5 10:00:00 2020\n{head}\nMail {n}. {WORDS}\n\n" for n in range(300)
        ),
    )
    file(
        kind,
        "sent in the year 0001",
        "year.eml",
        "",
        f"{head}Date: Mon, 01 Jan 0001 00:00:00 +0000\n\n{WORDS}\n",
    )


def _nested(levels: int) -> str:
    opens = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(levels))
    return f"{opens}Content-Type: text/plain\n\n{WORDS}\n" + "".join(
        f"--b{n}--\n" for n in reversed(range(levels))
    )


def _rich_text() -> None:
    kind = "Rich Text"
    file(kind, "a million open groups", "groups.rtf", "", "{\\rtf1 " + WORDS + "{" * 1_000_000)
    file(
        kind,
        "a picture of 20 MB",
        "picture.rtf",
        "",
        "{\\rtf1 " + WORDS + "\\par{\\pict\\pngblip " + "0a" * 10_000_000 + "}}",
    )
    file(
        kind,
        "bytes that say they are a thousand million",
        "bin.rtf",
        "",
        "{\\rtf1 " + WORDS + "\\par\\bin1000000000 x}",
    )
    file(
        kind,
        "an object that starts a program",
        "object.rtf",
        "",
        "{\\rtf1 "
        + WORDS
        + "\\par{\\object\\objautlink{\\*\\objdata 0105}}{\\field{\\*\\fldinst DDEAUTO cmd}{\\fldrslt x}}}",
    )
    file(kind, "a million paragraph ends", "ends.rtf", "", "{\\rtf1 " + WORDS + "\\par" * 1_000_000 + "}")
    file(
        kind,
        "numbers of characters that are none",
        "numbers.rtf",
        "",
        "{\\rtf1 " + WORDS + "\\par\\u-99999999? \\u999999999? \\'zz \\uc99999 x}",
    )
    kind = "transcript"
    file(
        kind,
        "100,000 captions",
        "captions.vtt",
        "",
        "WEBVTT\n\n"
        + "".join(
            f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}.000 --> {n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}.900\n<v Ann>and so word {n}\n\n"
            for n in range(100_000)
        ),
    )
    file(
        kind,
        "times that no clock shows",
        "times.vtt",
        "",
        "WEBVTT\n\n99:99:99.999 --> 00:00:00.000\nkites\n\n-1 --> x\nboats\n",
    )


def _other_files() -> None:
    kind = "no note"
    file(kind, "a picture", "a.png", "is a picture", b"\x89PNG\r\n\x1a\n" + bytes(99))
    file(kind, "an archive", "a.zip", "is an archive of other files", lambda: make.zipped([("a.txt", "x")]))
    file(kind, "a packed file", "a.txt.gz", "is an archive", b"\x1f\x8b" + bytes(99))
    file(kind, "a program", "a.exe", "no text", b"MZ\x90\0\3\0\0\0" + bytes(range(256)) * 9)
    file(
        kind,
        "a program that calls itself a Word document",
        "program.docx",
        "no text",
        b"\x7fELF\2\1\1" + bytes(range(256)) * 9,
    )
    file(
        kind,
        "a Word file of before 2007",
        "old.doc",
        "Word document of before 2007",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999),
    )
    file(kind, "a spreadsheet", "a.xlsx", "is a spreadsheet", lambda: make.zipped([("xl/workbook.xml", "x")]))
    file(kind, "a table of data", "a.csv", "is a data file", "a,b\n1,2\n")
    file(kind, "a list that a reader would take for settings", "a.json", "is a data file", "[" * 100_000)
    CASES.append(
        Case(kind, "a file of 100 GB with nothing in it", "huge.txt", _sparse, "larger than any note")
    )


def _sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(100_000_000_000)


def _names() -> None:
    kind = "name"
    note = f"Note from the Name cell 1\n\n{WORDS} Name {{}}.\n"
    names = {
        "a line break": "line\nbreak.txt",
        "quotation marks": '"quo\'tes".txt',
        "255 bytes": "é" * 125 + "x.txt",
        "markup": "<img src=x onerror=alert(1)>.txt",
        "a formula": "=cmd|' !C calc'!A0.txt",
        "an option": "--force.txt",
        "escapes for terminals": "\x1b[2Jclear\x07.txt",
        "accents put together": "cafe\u0301.txt",
        "accents as one letter": "caf\u00e9.txt",
        "right to left": "\u202etxt.exe.txt",
        "only dots": "...txt",
        "blanks": "   .txt",
        "semicolon, colon, comma": "a;b:1,c.txt",
        "backslashes": "..\\..\\up.txt",
        "a percent sign and a hash": "a%2f#b?c.txt",
        "a device of Windows": "CON.txt",
        "no ending": "noending",
    }
    for number, (what, name) in enumerate(names.items()):
        unprinted = any(ord(sign) < 32 for sign in name)
        file(kind, what, name, "signs that cannot be printed" if unprinted else "", note.format(number))
    CASES.append(
        Case(
            kind, "bytes that are no UTF-8", os.fsdecode(b"caf\xe9.txt"), _note, "its name is no valid UTF-8"
        )
    )
    CASES.append(Case(kind, "folders 50 deep", "/".join(["deep"] * 50) + "/a.txt", _note))


def _note(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"Note from the Name cell 2\n\n{WORDS}\n", encoding="utf-8")


def _links() -> None:
    kind = "link or device"

    def outside(path: Path) -> None:
        secret = path.parent.parent / "secret.txt"
        secret.write_text(f"Note from the Secret cell 1\n\nSECRET {WORDS}\n", encoding="utf-8")
        path.symlink_to(secret)

    def pipe(path: Path) -> None:
        os.mkfifo(path)

    def bound(path: Path) -> None:
        here = Path.cwd()
        os.chdir(path.parent)  # the whole path of a socket may be too long
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
        os.chdir(here)

    def device(path: Path) -> None:
        os.mknod(path, 0o20666, os.makedev(1, 5))  # /dev/zero

    for what, name, put, says in (
        ("to a file outside", "out.txt", outside, "leads out of the folder"),
        ("to a folder outside", "folder", lambda path: path.symlink_to("/etc"), "leads out of the folder"),
        ("to nothing", "gone.txt", lambda path: path.symlink_to("gone"), "leads nowhere"),
        ("to itself", "loop.txt", lambda path: path.symlink_to(path.name), "leads nowhere"),
        ("to the raw folder itself", "round", lambda path: path.symlink_to("."), "is a link to a folder"),
        ("a pipe", "pipe.txt", pipe, "is no plain file"),
        ("a socket", "socket.txt", bound, "is no plain file"),
    ):
        CASES.append(Case(kind, what, name, put, says))
    CASES.append(
        Case(kind, "a device that never ends", "zero.txt", device, "is no plain file", superuser=True)
    )


def _later_ones() -> None:
    """What was thought of after all of that."""
    text, page, word, office = "plain text", "web page", "Word document", "OpenDocument text"
    file(text, "UTF-7", "utf-7.txt", "", NOTE.replace("boats", "boats “of ours”").encode("utf-7"))
    file(text, "UTF-32 without a mark", "utf-32-le.txt", "no text, in no format", NOTE.encode("utf-32-le"))
    file(text, "UTF-16 with the wrong mark", "swapped.txt", "", b"\xff\xfe" + NOTE.encode("utf-16-be"))
    file(
        text,
        "a byte order mark in the middle",
        "mark-inside.txt",
        "",
        NOTE.replace("dawn", "da\ufeffwn\ufffe\uffff"),
    )
    file(
        text,
        "UTF-8 and then UTF-16",
        "two-in-one.txt",
        "no text, in no format",
        NOTE.encode() + "The end of it.\n".encode("utf-16-le"),
    )
    file(text, "a word of 10 MB", "word.txt", "", NOTE + "k" * 10_000_000)
    file(
        text,
        "every letter under eight accents",
        "zalgo.txt",
        "",
        NOTE + "".join(f"{each}{'̖́̂̃̄̅̆̇'}" for each in WORDS * 40),
    )
    file(text, "old Mac line ends", "mac.txt", "", NOTE.replace("\n", "\r"))
    file(text, "line ends of all kinds", "all-ends.txt", "", NOTE.replace("\n", "\r\n\n\r"))
    file(text, "a table of commas", "commas.txt", "", NOTE + "name,day,what\n" + "Ann,4 May,boats\n" * 200)
    file(
        text,
        "years as Roman and Arabic numbers",
        "numbers.txt",
        "",
        NOTE + "MMXXI ٢٠٢١ ２０２１ 𝟚𝟘𝟚𝟙 ½ ²⁰²¹ May ٤\n\n٤ May ٢٠٢١\n",
    )
    file(
        text,
        "a day of every calendar that has none",
        "no-days.txt",
        "",
        NOTE + "31 February 2021, 30/02/2021, 2021-13-45, 00/00/0000, 99 May 99999\n",
    )
    file(text, "a million brackets", "brackets.txt", "", NOTE + "(" * 500_000 + ")" * 500_000)
    file(text, "a million quotation marks", "quotes.txt", "", NOTE + "“" * 500_000 + "”" * 500_000)
    file(text, "a million full stops", "stops.txt", "", NOTE + "A." * 500_000)
    file(
        text,
        "5,000 nested lists by indents",
        "steps.txt",
        "",
        NOTE + "".join(f"{' ' * (n % 200)}- point {n}\n" for n in range(5000)),
    )
    file(
        text,
        "a meeting of 50,000 names",
        "names.txt",
        "",
        NOTE + "Present: " + ", ".join(f"Ann Wells{n}" for n in range(50_000)) + "\n",
    )
    file(
        page,
        "tables nested 10,000 deep",
        "deep-tables.html",
        "nested deeper than any page",
        "<table><tr><td>" * 10_000 + WORDS,
    )
    file(
        page,
        "100,000 references to one character",
        "references.html",
        "",
        f"<p>{WORDS} " + "&amp;&#x41;&lt;" * 100_000,
    )
    file(
        page,
        "nothing but a script",
        "script.html",
        "holds no text",
        "<html><script>document.write('x')</script></html>",
    )
    file(
        page,
        "a page within a page, by data",
        "data.html",
        "",
        f"<p>{WORDS}</p><iframe src='data:text/html,<p>SECRET'></iframe>",
    )
    file(
        page,
        "refreshed to elsewhere",
        "refresh.html",
        "",
        f"<meta http-equiv=refresh content='0;url=http://x.example/'><base href='http://x.example/'><p>{WORDS}",
    )
    file(
        page,
        "an encoding in UTF-7",
        "utf-7.html",
        "",
        f"<meta charset=utf-7><p>{WORDS} +ADw-script+AD4-alert(1)</p>",
    )
    file(
        word,
        "without its list of types",
        "no-types.docx",
        "damaged",
        lambda: make.zipped([("word/document.xml", "<w/>"), ("_rels/.rels", "<r/>")]),
    )
    file(
        word,
        "a main part of another kind",
        "other-root.docx",
        "no text of Word",
        lambda: make.docx(more={"word/document.xml": "<a xmlns='urn:x'><b>boats</b></a>"}),
    )
    file(
        word,
        "a main part without a body",
        "no-body.docx",
        "no text of Word",
        lambda: make.docx(more={"word/document.xml": f"<w:document xmlns:w='{make.W}'/>"}),
    )
    file(word, "sizes that are wrong", "sizes.docx", "damaged", lambda: _wrong_sizes(make.docx()))
    file(
        word,
        "a relation to itself",
        "itself.docx",
        "",
        lambda: make.docx(
            relations=f'<Relationship Id="r9" Type="{make.OFFICE}/officeDocument" Target="document.xml"/>'
        ),
    )
    file(
        word,
        "numbers of lists that are none",
        "numbering.docx",
        "",
        lambda: make.docx(
            body=make.PLAIN
            + "<w:p><w:pPr><w:numPr><w:ilvl w:val='-9'/><w:numId w:val='99999999999'/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
        ),
    )
    file(
        word,
        "a text of 5 MB in one run",
        "run.docx",
        "",
        lambda: make.docx(body=f"<w:p><w:r><w:t>{WORDS * 60_000}</w:t></w:r></w:p>"),
    )
    file(
        office,
        "without its list of parts",
        "no-manifest.odt",
        "",
        lambda: make.zipped(
            [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", _odt_content())]
        ),
    )
    file(
        office,
        "a text that is cut off",
        "cut.odt",
        "without a text in it",
        lambda: make.odt(more={"content.xml": _odt_content()[:-60]}),
    )
    file(
        "PDF",
        "a broken table of contents",
        "xref.pdf",
        "",
        lambda: make.page_of(_shown(WORDS)).replace(b"startxref\n", b"startxref\n9999"),
    )
    file(
        "PDF",
        "pages in a circle",
        "circle.pdf",
        "damaged",
        lambda: make.pdf(
            {1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Kids [2 0 R] /Count 9 >>"}
        ),
    )
    file(
        "PDF",
        "a page a mile wide",
        "wide.pdf",
        "",
        lambda: make.page_of(_shown(WORDS)).replace(b"[0 0 595 842]", b"[0 0 9e9 9e9]"),
    )
    file(
        "mail",
        "a mailbox of 600 mails",
        "many.mbox",
        "",
        lambda: "".join(
            f"From a@x Sat May  1 10:00:00 2021\nFrom: a@x.example\nSubject: Owl note {n}\nDate: Sat, 01 May 2021 10:00:00 +0000\n\nOwl {n * 7919} and {n * 104729} by {n}. {WORDS}\n\n"
            for n in range(600)
        ),
    )
    file(
        "mail",
        "headings without an end",
        "endless.eml",
        "",
        "Subject: boats\n" + " and so on\n" * 100_000 + "\n" + WORDS,
    )
    file(
        "mail",
        "a part without a boundary",
        "boundary.eml",
        "",
        f"MIME-Version: 1.0\nSubject: boats\nContent-Type: multipart/mixed\n\n{WORDS}\n",
    )
    file("transcript", "no captions", "empty.vtt", "holds no text", "WEBVTT\n\nNOTE nothing was said\n")
    file(
        "transcript",
        "times before the beginning",
        "negative.srt",
        "",
        f"1\n-00:00:05,000 --> -00:00:01,000\n{WORDS}\n",
    )
    file(
        "Rich Text",
        "bytes of another kind within",
        "bin.rtf",
        "",
        rb"{\rtf1\ansi "
        + NOTE.encode().replace(b"\n", b"\\par ")
        + rb" \bin12 "
        + b"{{{{}}}}\\\\\\x"
        + b" end.}",
    )
    file(
        "Rich Text",
        "halves of pairs",
        "halves.rtf",
        "",
        r"{\rtf1\ansi " + NOTE.replace("\n", r"\par ") + r" \u-10240? \u-9216?\u55357? end.}",
    )
    file("no note", "a file that may be run, for another user", "setuid.txt", "", NOTE)
    name = "name"
    note = "Note from the Name cell {}\n\nBoat {} came in at dawn on its own.\n"
    for number, (what, called) in enumerate({"an option of rm": "-rf.txt", "capitals": "TWIN.txt", "no capitals": "twin.txt", "a device and a colon": "aux:x.txt", "ends in a dot": "dot.txt.", "a home": "~root.txt", "a variable": "$HOME.txt", "a pattern": "[a-z]*?.txt", "a comma and a quote": 'a,"b.txt', "formula after a blank": " =1+1.txt", "joined emoji": "👩‍👩‍👧.txt", "signs that no XML holds": "x\uffff.txt"}.items(), 20):  # fmt: skip
        file(
            name,
            what,
            called,
            "signs that cannot be printed" if "\uffff" in called else "",
            note.format(number, number * 7919),
        )


def _shown(words: str) -> bytes:
    return make.stream(f"BT /F1 12 Tf 50 700 Td ({words}) Tj ET".encode())


def _odt_content() -> str:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(make.odt())) as package:
        return package.read("content.xml").decode()


def _wrong_sizes(data: bytes) -> bytes:
    """Return an archive whose directory says other sizes than its parts have."""
    made, at = bytearray(data), data.rfind(b"PK\x01\x02")
    made[at + 20 : at + 28] = b"\x05\0\0\0\x07\0\0\0"
    return bytes(made)


for _add in (
    _plain_text, _markdown, _pages, _exports, _word, _open_document, _pdfs, _mails, _rich_text, _other_files,
    _names, _links, _later_ones,
):  # fmt: skip
    _add()
