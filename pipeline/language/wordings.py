"""The words and phrases by which a claim is told from an account, and what is to come from what was.

Data for `claims` and for the chapters of the draft; `either` is as in `phrases`.
"""

from __future__ import annotations

import re

from pipeline.language.phrases import either, words_in

ACCOUNT = re.compile(
    r"\b"
    + either(r"""
    (?:as|like) (?:we|you) (?:all )?(?:heard|noted|saw|said|discussed|have (?:described|discussed))\b
    (?:as|like) (?:we|you) (?:all )?(?:heard|noted|saw|said|discussed|have (?:heard|seen))\b
    (?:all|both|earlier|other|previous|the) speakers?\b
    (?:have|had|has) been (?:considering|discussing|exploring|talking about)
    (?:in|during|throughout|across|from|many of) (?:our|the|this) (?:\w+ )?(?:breakouts?|cells?)\b
    (?:in|during|throughout|across|from|many of) (?:our|the|this) (?:\w+ )?(?:discussions?|meetings?)\b
    (?:in|during|throughout|across|from|many of) (?:our|the|this) (?:\w+ )?(?:sessions?|workshops?)\b
    (?:our|the|this|which our) (?:discussions?|meetings?|sessions?|topics?|working group)\b
    was (?:asked|posed|raised)
    we (?:also |all |therefore )?(?:agreed|asked|believe|considered|discussed|explored|felt|heard)\b
    we (?:also |all |therefore )?(?:looked|noted|recognised|spent|talked|thought|wanted)\b
    we (?:want|would like) to (?:consider|discuss|explore|look)\b
    we (?:are|were) (?:interested|keen|told|asked|looking at|pleased) | told us\b
    (?:will|would) be (?:discussed|explored|invited)
    we(?: will|[’']ll) (?:be|explore|consider|invite|look|meet|discuss|follow|send|share)\b
    examples? (?:included?|were)\b
    one (?:attendee|contributor|member) (?:said|told|felt|asked|noted|suggested|described|wondered)
    one (?:organisation|participant|person) (?:said|told|felt|asked|noted|suggested|described|wondered)
    """)
    + r"|\b(?:today(?![’'])|tonight|this (?:afternoon|evening|morning|meeting|session))\b",
    re.IGNORECASE,
)
"""What tells of a discussion rather than what it found."""
CIVIL = re.compile(
    r"\b"
    + either(r"""
    thank(?:s|ed|ing)? (?:you|to|everyone|all|for) | (?:very )?grateful
    welcom(?:ed|ing) (?:everyone|all|the)
    (?:is|are) (?:warmly )?(?:invited|encouraged|welcome) to (?:attend|contribute|join|send|suggest|share)
    (?:contribute|send|share) (?:a )?(?:blogs?|comments|feedback|ideas|videos?) | feel free | get in touch
    please\b
    look(?:s|ed|ing)? forward to (?:the|our|seeing|meeting|working) | congratulat\w+ | apologi[sz]e[sd]?
    apologies\b
    """)
    + r"\b",
    re.IGNORECASE,
)
"""What the chair says out of courtesy."""
TODAY = re.compile(
    r"\b(?:next|last|this coming|the coming) (?:week|month|Monday|Tuesday|Wednesday|Thursday|Friday)\b"
    r"|\b\d{1,2}[.:]\d\d ?(?:am|pm)?\b",
    re.IGNORECASE,
)
"""What is of one day or week."""

SHELL_NOUNS = words_in("""
    ability account action activity addition agenda approach area argument aspect attempt attention base
    basis bit case cause chance choice circumstance concept concern condition consequence context country
    course day deal degree difference difficulty discussion effect effort end event everyone everything
    example experience extent eye fact feature feedback field figure focus form future group hand head
    heart hour idea impact importance individual instance issue item kind lack level life light line list
    lot manner matter mean means meeting member method minute model moment month name nature need note
    nothing number one opportunity option order other others outcome part past people person perspective
    place plan point position possibility practice present problem process purpose question range rate
    reality reason respect response result role room scale sense series set shift side situation size
    solution someone something sort source space stage start state step style subject term thing thinking
    thought time topic type unit use value variety view way week while whole word work world year
    """)
