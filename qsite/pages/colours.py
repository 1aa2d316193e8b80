"""The colour by which a region is known: on pages, in calendars and on the map.

Colours are given in the regions' order. Each region has an order of its own in which it likes them, made from its id, and takes
the first that is free: a region that is added behind the others changes the colour of none.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from types import MappingProxyType

from qsite.source.contrast import Hex, difference
from qsite.terms import Id


@dataclass(frozen=True, slots=True)
class RegionColour:
    """A colour as pages have it, and the CSS name that is nearest: all that calendars may say (RFC 7986, 5.9)."""

    value: Hex
    name: str


PALETTE = (
    RegionColour("#0b6b66", "teal"),
    RegionColour("#a03a2a", "brown"),
    RegionColour("#3f4f9e", "darkslateblue"),
    RegionColour("#446a2c", "darkolivegreen"),
    RegionColour("#7c3a7e", "purple"),
    RegionColour("#7f560a", "darkgoldenrod"),
    RegionColour("#2a6496", "steelblue"),
    RegionColour("#a8325f", "mediumvioletred"),
    RegionColour("#55616b", "slategrey"),
    RegionColour("#a0480f", "sienna"),
    RegionColour("#63641a", "olive"),
    RegionColour("#6a48b0", "rebeccapurple"),
    RegionColour("#1d6e48", "seagreen"),
    RegionColour("#6e4c3a", "saddlebrown"),
    RegionColour("#24406f", "midnightblue"),
    RegionColour("#b3233f", "crimson"),
)
"""Calm colours that pass as text on the page, and that differ from each other."""

_MORE_NAMES = {
    "black": "#000000",
    "blue": "#0000ff",
    "blueviolet": "#8a2be2",
    "cadetblue": "#5f9ea0",
    "chocolate": "#d2691e",
    "darkblue": "#00008b",
    "darkcyan": "#008b8b",
    "darkgreen": "#006400",
    "darkmagenta": "#8b008b",
    "darkorchid": "#9932cc",
    "darkred": "#8b0000",
    "darkslategrey": "#2f4f4f",
    "deeppink": "#ff1493",
    "dimgrey": "#696969",
    "firebrick": "#b22222",
    "forestgreen": "#228b22",
    "green": "#008000",
    "grey": "#808080",
    "indigo": "#4b0082",
    "maroon": "#800000",
    "mediumblue": "#0000cd",
    "navy": "#000080",
    "olivedrab": "#6b8e23",
    "orangered": "#ff4500",
    "red": "#ff0000",
    "royalblue": "#4169e1",
    "slateblue": "#6a5acd",
}
"""CSS colours that a site's own may be near; those that fail as text on a page are left out."""


def region_colours(regions: Collection[Id], own: Mapping[str, Hex]) -> Mapping[Id, RegionColour]:
    """The colour of each region; `own` are those that the site has chosen, by region."""
    found = {region: RegionColour(own[region], _name(own[region])) for region in regions if region in own}
    taken = {colour.value for colour in found.values()}
    for region in regions:
        if region not in found:
            liked = _liked(region)
            free = next((colour for colour in liked if colour.value not in taken), liked[0])
            found[region] = free
            taken.add(free.value)
    return MappingProxyType({region: found[region] for region in regions})


def _liked(region: Id) -> list[RegionColour]:
    """The palette as a region likes it."""
    return sorted(PALETTE, key=lambda colour: blake2b(f"{region} {colour.name}".encode(), digest_size=8).digest())


def _name(value: Hex) -> str:
    """The CSS name nearest to a colour."""
    known = {colour.name: colour.value for colour in PALETTE} | _MORE_NAMES
    return min(known, key=lambda name: (difference(known[name], value), name))
