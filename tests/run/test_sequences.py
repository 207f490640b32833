"""Files and config change one after another; the runs that keep work end where one from nothing does.

`make property` tries more sequences than the few that stand here by default.
"""

import os
import re
import shutil

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipeline.cli.main import main
from tests.conftest import CONFIG, ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sequences")]

SEQUENCES = int(os.environ.get("SEQUENCES", "2"))
STEPS = 4
SAMPLE = sorted((ROOT / "data" / "sample").glob("*.txt"))
BEGUN = ("02_listing_relationships.txt", "04_changing_practices_cell_1.txt", "10_sharing_power_cell_1.txt")
NOT_COMPARED = re.compile(r"processed/(kept/.*|\.lock|\.running)|reports/(\.lock|\.running|\.?roundup-.*)")
"""Work kept for the next run, locks, and drafts, which a later run never deletes: these have a test below."""
ALWAYS = "A hallway is where neighbours look after each other and listen to what was never asked."
PLANTED = ("bus|buses", "kettle*", "people", "meeting*")


class Changing:
    """A folder of notes and a config that change, and the run over them that keeps its work."""

    def __init__(self, folder):
        self.folder = folder
        self.raw, self.config = folder / "raw", folder / "config"
        shutil.copytree(CONFIG, self.config)
        self.raw.mkdir(parents=True)
        for name in BEGUN:
            shutil.copy(ROOT / "data" / "sample" / name, self.raw)
        for number, term in enumerate(PLANTED):
            self._insert("themes/principles.toml", "\nterms = [\n", number, f"  '{term}',\n")
        self.said = []

    def run(self, to, *more):
        made = [f"--processed={to / 'processed'}", f"--reports={to / 'reports'}"]
        assert main(["run", f"--raw={self.raw}", f"--config={self.config}", *made, *more]) == 0, self.said

    def files(self):
        return sorted(path for path in self.raw.rglob("*") if path.is_file())

    # what may happen; each takes a number that says to which

    def add(self, number):
        source = SAMPLE[number % len(SAMPLE)]
        to = self.raw / ("later" if number % 3 else ".") / f"{number}_{source.name}"
        to.parent.mkdir(exist_ok=True)
        shutil.copy(source, to)

    def edit(self, number):
        path = self.files()[number % len(self.files())]
        lines = path.read_text(encoding="utf-8").splitlines()
        place = 5 + number % max(len(lines) - 5, 1)
        lines[place:place] = ["", f"{ALWAYS} That was heard {number} times.", ""]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def rename(self, number):
        path = self.files()[number % len(self.files())]
        path.rename(path.with_name(f"{'az'[number % 2]}_{path.name}"))

    def remove(self, number):
        if len(self.files()) > 1:
            self.files()[number % len(self.files())].unlink()

    def new_term(self, number):
        self._insert(
            "themes/behaviours.toml",
            "\nterms = [\n",
            number,
            f"  'hallway*|neighbour*{'s' * (number % 2)}',\n",
        )

    def lost_term(self, number):
        """Take out a term that was planted, so that no example of the framework rests on it."""
        path = self.config / "themes" / "principles.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f"  '{PLANTED[number % len(PLANTED)]}',\n", ""), encoding="utf-8")

    def sections(self, number):
        self._insert("sections.toml", "\nfurniture = [\n", 0, f"  'that was heard {number} .*',\n")

    def groups(self, number):
        name = ("Sharing and Building Power", "Putting Relationships First")[number % 2]
        self._insert("cells.toml", f'\nname = "{name}"\naliases = [', 0, f'"Circle {number}", ')

    def _insert(self, name, after, which, line):
        path = self.config / name
        text = path.read_text(encoding="utf-8")
        places = [found.end() for found in re.finditer(re.escape(after), text)]
        place = places[which % len(places)]
        if line not in text:
            path.write_text(text[:place] + line + text[place:], encoding="utf-8")


WAYS = ("add", "edit", "rename", "remove", "new_term", "lost_term", "sections", "groups")


def contents(folder):
    """Return {path: bytes} of what a run made."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not NOT_COMPARED.fullmatch(name)}


@given(
    steps=st.lists(st.tuples(st.sampled_from(WAYS), st.integers(0, 99)), min_size=STEPS, max_size=STEPS),
    jobs=st.sampled_from(("1", "2")),
)
@settings(
    max_examples=SEQUENCES, phases=(Phase.generate,), suppress_health_check=list(HealthCheck), print_blob=True
)
def test_what_is_kept_changes_no_byte(tmp_path_factory, steps, jobs):
    changing = Changing(tmp_path_factory.mktemp("changing"))
    kept, anew = changing.folder / "kept", changing.folder / "anew"
    changing.run(kept)
    for way, number in steps:
        getattr(changing, way)(number)
        changing.said.append((way, number))
        changing.run(kept, "--jobs", jobs)
    changing.run(anew)
    one, other = contents(kept), contents(anew)
    assert set(one) == set(other), changing.said
    assert [name for name in one if one[name] != other[name]] == [], changing.said
    drafts = [path.name for path in (anew / "reports").glob("roundup-*")]
    assert drafts, changing.said
    for name in drafts:
        assert (kept / "reports" / name).read_bytes() == (anew / "reports" / name).read_bytes(), changing.said
