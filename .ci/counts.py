"""Check that a run found what is there: notes, publications, copies, themes, cells, a page."""

import argparse
import sys
from pathlib import Path

from pipeline.core import store

parser = argparse.ArgumentParser()
parser.add_argument("processed", type=Path)
parser.add_argument("reports", type=Path)
for name in ("notes", "publications", "copies"):
    parser.add_argument(f"--{name}", type=int, required=True)
asked = parser.parse_args()

notes = store.read(asked.processed, "notes")
documents = store.read(asked.processed, "documents")
meetings = notes[notes["event"] != "publication"]
copies = int(notes["copies"].str.split(";").map(lambda places: len([p for p in places if p])).sum())
per_cell = meetings.loc[meetings["cell"] != "", "cell"].value_counts()
found = {
    "notes": (len(meetings), asked.notes),
    "publications": (len(notes) - len(meetings), asked.publications),
    "copies": (copies, asked.copies),
    "notes and copies in documents": (int(documents["notes"].sum()), len(notes) + copies),
    "themes with hits": (store.read(asked.processed, "passage_themes")["theme"].nunique(), 12),
}
faults = [f"{name}: {is_}, expected {should}" for name, (is_, should) in found.items() if is_ != should]
if (per_cell >= 3).sum() < 4:
    faults.append(f"fewer than four cells with three notes: {per_cell.to_dict()}")
if (asked.reports / "index.html").stat().st_size < 100_000:
    faults.append("the page is all but empty")
print("; ".join(f"{name} {is_}" for name, (is_, _) in found.items()), "; cells", per_cell.to_dict())
sys.exit("\n".join(faults) or None)
