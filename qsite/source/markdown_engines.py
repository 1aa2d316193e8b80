"""The two engines: Markdown to HTML as each of them writes it, not yet cleaned.

``markdown`` is Python-Markdown with `extra` and `sane_lists`, in which links are read with a meter so that no
text takes minutes. ``gfm`` is pulldown-cmark with GitHub's additions. Heading ids are made
afterwards, for both.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    import pyromark

EXTENSIONS: tuple[str, ...] = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "extra",
    "fenced_code",
    "footnotes",
    "legacy_em",
    "md_in_html",
    "nl2br",
    "sane_lists",
    "smarty",
    "tables",
    "toc",
)
"""What ``markdown: {extensions: …}`` may name: all ship with Python-Markdown, and none reads files."""

R = TypeVar("R", bound=tuple[Any, ...])
_ADDED = frozenset({"admonition", "legacy_em", "nl2br", "smarty"})
_MAX_STEPS = 20_000_000


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a site's Markdown is read. `extensions` count for the engine ``markdown`` alone."""

    engine: Literal["markdown", "gfm"] = "markdown"
    extensions: tuple[str, ...] = ()
    trusted_html: bool = False

    def __post_init__(self) -> None:
        if unknown := set(self.extensions) - set(EXTENSIONS):
            msg = f"not among EXTENSIONS: {sorted(unknown)}"
            raise ValueError(msg)


class TooCostlyError(Exception):
    """The text has more brackets than can be read in time."""


class TooDeepError(Exception):
    """The text nests deeper than the engine can go."""


def render(text: str, dialect: Dialect) -> str:
    """Give the HTML of `text`; raises `TooCostlyError` or `TooDeepError`."""
    if dialect.engine == "gfm":
        return _gfm(text)
    added = tuple(name for name in dict.fromkeys(dialect.extensions) if name in _ADDED)
    try:
        return _converter(added)(text)
    except RecursionError as error:
        _converter.cache_clear()
        raise TooDeepError from error
    except BaseException:
        _converter.cache_clear()  # a converter that was stopped on its way keeps what it had begun
        raise


def _gfm(text: str) -> str:
    import pyromark

    html = pyromark.html(text, options=gfm_options())
    if "footnote-" in html:
        html = html.replace(
            '<sup class="footnote-reference"><a href="#', '<sup class="footnote-reference"><a href="#fn-'
        )
        html = html.replace('<div class="footnote-definition" id="', '<div class="footnote-definition" id="fn-')
    return html


@lru_cache(maxsize=1)
def gfm_options() -> "pyromark.Options":
    """GitHub's additions to CommonMark."""
    from pyromark import Options

    github = Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH | Options.ENABLE_TASKLISTS
    return github | Options.ENABLE_FOOTNOTES | Options.ENABLE_GFM


@lru_cache(maxsize=8)
def _converter(added: tuple[str, ...]) -> Callable[[str], str]:
    import markdown

    engine = markdown.Markdown(extensions=["extra", "sane_lists", *added])
    meter = _Meter()
    for pattern in engine.inlinePatterns:
        if isinstance(pattern, markdown.inlinepatterns.LinkInlineProcessor):
            pattern.getText = meter.watch(pattern.getText)  # type: ignore[method-assign, assignment]
            pattern.getLink = meter.watch(pattern.getLink)  # type: ignore[method-assign, assignment]

    def convert(text: str) -> str:
        meter.steps = 0
        return engine.reset().convert(text)

    return convert


class _Meter:
    """Counts the characters over which Python-Markdown steps to find the ends of links.

    It goes over them again for every ``[``; counting them is exact where a rule on the text could only guess.
    """

    def __init__(self) -> None:
        self.steps = 0

    def watch(self, read: Callable[[str, int], R]) -> Callable[[str, int], R]:
        """Count the steps of `read`: the index that it came to is the last but one of what it gives."""

        def watched(data: str, index: int) -> R:
            found = read(data, index)
            self.steps += found[-2] - index + 1
            if self.steps > _MAX_STEPS:
                raise TooCostlyError
            return found

        return watched
