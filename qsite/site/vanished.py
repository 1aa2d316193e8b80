"""Calendar entries that subscribers hold and the site no longer has: a promise broken before its date is over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from qsite.problem import Code, Problem
from qsite.site.uids import parts_of
from qsite.source.calendar_lock import Remembered
from qsite.source.content import Content
from qsite.terms import Id, nearest

_TAKE_OUT = "or take this line out if it was never announced"


def check_vanished(content: Content, uids: frozenset[str], domain: str, today: date) -> Iterator[Problem]:
    """The remembered entries that are not over `today` and that no published event has.

    `uids` are those of the entries that the site has. Where the site's domain is another one than before, no
    entry is known by its name any more: that is told once.
    """
    site = _Site(content, uids, frozenset(Id(parts_of(uid)[0]) for uid in uids))
    told: set[str] = set()
    for entry in content.remembered:
        if entry.uid in uids or (entry.last_day is not None and entry.last_day < today):
            continue
        before = parts_of(entry.uid)[2]
        if before == domain:
            yield Problem(Code.ENTRY_VANISHED, _message(entry), entry.place, site.hint(entry))
        elif before not in told:
            told.add(before)
            yield _other_domain(entry, before, domain)


@dataclass(frozen=True, slots=True)
class _Site:
    """What an entry may have become: the events as written, and the ids of those that are published."""

    content: Content
    uids: frozenset[str]
    published: frozenset[Id]

    def hint(self, entry: Remembered) -> str:
        """Say how the entry comes back; what was renamed or hidden is likelier than what is off."""
        event, session, _ = parts_of(entry.uid)
        if event in self.published:
            return _session_hint(session)
        if any(one.id == event for one in self.content.events):
            return f"it is a draft now: publish it with status: cancelled, so that subscribers hear of it, {_TAKE_OUT}"
        cancel = "put it back with status: cancelled, so that subscribers hear of it"
        if (new := nearest(event, self.published - self.remembered())) is None:
            return f"{cancel}, {_TAKE_OUT}"
        renamed = (
            f'did you rename it to "{new}"? An id is the event\'s name in calendars for ever: write id: {event} again'
        )
        return f"{renamed}; otherwise {cancel}, {_TAKE_OUT}"

    def remembered(self) -> frozenset[Id]:
        """The events that have been there before, so that none was renamed to them."""
        return frozenset(Id(parts_of(entry.uid)[0]) for entry in self.content.remembered)


def _message(entry: Remembered) -> str:
    event, session, _ = parts_of(entry.uid)
    which = f'the session "{session}" of the event "{event}"' if session else f'the event "{event}"'
    until = f"until {entry.last_day}" if entry.last_day else "without end"
    return f"calendars have {which} {until}, and the site does not have it any more"


def _session_hint(session: str) -> str:
    if not session:
        return f"its dates are sessions now, entries of their own: give it its start back, {_TAKE_OUT}"
    return f"if it was moved or renamed, write id: {session} into that session; otherwise put it back, {_TAKE_OUT}"


def _other_domain(entry: Remembered, before: str, domain: str) -> Problem:
    message = f"calendars know this site's entries by {before}, and now they would be those of {domain}"
    hint = f"write id_domain: {before} in site.yaml, or delete this file if nobody has subscribed yet"
    return Problem(Code.ENTRY_VANISHED, message, entry.place, hint)
