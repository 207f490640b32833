"""The config files as checked models: each option with its meaning and default in one place.

An unknown key is refused.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from pipeline.core.errors import nearest
from pipeline.core.schemas import SECTION_KINDS, THEME_ID
from pipeline.core.toml import toml
from pipeline.lexicon.rules import Rules
from pipeline.lexicon.theme import PASSING
from pipeline.settings.backtracking import slow_line


class Contradiction(ValueError):
    """What entries of a file say against each other, each with the way to the entry."""

    def __init__(self, faults: Iterable[tuple[tuple[str | int, ...], str]]) -> None:
        self.faults = list(faults)
        super().__init__("; ".join(said for _, said in self.faults))


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error} in {pattern!r}; mend it") from error
    line = slow_line(pattern)
    if line:
        raise ValueError(
            f"takes for ever on lines like '{line}…', which it can part in too many ways; write one "
            "repetition (*, +, {2,}) where one stands within or beside another of the same letters"
        )
    return pattern


def _of_our_time(day: datetime.date) -> datetime.date:
    if not 1900 <= day.year <= 2100:
        raise ValueError(f"{day} is in a year that no meeting has; write one from 1900 to 2100")
    return day


def _section_kind(kind: str) -> str:
    if kind not in SECTION_KINDS:
        known = ", ".join(SECTION_KINDS)
        raise ValueError(f"'{kind}' is no section kind{nearest(kind, SECTION_KINDS)}; write one of {known}")
    return kind


def _is_no_other_file(family: str) -> str:
    if family == PASSING:
        raise ValueError(f"'{PASSING}' is the file of words that no theme counts; give the family another id")
    return family


def _of_a_year(title: str) -> str:
    odd = re.search(r"\{(?!year\})[^}]*\}?|(?<!\{year)\}", title)
    if odd:
        raise ValueError(f"has '{odd[0]}'; {{year}} is all that can stand in braces")
    return title


def _is_phrase(phrase: str) -> str:
    odd = re.search(r"[^\w\s|*’'&/,-]", phrase)
    if odd or not phrase.strip():
        what = f"has the character {odd[0]!r}" if odd else "is empty"
        raise ValueError(f"the phrase '{phrase}' {what}; write plain words, or move it to patterns")
    ways = [way for slot in phrase.split() for way in slot.split("|")]
    if "" in ways:
        raise ValueError(f"the phrase '{phrase}' has nothing on one side of a '|'; write a word there")
    if not any(re.search(r"\w", way) for way in ways):
        raise ValueError(f"the phrase '{phrase}' has no word, so it would fit any word; write one")
    return phrase


def phrase_pattern(phrase: str) -> str:
    """Return the regular expression for a phrase: `a|b` one or the other, `*` any letters."""
    slots = [[re.escape(way).replace(r"\*", r"\w*") for way in slot.split("|")] for slot in phrase.split()]
    return " ".join(f"(?:{'|'.join(ways)})" for ways in slots)


def alternatives(expressions: Iterable[str]) -> str:
    """Return one regular expression that matches what any of them does; of none one that matches nothing."""
    return "|".join(f"(?:{each})" for each in expressions) or r"(?!)"


def with_words(pattern: str, words: Mapping[str, Sequence[str]]) -> str:
    """Return the pattern with each `{list}` replaced by any word of the list.

    Raises:
        ValueError: there is no such list.
    """

    def any_of(found: re.Match[str]) -> str:
        if found[1] not in words:
            close = nearest(found[1], words)
            raise ValueError(f"there is no list '{found[1]}' under [words]{close}; mend the name or add it")
        return f"(?:{'|'.join(words[found[1]])})"

    return re.sub(r"\{([a-z]\w*)\}", any_of, pattern)


Pattern = Annotated[str, AfterValidator(_compiles)]
Phrase = Annotated[str, AfterValidator(_is_phrase)]
ThemeId = Annotated[str, Field(pattern=f"^{THEME_ID}$")]
FamilyId = Annotated[ThemeId, AfterValidator(_is_no_other_file)]
SectionKind = Annotated[str, AfterValidator(_section_kind)]


class Model(BaseModel):
    """A part of the config: frozen, and unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Input(Model):
    """Which files under the raw folder are notes."""

    ignore: tuple[str, ...] = Field(
        default=("README*", "truth.csv", "marks.csv", ".[!.]*", "~$*", "*_files"),
        description="file names passed over, as shell patterns",
    )
    largest: float = Field(
        default=50.0, gt=0, description="files larger than this many megabytes are not read"
    )
    seconds: float = Field(
        default=120.0, gt=0, le=86400, description="a file that takes longer to read is given up"
    )
    memory: float = Field(
        default=1500.0,
        ge=100,
        le=1_000_000,
        description="megabytes that reading one file may take; else it is given up",
    )
    scans: bool = Field(
        default=False,
        description="whether scanned PDFs are read, by the program tesseract, where it is installed",
    )


