"""The site's settings: ``site.yaml`` as one frozen value.

The fields of `Settings` are the keys of ``site.yaml``. Functions take the parts that they need (`Feeds`,
`StorySettings` …) rather than the whole.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from qsite.moments import Duration, DurationText, MomentText, Months, Zone
from qsite.problem import Code
from qsite.source.documents import NO_EXTRA, Extra, PictureOrPath, Places, Strict
from qsite.source.picture_settings import PictureSettings
from qsite.source.theme_settings import ThemeSettings
from qsite.terms import Slug, is_id, slugify
from qsite.values import (
    Email,
    Positive,
    Raw,
    Reads,
    Text,
    Unreadable,
    WebAddress,
    YesNo,
    each_of,
    filled,
    one_of,
    shape,
    short_for,
    web_address,
)

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


def _site_address(value: Raw) -> str:
    """The site's absolute address, with a slash at its end."""
    written = web_address(value)
    parts = urlsplit(written)
    if parts.query or parts.fragment:
        raise Unreadable(
            Code.BAD_ADDRESS, f'"{written}" has a ? or a #', "write the address of the site's home page alone"
        )
    return written.rstrip("/") + "/"


def _host(value: Raw) -> str:
    written = filled(value)
    if re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", written):
        return written
    raise Unreadable(Code.BAD_VALUE, f'"{written}" is not a domain name', "write a name such as example.org")


def _language(value: Raw) -> str:
    written = filled(value)
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", written):
        return written
    raise Unreadable(Code.BAD_VALUE, f'"{written}" is not a language tag', "write a tag such as en-GB (BCP 47)")


def _labels(value: Any) -> Mapping[str, str]:
    """Ids and what readers see for them."""
    if not isinstance(value, dict) or not value:
        raise Unreadable(
            Code.WRONG_TYPE,
            f"ids and labels are expected here, and this is {shape(value)}",
            "write lines such as webinar: Webinar",
        )
    return MappingProxyType(each_of(value, _kind_id, filled))


def _kind_id(name: str) -> str:
    if is_id(name):
        return name
    raise Unreadable(Code.BAD_VALUE, f'"{name}" is not an id', f'write "{slugify(name)}: {name}"')


