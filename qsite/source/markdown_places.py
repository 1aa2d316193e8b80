"""Where in the Markdown something stands that was found in its HTML.

The engines don't tell. What is asked for is looked up by what it is (a link to that address, a tag of that
name) and its number among its like: first in a quick reading of plain ``[text](address)``; where that finds
another number of them (code samples, references, HTML), in the events of pulldown-cmark, which know the
offsets. They serve both engines: where Python-Markdown reads otherwise, the text is searched for the
address itself.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from html import unescape
from itertools import count
from typing import Any, NamedTuple
from urllib.parse import unquote

from qsite.problem import Place
from qsite.source.html_tokens import tags
from qsite.source.markdown_engines import gfm_options
from qsite.source.markdown_source import Source

_INLINE = re.compile(r"\[[^\[\]]*\]\((?:<([^<>\n]*)>|([^\s()<>]*))")
_REFERENCE = re.compile(r"\]:\s*<?")


class Wanted(NamedTuple):
    """What to find: a ``link`` or ``picture`` by address, a ``tag`` or ``attribute`` by name."""

    kind: str
    name: str = ""

    @property
    def folded(self) -> "Wanted":
        """The same for every spelling of an address: engines encode what editors wrote plainly."""
        if self.kind not in ("link", "picture") or self.name.isalnum():
            return self
        name = unescape(self.name) if "&" in self.name else self.name
        return Wanted(self.kind, (unquote(name) if "%" in name else name).strip())


class Found(NamedTuple):
    """Where it stands, and for an address how the editor wrote it; `sure` is false for the best guess."""

    place: Place
    written: str = ""
    sure: bool = True


_Mark = tuple[int, str]
_Marks = dict[Wanted, list[_Mark]]


class Locator:
    """Finds things in one body's Markdown."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def find(self, wanted: Sequence[Wanted]) -> list[Found]:
        """Where each stands; of equal ones the first asked for is the first in the text."""
        folded = [item.folded for item in wanted]
        marks = {item: self._marks(item, number) for item, number in Counter(folded).items()}
        used: dict[Wanted, Iterator[int]] = defaultdict(count)
        return [self._found(item, marks[same], next(used[same])) for item, same in zip(wanted, folded, strict=True)]

    def pictures_without_words(self) -> list[Place]:
        """Give the places of pictures written ``![](…)``."""
        return [self._source.place(offset) for offset, _ in self._exact.get(Wanted("no-words"), [])]

    def _marks(self, item: Wanted, number: int) -> list[_Mark]:
        plain = self._plain.get(item, [])
        if len(plain) == number:
            return plain
        exact = self._exact.get(item, [])
        return exact if len(exact) >= number or not plain else plain

    def _found(self, item: Wanted, marks: list[_Mark], index: int) -> Found:
        if marks:
            offset, written = marks[min(index, len(marks) - 1)]
            return Found(self._source.place(offset), written or item.name)
        guess = self._source.text.find(item.name) if item.name and len(item.name) < 200 else -1
        return Found(self._source.place(max(guess, 0)), item.name, sure=False)

    @cached_property
    def _plain(self) -> _Marks:
        marks: _Marks = defaultdict(list)
        text = self._source.text
        for match in _INLINE.finditer(text):
            start, group = match.start(), 2 if match[1] is None else 1
            is_picture = text[start - 1 : start] == "!"
            kind, offset = ("picture", start - 1) if is_picture else ("link", match.start(group))
            marks[Wanted(kind, match[group]).folded].append((offset, unescape(match[group])))
        return marks

    @cached_property
    def _exact(self) -> _Marks:
        marks: _Marks = defaultdict(list)
        for item, mark in sorted(_Reader(self._source).marks(), key=lambda pair: pair[1]):
            marks[item.folded].append(mark)
        return marks


