"""What each kind of content file may say.

The fields of a ``…Keys`` class are exactly the keys that an editor may write, in the contract's words. The line below
each tells editors what it is for, and its annotation says how it is read and what it names.
"""

from dataclasses import dataclass, field
from typing import Annotated

from qsite.moments import Day, DurationText, MomentText, Zone
from qsite.source.meanings import (
    EVENT_KIND,
    STORY_KIND,
    FilePath,
    Lines,
    MarkdownText,
    Names,
    PartnerIds,
    People,
    RegionIds,
)
from qsite.source.shapes import (
    NO_EXTRA,
    Attachment,
    Booking,
    Extra,
    FundingOrKind,
    Link,
    OnlineOrYes,
    PictureOrPath,
    Repeat,
    Session,
    StatusText,
    Strict,
    VenueOrName,
    VideoOrAddress,
    Votes,
)
from qsite.terms import Id
from qsite.values import Email, Ids, IdText, Text, Texts, WebAddress, Whole, YesNo


@dataclass(frozen=True, kw_only=True)
class Document(Strict):
    """What all kinds share."""

    extra: Extra = field(default_factory=lambda: NO_EXTRA)
    """Data of your own, for templates of your own"""


@dataclass(frozen=True, kw_only=True)
class StoryKeys(Document):
    """What a story's front matter may say. `authors` are person ids or plain names."""

    title: Text
    """What readers see at the top and in lists"""
    date: MomentText
    """When it is published; taken from the file's name where absent. Until then it is not on the site"""
    updated: MomentText | None = None
    """When it last really changed; readers and feeds are told"""
    authors: People = ()
    """Who wrote it: ids of people, or plain names"""
    kind: Annotated[IdText, Names(STORY_KIND)] = Id("blog")
    """What kind of story it is; blog where absent"""
    regions: RegionIds = ()
    """Where it belongs; none means the whole community"""
    programme: Annotated[IdText, Names("programmes")] | None = None
    """The programme that it belongs to"""
    series: Annotated[IdText, Names("series", or_new=True)] | None = None
    """The series that it is part of; one without a file may be named too"""
    events: Annotated[Ids, Names("events")] = ()
    """The event that it reports on; its page links back"""
    tags: Texts = ()
    """Free words that group stories and events"""
    summary: Lines | None = None
    """A sentence for lists, feeds and search; the first paragraph where absent"""
    image: PictureOrPath | None = None
    """A picture: its path, or src, alt, caption, credit and focus"""
    video: VideoOrAddress | None = None
    """A video's address, or url, title, poster and transcript"""
    featured: YesNo = False
    """true keeps it at the top of the home page and of its region"""
    draft: YesNo = False
    """true keeps it off the site; --drafts shows it to you"""
    links: tuple[Link, ...] = ()
    """Pages elsewhere: title and url of each"""
    attachments: tuple[Attachment, ...] = ()
    """Files to download: title and file of each"""
    slug: IdText | None = None
    """Its name in its address, where the file's would not do"""
    aliases: Texts = ()
    """Old addresses that lead to it"""


@dataclass(frozen=True, kw_only=True)
class EventKeys(Document):
    """What an event may say."""

    id: IdText
    """Its address, and its name in calendars, for ever: never change it"""
    title: Text
    """What readers see at the top and in lists"""
    start: MomentText | None = None
    """Date and time, or a day alone for an event of whole days"""
    end: MomentText | None = None
    """When it ends; of whole days, the last day"""
    duration: DurationText | None = None
    """How long it lasts, in place of end: 2h, 90m, 1h30m, 3d"""
    timezone: Zone | None = None
    """Where its clock is not the region's: America/New_York"""
    kind: Annotated[IdText, Names(EVENT_KIND)] | None = None
    """What kind of event it is"""
    regions: RegionIds = ()
    """Further regions; that of its file is implied"""
    venue: VenueOrName | None = None
    """Where people meet: a name, or name, address, postcode, access and more"""
    online: OnlineOrYes = None
    """true, an address, or url and joining"""
    url: WebAddress | None = None
    """The event's own page elsewhere"""
    video: VideoOrAddress | None = None
    """Its recording: an address, or url, title, poster and transcript"""
    partners: PartnerIds = ()
    """The organisations behind it, by id"""
    programme: Annotated[IdText, Names("programmes")] | None = None
    """The programme that it belongs to"""
    speakers: People = ()
    """Who speaks: ids of people, or plain names"""
    funding: FundingOrKind | None = None
    """Who pays: a kind alone, or kind and by"""
    booking: Booking | None = None
    """How to get a place: url, email, opens, closes, capacity, price"""
    status: StatusText = "scheduled"
    """Whether it goes ahead; scheduled where absent"""
    status_note: Text | None = None
    """What readers should know of the status, in a sentence"""
    previously: MomentText | None = None
    """The old start of an event that was moved to the new one"""
    repeat: Repeat | None = None
    """When it happens again: every, on, until or count, except, also, changes"""
    sessions: tuple[Session, ...] = ()
    """Several dates under one booking, each with its start; then there is no start here"""
    updated: MomentText | None = None
    """When the entry in calendars really changed"""
    revision: Whole | None = None
    """How often the entry in calendars really changed"""
    summary: Lines | None = None
    """A sentence for lists"""
    description: MarkdownText | None = None
    """What it is about, in Markdown, for its own page"""
    votes: Votes | None = None
    """What members voted for: question, counted and results"""
    image: PictureOrPath | None = None
    """A picture: its path, or src, alt, caption, credit and focus"""
    links: tuple[Link, ...] = ()
    """Pages elsewhere: title and url of each"""
    attachments: tuple[Attachment, ...] = ()
    """Files to download: title and file of each"""
    tags: Texts = ()
    """Free words that group stories and events"""
    draft: YesNo = False
    """true keeps it off the site; --drafts shows it to you"""
    aliases: Texts = ()
    """Old addresses that lead to it"""


