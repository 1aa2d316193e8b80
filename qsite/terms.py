"""The vocabulary: the small values that every stage speaks of, and the rules for each."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NewType

Id = NewType("Id", str)
"""Names a document within its kind: lower case ``a-z0-9-``."""

Slug = NewType("Slug", str)
"""The part of an address that stands for a document or a tag."""

Address = NewType("Address", str)
"""Where a page is on the site, below the site's own path: starts with ``/``; a folder ends with ``/``."""

OutputPath = NewType("OutputPath", str)
"""A file below the output folder, with ``/`` between its parts and none in front."""

Fingerprint = NewType("Fingerprint", str)
"""The hash of a value or of a file's bytes; equal exactly when they are."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})-(?P<rest>.+)")


def is_id(text: str) -> bool:
    """Whether `text` is written as an id is."""
    return _ID.fullmatch(text) is not None


def slugify(text: str) -> Slug:
    """The slug of any text: accents dropped, all but letters and digits to single hyphens.

    Empty where the text has neither (``"C++"`` gives ``"c"``, ``"++"`` gives ``""``).
    """
    if _ID.fullmatch(text):
        return Slug(text)  # as most are
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("&", " and "))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return Slug(re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-"))


def split_date(stem: str) -> tuple[str | None, str]:
    """A file's stem as its leading date and the rest: ``2018-03-12-welcome`` → ``2018-03-12``, ``welcome``."""
    match = _DATED.fullmatch(stem)
    return (match["date"], match["rest"]) if match else (None, stem)


def words(identifier: str) -> str:
    """An id in words: ``network-session`` → ``Network session``."""
    text = identifier.replace("-", " ")
    return text[:1].upper() + text[1:]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be; the same one in every run."""
    ordered = sorted(set(known))
    folded = {name.casefold(): name for name in reversed(ordered)}
    if len(word) > 100:  # difflib is quadratic, and no editor means a word that long
        return None
    close = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6 if len(word) > 4 else 0.7)
    return folded[close[0]] if close else None


def output_path(address: Address) -> OutputPath:
    """The file that answers for an address: a folder is answered by its ``index.html``."""
    path = address.lstrip("/")
    return OutputPath(path + "index.html" if not path or path.endswith("/") else path)


def fold(path: str) -> str:
    """What two addresses or output paths have in common when a file system or a reader can't tell them apart."""
    return unicodedata.normalize("NFC", path).casefold().removesuffix("index.html").strip("/")
