"""Whether every link within the finished site leads to a part that its page has."""

from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from qsite.problem import Code, Place, Problem
from qsite.source.settings import Settings
from qsite.terms import nearest


def check_anchors(
    pages: Mapping[str, bytes],
    claimants: Mapping[str, str],
    places: Mapping[tuple[str, str], Place],
    settings: Settings,
) -> tuple[Problem, ...]:
    """Links whose ``#part`` no page has.

    `pages` are addresses and their HTML, `claimants` the files behind them, `places` where a file names a part.
    """
    parsed = {address: LexborHTMLParser(html.decode("utf-8")) for address, html in pages.items()}
    ids = {address: {node.attributes.get("id") for node in tree.css("[id]")} for address, tree in parsed.items()}
    found: list[Problem] = []
    for address, tree in parsed.items():
        for href in sorted({node.attributes.get("href") or "" for node in tree.css("main a[href*='#']")}):
            found += _check(href, address, ids, claimants, places, settings)
    return tuple(found)


def _check(
    href: str,
    address: str,
    ids: Mapping[str, set[str | None]],
    claimants: Mapping[str, str],
    places: Mapping[tuple[str, str], Place],
    settings: Settings,
) -> Iterator[Problem]:
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.fragment:
        return
    target = "/" + parts.path.removeprefix(settings.base) if parts.path else address
    if target in ids and unquote(parts.fragment) not in ids[target] and parts.fragment != "top":
        file = claimants.get(address, "").partition("#")[0]
        message = f'{address} links to "{href}", and that page has no part called "{unquote(parts.fragment)}"'
        yield Problem(
            Code.BROKEN_ANCHOR,
            message,
            places.get((file, parts.fragment), Place(file)) if file else None,
            _hint(parts.fragment, ids[target]),
        )


def _hint(fragment: str, ids: set[str | None]) -> str:
    close = nearest(fragment, (one for one in ids if one))
    return f'did you mean "#{close}"?' if close else "link to a heading's id that exists"
