"""How the text of one YAML scalar becomes a value.

The YAML reader hands every scalar on as the text that the editor wrote (or None where nothing was written), so
that ``18:30`` is never 1110 and ``no`` never False. Each function here reads one kind of value from such a text
and raises `Unreadable` with the way out. `Reads` ties a function to a type, for the schema's annotations.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from qsite.forms import Form
from qsite.problem import Code
from qsite.terms import Id, nearest, slugify

Raw = str | None | list[Any] | dict[str, Any]
"""What the YAML reader gives: text, nothing, a list, or a mapping."""


class Unreadable(ValueError):  # noqa: N818 (an answer to an editor, not a fault of the program)
    """A value that can't be read: becomes a `Problem` at the value's place."""

    def __init__(self, code: Code, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


class UnreadableParts(Unreadable):
    """Several mistakes in one mapping or list; `parts` are the key or index of each, whether it is the key, and why."""

    def __init__(self, parts: list[tuple[str | int, bool, Unreadable]]) -> None:
        first = parts[0][2]
        super().__init__(first.code, first.message, first.hint)
        self.parts = parts


def each_of(value: dict[str, Any], read_key: Callable[[str], Any], read: Callable[[Any], Any]) -> dict[Any, Any]:
    """A mapping with every key and value read.

    Raises:
        UnreadableParts: with all that could not be.

    """
    found: dict[Any, Any] = {}
    wrong: list[tuple[str | int, bool, Unreadable]] = []
    for key, inner in value.items():
        try:
            name = read_key(key)
        except Unreadable as reason:
            wrong.append((key, True, reason))
            continue
        try:
            found[name] = read(inner)
        except Unreadable as reason:
            wrong.append((key, False, reason))
    if wrong:
        raise UnreadableParts(wrong)
    return found


@dataclass(frozen=True)
class Reads:
    """Marks a type with the function that reads it; understood by pydantic without being imported from it."""

    read: Callable[[Any], Any]
    form: Form = Form.ANYTHING
    """`Within` and `OneOf` are known by themselves."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """The validator that pydantic runs in place of its own."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self.read)


@dataclass(frozen=True)
class Prepares:
    """Marks a type with a function that brings short forms into the long one, before pydantic reads it."""

    prepare: Callable[[Any], Any]
    short: str = ""
    """The one key that text alone stands for."""
    switch: bool = False
    """Whether true and false may stand for the whole."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """The validator that pydantic runs before its own."""
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self.prepare, handler(source))


def shape(value: object) -> str:
    """What an editor would call this kind of value."""
    match value:
        case None:
            return "nothing"
        case dict():
            return "a mapping (keys and values)"
        case list():
            return "a list"
        case _:
            return f'"{value}"'


def text(value: Raw) -> str:
    """Text, exactly as the editor wrote it."""
    if isinstance(value, str):
        return value.strip()
    raise Unreadable(Code.WRONG_TYPE, f"text is expected here, and this is {shape(value)}", "write some text")


def filled(value: Raw) -> str:
    """Text with something in it."""
    if found := text(value):
        return found
    raise Unreadable(Code.BAD_VALUE, "this is empty", "write some text, or take the key out")


def identifier(value: Raw) -> Id:
    """An id, as a reference or an event's own: lower case ``a-z0-9-``."""
    written = filled(value)
    if written == slugify(written):
        return Id(written)
    slug = slugify(written)
    hint = f'write "{slug}"' if slug else "use letters a to z, digits and hyphens"
    if "," in written:
        hint = f"write several as a list: [{', '.join(slugify(part) for part in written.split(','))}]"
    raise Unreadable(Code.BAD_VALUE, f'"{written}" is not an id: lower case letters, digits and hyphens', hint)


def yes_no(value: Raw) -> bool:
    """``true``, ``false``, ``yes`` or ``no``."""
    match value.lower() if isinstance(value, str) else value:
        case "true" | "yes":
            return True
        case "false" | "no":
            return False
        case _:
            raise Unreadable(
                Code.WRONG_TYPE, f"yes or no is expected here, and this is {shape(value)}", "write true or false"
            )


