"""The review on the terminal."""

from pipeline.workbench.terminal import as_text
from tests.workbench.make_review import lexicon, looked_at


def test_the_terminal_shows_terms_in_context_and_what_moved(corpus):
    said = as_text(looked_at(corpus, lexicon(power=["power", "em*"]), lexicon(power=["rain", "rane", "em*"])))
    assert "power: 2 gained by rain" in said
    assert "    + Songs of [Rain] <b>." in said.replace("[rain]", "[Rain]")
    assert "power: 3 lost by power" in said
    assert "North, 2020: power 100% before, 25% now, of 4 passages" in said
    assert "1 of 3 terms are nowhere" in said
