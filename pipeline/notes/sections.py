"""Sections: which blocks of a note are headings, and what kind of part each passage is in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.core.schemas import FORMALITIES, UNCOUNTED_SECTIONS
from pipeline.language.dates import mentions
from pipeline.notes.attendance import is_formal, is_name
from pipeline.notes.blocks import SENTENCE_END, Block
from pipeline.notes.signs import LOOKED_AT, Signs
from pipeline.settings.models import SectionCue, SectionsConfig, alternatives

LONGEST_HEADING = 300
"""Characters; a longer line is looked up nowhere."""
LONGEST_PLAIN = 140
"""Characters of a heading that no rule knows."""
HEADING_WORDS = 14
"""A plain line longer than this is a paragraph, even without a full stop."""
LABEL_WORDS = 6
"""A line of more words that ends with a full stop is a sentence, even if it is put like a known heading."""
TITLE_PART = re.compile(r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|notes? of)\b", re.I)
NAME_LINE = re.compile(
    r"^(?:(?:Dr|Prof|Sir|Dame|Rev|Cllr)\.? )?([A-Z][\w’'-]+)(?: [A-Z][\w’'.-]+){1,3}(?:,.*| [–-] .*)?$"
)
OPENS_LIST = re.compile(
    r"\b(includ\w+|were|was|are|is|suggested|emerged|identified|agreed|said|noted|asked|heard|felt):$"
    r"|\bthe following\b",
    re.I,
)
FIRST_NAME = re.compile(r"[A-Z][a-z’'-]+(?: \(.{1,60}\)|, .{1,60}| (?:from|of|at) .{1,60})?")
"""A name alone, as it stands in a list of names."""
TELLS = re.compile(r"(?:She|He|They|I) (?:also |then |first )?(?:spoke|told|began|gave|said|set out|\w+ed)\b")
"""What stands under a speaker's name."""
TITLES = r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Sir|Dame|Revd?|Fr|Cllr|Councillor|Inspector|PCSO|PC|Sgt)"
SPEAKER = re.compile(rf"(?:[–—-] )?({TITLES}\.? )?(?:[A-Z][\w’'-]+ )??([A-Z][\w’'-]+)(?![\w’'-])")
"""A heading that begins with a name: "Jo from the mill", "Dr Ann Hill digs"."""
SPOKE = re.compile(
    r"(?: [A-Z][\w’'-]+)?,?(?: (?:from|of|at|who)\b[^.]{0,80})? (?:then |also |first )?"
    r"(?:told|spoke|began|opened|started|described|explained|presented|outlined|took us|gave|shared|said"
    r"|recalled|reported|showed)\b"
)
PRONOUN = re.compile(r"[.!?] (?:She|He)\b")
"""A second sentence about the person whom the first names."""
SUBJECT = re.compile(r"(he|she|they|it|there|this|these|here) ", re.I)
ASKS = re.compile(r"(how|what|why|who|where|when|which|is|are|can|could|do|does|should|will) ", re.I)
SENTENCES = re.compile(r"[a-z]{3}[.!?] [A-Z]")
"""Where one sentence ends and another begins in a line."""
TASK = re.compile(r"[A-Z][\w’'+& ]{0,24} [–—-] [a-z]")
"""A line "Ann + Bo – keys, by Friday", which is a task if the next or the last is one, too."""
SAYS_ON = re.compile(r"https?://|\bwww\.|\w\)?: [a-z]|\S: \S+\.\w{2,}/")
"""What a line has that says something: an address, or "Ann: what about the mill"."""
ITEM = re.compile(
    r"(?:(?:agenda )?item \d+[a-z]?|minute(?: no\.?)? \d+"
    r"|[a-z]{0,4}[ .]?\d{1,4}/\d{1,4}(?:[./]\d+)*[a-z]?|\d{1,3}(?:\.\d+)*)"
    r"\s*[.:)–-]?\s+(?=\S)",
    re.I,
)
"""How an item of an agenda is numbered: "Item 3:", "22/045", "4"."""
CLOCK = re.compile(
    r"\d{1,2}(?:[.:]\d\d)(?:\s?[ap]m)?(?:\s?(?:[–-]|to)\s?\d{1,2}[.:]\d\d(?:\s?[ap]m)?)?\s*[:–|-]?\s+(?=\S)",
    re.I,
)
"""The time that stands before an item: "7.10pm Check-in", "18:30–19:00 Talk"."""
TIMED = re.compile(r"\s*\([^)]*\)$|\s*[–-]\s*\d{1,2}[.:]\d\d\s?(?:am|pm)?$", re.I)
"""What a heading may end with: how long the item takes, who leads it, when it began."""
TIMED_ENDS = (")", "m", "M", "\n")
DIGIT = re.compile(r"\d")
FIRST_PART = 4
"""A first part of so many passages is no background."""
LATE = 0.6
"""From this share of a note's blocks on, parts are those that end a note."""
REPORT = re.compile(r"\b(?:reports?|updates?|figures|accounts)\b", re.I)
"""A report ends with its heading's part; a talk goes on under headings of its own."""
VERSE = 30
"""Lines before and after a line that are looked at as one poem or list with it."""
HEAD_LINES = 2
"""Lines under the title that may say what the note is of."""
RECORD_OF = re.compile(r"(?:(?:draft|approved|confirmed) )?(?:minutes|notes?|record) of\b", re.I)
RUN_IN = re.compile(r"([A-Z][\w’'&, -]{2,60}?)(?:[.:]| [–|-])\s+\S")
QUOTED = re.compile(r"^[‘“\"'].*[’”\"']$")


