"""Everything that has a page, from A to Z: on the search page where it is little, else on a page for each letter."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property, partial

from qsite.pages.cards import Card, Counted, Pagination, numbered
from qsite.pages.listed import lettered
from qsite.pages.offer import Desk
from qsite.pages.page import Page
from qsite.pages.story_pages import list_meta, paginations
from qsite.pages.views import LetterGroup
from qsite.terms import slugify

ON_ONE_PAGE = 60
"""So many entries stand on the search page itself."""
_PER_PAGE = 60
_NO_LETTER = "0–9"


class Letters:
    """The A to Z of a site. A class because all its pages are cut from one list, made when the first is asked for."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        site = desk.site
        titles = [one.title for group in (site.stories, site.events, site.plain_pages) for one in group]
        things = (site.regions, site.programmes, site.partners, site.people)
        titles += [one.name for group in things for one in group.values()]
        found = Counter(map(_letter, titles))
        self.counts = {letter: found[letter] for letter in sorted(found)}
        """How many entries begin with each letter that any begins with."""
        self.total = len(titles)

    @property
    def on_one_page(self) -> bool:
        """Whether all entries stand on the search page."""
        return self.total <= ON_ONE_PAGE

    def links(self, current: str = "") -> tuple[Counted, ...]:
        """Where the entries of each letter are."""
        return tuple(
            Counted(
                letter,
                f"#letter-{place}" if self.on_one_page else self.desk.addresses.href(_folder(letter)),
                count,
                letter == current,
            )
            for place, (letter, count) in enumerate(self.counts.items(), 1)
        )

    def groups(self) -> tuple[LetterGroup, ...]:
        """All entries, for the search page; none where they stand on pages of their own."""
        if not self.on_one_page:
            return ()
        return lettered(self._entries())

    def pages(self) -> Iterator[Page]:
        """The page of each letter, cut where it is long."""
        desk = self.desk
        above = desk.crumb("Search", "/search/")
        for letter, count in {} if self.on_one_page else self.counts.items():
            for pagination in paginations(_folder(letter), -(-count // _PER_PAGE), desk):
                meta = list_meta(desk, "letter", f"A to Z: {letter}", _folder(letter), pagination, above)
                entries = partial(self._piece, letter, pagination)
                links = partial(self.links, letter)
                address = numbered(_folder(letter), pagination.number)
                yield desk.page(address, "letter.html", meta, letters=links, entries=entries, pagination=pagination)

    def _piece(self, letter: str, pagination: Pagination) -> tuple[Card, ...]:
        last = pagination.number * _PER_PAGE
        return self._cards[letter][last - _PER_PAGE : last]

    @cached_property
    def _cards(self) -> dict[str, tuple[Card, ...]]:
        return {group.letter: group.entries for group in lettered(self._entries())}

    def _entries(self) -> Iterator[Card]:
        site, page = self.desk.site, self.desk.addresses.page
        yield from (Card(one.title, page(one), detail="Story") for one in site.stories)
        yield from (Card(one.title, page(one), detail="Event") for one in site.events)
        yield from (Card(one.name, page(one), detail="Region") for one in site.regions.values())
        yield from (Card(one.name, page(one), detail="Programme") for one in site.programmes.values())
        yield from (Card(one.name, page(one), detail="Partner") for one in site.partners.values())
        yield from (Card(one.name, page(one), detail=one.role or "") for one in site.people.values())
        yield from (Card(one.title, page(one), detail="Page") for one in site.plain_pages)


def _letter(title: str) -> str:
    """The letter that a title stands under."""
    first = title[:1]
    if not (first.isascii() and first.isalnum()):
        first = slugify(title)[:1]
    return first.upper() if first.isalpha() else _NO_LETTER


def _slug(letter: str) -> str:
    return "0-9" if letter == _NO_LETTER else letter.lower()


def _folder(letter: str) -> str:
    return f"/search/{_slug(letter)}/"
