"""The words and phrases by which a sentence that needs its neighbours is told: data for `complete`.

In `either` every line and every part between ` | ` is one phrase, a regular expression.
"""

from __future__ import annotations

import re

from pipeline.core.calendar import MONTHS


def words_in(words: str) -> frozenset[str]:
    """Return the words of a list that is written as text."""
    return frozenset(re.findall(r"\S+", words))


def either(phrases: str) -> str:
    """Return the pattern that matches any of the phrases."""
    parts = (part.strip() for part in re.split(r"\s\|\s|\n", phrases))
    return "(?:" + "|".join(re.sub(r"\s+", r"\\s+", part) for part in parts if part) + ")"


LINKS = re.compile(
    either("""
    accordingly | additionally | alternatively | consequently | conversely | equally | finally
    furthermore | hence | however | indeed | lastly | likewise | meanwhile | moreover | nevertheless
    nonetheless | otherwise | overall | similarly | subsequently | therefore | thereby | thus
    ultimately | besides
    (?:again|first|firstly|further|now|second|secondly|still|third|thirdly|fourth|too), | and | but | or
    nor | so | yet | plus | also | another | here | later | next | then | though | which
    an alternative | instead(?! of) | rather(?! than) | above all | after all | as such | as a result | as one
    at the same time | by (?:comparison|contrast) | even (?:so|then)
    for (?:example|instance|one thing|others?) | having (?:done|said)
    in (?:addition|any case|both|contrast|each case|effect|either|fact|other words|others?|particular)
    in (?:practice|response|short|some cases|turn) | not (?:least|only that) | of course
    on (?:the )?(?:contrary|one|other|top) | or rather | since then | that said | until (?:now|then)
    to do (?:so|that|this) | what(?:’s| is) more | why not
    """)
    + r"(?!\w)",
    re.IGNORECASE,
)
"""Openings that go on from something: `However`, `On the other hand`."""

THOSE = (
    either("""
    affected | already | at | facing | from | in | involved | least | living | most | of us | on
    people | responsible | seeking | that | we | who | whose | with | without | working | you
    """)
    + r"\b"
)
NOW = either("""
    century | country | crisis | decade | emergency | moment | nation | network | pandemic | society
    time | year
    """)
"""`This year` and `this country` need no neighbour."""
BEFORE_POINTERS = either("""
    after | all | although | are | as | because | before | beyond | both | by | can | despite | did | do
    does | doing | each | either | even | following | for | from | given | how | if | in | is | many
    most | much | neither | none | not | of | on | one | only | part | perhaps | several | should
    since | some | the best | the rest | three | through | to | two | under | until | was | when | where
    while | whilst | with | without
    """)
POINTERS = re.compile(
    rf"(?:{BEFORE_POINTERS}\s+)*"
    + either("""
    this(?! NOW\\b) | these(?! (?:days|times)\\b) | they | them | theirs? | he | she | him | his | hers?
    its | it | so (?:doing|far) | those(?! OTHERS) | that(?! (?:people|way of)\\b) | such(?! as\\b)
    """)
    .replace("OTHERS", THOSE)
    .replace("NOW", NOW)
    + r"(?!\w)",
    re.IGNORECASE,
)
"""Openings that point at something: `They`, `Because of this`, `Those` without `who`."""

EXPLETIVE = re.compile(
    r"(?:(?:and|as|because|but|if|when|while|although)\s+)?it(?:[’']s|\s+"
    + either("""
    is | was | will be | would be | can be | could be | may be | might be | has been | should be
    must be | isn['’]t | doesn['’]t | does not | need not | became | becomes | becoming | comes | feels
    felt | helps | makes sense | matters | pays | seems | takes | took
    """)
    + r")(?:\s+(?!(?:at|by|in|of|on|with)\b)[^\s.;:]+){0,3}?\s+"
    + either("as if | for | how | if | that | to | what | when | where | whether | who | why")
    + r"\b",
    re.IGNORECASE,
)
"""An `it` that stands for what follows: `It is vital that`, `It takes time to`."""

DEFINITE = re.compile(
    r"(?:(?:as|at|by|for|from|in|of|on|to|with)\s+)?the\s+"
    + either("""
    above | aim | alternative | answer | article | blog | book | cell | centre | charity | concept
    conversations? | council | diagram | discussions? | essay | essence | event | examples? | final
    first | second | third | fourth | fifth | focus | following | former | foundation | groups? | hub
    idea | initial | initiative | last | latter | meeting | next | onus | organisation | others? | paper
    pilot | points? | premise | presentations? | process | programme | project | reasons? | report
    research | results? | same | scheme | session | slides? | solution | speakers? | story | stories
    study | team | term | theme | topic | trust | two | three | four | five
    """)
    + r"\b(?!\s+(?:behind|between|for|in|is to|of|that|to|we|which|who)\b)",
    re.IGNORECASE,
)
"""Openings that name what must have been told before: `The report`, `The second`."""

ELLIPTIC = re.compile(
    r"(?:all|any|both|each|either|few|many|most|neither|none|one|others?|several|some|three|two)\s+"
    + either("""
    of (?:these|them|those|us|which) | also | are | argued | can | could | describe | described | did
    do | does | even | example | felt | had | has | have | is | may | might | said | such | suggested
    thought | use | used | was | were | will | would
    """)
    + r"\b",
    re.IGNORECASE,
)
"""Openings that count what they do not name: `Some are …`, `One of these`."""

