"""The edits that are measured. Each is a real one: a file is changed, built, looked for in the output, and restored."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bench.corpus import Corpus, Event, Story

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Edit:
    """A file of a site, how its text changes, and the page of the output that then shows `text`."""

    file: str
    change: Callable[[str], str]
    page: str
    text: str


def _replace(old: str, new: str, after: str = "") -> Callable[[str], str]:
    """Replace the first `old` that follows `after`; a text without it is a mistake of the benchmark."""

    def change(text: str) -> str:
        start = text.index(after)
        place = text.index(old, start)
        return text[:place] + new + text[place + len(old) :]

    return change


def _story_file(story: Story, form: str) -> str:
    return f"content/stories/{story.slug if form == 'hugo' else story.stem}.md"


def _middle(site: Corpus) -> Story:
    """A story of the archive: neither on a first page nor among anybody's newest."""
    return site.stories[len(site.stories) // 2]


def _body(site: Corpus, form: str) -> Edit:
    story, last = _middle(site), "in our own log."
    added = f"{last}\n\nA line was added since."
    return Edit(_story_file(story, form), _replace(last, added), _page(story), "A line was added since.")


def _retitled(story: Story, form: str) -> Edit:
    title = f"{story.title} again"
    change = _replace(f"title: {story.title}\n", f"title: {title}\n")
    return Edit(_story_file(story, form), change, _page(story), title)


def _date(site: Corpus, form: str) -> Edit:
    story = _middle(site)
    date = story.date + WEEK
    return Edit(_story_file(story, form), _replace(f"date: {story.date}", f"date: {date}"), _page(story), str(date))


def _event(site: Corpus, form: str) -> Edit:
    coming = site.upcoming()
    event = coming[len(coming) // 2]
    start = event.start + WEEK
    page, text = f"events/{event.id}/index.html", f"{start:%Y-%m-%dT%H:%M}"
    if form != "qsite":
        change = _replace(f"date: {event.start:%Y-%m-%d}", f"date: {start:%Y-%m-%d}")
        ends = _replace(f'ends: "{event.end:%Y-%m-%d}', f'ends: "{event.end + WEEK:%Y-%m-%d}')
        return Edit(f"content/events/{event.id}.md", lambda written: ends(change(written)), page, text)
    return Edit(f"content/events/{event.region.id}/{event.start.year}.yaml", _moved(event), page, text)


def _moved(event: Event) -> Callable[[str], str]:
    entry = f"- id: {event.id}\n"
    start = _replace(f"start: {event.start:%Y-%m-%d}", f"start: {event.start + WEEK:%Y-%m-%d}", entry)
    end = _replace(f"end: {event.end:%Y-%m-%d}", f"end: {event.end + WEEK:%Y-%m-%d}", entry)
    return lambda text: end(start(text))


def _region(site: Corpus, form: str) -> Edit:
    region = site.regions[0]
    name = f"{region.name} of England"
    page = f"regions/{region.id}/page/2/index.html"
    if form == "hugo":
        change = _replace(f"title: {region.name}\n", f"title: {name}\n")
        return Edit(f"content/regions/{region.id}/_index.md", change, page, name)
    return Edit(f"content/regions/{region.id}.md", _replace(f"name: {region.name}\n", f"name: {name}\n"), page, name)


def _template(site: Corpus, form: str) -> Edit:
    files = {"hugo": "layouts/baseof.html", "eleventy": "content/_includes/base.njk"}
    file = files.get(form, "templates/base.html")
    change = _replace("</body>", "<p>Made with care.</p>\n</body>")
    return Edit(file, change, _page(_middle(site)), "Made with care.")


def _settings(site: Corpus, form: str) -> Edit:
    """The site's title; Eleventy's stands in its template, so that there it is how its configuration writes dates."""
    story = _middle(site)
    if form == "eleventy":
        short = f"{story.date.day} {'Sept' if story.date.month == 9 else f'{story.date:%b}'} {story.date.year}"
        return Edit("eleventy.config.js", _replace('month: "long"', 'month: "short"'), _page(story), short)
    file = "hugo.yaml" if form == "hugo" else "site.yaml"
    change = _replace("title: The Improvement Commons", "title: The Renamed Commons")
    return Edit(file, change, _page(story), "The Renamed Commons")


def _page(story: Story) -> str:
    return f"stories/{story.slug}/index.html"


EDITS: dict[str, Callable[[Corpus, str], Edit]] = {
    "body": _body,
    "title": lambda site, form: _retitled(_middle(site), form),
    "newest-title": lambda site, form: _retitled(site.stories[0], form),
    "date": _date,
    "event": _event,
    "region": _region,
    "template": _template,
}

SERVED: dict[str, Callable[[Corpus, str], Edit]] = {
    "body": _body,
    "title": EDITS["title"],
    "event": _event,
    "template": _template,
    "settings": _settings,
}
"""The edits that are made under a preview."""

NAMES = {
    "cold": "Cold build",
    "none": "Nothing changed",
    "body": "A story's body edited",
    "title": "A story's title edited",
    "newest-title": "The newest story's title edited",
    "date": "A story's date moved by a week",
    "event": "A coming event moved by a week",
    "region": "A region renamed",
    "template": "The base template changed",
}


@contextmanager
def edited(folder: Path, edit: Edit | None) -> Iterator[None]:
    """An edit for as long as the block lasts."""
    if edit is None:
        yield
        return
    path = folder / edit.file
    before = path.read_bytes()
    path.write_text(edit.change(before.decode()), encoding="utf-8", newline="\n")
    try:
        yield
    finally:
        path.write_bytes(before)


def shown(output: Path, edit: Edit) -> bool:
    """Whether the output shows an edit."""
    return edit.text in (output / edit.page).read_text(encoding="utf-8")
