"""`sample`: invented notes of any number, with what was planted in them."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from pipeline.cli.init import refuse_what_is_there
from pipeline.cli.project import config_of
from pipeline.core.errors import Fault


def sample(options: argparse.Namespace) -> None:
    """Make a folder of invented notes.

    Raises:
        Fault: there is something at that place, or no theme of the config has a term.
    """
    from pipeline.sample.made import NOTES, TRUTH, make

    folder: Path = options.folder
    refuse_what_is_there(folder)
    config = config_of(options.config)
    if not any(theme.entries for theme in config.lexicon.themes.values()):
        raise Fault(f"{options.config / 'themes'}: no theme has a term yet; nothing could be planted")
    folder.parent.mkdir(parents=True, exist_ok=True)
    # made beside and then renamed, as `init` does
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as made:
        count = make(Path(made, "new"), options.notes, options.seed, config)
        if folder.exists():
            folder.rmdir()
        Path(made, "new").rename(folder)
    print(
        f"{folder / NOTES}: {options.notes:,} invented notes in {count:,} files; what was planted in them is "
        f"in {folder / TRUTH}. Read them with `turning-point run --raw {folder / NOTES}`"
    )
