"""The project's own framework, for tests that need one: its lexicon, the ids of its themes, and the like."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.lexicon.lexicon import Lexicon
from pipeline.lexicon.theme import Entry
from pipeline.settings.load import load

_config = load(Path(__file__).parents[1] / "config")
LEXICON, NETWORK = _config.lexicon, _config.network
THEMES = LEXICON.order
BEHAVIOURS, PRINCIPLES = (LEXICON.of_family(family.id) for family in LEXICON.families)
FAMILIES = {"behaviours": BEHAVIOURS, "principles": PRINCIPLES}


def labelled(labels: Mapping[str, str]) -> Lexicon:
    """Return the framework with other labels, each theme with its id for its only term."""
    themes = {
        id: replace(theme, label=labels[id], entries=(Entry((id,)),)) for id, theme in LEXICON.themes.items()
    }
    return Lexicon(themes, families=LEXICON.families)
