"""The forms of single values as JSON Schema (2020-12), for editors' programs.

YAML as these programs read it (1.2) tells numbers and yes or no from text, and qsite does not: so where text is wanted,
those are taken too. A pattern is as strict as it can be without refusing what qsite reads.
"""

from collections.abc import Mapping
from typing import Any

from qsite.forms import Form
from qsite.zones import zone_names

Schema = dict[str, Any]
"""A JSON Schema, or a part of one."""

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


def _any_case(word: str, least: int) -> str:
    """A pattern for a word of which at least so many letters are written."""
    letters = [f"[{letter.upper()}{letter}]" for letter in word]
    rest = ""
    for letter in reversed(letters[least:]):
        rest = f"({letter}{rest})?"
    return "".join(letters[:least]) + rest


_YEAR = r"(19\d\d|2[01]\d\d|2200)"
_MONTH_NAME = f"({'|'.join(_any_case(month, 3) for month in _MONTHS)})"
_NTH = r"(0?[1-9]|[12]\d|3[01])(st|nd|rd|th)?"
_WEEKDAY = r"([A-Za-z]+,? )?"
_NUMERIC = rf"((1[3-9]|2\d|3[01])[/.-](0?[1-9]|1[0-2])|(0?[1-9]|1[0-2])[/.-](1[3-9]|2\d|3[01]))[/.-]{_YEAR}"
_MONTH_AND_DAY = r"((0?[13578]|1[02])-(0?[1-9]|[12]\d|3[01])|(0?[469]|11)-(0?[1-9]|[12]\d|30)|0?2-(0?[1-9]|[12]\d))"
_DATE = (
    rf"({_YEAR}-{_MONTH_AND_DAY}|{_WEEKDAY}{_NTH} {_MONTH_NAME},? {_YEAR}"
    rf"|{_WEEKDAY}{_MONTH_NAME} {_NTH},? {_YEAR}|{_NUMERIC})"
)
_AM_PM = "[AaPp][Mm]"
_TIME = (
    rf"(([01]?\d|2[0-3])[:.][0-5]\d(:[0-5]\d(\.\d{{1,6}})?)?( ?{_AM_PM})?|(0?[1-9]|1[0-2]) ?{_AM_PM}"
    rf"|{_any_case('noon', 4)}|{_any_case('midday', 6)})"
)
_HOURS = r"(0\d|1[0-4])"
_OFFSET = rf"( ?(Z|[+-]{_HOURS}(:?[0-5]\d)?))?"
_NO_RANGE = rf"( ?(Z|[+]{_HOURS}(:?[0-5]\d)?|-{_HOURS}([0-5]\d)?))?"
"""An offset where 10:00-12:00 would be a range."""
_MOMENT = rf"{_DATE}([Tt]{_TIME}{_OFFSET}|( +|,? at +|, +){_TIME}{_NO_RANGE})?"
_DURATION = (
    r"(?=\d)(\d{1,3} ?([Ww]([Ee][Ee][Kk][Ss]?)?))? ?(\d{1,3} ?([Dd]([Aa][Yy][Ss]?)?))?"
    r" ?(\d{1,3} ?([Hh]([Rr][Ss]?|[Oo][Uu][Rr][Ss]?)?))? ?(\d{1,4} ?([Mm]([Ii][Nn]([Uu][Tt][Ee])?[Ss]?)?))?"
)
_SIGNS = r"\s<>\"'\[\]\x00-\x1f\x7f"
_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_TEXT = ["string", "number", "boolean"]


def _text(pattern: str, complaint: str, *types: str) -> Schema:
    return {"type": ["string", *types], "pattern": f"^{pattern}$", "patternErrorMessage": complaint}


def _number(least: int) -> Schema:
    digits = r"\d{1,9}" if not least else r"0*[1-9]\d{0,8}"
    return {"type": ["integer", "string"], "minimum": least, "maximum": 999_999_999, "pattern": f"^{digits}$"}


def _open(names: Schema, values: Schema, *, filled: bool = False) -> Schema:
    found = {"type": "object", "propertyNames": names, "additionalProperties": values}
    return {**found, "minProperties": 1} if filled else found


