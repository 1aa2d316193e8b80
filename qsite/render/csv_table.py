"""Tables as CSV (RFC 4180) in UTF-8, safe to open in a spreadsheet."""

from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet run a cell."""


def csv_table(rows: Iterable[Sequence[str | int]]) -> bytes:
    """Write rows, the first of which are the names of the columns; text that could be a formula gets an apostrophe."""
    return "".join(",".join(map(_cell, row)) + "\r\n" for row in rows).encode("utf-8", "replace")


def _cell(value: str | int) -> str:
    if not isinstance(value, str):
        return str(value)
    text = f"'{value}" if value.startswith(_FORMULA) else value
    return f'"{text.replace(chr(34), 2 * chr(34))}"' if any(mark in text for mark in ',"\r\n') else text
