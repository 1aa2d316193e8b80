"""A small site with every kind of content, and what its edits are made of: for tests of builds that follow each other."""

from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO

from PIL import Image

SETTINGS = """\
title: Our community
url: https://example.org/
tagline: Together
description: Stories and events.
organisation: {name: The Commons, url: https://team.example.org/, email: hello@example.org}
logo: content/images/logo.svg
image: {src: content/images/sun.png, alt: The sun}
footer: Written by *members*.
stories: {per_page: 4}
feeds: {content: full}
redirects: {/old/: /about/}
"""
EVENTS = """\
- id: welcome
  title: Welcome event
  start: 2018-09-03 10:00
  end: 2018-09-03 12:00
  kind: welcome
  venue: {name: Town Hall, address: 1 High Street, postcode: BA1 1AA}
  partners: [guild]
  speakers: [mary-jones, A visitor]
  programme: masterclasses
  tags: [Coaching]
  booking: {url: https://book.example.org/, capacity: 30}
- id: monthly
  title: Monthly network
  start: 2018-05-08 18:00
  duration: 2h
  kind: network-session
  online: true
  repeat: {every: month, on: 2nd tuesday, count: 6, except: [2018-07-10], changes: [{on: 2018-08-14, title: Summer}]}
- id: series-of-classes
  title: Masterclass
  kind: masterclass
  venue: Guildhall, Bath
  programme: masterclasses
  sessions:
    - {id: first, start: 2018-06-04 10:00, end: 2018-06-04 12:00}
    - {start: 2018-06-11 10:00, end: 2018-06-11 12:00, title: The second part}
- id: long-ago
  title: A talk
  start: 2017-11-20
  venue: Bath
  votes: {question: What next?, counted: 2017-11-20, results: {Coaching: 12, Measurement: 8}}
"""
TEXTS: Mapping[str, str] = {
    "site.yaml": SETTINGS,
    "content/regions/south-west.md": "---\nname: South West\nnation: England\npartners: [guild]\narea: south-west.geojson\n---\n\nWhere it rains.\n",
    "content/regions/south-west.geojson": '{"type": "Polygon", "coordinates": [[[-5, 50], [-2, 50], [-2, 52], [-5, 50]]]}\n',
    "content/regions/wales.md": "---\nname: Wales\nnation: Wales\nshort_name: Cymru\norder: 2\n---\n\nHills.\n",
    "content/regions/uk-wide.md": "---\nname: UK-wide\nnationwide: true\n---\n\nEverywhere.\n",
    "content/programmes/masterclasses.md": "---\nname: Masterclasses\npartners: [guild]\nregions: [south-west]\n"
    "summary: Four days.\n---\n\nLearning together.\n",
    "content/programmes/offers.md": "---\nname: Local offers\nstarts: 2018-01-01\n---\n\nSmall sums.\n",
    "content/partners/guild.md": "---\nname: The Guild\nregions: [south-west]\nlogo: /content/images/logo.svg\n---\n\nOld.\n",
    "content/partners/union.md": "---\nname: The Union\n---\n\nNew.\n",
    "content/people/mary-jones.md": "---\nname: Mary Jones\nrole: Nurse\norganisation: guild\n"
    "photo: ../images/moon.jpg\n---\n\nShe writes.\n",
    "content/people/huw-price.md": "---\nname: Huw Price\n---\n\nHe reads.\n",
    "content/series/letters.md": "---\ntitle: Letters\nsummary: From the ward.\n---\n\nA run of letters.\n",
    "content/pages/about.md": "---\ntitle: About us\nmenu: 1\n---\n\nWho we are. [Bath](../stories/2018-03-12-bath.md)\n",
    "content/pages/about/history.md": "---\ntitle: History\naliases: [/past/]\n---\n\n![Sun](../../images/sun.png)\n",
    "content/stories/2018-03-12-bath.md": "---\ntitle: A day in Bath\nregions: [south-west]\nauthor: mary-jones\n"
    "tags: [Coaching, rain]\nkind: vox-pop\nevent: welcome\n---\n\nIt rained. [Cardiff](2018-04-02-cardiff.md)\n\nAll day.\n",
    "content/stories/2018-04-02-cardiff.md": "---\ntitle: Cardiff by night\nregions: [wales]\nauthor: huw-price\n"
    "programme: masterclasses\nseries: letters\ntags: [coaching]\nfeatured: true\n---\n\n## Dark\n\nStars.\n",
    "content/stories/2018-04-20-letter.md": "---\ntitle: A letter\nseries: letters\nregions: [south-west]\n"
    "image: {src: ../images/moon.jpg, alt: The moon, focus: 50% 20%}\n---\n\n> Dear all,\n\nwe met.\n",
    "content/stories/2018-05-04-reply.md": "---\ntitle: A reply\nseries: letters\nauthors: [mary-jones, Somebody]\n"
    "attachments: [{title: Notes, file: files/notes.txt}]\nlinks: [{title: More, url: https://example.com/}]\n"
    "---\n\nYou did. ~~Yes.~~\n\n- [ ] ask\n- [x] tell\n",
    "content/stories/2018/2018-05-21-quiet.md": "---\ntitle: Quiet\nupdated: 2018-05-25\naliases: [/hush/]\n---\n\n<b>Hush</b>.\n",
    "content/stories/2018-05-30-draft.md": "---\ntitle: Not yet\ndraft: true\ntags: [secret]\n---\n\nSoon.\n",
    "content/stories/2018-07-01-later.md": "---\ntitle: Later\nregions: [wales]\ntags: [rain]\n---\n\nIn July.\n",
    "content/stories/files/notes.txt": "Notes.\n",
    "content/events/south-west.yaml": EVENTS,
    "content/events/wales/hike.yaml": "id: hike\ntitle: A hike\nstart: 2018-06-16\nend: 2018-06-17\nvenue: Brecon\n"
    "kind: community-event\nimage: {src: /content/images/sun.png, alt: The sun}\ndescription: Bring *boots*.\n",
    "content/events/uk-wide.yaml": "defaults: {kind: webinar, online: {url: https://meet.example.org/}}\nevents:\n"
    "  - {id: webinar, title: A webinar, start: 2018-06-20 12:00, status: full}\n"
    "  - {id: called-off, title: A call, start: 2018-06-25 12:00, status: cancelled, status_note: Illness}\n",
    "content/static/humans.txt": "Us.\n",
    "content/images/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle r="4"/></svg>\n',
    "templates/plain_page.html": '{% extends "base.html" %}\n{% from "parts/own.html" import question %}\n'
    "{% block main %}\n<h1>{{ page.title }}</h1>\n{{ body|html }}\n{{ question(site) }}\n{% endblock %}\n",
    "templates/parts/own.html": "{% macro question(site) %}<p>Missing? Ask {{ site.title }}.</p>{% endmacro %}\n",
    "templates/assets/own.css": "p { color: red }\n",
}


