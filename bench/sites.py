"""The corpus written down as each tool wants it: content of its own form, and the templates of ``bench/sites/``."""

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.body import body
from bench.corpus import NOW, Corpus, Event, Named, Region, Story

CHECKOUT = Path(__file__).parent.parent
SKELETONS = Path(__file__).parent / "sites"
URL = "https://commons.example.org"
TITLE = "The Improvement Commons"


def put(path: Path, text: str) -> None:
    """A file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def front(pairs: Iterable[tuple[str, object]], text: str) -> str:
    """YAML front matter and a body; values are text (quoted where it says so or must be), or lists of plain words."""
    return "\n".join(("---", *(f"{key}: {_value(value)}" for key, value in pairs if value), "---", "", text))


def _value(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(str(one) for one in value)}]"
    text = str(value)
    if text.startswith('"'):
        return text
    return json.dumps(text, ensure_ascii=False) if ": " in text or text[:1] in "[{'*&" else text


def ids(things: Iterable[Named | Region]) -> list[str]:
    """The ids of some things."""
    return [thing.id for thing in things]


# qsite


def write_qsite(site: Corpus, folder: Path, engine: str) -> None:
    """A qsite site; its ``templates/base.html`` is the theme's, so that there is one to change."""
    settings = (
        f"title: {TITLE}\nurl: {URL}/\nnow: {NOW:%Y-%m-%dT%H:%M}\nid_domain: commons.example.org\nsearch: false\n"
        f"pictures: false\nmarkdown:\n  engine: {engine}\n"
    )
    put(folder / "site.yaml", settings)
    put(folder / "content/pages/about.md", front([("title", "About")], "Stories and events, made up.\n"))
    base = (CHECKOUT / "templates/base.html").read_text(encoding="utf-8")
    put(folder / "templates/base.html", base)
    for path, text in qsite_content(site):
        put(folder / "content" / path, text)


def qsite_content(site: Corpus) -> Iterator[tuple[str, str]]:
    """Every content file of the qsite form, by its path under ``content/``."""
    for order, region in enumerate(site.regions, 1):
        pairs = [("name", region.name), ("nation", region.nation), ("order", order)]
        yield f"regions/{region.id}.md", front([*pairs, ("partners", [site.partners[order - 1].id])], _about(region))
    for programme in site.programmes:
        yield f"programmes/{programme.id}.md", front(_named(programme), _about(programme))
    for partner in site.partners:
        yield f"partners/{partner.id}.md", front(_named(partner), _about(partner))
    for person in site.people:
        yield f"people/{person.id}.md", front([("name", person.name), ("role", person.kind)], _about(person))
    files = _event_files(site)
    for (region_id, year), events in files.items():
        yield f"events/{region_id}/{year}.yaml", "\n".join(map(_qsite_event, events))
    for story in site.stories:
        yield f"stories/{story.stem}.md", front(_qsite_story(story), body(site, story, _beside_stories))


def _named(thing: Named) -> list[tuple[str, object]]:
    return [("name", thing.name), ("kind", thing.kind)]


def _about(thing: Named | Region) -> str:
    return f"This page tells of {thing.name}: who takes part, what is planned, and what came of it.\n"


def _event_files(site: Corpus) -> dict[tuple[str, int], list[Event]]:
    """Events by the file that holds them: one for each region and year."""
    found: dict[tuple[str, int], list[Event]] = {}
    for event in site.events:
        found.setdefault((event.region.id, event.start.year), []).append(event)
    return found


def _beside_stories(target: Story | Event) -> str:
    """A link from a story's file to another source file."""
    if isinstance(target, Story):
        return f"{target.stem}.md"
    return f"../events/{target.region.id}/{target.start.year}.yaml#{target.id}"


def _qsite_story(story: Story) -> list[tuple[str, object]]:
    return [
        ("title", story.title),
        ("date", story.date),
        ("authors", ids(story.authors)),
        ("kind", story.kind),
        ("regions", ids(story.regions)),
        ("programme", story.programme.id if story.programme else ""),
        ("event", story.event),
        ("tags", story.tags),
        ("summary", story.summary),
    ]


def _qsite_event(event: Event) -> str:
    pairs: list[tuple[str, object]] = [
        ("title", event.title),
        ("start", f"{event.start:%Y-%m-%d %H:%M}"),
        ("end", f"{event.end:%Y-%m-%d %H:%M}"),
        ("kind", event.kind),
        ("venue", event.venue),
        ("programme", event.programme.id if event.programme else ""),
        ("partners", ids(event.partners)),
        ("speakers", ids(event.speakers)),
        ("tags", event.tags),
        ("summary", event.summary),
    ]
    lines = [f"- id: {event.id}", *(f"  {key}: {_value(value)}" for key, value in pairs if value), "  description: |"]
    return "\n".join([*lines, *(f"    {line}".rstrip() for line in event.description.split("\n"))]) + "\n"


