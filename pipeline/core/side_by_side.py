"""Work done side by side: the same results, in the same order, as one after the other.

In processes of this machine, or on a cluster where `on_cluster` names one. Nothing that is made depends on
where it was, and a worker that is lost on the way costs time only.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import Any, TypeVar

from pipeline.core.errors import Fault
from pipeline.core.progress import shown

Item = TypeVar("Item")
Result = TypeVar("Result")
_shared: list[Any] = []
_clusters: list[Any] = []
_one_at_a_time = threading.Lock()
AHEAD = 3
"""Items per thread of a cluster that are on their way to it or back at once."""


def side_by_side(
    function: Callable[[Any, Item], Result],
    shared: Any,
    items: Sequence[Item],
    jobs: int,
    what: str = "working",
) -> list[Result]:
    """Return `function(shared, item)` of each item, in order, worked out by up to `jobs` processes.

    `function` stands in a module, and gives the same wherever it runs; `shared` goes to each process once.
    `what` says on the terminal what is being done.

    Raises:
        Fault: a process was ended from outside.
    """
    jobs = min(jobs, len(items))
    here = multiprocessing.current_process().daemon
    if _clusters and len(items) > 1 and not here:
        results = _on_cluster(_clusters[-1], function, shared, items)
    elif jobs < 2 or here:
        results = (function(shared, item) for item in items)
    else:
        results = _in_processes(function, shared, items, jobs)
    return list(shown(results, what, len(items), "lots"))


def _in_processes(
    function: Callable[[Any, Item], Result], shared: Any, items: Sequence[Item], jobs: int
) -> Iterator[Result]:
    pool = ProcessPoolExecutor(jobs, context(), initializer=_begin, initargs=(shared,))
    try:
        tasks = deque(pool.submit(_worked, function, item) for item in items)
        while tasks:
            yield tasks.popleft().result()
    except BrokenProcessPool as error:
        raise Fault(
            "a process that did part of the work was ended from outside, most likely for want of memory; "
            "run it again with fewer of them (--jobs 1)"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def copies() -> bool:
    """Tell whether processes begin as copies of this one, with all that it holds, on this machine."""
    return context().get_start_method() == "fork" and not _clusters


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


@contextmanager
def on_cluster(client: Any) -> Iterator[None]:
    """Let work be done by the cluster of a `distributed.Client`."""
    _clusters.append(client)
    try:
        yield
    finally:
        _clusters.remove(client)


def _on_cluster(
    client: Any, function: Callable[[Any, Item], Result], shared: Any, items: Sequence[Item]
) -> Iterator[Result]:
    """Yield the results; what is shared is made where it is needed, anew where a worker was lost with it."""
    held = client.submit(pickle.loads, pickle.dumps(shared), pure=False)
    room = AHEAD * max(sum(client.nthreads().values()), 1)
    tasks: deque[Future[Result]] = deque()
    for item in items:
        tasks.append(client.submit(_worked_there, function, held, item, pure=False))
        if len(tasks) >= room:
            yield tasks.popleft().result()
    while tasks:
        yield tasks.popleft().result()


def _worked_there(function: Callable[[Any, Item], Result], shared: Any, item: Item) -> Result:
    with _one_at_a_time:  # a worker may have several threads, and what is shared learns as it works
        return function(shared, item)
