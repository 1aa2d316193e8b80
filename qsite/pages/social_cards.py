"""Cards that are drawn from words for pages without a picture, for when they are shared elsewhere."""

import re
from collections.abc import Sequence
from unicodedata import category, normalize

from qsite.fingerprint import fingerprint
from qsite.pages.cards import PictureView
from qsite.pages.offer import Desk
from qsite.pages.page import MadePicture, SocialCard
from qsite.pages.pictures import writer
from qsite.terms import Address, Id

NEUTRAL = "#123f3f"
"""The colour of what belongs to no region."""
LETTERS = re.compile(
    "[ -~\u00a0-\u024f\u0300-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03e1\u03f0-\u052f"
    "\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2116\u2122]"
)
"""What the font of the cards has: Latin, Greek and Cyrillic."""
_LONGEST = 200
"""More of a text would not fit."""
_REVISION = 1
"""Another number draws every card anew: for a change in how they look."""


def social_card(desk: Desk, address: str, title: str, detail: str, regions: Sequence[Id] = ()) -> PictureView | None:
    """The card of the page at an address; None where the site wants none, or its title has letters that we can't draw."""
    settings = desk.site.settings
    if not (settings.pictures.made and settings.pictures.cards):
        return None
    words = [_drawable(text) for text in (title, detail, settings.title)]
    if not words[0] or None in words:
        return None
    region = next((name for name in regions if name in desk.site.regions), None)
    drawn, told, site = (word or "" for word in words)
    card = SocialCard(drawn, told, site, desk.colours[region].value if region else NEUTRAL)
    shows = fingerprint((card, _REVISION))
    at = Address(f"{address}card-{shows[:8]}.png")
    desk.drawn[at] = MadePicture(at, "", fingerprint((shows, writer())), card)
    return PictureView(desk.addresses.href(at), title, SocialCard.width, SocialCard.height)


def _drawable(text: str) -> str | None:
    """A text without the signs that the font lacks; None where it lacks a letter or a digit."""
    found = []
    for sign in normalize("NFC", text[:_LONGEST]):
        if LETTERS.match(sign):
            found.append(sign)
        elif category(sign)[0] in "LNM" and category(sign) != "Mn":
            return None
    return " ".join("".join(found).split())
