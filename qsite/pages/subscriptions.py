"""The page that tells how to subscribe: the addresses of every calendar and feed."""

from dataclasses import dataclass

from qsite.pages.offer import Desk
from qsite.pages.page import Page


@dataclass(frozen=True, slots=True)
class Subscription:
    """The calendar and the feeds of the site, of a region or of a programme; all addresses are absolute."""

    title: str
    calendar: str
    webcal: str
    """The calendar's address as calendar programs take it: opening it subscribes, and imports no copy."""
    atom: str
    json: str


def subscription(desk: Desk, title: str, calendar: str, folder: str) -> Subscription:
    """What one can subscribe to; `calendar` is its calendar's address, `folder` that of its feeds."""
    absolute = desk.addresses.absolute
    https = absolute(calendar)
    return Subscription(
        title=title,
        calendar=https,
        webcal=f"webcal:{https.partition(':')[2]}",
        atom=absolute(f"{folder}feed.xml"),
        json=absolute(f"{folder}feed.json"),
    )


def subscribe_page(desk: Desk) -> Page:
    """How to subscribe, and to what."""

    def below(folder: str, title: str) -> Subscription:
        return subscription(desk, title, f"{folder}events.ics", folder)

    site = desk.site
    return desk.page(
        "/subscribe/",
        "subscribe.html",
        desk.meta("subscribe", "Subscribe", "/subscribe/", description="How to follow events and stories"),
        whole=subscription(desk, site.settings.title, "/events/calendar.ics", "/"),
        regions=tuple(below(f"/regions/{one.id}/", one.name) for one in site.regions.values()),
        programmes=tuple(below(f"/programmes/{one.id}/", one.name) for one in site.programmes.values()),
    )
