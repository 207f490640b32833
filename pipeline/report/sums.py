"""The health of a run: the counts at every stage, and whether they add up. Nothing vanishes unseen."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.core.counted import counted, is_logistics, is_meeting
from pipeline.core.schemas import BY, GRADES
from pipeline.core.table import Tables


def health(tables: Tables) -> dict[str, Any]:
    """Return the counts by name; those that end in `add_up` tell whether a sum holds."""
    return {
        **_of_files(tables["documents"], tables["notes"]),
        **_of_passages(tables),
        "tags": len(tables["tags"]),
        "passage_themes": len(tables["passage_themes"]),
        "by_people": int((tables["passage_themes"]["by"] == BY[1]).sum()),
        "overruled": len(tables["overruled"]),
        "firm": int((tables["passage_themes"]["grade"] == GRADES[0]).sum()),
        "topics": len(tables["topics"]),
        "topic_passages": len(tables["topic_passages"]),
    }


def _of_files(documents: pd.DataFrame, notes: pd.DataFrame) -> dict[str, Any]:
    """Return the counts of files and notes: every note found is kept, or a copy of one that is."""
    copies = int(notes["copies"].str.count(";").sum() + (notes["copies"] != "").sum())
    found = int(documents["notes"].sum())
    unread = documents[documents["problem"] != ""]
    publications = int((~is_meeting(notes)).sum())
    return {
        "documents": documents.to_dict("records"),
        "files": len(documents),
        "read": len(documents) - len(unread),
        "problems": unread[["source", "problem"]].to_dict("records"),
        "found": found,
        "notes": len(notes),
        "copies": copies,
        "publications": publications,
        "meetings": len(notes) - publications,
        "notes_add_up": found == len(notes) + copies,
        **{name: int(documents[name].sum()) for name in ("characters", "in_notes", "set_aside")},
        "characters_add_up": _characters_add_up(documents),
    }


def _characters_add_up(documents: pd.DataFrame) -> bool:
    """Whether every character of each file that was read is in a note, or is known to be in none."""
    return bool((documents["characters"] == documents["in_notes"] + documents["set_aside"]).all())


def _of_passages(tables: Tables) -> dict[str, Any]:
    """Return the counts of passages: each counts, or is left out for one reason."""
    notes, passages = tables["notes"], tables["passages"]
    publications = notes.loc[~is_meeting(notes), "note_id"]
    published = passages["note_id"].isin(publications)
    heading = ~published & (passages["kind"] == "heading")
    logistics = ~published & ~heading & is_logistics(passages)
    left_out = [int(reason.sum()) for reason in (published, heading, logistics)]
    kept = counted(passages, notes)
    themed = int(kept["passage_id"].isin(tables["passage_themes"]["passage_id"]).sum())
    in_series = int(tables["note_themes"].groupby("note_id")["passages"].first().sum())
    return {
        "passages": len(passages),
        "counted": len(kept),
        "in_publications": left_out[0],
        "headings": left_out[1],
        "logistics": left_out[2],
        "passages_add_up": len(passages) == len(kept) + sum(left_out),
        "with_theme": themed,
        "without_theme": len(kept) - themed,
        "series_add_up": in_series == len(kept),
    }
