"""A made-up community site of any size: the same seed and size give the same words, on any machine.

This is who, when and where; a story's words come from ``bench/body.py``, one story at a time, so that those of 100,000
need not be held in memory.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random

from bench import words

NOW = datetime(2018, 6, 1, 9, 0)  # noqa: DTZ001 (on the site's own clock)
FIRST_STORY, LAST_STORY = date(2014, 1, 6), date(2018, 5, 31)
FIRST_EVENT, LAST_EVENT = date(2014, 3, 3), date(2019, 1, 31)
STORY_KINDS = ("blog", "joining-story", "programme-write-up", "event-report", "vox-pop")
EVENT_KINDS = ("welcome", "masterclass", "workshop", "network-session", "webinar", "training", "visit")


@dataclass(frozen=True, slots=True)
class Region:
    """One of the twelve."""

    id: str
    name: str
    nation: str


@dataclass(frozen=True, slots=True)
class Named:
    """A programme, a partner or a person; `kind` is a person's role."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Story:
    """A story without its body; `event` is an event's id or empty."""

    number: int
    slug: str
    title: str
    date: date
    kind: str
    authors: tuple[Named, ...]
    regions: tuple[Region, ...]
    programme: Named | None
    event: str
    tags: tuple[str, ...]
    summary: str

    @property
    def stem(self) -> str:
        """Its file's name without ending, as editors write it."""
        return f"{self.date}-{self.slug}"


@dataclass(frozen=True, slots=True)
class Event:
    """An event, in whole minutes on its region's clock."""

    id: str
    title: str
    start: datetime
    end: datetime
    kind: str
    region: Region
    venue: str
    programme: Named | None
    partners: tuple[Named, ...]
    speakers: tuple[Named, ...]
    tags: tuple[str, ...]
    summary: str
    description: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """A whole site, stories newest first, events by their start."""

    seed: int
    regions: tuple[Region, ...]
    programmes: tuple[Named, ...]
    partners: tuple[Named, ...]
    people: tuple[Named, ...]
    stories: tuple[Story, ...]
    events: tuple[Event, ...]
    sentences: tuple[str, ...]

    def upcoming(self) -> tuple[Event, ...]:
        """Events that are not over, soonest first."""
        return tuple(event for event in self.events if event.end > NOW)

    def used_tags(self) -> frozenset[str]:
        """The tags that something has."""
        by_stories = {tag for story in self.stories for tag in story.tags}
        return frozenset(by_stories.union(*(event.tags for event in self.events)))


