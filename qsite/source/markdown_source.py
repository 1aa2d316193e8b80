"""The Markdown of one body as it stands in its file: readable characters, and offsets turned to places."""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from qsite.problem import Place

_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NEWLINE = re.compile("\r\n?")


def readable(text: str) -> str:
    """`text` with one kind of line end, and without what neither HTML nor XML may hold."""
    lines = _NEWLINE.sub("\n", text) if "\r" in text else text
    return _UNREADABLE.sub("", lines)


class Source:
    """A body's Markdown. `start` is the place of its first line; later lines begin in the same column."""

    def __init__(self, text: str, start: Place) -> None:
        self.text = readable(text)
        self.start = start

    @cached_property
    def _line_starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for line in self.text.split("\n")), initial=0))

    def place(self, offset: int) -> Place:
        """Give the place of the character at `offset`."""
        line = bisect_right(self._line_starts, offset) - 1
        column = offset - self._line_starts[line]
        return Place(self.start.file, self.start.line + line, self.start.column + column)

    def characters(self, byte_offsets: list[int]) -> list[int]:
        """Offsets into the text's UTF-8, in ascending order, as offsets into the text itself."""
        if self.text.isascii():
            return byte_offsets
        data = self.text.encode()
        result, at, characters = [], 0, 0
        for offset in byte_offsets:
            characters += len(data[at:offset].decode(errors="ignore"))
            at = offset
            result.append(characters)
        return result
