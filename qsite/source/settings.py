"""The site's settings: ``site.yaml`` as one frozen value.

The fields of `Settings` are the keys of ``site.yaml``. Functions take the parts that they need (`Feeds`,
`StorySettings` …) rather than the whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from qsite.forms import Form
from qsite.moments import Duration, DurationText, MomentText, Months, Zone
from qsite.source import setting_readers as readers
from qsite.source.cms_settings import CmsSettings
from qsite.source.documents import NO_EXTRA, Extra, PictureOrPath, Places, Strict
from qsite.source.picture_settings import PictureSettings
from qsite.source.setting_readers import fold_tag
from qsite.source.theme_settings import ThemeSettings
from qsite.terms import Slug
from qsite.values import Email, Positive, Reads, Text, WebAddress, YesNo, one_of, short_for

STORY_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "joining-story": "Joining story",
        "programme-write-up": "Programme write-up",
        "event-report": "Event report",
        "vox-pop": "Vox pop",
        "blog": "Blog",
    }
)
EVENT_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "welcome": "Welcome event",
        "masterclass": "Masterclass",
        "workshop": "Workshop",
        "network-session": "Network session",
        "webinar": "Webinar",
        "community-event": "Community event",
        "training": "Training",
        "visit": "Visit",
    }
)


Switch = Annotated[bool | Mapping[str, Any], Reads(readers.switch, Form.SETTINGS)]
Labels = Annotated[Mapping[str, str], Reads(readers.labels, Form.TEXTS_BY_ID)]
Pictures = Annotated[PictureSettings, short_for("made")]
Cms = Annotated[CmsSettings, short_for("shown")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Strict):
    """Who stands behind the site."""

    name: Text
    """What readers see"""
    url: WebAddress | None = None
    """Its website"""
    email: Email | None = None
    """Whom people write to"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationItem(Strict):
    """An entry of the site's menu: `to` is an address on the site, or elsewhere."""

    label: Text
    """What readers see"""
    to: Annotated[str, Reads(readers.navigation_target, Form.SITE_PATH)]
    """An address on the site, /events/, a page's file, or a whole address"""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownSettings(Strict):
    """How bodies are read."""

    engine: Annotated[Literal["markdown", "gfm"], Reads(one_of("markdown", "gfm"))] = "markdown"
    """markdown, or gfm for what GitHub's preview shows"""
    extensions: Annotated[tuple[str, ...], Reads(readers.extensions, Form.TEXT)] = ()
    """Further extensions of Python-Markdown"""
    trusted_html: YesNo = False
    """true lets HTML in texts through as it is, for the whole site"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySettings(Strict):
    """Where stories live and how they are listed."""

    address: Annotated[str, readers.pattern("slug", "year", "month", "day")] = "/stories/{slug}/"
    """The pattern of a story's address; may use {slug}, {year}, {month} and {day}"""
    per_page: Positive = 20
    """How many stories a list page holds"""
    kinds: Labels = field(default_factory=lambda: STORY_KINDS)
    """The site's own kinds, each with what readers see: blog: Blog"""
    ids: Annotated[Literal["plain", "dated"], Reads(one_of("plain", "dated"))] = "plain"
    """plain, or dated where each month has a "monthly-update" """


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSettings(Strict):
    """Where events live, how they are listed, and how far ahead repeats are told (`horizon`, in months)."""

    address: Annotated[str, readers.pattern("slug")] = "/events/{slug}/"
    """The pattern of an event's address, with {slug}"""
    per_page: Positive = 20
    """How many events a list page holds"""
    kinds: Labels = field(default_factory=lambda: EVENT_KINDS)
    """The site's own kinds, each with what readers see: webinar: Webinar"""
    default_duration: DurationText = Duration(minutes=60)
    """How long an event lasts that says neither end nor duration"""
    horizon: Months = 18
    """How far ahead repeats are shown: 18 months"""
    calendar_history: Months = 12
    """How long calendars keep past events: 12 months"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds(Strict):
    """What feeds hold; `entries` is how many."""

    content: Annotated[Literal["full", "summary"], Reads(one_of("full", "summary"))] = "full"
    """Whole stories (full) or their summaries (summary)"""
    entries: Positive = 20
    """How many stories a feed holds"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Strict):
    """``site.yaml``. `url` is absolute and ends with a slash; `now` pins the site's clock."""

    title: Text
    """The site's name"""
    url: Annotated[str, Reads(readers.site_address, Form.SITE_ADDRESS)]
    """Where the site is published, whole: https://example.org/"""
    tagline: Text | None = None
    """A line for the home page"""
    description: Text | None = None
    """A sentence or two for search engines and feeds"""
    organisation: Organisation | None = None
    """Who stands behind the site"""
    logo: PictureOrPath | None = None
    """A picture for the header"""
    image: PictureOrPath | None = None
    """The picture that is shown where a page without one is shared"""
    footer: Text | None = None
    """A line at the foot of every page, in Markdown"""
    language: Annotated[str, Reads(readers.language, Form.LANGUAGE)] = "en-GB"
    """The language of the pages; en-GB where absent"""
    timezone: Zone = "Europe/London"
    """The clock of times that name no other; Europe/London where absent"""
    now: MomentText | None = None
    """Holds the site's clock still, for an archive or a sample; leave it out on a live site"""
    id_domain: Annotated[str, Reads(readers.host, Form.HOST)] | None = None
    """The name in feed ids and calendars; set it before you move to another address"""
    navigation: tuple[NavigationItem, ...] | None = None
    """The menu, where you want to write it yourself"""
    markdown: MarkdownSettings = MarkdownSettings()
    """How texts are read"""
    stories: StorySettings = field(default_factory=StorySettings)
    """Where stories live and how they are listed"""
    events: EventSettings = field(default_factory=EventSettings)
    """Where events live and how they are listed"""
    feeds: Feeds = Feeds()
    """What feeds hold"""
    theme: ThemeSettings = field(default_factory=ThemeSettings)
    """Colours and corners of the site's own"""
    search: Switch = True
    """true, false, or settings of the search page"""
    map: Switch = True
    """true, false, or settings of the map of regions"""
    numbers: Switch = True
    """true, false, or settings of the page of counts"""
    pictures: Pictures = PictureSettings()
    """true, false, or settings of the pictures that are made in several sizes"""
    cms: Cms = CmsSettings(shown=False)
    """true, false, or settings of forms in the browser, at /admin/"""
    redirects: Annotated[Mapping[str, str], Reads(readers.redirects, Form.PATHS)] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Old addresses and the new ones: /whats-on/: /events/"""
    tags: Annotated[Mapping[str, Slug], Reads(readers.tag_slugs, Form.SLUGS)] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """A tag's place in its address, where the one made from its words would not do: C++: cpp"""
    extra: Extra = field(default_factory=lambda: NO_EXTRA)
    """Data of your own, for templates of your own"""

    @property
    def base(self) -> str:
        """The site's own path: starts and ends with ``/``."""
        return urlsplit(self.url).path

    @property
    def domain(self) -> str:
        """The name in feed ids and calendar UIDs."""
        return self.id_domain or urlsplit(self.url).hostname or "localhost"


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The settings, and where each stands."""

    settings: Settings
    places: Places


__all__ = [
    "EVENT_KINDS",
    "STORY_KINDS",
    "EventSettings",
    "Feeds",
    "MarkdownSettings",
    "NavigationItem",
    "Organisation",
    "Settings",
    "SettingsFile",
    "StorySettings",
    "fold_tag",
]
