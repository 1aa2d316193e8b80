"""What machines are told of a page, as schema.org data in JSON-LD.

What is half known is left out, so that no search engine is shown an address or an offer that is not one.
Events follow https://developers.google.com/search/docs/appearance/structured-data/event.
"""

import json
import re
from collections.abc import Sequence
from typing import Any, TypeAlias
from urllib.parse import urljoin

from markupsafe import Markup

from qsite.moments import Moment
from qsite.pages.cards import Card, Named, PageMeta, PictureView, SiteView
from qsite.pages.views import BookingView, DateView, EventView, RegionView, StoryView, VenueView, VideoView
from qsite.words import machine_time

Data: TypeAlias = dict[str, Any]
"""A JSON object."""

MAX_DATES = 20
"""How many dates of an event are told."""

_CONTEXT = "https://schema.org"
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_SCHEME = re.compile("[a-z][a-z0-9+.-]*:", re.ASCII | re.IGNORECASE)
_ATTENDANCE = {
    "in-person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}
_AVAILABILITY = {"open": "InStock", "full": "SoldOut", "not-yet": "PreOrder"}
_CURRENCIES = {"£": "GBP", "€": "EUR"}
_PRICE = re.compile(r"([£€]) ?(\d+(?:,\d{3})*(?:\.\d{2})?)", re.ASCII)


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


def structured_data(page: PageMeta, site: SiteView) -> list[Data]:
    """Describe what every page has: the site and who stands behind it (at home), the way from home."""
    data = []
    if page.kind == "home":
        data += [_top(_website(site)), _top(_organisation(site))]
    steps = [(step.label, absolute(step.href, site)) for step in page.breadcrumbs if step.href]
    if steps:
        items = [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate([*steps, (page.title, page.canonical)], 1)
        ]
        data.append(_top(_thing("BreadcrumbList", itemListElement=items)))
    return data


def story_data(story: StoryView, page: PageMeta, site: SiteView) -> Data:
    """Describe a story; without an author, it is by the site's organisation."""
    publisher = _organisation(site)
    return _top(
        _thing(
            "BlogPosting",
            headline=story.title,
            description=story.summary or page.description,
            url=page.canonical,
            mainEntityOfPage={"@type": "WebPage", "@id": page.canonical},
            datePublished=machine_time(story.date),
            dateModified=machine_time(story.updated or story.date),
            author=[_named("Person", author, site) for author in story.authors] or publisher,
            publisher=publisher,
            image=_image(page.image or story.image, site),
            video=_video(story.video, story.summary or page.description, site, story.date),
            inLanguage=site.language,
            articleSection=story.kind.label,
            keywords=[tag.label for tag in story.tags],
        )
    )


def event_data(event: EventView, page: PageMeta, site: SiteView) -> list[Data]:
    """Describe an event, once for each date to come (at most `MAX_DATES`); its last where all are over."""
    coming = [view for view in event.dates if not view.card.past]
    return [_date(view, event, page, site) for view in coming[:MAX_DATES] or event.dates[-1:]]


def region_data(region: RegionView, page: PageMeta, site: SiteView) -> Data:
    """Describe a region's page, and the part of the community that it is about."""
    group = _thing(
        "Organization",
        name=region.name,
        alternateName=region.short_name if region.short_name != region.name else "",
        url=page.canonical,
        email=region.email,
        areaServed=region.nation,
        parentOrganization=_organisation(site),
        sponsor=_partners(region.partners, site),
    )
    return _top(
        _thing(
            "CollectionPage",
            name=region.name,
            description=page.description,
            url=page.canonical,
            inLanguage=site.language,
            image=_image(page.image or region.image, site),
            isPartOf=_website(site),
            about=group,
        )
    )


def _thing(kind: str, **properties: object) -> Data:
    """Make an object without what is empty."""
    return {"@type": kind} | {k: v for k, v in properties.items() if v is not None and v not in ("", [])}


def _top(data: Data) -> Data:
    return {"@context": _CONTEXT} | data


def _website(site: SiteView) -> Data:
    thing = _thing(
        "WebSite",
        name=site.title,
        url=site.url,
        description=site.description or site.tagline,
        inLanguage=site.language,
        publisher={"@id": f"{site.url}#organisation"},
    )
    return thing | {"@id": f"{site.url}#website"}


def _organisation(site: SiteView) -> Data:
    """Describe who stands behind the site; where it says nothing, that is whoever it is named after."""
    found = site.organisation
    thing = _thing(
        "Organization",
        name=found.name if found else site.title,
        url=absolute(found.href, site) if found and found.href else site.url,
        email=found.email if found else None,
        logo=absolute(site.logo.src, site) if site.logo else None,
    )
    return thing | {"@id": f"{site.url}#organisation"}


def _named(kind: str, named: Named, site: SiteView) -> Data:
    return _thing(kind, name=named.label, url=absolute(named.href, site) if named.href else None)


def _partners(partners: Sequence[Card], site: SiteView) -> list[Data]:
    return [_named("Organization", Named(partner.title, partner.href), site) for partner in partners]


def _image(picture: PictureView | None, site: SiteView) -> list[str]:
    return [absolute(picture.src, site)] if picture else []


def _date(view: DateView, event: EventView, page: PageMeta, site: SiteView) -> Data:
    card = view.card
    alone = len(event.dates) == 1
    previously = view.previously or (event.previously if alone else None)
    mode = "online" if card.status == "moved-online" else card.mode
    return _top(
        _thing(
            "Event",
            name=card.title,
            description=event.summary or page.description,
            url=page.canonical if alone else f"{page.canonical}#{view.anchor}",
            startDate=machine_time(card.start),
            endDate=machine_time(card.end),
            **_status(card.status, previously),
            eventAttendanceMode=_schema(_ATTENDANCE.get(mode)),
            location=_locations(mode, view, event, site),
            organizer=_partners(event.partners, site) or (_organisation(site) if site.organisation else None),
            performer=[_named("Person", speaker, site) for speaker in event.speakers],
            offers=_offer(event.booking, page, site, full=card.status == "full"),
            image=_image(page.image or event.image, site),
            recordedIn=_video(event.video, event.summary or page.description, site) if card.past else None,
            inLanguage=site.language,
        )
    )


def _video(video: VideoView | None, words: str, site: SiteView, since: Moment | None = None) -> Data | None:
    """Describe a video, `since` when it is there; one on a page elsewhere that nobody knows how to play has that page."""
    if video is None:
        return None
    player, is_file = video.player, video.player is not None and video.player.kind == "file"
    return _thing(
        "VideoObject",
        name=video.title,
        description=words or video.title,
        thumbnailUrl=_image(video.poster, site),
        uploadDate=machine_time(since) if since else None,
        contentUrl=absolute(video.href, site) if is_file else None,
        embedUrl=absolute(player.source, site).replace("autoplay=1&", "") if player and not is_file else None,
        url=absolute(video.href, site),
        transcript=" ".join(Markup(video.transcript).striptags().split()),  # noqa: S704 - clean HTML
    )


def _schema(name: str | None) -> str | None:
    return f"{_CONTEXT}/{name}" if name else None


def _status(status: str, previously: Moment | None) -> Data:
    """Tell whether a date goes ahead; only one that was moved has a time at which it was to be."""
    names = {"cancelled": ["EventCancelled"], "postponed": ["EventPostponed"]}.get(status, [])
    if names:
        return {"eventStatus": _schema(names[0])}
    if status == "moved-online":
        names = ["EventMovedOnline"]
    if previously:
        names = [*names, "EventRescheduled"]
    addresses = [_schema(name) for name in names or ["EventScheduled"]]
    told: Data = {"eventStatus": addresses[0] if len(addresses) == 1 else addresses}
    return told | ({"previousStartDate": machine_time(previously)} if previously else {})


def _locations(mode: str, view: DateView, event: EventView, site: SiteView) -> Data | list[Data]:
    """Tell where a date is: the places that are known well enough; an online one by the address to join at."""
    places = []
    venue = view.venue or event.venue
    if venue and mode != "online" and (place := _place(venue)):
        places.append(place)
    if view.online and view.online.href and mode != "in-person":
        places.append(_thing("VirtualLocation", url=absolute(view.online.href, site)))
    return places[0] if len(places) == 1 else places


def _place(venue: VenueView) -> Data | None:
    """Describe a venue; None where only its name is known."""
    if not (venue.address or venue.postcode):
        return None
    address = _thing("PostalAddress", streetAddress=venue.address, postalCode=venue.postcode)
    geo = None
    if venue.latitude is not None and venue.longitude is not None:
        geo = _thing("GeoCoordinates", latitude=venue.latitude, longitude=venue.longitude)
    return _thing("Place", name=venue.name, address=address, geo=geo)


def _offer(booking: BookingView | None, page: PageMeta, site: SiteView, *, full: bool) -> Data | None:
    """Describe how to get a place; None where none is needed, or there is none to get any more."""
    if booking is None or booking.state in ("not-needed", "closed", "over"):
        return None
    return _thing(
        "Offer",
        url=absolute(booking.href, site) if booking.href else page.canonical,
        availability=_schema(_AVAILABILITY.get("full" if full else booking.state)),
        validFrom=machine_time(booking.opens) if booking.opens else None,
        validThrough=machine_time(booking.closes) if booking.closes else None,
        **_price(booking.price),
    )


def _price(words: str) -> Data:
    """Read a price; nothing of one that is more than a sum."""
    if words.strip().lower() == "free":
        return {"price": "0"}
    match = _PRICE.fullmatch(words.strip())
    return {"price": match[2].replace(",", ""), "priceCurrency": _CURRENCIES[match[1]]} if match else {}