class Merging(Model):
    """When two notes are the same note."""

    same: float = Field(
        default=0.7,
        gt=0,
        le=1,
        description="share of the shorter note's five-word runs that the longer must hold",
    )


class Themes(Model):
    """When a theme applies to a passage."""

    threshold: float = Field(
        default=1.0, gt=0, description="score from which a theme without a threshold of its own applies"
    )
    passing: float = Field(
        default=0.4, ge=0, le=1, description="how much of the weight of passing cues is taken off a score"
    )
    names: float = Field(
        default=0.5,
        ge=0,
        le=1,
        description="how much of its weight a term has inside a name, told by its capitals; 1 for all of it",
    )
    recited: float = Field(
        default=0.0,
        ge=0,
        le=1,
        description="how much of its weight a term has in the name of a theme that is only named: in a row "
        "of three themes or more, or as the name of a group; 1 for all of it",
    )
    sentence: float = Field(
        default=0.8,
        ge=0,
        le=1,
        description="share of the threshold that the terms in one sentence must reach; 0 leaves it out",
    )
    likeness: float = Field(
        default=0.15,
        ge=0,
        description="points per standard deviation of likeness to the theme's sure passages; 0 leaves it out",
    )
    sure: float = Field(default=1.4, gt=0, description="score of the terms from which a passage is sure")
    fewest_sure: int = Field(
        default=30, ge=2, description="a theme with fewer sure passages is decided by its terms alone"
    )

    def rules(self) -> Rules:
        """Return what decides by the terms alone."""
        return Rules(self.threshold, self.passing, self.names, self.recited, self.sentence)


class Topics(Model):
    """The open topics."""

    free: tuple[Annotated[int, Field(ge=1, le=60)], ...] = Field(
        (2, 3, 4, 5, 6, 7, 8), min_length=1, description="numbers of free topics to choose from"
    )
    fewest_notes: int = Field(8, ge=3, description="with fewer meetings there are no topics")
    note_frequency: int = Field(
        4, ge=2, description="a word counts if it is in so many notes (fewer if there are under 22 notes)"
    )
    most_words: int = Field(2000, ge=100, description="of these words the most widespread, at most")
    most_passages: int = Field(
        10000, ge=1000, description="topics are found in a sample of the notes of about so many passages"
    )
    idf: float = Field(0.5, ge=0, le=1, description="power of the inverse document frequency; 0 = none")
    evenness: float = Field(
        0.3, ge=0, le=1, description="power of the number of notes that a word is spread over; 0 = none"
    )
    candidates: int = Field(20, ge=10, description="foremost words of which the ten best fitting are shown")
    weight_in_fit: float = Field(
        0.25, ge=0, description="how much a word's weight counts beside its fit with the others"
    )
    present: float = Field(0.1, gt=0, lt=1, description="share of a passage from which on a topic is in it")
    outside: float = Field(
        0.35, ge=0, le=1, description="a topic less like every theme than this lies outside the framework"
    )
    same: float = Field(
        0.3, gt=0, le=1, description="share of a label's terms that a topic must have to bear the label"
    )
    weak: float = Field(0.45, ge=0, le=1, description="topics less stable than this are marked weak")
    draws: int = Field(40, ge=1, description="how often the notes are drawn again to measure stability")


class Series(Model):
    """Periods, presence and verdicts."""

    period: Literal["auto", "month", "quarter", "year"] = Field(
        "auto",
        description="how time is cut; auto: months up to 18 months, quarters up to five years, else years "
        "(years are given beside months and quarters)",
    )
    chance: float = Field(
        0.01, gt=0, lt=0.5, description="share of passages that carry a theme's words by chance"
    )
    often: float = Field(
        0.5, gt=0, le=1, description="share of a cell's meetings from which on a theme recurs"
    )
    fewest: int = Field(6, ge=4, description="meetings below which nothing is said about change")
    widest: int = Field(
        92,
        ge=0,
        description="a meeting known to a longer range of days than this has no place in the order, "
        "unless no other can have been within the range",
    )
    level: float = Field(
        0.02,
        gt=0,
        lt=0.2,
        description="false-discovery rate up to which a change is called clear, a cell or year clearly apart",
    )
    turn: float = Field(
        0.01,
        gt=0,
        lt=0.2,
        description="probability that chance alone makes anything in the report new, lapsed or returned",
    )
    smallest: float = Field(
        0.03, ge=0, le=1, description="changes in share smaller than this are not spoken of"
    )


