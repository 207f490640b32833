"""A module of a library comes alone, and the library is whole when it is asked for afterwards."""

import subprocess
import sys

import pytest
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from pipeline.core.part import part
from pipeline.language import stems


def test_the_list_is_that_of_the_library():
    assert stems.ENGLISH_STOP_WORDS == ENGLISH_STOP_WORDS


@pytest.mark.parametrize(
    ("name", "rest"),
    [("nltk.tokenize.punkt", "nltk.parse"), ("sklearn.feature_extraction._stop_words", "sklearn.base")],
)
def test_a_part_comes_without_the_rest(name, rest):
    code = (
        f"import sys; from pipeline.core.part import part; alone = part({name!r});"
        f"assert {rest!r} not in sys.modules; import {rest}; assert sys.modules[{name!r}] is alone;"
        f"print(sys.modules[{rest!r}].__file__)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout


def test_a_module_that_is_not_there_is_said_to_be_missing():
    with pytest.raises(ModuleNotFoundError, match="nolibrary"):
        part("nolibrary.part")
    with pytest.raises(ModuleNotFoundError, match="nltk"):
        part("nltk.nosuch.module")