@dataclass(frozen=True, kw_only=True)
class RegionKeys(Document):
    """What a region's front matter may say. `area` is a GeoJSON file's path."""

    name: Text
    """What readers see"""
    short_name: Text | None = None
    """A shorter name, where there is little room"""
    nation: Text | None = None
    """The nation that it is in; lists are grouped by it"""
    order: Whole | None = None
    """Its place among the regions: a number; by name where absent"""
    nationwide: YesNo = False
    """true where it is for the whole country: its events are shown in every region"""
    timezone: Zone | None = None
    """Where its clock is not the site's"""
    partners: PartnerIds = ()
    """The organisations that it works with, by id"""
    email: Email | None = None
    """Whom people write to"""
    image: PictureOrPath | None = None
    """A picture: its path, or src, alt, caption, credit and focus"""
    area: FilePath | None = None
    """A GeoJSON file beside this one, for the map"""


@dataclass(frozen=True, kw_only=True)
class ProgrammeKeys(Document):
    """What a programme's front matter may say."""

    name: Text
    """What readers see"""
    kind: Text | None = None
    """What it is, in a word or two: local offer"""
    partners: PartnerIds = ()
    """The organisations behind it, by id"""
    regions: RegionIds = ()
    """Where it belongs"""
    funding: FundingOrKind | None = None
    """Who pays: a kind alone, or kind and by"""
    starts: Day | None = None
    """Its first day"""
    ends: Day | None = None
    """Its last day"""
    image: PictureOrPath | None = None
    """A picture: its path, or src, alt, caption, credit and focus"""
    summary: Lines | None = None
    """A sentence for lists"""


@dataclass(frozen=True, kw_only=True)
class PartnerKeys(Document):
    """What a partner's front matter may say. `logo` is a picture's path."""

    name: Text
    """What readers see"""
    kind: Text | None = None
    """What it is, in a word or two: charity"""
    regions: RegionIds = ()
    """Where it works"""
    url: WebAddress | None = None
    """Its own website"""
    logo: PictureOrPath | None = None
    """Its logo: a picture's path"""


@dataclass(frozen=True, kw_only=True)
class PersonKeys(Document):
    """What a person's front matter may say. `organisation` is a partner's id or a plain name."""

    name: Text
    """What readers see"""
    role: Text | None = None
    """What they do"""
    organisation: Annotated[Text, Names("partners", or_plain=True)] | None = None
    """Whom they work for: a partner's id, or a plain name"""
    regions: RegionIds = ()
    """Where they are"""
    photo: PictureOrPath | None = None
    """Their photo: a picture's path"""
    links: tuple[Link, ...] = ()
    """Pages elsewhere: title and url of each"""


@dataclass(frozen=True, kw_only=True)
class SeriesKeys(Document):
    """What a series' front matter may say. `order` names its stories; by date where empty."""

    title: Text
    """What readers see"""
    summary: Lines | None = None
    """A sentence for lists"""
    order: Annotated[Ids, Names("stories")] = ()
    """Its stories in reading order, by id; by date where absent"""


@dataclass(frozen=True, kw_only=True)
class PlainPageKeys(Document):
    """What a plain page's front matter may say. `menu` is its place in the navigation."""

    title: Text
    """What readers see"""
    menu: Whole | None = None
    """Its place in the menu: a number; without one it is not in the menu"""
    summary: Lines | None = None
    """A sentence for search engines"""
    template: Text | None = None
    """A template of your own: a file's name in templates/"""
    aliases: Texts = ()
    """Old addresses that lead to it"""
