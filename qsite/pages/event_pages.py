"""Events: the page of each, and the lists and calendars of them."""

from calendar import Calendar, monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from qsite.pages.cards import CalendarDay, Counted, EventCard, MonthGroup, Named, PageMeta, PictureView
from qsite.pages.event_cards import event_card, event_cards
from qsite.pages.event_filters import ONLINE, event_filters, online_choice, online_only, upcoming_by_region
from qsite.pages.event_views import event_view
from qsite.pages.offer import Desk, calendar_link, feed_links
from qsite.pages.page import Page
from qsite.pages.social_cards import social_card
from qsite.site import queries
from qsite.site.queries import first_day, last_day
from qsite.site.site import Occurrence, instant
from qsite.source.documents import Event
from qsite.terms import Id
from qsite.words import month_words, span_words

MOST_PAST = 50


def event_pages(desk: Desk) -> Iterator[Page]:
    """Every page about events."""
    above = desk.crumb("Events", "/events/")
    for event in desk.site.events:
        yield event_page(event, desk, above)
    yield _upcoming_page(desk)
    yield _online_page(desk, above)
    yield from _past_pages(desk, above)
    yield from _kind_pages(desk, above)
    yield from _month_pages(desk, above)


def event_page(event: Event, desk: Desk, above: Named) -> Page:
    """An event's own page; `above` is the list of events."""
    address = desk.addresses.of(event) or "/"
    picture = desk.addresses.picture(event.file, event.image) or _card(event, desk, address)
    meta, view = partial(_event_meta, event, address, above, picture, desk), partial(event_view, event, desk)
    changed = instant(event.updated, desk.site.zone) if event.updated else None
    claimant = f"{event.file}#{event.id}"
    return desk.page(address, "event.html", meta, claimant, changed=changed, indexed=not event.draft, event=view)


def _event_meta(event: Event, address: str, above: Named, picture: PictureView | None, desk: Desk) -> PageMeta:
    return desk.meta(
        "event",
        event.title,
        address,
        above,
        description=event.summary or event.body.summary,
        image=picture,
        indexed=not event.draft,
    )


def _card(event: Event, desk: Desk, address: str) -> PictureView | None:
    """The card of an event, with its next date or its last."""
    shown = queries.next_occurrence(event, desk.site)
    when = span_words(shown.start, shown.end) if shown else ""
    return social_card(desk, address, event.title, when, (event.home, *event.regions))


def month_href(day: date, desk: Desk) -> str:
    """A month's calendar."""
    return desk.addresses.href(f"/events/{day:%Y/%m}/")


def by_month(occurrences: Iterable[Occurrence], desk: Desk) -> tuple[MonthGroup, ...]:
    """Occurrences under the months in which they begin, in the order that they come in."""
    groups: dict[tuple[int, int], list[Occurrence]] = {}
    for one in occurrences:
        day = first_day(one)
        groups.setdefault((day.year, day.month), []).append(one)
    return tuple(
        MonthGroup(year, month, month_href(date(year, month, 1), desk), tuple(event_card(one, desk) for one in group))
        for (year, month), group in groups.items()
    )


def past_years(desk: Desk, current: int | None = None) -> tuple[Counted, ...]:
    """The years that have past events, newest first."""
    counts: dict[int, int] = {}
    for one in queries.past(desk.site):
        counts[first_day(one).year] = counts.get(first_day(one).year, 0) + 1
    return tuple(
        Counted(str(year), desk.addresses.href(f"/events/past/{year}/"), counts[year], year == current)
        for year in sorted(counts, reverse=True)
    )


def event_kinds(desk: Desk, current: str | None = None) -> tuple[Counted, ...]:
    """The kinds that have events."""
    index = desk.site.index.occurrences_by_kind
    return tuple(
        Counted(label, desk.addresses.href(f"/events/kind/{kind}/"), len(index[Id(kind)]), kind == current)
        for kind, label in desk.site.settings.events.kinds.items()
        if kind in index
    )


def split_now(occurrences: Sequence[Occurrence], desk: Desk) -> tuple[tuple[Occurrence, ...], tuple[Occurrence, ...]]:
    """What is on now, and what comes."""
    now = tuple(one for one in occurrences if queries.is_on(one, desk.site))
    return now, tuple(one for one in occurrences if not queries.is_on(one, desk.site))


