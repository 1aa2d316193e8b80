"""One run of a program: how long it took, and how much memory it and all its children held at once.

Time and memory are taken in different runs, since looking at the memory of a large process slows it down.
"""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
INTERVAL = 0.05


class FailedRunError(Exception):
    """A tool that did not end well; the message holds what it said."""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds on the clock, and of both cores' time (`cpu`: user and system, with all children)."""

    seconds: float
    cpu: float


def timed(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """Run a program to its end and time it. What was still to be written to disk before is written first."""
    os.sync()
    start = time.perf_counter()
    with _started(command, folder, environment) as process:
        said = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    _expect_success(process.returncode, command, said)
    return Run(seconds, usage.ru_utime + usage.ru_stime)


def peak_memory(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> int | None:
    """Give the peak of a program's whole tree of processes in bytes, or None where the system does not tell.

    The sum of the proportional set sizes (``Pss`` of ``/proc/PID/smaps_rollup``), so that pages which processes share
    count once; sampled every 50 ms.
    """
    if not (PROC / "self/smaps_rollup").exists():
        return None
    with _started(command, folder, environment, keep=False) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(map(_proportional, _tree(process.pid))))
            time.sleep(INTERVAL)
    _expect_success(process.returncode, command, b"")
    return peak


def _started(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], *, keep: bool = True
) -> subprocess.Popen[bytes]:
    where = subprocess.PIPE if keep else subprocess.DEVNULL
    return subprocess.Popen(command, cwd=folder, env=dict(environment), stdout=where, stderr=subprocess.STDOUT)


def _expect_success(code: int, command: Sequence[str], said: bytes) -> None:
    if code:
        raise FailedRunError(f"{' '.join(command)} ended with {code}:\n{said.decode(errors='replace')[-4000:]}")


def _tree(root: int) -> list[int]:
    """A process and everything that it started, directly or not."""
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit() and (parent := _parent(entry)) is not None:
            children.setdefault(parent, []).append(int(entry.name))
    found = [root]
    for process in found:
        found.extend(children.get(process, ()))
    return found


def _parent(entry: Path) -> int | None:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError):
        return None


def _proportional(process: int) -> int:
    """Give a process's proportional set size in bytes; 0 where it has ended."""
    try:
        text = (PROC / str(process) / "smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)
