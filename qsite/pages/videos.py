"""Where a video plays: the address of its player, told from the address of its page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit

FILES: Mapping[str, str] = {".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg"}
"""The endings of videos that browsers play by themselves, with their media types (RFC 2046)."""

_YOUTUBE = {"youtube.com", "youtube-nocookie.com", "music.youtube.com"}
_YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live|v)/([\w-]{11})/?", re.ASCII)
_YOUTUBE_ID = re.compile(r"[\w-]{11}", re.ASCII)
_VIMEO_PATH = re.compile(r"/(?:(?:channels/[\w-]+|groups/[\w-]+/videos|video)/)?(\d+)(?:/([0-9a-f]+))?/?", re.ASCII)
_PEERTUBE_PATH = re.compile(
    r"/(?:w|videos/watch|videos/embed)/([1-9A-HJ-NP-Za-km-z]{22}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/?",
    re.ASCII,
)
_TIME = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Player:
    """How a video plays in a page: in a frame, or as a file of a media type. `host` is asked for it, "" is the site's."""

    kind: Literal["frame", "file"]
    source: str
    host: str = ""
    media_type: str = ""


def player_of(address: str) -> Player | None:
    """The player of the video that an address on the web leads to; None where none is known.

    YouTube, Vimeo, PeerTube (on any host, by the form of its ids) and files. A time to begin at is kept. Players are
    asked to do without cookies (``youtube-nocookie.com``, ``dnt=1``) and to begin at once, since the reader has asked.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    if host in _YOUTUBE or host == "youtu.be":
        return _youtube(parts, host)
    if host in ("vimeo.com", "player.vimeo.com"):
        return _vimeo(parts)
    if parts.scheme != "https":
        return None
    if match := _PEERTUBE_PATH.fullmatch(parts.path):
        asked = {"autoplay": "1", "p2p": "0", "warningTitle": "0"} | _start(_first(parts.query, "start"))
        return Player("frame", f"https://{parts.netloc}/videos/embed/{match[1]}?{urlencode(asked)}", parts.netloc)
    if media_type := media_type_of(parts.path):
        return Player("file", address, parts.netloc, media_type)
    return None


def media_type_of(path: str) -> str:
    """The media type of a video's file, by its ending; empty for any other."""
    return next((kind for ending, kind in FILES.items() if path.lower().endswith(ending)), "")


def _youtube(parts: SplitResult, host: str) -> Player | None:
    named = parts.path.strip("/") if host == "youtu.be" else _first(parts.query, "v")
    if parts.path != "/watch" and host != "youtu.be":
        match = _YOUTUBE_PATH.fullmatch(parts.path)
        named = match[1] if match else ""
    if not _YOUTUBE_ID.fullmatch(named):
        return None
    host = "www.youtube-nocookie.com"
    time = _first(parts.query, "t") or _first(parts.query, "start") or parts.fragment.removeprefix("t=")
    asked = {"autoplay": "1", "rel": "0"} | _start(time)
    return Player("frame", f"https://{host}/embed/{named}?{urlencode(asked)}", host)


def _vimeo(parts: SplitResult) -> Player | None:
    match = _VIMEO_PATH.fullmatch(parts.path)
    if match is None:
        return None
    asked = {"autoplay": "1", "dnt": "1"}
    if private := match[2] or _first(parts.query, "h"):
        asked["h"] = private
    time = _start(parts.fragment.removeprefix("t="))
    begin = f"#t={time['start']}s" if time else ""
    return Player("frame", f"https://player.vimeo.com/video/{match[1]}?{urlencode(asked)}{begin}", "player.vimeo.com")


def _first(query: str, name: str) -> str:
    return parse_qs(query).get(name, [""])[0]


def _start(time: str) -> dict[str, str]:
    """A time as seconds: ``90``, ``90s``, ``1m30s``, ``1h2m3s``; nothing where it is none."""
    match = _TIME.fullmatch(time)
    hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    whole = hours * 3600 + minutes * 60 + seconds
    return {"start": str(whole)} if whole else {}