def corpus(stories: int, seed: int = 1) -> Corpus:
    """A site of so many stories and a fifth as many events."""
    rng = Random(seed)
    bank = words.sentences(rng)
    programmes = tuple(
        Named(_slug(name), name, "masterclass series")
        for name in (
            "Masterclasses", "Coach Training", "Local Offers", "Welcome Events", "Network for Collaboration",
            "Measurement Year", "Quiet Nights", "Letters Project",
        )
    )  # fmt: skip
    partners = tuple(
        Named(f"{_slug(name)}-partnership", f"{name} Partnership", "improvement organisation")
        for name in (*(region.name for region in REGIONS), "Community Team", "Carers' Forum", "Students' Network")
    )
    people = _people(rng, max(20, stories // 100))
    events = _events(rng, stories // 5, programmes, partners, people, bank)
    made = _stories(rng, stories, programmes, people, events, bank)
    return Corpus(seed, REGIONS, programmes, partners, people, made, events, bank)


def _slug(text: str) -> str:
    kept = "".join(letter for letter in text.lower() if letter.isalnum() or letter in " -")
    return kept.replace(" ", "-")


def _region(name: str, nation: str = "England") -> Region:
    return Region(_slug(name), name, nation)


REGIONS = (
    _region("South West"), _region("Wessex"), _region("West of England"), _region("Kent and Sussex"),
    _region("East of England"), _region("West Midlands"), _region("North West Coast"), _region("Yorkshire and Humber"),
    _region("North East"), _region("Wales", "Wales"), _region("Scotland", "Scotland"),
    _region("Northern Ireland", "Northern Ireland"),
)  # fmt: skip


def _people(rng: Random, count: int) -> tuple[Named, ...]:
    names = [f"{first} {last}" for first in words.FORENAMES for last in words.SURNAMES]
    rng.shuffle(names)
    found = []
    for number in range(count):
        turn, place = divmod(number, len(names))
        name = names[place] if not turn else f"{names[place]} {'I' * (turn + 1)}"
        found.append(Named(_slug(name), name, rng.choice(words.ROLES)))
    return tuple(found)


_ZIPF = tuple(accumulate(1 / rank for rank in range(1, len(words.TAGS) + 1)))


def _tags(rng: Random, most: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rng.choices(words.TAGS, cum_weights=_ZIPF, k=rng.randint(1, most))))


def _day(rng: Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def _plain(sentence: str) -> str:
    return sentence.replace("*", "").replace("`", "")


def _events(
    rng: Random,
    count: int,
    programmes: Sequence[Named],
    partners: Sequence[Named],
    people: Sequence[Named],
    bank: Sequence[str],
) -> tuple[Event, ...]:
    made = []
    for number in range(count):
        where = number % len(REGIONS)
        kind, town = rng.choice(EVENT_KINDS), rng.choice(words.TOWNS)
        day = _day(rng, FIRST_EVENT, LAST_EVENT)
        start = datetime(day.year, day.month, day.day, rng.randint(9, 15), rng.choice((0, 0, 15, 30)))  # noqa: DTZ001
        event = Event(
            id=f"{REGIONS[where].id}-{kind}-{number + 1:05}",
            title=f"{kind.replace('-', ' ').capitalize()} in {town} on {rng.choice(words.TOPICS)}",
            start=start,
            end=start + timedelta(minutes=rng.choice((60, 90, 180, 330))),
            kind=kind,
            region=REGIONS[where],
            venue=f"{rng.choice(words.VENUES)}, {town}",
            programme=rng.choice(programmes) if rng.random() < 0.5 else None,
            partners=(partners[where],),
            speakers=tuple(dict.fromkeys(rng.choices(people, k=rng.randint(1, 3)))),
            tags=_tags(rng, 2),
            summary=_plain(rng.choice(bank)),
            description="\n\n".join(" ".join(rng.choices(bank, k=rng.randint(2, 4))) for _ in range(2)),
        )
        made.append(event)
    return tuple(sorted(made, key=lambda one: (one.start, one.id)))


def _titles(rng: Random, count: int) -> Iterator[str]:
    """Titles, no two alike."""
    first, second, towns = words.FIRST_THINGS, words.SECOND_THINGS, words.TOWNS
    all_titles = len(first) * len(second) * len(towns)
    if count > all_titles:
        raise ValueError(f"at most {all_titles} stories have titles of their own")
    for number in rng.sample(range(all_titles), count):
        rest, a = divmod(number, len(first))
        c, b = divmod(rest, len(second))
        yield f"{first[a]} and {second[b]} in {towns[c]}"


def _stories(
    rng: Random,
    count: int,
    programmes: Sequence[Named],
    people: Sequence[Named],
    events: Sequence[Event],
    bank: Sequence[str],
) -> tuple[Story, ...]:
    past = [event for event in events if event.end <= NOW]
    made = []
    for number, title in enumerate(_titles(rng, count), 1):
        story = Story(
            number=number,
            slug=_slug(title),
            title=title,
            date=_day(rng, FIRST_STORY, LAST_STORY),
            kind=rng.choice(STORY_KINDS),
            authors=tuple(dict.fromkeys(rng.choices(people, k=rng.choice((1, 1, 1, 2))))),
            regions=tuple(dict.fromkeys(rng.choices(REGIONS, k=rng.choice((1, 1, 1, 2))))),
            programme=rng.choice(programmes) if rng.random() < 0.5 else None,
            event=rng.choice(past).id if past and rng.random() < 0.2 else "",
            tags=_tags(rng, 4),
            summary=_plain(rng.choice(bank)),
        )
        made.append(story)
    return tuple(sorted(made, key=lambda one: (one.date, one.slug), reverse=True))
