"""The commands beside the stages, on a project of a few sample notes."""

import shutil
import subprocess
import sys

import pandas as pd
import pytest

from pipeline.cli.main import main
from tests.conftest import CONFIG, ROOT

pytestmark = pytest.mark.xdist_group("commands")

SAMPLE = ROOT / "data" / "sample"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("commands")
    (folder / "raw").mkdir()
    for name in ("02_listing_relationships.txt", "07_changing_organisations_cell_2.txt", "marks.csv"):
        shutil.copy(SAMPLE / name, folder / "raw")
    return folder


def run(project, command, *more, config=CONFIG):
    folders = [f"--{name}={project / name}" for name in ("raw", "processed", "reports")]
    return main([command, *folders, f"--config={config}", *more])


@pytest.mark.slow
def test_evaluate_prints_the_score(project, capsys):
    assert run(project, "run") == 0
    passages = pd.read_csv(project / "processed" / "passages.csv")
    codes = passages[passages["kind"] != "heading"][["source", "line"]].assign(relationships=1, power=0)
    from tests.framework import THEMES

    codes[[theme for theme in THEMES if theme not in codes]] = 0
    codes.to_csv(project / "codes.csv", index=False)
    capsys.readouterr()
    marks = pd.read_csv(SAMPLE / "marks.csv")
    marks[marks["source"].isin(passages["source"])].to_csv(project / "raw" / "marks.csv", index=False)
    assert run(project, "evaluate", "--codes", str(project / "codes.csv")) == 0
    said = capsys.readouterr().out
    assert "headings precision 1.00" in said
    assert "relationships" in said


@pytest.mark.slow
def test_code_sheet_is_never_written_over(project, capsys):
    assert run(project, "code-sheet", "--size", "10") == 0
    sheet = pd.read_csv(project / "reports" / "code-sheet-1.csv", keep_default_na=False)
    assert len(sheet) == 10
    assert run(project, "code-sheet", "--size", "10") == 2
    assert "may hold codes" in capsys.readouterr().err


@pytest.mark.slow
def test_codes_go_to_another_program_and_come_back(project, capsys, tmp_path):
    out, back, codes = tmp_path / "p.qdpx", tmp_path / "back.csv", tmp_path / "ann.csv"
    assert run(project, "exchange", "--to", str(out)) == 0
    passages = pd.read_csv(project / "processed" / "passages.csv")
    passages = passages[passages["kind"] != "heading"][["source", "line"]].head(9)
    passages.assign(power=[1, 0, 0] * 3, listening=[0, 1, 0] * 3).to_csv(codes, index=False)
    assert run(project, "exchange", "--to", str(out), "--codes", str(codes)) == 2
    assert "there already, and may hold codes" in capsys.readouterr().err
    out.unlink()
    assert run(project, "exchange", "--to", str(out), "--codes", str(codes), "--blind") == 0
    said = capsys.readouterr().out
    assert "was not asked for relationships" in said
    assert "10 codings" in said, "a row each, and one on the title of their note"
    assert run(project, "exchange", "--from", str(out), "--out", str(back)) == 0
    assert "9 passages read by 1 person" in capsys.readouterr().out
    returned = pd.read_csv(back).sort_values(["source", "line"])
    assert set(returned["coder"]) == {"ann"}
    assert returned["power"].sum() == returned["listening"].sum() == 3
    assert run(project, "evaluate", "--codes", str(out)) == 0
    one = capsys.readouterr().out
    assert run(project, "evaluate", "--codes", str(back)) == 0
    assert one == capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--to", "x.txt"], "must end in .qdc"),
        (["--to", "x.qdc", "--codes", "y.csv"], "a codebook holds no codes"),
        (["--to", "none/x.qdc"], "there is no folder none"),
        (["--from", "x.qdpx"], "name a CSV file with --out"),
        (["--from", "x.qdc", "--out", "y.csv"], "must end in .qdpx"),
        (["--from", "x.qdpx", "--out", "y.csv"], "there is no such file"),
    ],
)
def test_faults_of_an_exchange(project, capsys, monkeypatch, tmp_path, words, message):
    monkeypatch.chdir(tmp_path)
    assert run(project, "exchange", *words) == 2
    assert message in capsys.readouterr().err


def test_a_codebook_needs_no_notes(project, tmp_path):
    assert run(project, "exchange", "--to", str(tmp_path / "themes.qdc")) == 0
    assert (tmp_path / "themes.qdc").read_bytes().count(b"<Code ") == 15


