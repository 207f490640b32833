"""Mails: own words told from quotations and signatures."""

from email.message import EmailMessage

import pytest

from pipeline.reading import formats

BODY = "The circle met by the quay and shared bread."


def mail(text, subject="Notes of the Orchard Circle", page=None, **options):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ann <a@example.org>", "b@example.org", subject
    message["Date"], message["Message-ID"] = "Tue, 03 May 2022 23:15:00 +0100", "<1@example.org>"
    message.set_content(text, **options)
    if page:
        message.add_alternative(page, subtype="html")
    return message.as_bytes()


def lines(data, name="a.eml"):
    reading = formats.read(data, name)
    assert reading.problem == ""
    return [line.text for line in reading.lines if line.role not in ("title", "date")]


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        pytest.param(
            f"{BODY}\n\nOn Mon, 2 May 2022 at 09:00, Bo <b@example.org> wrote:\n> When?\n> Bo\n",
            "quoted replies",
            id="marked",
        ),
        pytest.param(
            f"{BODY}\n\nOn Mon, 2 May 2022 at 09:00, Bo Sample\n<b@example.org> wrote:\n\n> When?\n",
            "quoted replies",
            id="an opening over two lines",
        ),
        pytest.param(f"{BODY}\n\n-----Original Message-----\nWhen?\n", "quoted replies", id="unmarked"),
        pytest.param(
            f"{BODY}\n\nFrom: Bo\nSent: Monday\nTo: Ann\nSubject: When?\n\nWhen?\n",
            "quoted replies",
            id="by its headers",
        ),
        pytest.param(f"{BODY}\n\n-- \nAnn Example\nOrchard\n", "signatures", id="a signature"),
        pytest.param(f"{BODY}\n\nSent from my telephone\n", "signatures", id="a telephone's signature"),
    ],
)
def test_what_is_not_the_messages_own_is_left_out(text, left_out):
    reading = formats.read(mail(text), "a.eml")
    assert [(line.role, line.text) for line in reading.lines] == [
        ("title", "Notes of the Orchard Circle"),
        ("", BODY),
    ]
    assert reading.date == "2022-05-03"
    assert reading.left_out.startswith(left_out)


@pytest.mark.parametrize(
    "page",
    [
        '<div class="gmail_quote">When?</div>',
        '<blockquote type="cite">When?</blockquote>',
        '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: Bo</div><div>When?</div>',
        '<div class="moz-signature">Ann</div>',
        "<div>On Mon, 2 May 2022, Bo wrote:</div><blockquote type=cite>When?</blockquote>",
    ],
)
def test_what_mail_programs_mark_in_pages(page):
    data = mail("other", page=f"<html><body><h2>Points</h2><p>{BODY}</p>{page}</body></html>")
    assert [text for text in lines(data) if text != "———"] == ["Points", BODY]


def test_a_forwarded_message_is_kept_without_its_headers():
    text = (
        f"See below.\n\n---------- Forwarded message ---------\nFrom: Bo\nDate: Monday\nTo: Ann\n\n{BODY}\n"
    )
    reading = formats.read(mail(text, subject="Fwd: Minutes"), "a.eml")
    assert [line.text for line in reading.lines] == ["Minutes", "See below.", BODY]


def test_wrapped_lines_are_joined_and_items_kept():
    text = (
        "Neighbours shared a meal and talked about trust, and how it grows where people\n"
        "meet often and nobody has to explain themselves.\n\n- listening takes\n  time\n- small groups\n"
    )
    joined = " ".join(text.split("\n\n")[0].split())
    assert lines(mail(text)) == [joined, "  • listening takes time", "  • small groups"]


def test_a_mailbox_gives_a_note_a_message():
    box = b"\n".join(b"From a@example.org Tue May  3 10:15:00 2022\n" + mail(f"{BODY}\n") for _ in "ab")
    found = [(line.role, line.text) for line in formats.read(box, "notes.mbox").lines]
    assert found == [("date", "2022-05-03"), ("title", "Notes of the Orchard Circle"), ("", BODY)] * 2


@pytest.mark.parametrize("name", ["a.eml", "a.txt", "a"])
def test_a_mail_is_told_by_its_headers(name):
    assert formats.read(mail(BODY), name).format == "mail"


def test_a_note_that_opens_with_lines_like_headers_is_text():
    assert formats.read(f"From: Ann\nTo: all\nSubject: bread\n\n{BODY}\n".encode(), "a.txt").format == "txt"


def test_a_mail_in_another_alphabet():
    assert lines(mail("Мы встретились.\n", charset="koi8-r")) == ["Мы встретились."]


def test_a_mail_of_quotations_alone_says_so():
    assert "words of its own" in formats.read(mail("> When?\n"), "a.eml").problem


def test_a_name_of_an_encoding_that_none_can_have_loses_no_text():
    data = mail(BODY).replace(b'charset="utf-8"', b'charset="u\0"')
    assert b"\0" in data
    assert formats.read(data, "a.eml").problem == ""


def test_parts_without_a_boundary_are_the_text():
    data = f"MIME-Version: 1.0\nSubject: bread\nContent-Type: multipart/mixed\n\n{BODY}\n".encode()
    assert [line.text for line in formats.read(data, "a.eml").lines][1:] == [BODY]