class _Reader:
    """Reads pulldown-cmark's events; their offsets count bytes, and are turned to characters at the end."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._data = source.text.encode()
        self._definitions: dict[str, int] | None = None

    def marks(self) -> Iterator[tuple[Wanted, _Mark]]:
        """Everything that can be asked for, with where it stands and its address as written."""
        items = sorted(self._events(), key=lambda item: item[1])
        offsets = self._source.characters([offset for _, offset, _ in items])
        for (item, _, written), offset in zip(items, offsets, strict=True):
            yield item, (offset, written)

    def _events(self) -> Iterator[tuple[Wanted, int, str]]:
        import pyromark

        html_start = html_end = -1
        picture = -1
        for event, span in pyromark.events_with_range(self._source.text, options=gfm_options(), merge_text=True):
            body: Any = event
            if picture >= 0 and not (_is_end(body) or _is_blank(body)):
                picture = -1
            if isinstance(body, dict) and ("Html" in body or "InlineHtml" in body):
                if span["start"] != html_end:
                    yield from self._html(html_start, html_end)
                    html_start = span["start"]
                html_end = span["end"]
            elif _is_start(body, "Link"):
                yield self._link(body["Start"]["Link"], span["start"], span["end"])
            elif _is_start(body, "Image"):
                url = body["Start"]["Image"]["dest_url"]
                yield Wanted("picture", url), span["start"], url
                picture = span["start"]
            elif picture >= 0 and _is_end(body):
                yield Wanted("no-words"), picture, ""
                picture = -1
        yield from self._html(html_start, html_end)

    def _html(self, start: int, end: int) -> Iterator[tuple[Wanted, int, str]]:
        """Give the tags of the HTML between two offsets; its parts came line by line."""
        html = self._data[start:end].decode() if start >= 0 else ""

        def at(offset: int) -> int:
            return start + (offset if html.isascii() else len(html[:offset].encode()))

        for tag in tags(html):
            if tag.is_end:
                continue
            yield Wanted("tag", tag.name), at(tag.start), ""
            attributes = tag.attributes()
            for name, attribute in attributes.items():
                yield Wanted("attribute", f"{tag.name} {name}"), at(tag.start), ""
                if (tag.name, name) in (("a", "href"), ("img", "src")):
                    kind = "link" if tag.name == "a" else "picture"
                    yield Wanted(kind, attribute.value), at(attribute.start), attribute.value
            if tag.name == "img" and "alt" not in attributes:
                yield Wanted("bare-picture"), at(tag.start), ""

    def _link(self, link: dict[str, Any], start: int, end: int) -> tuple[Wanted, int, str]:
        url = link["dest_url"]
        if link["link_type"] == "Inline":
            cut = self._data.rfind(b"](", start, end)
            offset = cut + 2 + (self._data[cut + 2 : cut + 3] == b"<") if cut >= 0 else start
        else:
            offset = self._definition(link["id"], start)
        return Wanted("link", url), offset, url

    def _definition(self, label: str, otherwise: int) -> int:
        """Where the address stands that the reference `label` stands for."""
        if self._definitions is None:
            self._definitions = self._read_definitions()
        return self._definitions.get(label.casefold(), otherwise)

    def _read_definitions(self) -> dict[str, int]:
        import pyromark

        text = self._source.text
        offsets = {}
        for label, definition in pyromark.reference_definitions(text, options=gfm_options()).items():
            span = definition["span"]
            written = self._data[span["start"] : span["end"]].decode(errors="ignore")
            match = _REFERENCE.search(written)
            offsets[label.casefold()] = span["start"] + (len(written[: match.end()].encode()) if match else 0)
        return offsets


def _is_start(event: object, kind: str) -> bool:
    return isinstance(event, dict) and isinstance(event.get("Start"), dict) and kind in event["Start"]


def _is_blank(event: object) -> bool:
    return isinstance(event, dict) and isinstance(event.get("Text"), str) and not event["Text"].strip()


def _is_end(event: object) -> bool:
    return isinstance(event, dict) and event.get("End") == "Image"
