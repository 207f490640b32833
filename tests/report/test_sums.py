"""Whether all sums add up."""

from pipeline.report.sums import health


def test_health_adds_up(tables):
    found = health(tables)
    assert (found["files"], found["read"], found["found"], found["notes"], found["copies"]) == (
        7,
        6,
        11,
        9,
        2,
    )
    assert found["notes_add_up"] and found["passages_add_up"] and found["series_add_up"]
    assert found["characters_add_up"]
    short = tables["documents"].assign(in_notes=0)
    assert not health({**tables, "documents": short})["characters_add_up"]
    lost = health({**tables, "notes": tables["notes"].iloc[1:]})
    assert not lost["notes_add_up"]
