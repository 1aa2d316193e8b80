"""What a document says that can't be meant: an end before its start, an event that is nowhere."""

from collections.abc import Iterator
from datetime import datetime

from qsite.moments import Moment
from qsite.problem import Code, Problem
from qsite.source.content import Content
from qsite.source.documents import Event, Programme


def check_sense(content: Content) -> Iterator[Problem]:
    """Programmes that end before they start, bookings that close before they open, events without a place."""
    for programme in content.programmes:
        yield from _programme(programme)
    for event in content.events:
        yield from _booking(event)
        yield from _place(event)


def _programme(programme: Programme) -> Iterator[Problem]:
    if programme.starts and programme.ends and programme.ends < programme.starts:
        message = f"this programme ends on {programme.ends}, before it starts on {programme.starts}"
        yield Problem(Code.END_BEFORE_START, message, programme.places.of("ends"), "check both days")


def _booking(event: Event) -> Iterator[Problem]:
    if event.booking is None or event.booking.opens is None or event.booking.closes is None:
        return
    if _day(event.booking.closes) < _day(event.booking.opens):
        message = f"booking closes on {event.booking.closes}, before it opens on {event.booking.opens}"
        yield Problem(Code.END_BEFORE_START, message, event.places.of("booking", "closes"), "check both days")


def _day(moment: Moment) -> str:
    return moment.isoformat() if not isinstance(moment, datetime) else moment.date().isoformat()


def _place(event: Event) -> Iterator[Problem]:
    """A warning; not where `venue` or `online` is written and holds a mistake of its own."""
    somewhere = (
        event.venue or event.online or event.status == "moved-online" or any(one.venue for one in event.sessions)
    )
    if not somewhere and not any(
        str(path[0]).casefold() in ("venue", "online") for path in event.places.points if path
    ):
        message = f'the event "{event.title}" says neither venue nor online'
        yield Problem(Code.NO_PLACE, message, event.places.of(), "add venue: … or online: true")