class Report(Model):
    """The report's page and the tables beside it."""

    megabytes: float = Field(
        9.0,
        gt=1,
        description="what makes the page larger lies in files beside it, read when a number is opened",
    )
    listed: int = Field(
        4000,
        ge=200,
        description="meetings that the lists on the page show together; the rest is in notes.csv",
    )
    sheet_rows: int = Field(
        50_000,
        ge=1,
        le=1_048_575,
        description="tables with more rows are CSV files only, not in the workbook",
    )


class Roundup(Model):
    """The Word draft."""

    points: int = Field(
        35, ge=5, le=300, description="points in all, at most, and one more per meeting beyond ten"
    )
    lessons: int = Field(6, ge=1, le=20, description="lessons, at most")
    lesson_points: int = Field(3, ge=1, le=10, description="points under a lesson, at most")
    evidence: int = Field(4, ge=0, le=50, description="further passages that a lesson names, at most")
    single: int = Field(3, ge=0, le=30, description="points that were made in one meeting only, at most")
    advice: int = Field(3, ge=0, le=20, description="points per theme on what can be done, at most")
    quotes: int = Field(6, ge=0, le=100, description="quotations, at most")
    ahead: int = Field(4, ge=1, le=50, description="topics for further meetings, per group, at most")
    longest: int = Field(45, ge=15, le=200, description="words of the longest point")
    alike: float = Field(
        0.3, gt=0, lt=1, description="cosine from which on two points say the same, and one is left out"
    )


class PipelineConfig(Model):
    """`config/pipeline.toml`: one part per stage."""

    input: Input = Input()
    merging: Merging = Merging()
    themes: Themes = Themes()
    topics: Topics = Topics()
    series: Series = Series()
    report: Report = Report()
    roundup: Roundup = Roundup()


Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""What something is called: shown to readers, and never empty."""
RoundupTitle = Annotated[Word, AfterValidator(_of_a_year)]


class GroupWords(Model):
    """What a recurring group of meetings is called."""

    one: Word = "group"
    many: Word = "groups"


class SiteConfig(Model):
    """What the pages of the network's website say of themselves."""

    name: str = Field("", description="the site's name, which its category lines end with")
    publications: tuple[Pattern, ...] = Field((), description="titles of the network's own publications")


class FamilyConfig(Model):
    """A family of themes; its themes are in `config/themes/<id>.toml`."""

    id: FamilyId
    one: Word
    many: Word
    strong: float = Field(
        0.0, ge=0, le=2, description="weight that one of a theme's terms must have: weak ones alone do not do"
    )


class NetworkConfig(Model):
    """`config/network.toml`: what is particular to a network."""

    name: Word = Field(description="the network's name")
    roundup: RoundupTitle = Field(
        "What we have learnt in {year}", description="title of the roundup; {year} is the year"
    )
    anchors: tuple[tuple[ThemeId, ...], ...] = Field(
        (),
        description="groups of themes; the passages of each hold a topic of their own, the free topics "
        "come beside them; [] for free topics only",
    )
    phrases: tuple[str, ...] = Field(
        (), description="the network's name and standing phrases: no topic is made of them, none is suggested"
    )
    group: GroupWords = GroupWords()
    site: SiteConfig = SiteConfig()
    family: tuple[FamilyConfig, ...] = Field(min_length=1)

    def called(self, kind: str, count: int = 1) -> str:
        """Return what so many of a kind are called: cells as the network calls them, years as years."""
        one, many = (self.group.one, self.group.many) if kind == "cell" else (kind, kind + "s")
        return one if count == 1 else many

    @model_validator(mode="after")
    def _families_differ(self) -> Self:
        faults = list(_twice("family", "families", "id", [family.id for family in self.family]))
        if faults:
            raise Contradiction(faults)
        return self


class CellConfig(Model):
    """A recurring group: its name, and the names it has had."""

    name: Word
    aliases: tuple[Word, ...] = ()

    def lines(self) -> str:
        """Return the lines of `cells.toml` that make the group known."""
        return f"[[cell]]\nname = {toml(self.name)}\naliases = [{', '.join(map(toml, self.aliases))}]"


