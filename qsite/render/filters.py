"""What templates may call: filters and functions, each a pure function of its arguments."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup

from qsite.moments import Moment
from qsite.pages.cards import EventCard, Named
from qsite.render import structured
from qsite.render.schema_org import Data, to_script
from qsite.render.structured_events import event_data
from qsite.words import date_words, day_words, machine_time, month_words, plural, span_html, span_words


def span(card: EventCard) -> Markup:
    """Write from when to when an event lasts: ``Wednesday 6 December 2017, 6:30pm to 8pm``, in ``<time>``."""
    return span_html(card.start, card.end)


def span_text(card: EventCard) -> str:
    """Write what `span` does as plain text."""
    return span_words(card.start, card.end)


def day(moment: Moment) -> Markup:
    """Write a moment's day with its weekday, in a ``<time>``: ``Wednesday 6 December 2017``."""
    return _time(day_words(moment), moment)


def date(moment: Moment) -> Markup:
    """Write a moment's day in a ``<time>``: ``6 December 2017``."""
    return _time(date_words(moment), moment)


def utc(instant: datetime) -> str:
    """Write an instant as a script reads it without knowing a zone: ``2017-12-06T18:30Z``."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def html(clean: str | None) -> Markup:
    """Mark clean HTML as ready to be written; nothing for None."""
    return Markup(clean or "")  # noqa: S704 - views hold clean HTML only


def _time(words: str, moment: Moment) -> Markup:
    return Markup(f'<time datetime="{machine_time(moment)}">{words}</time>')  # noqa: S704 - digits and names of days


def _written(describe: Callable[..., Data | list[Data]]) -> Callable[..., Markup]:
    """Make a function of templates: what `describe` gives, as a script for the page's head."""

    def write(*values: Any) -> Markup:
        return to_script(describe(*values))

    return write


def menu_marks(items: Sequence[Named], href: str, base: str) -> str:
    """What each entry of a menu is to the page at `href`, for ``aria-current``: "page", "true" above it, or nothing.

    The marks stand in the order of the entries with commas between; home, at `base`, is above no other page.
    """

    def mark(target: str | None) -> str:
        if target == href:
            return "page"
        return "true" if target and target != base and href.startswith(target) else ""

    return ",".join(mark(item.href) for item in items)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "span": span,
    "span_text": span_text,
    "day": day,
    "date": date,
    "date_text": date_words,
    "html": html,
    "machine_time": machine_time,
    "plural": plural,
    "utc": utc,
}
"""The filters of the templates' environment, by name."""

GLOBALS: Mapping[str, Callable[..., Any]] = {
    "menu_marks": menu_marks,
    "month": month_words,
    **{
        describe.__name__: _written(describe)
        for describe in (
            structured.structured_data,
            structured.story_data,
            structured.region_data,
            structured.programme_data,
            structured.partner_data,
            structured.person_data,
            structured.list_data,
            event_data,
        )
    },
}
"""The functions of the templates' environment, by name."""
