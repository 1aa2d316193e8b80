"""The preview over HTTP: the site's addresses, and a few below ``/-/`` that only a preview has."""

import asyncio
import ipaddress
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qsite.fingerprint import of_bytes
from qsite.moments import moment
from qsite.serve.answer import Answer, answer, seen_errors
from qsite.serve.bar import Surroundings, bar, problems_page, with_preview
from qsite.serve.follow import Preview
from qsite.serve.world import World
from qsite.values import Unreadable

_ASSETS = Path(__file__).parent / "assets"
_COOKIE = "qsite-in-spite"
_SILENCE = 15.0
"""Seconds after which a word is sent to a browser that has nothing to hear, so that a closed connection is noticed."""
_LARGEST_FORM = 10_000
_HEADERS = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9a-fA-F:.]+\](:\d+)?")


class Browsers:
    """The browsers that listen. A class because they come and go; `changed` and `leave` may be called from any thread."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Event] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.leaving = False

    def changed(self) -> None:
        """Each looks again at what it shows."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def leave(self) -> None:
        """Each is let go, since the server ends."""
        self.leaving = True
        self._wake()

    def _wake(self) -> None:
        for one in self._waiting:
            one.set()

    async def states(self, state: Callable[[], str]) -> AsyncIterator[str]:
        """What a browser is told: its page's state whenever that is another; nothing, as a comment, now and then."""
        self._loop, woken, last = asyncio.get_running_loop(), asyncio.Event(), ""
        self._waiting.add(woken)
        try:
            yield "retry: 400\n\n"
            while not self.leaving:
                woken.clear()
                now = await run_in_threadpool(state)
                yield f"data: {now}\n\n" if now != last else ":\n\n"
                last = now
                try:
                    await asyncio.wait_for(woken.wait(), _SILENCE)
                except TimeoutError:
                    continue
        finally:
            self._waiting.discard(woken)


class Site:
    """What answers. A class because Starlette asks for functions that know the preview."""

    def __init__(self, preview: Preview, around: Surroundings, browsers: Browsers) -> None:
        self._preview, self._around, self._browsers = preview, around, browsers

    def routes(self) -> Iterator[Route]:
        """Every address; the site's own are the last."""
        yield Route("/-/preview.js", _asset("preview.js", "text/javascript"))
        yield Route("/-/preview.css", _asset("preview.css", "text/css"))
        yield Route("/-/icon.svg", _asset("icon.svg", "image/svg+xml"))
        yield Route("/-/events", self._events)
        yield Route("/-/bar", self._bar)
        yield Route("/-/problems", self._problems)
        yield Route("/-/status", self._status)
        yield Route("/-/in-spite", self._in_spite)
        yield Route("/-/now", self._now, methods=["POST"])
        yield Route("/{path:path}", self._page)

    async def _page(self, request: Request) -> Response:
        return await run_in_threadpool(self._answer, request)

    def _answer(self, request: Request) -> Response:
        shown, world, path = self._looked(request, request.scope["path"])
        if shown.location:
            query = request.scope["query_string"].decode("latin-1")
            return Response(
                status_code=shown.status, headers={"location": shown.location + (f"?{query}" if query else "")}
            )
        if shown.file is not None:
            return FileResponse(shown.file, media_type=shown.type)
        if not shown.takes_preview:
            return Response(shown.body, shown.status, media_type=shown.type)
        body = with_preview(shown, world, path, self._around, moved=self._preview.moved)
        return Response(body, shown.status, media_type=shown.type)

    def _looked(self, request: Request, path: str) -> tuple[Answer, World, str]:
        """What is answered for a path, from the world as it is now."""
        world = self._preview.world
        cookie = request.cookies.get(_COOKIE)
        in_spite = cookie is not None and cookie == seen_errors(world)
        return answer(world, path, self._around.site, in_spite=in_spite), world, path

    async def _events(self, request: Request) -> Response:
        return StreamingResponse(self._browsers.states(partial(self._state, request)), media_type="text/event-stream")

    def _state(self, request: Request) -> str:
        """What a browser compares with what it has, as JSON."""
        shown, world, path = self._looked(request, request.query_params.get("page", "/"))
        inner = bar(shown, world, path, self._around, moved=self._preview.moved)
        return json.dumps({"version": shown.version, "bar": of_bytes(inner.encode()), "styles": _styles(world)})

    async def _bar(self, request: Request) -> Response:
        return await run_in_threadpool(self._bar_of, request)

    def _bar_of(self, request: Request) -> Response:
        shown, world, path = self._looked(request, request.query_params.get("page", "/"))
        return HTMLResponse(bar(shown, world, path, self._around, moved=self._preview.moved))

    async def _problems(self, request: Request) -> Response:  # noqa: ARG002 (Starlette gives it)
        return HTMLResponse(await run_in_threadpool(problems_page, self._preview.world.problems, self._around))

    async def _status(self, request: Request) -> Response:  # noqa: ARG002
        world = self._preview.world
        errors = sum(one.is_error for one in world.problems)
        now = world.planned.site.now.isoformat() if world.planned else None
        told = {"settled": self._preview.is_settled, "changes": world.number, "now": now}
        return JSONResponse(told | {"errors": errors, "warnings": len(world.problems) - errors})

    async def _in_spite(self, request: Request) -> Response:
        """Remembers that these errors were seen, until there are others."""
        found = _back(request.query_params.get("to", "/"))
        found.set_cookie(_COOKIE, seen_errors(self._preview.world), httponly=True, samesite="strict")
        return found

    async def _now(self, request: Request) -> Response:
        """Moves the clock."""
        form = {name: values[0] for name, values in parse_qs((await _body(request)).decode("utf-8", "replace")).items()}
        try:
            now = None if form.get("back") else moment(form.get("now", ""))
        except Unreadable as found:
            return PlainTextResponse(f"{found.message}\n", 400)
        await run_in_threadpool(self._preview.move_clock, now)
        return _back(form.get("to", "/"))