def _upcoming_page(desk: Desk) -> Page:
    upcoming = queries.upcoming(desk.site)
    on_now, coming = split_now(upcoming, desk)
    title = desk.site.settings.title
    feeds = (calendar_link(desk, title, "/events/calendar.ics"), *feed_links(desk, title, "/"))
    description, indexed = "What is on and what is coming", bool(desk.site.events)
    meta = desk.meta("events", "Events", "/events/", description=description, feeds=feeds, indexed=indexed)
    return desk.page(
        "/events/",
        "events.html",
        meta,
        now_on=partial(event_cards, on_now, desk),
        months=partial(by_month, coming, desk),
        filters=partial(event_filters, upcoming, desk),
        kinds=event_kinds(desk),
        regions=partial(upcoming_by_region, desk),
        online=online_choice(upcoming, desk),
        years=past_years(desk),
        calendar=month_href(desk.site.today, desk) if desk.site.events else "",
    )


def _online_page(desk: Desk, above: Named) -> Page:
    """What is coming that one can join from anywhere."""
    on_now, coming = split_now(online_only(queries.upcoming(desk.site)), desk)
    description, indexed = "Events that you can join from anywhere", bool(on_now or coming)
    meta = desk.meta("events", "Online events", ONLINE, above, description=description, indexed=indexed)
    return desk.page(
        ONLINE,
        "events_online.html",
        meta,
        now_on=partial(event_cards, on_now, desk),
        months=partial(by_month, coming, desk),
        years=past_years(desk),
    )


def _past_pages(desk: Desk, above: Named) -> Iterator[Page]:
    years: dict[int, list[Occurrence]] = {}
    for one in queries.past(desk.site):
        years.setdefault(first_day(one).year, []).append(one)
    for year, occurrences in years.items():
        address = f"/events/past/{year}/"
        meta = desk.meta("events", f"Past events in {year}", address, above)
        yield desk.page(
            address,
            "events_past.html",
            meta,
            year=year,
            months=partial(by_month, occurrences, desk),
            years=past_years(desk, year),
        )


def _kind_pages(desk: Desk, above: Named) -> Iterator[Page]:
    index = desk.site.index.occurrences_by_kind
    for kind, label in desk.site.settings.events.kinds.items():
        if kind in index:
            coming, past = queries.coming_first(index[Id(kind)], desk.site)
            address = f"/events/kind/{kind}/"
            yield desk.page(
                address,
                "events_kind.html",
                desk.meta("events", label, address, above),
                heading=label,
                upcoming=partial(event_cards, coming, desk),
                past=partial(event_cards, past[:MOST_PAST], desk),
                kinds=event_kinds(desk, kind),
            )


def _month_pages(desk: Desk, above: Named) -> Iterator[Page]:
    """The calendar of each month that has events, and of this one where the site has any."""
    if not desk.site.events:
        return
    days: dict[date, list[Occurrence]] = {}
    for one in desk.site.occurrences:
        day, last = first_day(one), last_day(one)
        while day <= last:
            days.setdefault(day, []).append(one)
            day += timedelta(days=1)
    months = sorted({day.replace(day=1) for day in (*days, desk.site.today)})
    for place, month in enumerate(months):
        before = months[place - 1] if place else None
        after = months[place + 1] if place + 1 < len(months) else None
        yield _month_page(month, before, after, days, desk, above)


def _month_page(
    month: date,
    before: date | None,
    after: date | None,
    days: Mapping[date, Sequence[Occurrence]],
    desk: Desk,
    above: Named,
) -> Page:
    def step(day: date | None) -> Named | None:
        return Named(month_words(day.year, day.month), month_href(day, desk)) if day else None

    address = f"/events/{month:%Y/%m}/"
    meta = desk.meta("month", month_words(month.year, month.month), address, above)
    return desk.page(
        address,
        "month.html",
        meta,
        year=month.year,
        month=month.month,
        weeks=partial(_weeks, month, days, desk),
        events=partial(_of_month, month, days, desk),
        previous=step(before),
        next=step(after),
    )


_Days = Mapping[date, Sequence[Occurrence]]


def _weeks(month: date, days: _Days, desk: Desk) -> tuple[tuple[CalendarDay, ...], ...]:
    """The month's table, from Monday to Sunday."""
    return tuple(
        tuple(CalendarDay(day, day.month == month.month, event_cards(days.get(day, ()), desk)) for day in week)
        for week in Calendar().monthdatescalendar(month.year, month.month)
    )


def _of_month(month: date, days: _Days, desk: Desk) -> tuple[EventCard, ...]:
    """What touches a month, each once, by the first of its days there."""
    last = monthrange(month.year, month.month)[1]
    found = {id(one): one for number in range(1, last + 1) for one in days.get(month.replace(day=number), ())}
    return event_cards(found.values(), desk)
