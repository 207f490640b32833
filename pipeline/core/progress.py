"""How far work has come: a bar on the terminal, with rate and time left, where it takes long."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
LONG = 2.0
"""Seconds after which a bar is shown."""


def shown(items: Iterable[Item], what: str, total: int, unit: str) -> Iterator[Item]:
    """Yield the items; on a terminal a bar says how many of `total` have been taken, if it takes long."""
    if not sys.stderr.isatty():
        yield from items
        return
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # no thread beside the processes that are begun meanwhile
    look = {"leave": False, "delay": LONG, "unit": f" {unit}", "file": sys.stderr}
    yield from tqdm(items, f"        {what}", total, **look)
