"""What only a preview has: one marked snippet before ``</body>``, with a bar, and a page in place of one that has errors.

Without the snippet a page is byte for byte what ``build`` writes. It holds no style and no script of its own: both
are files below ``/-/``, so that the site's rules for its pages (``default-src 'self'``) hold here too.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from qsite.fingerprint import of_bytes
from qsite.problem import Place, Problem
from qsite.serve.answer import Answer
from qsite.serve.world import World
from qsite.site.site import is_due
from qsite.source.documents import Event, Story
from qsite.words import moment_words

BEGIN, END = b"<!-- qsite preview -->", b"<!-- /qsite preview -->"
_SNIPPET = re.compile(re.escape(BEGIN) + b".*?" + re.escape(END), re.DOTALL)
_MOST = 50
"""So many problems are listed in the bar."""

Written = Callable[[Sequence[Problem]], str]
"""Problems as ``check`` prints them."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a preview runs. `editor` is an address with ``{path}`` and ``{line}`` in it, empty for no links."""

    site: Path
    editor: str
    written: Written

    def link(self, place: Place | None, words: str) -> str:
        """Words that open a place in the editor."""
        if place is None or not self.editor or not (self.site / place.file).is_file():
            return f"<span>{escape(words)}</span>"
        path = quote((self.site / place.file).as_posix())
        href = self.editor.replace("{path}", path).replace("{line}", str(place.line))
        return f'<a href="{escape(href)}">{escape(words)}</a>'


def without_preview(page: bytes) -> bytes:
    """A page as ``build`` writes it."""
    return _SNIPPET.sub(b"", page)


def with_preview(shown: Answer, world: World, path: str, around: Surroundings, *, moved: bool) -> bytes:
    """An answer's page with the snippet."""
    body = shown.body if not shown.faults else _problem_page(shown, path, around)
    inner = bar(shown, world, path, around, moved=moved)
    snippet = (
        f'<qsite-preview><template shadowrootmode="open">{inner}</template></qsite-preview>'
        f'<script src="/-/preview.js" data-page="{escape(path)}" data-version="{shown.version}"'
        f' data-bar="{of_bytes(inner.encode())}" defer></script>'
    )
    at = body.rfind(b"</body>")
    at = at if at >= 0 else len(body)
    return body[:at] + BEGIN + snippet.encode() + END + body[at:]


def bar(shown: Answer, world: World, path: str, around: Surroundings, *, moved: bool) -> str:
    """The bar: what stands behind the page, what is wrong on the site, and what time it is there."""
    parts = [_source(shown, world, around), _problems(world, around), _clock(world, path, moved=moved)]
    return (
        '<link rel="stylesheet" href="/-/preview.css">'
        f'{_ribbon(shown, world)}<aside class="bar" aria-label="Preview">{"".join(parts)}</aside>'
    )


def _source(shown: Answer, world: World, around: Surroundings) -> str:
    """The file behind the page, or the template where the site makes it by itself."""
    page = shown.page
    if page is None:
        return '<p class="source">No page is here</p>'
    document = world.document(page)
    own = world.contents.theme.own
    template = f"templates/{page.template}"
    place = Place(template if page.template in own else "site.yaml")
    words = f"{page.template}, the theme's" if place.file != template else template
    if document is not None:
        start = document.places.of()
        place = Place(start.file, start.line if isinstance(document, Event) else 1)
        words = page.claimant
    return f'<p class="source">{around.link(place, words)}</p>'


def _problems(world: World, around: Surroundings) -> str:
    problems = sorted(world.problems, key=lambda one: not one.is_error)
    if not problems:
        return '<p class="fine">No problems</p>'
    errors = sum(one.is_error for one in problems)
    told = ", ".join(
        f"{count:,} {word}{'s' * (count != 1)}"
        for count, word in ((errors, "error"), (len(problems) - errors, "warning"))
        if count
    )
    items = "".join(
        f'<li class="{one.severity}">{around.link(one.place, _place_words(one.place))} {escape(one.message)}</li>'
        for one in problems[:_MOST]
    )
    return (
        f'<details class="problems {"bad" if errors else "fair"}"><summary>{told}</summary><div><ul>{items}</ul>'
        '<p><a href="/-/problems">All of them, with what to do</a></p></div></details>'
    )


def _place_words(place: Place | None) -> str:
    return f"{place.file}:{place.line}" if place else "The site"


def _clock(world: World, path: str, *, moved: bool) -> str:
    """A form that moves the clock."""
    if world.planned is None:
        return ""
    now = f"{world.planned.site.now:%Y-%m-%dT%H:%M}"
    hidden = f'<input type="hidden" name="to" value="{escape(path)}">'
    back = '<button name="back" value="1">Back to now</button>' if moved else ""
    return (
        f'<form class="clock{" moved" if moved else ""}" method="post" action="/-/now">{hidden}'
        f'<label>As on <input type="datetime-local" name="now" value="{now}" required></label>'
        f"<button>Show</button>{back}</form>"
    )


def _ribbon(shown: Answer, world: World) -> str:
    """What readers do not see yet is marked."""
    document = world.document(shown.page) if shown.page else None
    if not isinstance(document, Story | Event) or world.planned is None:
        return ""
    site = world.planned.site
    if document.draft:
        words = "Draft: only you see this"
    elif isinstance(document, Story) and not is_due(document, site.now, site.zone):
        words = f"Not yet: appears on {moment_words(document.date)}"
    else:
        return ""
    return f'<p class="ribbon" role="note">{escape(words)}</p>'


def _problem_page(shown: Answer, path: str, around: Surroundings) -> bytes:
    """What stands in place of a page that can't be shown."""
    first = next((one.place for one in shown.faults if one.place), None)
    title = "There is no page here" if shown.page is None else "This page can’t be shown"
    why = "One of these errors may be why." if shown.page is None else "Something in its source is wrong."
    ways = [around.link(first, f"Open {first.file}")] if first and around.editor else []
    if _has_good(shown):
        ways.append(f'<a href="/-/in-spite?to={quote(path)}">Show it in spite of that, as it last was</a>')
    return _document(title, f"{why} Mend it and save: this page comes back by itself.", shown.faults, ways, around)


def _has_good(shown: Answer) -> bool:
    """Whether there is anything to be shown: a page, and not one whose template fails while it is rendered."""
    return shown.page is not None and any(not one.message.startswith("the template failed") for one in shown.faults)


def problems_page(problems: Sequence[Problem], around: Surroundings) -> bytes:
    """The page that lists all problems."""
    return _document(
        "Problems", "" if problems else "There are none.", problems, ['<a href="/">To the site</a>'], around
    )


def _document(title: str, why: str, problems: Sequence[Problem], ways: Sequence[str], around: Surroundings) -> bytes:
    text = escape(around.written(problems))
    links = "".join(f"<li>{way}</li>" for way in ways)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{escape(title)} – qsite</title>\n<link rel="stylesheet" href="/-/preview.css">\n'
        '<link rel="icon" href="/-/icon.svg">\n</head>\n'
        f'<body class="trouble">\n<main>\n<h1>{escape(title)}</h1>\n<p>{escape(why)}</p>\n'
        f"<pre>{text}</pre>\n<ul>{links}</ul>\n</main>\n</body>\n</html>\n"
    ).encode("utf-8", "replace")
