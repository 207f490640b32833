# ruff: noqa: E501
"""Building blocks of hostile files: archives, Word and OpenDocument packages, PDFs, put together by hand."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Mapping

WORDS = "The boats came in at dawn and whoever stood on the quay took a rope without being asked."
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PLAIN = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"


def zipped(parts: Iterable[tuple[str, str | bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of the parts; a name may be there twice."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that is there twice is meant
        for name, content in parts:
            made.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, compress_type=method)
    return stream.getvalue()


def docx(
    body: str = PLAIN, head: str = "", more: Mapping[str, str | bytes] | None = None, relations: str = ""
) -> bytes:
    """Return a Word package with the body; `head` goes before its root, `relations` into its part's own."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
            f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
        ),
        "word/document.xml": (
            f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}" xmlns:r="{OFFICE}"><w:body>{body}'
            "</w:body></w:document>"
        ),
        **(more or {}),
    }
    return zipped(parts.items())


def with_styles(styles: str, body: str) -> bytes:
    """Return a Word package with these styles."""
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/>'
        '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.styles+xml"/></Types>'
    )
    parts = {"[Content_Types].xml": types, "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>'}
    return docx(
        body, more=parts, relations=f'<Relationship Id="r2" Type="{OFFICE}/styles" Target="styles.xml"/>'
    )


def odt(
    body: str = f"<text:p>{WORDS}</text:p>",
    head: str = "",
    manifest: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return an OpenDocument package with the body; `head` goes before its root."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style")
    )
    content = (
        f'<?xml version="1.0"?>{head}<office:document-content{names}><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>"
    )
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "META-INF/manifest.xml": (
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
            f'manifest:1.0">{manifest}</manifest:manifest>'
        ),
        **(more or {}),
    }
    return zipped(parts.items())


def laughs(entity: str = "lol", levels: int = 9) -> str:
    """Return a document type whose last entity stands for 10 to the power of `levels` words."""
    entities = [f'<!ENTITY {entity}0 "kite ">']
    for level in range(1, levels + 1):
        entities.append(f'<!ENTITY {entity}{level} "{f"&{entity}{level - 1};" * 10}">')
    return f"<!DOCTYPE root [{''.join(entities)}]>"


OUTSIDE = '<!DOCTYPE root [<!ENTITY out SYSTEM "file:///etc/passwd">]>'


def locked(data: bytes) -> bytes:
    """Return an archive whose parts say that they are encrypted."""
    made = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(mark)
        while at >= 0:
            made[at + offset] |= 1
            at = made.find(mark, at + 4)
    return bytes(made)


def overlapping(copies: int = 2000, size: int = 1_000_000) -> bytes:
    """Return an archive of which all parts are the same few bytes."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packed.compress(b"\0" * size) + packed.flush()
    crc, name = zlib.crc32(b"\0" * size), b"word/document.xml"
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, crc, len(data), size, len(name), 0)
    entry = struct.pack(
        "<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 33, crc, len(data), size, len(name), 0, 0, 0, 0, 0, 0
    )
    directory = (entry + name) * copies
    start = len(local) + len(name) + len(data)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, copies, copies, len(directory), start, 0)
    return local + name + data + directory + end


def pdf(objects: Mapping[int, bytes | str], trailer: str = "/Root 1 0 R") -> bytes:
    """Return a PDF of the objects by their numbers, with its table of contents."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, content in objects.items():
        places[number] = len(out)
        data = content.encode("latin-1") if isinstance(content, str) else content
        out += f"{number} 0 obj\n".encode() + data + b"\nendobj\n"
    start, size = len(out), max(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        out += f"{places.get(number, 0):010} 00000 {'n' if number in places else 'f'} \n".encode()
    out += f"trailer\n<< /Size {size} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def stream(data: bytes, keys: str = "") -> bytes:
    """Return a PDF's stream."""
    return f"<< /Length {len(data)} {keys} >>\nstream\n".encode() + data + b"\nendstream"


def page_of(content: bytes, catalog: str = "", page: str = "", **more: bytes | str) -> bytes:
    """Return a PDF of one page with the content, a stream; `more` are objects by `o` and their number."""
    return pdf(
        {
            1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
            2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources "
            f"<< /Font << /F1 5 0 R >> {page} >> >>",
            4: content,
            5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            **{int(name[1:]): value for name, value in more.items()},
        }
    )


def shown(text: str = WORDS) -> bytes:
    """Return what sets a line of text on a page."""
    return f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode()


def flate(data: bytes, times: int = 1) -> bytes:
    """Return data packed so many times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def bomb(megabytes: int) -> bytes:
    """Return a stream that unpacks to so many megabytes of spaces; its own sum at the end is wrong."""
    packer = zlib.compressobj(9)
    head = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + piece * (megabytes - 1) + packer.flush()


def swollen(data: bytes, megabytes: int = 400) -> bytes:
    """Return an archive whose last part says that it unpacks to so much."""
    made = bytearray(data)
    struct.pack_into("<I", made, made.rfind(b"PK\x01\x02") + 24, megabytes * 1_000_000)
    return bytes(made)
