"""`init`: a working folder of one's own."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from pipeline.core.errors import Fault

README = """\
# {name}

1. Put the notes of your meetings into `data/raw/`: Word, PDF, web pages, text; nothing there is ever changed.
2. In this folder, run `turning-point run`. Until there are notes it reports on the sample, and says so.
3. Open `reports/index.html`. Every number leads to the passages behind it; start with "Please check".
4. The Word draft of a year's roundup: `turning-point roundup --year 2024`. Edited ones are never overwritten.
5. `config/network.toml` says what the network is called, and names its families of themes.
6. `config/themes/` holds the themes, a word list each; `config/cells.toml` the recurring groups.
7. After an edit: `turning-point check` names every fault, `turning-point lexicon` what the edit did.
8. `turning-point --help` shows the rest. This folder and its notes stay on your machine.
"""


def init(options: argparse.Namespace) -> None:
    """Make a working folder: config, a place for the notes, a README.

    Raises:
        Fault: there is something at that place, or no such framework.
    """
    from pipeline.core.toml import read_toml
    from pipeline.settings.frameworks import files

    folder: Path = options.folder
    refuse_what_is_there(folder)
    sources = files(options.framework)
    folder.parent.mkdir(parents=True, exist_ok=True)
    # made beside and then renamed: a folder half made is never taken for a whole one
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as made:
        for path, source in sources.items():
            target = Path(made, "new", path)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        Path(made, "new", "data", "raw").mkdir(parents=True)
        name = read_toml(sources["config/network.toml"])["name"]
        Path(made, "new", "README.md").write_text(README.format(name=name), encoding="utf-8", newline="\n")
        if folder.exists():
            folder.rmdir()
        Path(made, "new").rename(folder)
    print(f"{folder}: made, with the framework '{options.framework}'. Go there and run `turning-point run`.")


def refuse_what_is_there(folder: Path) -> None:
    """Refuse a place that is not free.

    Raises:
        Fault: there is a file, or a folder with something in it.
    """
    if folder.exists() and not folder.is_dir():
        raise Fault(f"{folder}: is a file; name a folder that is not there yet")
    if folder.is_dir() and any(folder.iterdir()):
        raise Fault(f"{folder}: is not empty; nothing in it was touched. Name a folder that is not there yet")