RESOLVED = re.compile(
    r"(?:resolved|agreed)\b.*\b(?:it|them|they|these|this|those)\b", re.IGNORECASE | re.DOTALL
)
"""A resolution without a subject, about what stands before it: `Resolved to move it`."""

EARLY = re.compile(
    rf"\b(?:also\b|(?:such|these|this)\b(?! (?:as|{NOW})\b))",
    re.IGNORECASE,
)
MID_LINK = re.compile(
    r"\b"
    + either("""
    consequently | for (?:example|instance) | however | in turn | instead | meanwhile | nevertheless
    then | therefore | though | thus
    """)
    + r"\b",
    re.IGNORECASE,
)

ELSEWHERE = re.compile(
    r"\b"
    + either("""
    (?:as|described|discussed|given|words_in|mentioned) (?:above|below|earlier|here)\\b
    (?:noted|outlined|see|set out|shown) (?:above|below|earlier|here)\\b
    referred to (?:above|below|earlier) | aforementioned | another interview | appendix | as follows
    available here | blogs?\\b | can be found (?:at|here|on) | click | download | https?:// | read more
    such as (?:these|those)(?=[.,;]) | the following | the (?:former|latter)\\b
    these (?:examples|ideas|lessons|points|questions|topics)\\b | video clips? | www\\.
    this (?:blog|cell|discussion|document|link|meeting|note|paper|session|video)\\b
    """)
    + r"|\b(?:above|below)\)|(?:^|\()see (?:also|her|here|his|our|the|their|this)\b",
    re.IGNORECASE,
)
"""What points to another place: `below`, `can be found here`, `this paper`."""

MEETING = re.compile(
    r"\b"
    + either("""
    (?:chaired|closed|concluded|facilitated|hosted|introduced)HELD
    (?:introducing|opened|summed up|thanked|welcomed)HELD
    our (?:final|first|last|next|opening|second|third|three|two) (?:discussions?|meetings?|presenters?)
    our (?:final|first|last|next|opening|second|third|three|two) (?:provocateurs?|speakers?)
    (?:are|is|was|were) our (?:\\w+ )?(?:presenters?|speakers?) | thought leaders? | co-?convenors?
    (?:all|as|both|by|from|of|three|two) (?:our |the )?speakers\\b | (?:had|have) been discussing
    break-?\\s?out | plenary | participants | presentations? | feedback from | earlier in the day | next time
    the discussion\\b
    came up (?:again|in|several)
    (?:earlier|first|further|future|last) (?:discussions?|meetings?|sessions?)
    (?:next|previous|second|subsequent|third) (?:discussions?|meetings?|sessions?)
    (?:a|first|our|second|the|third|this) (?:cells?|gathering|meeting|round-?\\s?table|webinar)
    we (?:agreed|began|broke|considered|discussed|explored|heard|met|noted)\\b
    we (?:shared|split|started|went|were joined)\\b | we will (?:circulate|consider|explore|invite)
    \\w+ groups? (?:agreed|considered|discussed|explored|fed back|felt|identified|noted|reported)
    (?:was|were) (?:asked|invited|told)\\b | joined us | spoke\\b | met (?:at|on)\\b
    \\d{1,2}(?:st|nd|rd|th)? MONTHS
    """)
    .replace("HELD", r"\b(?=[^.]{0,60}\b(?:by|cell|discussion|everyone|group|meeting|session|speakers?)\b)")
    .replace("MONTHS", f"(?:{'|'.join(MONTHS)})"),
    re.IGNORECASE,
)
"""What tells how a meeting went."""

DANGLING = words_in("a an and are as at by for from in into is of on or that the to was which with without")
"""Words that no sentence ends with."""

VERBS = words_in("""
    am are be been being can can't cannot could couldn't did didn't do does doesn't don't had has hasn't
    have haven't is isn't may might must need needs ought shall should shouldn't was wasn't we'd we'll
    we're we've were weren't will won't would wouldn't it's that's there's they're you're let's who's
    what's i'm accept act allow allows apply ask asks avoid become becomes begin believe bring brings
    build builds celebrate change changes claim come comes connect consider create creates depend
    depends develop devolve embrace enable enables encourage encourages engage ensure establish exist
    exists expect expects face faces fail fails feel feels find finds focus follow get gets give gives
    go goes grow grows happen happens help helps hold holds include includes introduce invest involve
    involves keep keeps know knows lead leads learn learns leave leaves let lets listen look looks lose
    loses make makes matter matters mean means meet move moves nurture offer offers pay play plays
    promote provide provides put puts recognise recognises reduce refuse remain remains require requires
    respect run runs say says see seek seeks seem seems sees set sets share shares show shows sit sits
    speak spend stand start starts stay stop stops suggest suggests support supports take takes talk
    tell tells tend tends think thinks treat trust try understand use uses value values want wants work
    works became began brought built came felt found gave grew heard kept knew led made met said saw spent
    thought told took went
    """)
FINITE = words_in("""
    allows are becomes brings builds can cannot could creates did does enables gets gives has have helps
    involves is isn't keeps leads made makes matters may means might must needs provides requires seems
    shows should takes was were will won't works would
    """)
"""Verbs that are nothing else: what can be a noun or a participle (plans, set, shared) is left out."""
PERSONS = words_in("""
    anybody anyone child father friend everybody everyone leader lady listener man mother neighbour
    nobody person resident somebody someone volunteer woman worker
    """)
"""Whom `he` or `she` can stand for."""
GROUPS = words_in("""
    anyone child children citizens community council else everybody everyone family folk government men
    nobody one organisation others people person public sector someone staff who women workforce
    """)
"""Whom `they` can stand for, beside any plural."""
