"""The tables between the stages: what one row is, its key, and every column with its meaning.

The contract of the whole program, in one place. The runner checks each table against it at the gate
of each stage, `tables` reads and writes by it, and the codebook (`data/processed/README.md`, the workbook's
first sheet, `datapackage.json`) is made from it.

Conventions: text columns are never missing, an unknown is the empty string; dates are ISO strings
(`2020-07-16`); lists in a cell are joined by `;`; shares lie in [0, 1]; floats are rounded to six places.
"""

from __future__ import annotations

from pipeline.core.errors import Fault
from pipeline.core.table import Table, count, number, share, text

KINDS = ("heading", "paragraph", "bullet")
FORMALITIES = "formalities"
"""Who was there, apologies, declarations of interest, approval of minutes: said alike at every meeting."""
SECTION_KINDS = (
    "summary", "context", "presentation", "discussion", "reflection", "next", "reading", FORMALITIES, "other",
)  # fmt: skip
UNCOUNTED_SECTIONS = ("next", "reading", FORMALITIES)
"""Logistics, reading lists, formalities: their passages carry no theme and stay out of every denominator."""
DATE_BASES = ("stated", "announced", "metadata", "listing", "correction", "none")
VERDICTS = ("in every meeting", "recurs", "comes and goes", "once", "in passing", "not seen")
TURNS = ("new", "lapsed", "returned")
CHANGES = ("rising", "fading", *TURNS, "no clear change", "too few meetings to say")
"""What is said of a theme over time, once, and alike wherever it is said; `TURNS` are said of topics, too."""
GRADES = ("firm", "tentative")
"""How much a tag rests on: two different strong terms or more, or less than that."""
NEAR = "near"
"""The grade of a theme that terms speak for, but not enough for it to apply."""
BY = ("terms", "person")
"""Who says that a theme applies to a passage: the lexicons, or a person, who overrides them."""
KINDS_OF_READERS = ("person", "models")
"""Who codes passages: people, whose word overrides the tags, or models, whose readings only measure them."""
BLIND = ("random", "notes")
"""How passages came before readers who did not see the tags: drawn at random, or as whole notes."""
WAYS_OF_CODING = (*BLIND, "review", "mark")
"""Beside them the review sheet and marks on the page: chosen by their tags, and no sample of anything."""
POINT_MARKS = ("keep", "out")
"""A passage that the draft is to hold, or not to hold, whatever the program makes of it."""
TOLD = CHANGES[:5]
"""Those that say that something changed."""
COMPARED = 3
"""A group, and what it is compared with, need so many meetings; so do themes that travel together."""
TOPIC_PASSAGES = 2
"""A topic is present in a note when so many of its passages hold it: one may be chance, as with themes."""
MEASURES = ("words", "bullets", "headings", "summary")
"""What is measured of the notes themselves."""
ALL = "(all)"
"""Stands for the whole network in a `cell` column and for the whole span in a `period` column."""

ISO_DATE = r"(\d{4}-\d{2}-\d{2})?"
PERIOD = r"\(all\)|\d{4}(-Q[1-4]|-\d{2})?"


NOTE = text("note_id", "the note: its title in short and a mark of its opening words", pattern=r".+")
PASSAGE = text("passage_id", "the passage: its note and its place in it", pattern=r".+\.\d{3,}")
THEME_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
"""How the id of a theme is written: small letters and digits, joined by hyphens."""
BESIDE_CODES = (
    *("passage_id", "source", "line", "coder", "note", "section", "text", "none"),
    *("passage", "who", "kind", "how", "chance", "when"),
)
"""Columns of a sheet of codes that are no themes: no theme can have such an id."""
THEME = text("theme", "the theme's id", pattern=THEME_ID)
CELL = text("cell", "the recurring group's name; (all) for the whole network, one-off events included")
PERIOD_COLUMN = text("period", "a year, quarter or month (2020, 2020-Q3, 2020-07), or (all)", pattern=PERIOD)
SCORE = number("score", "how strongly; by the terms a theme applies from its threshold on")
SOURCE = text("source", "path of the file under the raw folder")
LINE = count("line", "1-based line in the file (for formats without lines: the paragraph's number)")

