"""Plain text."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading import formats


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t"), max_size=300))
def test_text_loses_nothing(text):
    data = text.encode()
    lines = formats.read(data, "a.txt").lines
    if lines and not text.lstrip("\ufeff \n").startswith("<"):
        kept = "".join("".join(line.text for line in lines).split())
        assert kept == "".join(text.removeprefix("\ufeff").split())
