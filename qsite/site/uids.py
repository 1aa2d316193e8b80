"""The name of each calendar entry, which it keeps for ever (RFC 5545, 3.8.4.7; RFC 7986, 5.3).

It is made from ids alone: moving an event, renaming it, cancelling it or changing its file leaves its entry the
same one in every calendar that has it. An id has no two hyphens together, so no two entries have one name.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from qsite.site.site import Occurrence
from qsite.source.documents import Event, Session


def event_uid(event: Event, domain: str) -> str:
    """The UID of an event that is one entry, alone or repeated: ``welcome@example.org``."""
    return f"{event.id}@{domain}"


def session_uid(event: Event, session: Session, day: date, domain: str) -> str:
    """The UID of a session: its own id or, without one, its local start `day` after that of the event."""
    return f"{event.id}--{session.id}@{domain}" if session.id else date_uid(event, day, domain)


def date_uid(event: Event, day: date, domain: str) -> str:
    """The UID of what only its local date tells apart: ``course--2018-10-03@example.org``."""
    return f"{event.id}--{day.isoformat()}@{domain}"


def entry_uid(occurrence: Occurrence, domain: str) -> str:
    """The UID of the entry that an occurrence belongs to: its session's, else its event's."""
    event = occurrence.event
    if occurrence.session is not None:
        return session_uid(event, occurrence.session, occurrence.original, domain)
    return event_uid(event, domain)


def entry_uids(events: Iterable[Event], occurrences: Iterable[Occurrence], domain: str) -> Iterator[str]:
    """The UIDs of all entries; an event is one entry even where none of its dates is within the horizon."""
    yield from (event_uid(event, domain) for event in events if not event.sessions)
    yield from (entry_uid(one, domain) for one in occurrences if one.session is not None)


def parts_of(uid: str) -> tuple[str, str, str]:
    """What a UID was made of: the event's id, the session's id or day (empty where it has none), the domain."""
    name, _, domain = uid.rpartition("@")
    event, _, session = name.partition("--")
    return event, session, domain
