"""Pages of the last run are taken over where their lines and the rules are the same."""

import pytest

from pipeline.core.kept import Kept
from pipeline.notes import kept as cutting
from pipeline.notes.again import cut_pages
from pipeline.notes.kept import Cutter

NOTE = "Note from Sharing Power Cell {n}\n\n3 May 202{n}\n\nWe spoke of boats.\n\n• Ask the crews\n"


@pytest.fixture
def cutting_seen(monkeypatch):
    seen, cut = [], cutting.cut

    def noted(source, *rest):
        seen.append(source)
        return cut(source, *rest)

    monkeypatch.setattr(cutting, "cut", noted)
    return seen


def plain(pages):
    notes = [(note, note.runs.tolist()) for page in pages for note in page.notes]
    return [(p.source, p.set_aside) for p in pages], [
        (n.source, n.line, n.title, n.words, n.characters, n.mark, n.unknown, n.opening, n.passages, runs)
        for n, runs in notes
    ]


def test_one_page_added_is_cut_alone_and_nothing_differs(reader, cutting_seen, tmp_path):
    cutter = Cutter(reader.sections, reader.network.site.name)
    kept = Kept(tmp_path / "split", "code")
    two = {f"{name}__txt": NOTE.format(n=n) for n, name in enumerate(("a", "c"))}
    three = {**two, "b__txt": NOTE.format(n=4)}
    made = []
    for texts in (two, three, two, {**two, "a__txt": NOTE.format(n=7)}, two):
        cutting_seen.clear()
        again = cut_pages(reader.clean(**texts)["lines"], cutter, kept, 1)
        made.append(list(cutting_seen))
        assert plain(again) == plain(cut_pages(reader.clean(**texts)["lines"], cutter, None, 1))
    assert made == [["a.txt", "c.txt"], ["b.txt"], [], ["a.txt"], ["a.txt"]]


def test_other_rules_cut_all_anew(reader, cutting_seen, tmp_path):
    kept = Kept(tmp_path / "split", "code")
    lines = reader.clean(a__txt=NOTE.format(n=1))["lines"]
    for cutter in (Cutter(reader.sections, ""), Cutter(reader.sections, "A site")):
        cut_pages(lines, cutter, kept, 1)
    assert cutting_seen == ["a.txt", "a.txt"]
