"""How the values of ``site.yaml`` are read that stand nowhere else."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from qsite.forms import Form
from qsite.problem import Code
from qsite.terms import Slug, is_id, slugify
from qsite.values import Raw, Reads, Unreadable, each_of, filled, one_of, shape, web_address


def site_address(value: Raw) -> str:
    """The site's absolute address, with a slash at its end."""
    written = web_address(value)
    parts = urlsplit(written)
    if parts.query or parts.fragment:
        raise Unreadable(
            Code.BAD_ADDRESS, f'"{written}" has a ? or a #', "write the address of the site's home page alone"
        )
    return written.rstrip("/") + "/"


def host(value: Raw) -> str:
    """A domain name."""
    written = filled(value)
    if re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", written):
        return written
    raise Unreadable(Code.BAD_VALUE, f'"{written}" is not a domain name', "write a name such as example.org")


def language(value: Raw) -> str:
    """A language's tag (BCP 47)."""
    written = filled(value)
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", written):
        return written
    raise Unreadable(Code.BAD_VALUE, f'"{written}" is not a language tag', "write a tag such as en-GB (BCP 47)")


def labels(value: Any) -> Mapping[str, str]:
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


def redirects(value: Any) -> Mapping[str, str]:
    """Old addresses on the site, and where they lead."""
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


def tag_slugs(value: Any) -> Mapping[str, Slug]:
    """Tags, folded, and their slugs."""
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


def pattern(*fields: str) -> Reads:
    """Marks a pattern of addresses that may use these fields, of which the first is required."""

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

    return Reads(read, Form.ADDRESS_PATTERN)


def switch(value: Any) -> bool | Mapping[str, Any]:
    """``true``, ``false``, or the settings of what is switched on."""
    from qsite.values import yes_no

    return MappingProxyType(value) if isinstance(value, dict) else yes_no(value)


def extensions(value: Any) -> tuple[str, ...]:
    """Names of Python-Markdown's extensions, one alone or several."""
    from qsite.source.markdown import EXTENSIONS

    read = one_of(*sorted(EXTENSIONS))
    return tuple(read(name) for name in (value if isinstance(value, list) else [value]))


def navigation_target(value: Raw) -> str:
    """An address on the site, a page's file, or an address on the web."""
    written = filled(value)
    return written if written.startswith(("/", "content/")) else web_address(written)