# The others: one Markdown file a story and an event, links as final addresses unless a tool has its own quick way.


def address(target: Story | Event) -> str:
    """A document's address on every built site."""
    return f"/stories/{target.slug}/" if isinstance(target, Story) else f"/events/{target.id}/"


def story_front(story: Story) -> list[tuple[str, object]]:
    """A story's keys for tools that read YAML front matter."""
    return [
        ("title", story.title),
        ("date", story.date),
        ("authors", [author.name for author in story.authors]),
        ("kind", story.kind),
        ("regions", ids(story.regions)),
        ("programme", story.programme.id if story.programme else ""),
        ("event", story.event),
        ("tags", story.tags),
        ("summary", story.summary),
    ]


def event_front(event: Event, date_key: str) -> list[tuple[str, object]]:
    """An event's keys; its start stands under `date_key`."""
    return [
        ("title", event.title),
        (date_key, f"{event.start:%Y-%m-%dT%H:%M:%S}Z"),
        ("ends", f'"{event.end:%Y-%m-%dT%H:%M}"'),
        ("kind", event.kind),
        ("venue", event.venue),
        ("regions", [event.region.id]),
        ("programme", event.programme.id if event.programme else ""),
        ("partners", [partner.name for partner in event.partners]),
        ("speakers", [speaker.name for speaker in event.speakers]),
        ("tags", event.tags),
        ("summary", event.summary),
    ]


def write_hugo(site: Corpus, folder: Path) -> None:
    """A Hugo site: regions and tags are taxonomies, events may be dated after now."""
    _skeleton("hugo", folder)
    for region in site.regions:
        pairs = [("title", region.name), ("nation", region.nation)]
        put(folder / f"content/regions/{region.id}/_index.md", front(pairs, _about(region)))
    for name in ("stories", "events", "regions", "tags"):
        put(folder / f"content/{name}/_index.md", front([("title", name.capitalize())], ""))
    for event in site.events:
        put(folder / f"content/events/{event.id}.md", front(event_front(event, "date"), event.description + "\n"))
    for story in site.stories:
        put(folder / f"content/stories/{story.slug}.md", front(story_front(story), body(site, story, address)))


def write_eleventy(site: Corpus, folder: Path) -> None:
    """An Eleventy site; its modules are linked in from where they were installed."""
    _skeleton("eleventy", folder)
    put(folder / "content/_data/regionList.json", _regions_json(site))
    for event in site.events:
        put(folder / f"content/events/{event.id}.md", front(event_front(event, "date"), event.description + "\n"))
    for story in site.stories:
        put(folder / f"content/stories/{story.stem}.md", front(story_front(story), body(site, story, address)))


def write_jekyll(site: Corpus, folder: Path) -> None:
    """A Jekyll site: stories are posts, events a collection."""
    _skeleton("jekyll", folder)
    put(folder / "_data/regions.json", _regions_json(site))
    for event in site.events:
        put(folder / f"_events/{event.id}.md", front(event_front(event, "date"), event.description + "\n"))
    for story in site.stories:
        put(folder / f"_posts/{story.stem}.md", front(story_front(story), body(site, story, address)))


def _regions_json(site: Corpus) -> str:
    regions = [{"id": region.id, "name": region.name, "nation": region.nation} for region in site.regions]
    return json.dumps(regions, indent=1) + "\n"


def write_pelican(site: Corpus, folder: Path) -> None:
    """A Pelican site: stories and events are articles of two categories, with Pelican's own head lines and links."""
    _skeleton("pelican", folder)
    put(folder / "regions.json", _regions_json(site))
    for event in site.events:
        path = folder / f"content/events/{event.id}.md"
        put(path, _pelican_head(event_front(event, "date"), "events") + event.description + "\n")
    for story in site.stories:
        head = _pelican_head([*story_front(story), ("slug", story.slug)], "stories")
        put(folder / f"content/stories/{story.stem}.md", head + body(site, story, _filename))


def _pelican_head(pairs: Iterable[tuple[str, object]], category: str) -> str:
    lines = [f"{key.capitalize()}: {_pelican_value(key, value)}" for key, value in pairs if value]
    return "\n".join((*lines, f"Category: {category}", "", ""))


def _pelican_value(key: str, value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ("; " if key == "authors" else ", ").join(str(one) for one in value)
    return str(value).strip('"')


def _filename(target: Story | Event) -> str:
    if isinstance(target, Story):
        return f"{{filename}}/stories/{target.stem}.md"
    return f"{{filename}}/events/{target.id}.md"


def _skeleton(name: str, folder: Path) -> None:
    shutil.copytree(SKELETONS / name, folder, dirs_exist_ok=True)
