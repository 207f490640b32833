"""Whatever stands in a config file: it is taken as it is meant, or what is wrong is told with the file."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.errors import Fault
from pipeline.settings.load import MODELS, read_model
from tests.conftest import CONFIG

SCALARS = st.one_of(
    st.sampled_from(["true", "false", "0", "-1", "1.5", "nan", "inf", "2021-02-28", "''", "[]", "{}"]),
    st.text("abc*|(){}[]^$?+.\\ ’é\"'#=\n\b\0", max_size=12).map(lambda text: f"'{text}'"),
)
VALUES = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=3).map(lambda of: f"[{', '.join(of)}]"),
    st.dictionaries(st.sampled_from(["id", "words", "name", "x"]), SCALARS, max_size=2).map(
        lambda of: "{" + ", ".join(f"{key} = {value}" for key, value in of.items()) + "}"
    ),
)


def taken(folder, name, text):
    """Read a config file with this text; every fault is a sentence about that file."""
    path = folder / f"{name}.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    try:
        read_model(path, MODELS[name])
    except Fault as fault:
        for line in str(fault).splitlines():
            assert line.strip()
        assert f"{name}.toml" in str(fault)
        assert "Traceback" not in str(fault) and "Error:" not in str(fault)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("config")


@pytest.mark.parametrize("name", sorted(MODELS))
@settings(max_examples=25)
@given(data=st.data())
def test_a_value_of_any_kind(folder, name, data):
    own = tomllib.loads((CONFIG / f"{name}.toml").read_text("utf-8"))
    table = data.draw(st.sampled_from(sorted(own) or ["x"]))
    inner = own.get(table)
    inner = inner[0] if isinstance(inner, list) and inner else inner
    keys = sorted(inner) if isinstance(inner, dict) and inner else ["x"]
    value, key = data.draw(VALUES), data.draw(st.sampled_from(keys))
    ways = (f"{table} = {value}", f"[{table}]\n'{key}' = {value}", f"[[{table}]]\n'{key}' = {value}")
    head = data.draw(st.sampled_from(ways))
    taken(folder, name, head)


@pytest.mark.parametrize("name", sorted(MODELS))
@settings(max_examples=10)
@given(data=st.data())
def test_a_damaged_file(folder, name, data):
    whole = bytearray((CONFIG / f"{name}.toml").read_bytes()[:3000])
    for _ in range(data.draw(st.integers(0, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    taken(folder, name, bytes(whole[: data.draw(st.integers(0, len(whole)))]))
