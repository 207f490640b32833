"""The roundup of a period as a draft for convenors: chosen from the notes, never written by the program."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.core.wording import several
from pipeline.roundup import (
    advice_chapter,
    ahead_chapter,
    blanks_chapter,
    context_chapter,
    groups_chapter,
    lessons_chapter,
    meetings_chapter,
    quotations_chapter,
)
from pipeline.roundup.document import Block, Draft, Heading, Point, Text, chapter
from pipeline.roundup.lessons import lessons
from pipeline.roundup.marks import unknown
from pipeline.roundup.material import Material
from pipeline.roundup.pool import Pool


def draft_of(held: Material, sample: bool) -> Draft:
    """Return the draft. A chapter with nothing in it is left out."""
    pool = Pool(held)
    voices, ahead = quotations_chapter.chapter(held), ahead_chapter.chapter(held)
    pool.beside = sum(isinstance(block, Point) for block in (*voices, *ahead))
    found = lessons(pool)
    context = list(context_chapter.chapter(held, pool))
    advice = advice_chapter.chapter(held, pool, groups_chapter.wanted(pool) + held.options.single)
    alone = lessons_chapter.singles(pool, held.options.single)
    by_group = groups_chapter.chapter(held, pool, found)
    learnt = [*lessons_chapter.chapter(held, pool, found, alone), *lessons_chapter.kept(pool)]
    blocks = [
        *_preface(),
        *context,
        *chapter(Heading(1, "What we have learnt"), learnt),
        *chapter(Heading(1, "What can be done"), advice),
        *chapter(Heading(1, f"The {held.group[1]}"), by_group),
        *chapter(Heading(1, "Voices"), voices),
        *chapter(Heading(1, "Looking ahead"), ahead),
        *blanks_chapter.chapter(held),
        *chapter(Heading(1, "List of meetings"), meetings_chapter.chapter(held)),
        *_unknown_marks(held),
    ]
    name = held.period.name
    title = held.network.roundup
    if not held.period.is_year:  # learnt in 2023, but learnt from September 2020 to August 2021
        title = title.replace("in {year}", "from {year}")
    title = title.replace("{year}", name)
    return Draft(name, held.period.slug, title, _subtitle(held), sample, tuple(blocks))


def _subtitle(held: Material) -> str:
    told = several(len(held.notes), "meeting")
    return f"Draft of a roundup for discussion, from the notes of {told}"


def _preface() -> Iterator[Block]:
    yield Text(
        "This is a draft. Its sentences were chosen from the meeting notes, and no word of them was changed; "
        "the choice, the headings, a theme’s name before a point and the counts are the program’s. A "
        "footnote names the note of each and leads to the passage in the report (index.html, in the same "
        "folder). To keep a point, or to be rid of it, mark its passage there, or put its opening words into "
        "config/quotes.toml. This file can be edited freely: the next draft will be written beside it. "
        "Delete this paragraph at the end.",
        "remark",
    )


def _unknown_marks(held: Material) -> Iterator[Block]:
    for mark in unknown(held.marks, held.tables["passages"]):
        yield Text(
            f"config/quotes.toml: no passage of any note has the words ‘{mark}’; mend the mark.", "remark"
        )
