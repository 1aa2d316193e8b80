"""What libical, the library of GNOME's and KDE's calendars, finds wrong with a calendar.

Debian's and Ubuntu's package `libical3`; it is bound here by hand, since no package of Python has it.
"""

import ctypes
from functools import cache


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL("libical.so.3")
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    for name in ("icalrestriction_check", "icalcomponent_count_errors", "icalcomponent_free"):
        getattr(library, name).argtypes = [ctypes.c_void_p]
    library.icalcomponent_as_ical_string.restype = ctypes.c_char_p
    library.icalcomponent_as_ical_string.argtypes = [ctypes.c_void_p]
    return library


def faults(calendar: bytes) -> list[str]:
    """Whatever libical can't read, or finds against RFC 5545 and RFC 5546 (which METHOD makes a calendar follow)."""
    library = _library()
    parsed = library.icalparser_parse_string(calendar)
    if not parsed:
        return ["this is no calendar"]
    try:
        library.icalrestriction_check(parsed)
        text = library.icalcomponent_as_ical_string(parsed).decode("utf-8").replace("\r\n ", "")
        found = [line for line in text.split("\r\n") if line.startswith("X-LIC-ERROR")]
        assert len(found) == library.icalcomponent_count_errors(parsed)
        return found
    finally:
        library.icalcomponent_free(parsed)
