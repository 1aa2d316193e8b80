"""The search page: everything from A to Z, and the files that its script reads once somebody searches.

The index is cut into pages of the plan like all others, so that it is made, kept and removed as they are. What its
words are made from is hashed, and the words are taken apart only where that hash is another than before.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from qsite.fingerprint import Derived, fingerprint
from qsite.pages.bodies import ANY, words_of
from qsite.pages.cards import Choice
from qsite.pages.letters import Letters
from qsite.pages.offer import Desk
from qsite.pages.page import Page
from qsite.pages.search_entries import SearchEntry, search_entries
from qsite.pages.search_words import Text, index_of, parts_for
from qsite.site.queries import first_day
from qsite.terms import Address, Fingerprint

FORMAT = "json"
FOLDER = "/search/index/"
_BLOCK = 16
"""How many results stand in a file."""


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Choices of one sort, the first of which means any of them; without a label they stand alone."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search form: the href of the folder that has its index, and what results can be filtered by."""

    index: str
    regions: tuple[Choice, ...]
    kinds: tuple[ChoiceGroup, ...]
    years: tuple[Choice, ...]


def search_pages(desk: Desk) -> Iterator[Page]:
    """The search page, the A to Z, and the index."""
    meta = desk.meta("search", "Search", "/search/")
    letters = Letters(desk)
    total = letters.total
    yield desk.page(
        "/search/",
        "search.html",
        meta,
        search=partial(_view, desk) if total else None,
        letters=partial(letters.links),
        groups=partial(letters.groups),
    )
    if not total:
        return
    yield from letters.pages()
    index = _Index(desk, parts_for(total))
    yield Page(Address(f"{FOLDER}about.json"), FORMAT, {"index": partial(index.about)})
    for number in range(index.parts):
        yield Page(Address(f"{FOLDER}words-{number}.json"), FORMAT, {"index": partial(index.words, number)})
    for number in range(-(-total // _BLOCK)):
        yield Page(Address(f"{FOLDER}results-{number}.json"), FORMAT, {"index": partial(index.results, number)})


class _Index:
    """The index of a site. A class because what its files have in common is made once, and only when it is asked for."""

    def __init__(self, desk: Desk, parts: int) -> None:
        self.desk, self.parts = desk, parts

    def about(self) -> dict[str, object]:
        """How the index is cut, and by what each page can be filtered; pages stand in the order of the index."""
        entries = self.entries
        return {
            "of": self.order,
            "parts": self.parts,
            "block": _BLOCK,
            "past": next((n for n, one in enumerate(entries) if one.past), len(entries)),
            "kinds": _column(one.kind for one in entries),
            "regions": _column(" ".join(one.region_ids) for one in entries),
            "years": _column(" ".join(map(str, one.years)) for one in entries),
        }

    def words(self, number: int) -> Derived:
        """One part of the words."""
        self.desk.addresses.shown.add(ANY)
        return Derived(
            (self.made_from, self.order, self.parts, number), lambda: {"of": self.order, "words": self.index[number]}
        )

    def results(self, number: int) -> dict[str, object]:
        """What is shown of some pages: href, title, kind, date, regions, summary."""
        shown = self.entries[number * _BLOCK : (number + 1) * _BLOCK]
        found = [(one.href, one.title, one.label, one.date, one.regions, one.summary) for one in shown]
        return {"of": self.order, "results": found}

    @cached_property
    def entries(self) -> tuple[SearchEntry, ...]:
        return search_entries(self.desk)

    @cached_property
    def order(self) -> Fingerprint:
        """Of which pages the index speaks, in which order: files of two builds may fit together or not."""
        return Fingerprint(fingerprint([one.href for one in self.entries])[:8])

    @cached_property
    def made_from(self) -> Fingerprint:
        """The hash of all that words are taken from."""
        return fingerprint(
            [(one.title, one.words, [(file, inner) for _, file, inner in one.bodies]) for one in self.entries]
        )

    @cached_property
    def index(self) -> Sequence[object]:
        where = self.desk.addresses
        return index_of(
            (
                Text(one.title, one.words, tuple(words_of(body, file, where) for body, file, _ in one.bodies))
                for one in self.entries
            ),
            self.parts,
        )


def _column(values: Iterable[str]) -> dict[str, object]:
    """The same few values of many pages: each value once, and for each page the number of its own."""
    numbers: dict[str, int] = {}
    of = [numbers.setdefault(value, len(numbers)) for value in values]
    return {"values": tuple(numbers), "of": of}


def _view(desk: Desk) -> SearchView:
    site = desk.site
    stories, events = site.settings.stories.kinds, site.settings.events.kinds
    things = (
        ("Regions", "region", bool(site.regions)),
        ("Programmes", "programme", bool(site.programmes)),
        ("Partners", "partner", bool(site.partners)),
        ("People", "person", bool(site.people)),
        ("Other pages", "page", bool(site.plain_pages)),
    )
    used_stories, used_events = {one.kind for one in site.stories}, {one.kind for one in site.events}
    kinds = [
        ChoiceGroup("Stories", (Choice("story", "All stories"), *_kinds("story", stories, used_stories))),
        ChoiceGroup("Events", (Choice("event", "All events"), *_kinds("event", events, used_events))),
        ChoiceGroup("", tuple(Choice(kind, label) for label, kind, found in things if found)),
    ]
    offered = tuple(
        one for one, found in zip(kinds, (site.stories, site.events, kinds[2].choices), strict=True) if found
    )
    years = {one.date.year for one in site.stories} | {first_day(one).year for one in site.occurrences}
    return SearchView(
        index=desk.addresses.href(FOLDER),
        regions=tuple(Choice(one.id, one.name) for one in site.regions.values()),
        kinds=offered,
        years=tuple(Choice(str(year), str(year)) for year in sorted(years, reverse=True)),
    )


def _kinds(thing: str, known: Mapping[str, str], used: Collection[str | None]) -> Iterator[Choice]:
    return (Choice(f"{thing}/{kind}", label) for kind, label in known.items() if kind in used)
