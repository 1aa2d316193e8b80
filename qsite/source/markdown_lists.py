"""Lists that Python-Markdown does not make, though every editor who knows GitHub expects them.

A list right after a line of text needs an empty line before it, and a list within a list needs four spaces.
Without them the engine writes the hyphens into the paragraph, or all items on one level.
"""

import re
from collections.abc import Iterator

from qsite.problem import Code, Problem
from qsite.source.html_tokens import word_set
from qsite.source.markdown_source import Source

_ITEM = re.compile(r"( *)([-*+]|\d+\.)[ \t]+\S")
_STARTS = re.compile(r" {0,3}(?:[-*+]|1\.)[ \t]+\S")
_RULE = re.compile(r" {0,3}([-*_])[ \t]{0,2}(?:\1[ \t]{0,2}){2,}$")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_BLOCK_TAG = re.compile(r"<([a-zA-Z][\w-]*)(?=[\s>/])")
_COMMENT = "<!--"
_INLINE_TAGS = word_set("a abbr b br cite code del em i img ins kbd mark q s small span strong sub sup time u")
_NOT_TEXT = re.compile(r"\s*(?:#{1,6}|>|:\s|\[[^\]]+\]:|\*\[|!!!|=+\s*$|-+\s*$)|.*\|")
_TEXT, _LIST, _OTHER = "text", "list", "other"


def list_problems(source: Source) -> Iterator[Problem]:
    """Give a warning at the first line of each list that is not made, or that loses its levels."""
    if not _may_have_lists(source.text):
        return
    reader = _Reader()
    offset = 0
    for line in source.text.split("\n"):
        if wrong := reader.read(line.expandtabs(4)):
            message, hint = wrong
            indent = len(line) - len(line.lstrip())
            yield Problem(Code.LIST_NEEDS_BLANK_LINE, message, source.place(offset + indent), hint)
        offset += len(line) + 1


def _may_have_lists(text: str) -> bool:
    return re.search(r"\n[ \t]*(?:[-*+]|\d+\.)[ \t]", text) is not None


class _Reader:
    """Reads line by line, and knows what the lines before were."""

    def __init__(self) -> None:
        self._before = ""
        self._until = ""
        self._items: list[int] = []
        self._told = False

    def read(self, line: str) -> tuple[str, str] | None:
        """Say what is wrong with the list that `line` begins, and what to do."""
        if self._is_shut(line):
            return None
        if not line.strip():
            self._before = ""
            return None
        item = None if _RULE.match(line) else _ITEM.match(line)
        if item and (self._items or self._before != _TEXT) and (self._items or len(item[1]) < 4):
            return self._item(len(item[1]))
        return self._text(line, is_list=item is not None)

    def _is_shut(self, line: str) -> bool:
        """Whether `line` is within a code fence or a block of HTML; opens and closes them."""
        if self._until:
            if self._until in line.lower():
                self._until, self._before = "", _OTHER
            return True
        if fence := _FENCE.match(line):
            self._until = fence[1]
        elif line.startswith(_COMMENT):
            self._until = "-->" if "-->" not in line else ""
        elif (tag := _BLOCK_TAG.match(line)) and tag[1].lower() not in _INLINE_TAGS:
            closing = f"</{tag[1].lower()}"
            self._until = closing if closing not in line.lower() and "/>" not in line and tag[1] != "hr" else ""
        else:
            return False
        self._before, self._items = _OTHER, []
        return True

    def _item(self, indent: int) -> tuple[str, str] | None:
        """Give an item of a list: deeper by less than four spaces means that its level is lost."""
        while self._items and indent < self._items[-1]:
            self._items.pop()
        lost = bool(self._items) and indent >= self._items[-1] + 2 and indent // 4 == self._items[-1] // 4
        if not self._items:
            self._told = False
        if not self._items or indent > self._items[-1]:
            self._items.append(indent)
        self._before = _LIST
        if not lost or self._told:
            return None
        self._told = True
        return "this list within a list loses its level", "indent by four spaces"

    def _text(self, line: str, *, is_list: bool) -> tuple[str, str] | None:
        indented = line.startswith("    ")
        if self._items and (self._before in (_LIST, _OTHER) or indented or is_list):
            return None
        self._items = []
        if self._before == "" and indented:
            self._before = _OTHER
        if is_list and self._before == _TEXT and _STARTS.match(line):
            self._before = _OTHER
            return (
                "this list is not made, because a line of text stands right before it",
                "put an empty line before the list",
            )
        if self._before in ("", _TEXT) or not indented:
            self._before = self._kind(line)
        return None

    def _kind(self, line: str) -> str:
        if _NOT_TEXT.match(line) or _RULE.match(line) or line.startswith("<"):
            return _OTHER
        return _OTHER if self._before == _OTHER and line.startswith("    ") else _TEXT
