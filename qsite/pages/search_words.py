"""Which pages hold which words: the index that the search page's script reads, a part at a time.

Nothing here knows pages; a text is made comparable as the script makes it (`templates/assets/search.js`), and the
parts are found by the first two letters of a word, so that both must change together.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

_WORD = re.compile(r"[^\W_]{2,}")
_APOSTROPHES = re.compile("['’]")
_MARKUP = re.compile(r"<[^>]*>")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_OFTEN = 3
"""So many times a text has a word that it is about."""

MOST_PARTS = 256
_PAGES_A_PART = 16


@dataclass(frozen=True, slots=True)
class Text:
    """What of a page can be found: its `name`, and all else, as plain text or HTML."""

    name: str
    words: tuple[str, ...]
    html: tuple[str, ...]


def words_in(text: str) -> list[str]:
    """The words of a text, folded: small letters without accents, apostrophes taken out, none of a single letter."""
    text = _APOSTROPHES.sub("", text.lower())
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] != "M")
    return _WORD.findall(text)


def parts_for(pages: int) -> int:
    """Into how many parts the index of so many pages is cut: a power of two."""
    parts = 1
    while parts < MOST_PARTS and parts * _PAGES_A_PART < pages:
        parts *= 2
    return parts


def part_of(word: str, parts: int) -> int:
    """The part that has a word, and all others that begin with the same two letters."""
    return (ord(word[0]) * 31 + ord(word[1])) % parts


def index_of(texts: Iterable[Text], parts: int) -> tuple[Mapping[str, str], ...]:
    """The index in parts: for each word, the numbers of the texts that have it.

    They stand in three groups, divided by ``|``: in the name, often (from three times), and once or twice. A group is
    the steps from number to number, the first from 0, in base 36, divided by dots: ``3.1|0|`` is 3 and 4; 0; none.
    """
    found: dict[str, tuple[list[int], list[int], list[int]]] = {}
    for number, text in enumerate(texts):
        counts = Counter(words_in(_plain(text)))
        for word in words_in(text.name):
            counts[word] = -1
        for word, count in counts.items():
            groups = found.get(word)
            if groups is None:
                groups = found[word] = ([], [], [])
            groups[0 if count < 0 else 1 if count >= _OFTEN else 2].append(number)
    index: list[dict[str, str]] = [{} for _ in range(parts)]
    for word in sorted(found):
        index[part_of(word, parts)][word] = "|".join(".".join(_steps(group)) for group in found[word])
    return tuple(index)


def _plain(text: Text) -> str:
    return "\n".join((*text.words, *(unescape(_MARKUP.sub(" ", html)) for html in text.html)))


def _steps(numbers: Sequence[int]) -> Iterable[str]:
    before = 0
    for number in numbers:
        yield _base36(number - before)
        before = number


def _base36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits
