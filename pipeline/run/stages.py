"""The stages in the order that the data flows: what each reads, which part of the config, what it writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Stage:
    """A stage: the function of its name in the module of its name, from tables and config to tables.

    `config` maps the function's arguments to the parts of `Config` that they receive. A stage that writes no
    tables makes files for the reports folder.
    """

    name: str
    function: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    config: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


STAGES = (
    Stage("clean", "reading.clean", (), ("files", "lines"), {"options": "pipeline.input"}),
    Stage(
        "split",
        "notes.split",
        ("files", "lines"),
        ("documents", "meetings", "passages"),
        {"cells": "cells", "sections": "sections", "merging": "pipeline.merging"},
    ),
    Stage(
        "dates",
        "dating.cascade",
        ("files", "lines", "meetings", "passages"),
        ("notes",),
        {"corrections": "corrections"},
    ),
    Stage(
        "tag",
        "tagging.stage",
        ("passages",),
        ("tags", "passage_themes", "stems"),
        {"lexicon": "lexicon", "options": "pipeline.themes"},
    ),
    Stage(
        "topics",
        "topics.stage",
        ("notes", "passages", "passage_themes"),
        ("topics", "topic_terms", "topic_passages", "topic_themes", "topic_suggestions", "topic_choices"),
        {"options": "pipeline.topics", "labels": "topics", "stopwords": "stopwords", "lexicon": "lexicon"},
    ),
    Stage(
        "series",
        "series.stage",
        ("notes", "passages", "passage_themes", "topics", "topic_passages"),
        ("note_themes", "series", "recurrence", "comparisons", "companions", "note_changes", "topic_series"),
        {"options": "pipeline.series"},
    ),
    Stage(
        "charts",
        "charts.stage",
        (
            "notes",
            "topics",
            "topic_terms",
            "topic_choices",
            "note_themes",
            "series",
            "recurrence",
            "comparisons",
            "topic_series",
        ),
        (),
        {"lexicon": "lexicon"},
    ),
    Stage(
        "report",
        "report.stage",
        (
            "files",
            "documents",
            "notes",
            "passages",
            "tags",
            "passage_themes",
            "topics",
            "topic_terms",
            "topic_passages",
            "note_themes",
            "series",
            "recurrence",
            "comparisons",
            "companions",
            "note_changes",
            "topic_themes",
            "topic_suggestions",
            "topic_choices",
            "topic_series",
        ),
        (),
        {"lexicon": "lexicon", "options": "pipeline.report", "cells": "cells", "templates": "templates"},
    ),
)
NAMES = tuple(stage.name for stage in STAGES)

FILES = {
    "lexicon": "config/themes/*.toml",
    "cells": "config/cells.toml",
    "sections": "config/sections.toml",
    "corrections": "config/corrections.toml",
    "topics": "config/topics.toml",
    "stopwords": "config/stopwords.txt",
    "quotes": "config/quotes.toml",
    "templates": "config/templates/report.*",
}
"""Where the parts of the config stand, for people; parts of pipeline.toml name themselves."""


def where(part: str) -> str:
    """Return the file, and the part of it, that a part of the config stands in."""
    return FILES.get(part) or f"config/pipeline.toml [{part.removeprefix('pipeline.')}]"
