"""The shapes of what stands under single keys: a picture, a venue, a booking, a repeat.

The fields are the keys that an editor may write; the line below each tells editors what it is for
(`qsite.authoring.model` reads it), and the annotation says how it is read (`qsite.source.schema` runs it).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal

from qsite.forms import Form
from qsite.moments import Day, DurationText, MomentOrTime, MomentText
from qsite.source.meanings import FilePath, Lines, MarkdownText, PartnerIds, PicturePath
from qsite.values import (
    Email,
    Focus,
    IdText,
    MaybeText,
    Positive,
    Prepares,
    Reads,
    Text,
    Texts,
    WebAddress,
    YesNo,
    listed,
    number,
    one_of,
    short_for,
    video_address,
)

Extra = Annotated[Mapping[str, Any], Reads(lambda value: value)]
"""Whatever a site's own templates need: text, numbers, lists and mappings."""

NO_EXTRA: Mapping[str, Any] = MappingProxyType({})


class Strict:
    """pydantic's word for: a key that is not a field is an error."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Strict):
    """A picture; `src` is as the editor wrote it. `alt` is None where nothing was said, empty where decorative."""

    src: PicturePath
    """The picture's path, from this file or from the site's root: /content/images/wall.jpg"""
    alt: MaybeText | None = None
    """What it shows, for those who can't see it; "" says that it only decorates"""
    caption: Text | None = None
    """A line below the picture"""
    credit: Text | None = None
    """Who made it"""
    focus: Focus | None = None
    """What must stay in view, from the left and from the top: 50% 20%"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Video(Strict):
    """A video: its address on the web, or a file's path; `poster` and `captions` are paths, `transcript` Markdown."""

    url: Annotated[str, Reads(video_address, Form.VIDEO_ADDRESS)]
    """The video's address, or a file's path; nothing is loaded before the reader asks"""
    title: Text | None = None
    """What the video is called, where that is not the page's title"""
    poster: PicturePath | None = None
    """A picture that is shown in its place until it is played"""
    captions: FilePath | None = None
    """A file of captions (WebVTT), for a video that is a file of the site"""
    transcript: MarkdownText | None = None
    """What is said in it, in Markdown"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Strict):
    """A page elsewhere."""

    title: Text
    """What readers see"""
    url: WebAddress
    """The whole address: https://example.org/page"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Strict):
    """A file to download; `file` is as the editor wrote it."""

    title: Text
    """What readers see"""
    file: FilePath
    """The file's path, from this file or from the site's root: /content/stories/files/form.pdf"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue(Strict):
    """Where people meet. `latitude` and `longitude` are degrees (WGS 84)."""

    name: Text
    """The place, as people call it"""
    address: Text | None = None
    """Street and town"""
    postcode: Text | None = None
    """The postcode"""
    latitude: Annotated[float, Reads(number(90))] | None = None
    """Degrees north of the equator, such as 51.45"""
    longitude: Annotated[float, Reads(number(180))] | None = None
    """Degrees east of Greenwich, negative to the west: -2.59"""
    access: Text | None = None
    """How to get in: steps, lifts, parking, toilets"""


def _online(value: Any) -> Any:
    match value.lower() if isinstance(value, str) else value:
        case "true" | "yes":
            return {}
        case "false" | "no":
            return None
        case str():
            return {"url": value}
        case _:
            return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Online(Strict):
    """How to join from elsewhere, `joining` in plain words; both may be told to those who booked alone."""

    url: WebAddress | None = None
    """Where people join, if everybody may know it"""
    joining: Lines | None = None
    """How people join, in plain words"""


FUNDING_KINDS = ("match-funded", "partner-funded", "centrally-funded", "self-funded", "free")


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding(Strict):
    """Who pays."""

    kind: Annotated[str, Reads(one_of(*FUNDING_KINDS))]
    """Who pays"""
    by: PartnerIds = ()
    """The partners who pay, by id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking(Strict):
    """How to get a place; `capacity` counts people."""

    url: WebAddress | None = None
    """Where people book"""
    email: Email | None = None
    """Whom people write to for a place"""
    opens: MomentText | None = None
    """When booking opens"""
    closes: MomentText | None = None
    """When booking closes; a day alone lasts to its end"""
    capacity: Positive | None = None
    """How many people there is room for"""
    price: Text | None = None
    """What it costs, in words: Free, £12"""
    members_only: YesNo = False
    """true where only members may come"""


