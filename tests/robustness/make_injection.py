# ruff: noqa: E501
r"""Notes and a framework whose every word would do something, if it reached an output as it is.

`WHERE` in a payload is replaced by a word that stands for where it came from.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from tests.conftest import CONFIG

PAYLOADS = (
    "<script>alert('WHERE')</script>",
    "\"><img src=x onerror=alert('WHERE')>",
    "' onmouseover='alert(1) WHERE",
    "</script><svg onload=alert('WHERE')>",
    "</title></style><iframe src=\"javascript:alert('WHERE')\">",
    "--><!-- ]]> <![CDATA[ WHERE &#60;script&#62; &lt;b&gt;",
    "{{ 7*7 }} {% include '/etc/passwd' %} {# WHERE #}",
    "=cmd|' /C calc'!A0 WHERE",
    "@SUM(1+1)*cmd WHERE",
    "+1+WHERE",
    "-1-WHERE",
    '=HYPERLINK("http://evil.example/WHERE","x")',
    r"$\frac{WHERE}$ $\undefined $$ \input{x} ^_$",
    '{ INCLUDETEXT "file:///etc/passwd" } { DDEAUTO c:\\\\x.exe } WHERE',
    "[x](javascript:alert('WHERE')) ![x](http://evil.example/x.png) <http://evil.example/WHERE>",
    "`</code>` ~~~ | a | b | ^[WHERE] \\<b> http://evil.example/auto",
    "\u202eevil\u2066 WHERE \ufffe\uffff\ufdd0 \U0001fffe x",
    "%s %(x)s {0.__class__} ${WHERE} \\u003cscript\\u003e",
)
"""What a browser, a spreadsheet, Word, Markdown, a template or a formula setter would act upon."""
TALK = (
    "They share the ropes and the boats with whoever comes, because the tide waits for nobody",
    "We need to listen to the crews before the boats go out, and to share what they say",
    "The ropes hold when many hands hold them, and trust grows with every tide",
    "A boat is not a person, so the boats come second and the crews come first",
    "Whoever mends the ropes should have a say in where the boats go",
)


def payload(number: int, where: str) -> str:
    """Return one of the payloads, by turns."""
    return PAYLOADS[number % len(PAYLOADS)].replace("WHERE", where)


def config(folder: Path) -> None:
    """Write a framework of which every word that readers see is a payload."""
    (folder / "themes").mkdir(parents=True)
    (folder / "templates").mkdir()
    shutil.copy(CONFIG / "templates" / "roundup.docx", folder / "templates")

    def said(number: int, where: str) -> str:
        return json.dumps(payload(number, where), ensure_ascii=True)

    files = {
        "network.toml": f"name = {said(0, 'network')}\nroundup = {said(3, 'roundup')}\n"
        "anchors = [['tides'], ['boats']]\n"
        f"phrases = [{said(1, 'phrase')}]\n[group]\none = {said(4, 'one')}\nmany = {said(2, 'many')}\n"
        f"[site]\nname = {said(1, 'site')}\n"
        f"[[family]]\nid = 'values'\none = {said(5, 'value')}\nmany = {said(12, 'values')}\n"
        f"[[family]]\nid = 'aims'\none = {said(7, 'aim')}\nmany = {said(0, 'aims')}\n",
        "cells.toml": "".join(
            f"[[cell]]\nname = {said(number, 'cell')}\naliases = ['{name}']\n"
            for name, number in (("Kite", 0), ("Heron", 12), ("Owl", 7), ("Wren", 14))
        )
        + f"[events]\n{said(1, 'event')} = ['roundtable']\n",
        "themes/values.toml": f"[tides]\nlabel = {said(0, 'tides')}\nterms = ['tide*', 'wait*']\n"
        f"[boats]\nlabel = {said(12, 'boats')}\nterms = ['boat*', 'crew*']\n",
        "themes/aims.toml": f"[ropes]\nlabel = {said(7, 'ropes')}\nterms = ['rope*', 'mend*']\n"
        f"[ears]\nlabel = {said(1, 'ears')}\nterms = ['listen*', 'say', 'trust']\n"
        f"[hands]\nlabel = {said(6, 'hands')}\nterms = ['hand*', 'share*']\n",
        "topics.toml": f"[[topic]]\nlabel = {said(13, 'topic')}\nterms = ['boat', 'crew', 'rope']\n",
        "corrections.toml": f"[[correction]]\ntitle = 'Note from the Kite cell 1'\nreason = {said(1, 'why')}\n"
        f"event = {said(2, 'which')}\nexpect = 'cell'\n",
        "quotes.toml": "keep = ['They share the ropes and']\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def notes(folder: Path) -> None:
    """Write notes of four groups over three years, each line with a payload; and files of odd names."""
    folder.mkdir(parents=True)
    count = 0
    for name in ("Kite", "Heron", "Owl", "Wren"):
        for meeting in range(1, 8):
            lines = [
                f"Note from the {name} cell {meeting}",
                "",
                f"Held on {meeting} May {2018 + meeting // 2}.",
                "",
            ]
            for place, talk in enumerate(TALK * 2):
                count += 1
                evil = payload(count + place, f"note{count}")
                ways = (
                    f"{evil} {talk}.",
                    f"{talk}: “{evil}”, and so on.",
                    f"• {evil} {talk}.",
                    f"{evil} next steps:",
                )
                lines += [ways[(place + meeting) % 4], ""]
            lines += [
                "Next steps",
                "",
                f"• {payload(count, 'next')} They will look at the ropes next time.",
                "",
            ]
            (folder / f"{name}-{meeting}.txt").write_text("\n".join(lines), encoding="utf-8")
    for number in range(len(PAYLOADS)):
        title = payload(number, f"title{number}")
        file = payload(number, f"file{number}").replace("/", "_").encode()[:200].decode(errors="ignore")
        text = f"{title} – note of a roundtable\n\n{number + 1} June 2021\n\n{title} {TALK[number % 5]}.\n\n{TALK[2]}.\n"
        (folder / f"{file}.txt").write_text(text, encoding="utf-8")
    (folder / os.fsdecode(b"bad\xff<script>.txt")).write_text("x", encoding="utf-8")
    page = (
        "<html><head><title>Note from the Kite cell 30</title><script>alert('page')</script></head><body>"
        "<h1>Note from the Kite cell 30</h1><p onclick=alert(1)>&lt;script&gt;alert('decoded')&lt;/script&gt; "
        "the boats <a href='javascript:alert(1)'>link</a> &#xD800; &#x1; &#xFFFF; came.</p></body></html>"
    )
    (folder / "page.html").write_text(page, encoding="utf-8")
    rtf = (
        r"{\rtf1\ansi Note from the Kite cell 31\par They share \u-10240? the \u-2? boats \'01 with all.\par}"
    )
    (folder / "odd.rtf").write_text(rtf, encoding="ascii")
