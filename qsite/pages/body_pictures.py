"""A picture within a body: the markup around its address, so that a browser may choose among its sizes and formats."""

import re

from qsite.pages.cards import PictureSource, PictureView

SIZES = "(min-width: 44rem) 40rem, 92vw"
"""How wide a body's picture is: as wide as its text."""
_SRC = 'src="'
_BEFORE = re.compile(r"""<img(?=\s)([^<>"']*+(?:"[^"]*+"[^<>"']*+)*+)(?<=\s)""", re.IGNORECASE)
_AFTER = re.compile(r""""([^<>"']*+(?:"[^"]*+"[^<>"']*+)*+)>""")
_SIZED = re.compile(r"\s(?:width|height)=", re.IGNORECASE)


def with_sources(before: str, picture: PictureView, after: str) -> tuple[str, str]:
    """The HTML before and after a picture's address, which stands between quotes, with its other formats around it.

    What is written otherwise than our own HTML, or stands in a ``<picture>`` already, is left as it is.
    """
    at = max(before.rfind("<img"), before.rfind("<IMG"))
    begun = _BEFORE.fullmatch(before, at, len(before) - len(_SRC)) if at >= 0 and before.endswith(_SRC) else None
    ended = _AFTER.match(after)
    if begun is None or ended is None or _in_picture(before, at):
        return before, after
    said = begun[1] + ended[1]
    more = [] if _SIZED.search(said) else [f'width="{picture.width}"', f'height="{picture.height}"']
    more += [] if "decoding=" in said else ['decoding="async"']
    more += [f'class="{picture.tone}"'] if picture.tone and "class=" not in said else []
    end = ended.end() - (2 if ended[1].endswith("/") else 1)
    tag = f"{after[:end].rstrip()}{''.join(f' {one}' for one in more)}>"
    opening = "".join(map(_source, picture.sources))
    return f"{before[:at]}<picture>{opening}{before[at:]}", f"{tag}</picture>{after[ended.end() :]}"


def _source(one: PictureSource) -> str:
    media = f'media="{one.media}" ' if one.media else ""
    return f'<source {media}type="{one.type}" srcset="{one.srcset}" sizes="{SIZES}">'


def _in_picture(before: str, at: int) -> bool:
    lower = before[:at].lower()
    return lower.rfind("<picture") > lower.rfind("</picture")