Status = Literal["scheduled", "tentative", "postponed", "cancelled", "moved-online", "full"]
STATUSES: tuple[Status, ...] = ("scheduled", "tentative", "postponed", "cancelled", "moved-online", "full")
StatusText = Annotated[Status, Reads(one_of(*STATUSES))]

VenueOrName = Annotated[Venue, short_for("name")]
OnlineOrYes = Annotated[Online | None, Prepares(_online, short="url", switch=True)]
PictureOrPath = Annotated[Picture, short_for("src")]
VideoOrAddress = Annotated[Video, short_for("url")]
FundingOrKind = Annotated[Funding, short_for("kind")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Strict):
    """One date of a repeat that differs; `on` is the date by the rule. A `start` that is a time stays on that date."""

    on: Day
    """The date that differs, as the rule has it"""
    title: Text | None = None
    """Another title on this date"""
    start: MomentOrTime | None = None
    """Another start; a time alone stays on that date"""
    end: MomentOrTime | None = None
    """Another end"""
    duration: DurationText | None = None
    """Another length: 2h, 90m"""
    venue: VenueOrName | None = None
    """Another place"""
    online: OnlineOrYes = None
    """true, an address, or how to join"""
    status: StatusText | None = None
    """Whether this date goes ahead"""
    status_note: Text | None = None
    """What readers should know of it, in a sentence"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat(Strict):
    """When an event happens again, as written: either in words (`every`, `on`) or as an RFC 5545 `rrule`.

    `excluded` is the key ``except``, which Python keeps for itself. `on` is one text or several.
    """

    every: Text | None = None
    """day, week, month, year, or a number of them: 2 weeks"""
    on: Texts = ()
    """A weekday or several, 2nd tuesday, last friday, or a day of the month: 15"""
    until: MomentText | None = None
    """The last day, inclusive"""
    count: Positive | None = None
    """How many dates, with those under except counted too"""
    rrule: Text | None = None
    """A rule of RFC 5545 in place of every and on"""
    excluded: Annotated[tuple[MomentText, ...], Prepares(listed)] = ()
    """Dates on which it does not take place"""
    also: Annotated[tuple[MomentText, ...], Prepares(listed)] = ()
    """Further dates; one may give another time"""
    changes: tuple[Change, ...] = ()
    """Dates that differ"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Strict):
    """One of several dates under one booking."""

    id: IdText | None = None
    """Its name in calendars, for ever; give it one before you move it"""
    start: MomentText
    """Date and time"""
    end: MomentText | None = None
    """When it ends; without one, the site's usual length counts"""
    title: Text | None = None
    """What this session is called"""
    venue: VenueOrName | None = None
    """Where, if not where the event is"""
    status: StatusText | None = None
    """Whether this session goes ahead"""
    status_note: Text | None = None
    """What readers should know of it, in a sentence"""


def _counted(value: Any) -> date | int:
    from qsite.moments import day

    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 9 else day(value)


def _results(value: Any) -> tuple[tuple[str, int], ...]:
    from qsite.problem import Code
    from qsite.values import Unreadable, each_of, shape, whole

    if not isinstance(value, dict) or not value:
        hint = "write one line for each answer, such as Coaching: 120"
        raise Unreadable(
            Code.WRONG_TYPE, f"answers and their votes are expected here, and this is {shape(value)}", hint
        )
    return tuple(each_of(value, lambda answer: answer, whole).items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes(Strict):
    """What members voted for; `counted` says when (a day) or how many (a number) were counted."""

    question: Text
    """What members were asked"""
    counted: Annotated[date | int, Reads(_counted, Form.DAY_OR_NUMBER)] | None = None
    """The day of the count, or how many votes were counted"""
    results: Annotated[tuple[tuple[str, int], ...], Reads(_results, Form.COUNTS)]
    """Each answer and its votes: Coaching: 120"""
