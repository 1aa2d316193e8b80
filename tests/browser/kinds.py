"""The kinds of page that a site has, and pages of the sample that show them all."""

from collections.abc import Mapping
from pathlib import Path

from qsite.build.prepare import prepare
from qsite.build.request import Request, Stopwatch
from qsite.build.sources import sources
from tests.site_fixture import CLOCK

REDIRECT = "/events/liverpool/"
"""An old address: a page of its own kind, which leads on at once."""

PAGES = {
    "home": "/",
    "not found": "/404.html",
    "stories": "/stories/",
    "stories, page 2": "/stories/page/2/",
    "kind of stories": "/stories/kind/blog/",
    "year of stories": "/stories/2017/",
    "month of stories": "/stories/2017/10/",
    "story": "/stories/ask-the-porters/",
    "story with tables and attachments": "/stories/eleven-local-offers-so-far/",
    "story with a video": "/stories/is-the-chart-still-up/",
    "events": "/events/",
    "past events": "/events/past/2017/",
    "month": "/events/2017/10/",
    "kind of events": "/events/kind/masterclass/",
    "event": "/events/community-event-2017/",
    "event that repeats": "/events/commons-open-hour/",
    "event with sessions, one cancelled": "/events/wessex-three-lunchtimes/",
    "event in another time zone": "/events/two-shores-webinar/",
    "event that is cancelled": "/events/yh-flow-masterclass/",
    "event that is postponed": "/events/nwc-discharge-webinar/",
    "event that is over": "/events/kss-welcome/",
    "online events": "/events/online/",
    "regions": "/regions/",
    "region": "/regions/west-of-england/",
    "programmes": "/programmes/",
    "programme": "/programmes/masterclasses/",
    "partners": "/partners/",
    "partner": "/partners/south-west-ahsn/",
    "people": "/people/",
    "person": "/people/oliver-watson/",
    "all series": "/series/",
    "series": "/series/joining-stories/",
    "tags": "/tags/",
    "tag": "/tags/measurement/",
    "plain page": "/about/",
    "accessibility": "/accessibility/",
    "numbers": "/numbers/",
    "search": "/search/",
    "letter of the A to Z": "/search/t/",
    "subscribe": "/subscribe/",
}


MAIN = {name: PAGES[name] for name in ("home", "story", "events", "month", "event", "region", "numbers", "search")}
"""One page for each layout, where a kind more would show nothing more."""

FORMS = "admin.html"
"""The forms are a program from elsewhere, and no page for readers: tests/browser/test_forms.py opens them."""


def kinds_of(site: Path) -> Mapping[str, list[str]]:
    """The addresses of a site's pages by kind: the template, and what the page says of itself."""
    request = Request(site=site, output=site / "output", clock=CLOCK)
    planned = prepare(request, sources(request), Stopwatch()).planned
    assert planned is not None
    found: dict[str, list[str]] = {}
    for page in planned.plan.pages:
        if page.template.endswith(".html") and page.template != FORMS:
            found.setdefault(f"{page.template} {page.values['page'].kind}", []).append(page.address)
    return found
