"""From a site's folder to a running preview: the port, the first reading, the watcher, the server, and the end of all."""

import asyncio
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import uvicorn

from qsite.build.publish import MachineError
from qsite.build.request import Request
from qsite.serve.app import Browsers, app
from qsite.serve.bar import Surroundings
from qsite.serve.follow import Preview, Shown, Trouble
from qsite.serve.watch import Watcher

_TRIES = 100
_SWITCH = 0.001
"""Seconds after which a thread that plans lets another one answer."""


@dataclass(frozen=True, slots=True)
class Listening:
    """A socket that is bound: browsers may already connect, and wait. `taken` is the port that was asked for, if it was."""

    socket: socket.socket
    host: str
    port: int
    taken: int | None = None

    @property
    def address(self) -> str:
        """Where the site is, without its own path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def listening(host: str, port: int) -> Listening:
    """A socket at a port, or at the next one that is free; 0 is any.

    Raises:
        MachineError: where none can be had.

    """
    last = ""
    for number in range(port, min(port + _TRIES, 65_536)) if port else (0,):
        try:
            found = _bound(host, number)
        except OSError as error:
            last = error.strerror or str(error)
            continue
        real = int(found.getsockname()[1])
        return Listening(found, host, real, port if port not in (0, real) else None)
    raise MachineError(f"no port from {port} on can be had at {host}: {last}")


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    found = socket.socket(family, kind, protocol)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(128)
    except OSError:
        found.close()
        raise
    return found


Tell = Callable[[Shown | Trouble], None]


@dataclass(frozen=True, slots=True)
class Ready:
    """A preview that is read and watched. `warning` says why files are looked at instead of watched, if they are."""

    preview: Preview
    browsers: Browsers
    watcher: Watcher
    warning: str


def ready(request: Request, clock: Callable[[], datetime], tell: Tell) -> Ready:
    """Reads and plans the site, and begins to follow it; `tell` is told of what is shown since."""
    browsers = Browsers()

    def told(news: Shown | Trouble) -> None:
        browsers.changed()
        tell(news)

    preview = Preview(request, clock, told)
    watcher = Watcher(request.site, preview.touched)
    warning = watcher.start()
    preview.start()
    return Ready(preview, browsers, watcher, warning)


def run(ready: Ready, at: Listening, around: Surroundings) -> None:
    """Serves until Ctrl-C."""
    sys.setswitchinterval(_SWITCH)
    site = app(ready.preview, around, ready.browsers, at.host)
    config = uvicorn.Config(
        site, http="h11", ws="none", lifespan="off", log_config=None,
        log_level="error", access_log=False, server_header=False,
        timeout_graceful_shutdown=1,
    )  # fmt: skip
    try:
        asyncio.run(_served(_Server(config), ready.browsers, at))
    finally:
        ready.watcher.stop()
        ready.preview.stop()


class _Server(uvicorn.Server):
    """uvicorn's server, whose end is decided here."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leaves the signals alone."""
        yield


async def _served(server: uvicorn.Server, browsers: Browsers, at: Listening) -> None:
    def stop() -> None:
        server.should_exit = True
        browsers.leave()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    await server.serve(sockets=[at.socket])