@dataclass(frozen=True)
class Part:
    """Where a block is: its heading and the kind of part that this opened."""

    block: Block
    kind: str  # heading, paragraph, bullet
    section: str
    section_kind: str
    unknown: bool = False  # a heading that no rule names


class Sections:
    """The rules of `sections.toml`, compiled once."""

    def __init__(self, config: SectionsConfig) -> None:
        self.furniture = [re.compile(p, re.I) for p in config.furniture]
        self.headings = [_Rule.of(rule, config.words, whole=True) for rule in config.headings]
        self.cues = [_Rule.of(rule, config.words, whole=False) for rule in config.cues]
        self.signs = Signs(config)
        self.formal = [cue for cue in self.cues if cue.kind == FORMALITIES]
        # the lines around a line are looked up for each of them anew
        self.kind_of = lru_cache(maxsize=1000)(self._kind_of)
        self.kind_of_line = lru_cache(maxsize=1000)(self._kind_of_line)

    def is_furniture(self, block: Block) -> bool:
        """Whether the block is the site's, not the note's: an image's file name, a button."""
        return any(pattern.fullmatch(block.opening) for pattern in self.furniture)

    def parts(self, blocks: Sequence[Block]) -> Iterator[Part]:
        """Yield each block of a note (title and furniture out) with its kind and section.

        A known heading or a cue opens a part; an unknown heading inside a part keeps its kind; a rule of
        dashes ends a part, so that the next cue decides.
        """
        section, kind, aside = "", "context", ""
        heads = [self.is_heading(blocks, i) for i in range(len(blocks))]
        bare_note = not any(heads)
        opener: Block | None = None  # the heading that opened the part
        for i, block in enumerate(blocks):
            if block.is_rule:
                kind, aside = "other", ""
                continue
            if heads[i]:
                unknown = not (
                    self.known(block) or _names_next_speaker(blocks, i) or _tells_of_speaker(blocks, i)
                )
                section, kind, aside = heading_text(block), self._opens(blocks, i, kind, opener), ""
                opener = block
                yield Part(block, "heading", section, kind, unknown)
                continue
            label = self._run_in(block)
            if label:
                section, kind, aside = label, self._opened_by(label, kind), ""
            elif kind == FORMALITIES and not is_formal(block):
                kind = "context"  # talk under "Present", with no heading of its own
            if not (label and self._known(label)) and not (aside and block.is_item):
                kind, aside = self._cued(block, kind, bare_note)
            yield Part(block, "bullet" if block.is_item else "paragraph", section, aside or kind)
            if not (aside and (block.text.endswith(":") or block.is_item)):
                aside = ""

    def is_heading(self, blocks: Sequence[Block], i: int) -> bool:
        """Whether `blocks[i]` is a heading: the first rule with an opinion decides."""
        for rule in HEADING_RULES:
            verdict = rule(self, blocks, i)
            if verdict is not None:
                return verdict
        return False

    def known(self, block: Block) -> str:
        """Return the kind of part that a known heading opens, or an empty string."""
        if len(block.text) > LONGEST_HEADING:
            return ""
        return self.kind_of_line(block.text, block.mark if block.is_numbered else "")

    def _kind_of_line(self, text: str, mark: str) -> str:
        return self.kind_of(tuple(_ways(text, mark)))

    def _kind_of(self, ways: tuple[str, ...]) -> str:
        rule = self._rule(ways)
        return rule.kind if rule else ""

    def is_aside(self, block: Block) -> bool:
        """Whether a cue claims the line for itself, in whatever part it is."""
        return any(rule.aside and not rule.after and rule.cues(block.opening) for rule in self.cues)

    def _known(self, heading: str) -> str:
        """Return the kind that a heading opens, or an empty string."""
        return self.kind_of(tuple(_as_written(heading))) if len(heading) <= LONGEST_HEADING else ""

    def _rule(self, ways: Sequence[str]) -> _Rule | None:
        return next((rule for way in ways for rule in self.headings if rule.pattern.fullmatch(way)), None)

    def _opens(self, blocks: Sequence[Block], i: int, now: str, opener: Block | None) -> str:
        known = self.known(blocks[i])
        if known:
            return known
        may_speak = opener is None or now in ("summary", "context", "presentation", "other")
        if (may_speak and _names_next_speaker(blocks, i)) or _tells_of_speaker(blocks, i):
            return "presentation"
        if now == FORMALITIES and _lists_names(blocks, i):  # "Online", "Guests"
            return now
        under = self._under(blocks, i)
        guessed = opener is None or not self.known(opener)
        words = untimed(heading_text(blocks[i]))
        told = self.signs.kind(words, under, "presentation" if guessed else now, _is_late(blocks, i))
        if told:
            return told
        if opener is None and now == "context" and i > 0:
            return "context" if self._is_first_part(blocks, i, under) else "discussion"
        if now == "context" and self._is_after_first(opener, blocks, i):
            return "discussion"
        if opener is not None and (
            self._is_over(opener, blocks, i) or self._is_report(opener, blocks, i, now)
        ):
            return "discussion"
        return "discussion" if now == "other" and not guessed else _unknown_under(now)

    def _is_first_part(self, blocks: Sequence[Block], i: int, under: Sequence[Block]) -> bool:
        """Whether the first heading opens the background: prose, none before it, headings after it."""
        before = any(block.words > HEADING_WORDS and not any(mentions(block.text)) for block in blocks[:i])
        prose = bool(under) and not under[0].is_item
        after = i + 1 + len(under)
        return (
            prose
            and not before
            and len(under) < FIRST_PART
            and after < len(blocks)
            and self.is_heading(blocks, after)
        )

    def _is_after_first(self, opener: Block | None, blocks: Sequence[Block], i: int) -> bool:
        """Whether the part before was the background by its place alone."""
        return not (
            opener is None or opener is blocks[0] or self.known(opener) or _is_deeper(blocks[i], opener)
        )

    def _under(self, blocks: Sequence[Block], i: int) -> list[Block]:
        """Return the first passages under a heading."""
        under: list[Block] = []
        for at in range(i + 1, min(i + 1 + LOOKED_AT, len(blocks))):
            if blocks[at].is_rule or self.is_heading(blocks, at):
                break
            under.append(blocks[at])
        return under

    def _is_over(self, opener: Block, blocks: Sequence[Block], i: int) -> bool:
        """Whether a brief part, a welcome, ends at an unknown heading that is not within it.

        What stands under the heading may say that it goes on: names, "This meeting …", "Our first speaker …".
        """
        rule = self._rule(_ways(opener.text, opener.mark if opener.is_numbered else ""))
        if rule is None or not rule.brief or _is_deeper(blocks[i], opener):
            return False
        under = blocks[i + 1] if i + 1 < len(blocks) else None
        return under is None or not (
            is_name(under)
            or any(
                cue.kind in ("context", "presentation")
                and (not cue.after or "context" in cue.after)
                and cue.cues(under.opening)
                for cue in self.cues
            )
        )

    def _is_report(self, opener: Block, blocks: Sequence[Block], i: int, now: str) -> bool:
        """Whether the part is a numbered item's report, after which the next item is one of its own."""
        if now != "presentation" or _is_deeper(blocks[i], opener):
            return False
        at = next(j for j in range(i - 1, -1, -1) if blocks[j] is opener)
        report = REPORT.search(opener.text) is not None or _tells_of_speaker(blocks, at)
        return (report and not NAME_LINE.match(opener.text) and _is_as_high(blocks[i], opener)) or (
            opener.is_numbered and blocks[i].is_numbered
        )

    def _opened_by(self, heading: str, now: str) -> str:
        """Return the kind of part that a heading opens in one of the kind `now`."""
        return self._known(heading) or _unknown_under(now)

    def _run_in(self, block: Block) -> str:
        """Return the heading that a numbered item opens with: "22/045 Apologies: none", "3. Minutes. Signed".

        An item of a list that is no item of minutes has one only if it is known.
        """
        match = RUN_IN.match(block.opening) if block.is_numbered else None
        label = match.group(1) if match else ""
        return label if label and (block.has_reference or self._known(label)) else ""

    def _cued(self, block: Block, now: str, bare_note: bool) -> tuple[str, str]:
        """Return the part's kind from this block on, and the kind of this block alone, if it differs."""
        for rule in self.cues:
            if rule.bare and not bare_note:
                continue
            follows = (
                not rule.after
                or now in rule.after
                or (bare_note and not rule.bare and _goes_on(rule.kind, now))
            )
            if follows and rule.cues(block.opening):
                return (now, rule.kind) if rule.aside else (rule.kind, "")
        return now, ""


