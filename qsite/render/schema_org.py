"""The words of schema.org: how things are written as JSON-LD, and the things that every page may name."""

import json
import re
from collections.abc import Sequence
from typing import Any, TypeAlias
from urllib.parse import urljoin

from markupsafe import Markup

from qsite.moments import Moment
from qsite.pages.cards import Card, Named, PictureView, SiteView
from qsite.pages.views import VideoView
from qsite.words import machine_time

Data: TypeAlias = dict[str, Any]
"""A JSON object."""

_CONTEXT = "https://schema.org"
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_SCHEME = re.compile("[a-z][a-z0-9+.-]*:", re.ASCII | re.IGNORECASE)


def to_script(data: Data | Sequence[Data]) -> Markup:
    """Write data as a ``<script>`` for a page's head.

    Parameters
    ----------
    data
        One object, or several.

    Returns
    -------
    Markup
        The element, in which no text can end it; nothing where there are no objects.

    """
    if not data:
        return Markup("")
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    text = text.encode("utf-8", "replace").decode()  # half a surrogate pair could not be written
    return Markup('<script type="application/ld+json">' + text + "</script>")  # noqa: S704 - escaped above


def absolute(href: str, site: SiteView) -> str:
    """Make an address of an href, which starts with the site's own path or is absolute."""
    if href.startswith(site.base) and not href.startswith("//"):
        return site.url + href.removeprefix(site.base)
    return href if _SCHEME.match(href) else urljoin(site.url, href)


def thing(kind: str, **properties: object) -> Data:
    """Make an object without what is empty."""
    return {"@type": kind} | {k: v for k, v in properties.items() if v is not None and v not in ("", [])}


def top(data: Data) -> Data:
    """Make an object one that stands alone in a page."""
    return {"@context": _CONTEXT} | data


def schema(name: str | None) -> str | None:
    """Name one of schema.org's own values: ``https://schema.org/InStock``."""
    return f"{_CONTEXT}/{name}" if name else None


def website(site: SiteView) -> Data:
    """Describe the site, with the address of its search where it has one."""
    search = thing(
        "SearchAction",
        target=thing("EntryPoint", urlTemplate=f"{site.url}search/?q={{search_term_string}}"),
        **{"query-input": "required name=search_term_string"},
    )
    described = thing(
        "WebSite",
        name=site.title,
        url=site.url,
        description=site.description or site.tagline,
        inLanguage=site.language,
        publisher={"@id": f"{site.url}#organisation"},
        potentialAction=search if "search" in site.has else None,
    )
    return described | {"@id": f"{site.url}#website"}


def this_website(site: SiteView) -> Data:
    """Name the site that a page is part of."""
    return thing("WebSite", name=site.title, url=site.url) | {"@id": f"{site.url}#website"}


def organisation(site: SiteView) -> Data:
    """Describe who stands behind the site; where it says nothing, that is whoever it is named after."""
    found = site.organisation
    described = thing(
        "Organization",
        name=found.name if found else site.title,
        url=absolute(found.href, site) if found and found.href else site.url,
        email=found.email if found else None,
        logo=absolute(site.logo.src, site) if site.logo else None,
    )
    return described | {"@id": f"{site.url}#organisation"}


def named(kind: str, name: Named, site: SiteView) -> Data:
    """Describe something of which a name is known, and maybe its page."""
    return thing(kind, name=name.label, url=absolute(name.href, site) if name.href else None)


def partners(cards: Sequence[Card], site: SiteView) -> list[Data]:
    """Describe partners."""
    return [named("Organization", Named(card.title, card.href), site) for card in cards]


def image(picture: PictureView | None, site: SiteView) -> list[str]:
    """Give the address of a picture, if there is one."""
    return [absolute(picture.src, site)] if picture else []


def video_object(video: VideoView | None, words: str, site: SiteView, since: Moment | None = None) -> Data | None:
    """Describe a video, `since` when it is there; one on a page elsewhere that nobody knows how to play has that page."""
    if video is None:
        return None
    player, is_file = video.player, video.player is not None and video.player.kind == "file"
    return thing(
        "VideoObject",
        name=video.title,
        description=words or video.title,
        thumbnailUrl=image(video.poster, site),
        uploadDate=machine_time(since) if since else None,
        contentUrl=absolute(video.href, site) if is_file else None,
        embedUrl=absolute(player.source, site).replace("autoplay=1&", "") if player and not is_file else None,
        url=absolute(video.href, site),
        transcript=" ".join(Markup(video.transcript).striptags().split()),  # noqa: S704 - clean HTML
    )
