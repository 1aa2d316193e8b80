"""Addresses in a body: which lead out of the site, which the site itself must resolve, which are slips.

A slip is an address that was surely meant to be another: ``www.example.org`` without ``https://``, an e-mail
address without ``mailto:``, quotation marks or brackets that came along. Each is told with what to write.
"""

import re
from dataclasses import dataclass
from typing import Literal

from qsite.source.html_cleaning import SCHEMES, scheme

Kind = Literal["link", "picture"]

_EMAIL = re.compile(r"[^@\s/:?#<>()\[\]\"']+@[\w-]+(?:\.[\w-]+)+")
_WEB_SLIP = re.compile(r"(?:h?t{1,3}ps?|hptts?|htpps?|htts)(?:[:;]/{0,3}|//+)(?=[^/\s])", re.IGNORECASE)
_WEB = re.compile(r"https?://(?:[^\s/?#@]*@)?([^\s/?#]*)(?:[/?#]\S*)?", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d{0,5})?", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?:[a-z0-9-]+\.)+(?:com|org|net|uk|eu|edu|gov|nhs|wales|scot|london)(?:[/?#:].*)?", re.IGNORECASE
)
_WRAPPING = {"(": ")", "[": "]", "{": "}", "<": ">"}
_QUOTES = "\"'“”‘’„«»`"
_ORDINARY = re.compile(
    r"https?://(?!https?\b)[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#][\w/?=&%#~+.-]*)?"
    r"|(?:\.{0,2}/)*(?:[\w-]+/)*[\w-]+\.(?:md|yaml|yml|jpe?g|png|gif|webp|svg|pdf)(?:#[\w-]*)?"
)
_DRIVE = re.compile(r"(?:file:|[a-z]:[\\/])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with an address, and what to write instead."""

    message: str
    hint: str


def is_own(url: str) -> bool:
    """Whether the site must say where `url` leads: it names neither another host nor a part of this page."""
    return not (url.startswith(("#", "//")) or scheme(url))


def slip(url: str, kind: Kind) -> Slip | None:
    """Say what is wrong with `url`, as far as the address alone shows it."""
    if _ORDINARY.fullmatch(url):
        return None
    if scheme(url) in SCHEMES:
        return _absolute_slip(url) or _wrapped(url)
    return _other_slip(url, kind)


def spaced(url: str) -> Slip:
    """Give the slip of an address with a space that neither ``<…>`` nor ``%20`` holds together."""
    return Slip(
        _named(url, "has a space in it"),
        f"write {'%20'.join(url.split())}, or put it in angle brackets: <{url}>",
    )


def _absolute_slip(url: str) -> Slip | None:
    if url[:4].lower() == "http":
        return _web_slip(url)
    if url[:7].lower() != "mailto:":
        return None
    name = url[7:].strip("/ ").split("?")[0]
    if "@" not in name:
        return Slip(_named(url, "names no e-mail address"), "write it as mailto:name@example.org")
    right = f"mailto:{url[7:].strip('/ ')}"
    return Slip(_named(url, "is not an e-mail address as browsers know it"), f"write {right}") if right != url else None


def _web_slip(url: str) -> Slip | None:
    match = _WEB.fullmatch(url)
    if match and _HOST.fullmatch(match[1]) and match[1].lower() not in {"http:", "https:", "http", "https"}:
        return None
    return _meant(url) or Slip(
        _named(url, "is not an address that a browser can follow"), "copy it from the browser's address line"
    )


def _other_slip(url: str, kind: Kind) -> Slip | None:
    if not url.strip():
        what, pattern = ("link", "[text](address)") if kind == "link" else ("picture", "![description](file.jpg)")
        return Slip(f"this {what} has no address", f"write the address between the round brackets: {pattern}")
    if _DRIVE.match(url):
        return Slip(
            _named(url, "is a file on your own computer"),
            "put the file into the site's folder and write its path there",
        )
    if _EMAIL.fullmatch(url):
        return Slip(_named(url, "is an e-mail address"), f"did you mean mailto:{url}?")
    if url[:4].lower() == "www." or (kind == "link" and _DOMAIN.fullmatch(url)):
        return Slip(_named(url, "has no https:// in front"), f"did you mean https://{url}?")
    return _meant(url) or _wrapped(url) or _unreadable(url)


def _unreadable(url: str) -> Slip | None:
    """Say what a browser can't make out in `url`."""
    if name := scheme(url):
        hint = "use https:, mailto: or tel:, or a path of this site"
        return Slip(_named(url, f"begins with {name}:, which readers can't follow"), hint)
    if "\\" in url:
        return Slip(_named(url, "has a \\ in it"), f"write / instead: {url.replace(chr(92), '/')}")
    return None


def _meant(url: str) -> Slip | None:
    """Give the web address that a mistyped ``https://`` stands in front of."""
    rest = url
    while match := _WEB_SLIP.match(rest):
        rest = rest[match.end() :]
    if rest == url or not re.match(r"[\w\[]", rest):
        return None
    start = "http" if re.match(r"h?t+p[^s]", url, re.IGNORECASE) else "https"
    right = f"{start}://{rest}"
    return Slip(_named(url, f"has a slip in its {start}://"), f"did you mean {right}?") if right != url else None


def _wrapped(url: str) -> Slip | None:
    """Quotation marks or brackets that came along with the address."""
    bare = url.replace("%22", '"').strip()
    if bare and (bare[0] in _QUOTES or bare[-1] in _QUOTES):
        return Slip(
            _named(url, "has quotation marks around it"),
            f"write it without them: {bare.strip(_QUOTES + ' ')}",
        )
    for opening, closing in _WRAPPING.items():
        if bare[:1] == opening or (bare[-1:] == closing and bare.count(closing) > bare.count(opening)):
            return Slip(_named(url, "has a bracket too many"), f"write it without: {bare.strip(opening + closing)}")
    return None


def _named(url: str, what: str) -> str:
    line = " ".join(url.split())
    return f"the address “{line if len(line) <= 80 else line[:79] + '…'}” {what}"