@dataclass(frozen=True)
class _Rule:
    pattern: re.Pattern[str]
    kind: str
    after: tuple[str, ...]
    aside: bool
    brief: bool
    bare: bool
    at_start: re.Pattern[str]
    anywhere: re.Pattern[str]

    @classmethod
    def of(cls, rule: SectionCue, words: Mapping[str, Sequence[str]], whole: bool) -> _Rule:
        pattern = re.compile(rule.expression(words), re.I if whole else 0)
        every = rule.expressions(words)
        # the engine tries a pattern that begins with ^ at every place of a text
        ways = [re.compile(alternatives(e for e in every if _is_anchored(e) is yes)) for yes in (True, False)]
        return cls(pattern, rule.kind, rule.after, rule.aside, rule.brief, rule.bare, *ways)

    def cues(self, text: str) -> bool:
        """Whether the rule, as a cue, speaks for the text."""
        return bool(self.at_start.match(text) or self.anywhere.search(text))


def _is_anchored(expression: str) -> bool:
    """Whether a pattern begins with ^ whatever it matches: no | outside of brackets leads past it."""
    bare = re.sub(r"\\.|\[\^?\]?[^\]]*\]", "", expression, flags=re.S)
    while bare != (bare := re.sub(r"\([^()]*\)", "", bare)):
        pass
    return expression.startswith("^") and "|" not in bare and "(?m" not in expression


