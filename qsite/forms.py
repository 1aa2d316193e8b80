"""The forms that a value may have: for all that tells editors what they may write."""

from enum import Enum, auto


class Form(Enum):
    """What kind of value a reader takes."""

    ANYTHING = auto()
    TEXT = auto()
    MAYBE_TEXT = auto()
    """Text that may be empty."""
    ID = auto()
    YES_NO = auto()
    WHOLE = auto()
    """A whole number, 0 or more."""
    POSITIVE = auto()
    """A whole number, 1 or more."""
    DECIMAL = auto()
    """A decimal number; `Within` says how large."""
    CHOICE = auto()
    """One word out of a fixed few; `OneOf` has them."""
    WEB_ADDRESS = auto()
    SITE_ADDRESS = auto()
    """A web address without a question or an anchor."""
    VIDEO_ADDRESS = auto()
    """A web address, or a file's path."""
    EMAIL = auto()
    FOCUS = auto()
    """Two percentages."""
    DAY = auto()
    MOMENT = auto()
    """A day, or a time on a day."""
    MOMENT_OR_TIME = auto()
    DURATION = auto()
    MONTHS = auto()
    """A number of calendar months."""
    ZONE = auto()
    DAY_OR_NUMBER = auto()
    LANGUAGE = auto()
    HOST = auto()
    SITE_PATH = auto()
    """An address on the site, or a whole one."""
    ADDRESS_PATTERN = auto()
    COUNTS = auto()
    """A mapping of words to whole numbers."""
    TEXTS_BY_ID = auto()
    """A mapping of ids to text."""
    PATHS = auto()
    """A mapping of addresses on the site to others."""
    SLUGS = auto()
    """A mapping of words to slugs."""
    COLOUR = auto()
    COLOURS_BY_ID = auto()
    """A mapping of regions' ids to colours."""
    WIDTHS = auto()
    """Up to eight numbers of pixels."""
    PER_CENT = auto()
    """A whole number from 1 to 100."""
    SETTINGS = auto()
    """Yes, no, or a mapping."""
    KEYS = auto()
    """A mapping with keys of its own."""
