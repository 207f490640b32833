"""A Dask cluster that a run's work goes to: the same code, the same tables, on more machines than one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.core.errors import Fault
from pipeline.core.side_by_side import on_cluster
from pipeline.run import fingerprint

PATIENCE = 10
"""Seconds to wait for the cluster's answer."""


@contextmanager
def cluster(address: str | None) -> Iterator[None]:
    """Let the work of a run be done by the cluster at the address; by this machine if there is none.

    Raises:
        Fault: Dask is not installed, nothing answers, or the workers have another version of the program.
    """
    if address is None:
        yield
        return
    try:
        from distributed import Client
    except ImportError as error:
        raise Fault(
            "--dask: Dask is not installed here; `pip install 'turning-point[dask]'` installs it"
        ) from error
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise Fault(
            f"--dask {address}: no cluster answers there; begin one with `dask scheduler`, and name the "
            "address that it says"
        ) from error
    with client, on_cluster(client):
        _refuse_others(client, address)
        yield


def _refuse_others(client: Any, address: str) -> None:
    """Refuse a cluster without workers, or with workers that would make something else."""
    try:
        versions = client.run(made_by)
    except ModuleNotFoundError as error:
        raise Fault(
            f"--dask {address}: a worker does not know the program ({error}); install the same version of "
            "turning-point there"
        ) from error
    if not versions:
        raise Fault(f"--dask {address}: the cluster has no workers; begin some with `dask worker {address}`")
    others = sorted(worker for worker, version in versions.items() if version != made_by())
    if others:
        raise Fault(
            f"--dask {address}: {', '.join(others)}: another version of turning-point, or of a library that "
            "it uses; install the same there as here"
        )


def made_by() -> str:
    """Return one checksum of the program and of the libraries that results can depend on."""
    return fingerprint.of_value([fingerprint.of_program(), dict(fingerprint.of_libraries())])