def _goes_on(kind: str, now: str) -> bool:
    """Whether one kind of part may follow another where no heading tells: talk after what was presented."""
    return (now, kind) in (("presentation", "discussion"), ("context", "reflection"))


def _unknown_under(now: str) -> str:
    """Return the kind of part that a heading which no rule knows opens in one of the kind `now`."""
    return "discussion" if now in ("summary", *UNCOUNTED_SECTIONS) else now


def _is_as_high(block: Block, opener: Block) -> bool:
    """Whether two headings are set alike."""
    return block.level == opener.level and block.text.isupper() == opener.text.isupper()


def _is_late(blocks: Sequence[Block], i: int) -> bool:
    """Whether a heading stands where the parts that end a note do."""
    return i >= LATE * len(blocks)


def _ways(text: str, mark: str) -> list[str]:
    """Return a heading as it can be looked up: "4. Minutes of 3 May" says more than its words alone."""
    heading = _unclosed(text)
    return [*([f"{mark} {heading}"] if mark else []), *_as_written(heading)]


def heading_text(block: Block) -> str:
    """Return a heading without number, closing colon or full stop."""
    return _unclosed(block.text)


def _unclosed(text: str) -> str:
    return text.strip().lstrip("–—").rstrip(":.…").strip()


def untimed(heading: str) -> str:
    """Return a heading without the number of its item and the time that it took."""
    words = heading
    if DIGIT.search(heading):  # without one there is no number and no time
        opening = CLOCK.match(heading) or ITEM.match(heading)
        words = heading[opening.end() :] if opening else heading
    if words[-1:] in TIMED_ENDS or words[-1:].isdecimal():
        words = TIMED.sub("", words)
    return words.rstrip(":. ")


