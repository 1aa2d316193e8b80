"""What the pages of regions, programmes, partners and people have in common: long lists, cut into pages."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

from qsite.pages.cards import Card, Pagination
from qsite.pages.event_cards import event_cards
from qsite.pages.offer import Desk
from qsite.pages.page import Page
from qsite.pages.story_pages import cut, paginations, story_cards
from qsite.pages.views import LetterGroup
from qsite.site.site import Occurrence
from qsite.source.documents import Region, Story
from qsite.terms import slugify

T = TypeVar("T")
FIRST_PAST = 6
"""How many past events the first page of several shows."""


def index_page(folder: str, title: str, cards: Sequence[Card], desk: Desk) -> Iterator[Page]:
    """The list of all documents of a kind; none where there is no document."""
    if cards:
        meta = desk.meta("list", title, folder)
        yield desk.page(folder, "cards.html", meta, heading=title, intro="", cards=tuple(cards))


def lettered(cards: Iterable[Card]) -> tuple[LetterGroup, ...]:
    """Cards by title, under the letters that they begin with."""
    groups: dict[str, list[Card]] = {}
    for card in sorted(cards, key=lambda one: (slugify(one.title), one.href)):
        first = slugify(card.title)[:1].upper()
        groups.setdefault(first if first.isalpha() else "0–9", []).append(card)
    return tuple(LetterGroup(letter, tuple(entries)) for letter, entries in groups.items())


def paged(
    folder: str,
    coming: Sequence[Occurrence],
    past: Sequence[Occurrence],
    stories: Sequence[Story],
    desk: Desk,
    region: Region | None = None,
) -> Iterator[tuple[Pagination, dict[str, Any]]]:
    """The pages of one document and what each lists: what is coming on the first, stories and past events on all."""
    settings = desk.site.settings
    story_pieces, past_pieces = cut(stories, settings.stories.per_page), _past_pieces(past, settings.events.per_page)
    for pagination in paginations(folder, max(len(story_pieces), len(past_pieces)), desk):
        number = pagination.number
        yield (
            pagination,
            {
                "upcoming": partial(event_cards, coming, desk, region) if number == 1 else (),
                "past": partial(event_cards, _piece(past_pieces, number), desk, region),
                "stories": partial(story_cards, _piece(story_pieces, number), desk),
                "pagination": pagination,
            },
        )


def _past_pieces(past: Sequence[Occurrence], size: int) -> list[Sequence[Occurrence]]:
    """What is over, in pieces: a short one for the first page, which has other things to tell, unless nearly all fit."""
    first = min(FIRST_PAST, size)
    if len(past) <= min(first + first // 2, size):
        return [past]
    return [past[:first], *cut(past[first:], size)]


def _piece(pieces: Sequence[Sequence[T]], number: int) -> Sequence[T]:
    return pieces[number - 1] if number <= len(pieces) else ()
