"""Whether a tool really wrote the site: each page that must be there is, and holds what it should."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.corpus import NOW, Corpus

PER_PAGE, FEED_ENTRIES = 20, 20
COMING, PAST = "Coming up", "Past events"


class IncompleteSiteError(Exception):
    """A page is missing, empty, or without what it must show."""


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages of each kind there are; `files` and `megabytes` are of the whole output."""

    stories: int
    events: int
    regions: int
    region_pages: int
    story_lists: int
    tags: int
    tag_pages: int
    files: int
    megabytes: float

    def counted(self) -> dict[str, float]:
        """As plain values."""
        return asdict(self)


def checked(output: Path, site: Corpus) -> Pages:
    """Count the pages of a built site; raises where one lacks."""
    for file, wanted in _expected(output, site):
        _expect(file, wanted)
    _expect_upcoming(output, site)
    lists = -(-len(site.stories) // PER_PAGE)
    found = len([*output.glob("stories/page/*/index.html")]) + 1
    if found != lists:
        raise IncompleteSiteError(f"{output}: {found} lists of stories, not {lists}")
    _expect_count(output / "feed.xml", "<entry>", FEED_ENTRIES)
    _expect_count(output / "sitemap.xml", "<loc>", len(site.stories) + len(site.events))
    files = [path for path in output.rglob("*") if path.is_file()]
    return Pages(
        stories=len(site.stories),
        events=len(site.events),
        regions=len(site.regions),
        region_pages=len([*output.glob("regions/*/page/*/index.html")]) + len(site.regions),
        story_lists=found,
        tags=len(site.used_tags()),
        tag_pages=len([*output.glob("tags/*/page/*/index.html")]) + len(site.used_tags()),
        files=len(files),
        megabytes=round(sum(path.stat().st_size for path in files) / 1e6, 1),
    )


def _expected(output: Path, site: Corpus) -> Iterator[tuple[Path, Sequence[str]]]:
    """Each page that must be there, with some of the words that it must hold."""
    for story in site.stories:
        wanted = [story.title, f"note {story.number:06} in our own log", "Related stories"]
        wanted += [f"/regions/{region.id}/" for region in story.regions]
        wanted += [f"/tags/{tag.replace(' ', '-')}/" for tag in story.tags]
        yield output / f"stories/{story.slug}/index.html", wanted
    for event in site.events:
        wanted = [event.title, f"/regions/{event.region.id}/", f"{event.start:%Y-%m-%dT%H:%M}"]
        yield output / f"events/{event.id}/index.html", wanted
    for region in site.regions:
        newest = next((story.title for story in site.stories if region in story.regions), region.name)
        yield output / f"regions/{region.id}/index.html", [region.name, newest, COMING, PAST]
    for tag in site.used_tags():
        yield output / f"tags/{tag.replace(' ', '-')}/index.html", ['href="/']


def _expect_upcoming(output: Path, site: Corpus) -> None:
    """Each region lists what is coming as coming, and the last that is over as past."""
    for region in site.regions:
        events = [event for event in site.events if event.region == region]
        file = output / f"regions/{region.id}/index.html"
        coming, _, past = file.read_text(encoding="utf-8").partition(COMING)[2].partition(PAST)
        for event in events:
            if event.end > NOW and f"/events/{event.id}/" not in coming:
                raise IncompleteSiteError(f"{file} does not list {event.id} as coming")
        over = [event for event in events if event.end <= NOW]
        if over and f"/events/{over[-1].id}/" not in past:
            raise IncompleteSiteError(f"{file} does not list {over[-1].id} as past")


def _expect(file: Path, wanted: Sequence[str]) -> None:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise IncompleteSiteError(f"{file} was not written") from None
    for words in ("</html>", *wanted):
        if words not in text:
            raise IncompleteSiteError(f"{file} does not hold “{words}”")


def _expect_count(file: Path, words: str, least: int) -> None:
    found = file.read_text(encoding="utf-8").count(words)
    if found < least:
        raise IncompleteSiteError(f"{file} holds {found} times {words}, not {least}")