TABLES = (
    Table(
        "files",
        "a file under the raw folder, as it was read",
        ("source",),
        (
            SOURCE,
            text("format", "the file's format, by its content"),
            text("sha256", "checksum of its bytes", pattern=r"[0-9a-f]{64}"),
            count("characters", "characters of text found"),
            text("date", "the date that the file's own properties give, if any", pattern=ISO_DATE),
            text("problem", "why it could not be read; empty if it was"),
            text("left_out", "what its reader passed over, with the characters: page footers (40)"),
        ),
        published=False,
    ),
    Table(
        "lines",
        "a line of text of a file, cleaned; lists are marked as on the website (• and numbers, by indent)",
        ("source", "line"),
        (
            SOURCE,
            LINE,
            text(
                "role",
                "what the format says the line is, where it does",
                among=("", "title", "heading", "text", "categories", "date"),
            ),
            count("level", "of a heading, 1 for the foremost; 0 for what is none, or is only set in bold"),
            text("text", "the line, with its indent"),
        ),
        published=False,
    ),
    Table(
        "documents",
        "a source file",
        ("source",),
        (
            SOURCE,
            text("format", "the file's format, by its content"),
            text("sha256", "checksum of its bytes", pattern=r"[0-9a-f]{64}"),
            count("characters", "characters of text found"),
            count("in_notes", "characters of them in titles, categories and passages of notes"),
            count("set_aside", "characters of them in no note: the site's furniture, links, ruled lines"),
            text("left_out", "what its reader passed over besides, with the characters: page footers (40)"),
            count("notes", "notes found in it, copies included"),
            text("problem", "why it could not be read, or gave no note; empty otherwise"),
        ),
    ),
    Table(
        "meetings",
        "a note after duplicates are merged, before it is dated",
        ("note_id",),
        (
            NOTE,
            text("title", "its title, as it is written"),
            text("cell", "the recurring group's name; empty for one-off events"),
            text("event", "what kind of meeting, or `publication`"),
            text("categories", "the site's own tags"),
            SOURCE,
            LINE,
            text("copies", "source:line of every other place where the same note is found"),
            count("words", "words in its passages"),
        ),
        published=False,
    ),
    Table(
        "notes",
        "a meeting note, after duplicates are merged",
        ("note_id",),
        (
            NOTE,
            text("title", "its title, as it is written"),
            text("cell", "the recurring group's name (cells.toml); empty for one-off events"),
            text("event", "cell, roundtable, online meeting, event …; `publication` is counted nowhere"),
            text("categories", "the site's own tags"),
            text("date", "the best estimate; empty when only a range is known", pattern=ISO_DATE),
            text("date_low", "first day it can have been; empty = open", pattern=ISO_DATE),
            text("date_high", "last day it can have been; empty = open", pattern=ISO_DATE),
            text("date_basis", "how it is known", among=DATE_BASES),
            text("date_evidence", "the words that the date rests on, with source and line, and any remark"),
            SOURCE,
            LINE,
            text("copies", "source:line of every other place where the same note is found"),
            count("words", "words in its passages"),
        ),
    ),
    Table(
        "passages",
        "a paragraph, bullet or heading of a note",
        ("passage_id",),
        (
            PASSAGE,
            NOTE,
            SOURCE,
            LINE,
            count("position", "its place in the note, from 1"),
            text("kind", "heading, paragraph or bullet (without its mark)", among=KINDS),
            text("section", "the heading that it is under; empty before the first"),
            text("section_kind", "the kind of part that it is in", among=SECTION_KINDS),
            text("text", "its words", pattern=r"(?s).*\S.*"),
        ),
    ),
    Table(
        "headings",
        "a heading that no rule of sections.toml names",
        ("heading",),
        (
            text("heading", "the heading in lower case, without its number"),
            count("notes", "notes that have it"),
            text("kind", "the kind of part that it was taken to open, in most of them", among=SECTION_KINDS),
        ),
        published=False,
    ),
    Table(
        "tags",
        "a lexicon match",
        ("passage_id", "theme", "start"),
        (
            PASSAGE,
            THEME,
            count("start", "offset of the match's first character in the passage's text"),
            count("end", "offset after its last character"),
            text("term", "the lexicon's entry that matched"),
            text("matched", "the words that it matched: text[start:end]"),
            number("weight", "the entry's weight"),
        ),
    ),
    Table(
        "found_themes",
        "a theme that terms speak for in a passage, before people's codes",
        ("passage_id", "theme"),
        (
            PASSAGE,
            THEME,
            SCORE,
            text("basis", "the reasons: the terms, and the words that tipped the balance; empty for near"),
            text(
                "grade",
                "firm: two different strong terms or more; tentative: less; near: too little to apply",
                among=(*GRADES, NEAR),
            ),
        ),
        published=False,
    ),
    Table(
        "passage_themes",
        "a theme that applies to a passage",
        ("passage_id", "theme"),
        (
            PASSAGE,
            THEME,
            SCORE,
            text("basis", "the reasons: the terms and the words that tipped the balance, the person's name"),
            text(
                "grade",
                "firm: two different strong terms or more, or a person's word; tentative: less",
                among=GRADES,
            ),
            text("by", "who says so: the terms alone, or a person, who overrides them", among=BY),
        ),
    ),
    Table(
        "passage_codes",
        "what somebody read in a passage, for a theme: people, or models",
        ("passage_id", "theme", "who", "how"),
        (
            PASSAGE,
            THEME,
            text("who", "the person's name, or what the readings are called", pattern=r".+"),
            text("kind", "person, or models: these override no tag", among=KINDS_OF_READERS),
            text("how", "how the passage came before them", among=WAYS_OF_CODING),
            share("chance", "probability with which it was drawn; only of random ones", missing=True),
            text("when", "the day, if known", pattern=ISO_DATE),
            text("says", "whether the theme applies", among=("yes", "no")),
        ),
        published=False,
    ),
    Table(
        "overruled",
        "a tag that a person took away",
        ("passage_id", "theme"),
        (
            PASSAGE,
            THEME,
            SCORE,
            text("basis", "what the terms' tag rested on"),
            text("grade", "firm or tentative", among=GRADES),
            text("who", "the people who say that the theme does not apply", pattern=r".+"),
        ),
    ),
    Table(
        "code_conflicts",
        "a theme of a passage on which people do not agree",
        ("passage_id", "theme"),
        (
            PASSAGE,
            THEME,
            text("yes", "the people who say that it applies", pattern=r".+"),
            text("no", "those who say that it does not", pattern=r".+"),
            text("decided", "by the majority of people; of as many, by the terms", among=BY),
        ),
    ),
    Table(
        "passage_marks",
        "a passage that a person keeps for the roundup, or leaves out of it",
        ("passage_id",),
        (
            PASSAGE,
            text("mark", "keep: the draft holds it; out: it does not", among=POINT_MARKS),
            text("who", "the person", pattern=r".+"),
            text("when", "the day", pattern=ISO_DATE),
        ),
    ),
    Table(
        "lost_marks",
        "a mark of the page that lies on nothing in these notes",
        ("file", "line"),
        (
            text("file", "the file of marks"),
            count("line", "its line there"),
            text("who", "the person"),
            text("mark", "right, wrong, keep or out"),
            text("theme", "the theme that it is of, if it is of one"),
            text("note", "the title of the note that the passage stood in"),
            text("place", "where it stood: file and line"),
            text("reason", "why it lies on nothing"),
        ),
        published=False,
    ),
    Table(
        "accuracy",
        "a theme, and how well the terms find it, by passages coded blind",
        ("theme",),
        (
            THEME,
            count("passages", "passages coded for it: drawn at random, or of whole notes"),
            count("by_person", "those that a person coded; models coded the others"),
            count("notes", "notes that they are of"),
            count("coded", "passages that carry the theme by the codes"),
            count("machine", "passages among them that the terms tag"),
            *(
                number(name + end, meaning + what, missing=True)
                for name, meaning in (
                    ("precision", "share of the tags that are right"),
                    ("recall", "share of the passages coded with the theme that are tagged"),
                    ("f1", "harmonic mean of the two"),
                    ("kappa", "agreement beyond chance (Cohen 1960)"),
                )
                for end, what in (
                    ("", ""),
                    ("_low", ": lower end of the 95 % interval over notes"),
                    ("_high", ": its upper end"),
                )
            ),
            number("correlation", "of the share per note by the terms and by the codes", missing=True),
            share("share", "share of all passages that count, as the terms have it"),
            share("corrected", "the same, corrected by the codes", missing=True),
            share("corrected_low", "lower end of its 95 % interval", missing=True),
            share("corrected_high", "upper end", missing=True),
            count("firm", "of the tags in coded passages the firm ones"),
            number("firm_right", "of these, how many are right; half where readers are divided"),
            count("tentative", "the tentative ones"),
            number("tentative_right", "of these, how many are right"),
            count("reviewed", "tags that people reviewed or marked, which are no sample"),
            count("reviewed_right", "of these, how many they let stand"),
            text("verdict", "whether the theme is measured well enough, in words"),
        ),
    ),
    Table(
        "stems",
        "a word of the notes",
        ("word",),
        (
            text("word", "the word, in lower case"),
            text("stem", "what its forms are counted by; empty for words that say nothing"),
        ),
        published=False,
    ),
    Table(
        "topics",
        "an open topic",
        ("topic",),
        (
            text("topic", "the topic's id, made of its label, or of the words that come back most"),
            text("label", "a label in a few words; machine-made unless config/topics.toml names it"),
            text(
                "state",
                "named: config/topics.toml names it; kept: it holds it as the program named it; new: it does "
                "not; split: a label there fits a better topic as well; gone: a label that fits no topic now",
                among=("named", "kept", "new", "split", "gone"),
            ),
            text("split_from", "the label that a split topic has terms of; else empty"),
            text("status", "stable; weak: too little of it comes back", among=("stable", "weak", "gone")),
            text("anchors", "the themes whose passages hold it; empty for a free topic"),
            text("outside", "yes: a free topic unlike every theme", among=("yes", "no")),
            share("stability", "how much of it comes back when the notes are resampled"),
            number("coherence", "NPMI of its top words over the passages, -1 to 1"),
            number("lift", "how many times more often than by chance its words meet in notes held out"),
            text("nearest_theme", "the theme that it is most like; empty if none"),
            share("similarity", "how like: cosine of the two over the passages"),
            text(
                "repeats",
                "the theme it repeats: it applies to half of its passages or more, and twice as many as by "
                "chance; empty if none",
            ),
            count("notes", "notes in which it is present: at least two passages hold it"),
            count("passages", "passages that hold it"),
            text("cells", "the recurring groups of these notes, the most frequent first"),
            text("first", "date, or first possible day, of the first of these notes", pattern=ISO_DATE),
            text("last", "date, or last possible day, of the last of them", pattern=ISO_DATE),
        ),
    ),
    Table(
        "topic_terms",
        "a term of a topic",
        ("topic", "term"),
        (
            text("topic", "the topic's id"),
            text("term", "a word or phrase"),
            count("rank", "1 to 10 for the words shown, foremost first; further ones after"),
            number("weight", "its weight in the topic"),
            share("returned", "share of the resamples in which it represented the topic"),
        ),
    ),
    Table(
        "topic_passages",
        "a passage's share of a topic",
        ("passage_id", "topic"),
        (
            PASSAGE,
            text("topic", "the topic's id"),
            share("weight", "the topic's share of the passage; where it is too small there is no row"),
            count("typical", "1 to 3 for the passages most typical of the topic, of different notes; else 0"),
        ),
    ),
    Table(
        "topic_themes",
        "a topic and a theme that meet",
        ("topic", "theme"),
        (
            text("topic", "the topic's id"),
            THEME,
            share("similarity", "cosine of the two over the passages"),
            count("passages", "passages with both"),
            number("lift", "how many times more often than by chance they meet"),
        ),
    ),
    Table(
        "topic_suggestions",
        "a term that a lexicon could find a topic outside the framework by",
        ("topic", "term"),
        (
            text("topic", "the topic's id"),
            text("term", "a phrase, or a word that no lexicon names"),
            text("strength", "strong: a phrase, enough by itself; weak: a word", among=("strong", "weak")),
            count("passages", "passages with it"),
            count("with_topic", "of these, passages that hold the topic"),
        ),
    ),
    Table(
        "topic_choices",
        "a number of topics that was tried",
        ("topics",),
        (
            count("topics", "topics in all"),
            count("free", "topics that no theme anchors"),
            number(
                "hold", "sum over the topics of their stability less 0.5; of the sound the most is chosen"
            ),
            count("coherent", "topics that are coherent; the most are chosen where no number is sound"),
            text("sound", "yes: coherence and diversity are high enough", among=("yes", "no")),
            share("stability", "mean share of a topic's words that come back when the notes are resampled"),
            number("coherence", "mean NPMI of the topics' words"),
            share("diversity", "distinct words among all the words shown"),
            count("draws", "draws that hold and stability rest on: few where the number was surely behind"),
            text("chosen", "yes for the number taken", among=("yes", "no")),
        ),
    ),
    Table(
        "note_themes",
        "a note and a theme",
        ("note_id", "theme"),
        (
            NOTE,
            THEME,
            count(
                "passages",
                "passages of the note that count (no headings, logistics, reading lists or formalities)",
            ),
            count("tagged", "those to which the theme applies"),
            share("share", "tagged / passages; empty where no passage counts", missing=True),
            text("present", "yes: more of them than chance alone would tag", among=("yes", "no")),
        ),
    ),
    Table(
        "series",
        "a cell, period and theme",
        ("cell", "period", "theme"),
        (
            CELL,
            PERIOD_COLUMN,
            THEME,
            count("notes", "meetings of the cell that lie in the period; 0 = no meeting"),
            count(
                "undated", "further meetings that may have been in the period: known only to a longer range"
            ),
            count("notes_with_theme", "meetings in which the theme is present"),
            count("passages", "passages that count"),
            count("tagged", "those to which the theme applies"),
            share("share", "tagged / passages; empty where no meeting was", missing=True),
            share("low", "lower end of the share's 95 % interval", missing=True),
            share("high", "upper end of the share's 95 % interval", missing=True),
        ),
    ),
    Table(
        "recurrence",
        "a cell and a theme",
        ("cell", "theme"),
        (
            CELL,
            THEME,
            count("notes", "meetings of the cell"),
            count("placed", "those whose place in time is known: runs, gaps and change rest on them alone"),
            count("notes_with_theme", "meetings in which the theme is present"),
            text("first", "date, or first possible day, of the first meeting with it", pattern=ISO_DATE),
            text("last", "date (or last possible day) of the last one", pattern=ISO_DATE),
            count("longest_run", "most meetings with the theme in a row"),
            text("verdict", "how it recurs, from a fixed ladder", among=VERDICTS),
            count("longest_gap", "most meetings in a row without it, between two with it"),
            text("change", "the verdict on how it changed over time, from a fixed ladder", among=CHANGES),
            number(
                "difference",
                "fitted change in share: evenly from the first placed meeting to the last, or from the "
                "earlier half to the later, whichever fits better",
                missing=True,
            ),
            number(
                "p_value", "of the test of change, at note level; empty if too few meetings", missing=True
            ),
            number("q_value", "the same, false-discovery controlled over all cells × themes", missing=True),
            number(
                "detectable",
                "the smallest change in share, come about at once and halfway, that would have been found "
                "four times in five; an even one must be √3 times as large",
                missing=True,
            ),
        ),
    ),
    Table(
        "comparisons",
        "a cell or a year, and a theme: its share against that of all other meetings",
        ("kind", "group", "theme"),
        (
            text("kind", "what is compared with the rest", among=("cell", "year")),
            text("group", "the cell's name, or the year"),
            THEME,
            count("notes", "meetings of the group in which passages count"),
            count("rest", "all other meetings in which passages count (for a year: those of known years)"),
            share("share", "tagged / passages in the group", missing=True),
            share("rest_share", "the same in the rest", missing=True),
            number("difference", "share less rest_share", missing=True),
            number("low", "lower end of the difference's 95 % interval", missing=True),
            number("high", "upper end of the difference's 95 % interval", missing=True),
            number("log_ratio", "binary logarithm of share / rest_share; 1 = twice as much", missing=True),
            number(
                "p_value", "of the permutation test, at note level; empty if too few meetings", missing=True
            ),
            number("q_value", "the same, false-discovery controlled over the table", missing=True),
            text(
                "verdict",
                "in words; clearly only where the interval, too, leaves out 0",
                among=("clearly more", "clearly less", "no clear difference", "too few meetings to say"),
            ),
        ),
    ),
    Table(
        "companions",
        "a pair of themes: whether meetings that speak much of the one speak much of the other",
        ("theme", "other"),
        (
            THEME,
            text("other", "the other theme's id", pattern=THEME_ID),
            count("notes", "meetings in which passages count"),
            count("both", "those in which both themes are present"),
            number("correlation", "of the two shares over the meetings, -1 to 1", missing=True),
            number("low", "lower end of its 95 % interval", missing=True),
            number("high", "upper end of its 95 % interval", missing=True),
            number("p_value", "of the permutation test; empty if too few meetings", missing=True),
            number("q_value", "the same, false-discovery controlled over all pairs", missing=True),
            text(
                "verdict",
                "in words; together only where both are present in three meetings at least",
                among=("travel together", "keep apart", "no clear link", "too few meetings to say"),
            ),
        ),
    ),
    Table(
        "note_changes",
        "a cell and a measure of its notes: whether the notes themselves changed, which alone moves shares",
        ("cell", "measure"),
        (
            CELL,
            text("measure", "words, bullets, headings or summary", among=MEASURES),
            count("notes", "placed meetings in which passages count"),
            number("early", "mean of the earlier half of them", missing=True),
            number("late", "mean of the later half", missing=True),
            number("p_value", "of the trend test; empty if too few meetings", missing=True),
            text("warning", "yes: shares of early and late notes may not be comparable", among=("yes", "no")),
        ),
    ),
    Table(
        "turns",
        "a stretch of meetings without a theme or topic: is it new after that, did it lapse, did it return?",
        ("cell", "kind", "name", "turn"),
        (
            CELL,
            text("kind", "theme or topic", among=("theme", "topic")),
            text("name", "the theme's or topic's id"),
            text("turn", "where the stretch is: before all, after all, between", among=TURNS),
            count("seen", "placed meetings with it"),
            count("notes", "placed meetings"),
            count("gap", "those in a row without it"),
            text("last", "day of the last meeting with it before the stretch", pattern=ISO_DATE),
            text("since", "day of the first meeting with it after the stretch", pattern=ISO_DATE),
            share("p_value", "how likely chance alone leaves so long a stretch there"),
            text(
                "told",
                "yes: chance would hardly bring this about, with all that was looked at",
                among=("yes", "no"),
            ),
        ),
    ),
    Table(
        "topic_series",
        "a cell, period and topic",
        ("cell", "period", "topic"),
        (
            CELL,
            PERIOD_COLUMN,
            text("topic", "the topic's id"),
            count("notes", "meetings of the cell in the period"),
            count("notes_with_topic", "meetings in which the topic is present"),
            share("share", "its mean share of their passages; empty where no meeting was", missing=True),
        ),
    ),
)

SCHEMAS = {table.name: table for table in TABLES}


def schema(name: str) -> Table:
    """Return the table's schema by its name."""
    if name not in SCHEMAS:
        raise Fault(f"there is no table '{name}'; the tables are {', '.join(SCHEMAS)}")
    return SCHEMAS[name]