def bare(heading: str) -> str:
    """Return the same in lower case."""
    return untimed(heading).lower()


def _as_written(heading: str) -> list[str]:
    """Return a heading with and without its number ("3 Apologies"), its time, and the mark of a question."""
    ways = [heading, bare(heading), bare(heading.rstrip("?! "))]
    return list(dict.fromkeys([*ways, *(half for half in ways[-1].split(" / ") if half)]))


def _is_deeper(block: Block, opener: Block) -> bool:
    """Whether a heading is within the part of another: by its level, or its number."""
    within = (
        opener.is_numbered and block.is_numbered and block.mark.startswith(opener.mark.rstrip(".)") + ".")
    )
    return within or (bool(opener.level) and block.level > opener.level)


# The rules that tell headings, in order. Each answers yes, no, or None for "I don't know".


def _head_line(rules: Sections, blocks: Sequence[Block], i: int) -> bool | None:
    """ "Minutes of the meeting of 8 July 2020" under the title is the note's own line, however it is set."""
    block = blocks[i]
    own = i < HEAD_LINES and not block.is_item and RECORD_OF.match(block.opening) is not None
    return False if own and any(mentions(block.text)) else None


def _named_by_format(rules: Sections, blocks: Sequence[Block], i: int) -> bool | None:
    """A heading by its style; what it says is text is none."""
    return {"heading": True, "text": False}.get(blocks[i].role)


def _full_sentence(rules: Sections, blocks: Sequence[Block], i: int) -> bool | None:
    """Tell "Points made in the discussion included:" and "She named the following" from headings."""
    text = blocks[i].text
    return False if OPENS_LIST.search(text) or SUBJECT.match(text) else None


def _known_heading(rules: Sections, blocks: Sequence[Block], i: int) -> bool | None:
    block = blocks[i]
    sentence = block.text.endswith(".") and block.words > LABEL_WORDS and not block.is_numbered
    return True if block.words <= HEADING_WORDS and not sentence and rules.known(block) else None


def _aside(rules: Sections, blocks: Sequence[Block], i: int) -> bool | None:
    """A line that a cue claims for itself ("Present: Ann and Bo") is no heading over the next."""
    return False if rules.is_aside(blocks[i]) else None


def _row(rules: Sections, blocks: Sequence[Block], i: int) -> bool | None:
    return False if blocks[i].is_row else None


def _too_long(rules: Sections, blocks: Sequence[Block], i: int) -> bool | None:
    """Most blocks are paragraphs: told before any rule reads their words; few long words may be known."""
    return False if len(blocks[i].text) > LONGEST_PLAIN and blocks[i].words > HEADING_WORDS else None


def _still_too_long(rules: Sections, blocks: Sequence[Block], i: int) -> bool | None:
    return False if len(blocks[i].text) > LONGEST_PLAIN else None


