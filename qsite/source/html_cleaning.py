"""The safe list: which HTML an editor may use in a body, and what of a given HTML is not on it.

`clean` is `nh3` with this list. `taken_out` names what `clean` removes, so that the editor hears of it.
Inline styles are forbidden by the site's content security policy; a table's alignment becomes a class.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qsite.source.html_tokens import Tag, word_set

if TYPE_CHECKING:
    import nh3

TAGS = word_set(
    "a abbr acronym address article aside b bdi bdo blockquote br caption cite code col colgroup dd del "
    "details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img input "
    "ins kbd li mark ol p picture pre q rp rt ruby s samp section small span strong strike sub summary "
    "sup table tbody td tfoot th thead time tr tt u ul var wbr"
)
_EVERYWHERE = frozenset({"id", "title", "lang", "dir", "class"})
ATTRIBUTES: dict[str, frozenset[str]] = {
    "a": frozenset({"href", "hreflang"}),
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"cite", "datetime"}),
    "details": frozenset({"open", "name"}),
    "img": frozenset({"src", "alt", "width", "height", "loading"}),
    "input": frozenset({"type", "checked", "disabled"}),
    "ins": frozenset({"cite", "datetime"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "q": frozenset({"cite"}),
    "td": frozenset({"colspan", "rowspan", "headers"}),
    "th": frozenset({"colspan", "rowspan", "headers", "scope", "abbr"}),
    "time": frozenset({"datetime"}),
}
ARIA = frozenset({"aria-label", "aria-hidden", "aria-describedby", "aria-labelledby"})
CLASSES = word_set(
    "align-left align-center align-right footnote footnote-ref footnote-backref footnote-reference "
    "footnote-definition footnote-definition-label admonition admonition-title attention caution danger "
    "error example hint important info note quote success tip warning markdown-alert-note "
    "markdown-alert-tip markdown-alert-important markdown-alert-warning markdown-alert-caution"
)
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_DANGEROUS = frozenset({"javascript", "data", "vbscript"})
_WITH_CONTENT = word_set(
    "script style iframe object embed noscript textarea select svg math template title xmp noembed "
    "noframes plaintext audio video canvas applet"
)
_ADDRESSES = frozenset({"href", "src", "cite"})
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_IGNORED = re.compile("[\x00-\x20]")
_ALIGNED = re.compile(
    r"""(<t[dh]\b[^<>]*?) style=(["'])\s*text-align:\s*(left|center|right)\s*;?\s*\2""", re.IGNORECASE
)
_OTHER_INPUT = re.compile(r'<input(?![^>]* type="checkbox")[^>]*>')


@dataclass(frozen=True, slots=True)
class Removed:
    """One thing that is not on the list: a tag, an `attribute`, or the address (`url`) in an attribute."""

    tag: str
    attribute: str = ""
    url: str | None = None

    @property
    def message(self) -> str:
        """What was taken out."""
        if self.url is not None:
            return f"the address “{_short(self.url)}” was taken out"
        if self.attribute:
            return f"the attribute “{_short(self.attribute)}” of <{_short(self.tag)}> was taken out"
        return f"the tag <{_short(self.tag)}> was taken out"

    @property
    def hint(self) -> str:
        """The way to what the editor wanted."""
        if self.url is not None:
            return "write an address that begins with https:// or the path of a file of this site"
        kept = "`markdown: {trusted_html: true}` in site.yaml keeps it"
        if self.attribute:
            return f"leave it out, or {kept}"
        if self.tag in {"iframe", "video", "embed", "object"}:
            return f"use the `video` key for a video; {kept}"
        if self.tag in _KNOWN:
            return f"leave it out, or {kept}"
        return f"write &lt;{_short(self.tag)}&gt; if the signs themselves are meant; {kept}"


_KNOWN = _WITH_CONTENT | word_set(
    "area base big body button center datalist dialog fieldset font form frame frameset head html label "
    "legend link main map marquee menu meta meter nav optgroup option output param portal progress "
    "search slot source track"
)


def clean(html: str) -> str:
    """`html` with what is on the list alone, every tag closed and every attribute quoted."""
    kept = _cleaner().clean(align_by_class(html))
    return _OTHER_INPUT.sub("", kept) if "<input" in kept else kept


def align_by_class(html: str) -> str:
    """`html` with a table's alignment said by a class, as an inline style is not allowed on the site."""
    return _ALIGNED.sub(lambda m: f'{m[1]} class="align-{m[3].lower()}"', html) if "text-align" in html else html


def taken_out(tag: Tag) -> Iterator[Removed]:
    """Say what `clean` takes out at the start tag `tag`."""
    if tag.name not in TAGS or (tag.name == "input" and not _is_checkbox(tag)):
        yield Removed(tag.name)
    elif tag.text:
        for name, attribute in tag.attributes().items():
            yield from _attribute_taken_out(tag.name, name, attribute.value)


def scheme(url: str) -> str:
    """Read the scheme of an address as a browser does, which overlooks line ends: ``notes.md`` has none."""
    match = _SCHEME.match(_IGNORED.sub("", url) if _IGNORED.search(url) else url)
    return match[1].lower() if match else ""


def is_dangerous(url: str) -> bool:
    """Whether the address would run or smuggle something."""
    return scheme(url) in _DANGEROUS


def _attribute_taken_out(tag: str, name: str, value: str) -> Iterator[Removed]:
    if name == "class":
        yield from (Removed(tag, f'class="{word}"') for word in value.split() if not _class_kept(tag, word))
    elif not _attribute_kept(tag, name):
        if not (name == "style" and tag in {"td", "th"} and "text-align" in value):
            yield Removed(tag, name)
    elif name in _ADDRESSES and is_dangerous(value):
        yield Removed(tag, name, value)


def _attribute_kept(tag: str, name: str) -> bool:
    return name in _EVERYWHERE or name in ARIA or name in ATTRIBUTES.get(tag, ())


def _class_kept(tag: str, name: str) -> bool:
    return name in CLASSES or (tag == "code" and name.startswith("language-"))


def _is_checkbox(tag: Tag) -> bool:
    kind = tag.attributes().get("type")
    return kind is not None and kind.value.lower() == "checkbox"


def _filtered(tag: str, name: str, value: str) -> str | None:
    """Give the value that an attribute keeps."""
    if name == "class":
        return " ".join(c for c in value.split() if _class_kept(tag, c)) or None
    if name == "id" and (not value or value.split() != [value]):
        return None
    if name == "type" and tag == "input":
        return "checkbox" if value.lower() == "checkbox" else None
    return value


@lru_cache(maxsize=1)
def _cleaner() -> "nh3.Cleaner":
    import nh3

    attributes = {tag: set(names) for tag, names in ATTRIBUTES.items()}
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(_WITH_CONTENT),
        attributes={**attributes, "*": set(_EVERYWHERE | ARIA)},
        attribute_filter=_filtered,
        set_tag_attribute_values={"input": {"disabled": ""}},
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
