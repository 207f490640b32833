"""The command for people who edit lexicons: what an edit does, a term in context, exchange."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.project import config_of, runner_of
from pipeline.core.errors import Fault, nearest
from pipeline.run.stages import making, up_to, where

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.lexicon.lexicon import Lexicon
    from pipeline.lexicon.theme import Theme
    from pipeline.run.runner import Runner


def lexicon(options: argparse.Namespace) -> None:
    """Compare the lexicons as they are now with the tags of the last run; the tables stay as they are."""
    if options.export or options.bring:
        _exchange(options)
        return
    runner = runner_of(options, quiet=True)
    runner.run(up_to("notes"))
    if options.kwic is not None:
        from pipeline.core.wording import several
        from pipeline.workbench.in_context import kwic

        lines = kwic(options.kwic, runner.table("passages"))
        places = several(len(lines), "place") if lines else "no places"
        print("\n".join([*lines, f"'{options.kwic}' is found in {places}"]))
        return
    if options.suggest is not None:
        theme_of(runner.config.lexicon, options.suggest)  # a wrong name is told before any waiting
    tagging = making("tags")
    if tagging.name not in runner.record.stages:
        runner.run((tagging.name,))
    if options.suggest is not None:
        _suggest(runner, options)
    else:
        _review(runner, options)


def theme_of(lexicon: Lexicon, name: str) -> Theme:
    """Return the theme of the name.

    Raises:
        Fault: there is none.
    """
    if name not in lexicon.themes:
        known = ", ".join(lexicon.themes)
        raise Fault(
            f"--suggest {name}: there is no such theme{nearest(name, lexicon.themes)}; known: {known}"
        )
    return lexicon.themes[name]


def _suggest(runner: Runner, options: argparse.Namespace) -> None:
    """Propose terms for one theme, which may have none yet."""
    from pipeline.core.counted import applying, counted
    from pipeline.core.store import write_file
    from pipeline.language.stems import Stems
    from pipeline.lexicon.lexicon import Lexicon
    from pipeline.tagging.stage import tag
    from pipeline.workbench.from_nothing import propose
    from pipeline.workbench.known import names_of
    from pipeline.workbench.proposals_shown import as_lines, as_page

    config, words = runner.config, runner.table("stems")
    theme = theme_of(config.lexicon, options.suggest)
    body = counted(runner.table("passages"), runner.table("notes"))
    if body.empty:
        raise Fault(
            "no passage of the notes counts, so there is nothing to suggest terms from; see `make report`"
        )
    stems = Stems(zip(words["word"], words["stem"], strict=True))
    alone = Lexicon({theme.id: theme}, config.lexicon.passing)
    carries = applying(tag(body, alone, config.pipeline.themes, stems)["found_themes"])["passage_id"]
    groups = names_of(config.cells, config.network.group)
    found = propose(theme, config.lexicon, body, carries, groups, config.stopwords, stems, options.top)
    page = as_page(found, runner.folders.sample)
    path = write_file(options.reports, f"lexicon-{theme.id}.html", page)
    print(as_lines(found))
    print(f"\nThe same as a page: {path}")


def _review(runner: Runner, options: argparse.Namespace) -> None:
    from pipeline.core.counted import applying, counted
    from pipeline.core.store import write_file
    from pipeline.language.stems import Stems
    from pipeline.tagging.missed import missed
    from pipeline.tagging.stage import tag
    from pipeline.workbench.page import as_page
    from pipeline.workbench.review import LastRun, review
    from pipeline.workbench.terminal import as_text

    beside = [each for each in runner.changed(making("tags")) if where("lexicon") not in each]
    if beside:
        print(f"not the edit alone: {'; '.join(beside)} since the last run. `make report` first.\n")
    config = runner.config
    last = LastRun(*(runner.table(name) for name in LastRun.__dataclass_fields__))
    stems = Stems(zip(last.stems["word"], last.stems["stem"], strict=True))
    made = tag(last.passages, config.lexicon, config.pipeline.themes, stems)
    body = counted(last.passages, last.notes)
    near = missed(config.lexicon, body, applying(made["found_themes"]), config.pipeline.themes, stems)
    found = review(config.lexicon, last, made, near, config.stopwords)
    page = as_page(found, _scores(options.processed), runner.folders.sample)
    path = write_file(options.reports, "lexicon.html", page)
    print(as_text(found))
    print(_effect(runner, made["found_themes"]) + "\n")
    print(f"All of it: {path}. `make report` makes the edit count.")


def _effect(runner: Runner, found_themes: pd.DataFrame) -> str:
    """Return in words what the edit does to accuracy, by the codes that lie on the notes of the last run."""
    from pipeline.coding.effect import as_text, effect
    from pipeline.core.store import path_of

    if not path_of(runner.folders.processed, "passage_codes").exists():
        return "accuracy: not known yet; `turning-point codes` lays the codes on these notes"
    codes, passages, before = (runner.table(n) for n in ("passage_codes", "passages", "found_themes"))
    return as_text(effect(codes, passages, before, found_themes, runner.config.lexicon.order))


def _scores(processed: Path) -> dict[str, str]:
    """Return per theme what the last run's accuracy says of it, in a few words; nothing if none is known."""
    from pipeline.core import store

    if not store.path_of(processed, "accuracy").exists():
        return {}
    rows = store.read(processed, "accuracy").to_dict("records")
    return {
        row["theme"]: f"last score: {row['verdict']}"
        + (f", kappa {row['kappa']:.2f}" if row["kappa"] == row["kappa"] else "")
        for row in rows
    }


def _exchange(options: argparse.Namespace) -> None:
    """Write the lexicons for other programs, or print theirs as tables for `config/themes/`."""
    from pipeline.lexicon import exchange

    path: Path = options.export or options.bring
    if path.suffix not in (".yml", ".yaml", ".dic"):
        raise Fault(f"{path}: its name must end in .yml (quanteda) or .dic (LIWC)")
    liwc = path.suffix == ".dic"
    if options.export:
        if not path.parent.is_dir():
            raise Fault(f"{path}: there is no folder {path.parent}")
        write = exchange.to_liwc if liwc else exchange.to_quanteda
        path.write_text(write(config_of(options.config).lexicon), encoding="utf-8")
        print(f"wrote {path}; weights, NEAR rules and NOT contexts have no place in it")
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Fault(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Fault(f"{path}: cannot be read as UTF-8 text: {error}") from error
    terms = exchange.from_liwc(text) if liwc else exchange.from_quanteda(text)
    if not terms:
        raise Fault(f"{path}: no terms in it")
    print(exchange.as_tables(terms))