def _says_when(rules: Sections, blocks: Sequence[Block], i: int) -> bool | None:
    """Tell "First meeting of the cell, 8 July 2020" and "Thursday 9th July, 3pm" from headings."""
    text = blocks[i].text
    dated = any(m.day or m.months == 1 for m in mentions(text))
    return False if TITLE_PART.match(text) or dated else None


def _says_who(rules: Sections, blocks: Sequence[Block], i: int) -> bool | None:
    """Tell "In attendance: J. Birch (Clerk)" from headings."""
    return False if any(rule.cues(blocks[i].opening) for rule in rules.formal) else None


def _in_roll(rules: Sections, blocks: Sequence[Block], i: int) -> bool | None:
    """Tell the names under "Present", a line each, from headings."""
    if not _may_be_name(blocks, i):
        return None
    above = i - 1
    while above >= 0 and not rules.known(blocks[above]):
        if not (blocks[above].is_item or _may_be_name(blocks, above)):
            return None
        above -= 1
    return False if above >= 0 and rules.known(blocks[above]) == FORMALITIES else None


def _all_caps(rules: Sections, blocks: Sequence[Block], i: int) -> bool | None:
    letters = [c for c in re.sub(r"\(.*?\)", "", blocks[i].text) if c.isalpha()]
    enough = len(letters) >= 4 and (blocks[i].words > 1 or len(letters) > 5)
    return True if enough and all(c.isupper() for c in letters) else None


def _numbered(rules: Sections, blocks: Sequence[Block], i: int) -> bool | None:
    """Tell "3. Achieving more" from a numbered point, which is indented, a sentence, or one of a run."""
    block = blocks[i]
    if not block.is_numbered:
        return None
    deep = "." in block.mark.strip(".)")
    short = block.words <= HEADING_WORDS and not block.text.endswith((".", ";", ","))
    apart = block.indent == 0 or _stands_apart(blocks, i)
    return short and (deep or apart) and not _same_mark_follows(blocks, i)


def _stands_apart(blocks: Sequence[Block], i: int) -> bool:
    """Whether an indented number has text of its own under it, and is not the last point of a list."""
    if i + 1 == len(blocks):
        return False
    after = blocks[i + 1]
    ends_list = i > 0 and _same_mark_follows(blocks, i - 1)
    within = after.mark.startswith(blocks[i].mark.rstrip(".)") + ".")
    number = blocks[i].mark.rstrip(".)")
    beside = {str(int(number) + step) for step in (-1, 1)} if number.isdecimal() else set()
    in_a_run = any(b.mark.rstrip(".)") in beside and b.indent == blocks[i].indent for b in blocks)
    return in_a_run and not ends_list and (within or not (after.is_numbered or after.role))


def _item(rules: Sections, blocks: Sequence[Block], i: int) -> bool | None:
    return False if blocks[i].is_item else None


def _stands_in_verse(rules: Sections, blocks: Sequence[Block], i: int) -> bool | None:
    """Three short plain lines in a row are a poem, a list of names or an address, not headings."""
    low = high = i
    while i - low < VERSE and low > 0 and _short_and_plain(blocks[low - 1]):
        low -= 1
    while high - i < VERSE and high + 1 < len(blocks) and _short_and_plain(blocks[high + 1]):
        high += 1
    if low > 0 and rules.known(blocks[low - 1]) == FORMALITIES:  # "PRESENT", names, and the first heading
        return None
    return False if high - low >= 2 and not any(rules.known(b) for b in blocks[low : high + 1]) else None


def _short_line(rules: Sections, blocks: Sequence[Block], i: int) -> bool | None:
    """A short line without a sentence's end, with something under it."""
    block = blocks[i]
    if block.words > LABEL_WORDS and SENTENCES.search(block.text):
        return False
    if TASK.match(block.opening) and any(
        TASK.match(near.opening) for near in (*blocks[max(i - 1, 0) : i], *blocks[i + 1 : i + 2])
    ):
        return False
    opens = block.text[:1].isupper() or block.text[:1].isdigit()
    if not opens or QUOTED.match(block.opening) or block.words > HEADING_WORDS or i + 1 == len(blocks):
        return False
    if block.text.endswith("?"):
        return bool(ASKS.match(block.text)) and (blocks[i + 1].is_item or blocks[i + 1].words > HEADING_WORDS)
    return not (SENTENCE_END.search(block.text) or block.text.endswith(",") or SAYS_ON.search(block.text))


