"""A folder served as a careful static host serves it: packed, with cache headers, its own 404 page, and nothing inline."""

import functools
import gzip
import http.server
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

POLICY = "default-src 'self'"
"""The Content-Security-Policy under which every page must work."""

_PACKED = ("text/", "application/json", "application/javascript", "application/xml", "image/svg+xml")
_UTF_8 = ("text/", "application/json", "application/javascript", "application/xml")
_YEAR = 365 * 24 * 3600


class _Host(http.server.BaseHTTPRequestHandler):
    """Answers GET and HEAD from a folder."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, folder: Path, policy: str) -> None:
        self.folder, self.policy = folder, policy
        super().__init__(*arguments)  # type: ignore[arg-type]  # what the server gives

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""

    def do_GET(self) -> None:
        """The file of an address, or the page that says that there is none."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """What would be said of it."""
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        asked = urlsplit(self.path)
        path = self.folder / unquote(asked.path).lstrip("/")
        if path.is_dir() and not asked.path.endswith("/"):
            self._send(301, b"", {"Location": asked.path + "/"}, with_body=with_body)
            return
        found = path / "index.html" if path.is_dir() else path
        status = 200
        if not found.is_file() or not found.resolve().is_relative_to(self.folder.resolve()):
            status, found = 404, self.folder / "404.html"
        data, headers = found.read_bytes() if found.is_file() else b"", _headers(found)
        if "gzip" in self.headers.get("Accept-Encoding", "") and headers["Content-Type"].startswith(_PACKED):
            data = gzip.compress(data, 6)
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        # An asset's address carries its version, so it may be kept for ever; a page is asked for again.
        headers["Cache-Control"] = f"max-age={_YEAR}, immutable" if "v=" in asked.query else "no-cache"
        self._send(status, data, headers, with_body=with_body)

    def _send(self, status: int, data: bytes, headers: dict[str, str], *, with_body: bool) -> None:
        self.send_response(status)
        for name, value in (
            headers | {"Content-Security-Policy": self.policy, "Content-Length": str(len(data))}
        ).items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(data)


def _headers(file: Path) -> dict[str, str]:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return {"Content-Type": f"{kind}; charset=utf-8" if kind.startswith(_UTF_8) else kind}


class _Server(http.server.ThreadingHTTPServer):
    """Threads that end with the program, and no word about browsers that hang up."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A browser that leaves a page hangs up in the middle: that is no fault."""


@contextmanager
def hosted(folder: Path, port: int = 0, policy: str = POLICY) -> Iterator[str]:
    """Where a folder is served on this machine alone; without a port, on one that is free."""
    with _Server(("127.0.0.1", port), functools.partial(_Host, folder=folder, policy=policy)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()
