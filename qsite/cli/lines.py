"""The lines of a site's files, for the excerpts in problems."""

import re
from functools import lru_cache
from pathlib import Path

from qsite.cli.printing import ReadLine

_LARGEST = 8_000_000


def line_reader(site: Path) -> ReadLine:
    """Give a reader of single lines; nothing outside the site is read, wherever links lead."""
    root = site.resolve()

    @lru_cache(maxsize=8)
    def lines(file: str) -> list[str]:
        try:
            path = (root / file).resolve()
            if not path.is_relative_to(root) or not path.is_file() or path.stat().st_size > _LARGEST:
                return []
            text = path.read_bytes().decode("utf-8-sig", errors="replace")
        except (OSError, ValueError, RuntimeError):
            return []
        return re.split(r"\r\n|\r|\n", text) if "\0" not in text else []

    def read_line(file: str, line: int) -> str | None:
        found = lines(file)
        return found[line - 1] if 1 <= line <= len(found) else None

    return read_line
