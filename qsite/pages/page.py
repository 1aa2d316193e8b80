"""A page: an address, a template, and the values given to it. Everything else about it follows from these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from qsite.terms import Address, OutputPath, output_path


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the output. `template` is a theme's template, or one of the formats of `qsite.render.render`.

    What is `offered` under a name is a value, or a `partial` that makes it when it is asked for: in whichever
    process that is, and not at all where nobody asks.
    """

    address: Address
    template: str
    offered: Mapping[str, Any] = field(repr=False)
    claimant: str = ""
    """The content file that it stands for, empty where the site makes it by itself."""
    changed: datetime | None = None
    """When what it shows last really changed, where that is known: for the sitemap, and no value of its template."""
    indexed: bool = True
    """Whether search engines are to find it, where it is a page for readers."""

    @property
    def values(self) -> dict[str, Any]:
        """The values for its template, made now."""
        return {name: value() if isinstance(value, partial) else value for name, value in self.offered.items()}

    def value(self, name: str) -> Any:
        """One of its values, made now; None where it has none of that name."""
        value = self.offered.get(name)
        return value() if isinstance(value, partial) else value

    @property
    def path(self) -> OutputPath:
        """Its file below the output folder."""
        return output_path(self.address)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a picture is written: `format` is "avif", "webp", "jpeg" or "png"; `width` and `height` are in pixels.

    `quality` is from 1 to 100, 0 where nothing is lost; `moving` is whether all its frames are in it.
    """

    format: str
    width: int
    height: int
    quality: int
    moving: bool = False

    @property
    def ending(self) -> str:
        """The ending of its file."""
        return "jpg" if self.format == "jpeg" else self.format


@dataclass(frozen=True, slots=True)
class SocialCard:
    """A picture made of words, for when a page is shared: `colour` is like ``#008080``."""

    width: ClassVar[int] = 1200
    height: ClassVar[int] = 630
    title: str
    detail: str
    site: str
    colour: str


@dataclass(frozen=True, slots=True)
class MadePicture:
    """A picture that is published and that qsite makes: from the picture in `source`, or from words alone.

    `fingerprint` is of all that its bytes follow from.
    """

    address: Address
    source: str
    fingerprint: str
    recipe: Encoding | SocialCard

    @property
    def path(self) -> OutputPath:
        """Its file below the output folder."""
        return OutputPath(self.address.lstrip("/"))


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that is published as it is; `data` where the published bytes are not the source's own."""

    address: Address
    source: str
    fingerprint: str
    data: bytes | None = field(default=None, repr=False)

    @property
    def path(self) -> OutputPath:
        """Its file below the output folder."""
        return OutputPath(self.address.lstrip("/"))