@pytest.mark.slow
def test_roundup_of_a_year(project, capsys):
    assert run(project, "roundup", "--year", "2022") == 0
    assert (project / "reports" / "roundup-2022.docx").exists()
    assert run(project, "roundup", "--year", "1999") == 2
    assert "the years with meetings are 2021, 2022 and 2023" in capsys.readouterr().err


@pytest.mark.slow
def test_lexicon_shows_what_an_edit_gains_and_loses(project, capsys, tmp_path):
    config = shutil.copytree(CONFIG, tmp_path / "config")
    assert run(project, "run") == 0
    path = config / "themes" / "behaviours.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("terms = [", "terms = ['signwriter*', ", 1), "utf-8"
    )
    capsys.readouterr()
    assert run(project, "lexicon", config=config) == 0
    said = capsys.readouterr().out
    assert "signwriter" in said
    assert "gained" in said
    assert (project / "reports" / "lexicon.html").exists()
    assert run(project, "lexicon", "--kwic", "kettle") == 0
    assert "[kettle]" in capsys.readouterr().out.lower()


@pytest.mark.slow
def test_lexicon_says_what_else_has_changed(project, capsys, tmp_path):
    shutil.copytree(project, tmp_path / "more")
    assert run(tmp_path / "more", "run") == 0
    capsys.readouterr()
    assert run(tmp_path / "more", "lexicon") == 0
    assert "not the edit alone" not in capsys.readouterr().out
    shutil.copy(SAMPLE / "16_two_bus_companies.txt", tmp_path / "more" / "raw")
    assert run(tmp_path / "more", "lexicon") == 0
    assert "not the edit alone: table passages changed since the last run" in capsys.readouterr().out


BARE = """
[hospitality]
label = 'Tea and hospitality'
description = 'The kettle is on: tea, a table and a welcome at the door.'
yes = ['There is always a kettle on.']
"""


@pytest.mark.slow
def test_terms_are_suggested_for_a_theme_without_any(project, capsys, tmp_path):
    config = shutil.copytree(CONFIG, tmp_path / "config")
    with (config / "themes" / "behaviours.toml").open("a", encoding="utf-8") as file:
        file.write(BARE)
    shutil.copytree(project / "raw", tmp_path / "raw")
    for name in ("16_two_bus_companies.txt", "05_changing_organisations_cell_1.txt"):
        shutil.copy(SAMPLE / name, tmp_path / "raw")
    assert main(["check", f"--config={config}", f"--processed={tmp_path / 'processed'}"]) == 0
    assert "[hospitality]: has no terms yet" in capsys.readouterr().out
    assert run(tmp_path, "run", config=config) == 0
    page = (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")
    assert "Not looked for: it has no terms yet" in page
    tagged = pd.read_csv(tmp_path / "processed" / "passage_themes.csv")["theme"]
    assert "hospitality" not in set(tagged)
    capsys.readouterr()
    assert run(tmp_path, "lexicon", "--suggest", "hospitality", "--top", "5", config=config) == 0
    said = capsys.readouterr().out
    assert "no terms yet" in said
    assert "like the description" in said
    assert "to paste" in said
    assert (tmp_path / "reports" / "lexicon-hospitality.html").exists()
    assert run(tmp_path, "lexicon", config=config) == 0
    assert "[hospitality]: has no terms yet" in capsys.readouterr().out
    assert run(tmp_path, "lexicon", "--suggest", "hospitalty", config=config) == 2
    assert "there is no such theme (did you mean 'hospitality'?)" in capsys.readouterr().err


def test_terms_are_suggested_from_notes_only(project, capsys, tmp_path):
    (tmp_path / "raw").mkdir()
    assert run(tmp_path, "lexicon", "--suggest", "power") == 2
    assert "no notes in it; put the meeting notes there" in capsys.readouterr().err


def loaded(slow, *words):
    """Return which of the libraries a command loads, in a process of its own."""
    code = (
        "import atexit, sys; from pipeline.cli.main import main; "
        f"atexit.register(lambda: print(sorted({slow!r} & set(sys.modules)))); main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", code, *words]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()[-1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "slow"),
    [
        ("lexicon", {"sklearn", "nltk", "scipy.stats", "pandera"}),
        ("status", {"pandas", "numpy", "pydantic", "matplotlib"}),
        ("run", {"pandas", "numpy", "pydantic", "matplotlib"}),
    ],
)
def test_quick_commands_wait_for_no_large_library(project, command, slow):
    assert run(project, "run") == 0
    folders = [f"--{name}={project / name}" for name in ("raw", "processed", "reports")]
    assert loaded(slow, command, *folders) == "[]"


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["yml", "dic"])
def test_lexicons_go_out_and_come_back(project, capsys, suffix):
    path = project / f"themes.{suffix}"
    assert run(project, "lexicon", f"--export={path}") == 0
    capsys.readouterr()
    assert run(project, "lexicon", f"--import={path}") == 0
    said = capsys.readouterr().out
    assert "[power]" in said
    assert "empower*" in said
    assert run(project, "lexicon", "--export=themes.xls") == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "slow"),
    [("--help", {"pandas", "numpy", "pydantic", "yaml"}), ("check", {"pandas", "sklearn", "scipy", "nltk"})],
)
def test_help_and_check_load_no_large_library(command, slow):
    assert loaded(slow, command) == "[]"


