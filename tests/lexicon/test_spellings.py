"""British and American ways to write a word: every kind of difference, and words that only look like one."""

import pytest

from pipeline.lexicon.terms import sequences

PAIRS = """
arbour arbor, armour armor, behaviour behavior, candour candor, clamour clamor, colour color,
endeavour endeavor,
favour favor, fervour fervor, flavour flavor, glamour glamor, harbour harbor, honour honor, humour humor,
labour labor, neighbour neighbor, parlour parlor, rancour rancor, rigour rigor, rumour rumor,
savour savor, valour valor, vapour vapor, vigour vigor, neighbourhood* neighborhood*,
centre center, fibre fiber, litre liter, theatre theater, centres centers, centred centered,
organise organize, organised organized, organises organizes, organiser organizer, organisers organizers,
organising organizing, organisable organizable, organisation organization, organisations organizations,
organisational organizational, organis* organiz*, organisation* organization*,
analyse analyze, analysed analyzed, analyses analyzes, analysing analyzing, paralys* paralyz*,
programme program, programmes programs, programme* program*,
analogue analog, catalogue catalog, dialogue dialog, monologue monolog, prologue prolog, dialogues dialogs,
defence defense, offence offense, licence license, pretence pretense,
practise practice, practised practiced, practises practices, practiser practicer, practising practicing,
judgement judgment, acknowledgement acknowledgment,
cancelled canceled, channelling channeling, fuelled fueled, jewelled jeweled,
labelled labeled, leveller* leveler*, marvelled marveled, modelling modeling, quarrelled quarreled,
signalled signaled, totalled totaled, traveller traveler, tunnelled tunneled,
skilful skillful, wilful willful, skilfully skillfully,
distil distill, enrol enroll, fulfil fulfill, instil instill, enrols enrolls, enrolment enrollment,
fulfilments fulfillments, instil* instill*,
ageing aging, sceptic skeptic, grey gray, paediatric* pediatric*
"""
SAME = """
organisms, wisely, isle, harbinger, labs, humorist, laborious, fibreglass, central, centerpiece,
practical*, practicable, fence, sense, tense, dispense, filled, pulling, telling, called, rolled, skill, will,
willing, distillery, raging, packaging, engaging, pedestrian, flog, blog, ink, later, lite
"""


@pytest.mark.parametrize("pair", [pair.split() for pair in PAIRS.replace("\n", " ").split(",")], ids=" ".join)
def test_a_word_is_found_in_both_spellings(pair):
    british, american = pair
    assert (american,) in sequences(british, both_spellings=True)
    assert (british,) in sequences(american, both_spellings=True)
    assert sequences(british) == ((british,),)


@pytest.mark.parametrize("word", [word.strip() for word in SAME.split(",")])
def test_a_word_that_only_looks_like_one_has_one(word):
    assert sequences(word, both_spellings=True) == ((word,),)


def test_each_word_of_a_phrase_may_be_spelt_either_way():
    found = sequences("labour centre", both_spellings=True)
    assert found == (("labor", "center"), ("labor", "centre"), ("labour", "center"), ("labour", "centre"))
