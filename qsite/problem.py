"""Problems are values: what is wrong, where an editor must act, and the way out.

Every stage returns its problems beside its result; only `qsite.cli` prints them. A problem's code is stable
and has its paragraph in ``docs/problems.md``; the code alone decides whether it is an error or a warning.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum


class Severity(StrEnum):
    """An error breaks a page, a link, a calendar or a promise; everything else is a warning."""

    ERROR = "error"
    WARNING = "warning"


class Code(Enum):
    """Every kind of problem: its stable name and its severity."""

    # files
    BAD_ENCODING = ("bad-encoding", Severity.ERROR)
    BAD_LINK_OUT = ("link-out-of-site", Severity.ERROR)
    TOO_LARGE = ("too-large", Severity.ERROR)
    UNREAD_FILE = ("unread-file", Severity.WARNING)
    UNREADABLE = ("unreadable-file", Severity.ERROR)
    FILE_NAME = ("file-name", Severity.WARNING)
    BAD_FILE_NAME = ("bad-file-name", Severity.ERROR)
    # YAML
    YAML_SYNTAX = ("yaml-syntax", Severity.ERROR)
    YAML_LIMIT = ("yaml-limit", Severity.ERROR)
    DUPLICATE_KEY = ("duplicate-key", Severity.ERROR)
    FRONT_MATTER = ("front-matter", Severity.ERROR)
    # what is written under a key
    UNKNOWN_KEY = ("unknown-key", Severity.ERROR)
    MISSING_KEY = ("missing-key", Severity.ERROR)
    WRONG_TYPE = ("wrong-type", Severity.ERROR)
    BAD_VALUE = ("bad-value", Severity.ERROR)
    BAD_DATE = ("bad-date", Severity.ERROR)
    AMBIGUOUS_DATE = ("ambiguous-date", Severity.ERROR)
    BAD_TIME = ("bad-time", Severity.ERROR)
    BAD_DURATION = ("bad-duration", Severity.ERROR)
    BAD_TIMEZONE = ("bad-timezone", Severity.ERROR)
    BAD_ADDRESS = ("bad-address", Severity.ERROR)
    UNKNOWN_CHOICE = ("unknown-choice", Severity.ERROR)
    KEYS_CLASH = ("keys-clash", Severity.ERROR)
    END_BEFORE_START = ("end-before-start", Severity.ERROR)
    BAD_REPEAT = ("bad-repeat", Severity.ERROR)
    NO_OCCURRENCE = ("no-occurrence", Severity.ERROR)
    EXCEPT_MEETS_NOTHING = ("except-meets-nothing", Severity.WARNING)
    SHORT_MONTHS = ("short-months", Severity.WARNING)
    CLOCK_CHANGE = ("clock-change", Severity.WARNING)
    OFFSET_DISAGREES = ("offset-disagrees", Severity.WARNING)
    NO_PLACE = ("no-place", Severity.WARNING)
    NO_ALT = ("no-alt", Severity.WARNING)
    DATE_DISAGREES = ("date-disagrees", Severity.WARNING)
    # Markdown
    LIST_NEEDS_BLANK_LINE = ("list-needs-blank-line", Severity.WARNING)
    HTML_REMOVED = ("html-removed", Severity.WARNING)
    HTML_TOO_DEEP = ("html-too-deep", Severity.ERROR)
    BROKEN_LINK = ("broken-link", Severity.ERROR)
    BROKEN_ANCHOR = ("broken-anchor", Severity.WARNING)
    MISSING_FILE = ("missing-file", Severity.ERROR)
    BAD_PICTURE = ("bad-picture", Severity.ERROR)
    BAD_AREA = ("bad-area", Severity.ERROR)
    # between files
    UNKNOWN_REFERENCE = ("unknown-reference", Severity.ERROR)
    DUPLICATE_ID = ("duplicate-id", Severity.ERROR)
    ADDRESS_CLASH = ("address-clash", Severity.ERROR)
    TAG_CLASH = ("tag-clash", Severity.ERROR)
    UNPUBLISHED_REFERENCE = ("unpublished-reference", Severity.WARNING)
    ENTRY_VANISHED = ("entry-vanished", Severity.ERROR)
    # site, templates, machine
    LOW_CONTRAST = ("low-contrast", Severity.ERROR)
    SETTINGS = ("no-settings", Severity.ERROR)
    TEMPLATE_ERROR = ("template-error", Severity.ERROR)
    FOREIGN_FILE = ("foreign-file", Severity.ERROR)
    ADDRESS_VANISHED = ("address-vanished", Severity.WARNING)

    def __init__(self, text: str, severity: Severity) -> None:
        self.text = text
        self.severity = severity


@dataclass(frozen=True, slots=True)
class Place:
    """A point in a file of the site: `file` relative to the site, `line` and `column` counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


_LONGEST = 300


def _one_line(text: str) -> str:
    shown = "".join(c if c.isprintable() else " " for c in text).strip()
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST // 2]} … {shown[-_LONGEST // 2 :]}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, at one place, with one way out.

    `message` is a sentence without a full stop that names what was found; `hint` says what to do.
    """

    code: Code
    message: str
    place: Place | None = None
    hint: str | None = None

    def __post_init__(self) -> None:
        """Keeps what is quoted from a file to one short line: no control codes reach a terminal or a log."""
        object.__setattr__(self, "message", _one_line(self.message))
        if self.hint is not None:
            object.__setattr__(self, "hint", _one_line(self.hint))

    @property
    def severity(self) -> Severity:
        """Whether it stops the build."""
        return self.code.severity

    @property
    def is_error(self) -> bool:
        """Whether it stops the build."""
        return self.severity is Severity.ERROR


def in_reading_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by file, line and column, each once; those without a place first.

    What only follows from another is left out: with a zone that does not exist, offsets can't disagree with it;
    and where events or settings have errors, what seems to have vanished may be there.
    """

    def key(problem: Problem) -> tuple[str, int, int, str, str, str]:
        place = problem.place or Place("", 0, 0)
        return place.file, place.line, place.column, problem.code.text, problem.message, problem.hint or ""

    found = set(problems)
    if any(problem.code is Code.BAD_TIMEZONE for problem in found):
        found = {problem for problem in found if problem.code is not Code.OFFSET_DISAGREES}
    if any(problem.is_error and _hides_entries(problem) for problem in found):
        found = {problem for problem in found if problem.code is not Code.ENTRY_VANISHED}
    return tuple(sorted(found, key=key))


def _hides_entries(problem: Problem) -> bool:
    """Whether events, or their names in calendars, may have been read wrong for this."""
    return problem.place is not None and problem.place.file.startswith(("content/events", "site.yaml"))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of them stops the build."""
    return any(problem.is_error for problem in problems)
