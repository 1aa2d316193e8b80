"""A preview that really runs, on a site in a folder, asked over HTTP."""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from qsite.serve.bar import without_preview
from tests.site_fixture import ROOT

NOW = "2018-06-01T10:00"
PATIENCE = 30.0
"""How long a change may take on a busy machine before a test fails, in seconds."""


@dataclass(frozen=True, slots=True)
class Got:
    """What was answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def page(self) -> bytes:
        """The body without the preview's parts."""
        return without_preview(self.body)

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "")


@dataclass
class Running:
    """A running preview: where it is, and what it has said."""

    site: Path
    process: subprocess.Popen[str]
    address: str = ""
    said: list[str] = field(default_factory=list)

    @property
    def netloc(self) -> str:
        return urlsplit(self.address).netloc

    def get(
        self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None, body: str | None = None
    ) -> Got:
        """What is answered for a path as it stands; redirects are not followed."""
        connection = http.client.HTTPConnection(self.netloc, timeout=PATIENCE)
        try:
            connection.request(method, path, body, dict(headers or {}))
            found = connection.getresponse()
            return Got(found.status, {name.lower(): value for name, value in found.getheaders()}, found.read())
        finally:
            connection.close()

    def output(self, path: str) -> Got:
        """What is answered for a file of the output."""
        return self.get(f"/{quote(path)}")

    def write(self, path: str, text: str | bytes) -> None:
        """Writes a file of the site, in place."""
        target = self.site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)

    def until(self, true: Callable[[], bool], what: str = "", *, ends: bool = False) -> None:
        """Waits until something is so; fails where it does not become so."""
        last = time.monotonic() + PATIENCE
        while not true():
            told = "\n".join(self.said[-40:])
            assert time.monotonic() < last, f"it never came to be: {what}\n{told}"
            assert ends or self.process.poll() is None, f"the preview ended\n{told}"
            time.sleep(0.02)

    def shows(self, path: str, text: str) -> None:
        """Waits until a page says something."""
        self.until(lambda: text in self.get(path).text, f"{path} says {text!r}")

    def settle(self) -> None:
        """Waits until nothing more is to be planned."""
        self.until(lambda: bool(json.loads(self.get("/-/status").body)["settled"]), "settled")

    def memory(self) -> int:
        """The resident memory, in bytes."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))

    def interrupt(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


def started(site: Path, *arguments: str, now: str = NOW, environment: Mapping[str, str] | None = None) -> Running:
    """A preview of a site that has begun to answer."""
    command = [sys.executable, "-m", "qsite", "serve", str(site), "--port", "0", *(("--now", now) if now else ())]
    process = subprocess.Popen(
        [*command, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})},
    )
    found = Running(site, process)
    thread = threading.Thread(target=_listen, args=(found,), daemon=True)
    thread.start()
    last = time.monotonic() + PATIENCE
    while not any("Ctrl-C" in line or "error" in line.split() for line in found.said) and process.poll() is None:
        assert time.monotonic() < last, found.said
        time.sleep(0.01)
    found.address = next((line.rstrip("/") for line in found.said if line.startswith("http://")), "")
    return found


def _listen(running: Running) -> None:
    assert running.process.stdout is not None
    for line in running.process.stdout:
        running.said.append(line.rstrip("\n"))


def ended(running: Running) -> None:
    """Ends a preview however it is."""
    if running.process.poll() is None:
        running.process.terminate()
        try:
            running.process.wait(5)
        except subprocess.TimeoutExpired:
            running.process.kill()
            running.process.wait()
    if running.process.stdout is not None:
        running.process.stdout.close()


@contextmanager
def serving(
    site: Path, *arguments: str, now: str = NOW, environment: Mapping[str, str] | None = None
) -> Iterator[Running]:
    """A preview for as long as the block lasts."""
    found = started(site, *arguments, now=now, environment=environment)
    try:
        yield found
    finally:
        ended(found)


class Events:
    """What a browser hears that has a page open."""

    def __init__(self, running: Running, page: str) -> None:
        self._connection = http.client.HTTPConnection(running.netloc, timeout=PATIENCE)
        self._connection.request("GET", f"/-/events?page={quote(page)}")
        self._answer = self._connection.getresponse()
        assert self._answer.getheader("content-type", "").startswith("text/event-stream")

    def next(self) -> dict[str, object]:
        """The next state."""
        while True:
            line = self._answer.readline()
            assert line, "the connection was closed"
            if line.startswith(b"data: "):
                found: dict[str, object] = json.loads(line[6:])
                return found

    def __enter__(self) -> "Events":
        return self

    def __exit__(self, *_: object) -> None:
        self._answer.close()
        self._connection.close()
