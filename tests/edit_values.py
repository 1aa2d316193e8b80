"""What keys, bodies, settings and files may become, for tests that edit a site."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

PEOPLE, REGIONS = ("mary-jones", "huw-price", "A visitor"), ("south-west", "wales", "uk-wide")
PICTURES = ("/content/images/sun.png", {"src": "/content/images/moon.jpg", "alt": "The moon"})
WORDS = ("One", "Two", "A <b> & c", "Été — café", "1984", "x" * 120)
SHARED: Mapping[str, Sequence[Any]] = {
    "summary": (None, *WORDS),
    "tags": (None, [], ["rain"], ["Coaching", "new word"], ["rain", "secret"]),
    "image": (None, *PICTURES),
    "draft": (None, True, False),
    "links": (None, [{"title": "There", "url": "https://example.net/"}]),
    "aliases": (None, ["/was/"], ["was-too"]),
    "extra": (None, {"x": 1}, {"x": [1, 2]}),
    "programme": (None, "masterclasses", "offers"),
    "updated": (None, date(2018, 5, 31), date(2018, 6, 2)),
    "video": (None, "https://video.example.org/1", {"url": "https://video.example.org/1", "title": "A film"}),
}
KEYS: Mapping[str, Mapping[str, Sequence[Any]]] = {
    "stories": {
        **SHARED,
        "title": WORDS,
        "date": (None, date(2018, 3, 1), date(2018, 5, 31), date(2018, 6, 2), date(2019, 1, 1)),
        "author": (None, *PEOPLE),
        "kind": (None, "blog", "vox-pop", "event-report"),
        "regions": (None, ["wales"], ["south-west", "wales"], ["uk-wide"]),
        "series": (None, "letters", "no-file"),
        "event": (None, "welcome", "hike", "long-ago"),
        "featured": (None, True),
        "slug": (None, "other-address", "bath"),
    },
    "events": {
        **SHARED,
        "title": WORDS,
        "start": ("2018-06-01 09:30", "2018-06-20 12:00", "2018-09-04 10:00", date(2018, 6, 16), "2017-12-31 23:30"),
        "end": (None,),
        "kind": (None, "welcome", "training"),
        "regions": (None, ["wales"], ["uk-wide"]),
        "venue": (None, "Elsewhere", {"name": "Hall", "latitude": 51.3, "longitude": -2.3}),
        "online": (None, True, {"url": "https://meet.example.org/2"}),
        "speakers": (None, ["mary-jones"], ["A visitor", "huw-price"]),
        "partners": (None, ["guild"], ["union", "guild"]),
        "funding": (None, "free", {"kind": "match-funded", "by": ["union"]}),
        "booking": (None, {"email": "book@example.org", "opens": "2018-06-02 09:00", "closes": "2018-08-01 09:00"}),
        "status": (None, "tentative", "postponed", "cancelled", "full"),
        "status_note": (None, "Sorry"),
        "repeat": (None, {"every": "week", "on": "monday", "count": 3}, {"every": "month", "on": 15}),
        "description": (None, "Now *with* words.", "![Sun](/content/images/sun.png)"),
        "revision": (None, 1, 2),
    },
    "regions": {
        "name": WORDS,
        "nation": (None, "England", "Wales", "Scotland"),
        "short_name": (None, "Short"),
        "order": (None, 1, 9),
        "nationwide": (None, True),
        "timezone": (None, "Europe/Paris"),
        "partners": (None, ["union"], ["guild", "union"]),
        "email": (None, "region@example.org"),
        "area": (None, "south-west.geojson"),
        "image": (None, *PICTURES),
    },
    "programmes": {
        "name": WORDS,
        "kind": (None, "offer"),
        "partners": (None, ["union"]),
        "regions": (None, ["wales"]),
        "funding": (None, "free"),
        "starts": (None, date(2018, 6, 2)),
        "ends": (None, date(2018, 12, 31)),
        "summary": (None, *WORDS),
        "image": (None, *PICTURES),
    },
    "partners": {
        "name": WORDS,
        "kind": (None, "charity"),
        "regions": (None, ["wales"]),
        "url": (None, "https://union.example.org/"),
        "logo": (None, "/content/images/sun.png"),
    },
    "people": {
        "name": WORDS,
        "role": (None, "Porter"),
        "organisation": (None, "union", "Somewhere else"),
        "regions": (None, ["wales"]),
        "photo": (None, "/content/images/sun.png"),
    },
    "series": {"title": WORDS, "summary": (None, *WORDS), "order": (None, ["reply", "letter"], ["cardiff"])},
    "pages": {
        "title": WORDS,
        "menu": (None, 1, 5),
        "summary": (None, *WORDS),
        "template": (None, "wide.html", "plain_page.html"),
        "aliases": (None, ["/was/"]),
        "extra": (None, {"x": 1}),
    },
}
SETTINGS: Mapping[str, Sequence[Any]] = {
    "title": WORDS,
    "url": ("https://example.org/", "https://example.org/q/", "https://www.example.com/"),
    "tagline": (None, "Alone"),
    "organisation": (None, {"name": "Another"}),
    "logo": (None, "content/images/sun.png"),
    "footer": (None, "Written by *others*."),
    "language": (None, "cy"),
    "timezone": (None, "Europe/London", "America/New_York"),
    "id_domain": (None, "example.org", "ids.example.org"),
    "map": (None, False),
    "numbers": (None, False),
    "navigation": (None, [{"label": "What's on", "to": "/events/"}], [{"label": "About", "to": "/about/"}]),
    "markdown": (None, {"engine": "gfm"}, {"trusted_html": True}, {"engine": "gfm", "trusted_html": True}),
    "stories": (
        None,
        {"per_page": 2},
        {"per_page": 4, "address": "/blog/{year}/{slug}/"},
        {"kinds": {"blog": "Post", "vox-pop": "Voices", "event-report": "Report"}},
        {"ids": "dated"},
    ),
    "events": (
        None,
        {"per_page": 2},
        {"address": "/on/{id}/"},
        {"default_duration": "3h", "horizon": "3 months", "calendar_history": "1 month"},
    ),
    "feeds": (None, {"content": "full"}, {"content": "summary", "entries": 2}),
    "pictures": (None, True, False, {"cards": False}, {"quality": 40, "widths": [100, 300]}),
    "redirects": (None, {"/old/": "/events/"}),
    "tags": (None, {"Coaching": "coach"}),
    "extra": (None, {"x": 1}),
}
BODIES = (
    "",
    "Other words.\n",
    "## A heading\n\nAnd *words*.\n\n<!-- more -->\n\nMore.\n",
    "[Bath](/content/stories/2018-03-12-bath.md) and ![Sun](/content/images/sun.png)\n",
    "[![Moon](../images/moon.jpg)](../images/moon.jpg) and <img src='../images/sun.png' alt='' width=4>\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n- [ ] open\n\n~~gone~~ https://example.net/\n\nNote[^1]\n\n[^1]: Foot.\n",
    "<b>Bold</b> <i onclick='x()'>odd</i> <script>x()</script>\n",
)
TEMPLATES = ("base.html", "home.html", "story.html", "region.html", "parts/icons.html", "parts/cards.html", "404.html")
AREAS = tuple(
    f'{{"type": "Polygon", "coordinates": [[[-5, 50], [{east}, 50], [{east}, {north}], [-5, 50]]]}}\n'.encode()
    for east, north in ((-2, 52), (-2, 53), (-1, 52))
)
ASSETS = ("site.css", "site.js", "favicon.svg", "own.css", "more/deep.css")
COLOURS = ("red", "green", "yellow")
MISTAKES: Mapping[str, bytes] = {
    "content/stories/2018-05-01-broken.md": b"---\ntitle: [open\n---\n\nWords.\n",
    "content/stories/2018-05-01-unknown.md": b"---\ntitle: T\nauthor: nobody-here\n---\n\n[lost](nowhere.md)\n",
    "content/events/nowhere.yaml": b"- {id: lost, title: Lost, start: 2018-09-01}\n",
    "content/pages/bad.md": b"---\ntitle: \xff\n---\n",
    "content/pages/events.md": b"---\ntitle: The address of another\n---\n",
    "content/regions/broken.geojson": b'{"type": "Point", "coordinates": [0, 50]}',
    "content/images/broken.png": b"\x89PNG\r\n\x1a\nnoise",
    "templates/story.html": b"{% block main %}{{ story.title",
    "templates/region.html": b'{% extends "base.html" %}{% block main %}{{ region.nothing_such }}{% endblock %}',
    "site.yaml": b"title: Our community\nurl: nowhere\n",
}
