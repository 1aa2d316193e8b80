"""A programme's time line: its events and stories in one list, the oldest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from qsite.moments import Moment
from qsite.pages.event_cards import STATUS_LABELS, event_card, event_kind, repeat_words
from qsite.pages.event_dates import is_ahead
from qsite.pages.offer import Desk
from qsite.pages.story_pages import story_kind
from qsite.site.site import Occurrence, instant
from qsite.source.documents import Status, Story

MOST_ENTRIES = 60
"""How many entries a time line has: what is older stands in the pages of lists."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened, or will: an event's date, all dates of one that repeats, or a story."""

    moment: Moment
    title: str
    href: str
    label: str
    """What it is: "Masterclass", "Vox-pop"."""
    detail: str = ""
    """How it repeats, or which session it is."""
    coming: bool = False
    """Whether it, or a date of it, takes place and is not over yet."""
    status: Status = "scheduled"
    status_label: str = ""


def timeline(occurrences: Sequence[Occurrence], stories: Sequence[Story], desk: Desk) -> tuple[TimelineEntry, ...]:
    """The latest events and stories by time; an event that repeats stands once, at its first date."""
    found = [*_events(occurrences, desk), *_stories(stories[:MOST_ENTRIES], desk)]
    latest = sorted(found, key=lambda one: (one[0], one[1].title))[-MOST_ENTRIES:]
    return tuple(entry for _, entry in latest)


def _events(occurrences: Sequence[Occurrence], desk: Desk) -> Iterator[tuple[datetime, TimelineEntry]]:
    coming = {one.event.id for one in occurrences if is_ahead(one, desk)}
    for one in occurrences:
        repeats = one.event.repeat is not None
        if repeats and one.number > 1:
            continue
        card = event_card(one, desk)
        kind = event_kind(one.event, desk)
        status = one.event.status if repeats else one.status
        yield (
            one.begins,
            TimelineEntry(
                moment=one.start,
                title=one.event.title if repeats else one.title,
                href=desk.addresses.page(one.event) if repeats else card.href,
                label=kind.label if kind else "Event",
                detail=repeat_words(one.event) if repeats else card.part,
                coming=one.event.id in coming if repeats else is_ahead(one, desk),
                status=status,
                status_label=STATUS_LABELS[status],
            ),
        )


def _stories(stories: Sequence[Story], desk: Desk) -> Iterator[tuple[datetime, TimelineEntry]]:
    for story in stories:
        label = story_kind(story.kind, desk).label
        entry = TimelineEntry(story.date, story.title, desk.addresses.page(story), label)
        yield instant(story.date, desk.site.zone), entry
