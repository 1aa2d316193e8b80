"""Bodies, with every link led to where it leads on the site."""

from dataclasses import dataclass
from urllib.parse import unquote

from qsite.pages.addresses import Addresses
from qsite.pages.body_pictures import with_sources
from qsite.pages.cards import PictureView
from qsite.problem import Code, Problem
from qsite.source.documents import Body, Event, Target
from qsite.source.paths import beside
from qsite.terms import nearest

ANY = "*"
"""Noted in place of a file where a page may show something of any body."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a target leads: an href, or None where no page can be linked to; `address` is one to be checked."""

    href: str | None
    problem: Problem | None = None
    address: str | None = None


def html_of(body: Body, file: str, addresses: Addresses, *, plain: bool = False) -> str:
    """A body's HTML. A link to what is not published keeps its words and loses its address.

    Where it is `plain`, as feeds have it, a picture comes in one size and format alone.
    """
    addresses.shown.add(file)
    parts = [body.segments[0]]
    for target, segment in zip(body.targets, body.segments[1:], strict=True):
        href, picture = lead(target, file, addresses).href, None if plain else _picture(target, file, addresses)
        if picture is not None:
            parts[-1], segment = with_sources(parts[-1], picture, segment)  # noqa: PLW2901 (the same, with more in it)
        if href is None:
            parts[-1] = parts[-1].removesuffix('href="').removesuffix('src="').rstrip()
            parts.append(segment.removeprefix('"'))
        else:
            parts += [href.replace("&", "&amp;").replace('"', "&quot;"), segment]
    return "".join(parts)


def words_of(body: Body, file: str, addresses: Addresses) -> str:
    """A body's HTML for those who need its words alone: with no address in it."""
    addresses.shown.add(file)
    return "".join(body.segments)


def lead(target: Target, file: str, addresses: Addresses) -> Lead:
    """Where a link or a picture in a body leads."""
    url, hash_mark, fragment = target.url.partition("#")
    path, question, query = url.partition("?")
    tail = question + query + hash_mark + fragment
    if path.startswith("/") and not path.startswith("/content/"):
        return Lead(addresses.href(path) + tail, address=unquote(path))
    source = beside(file, path)
    if source is None:
        return _broken(
            target,
            Code.BAD_LINK_OUT,
            "this leads out of the site's content",
            "copy the file into content/, or write a whole address with https://",
        )
    if asset := addresses.site.assets.get(source):
        href = addresses.view(asset).src if target.kind == "picture" else addresses.asset_href(asset)
        return Lead(href + tail)
    if source in addresses.site.static:
        return Lead(addresses.href(source.removeprefix("content/static")) + tail)
    if target.kind == "link" and source in addresses.site.sources:
        return _document(target, source, fragment, addresses)
    return _broken(target, *_what_is_missing(target, source, addresses))


def _picture(target: Target, file: str, addresses: Addresses) -> PictureView | None:
    """A picture that has other sizes and formats."""
    if target.kind != "picture":
        return None
    asset = addresses.asset(file, target.path)
    return addresses.view(asset) if asset and addresses.family(asset) else None


def _document(target: Target, source: str, fragment: str, addresses: Addresses) -> Lead:
    documents = addresses.site.sources[source]
    first = documents[0]
    if isinstance(first, Event):
        return _event(target, source, fragment, addresses)
    address = addresses.of(first)
    if address is None:
        return _unpublished(target)
    return Lead(addresses.href(address) + (f"#{fragment}" if fragment else ""))


def _event(target: Target, source: str, fragment: str, addresses: Addresses) -> Lead:
    events = addresses.events_in(source)
    first = next(iter(events.values()))
    if not fragment and len(events) > 1:
        home = first.home
        region = addresses.site.regions.get(home)
        return Lead(addresses.page(region)) if region else Lead(addresses.href("/events/"))
    event = events.get(fragment) if fragment else first
    if event is None:
        close = nearest(fragment, events)
        hint = f'did you mean "#{close}"?' if close else "write the event's id after the #"
        return _broken(target, Code.BROKEN_LINK, f'no event in {source} has the id "{fragment}"', hint)
    address = addresses.of(event)
    return Lead(addresses.href(address)) if address else _unpublished(target)


def _unpublished(target: Target) -> Lead:
    message = f'"{target.url}" is not published, so that its words stand here without a link'
    return Lead(None, Problem(Code.UNPUBLISHED_REFERENCE, message, target.place, "publish it, or take the link out"))


def _broken(target: Target, code: Code, message: str, hint: str) -> Lead:
    return Lead(target.url, Problem(code, message, target.place, hint))


def _what_is_missing(target: Target, source: str, addresses: Addresses) -> tuple[Code, str, str]:
    known = [*addresses.site.sources, *addresses.site.assets]
    same_name = sorted(path for path in known if path.rpartition("/")[2] == source.rpartition("/")[2])
    close = same_name[0] if same_name else nearest(source, known)
    hint = (
        f"did you mean /{close}?"
        if close
        else "write the path of a file below content/, or a whole address with https://"
    )
    if target.kind == "picture":
        return Code.MISSING_FILE, f'there is no picture "{source}"', hint
    return Code.BROKEN_LINK, f'"{target.url}" leads nowhere: there is no {source}', hint
