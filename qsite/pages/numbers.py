"""The community in numbers: its page, the tables to download, and the few figures that other pages show."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from qsite.pages.offer import Desk
from qsite.pages.page import Page
from qsite.site import figures
from qsite.site.figures import Held, Month
from qsite.source.documents import Region
from qsite.terms import Address
from qsite.words import month_words

CSV = "csv"
_LEAD = "What was held, what is to come and what was told, counted afresh whenever the site changes."
_QUARTERS = ("January to March", "April to June", "July to September", "October to December")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and the words that follow it."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its heading, and its numbers. `held` and `coming` are a bar's parts in per cent of the longest."""

    label: str
    numbers: tuple[int, ...]
    held: float = 0.0
    coming: float = 0.0
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a run chart, in per cent from the left and from the top; `open` where its month is not over."""

    x: float
    y: float
    label: str
    number: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class RunChart:
    """Numbers in the order of time about their median, in per cent from the left and from the top.

    `highest` is the number at the top; 0 is at the bottom. `middle` is the median, at `level`.
    """

    dots: tuple[Dot, ...]
    highest: int
    middle: float | None = None
    level: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """Figures: a caption, the names of the columns, and rows. `csv` is where the same can be downloaded."""

    name: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    csv: str
    note: str = ""
    chart: RunChart | None = None

    @property
    def bars(self) -> bool:
        """Whether its rows are drawn as bars."""
        return any(row.held or row.coming for row in self.rows)


def number_pages(desk: Desk) -> Iterator[Page]:
    """The page of figures and its files; nothing where they are switched off."""
    if not desk.site.settings.numbers:
        return
    made = tables(desk)
    yield desk.page(
        "/numbers/",
        "numbers.html",
        desk.meta("numbers", "In numbers", "/numbers/", description=_LEAD),
        figures=partial(community, desk),
        tables=made,
    )
    for table in made:
        heading = table.columns[0] or "Figure"
        rows = ((heading, *table.columns[1:]), *((row.label, *row.numbers) for row in table.rows))
        yield Page(Address(f"/numbers/{table.name}.csv"), CSV, {"rows": rows})


def community(desk: Desk) -> tuple[Figure, ...]:
    """What the home page tells: a few figures of the whole; none where they are switched off or all are 0."""
    site = desk.site
    events, offers = figures.events(site), figures.match_funded(site)
    return _told(
        desk,
        (len([one for one in site.regions.values() if not one.nationwide]), "region", "regions"),
        (events.held, "event held", "events held"),
        (events.coming, "event to come", "events to come"),
        (offers, f"match-funded offer so far in {site.today.year}", f"match-funded offers so far in {site.today.year}"),
        (len(site.stories), "story told", "stories told"),
    )


def of_region(region: Region, desk: Desk) -> tuple[Figure, ...]:
    """A region's own few figures."""
    site = desk.site
    events, offers = figures.events(site, region), figures.match_funded(site, region)
    people = len(site.index.people_by_region.get(region.id, ()))
    return _told(
        desk,
        (events.held, "event held", "events held"),
        (events.coming, "event to come", "events to come"),
        (offers, f"match-funded offer so far in {site.today.year}", f"match-funded offers so far in {site.today.year}"),
        (figures.stories(site, region), "story told", "stories told"),
        (people, "person", "people"),
    )


def _told(desk: Desk, *counted: tuple[int, str, str]) -> tuple[Figure, ...]:
    if not desk.site.settings.numbers:
        return ()
    return tuple(Figure(number, one if number == 1 else many) for number, one, many in counted if number)


def tables(desk: Desk) -> tuple[Table, ...]:
    """The community in numbers; those that would be empty are left out."""
    made = (_by_region(desk), _by_kind(desk), _by_quarter(desk), _by_month(desk), _whole(desk))
    return tuple(table for table in made if table.rows)


def _whole(desk: Desk) -> Table:
    site = desk.site
    events = figures.events(site)
    counted = (
        ("Stories", len(site.stories)),
        ("Events and their dates held", events.held),
        ("Events and their dates to come", events.coming),
        *([(f"Match-funded offers so far in {site.today.year}", figures.match_funded(site))] if site.events else []),
        ("Regions", len([one for one in site.regions.values() if not one.nationwide])),
        ("Partners", len(site.partners)),
        ("People", len(site.people)),
    )
    rows = tuple(Row(label, (number,)) for label, number in counted)
    return _table("community", "The whole community", ("", "Number"), rows, desk)


_HELD = ("Held", "To come")


def _by_region(desk: Desk) -> Table:
    counted = figures.events_by_region(desk.site)
    hrefs = {region.name: desk.addresses.page(region) for region, _ in counted}
    rows = _bars(((region.name, held) for region, held in counted), hrefs)
    note = "An event of several regions counts in each. What was cancelled or postponed is not counted here or below."
    return _table("events-by-region", "Events by region", ("Region", *_HELD), rows, desk, note)


def _by_kind(desk: Desk) -> Table:
    rows = _bars(figures.events_by_kind(desk.site))
    return _table("events-by-kind", "Events by kind", ("Kind", *_HELD), rows, desk)


def _by_quarter(desk: Desk) -> Table:
    quarters = figures.events_by_quarter(desk.site)
    rows = _bars((f"{_QUARTERS[one.quarter - 1]} {one.year}", one.events) for one in quarters)
    note = "Each date of an event counts in the quarter in which it begins."
    return _table("events-by-quarter", "Events by quarter", ("Quarter", *_HELD), rows, desk, note)


def _by_month(desk: Desk) -> Table:
    months = figures.stories_by_month(desk.site)
    rows = tuple(Row(month_words(one.year, one.month), (one.stories,)) for one in months)
    chart = run_chart(months) if len(months) > 1 else None
    return _table("stories-by-month", "Stories by month", ("Month", "Stories"), rows, desk, chart=chart)


def _table(
    name: str,
    caption: str,
    columns: tuple[str, ...],
    rows: tuple[Row, ...],
    desk: Desk,
    note: str = "",
    chart: RunChart | None = None,
) -> Table:
    return Table(name, caption, columns, rows, desk.addresses.href(f"/numbers/{name}.csv"), note, chart)


def _bars(counted: Iterable[tuple[str, Held]], hrefs: dict[str, str] | None = None) -> tuple[Row, ...]:
    """Rows with a bar each, the longest of them whole."""
    rows = tuple(counted)
    most = max((one.held + one.coming for _, one in rows), default=0) or 1
    found = hrefs or {}
    return tuple(
        Row(label, (one.held, one.coming), _percent(one.held / most), _percent(one.coming / most), found.get(label))
        for label, one in rows
    )


def _percent(share: float) -> float:
    return round(100 * share, 1)


def run_chart(months: Sequence[Month]) -> RunChart:
    """Months as a run chart: a line of dots about the median of those that are over."""
    highest = max(*(month.stories for month in months), 1)
    level = figures.middle(months)
    last = len(months) - 1
    dots = tuple(
        Dot(
            x=_percent(place / last),
            y=_percent(1 - month.stories / highest),
            label=month_words(month.year, month.month),
            number=month.stories,
            open=place == last,
        )
        for place, month in enumerate(months)
    )
    return RunChart(dots, highest, level, _percent(1 - level / highest) if level is not None else 0.0)
