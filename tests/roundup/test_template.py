"""The Word template: what it must have."""

import pytest
from docx import Document

from pipeline.core.errors import Fault
from pipeline.core.store import read_file
from pipeline.roundup.template import make_template
from pipeline.roundup.word import word
from tests.roundup.make_draft import (
    TEMPLATE,
)


@pytest.mark.slow
def test_the_template_is_what_its_script_makes(tmp_path, draft):
    made_anew = make_template(tmp_path / "roundup.docx")
    assert word(draft, read_file(made_anew)) == word(draft, TEMPLATE)


@pytest.mark.parametrize("content", [b"", b"no Word file"])
def test_a_broken_template_is_named(tmp_path, draft, content):
    (tmp_path / "t.docx").write_bytes(content)
    with pytest.raises(Fault, match=r"t\.docx: is no Word template"):
        word(draft, read_file(tmp_path / "t.docx"))


def test_a_template_without_a_style_is_refused(tmp_path, draft):
    document = Document(TEMPLATE.path)
    document.styles["Point"].delete()
    document.save(str(tmp_path / "t.docx"))
    with pytest.raises(Fault, match="lacks the style Point"):
        word(draft, read_file(tmp_path / "t.docx"))
