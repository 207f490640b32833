"""Work done side by side in processes: the same results, in the same order, as one after the other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_shared: list[Any] = []


def side_by_side(
    function: Callable[[Any, Item], Result], shared: Any, items: Sequence[Item], jobs: int
) -> list[Result]:
    """Return `function(shared, item)` of each item, in order, worked out by up to `jobs` processes.

    `function` stands in a module, and gives the same wherever it runs; `shared` goes to each process once.
    """
    jobs = min(jobs, len(items))
    if jobs < 2 or multiprocessing.current_process().daemon:
        return [function(shared, item) for item in items]
    pool = ProcessPoolExecutor(jobs, context(), initializer=_begin, initargs=(shared,))
    try:
        tasks = [pool.submit(_worked, function, item) for item in items]
        return [task.result() for task in tasks]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def context() -> multiprocessing.context.BaseContext:
    """Return how processes are begun: as copies of this one where that is quick and safe, else anew."""
    copies = sys.platform == "linux" and sys.version_info < (3, 12)
    return multiprocessing.get_context("fork" if copies else "spawn")


def _begin(shared: Any) -> None:
    """Hold what is shared, leave Ctrl-C to the process that waits for this one, and end when it has ended."""
    _shared[:] = [shared]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _worked(function: Callable[[Any, Item], Result], item: Item) -> Result:
    return function(_shared[0], item)