@lru_cache(maxsize=64)
def picture(colour: str, size: int = 8, kind: str = "PNG") -> bytes:
    """A picture of one colour."""
    data = BytesIO()
    Image.new("RGB", (size, size), colour).save(data, kind)
    return data.getvalue()


@lru_cache(maxsize=8)
def odd_picture(what: str) -> bytes:
    """A picture that is see-through, moves, lies on its side, was made by a camera, is broken, or is another kind of file."""
    data = BytesIO()
    frames = [Image.new("RGB", (12, 9), colour) for colour in ("red", "green", "blue")]
    if what == "see-through":
        Image.new("RGBA", (20, 10), (0, 0, 255, 90)).save(data, "PNG")
    elif what == "moves":
        frames[0].save(data, "GIF", save_all=True, append_images=frames[1:], duration=90, loop=0)
    elif what == "wide":
        Image.linear_gradient("L").resize((700, 90)).convert("RGB").save(data, "JPEG")
    else:
        exif = Image.Exif()
        exif[0x0112] = 6
        frames[0].save(data, "JPEG", exif=exif)
    return data.getvalue() if what != "broken" else data.getvalue()[:-90]


def whole_site() -> dict[str, bytes]:
    """Every file of the site, by path."""
    pictures = {
        "content/images/sun.png": picture("yellow"),
        "content/images/moon.jpg": picture("white", 12, "JPEG"),
        "content/static/favicon.png": picture("blue"),
    }
    return {path: text.encode() for path, text in TEXTS.items()} | pictures