"""Nouns that need another word to mean something (Schmid's shell nouns, and the commonest of others)."""
HEDGES = words_in("""
    always answer better certainly change clearly create currently develop enable encourage ensure
    establish good great important improve key many more much never often promote provide really right
    support very wrong
    """)
"""Words that every other sentence has, and that tell little of what it is about."""
LIGHT_VERBS = words_in("""
    allow ask be become begin believe call can come consider continue describe discuss do explore feel find
    focus get give go have help include involve keep know let like look make mean mention need note offer put
    recognise say see seem seek set show start suggest take talk think try turn use want work
    """)
"""Verbs that say too little to name something by."""

TIMES = re.compile(
    r"\b"
    + either(r"""
    crisis | crises | pandemic | covid | covid-19 | coronavirus | lockdown | emergency | recession | austerity
    cost of living
    inflation | war | climate | elections? | poverty | floods? | heatwave | budget cuts? | cuts | shortages?
    strikes? | brexit
    (?:national|central|new) government
    """)
    + r"\b",
    re.IGNORECASE,
)
"""What a sentence names that tells what the times were like."""
AHEAD = re.compile(
    r"\b"
    + either(r"""
    next (?:meetings?|sessions?|steps?|time|year|month|spring|summer|autumn|winter)
    (?:forthcoming|upcoming) (?:[\w#-]+ ){0,2}(?:activities|conference|discussions?|events?)
    (?:forthcoming|upcoming) (?:[\w#-]+ ){0,2}(?:meetings?|roundtables?|sessions?|webinars?|workshops?)
    (?:further|future|follow-up|subsequent) (?:meetings?|sessions?|events?|discussions?|work)
    (?:will|shall) (?:also )?(?:continue to meet|meet (?:again|at|in|on|every)|return to|come back to)
    (?:should|would) (?:also )?(?:continue to meet|meet (?:again|at|in|on|every)|return to|come back to)
    (?:agreed|decided|plan|plans|planning) to (?!be\b)\w+
    (?:hope|hopes|aim|aims|intend|intends|resolved) to (?!be\b)\w+
    (?:we|members|the WHO) (?:will|shall|are going to|[’']ll)(?! (?:all )?(?:have|need)\b)
    (?:will|would) be (?:explored|discussed|held|launched|published|reviewed)
    (?:will|would) be (?:developed|taken forward|followed up|considered|invited|reported|presented)
    will (?:take place|report back|be back) | is due to | are due to | deadline
    """).replace("WHO", "(?:board|chair|clerk|committee|convenors?|council|group|network|trustees)")
    + r"\b",
    re.IGNORECASE,
)
"""What a sentence says that tells of something to come."""
IS = r"(?:was|is|were)(?! (?:introduced|presented|discussed|raised|posed|taken|chosen)\b)"
TO_ASK = r"(?: to (?:consider|discuss|explore|ask|look at))?"
SUBJECT = re.compile(
    rf"\b(?:topic|theme|subject|focus|question|aim|purpose) (?:of|for) (?:the|this|our|today[’']s) "
    rf"(?:[\w’-]+ ){{1,18}}?{IS}{TO_ASK}[:;,]?\s+(?P<one>[^\n]+)"
    rf"|\b(?:topic|theme|subject|question) {IS}[:;,]?\s+(?P<two>[^\n]+)"
    r"|\b(?:on|about|around|exploring|considering) the (?:topic|theme|subject|question)s?(?: of)?[:;,]?"
    r"\s+(?P<three>[^\n]+)"
    r"|\b(?:met|gathered|came together|brought together [\w\s]{0,40}?) to (?:consider|discuss|explore)"
    r"[:;,]?\s+(?P<four>[^\n]+)",
    re.IGNORECASE,
)
"""Where a note says what a meeting was about."""
