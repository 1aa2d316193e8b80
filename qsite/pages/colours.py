"""A region's own colour, by which it is known in calendars."""

from hashlib import blake2b

from qsite.terms import Id

_COLOURS = (
    ("teal", "#008080"),
    ("firebrick", "#b22222"),
    ("darkslateblue", "#483d8b"),
    ("darkgreen", "#006400"),
    ("chocolate", "#d2691e"),
    ("steelblue", "#4682b4"),
    ("mediumvioletred", "#c71585"),
    ("olive", "#808000"),
    ("indigo", "#4b0082"),
    ("saddlebrown", "#8b4513"),
    ("darkcyan", "#008b8b"),
    ("purple", "#800080"),
)
"""CSS names, the only colours that RFC 7986 (5.9) allows, with their values for programs that want those."""


def colour_of(region: Id) -> tuple[str, str]:
    """A region's colour, from its id alone: that another region comes or goes changes nothing."""
    return _COLOURS[blake2b(region.encode(), digest_size=2).digest()[1] % len(_COLOURS)]