def _asset(name: str, kind: str) -> Callable[[Request], Awaitable[Response]]:
    data = (_ASSETS / name).read_bytes()

    async def answered(request: Request) -> Response:  # noqa: ARG001 (Starlette gives it)
        return Response(data, media_type=kind)

    return answered


def _styles(world: World) -> dict[str, str]:
    """Where each stylesheet is now, with its version, by its path."""
    if world.planned is None:
        return {}
    desk = world.newer.desk if world.newer else world.planned.plan.desk
    return {href.partition("?")[0]: href for name, href in desk.assets.items() if name.endswith(".css")}


def _back(to: str) -> Response:
    """A redirect to an address of this site, and to no other."""
    safe = to if to.startswith("/") and not to.startswith(("//", "/\\")) else "/"
    return Response(status_code=303, headers={"location": quote(safe, safe="/?=&%")})


async def _body(request: Request) -> bytes:
    """A form; one that is too large for what is asked is cut."""
    found = b""
    async for part in request.stream():
        found += part
        if len(found) > _LARGEST_FORM:
            break
    return found[:_LARGEST_FORM]


class Guard:
    """Lets in only those who call this machine by its own name, so that no page on the web can read what is not published.

    A page elsewhere whose name was made to lead here (DNS rebinding) still sends its own name as the host.
    """

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app, self._host = app, host.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers, or refuses."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        refused = self._refused(scope["method"], headers.get(b"host", ""), headers.get(b"origin"))

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        await (refused or self._app)(scope, receive, sent)

    def _refused(self, method: str, host: str, origin: str | None) -> Response | None:
        if not self._is_own(host):
            return PlainTextResponse("This preview answers to the address that it printed, and to no other.\n", 421)
        if method == "POST" and origin is not None and urlsplit(origin).netloc != host:
            return PlainTextResponse("Another site may not do that.\n", 403)
        return None

    def _is_own(self, host: str) -> bool:
        name = (urlsplit(f"//{host}").hostname if _HOST.fullmatch(host) else None) or ""
        if name in ("localhost", "127.0.0.1", "::1", self._host):
            return True
        return self._host in ("0.0.0.0", "::") and _is_number(name)  # noqa: S104 (asked for: every address of the machine)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def app(preview: Preview, around: Surroundings, browsers: Browsers, host: str) -> ASGIApp:
    """The whole application; `host` is the name it was asked to listen at."""
    found = Starlette(routes=[*Site(preview, around, browsers).routes()])
    found.router.redirect_slashes = False
    return Guard(found, host)
