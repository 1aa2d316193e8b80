"""Many hands: a function over many items, here or in other processes, with results in the items' order.

Processes are forked, so that what they work on need not be sent to them; where that can't be done (not on Linux),
and where there is little to do, the work is done here. Results never depend on who did it.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from qsite.build.publish import MachineError

T = TypeVar("T")
R = TypeVar("R")

_inherited: list[Callable[[Any], Any]] = []
"""In a worker, the function that it was forked with; always empty in the main process."""


def worker_count(asked: int, jobs: int, least: int) -> int:
    """How many processes help with so many jobs; 1 is this one alone. `least` jobs are worth one process more."""
    if not sys.platform.startswith("linux"):
        return 1
    most = asked or len(os.sched_getaffinity(0))
    return max(1, min(most, jobs // least if asked == 0 else jobs))


def mapped(work: Callable[[T], R], items: Sequence[T], workers: int, chunk: int = 64) -> Iterator[R]:
    """What `work` gives for each item, in order.

    Raises:
        MachineError: if a worker dies (out of memory, killed).

    """
    if workers == 1:
        yield from map(work, items)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pool: Any = ProcessPoolExecutor(workers, get_context("fork"), initializer=_inherit, initargs=(work,))
    try:
        yield from pool.map(_work, items, chunksize=chunk)
    except BrokenProcessPool:
        raise MachineError("a worker process died, perhaps for want of memory; try --workers 1") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _inherit(work: Callable[[Any], Any]) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to hear
    _inherited.append(work)


def _work(item: Any) -> Any:
    return _inherited[0](item)
