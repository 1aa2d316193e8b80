"""The stylesheet that a site's settings and regions make: ``/assets/theme.css``, laid over ``site.css``. Pure."""

from collections.abc import Iterator, Mapping

from qsite.pages.colours import RegionColour
from qsite.source.contrast import TEXT, Hex, least, lightness, mixed, nearest_that, with_lightness
from qsite.source.theme_settings import PAPER, ThemeSettings, grounds, tint
from qsite.terms import Id

NAME = "theme.css"

DARK_GROUNDS = ("#121a1b", "#1a2526", "#222f30")
"""``--paper``, ``--surface`` and ``--sunk`` of ``site.css`` in the dark."""
_RADII = {"square": "0", "round": "0.875rem"}


def theme_sheet(theme: ThemeSettings, colours: Mapping[Id, RegionColour]) -> str:
    """The stylesheet's text; empty where there is nothing to say.

    Every colour is given for light and for the dark; those in the dark are made from the light ones, so that they pass
    where those do.
    """
    own = "".join(f"  {name}: {value};\n" for name, value in _tokens(theme))
    rules = [f":root {{\n{own}}}\n"] if own else []
    rules += [_region_rule(region, colour.value, theme.paper or PAPER) for region, colour in colours.items()]
    said = "/* Made by qsite from the theme in site.yaml and from the regions. */"
    return f"{said}\n@layer theme {{\n{''.join(rules)}}}\n" if rules else ""


def in_the_dark(colour: Hex) -> Hex:
    """A colour of the same hue that can be read as text on every ground in the dark; of two, the lighter stays so."""
    pale = with_lightness(colour, 0.62 + 0.32 * lightness(colour), 0.85)
    return nearest_that(lambda one: least(one, DARK_GROUNDS) >= TEXT + 0.5, pale)


def dark_tint(colour: Hex) -> Hex:
    """A fill of a colour's hue in the dark."""
    return mixed(DARK_GROUNDS[1], colour, 0.26)


def _tokens(theme: ThemeSettings) -> Iterator[tuple[str, str]]:
    """The tokens of ``site.css`` that the settings set anew."""
    paper = theme.paper or PAPER
    if theme.paper:
        for name, light, dark in zip(("--paper", "--surface", "--sunk"), grounds(paper), DARK_GROUNDS, strict=True):
            yield name, _both(light, dark)
    if accent := theme.accent:
        yield "--link", _both(accent, in_the_dark(accent))
        yield "--link-hover", _both(mixed(accent, "#000000", 0.35), mixed(in_the_dark(accent), "#ffffff", 0.45))
        yield "--tint", _both(tint(accent, paper), dark_tint(accent))
    if header := theme.header:
        yield "--deep", _both(header, mixed(header, "#000000", 0.45))
    if highlight := theme.highlight:
        yield "--ochre", _both(highlight, in_the_dark(highlight))
    if theme.corners in _RADII:
        yield "--round", _RADII[theme.corners]


def _region_rule(region: Id, colour: Hex, paper: Hex) -> str:
    dark = in_the_dark(colour)
    return (
        f".region-{region} {{ --region: {_both(colour, dark)}; "
        f"--region-tint: {_both(tint(colour, paper), dark_tint(colour))}; "
        f"--on-region: {_both(grounds(paper)[1], DARK_GROUNDS[0])}; }}\n"
    )


def _both(light: Hex, dark: Hex) -> str:
    return f"light-dark({light}, {dark})"