class CellsConfig(Model):
    """`config/cells.toml`: the recurring groups, and how the kinds of event are told apart."""

    cell: tuple[CellConfig, ...] = ()
    events: dict[str, tuple[Pattern, ...]] = Field(
        default_factory=dict,
        description="kind of event -> patterns in its title or opening; first hit wins",
    )

    def canonical(self) -> dict[str, str]:
        """Return every known name, lower-cased, with the cell it stands for."""
        return {n.lower(): c.name for c in self.cell for n in (c.name, *c.aliases)}

    def unknown(self, names: Iterable[str]) -> list[str]:
        """Return those of the groups' names that the file does not have, each once."""
        return sorted({*names} - {cell.name for cell in self.cell} - {""})


def _pattern_faults(
    way: tuple[str | int, ...], patterns: Sequence[str], words: Mapping[str, Sequence[str]]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield each pattern that names no list or does not compile."""
    for place, pattern in enumerate(patterns):
        try:
            _compiles(with_words(pattern, words))
        except ValueError as error:
            yield (*way, place), str(error)


class SectionCue(Model):
    """Phrases and patterns that open a part of some kind."""

    kind: SectionKind
    phrases: tuple[Phrase, ...] = Field(default=(), description="plain words, `a|b`, `*` to a word's end")
    patterns: tuple[str, ...] = Field(default=(), description="regular expressions, `{list}` from [words]")
    after: tuple[SectionKind, ...] = Field(default=(), description="only in parts of these kinds")
    aside: bool = Field(default=False, description="holds for this passage and its list only")
    brief: bool = Field(
        default=False, description="of headings: an unknown heading after it opens a discussion"
    )
    bare: bool = Field(default=False, description="a cue that holds in notes without headings only")

    def faults(
        self, way: tuple[str | int, ...], words: Mapping[str, Sequence[str]]
    ) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield what is wrong with the patterns; only with the lists of words can they be compiled."""
        if not (self.phrases or self.patterns):
            yield way, "has no phrase and no pattern; write one"
        yield from _pattern_faults((*way, "patterns"), self.patterns, words)

    def expression(self, words: Mapping[str, Sequence[str]]) -> str:
        """Return one regular expression for all phrases and patterns."""
        return alternatives(self.expressions(words))

    def expressions(self, words: Mapping[str, Sequence[str]]) -> list[str]:
        """Return the phrases and patterns as regular expressions."""
        return [*map(phrase_pattern, self.phrases), *(with_words(each, words) for each in self.patterns)]


class SectionSign(Model):
    """What tells that a heading which no rule knows opens a part of some kind."""

    kind: SectionKind
    words: tuple[Phrase, ...] = Field(min_length=1, description="words of such headings, `a|b`, `*`")
    openings: tuple[str, ...] = Field(
        default=(), description="how passages of such a part open: regular expressions, `{list}` from [words]"
    )

    def faults(
        self, way: tuple[str | int, ...], words: Mapping[str, Sequence[str]]
    ) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield what is wrong with the patterns; only with the lists of words can they be compiled."""
        yield from _pattern_faults((*way, "openings"), self.openings, words)

    def opening(self, words: Mapping[str, Sequence[str]]) -> str:
        """Return one regular expression for how passages of such a part open."""
        return alternatives(with_words(each, words) for each in self.openings)


class SectionsConfig(Model):
    """`config/sections.toml`: how pages are cut into notes, and notes into parts."""

    note_start: tuple[Pattern, ...] = Field(default=(), description="lines that a new note begins with")
    note_end: tuple[Pattern, ...] = Field(default=(), description="lines that close a note on a listing page")
    page_end: tuple[Pattern, ...] = Field(default=(), description="lines after which only links follow")
    furniture: tuple[Pattern, ...] = Field(default=(), description="lines of the site, not of the note")
    publication: tuple[Pattern, ...] = Field(default=(), description="titles of publications")
    publication_opening: tuple[Pattern, ...] = Field(default=(), description="what publications open with")
    words: dict[str, Annotated[tuple[Pattern, ...], Field(min_length=1)]] = Field(
        default_factory=dict, description="lists of words that patterns name in braces"
    )
    headings: tuple[SectionCue, ...] = ()
    cues: tuple[SectionCue, ...] = ()
    signs: tuple[SectionSign, ...] = ()
    plain: tuple[Phrase, ...] = Field(
        default=(), description="words that a heading about the meeting itself may have, whatever it opens"
    )

    def _entries(self) -> Iterator[tuple[str, Sequence[SectionCue | SectionSign]]]:
        yield from (("headings", self.headings), ("cues", self.cues), ("signs", self.signs))

    @model_validator(mode="after")
    def _patterns_compile(self) -> Self:
        faults = [
            fault
            for key, entries in self._entries()
            for place, entry in enumerate(entries)
            for fault in entry.faults((key, place), self.words)
        ]
        if faults:
            raise Contradiction(faults)
        return self


class Correction(Model):
    """A hand correction of one note: what, why, and what the program must have found for it to apply."""

    title: str = Field(description="the note's title, as it is written")
    source: str = Field("", description="the file, where several notes have the title")
    date: Annotated[datetime.date, AfterValidator(_of_our_time)] | None = None
    cell: str | None = None
    event: str | None = None
    reason: Word
    expect: str = Field(description="the value that it replaces, as the tables show it")

    @property
    def corrects(self) -> set[str]:
        """The columns that it corrects."""
        return {name for name in ("date", "cell", "event") if getattr(self, name) is not None}

    def same_note(self, other: Correction) -> bool:
        """Whether the two can be of one note."""
        one_file = not (self.source and other.source) or self.source == other.source
        return self.title == other.title and one_file


class CorrectionsConfig(Model):
    """`config/corrections.toml`."""

    correction: tuple[Correction, ...] = ()

    @model_validator(mode="after")
    def _agree(self) -> Self:
        faults: list[tuple[tuple[str | int, ...], str]] = []
        earlier: dict[str, list[Correction]] = {}
        for place, rule in enumerate(self.correction):
            way = ("correction", place)
            if len(rule.corrects) != 1:
                said = " and ".join(sorted(rule.corrects)) or "nothing"
                faults.append((way, f"corrects {said}; write one of date, cell, event in an entry"))
            for other in earlier.setdefault(rule.title, []):
                for name in sorted(rule.corrects & other.corrects if rule.same_note(other) else ()):
                    faults.append(
                        (
                            (*way, name),
                            f"the {name} of '{rule.title}' is corrected by an earlier entry; remove one",
                        )
                    )
            earlier[rule.title].append(rule)
        if faults:
            raise Contradiction(faults)
        return self


def _twice(
    key: str, many: str, kind: str, values: Sequence[str]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield each entry of the list `key` that has the id or label of an earlier one."""
    for place, value in enumerate(values):
        if value in values[:place]:
            yield (key, place, kind), f"two {many} have the {kind} '{value}'; give one of them another {kind}"


def topic_id(text: str) -> str:
    """Return the text as the id of a topic: small letters and digits, joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "topic"


class TopicLabel(Model):
    """A label that stays with a topic, which is known again by its terms.

    `id` is the topic's in the tables (made of the label without it); `machine`: the program made the label.
    """

    label: Word
    terms: tuple[str, ...] = Field(min_length=3)
    id: str = Field("", pattern=r"^[a-z0-9-]*$")
    machine: bool = False

    @property
    def topic(self) -> str:
        """Return the id of the topic that bears the label."""
        return self.id or topic_id(self.label)


class TopicsConfig(Model):
    """`config/topics.toml`."""

    topic: tuple[TopicLabel, ...] = ()

    @model_validator(mode="after")
    def _labels_and_ids_differ(self) -> Self:
        faults = [
            *_twice("topic", "topics", "label", [topic.label for topic in self.topic]),
            *_twice("topic", "topics", "id", [topic.topic for topic in self.topic]),
        ]
        if faults:
            raise Contradiction(faults)
        return self


def _three_words(opening: str) -> str:
    if len(opening.split()) < 3:
        raise ValueError(f"'{opening}' is too short to tell a passage by; give its first ten words")
    return opening


Opening = Annotated[str, AfterValidator(_three_words)]


class QuotesConfig(Model):
    """`config/quotes.toml`: passages that the roundup keeps or never shows, by their opening words."""

    keep: tuple[Opening, ...] = ()
    never: tuple[Opening, ...] = ()

    @model_validator(mode="after")
    def _keep_or_never(self) -> Self:
        faults: list[tuple[tuple[str | int, ...], str]] = [
            (("never", place), f"'{opening}' is under keep as well; leave it in one")
            for place, opening in enumerate(self.never)
            if opening in self.keep
        ]
        if faults:
            raise Contradiction(faults)
        return self