def _redirects(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise Unreadable(
            Code.WRONG_TYPE,
            f"old and new addresses are expected here, and this is {shape(value)}",
            "write lines such as /old/: /new/",
        )
    return MappingProxyType(each_of(value, _old_address, _new_address))


def _old_address(old: str) -> str:
    if old.startswith("/") and not old.startswith("//"):
        return old
    raise Unreadable(Code.BAD_ADDRESS, f'"{old}" is not an address on this site', f'write "/{old.strip("/")}/"')


def _new_address(new: Raw) -> str:
    target = filled(new)
    return target if target.startswith("/") else web_address(target)


def _tag_slugs(value: Any) -> Mapping[str, Slug]:
    if not isinstance(value, dict):
        raise Unreadable(
            Code.WRONG_TYPE,
            f"tags and their slugs are expected here, and this is {shape(value)}",
            "write lines such as C++: cpp",
        )
    return MappingProxyType(each_of(value, fold_tag, _tag_slug))


def _tag_slug(slug: Raw) -> Slug:
    if isinstance(slug, str) and is_id(slug):
        return Slug(slug)
    raise Unreadable(Code.BAD_VALUE, f"{shape(slug)} is not a slug", "use lower case letters, digits and hyphens")


def fold_tag(tag: str) -> str:
    """What two ways to write one tag have in common: case and spaces do not count."""
    return " ".join(tag.casefold().split())


def _pattern(*fields: str) -> Callable[[Raw], str]:
    """A reader of address patterns that may use these fields, of which the first is required."""

    def read(value: Raw) -> str:
        written = filled(value)
        used = re.findall(r"\{([^{}]*)\}", written)
        unknown = sorted(set(used) - set(fields))
        if unknown:
            raise Unreadable(
                Code.BAD_VALUE,
                f"{{{unknown[0]}}} is not known here",
                f"use {', '.join('{' + name + '}' for name in fields)}",
            )
        if fields[0] not in used:
            raise Unreadable(
                Code.BAD_VALUE,
                f"the pattern lacks {{{fields[0]}}}, so that all would have one address",
                f"add {{{fields[0]}}}",
            )
        if not re.fullmatch(r"/(?:[a-z0-9_.{}-]+/)+", written):
            raise Unreadable(
                Code.BAD_ADDRESS, f'"{written}" is not a pattern of addresses', "write it like /stories/{slug}/"
            )
        return written

    return read


def _switch(value: Any) -> bool | Mapping[str, Any]:
    """``true``, ``false``, or the settings of what is switched on."""
    from qsite.values import yes_no

    return MappingProxyType(value) if isinstance(value, dict) else yes_no(value)


def _extensions(value: Any) -> tuple[str, ...]:
    from qsite.source.markdown import EXTENSIONS

    return tuple(one_of(*sorted(EXTENSIONS))(name) for name in (value if isinstance(value, list) else [value]))


def _navigation_target(value: Raw) -> str:
    written = filled(value)
    return written if written.startswith(("/", "content/")) else web_address(written)


Switch = Annotated[bool | Mapping[str, Any], Reads(_switch)]
Labels = Annotated[Mapping[str, str], Reads(_labels)]
Pictures = Annotated[PictureSettings, short_for("made")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Strict):
    """Who stands behind the site."""

    name: Text
    url: WebAddress | None = None
    email: Email | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationItem(Strict):
    """An entry of the site's menu: `to` is an address on the site, or elsewhere."""

    label: Text
    to: Annotated[str, Reads(_navigation_target)]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownSettings(Strict):
    """How bodies are read."""

    engine: Annotated[Literal["markdown", "gfm"], Reads(one_of("markdown", "gfm"))] = "markdown"
    extensions: Annotated[tuple[str, ...], Reads(_extensions)] = ()
    trusted_html: YesNo = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySettings(Strict):
    """Where stories live and how they are listed."""

    address: Annotated[str, Reads(_pattern("slug", "year", "month", "day"))] = "/stories/{slug}/"
    per_page: Positive = 20
    kinds: Labels = field(default_factory=lambda: STORY_KINDS)
    ids: Annotated[Literal["plain", "dated"], Reads(one_of("plain", "dated"))] = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSettings(Strict):
    """Where events live, how they are listed, and how far ahead repeats are told (`horizon`, in months)."""

    address: Annotated[str, Reads(_pattern("slug"))] = "/events/{slug}/"
    per_page: Positive = 20
    kinds: Labels = field(default_factory=lambda: EVENT_KINDS)
    default_duration: DurationText = Duration(minutes=60)
    horizon: Months = 18
    calendar_history: Months = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds(Strict):
    """What feeds hold; `entries` is how many."""

    content: Annotated[Literal["full", "summary"], Reads(one_of("full", "summary"))] = "full"
    entries: Positive = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Strict):
    """``site.yaml``. `url` is absolute and ends with a slash; `now` pins the site's clock."""

    title: Text
    url: Annotated[str, Reads(_site_address)]
    tagline: Text | None = None
    description: Text | None = None
    organisation: Organisation | None = None
    logo: PictureOrPath | None = None
    image: PictureOrPath | None = None
    footer: Text | None = None
    language: Annotated[str, Reads(_language)] = "en-GB"
    timezone: Zone = "Europe/London"
    now: MomentText | None = None
    id_domain: Annotated[str, Reads(_host)] | None = None
    navigation: tuple[NavigationItem, ...] | None = None
    markdown: MarkdownSettings = MarkdownSettings()
    stories: StorySettings = field(default_factory=StorySettings)
    events: EventSettings = field(default_factory=EventSettings)
    feeds: Feeds = Feeds()
    theme: ThemeSettings = field(default_factory=ThemeSettings)
    search: Switch = True
    map: Switch = True
    numbers: Switch = True
    pictures: Pictures = PictureSettings()
    cms: Switch = False
    redirects: Annotated[Mapping[str, str], Reads(_redirects)] = field(default_factory=lambda: MappingProxyType({}))
    tags: Annotated[Mapping[str, Slug], Reads(_tag_slugs)] = field(default_factory=lambda: MappingProxyType({}))
    extra: Extra = field(default_factory=lambda: NO_EXTRA)

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