def _label_over_list(rules: Sections, blocks: Sequence[Block], i: int) -> bool | None:
    """ "Integrating with communities." over bullets, under bullets: a heading with a full stop."""
    block = blocks[i]
    if (
        block.is_item
        or block.words > LABEL_WORDS
        or not block.text.endswith(".")
        or not (0 < i < len(blocks) - 1)
    ):
        return None
    over_list = blocks[i + 1].is_item and not blocks[i + 1].mark[0].isdigit()
    over_heading = rules.is_heading(blocks, i + 1)
    return (
        True
        if block.text[:1].isupper() and over_list and not over_heading and "," not in block.text
        else None
    )


HEADING_RULES = (
    _head_line,
    _named_by_format,
    _too_long,
    _row,
    _full_sentence,
    _known_heading,
    _aside,
    _still_too_long,
    _says_when,
    _says_who,
    _in_roll,
    _all_caps,
    _numbered,
    _item,
    _stands_in_verse,
    _label_over_list,
    _short_line,
)


def _short_and_plain(block: Block) -> bool:
    return not block.is_item and not block.is_rule and block.words <= 9 and not block.text.isupper()


def _may_be_name(blocks: Sequence[Block], i: int) -> bool:
    """Whether a line is a name, or is one where no talk follows: "Ann", "Bo (mill)", "Cy from the mill"."""
    block = blocks[i]
    if is_name(block):
        return True
    after = blocks[i + 1] if i + 1 < len(blocks) else None
    over_talk = after is None or after.is_item or after.words > HEADING_WORDS or after.text.endswith(".")
    return not block.is_item and not over_talk and FIRST_NAME.fullmatch(block.opening) is not None


def _same_mark_follows(blocks: Sequence[Block], i: int) -> bool:
    """Whether the next block carries the next number: then both are points of one list."""
    if i + 1 == len(blocks):
        return False
    if blocks[i].has_reference and blocks[i + 1].has_reference:
        return True
    here, there = blocks[i].mark.rstrip(".)"), blocks[i + 1].mark.rstrip(".)")
    return here.isdigit() and there.isdigit() and int(there) == int(here) + 1


def _lists_names(blocks: Sequence[Block], i: int) -> bool:
    """Whether what stands right under a heading is a name."""
    return i + 1 < len(blocks) and not blocks[i + 1].role and is_name(blocks[i + 1])


def _names_next_speaker(blocks: Sequence[Block], i: int) -> bool:
    """Whether a heading is a person's name: the paragraph under it opens with one of its words."""
    if i + 1 == len(blocks):
        return False
    text = blocks[i].text[:LONGEST_HEADING]
    name = text.title() if text.isupper() else text
    match = NAME_LINE.match(name)
    under = blocks[i + 1].opening
    named = match is not None and match.group(1) in under.replace("’s", "").split()[:12]
    return named or (match is not None and TELLS.match(under) is not None)


def _tells_of_speaker(blocks: Sequence[Block], i: int) -> bool:
    """Whether "Jo from the mill" or "Mr Hill on buses" stands over "Jo told us", "Mr Hill is here. He …"."""
    under = blocks[i + 1].opening if i + 1 < len(blocks) else ""
    match = SPEAKER.match(blocks[i].text)
    if match is None or blocks[i].text.isupper() or (i + 1 < len(blocks) and blocks[i + 1].is_item):
        return False
    said = re.match(rf"(?:{TITLES}\.? )?(?:[A-Z][\w’'-]+ )?{re.escape(match.group(2))}\b(.*)", under, re.S)
    if said is None:
        return match.group(1) is not None and TELLS.match(under) is not None
    return bool(SPOKE.match(said.group(1)) or PRONOUN.search(said.group(1)))
