"""A site's own colours: ``theme`` in ``site.yaml``, and whether they can be read where they will stand.

What is said of light is checked here (WCAG 2.2, 1.4.3 and 1.4.11); what is shown in the dark is made from it so that it passes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Annotated, Any, Literal

from qsite.forms import Form
from qsite.problem import Code, Problem
from qsite.source.contrast import MARK, TEXT, Hex, least, mixed, nearest_that
from qsite.source.documents import Places, Strict
from qsite.source.meanings import Names
from qsite.terms import is_id, slugify
from qsite.values import Raw, Reads, Unreadable, each_of, filled, one_of, shape

PAPER, INK, MUTED = "#faf6ee", "#18292c", "#4f5d5e"
ON_DEEP, ON_DEEP_MUTED, OCHRE_ON_DEEP = "#fbf6ea", "#cfe0da", "#f0bd5a"
"""The colours of ``site.css`` that a site's own are seen with."""

_COLOURS = ("accent", "header", "highlight", "paper")


def _colour(value: Raw) -> Hex:
    """A colour: ``"#0b5a57"`` or ``"#abc"``, also without the sign, which YAML takes for a comment outside quotes."""
    written = filled(value)
    digits = written.removeprefix("#").lower()
    if re.fullmatch(r"[0-9a-f]{3}|[0-9a-f]{6}", digits):
        return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
    hint = 'write # and six digits, in quotes: "#0b5a57"'
    raise Unreadable(Code.BAD_VALUE, f'"{written}" is not a colour', hint)


def _region(name: str) -> str:
    if is_id(name):
        return name
    raise Unreadable(Code.BAD_VALUE, f'"{name}" is not a region\'s id', f'write "{slugify(name)}"')


def _region_colours(value: Any) -> Mapping[str, Hex]:
    if not isinstance(value, dict):
        message = f"regions and their colours are expected here, and this is {shape(value)}"
        raise Unreadable(Code.WRONG_TYPE, message, 'write lines such as wales: "#7a3b78"')
    return MappingProxyType(each_of(value, _region, _colour))


Colour = Annotated[Hex, Reads(_colour, Form.COLOUR)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSettings(Strict):
    """What of the design is the site's own; None where it stays as it comes.

    `accent` is the colour of links and buttons, `header` the ground of header and footer, `highlight` that of small
    marks, `paper` the page's ground. `regions` has colours by the regions' ids.
    """

    accent: Colour | None = None
    """The colour of links and buttons, in quotes: "#0b5a57" """
    header: Colour | None = None
    """The ground of header and footer"""
    highlight: Colour | None = None
    """The colour of small marks"""
    paper: Colour | None = None
    """The ground of the page"""
    corners: Annotated[Literal["square", "soft", "round"], Reads(one_of("square", "soft", "round"))] = "soft"
    """How round the corners of boxes are"""
    regions: Annotated[Mapping[str, Hex], Reads(_region_colours, Form.COLOURS_BY_ID), Names("regions")] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Regions' colours by their ids: wales: "#7a3b78" """


def grounds(paper: Hex) -> tuple[Hex, Hex, Hex]:
    """The grounds of a page whose paper has this colour: the paper, what lies on it, and what is sunk into it."""
    return paper, mixed(paper, "#ffffff", 0.65), mixed(paper, INK, 0.045)


def tint(colour: Hex, paper: Hex) -> Hex:
    """A pale fill of a colour's hue."""
    return mixed(grounds(paper)[1], colour, 0.1)


def check_theme(theme: ThemeSettings, written: object, places: Places) -> Iterator[Problem]:
    """The pairs of colours that can't be told apart, each with the nearest colour that can.

    Parameters
    ----------
    theme
        What was read.
    written
        What stands under ``theme`` as the YAML reader gave it.
    places
        Where each key stands.

    Yields
    ------
    Problem
        An error for each colour that fails, and for each that a comment has swallowed.

    """
    yield from _swallowed(written, places)
    paper = theme.paper or PAPER
    checked = partial(_checked, places=places)
    if problem := checked(paper, _of_words_on, TEXT, "the text on it", ("paper",)):
        yield problem
        paper = PAPER
    on_page = partial(least, grounds=grounds(paper))
    found = [
        checked(theme.accent, on_page, TEXT, "the page behind a link", ("accent",)),
        checked(theme.highlight, on_page, MARK, "the page behind a mark", ("highlight",)),
        checked(theme.header, _of_pale_words_on, TEXT, "the pale words on it", ("header",)),
    ]
    measure = partial(region_contrast, paper=paper)
    for name, colour in theme.regions.items():
        found.append(checked(colour, measure, TEXT, "the page behind it", ("regions", name)))
    yield from filter(None, found)


def region_contrast(colour: Hex, paper: Hex = PAPER) -> float:
    """The least contrast of a region's colour as text, on the page and on its own tint."""
    return least(colour, (*grounds(paper), tint(colour, paper)))


def _swallowed(written: object, places: Places) -> Iterator[Problem]:
    """Colours without quotes: to YAML, what follows a # is a comment."""
    if not isinstance(written, dict):
        return
    regions = written.get("regions")
    paths: list[tuple[str, ...]] = [(key,) for key in _COLOURS if key in written and written[key] is None]
    paths += [("regions", key) for key, value in regions.items() if value is None] if isinstance(regions, dict) else []
    for path in paths:
        hint = 'write the colour in quotes, "#0b5a57": what follows a # outside them is a comment'
        yield Problem(Code.BAD_VALUE, f'"{path[-1]}" says nothing', places.of("theme", *path), hint)


def _of_words_on(paper: Hex) -> float:
    return min(least(words, grounds(paper)) for words in (INK, MUTED))


def _of_pale_words_on(header: Hex) -> float:
    return least(header, (ON_DEEP, ON_DEEP_MUTED, OCHRE_ON_DEEP))


def _checked(
    colour: Hex | None,
    measure: Callable[[Hex], float],
    wanted: float,
    against: str,
    path: tuple[str, ...],
    places: Places,
) -> Problem | None:
    """What is wrong with a colour by a measure of its contrast."""
    if colour is None or (found := measure(colour)) >= wanted:
        return None
    near = nearest_that(lambda one: measure(one) >= wanted, colour)
    ratio = f"{int(found * 10) / 10:g}:1"
    message = f"{colour} has a contrast of {ratio} with {against}, and {wanted:g}:1 is needed (WCAG 2.2, AA)"
    return Problem(
        Code.LOW_CONTRAST, message, places.of("theme", *path), f'write "{near}", the nearest colour that passes'
    )
