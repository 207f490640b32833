import shutil

import pytest

from pipeline.core.errors import Fault
from pipeline.run.fingerprint import of_value
from pipeline.settings.load import load, read_model
from tests.conftest import CONFIG


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(CONFIG, tmp_path / "config")


def test_the_projects_own_config_has_no_faults():
    assert load(CONFIG).cells.cell


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("pipeline.toml", "[input]\nlargets = 3", "input.largets: unknown key (did you mean 'largest'?)"),
        ("pipeline.toml", "[imput]", "imput: unknown key (did you mean 'input'?)"),
        ("pipeline.toml", "[merging]\nsame = 3", "merging.same: has to be 1 or less; write such a number"),
        ("pipeline.toml", "[input\n", "not valid TOML"),
        ("sections.toml", "furniture = ['(']", "furniture.1: not a regular expression"),
        (
            "sections.toml",
            "[[headings]]\nkind = 'sumary'\nphrases = ['a']",
            "is no section kind (did you mean 'summary'?)",
        ),
        (
            "sections.toml",
            "[[cues]]\nkind = 'next'\npaterns = ['a']",
            "cues.1.paterns: unknown key (did you mean 'patterns'?)",
        ),
        (
            "sections.toml",
            "[words]\nmeetings = ['meeting']\n[[cues]]\nkind = 'next'\npatterns = ['next {meeting}']",
            "cues.1.patterns.1: there is no list 'meeting' under [words] (did you mean 'meetings'?)",
        ),
        (
            "sections.toml",
            "[[headings]]\nkind = 'next'\nphrases = ['next (step']",
            "headings.1.phrases.1: the phrase 'next (step' has the character '('; write plain words",
        ),
        (
            "sections.toml",
            "[[headings]]\nkind = 'next'\npatterns = ['next', 'next (step']",
            "headings.1.patterns.2: not a regular expression",
        ),
        (
            "sections.toml",
            "[[headings]]\nkind = 'next'\npatterns = ['(']\n[[cues]]\nkind = 'next'",
            "cues.1: has no phrase and no pattern; write one",
        ),
        (
            "sections.toml",
            "[[headings]]\nkind = 'next'\nphrases = ['next|']",
            "headings.1.phrases.1: the phrase 'next|' has nothing on one side of a '|'; write a word there",
        ),
        (
            "sections.toml",
            "[[headings]]\nkind = 'next'\nphrases = ['*']",
            "headings.1.phrases.1: the phrase '*' has no word",
        ),
        ("sections.toml", "[words]\nmeetings = []", "words.meetings: has 0; write 1 or more"),
        (
            "sections.toml",
            "[[headings]]\nkind = 'next'",
            "headings.1: has no phrase and no pattern; write one",
        ),
        ("cells.toml", "[[cell]]\nname='A'\n[[cell]]\nname='B'\naliases=['a']", "'a' names both 'A' and 'B'"),
        (
            "corrections.toml",
            "[[correction]]\ntitle = 'A'\nexpect = ''",
            "correction.1 ('A').reason: is missing",
        ),
        ("topics.toml", "[[topic]]\nlabel = 'Money'\nterms = 'power'", "topic.1 ('Money').terms: is no list"),
        (
            "topics.toml",
            "[[topic]]\nlabel = 'Money'\nterms = ['a']",
            "topic.1 ('Money').terms: has 1; write 3 or more",
        ),
        ("topics.toml", "[[topic]]\nterms = ['a', 'b', 'c']", "topic.1.label: is missing"),
    ],
)
def test_a_fault_names_file_and_key(folder, file, text, says):
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(Fault) as caught:
        load(folder)
    assert any(file in message and says in message for message in caught.value.messages)


def test_all_faults_at_once(folder):
    (folder / "pipeline.toml").write_text("[input]\nlargets = 3\nignroe = []", encoding="utf-8")
    (folder / "cells.toml").write_text("cels = []", encoding="utf-8")
    with pytest.raises(Fault) as caught:
        load(folder)
    assert len(caught.value.messages) == 3


def test_a_file_that_is_not_utf8(folder):
    (folder / "cells.toml").write_bytes("# é".encode("latin-1"))
    with pytest.raises(Fault, match="not UTF-8 text"):
        load(folder)


def test_no_such_folder(tmp_path):
    with pytest.raises(Fault, match="there is no such folder"):
        load(tmp_path / "confg")


@pytest.mark.slow
def test_a_comment_changes_no_fingerprint(folder):
    before = of_value(load(folder).cells)
    (folder / "cells.toml").write_text(
        "# words\n" + (CONFIG / "cells.toml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert of_value(load(folder).cells) == before
    assert of_value(load(CONFIG).lexicon) == of_value(load(folder).lexicon)


def test_defaults_in_the_file_are_those_of_the_code():
    from pipeline.settings.models import PipelineConfig

    assert read_model(CONFIG / "pipeline.toml", PipelineConfig) == PipelineConfig()


def test_the_settings_are_documented_as_they_are():
    from pipeline.settings.reference import settings

    assert (CONFIG.parent / "docs" / "settings.md").read_text(encoding="utf-8") == settings()


def test_examples_are_judged_by_the_numbers_of_the_settings(folder):
    (folder / "pipeline.toml").write_text("[themes]\nthreshold = 3.0\n", encoding="utf-8")
    with pytest.raises(Fault) as caught:
        load(folder)
    assert len(caught.value.messages) > 20
    assert all("does not carry the theme from 3 on" in message for message in caught.value.messages)
