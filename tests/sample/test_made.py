import csv
from pathlib import Path

import pytest

from pipeline.cli.main import main
from pipeline.lexicon.score import term_scores
from pipeline.sample.made import NOTES, TRUTH, make
from pipeline.sample.terms import planted_terms
from pipeline.settings.load import load

SIZE = 150


@pytest.fixture(scope="module")
def config():
    return load(Path("config"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory, config):
    made = tmp_path_factory.mktemp("sample") / "made"
    make(made, SIZE, 1, config)
    return made


def files_in(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows_of(folder, table):
    with (folder / TRUTH / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def line_of(folder, source, line):
    return (folder / NOTES / source).read_text("utf-8").split("\n")[int(line) - 1]


def test_the_same_number_gives_the_same_bytes_and_another_seed_others(folder, config, tmp_path):
    make(tmp_path / "again", SIZE, 1, config)
    make(tmp_path / "other", SIZE, 2, config)
    assert files_in(tmp_path / "again") == files_in(folder)
    assert files_in(tmp_path / "other") != files_in(folder)


def test_every_note_stands_where_the_truth_says(folder):
    notes = rows_of(folder, "notes")
    assert len(notes) == SIZE
    for row in notes:
        for place in filter(None, [f"{row['source']}:{row['line']}", row["copies"]]):
            assert line_of(folder, *place.rsplit(":", 1)).removeprefix("# ") == row["title"]


def test_a_planted_passage_has_words_of_its_themes_and_of_no_other(folder, config):
    rows = rows_of(folder, "passages")
    texts = [line_of(folder, row["source"], row["line"]) for row in rows]
    matcher = config.lexicon.matcher
    scores = term_scores(matcher.find(texts), matcher, len(texts), config.pipeline.themes.passing)
    names = list(config.lexicon.themes)
    found = [{names[i] for i in line.nonzero()[0]} for line in scores]
    as_planted = sum(themes == set(row["themes"].split(";")) for themes, row in zip(found, rows, strict=True))
    assert as_planted > 0.97 * len(rows)  # now and then words that meet by chance make a phrase


def test_no_term_that_is_planted_is_shared(config):
    terms = planted_terms(config.lexicon, config.pipeline.themes)
    strong = [phrase for phrases, _ in terms.values() for phrase in phrases]
    assert all(phrases for phrases, _ in terms.values())
    assert len(strong) == len(set(strong))


def test_groups_come_and_go_and_some_of_their_themes_change(folder):
    changes = {row["change"] for row in rows_of(folder, "changes")}
    assert "steady" in changes and len(changes) > 1


def test_the_vocabulary_grows_with_the_notes(folder, config, tmp_path):
    make(tmp_path / "few", 10, 1, config)
    counts = [
        len(
            {word for content in files_in(made / NOTES).values() for word in content.decode().lower().split()}
        )
        for made in (tmp_path / "few", folder)
    ]
    assert 2 * counts[0] < counts[1] < 10 * counts[0]


@pytest.mark.parametrize("framework", ["config", "examples/parish-council/config"])
def test_the_command_makes_a_folder(framework, tmp_path, capsys):
    assert main(["sample", "--notes", "12", "--config", framework, str(tmp_path / "new")]) == 0
    assert "12 invented notes" in capsys.readouterr().out
    assert len(rows_of(tmp_path / "new", "notes")) == 12


def test_what_is_there_is_refused(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["sample", "--notes", "3", str(tmp_path)]) == 2
    assert "is not empty" in capsys.readouterr().err


def test_a_framework_without_terms_is_refused(tmp_path, capsys):
    assert main(["init", str(tmp_path / "work")]) == 0
    for path in (tmp_path / "work" / "config" / "themes").glob("*.toml"):
        path.write_text("[bare]\nlabel = 'Bare'\nterms = []\n" if path.stem == "themes" else "")
    code = main(["sample", "--config", str(tmp_path / "work" / "config"), str(tmp_path / "new")])
    assert code == 2
    assert "no theme has a term yet" in capsys.readouterr().err