def whole(value: Raw) -> int:
    """A whole number, 0 or more."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,9}", value, re.ASCII):
        return int(value)
    raise Unreadable(
        Code.WRONG_TYPE,
        f"a whole number is expected here, and this is {shape(value)}",
        "write digits alone, such as 12",
    )


def positive(value: Raw) -> int:
    """A whole number, 1 or more."""
    if number := whole(value):
        return number
    raise Unreadable(Code.BAD_VALUE, "0 is too small here", "write 1 or more")


@dataclass(frozen=True, slots=True)
class Within:
    """Reads decimal numbers from minus `limit` to `limit`."""

    limit: float

    def __call__(self, value: Raw) -> float:
        """The number."""
        limit = self.limit
        if isinstance(value, str) and re.fullmatch(r"[+-]?\d{1,9}(\.\d{1,15})?", value, re.ASCII):
            if abs(found := float(value)) <= limit:
                return found
            raise Unreadable(Code.BAD_VALUE, f"{value} is out of range", f"write a number from -{limit:g} to {limit:g}")
        raise Unreadable(
            Code.WRONG_TYPE, f"a number is expected here, and this is {shape(value)}", "write a number such as 51.45"
        )


@dataclass(frozen=True, slots=True)
class OneOf:
    """Reads one word out of a fixed few."""

    choices: tuple[str, ...]

    def __call__(self, value: Raw) -> str:
        """The word as it stands among the choices."""
        choices, word = self.choices, filled(value).lower().replace(" ", "-")
        if word in choices:
            return word
        close = nearest(word, choices)
        hint = f'did you mean "{close}"?' if close else f"write one of: {', '.join(choices)}"
        raise Unreadable(Code.UNKNOWN_CHOICE, f'"{value}" is not one of {", ".join(choices)}', hint)


def number(limit: float) -> Within:
    """A reader of decimal numbers from minus `limit` to `limit`."""
    return Within(limit)


def one_of(*choices: str) -> OneOf:
    """A reader of one word out of a fixed few."""
    return OneOf(choices)


_BAD_SIGNS = r"\s<>\"\x00-\x1f\x7f"
_WEB_ADDRESS = re.compile(
    rf"https?://(?:localhost(?![\w.-])|[^{_BAD_SIGNS}'\[\]/?#]+\.[^{_BAD_SIGNS}'\[\]])[^{_BAD_SIGNS}'\[\]]*"
)


VIDEO_ENDINGS = (".mp4", ".webm")
"""The endings of the videos that a site may hold itself."""


def web_address(value: Raw) -> str:
    """An address on the web, ``https://…``, whose host has a dot or is ``localhost``."""
    written = filled(value)
    if _WEB_ADDRESS.fullmatch(written):
        return written
    if "@" in written and "/" not in written:
        hint: str | None = "this looks like an e-mail address; a web address starts with https://"
    elif re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", written):
        hint = f'did you mean "https://{written}"?'
    else:
        hint = "write it whole, such as https://example.org/page"
    raise Unreadable(Code.BAD_ADDRESS, f'"{written}" is not a web address', hint)


def video_address(value: Raw) -> str:
    """A video's address on the web, or the path of a file of the site (``.mp4``, ``.webm``)."""
    written = filled(value)
    is_path = "://" not in written and written.lower().endswith(VIDEO_ENDINGS)
    return written if is_path else web_address(written)


def email(value: Raw) -> str:
    """An e-mail address, without ``mailto:``."""
    written = filled(value).removeprefix("mailto:")
    if re.fullmatch(rf"[^@{_BAD_SIGNS}]+@[^@{_BAD_SIGNS}]+\.[^@{_BAD_SIGNS}.]+", written):
        return written
    raise Unreadable(Code.BAD_ADDRESS, f'"{written}" is not an e-mail address', "write it as name@example.org")


def focus(value: Raw) -> tuple[float, float]:
    """Where the eye goes in a picture: two percentages, from the left and from the top."""
    written = filled(value)
    if match := re.fullmatch(r"(\d{1,3}(?:\.\d+)?)% (\d{1,3}(?:\.\d+)?)%", written, re.ASCII):
        found = float(match[1]), float(match[2])
        if max(found) <= 100:
            return found
    raise Unreadable(
        Code.BAD_VALUE, f'"{written}" is not a focus', "write two percentages, from the left and from the top: 50% 20%"
    )


def listed(value: Raw) -> Raw:
    """One alone stands for a list of one."""
    return [value] if isinstance(value, str) else value


def short_for(key: str) -> Prepares:
    """Text alone stands for a mapping with that one key."""
    return Prepares(lambda value: {key: value} if isinstance(value, str) else value, short=key)


Text = Annotated[str, Reads(filled, Form.TEXT)]
MaybeText = Annotated[str, Reads(text, Form.MAYBE_TEXT)]
IdText = Annotated[Id, Reads(identifier, Form.ID)]
YesNo = Annotated[bool, Reads(yes_no, Form.YES_NO)]
Whole = Annotated[int, Reads(whole, Form.WHOLE)]
Positive = Annotated[int, Reads(positive, Form.POSITIVE)]
WebAddress = Annotated[str, Reads(web_address, Form.WEB_ADDRESS)]
Email = Annotated[str, Reads(email, Form.EMAIL)]
Focus = Annotated[tuple[float, float], Reads(focus, Form.FOCUS)]
Ids = Annotated[tuple[IdText, ...], Prepares(listed)]
Texts = Annotated[tuple[Text, ...], Prepares(listed)]
