"""Where a working folder's files come from."""

import pytest

from pipeline.core.errors import Fault
from pipeline.settings import frameworks


@pytest.mark.parametrize("name", frameworks.names()[1:])
def test_nothing_of_one_network_gets_into_another(name):
    own = frameworks.files(name)
    first = frameworks.files(frameworks.FIRST)
    shared = {path for path in own if own[path] == first.get(path)}
    assert {"config/topics.toml", "config/stopwords.txt", "config/templates/roundup.docx"} <= shared
    assert not any(path.startswith(("config/network", "config/cells", "config/themes")) for path in shared)
    assert all(file.is_file() for file in own.values())
    for path in shared - {"config/templates/roundup.docx"}:
        assert "better way" not in own[path].read_text(encoding="utf-8").lower(), path


def test_an_installed_program_has_them_in_the_package(tmp_path, monkeypatch):
    """The wheel lays them out as `pyproject.toml` says."""
    for path in (
        "better-way/config/network.toml",
        "better-way/config/pipeline.toml",
        "x/config/network.toml",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    monkeypatch.setattr(frameworks, "INSTALLED", tmp_path)
    assert frameworks.names() == ["better-way", "x"]
    assert frameworks.files("x") == {
        "config/network.toml": tmp_path / "x" / "config" / "network.toml",
        "config/pipeline.toml": tmp_path / "better-way" / "config" / "pipeline.toml",
    }


def test_an_unknown_name_is_a_fault():
    with pytest.raises(Fault, match=r"no framework 'blnk' .did you mean 'blank'"):
        frameworks.files("blnk")
