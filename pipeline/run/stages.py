"""The stages in the order that the data flows: what each reads, what it depends on, what it makes.

To add a stage is to add a row here. Nothing else asks for a stage by its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Stage:
    """A stage: `function` of `module`, from tables and settings to tables, or to files.

    A stage that writes tables receives each table it reads as an argument of that name; one that writes none
    receives them together, as `tables`, and returns {path under the reports folder: content}.

    `settings` maps the function's arguments to the parts of `Config` that they receive, `inputs` to what is
    neither table nor setting: a module of `pipeline.run.inputs`. The files of a stage that `keeps` them
    belong to people once they are made: they are never deleted, and an edit is no reason to make one again.
    `makes` names the inputs of other stages that are its files.
    A stage that `names_settings` shows the checksum of every part of the config that any stage receives.
    """

    name: str
    module: str
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    inputs: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    keeps: bool = False
    names_settings: bool = False
    makes: tuple[str, ...] = ()


TOPICS = ("topics", "topic_terms", "topic_passages", "topic_themes", "topic_suggestions", "topic_choices")
SERIES = (
    *("note_themes", "series", "recurrence", "comparisons", "companions", "note_changes", "turns"),
    "topic_series",
)
SHOWN = ("documents", "notes", "passages", "tags", "passage_themes", "passage_marks", *TOPICS, *SERIES)
"""The tables that the report and the roundup show."""
CODED = ("overruled", "code_conflicts", "accuracy", "lost_marks")
"""What people said of the tags, as the report shows it."""

STAGES = (
    Stage(
        "clean",
        "reading.stage",
        writes=("files", "lines"),
        settings={"options": "pipeline.input"},
        inputs={"sources": "sources"},
    ),
    Stage(
        "split",
        "notes.stage",
        reads=("files", "lines"),
        writes=("documents", "meetings", "passages", "headings"),
        settings={
            "cells": "cells",
            "sections": "sections",
            "merging": "pipeline.merging",
            "group": "network.group",
            "site": "network.site",
        },
        inputs={"earlier": "kept", "jobs": "jobs"},
    ),
    Stage(
        "dates",
        "dating.stage",
        reads=("files", "lines", "meetings", "passages"),
        writes=("notes",),
        settings={"corrections": "corrections"},
    ),
    Stage(
        "tag",
        "tagging.stage",
        reads=("passages",),
        writes=("tags", "found_themes", "stems"),
        settings={"lexicon": "lexicon", "options": "pipeline.themes"},
        inputs={"earlier": "kept", "jobs": "jobs"},
    ),
    Stage(
        "codes",
        "coding.stage",
        reads=("notes", "passages", "found_themes"),
        writes=(
            *("passage_themes", "passage_codes", "overruled", "code_conflicts", "accuracy"),
            *("passage_marks", "lost_marks"),
        ),
        settings={"codes": "codes", "themes": "lexicon.order"},
        inputs={"marks": "marks"},
    ),
    Stage(
        "topics",
        "topics.stage",
        reads=("notes", "passages", "passage_themes"),
        writes=TOPICS,
        settings={
            "options": "pipeline.topics",
            "labels": "topics",
            "stopwords": "stopwords",
            "lexicon": "lexicon",
            "anchors": "network.anchors",
        },
        inputs={"jobs": "jobs"},
    ),
    Stage(
        "series",
        "series.stage",
        reads=("notes", "passages", "passage_themes", "topics", "topic_passages"),
        writes=SERIES,
        settings={"options": "pipeline.series", "themes": "lexicon.order"},
    ),
    Stage(
        "charts",
        "charts.stage",
        reads=(
            *("notes", "topics", "topic_terms", "topic_choices"),
            *("note_themes", "series", "recurrence", "comparisons", "topic_series"),
        ),
        settings={"lexicon": "lexicon", "group": "network.group"},
        inputs={"last": "last_charts", "jobs": "jobs"},
        makes=("figures",),
    ),
    Stage(
        "report",
        "report.stage",
        reads=("files", *SHOWN, "headings", *CODED),
        settings={
            "lexicon": "lexicon",
            "network": "network",
            "options": "pipeline.report",
            "templates": "templates",
        },
        inputs={"charts": "figures", "provenance": "provenance"},
        names_settings=True,
    ),
    Stage(
        "roundup",
        "roundup.stage",
        reads=(*SHOWN, "accuracy"),
        settings={
            "network": "network",
            "cells": "cells",
            "lexicon": "lexicon",
            "options": "pipeline.roundup",
            "quotes": "quotes",
            "template": "draft_template",
        },
        inputs={"charts": "figures", "period": "period", "sample": "sample", "drafts": "drafts"},
        keeps=True,
    ),
)
NAMES = tuple(stage.name for stage in STAGES)

FILES = {
    "lexicon": "config/themes/*.toml",
    "lexicon.order": "the order of the themes in config/",
    "network": "config/network.toml",
    "network.anchors": "config/network.toml [anchors]",
    "network.group": "config/network.toml [group]",
    "cells": "config/cells.toml",
    "sections": "config/sections.toml",
    "corrections": "config/corrections.toml",
    "topics": "config/topics.toml",
    "stopwords": "config/stopwords.txt",
    "quotes": "config/quotes.toml",
    "codes": "config/codes.csv",
    "templates": "config/templates/report.*",
    "draft_template": "config/templates/roundup.docx",
}
"""Where the parts of the config are, for people; parts of pipeline.toml name themselves."""


def settings() -> frozenset[str]:
    """Return every part of the config that a stage receives."""
    return frozenset(part for stage in STAGES for part in stage.settings.values())


def where(part: str) -> str:
    """Return the file, and the part of it, that holds a part of the config."""
    return FILES.get(part) or f"config/pipeline.toml [{part.removeprefix('pipeline.')}]"


def together(names: Iterable[str]) -> Iterator[tuple[Stage, ...]]:
    """Yield the named stages in order, those in one that may run beside one another.

    Such are stages that follow one another and make files alone, none of which another of them takes.
    """
    beside: list[Stage] = []
    for stage in (stage for stage in STAGES if stage.name in names):
        taken = set(stage.inputs.values())
        if beside and (stage.writes or any(other.writes or taken & set(other.makes) for other in beside)):
            yield tuple(beside)
            beside = []
        beside.append(stage)
    if beside:
        yield tuple(beside)


def making(table: str) -> Stage:
    """Return the stage that writes the table."""
    return next(stage for stage in STAGES if table in stage.writes)


def up_to(table: str) -> tuple[str, ...]:
    """Return the names of the stages up to the one that writes the table."""
    return NAMES[: STAGES.index(making(table)) + 1]