ID = _text(_ID, "an id has lower case letters, digits and hyphens", "integer")
YES_NO: Schema = {
    "type": ["boolean", "string"],
    "pattern": f"^({'|'.join(_any_case(word, len(word)) for word in ('true', 'false', 'yes', 'no'))})$",
    "patternErrorMessage": "write true or false",
}
TEXT: Schema = {"type": _TEXT, "pattern": r"\S", "patternErrorMessage": "this is empty"}
_WEB = _text(
    rf"https?://(localhost|[^{_SIGNS}/?#]+\.[^{_SIGNS}/?#]+)([:/?#][^{_SIGNS}]*)?",
    "write the whole address, such as https://example.org/page",
)
_COLOUR = _text("#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", 'write # and six digits, in quotes: "#0b5a57"', "integer")
_DAY = _text(_DATE, "write a day as 2018-03-16 or 16 March 2018")
_WRITTEN: Mapping[Form, Schema] = {
    Form.ANYTHING: {},
    Form.TEXT: TEXT,
    Form.MAYBE_TEXT: {"type": _TEXT},
    Form.ID: ID,
    Form.YES_NO: YES_NO,
    Form.WHOLE: _number(0),
    Form.POSITIVE: _number(1),
    Form.WEB_ADDRESS: _WEB,
    Form.SITE_ADDRESS: {"allOf": [_WEB, {"pattern": "^[^?#]*$"}]},
    Form.VIDEO_ADDRESS: {"anyOf": [_WEB, _text(r"(?!.*://).*\.([Mm][Pp]4|[Ww][Ee][Bb][Mm])", "write it whole")]},
    Form.EMAIL: _text(r"(mailto:)?[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\".]+", "write it as name@example.org"),
    Form.FOCUS: _text(r"(100|\d{1,2}(\.\d+)?)% (100|\d{1,2}(\.\d+)?)%", "write two percentages: 50% 20%"),
    Form.DAY: _DAY,
    Form.MOMENT: _text(_MOMENT, "write a day and a time as 2018-03-16 18:30 or 16 March 2018 6:30pm"),
    Form.MOMENT_OR_TIME: _text(f"({_MOMENT}|{_TIME})", "write a time as 18:30, or a day and a time"),
    Form.DURATION: _text(_DURATION, "write it as 2h, 90m, 1h30m or 3d"),
    Form.MONTHS: _text(r"\d{1,3} ?([Mm]onths?|[Yy]ears?)", "write it as 18 months or 2 years"),
    Form.DAY_OR_NUMBER: {"anyOf": [{"type": "integer", "minimum": 0}, _DAY]},
    Form.LANGUAGE: _text(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "write a tag such as en-GB"),
    Form.HOST: _text(r"[a-z0-9-]+(\.[a-z0-9-]+)+", "write a name such as example.org"),
    Form.SITE_PATH: _text(r"(/|content/|https?://).*", "write an address on the site, such as /events/"),
    Form.ADDRESS_PATTERN: _text(
        r"(?=.*\{slug\})/([a-z0-9_.-]|/(?!/)|\{(slug|year|month|day)\})+/", "write it like /stories/{slug}/"
    ),
    Form.COUNTS: _open({}, _number(0), filled=True),
    Form.TEXTS_BY_ID: _open({"pattern": f"^{_ID}$"}, TEXT, filled=True),
    Form.PATHS: _open({"pattern": "^/(?!/)"}, _text("(/|https?://).*", "write an address on the site, such as /new/")),
    Form.SLUGS: _open({}, ID),
    Form.COLOUR: _COLOUR,
    Form.COLOURS_BY_ID: _open({"pattern": f"^{_ID}$"}, _COLOUR),
    Form.WIDTHS: {"type": "array", "items": _number(16), "minItems": 1, "maxItems": 8},
    Form.PER_CENT: {**_number(1), "maximum": 100},
    Form.SETTINGS: {"anyOf": [YES_NO, {"type": "object"}]},
}


def written_as(form: Form) -> Schema:
    """The schema of a form that needs no more than its name."""
    return {"type": "string", "enum": sorted(zone_names())} if form is Form.ZONE else _WRITTEN[form]
