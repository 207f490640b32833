"""The framework as a codebook of other programs, held against the schema that the standard publishes.

`schemas/` holds the standard's own two schemas, under the MIT licence that each of them states.
"""

from dataclasses import replace
from pathlib import Path

from lxml import etree

from pipeline.coding.refi.codebook import code_guid, code_names, qdc
from pipeline.lexicon.lexicon import Lexicon
from tests.coding.refi.make_projects import COLOURS
from tests.framework import BEHAVIOURS, LEXICON, THEMES, labelled

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "Codebook.xsd"))
NS = "{urn:QDA-XML:codebook:1.0}"


def test_it_is_valid_and_always_the_same():
    made = qdc(LEXICON, COLOURS)
    assert made == qdc(LEXICON, COLOURS)
    SCHEMA.assertValid(etree.fromstring(made).getroottree())


def test_families_hold_their_themes():
    book = etree.fromstring(qdc(LEXICON, COLOURS))
    behaviours, principles, none = book.find(f"{NS}Codes")
    assert [behaviours.get("name"), principles.get("name"), none.get("name")] == [
        "Behaviours",
        "Principles",
        "No theme",
    ]
    assert behaviours.get("isCodable") == "false"
    codes = behaviours.findall(f"{NS}Code")
    assert [code.get("guid") for code in codes] == [code_guid(theme) for theme in BEHAVIOURS]
    assert codes[1].get("name") == LEXICON.themes["power"].label
    assert codes[1].get("color") == "#123456"
    assert codes[1].findtext(f"{NS}Description").startswith(LEXICON.themes["power"].description)


def test_a_code_keeps_its_guid_for_ever():
    assert code_guid("power") == "9e7e7150-aeb9-5420-84da-b5e320006c35"


def test_two_themes_of_one_label_are_told_apart():
    twins = labelled(dict.fromkeys(THEMES, "Trust"))
    assert code_names(twins)["power"] == "Trust (power)"


def test_what_xml_cannot_hold_is_replaced():
    power = replace(LEXICON.themes["power"], description="bell\x07 & <b>")
    book = etree.fromstring(qdc(Lexicon({"power": power}, families=LEXICON.families), COLOURS))
    assert book.find(f".//{NS}Description").text.startswith("bell\ufffd & <b>")
