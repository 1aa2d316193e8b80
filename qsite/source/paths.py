"""Paths as editors write them: beside the file that names them, or from the site's root."""

import posixpath
from functools import lru_cache
from urllib.parse import unquote


@lru_cache(maxsize=100_000)
def beside(file: str, written: str) -> str | None:
    """The path, relative to the site, of what `file` names; None where it leads out of ``content/``.

    ``../images/a.jpg`` in ``content/stories/b.md`` and ``/content/images/a.jpg`` are one file.
    """
    plain = unquote(written)
    joined = plain.lstrip("/") if plain.startswith("/") else posixpath.join(posixpath.dirname(file), plain)
    path = posixpath.normpath(joined)
    return path if path.startswith("content/") else None
