"""A page: an address, a template, and the values given to it. Everything else about it follows from these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

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

    @property
    def path(self) -> OutputPath:
        """Its file below the output folder."""
        return output_path(self.address)


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