@pytest.mark.parametrize(
    "words",
    [[], ["rnu"], ["run", "--jobs", "none"], ["code-sheet", "--seed=-1"], ["code-sheet", "--size", "0"]],
    ids=" ".join,
)
def test_no_command_and_a_wrong_one_exit_with_two(words):
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2


@pytest.fixture
def new_project(tmp_path, monkeypatch):
    """Return a folder with the sample and no notes, in which the commands are given no folders."""
    (tmp_path / "data" / "sample").mkdir(parents=True)
    shutil.copy(SAMPLE / "02_listing_relationships.txt", tmp_path / "data" / "sample")
    shutil.copytree(CONFIG, tmp_path / "config")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.slow
def test_without_notes_the_sample_is_taken_and_said(new_project, capsys):
    assert main(["clean"]) == 0
    assert main(["status"]) == 0
    assert capsys.readouterr().err.count("SAMPLE NOTES") == 2


@pytest.mark.slow
def test_topics_of_the_sample_are_not_kept(new_project, capsys):
    held = (new_project / "config" / "topics.toml").read_bytes()
    assert main(["topics", "--keep"]) == 2
    assert "not kept" in capsys.readouterr().err
    assert (new_project / "config" / "topics.toml").read_bytes() == held


@pytest.mark.slow
def test_the_sample_takes_no_place_of_other_notes(new_project, capsys):
    (new_project / "notes").mkdir()
    shutil.copy(SAMPLE / "07_changing_organisations_cell_2.txt", new_project / "notes")
    assert main(["clean", "--raw", "notes"]) == 0
    made = (new_project / "data" / "processed" / "run.json").read_bytes()
    for command in ("clean", "roundup", "lexicon", "code-sheet"):
        assert main([command]) == 2
        assert "made of others; name their folder" in capsys.readouterr().err
    assert (new_project / "data" / "processed" / "run.json").read_bytes() == made


@pytest.mark.parametrize(
    ("more", "message"),
    [
        pytest.param(
            ["clean", "--raw", "config/cells.toml"], "is a file; name the folder", id="raw is a file"
        ),
        pytest.param(
            ["clean", "--processed", "config/cells.toml"],
            "is a file where a folder is needed",
            id="processed is a file",
        ),
        pytest.param(["lexicon", "--export", "no/x.yml"], "there is no folder no", id="export to nowhere"),
        pytest.param(["lexicon", "--import", "no.dic"], "No such file", id="import of nothing"),
        pytest.param(["lexicon", "--import", "empty.yml"], "no terms in it", id="import of an empty file"),
        pytest.param(["lexicon", "--kwic", ""], "--kwic ''", id="no term"),
    ],
)
def test_faults_of_files_and_folders(new_project, capsys, more, message):
    (new_project / "empty.yml").write_text("")
    assert main(more) == 2
    assert message in capsys.readouterr().err


@pytest.mark.slow
def test_files_that_could_not_be_read_are_counted_at_the_end(new_project, capsys):
    (new_project / "data" / "sample" / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    assert main(["run"]) == 0
    assert "1 of 2 files could not be read" in capsys.readouterr().out


@pytest.mark.parametrize(
    "asked, told",
    [
        (["--year", "2020", "--from", "2020-01", "--to", "2020-02"], "not both"),
        (["--from", "2020-01"], "go together"),
        (["--from", "2020-03", "--to", "2020-01"], "lies before the first"),
    ],
)
def test_a_time_that_makes_no_sense_is_refused(project, capsys, asked, told):
    assert run(project, "roundup", *asked) == 2
    assert told in capsys.readouterr().err


def test_a_month_that_is_none_is_refused(project, capsys):
    with pytest.raises(SystemExit):
        run(project, "roundup", "--from", "2020-13", "--to", "2020-14")
    assert "is no month as in 2020-09" in capsys.readouterr().err
