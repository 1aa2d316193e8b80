"""What a YAML parser complains of, in an editor's words and at the line where the editor must act."""

import re
from dataclasses import dataclass
from typing import Any

import yaml

from qsite.problem import Code, Place, Problem

_EXPLAINED = (
    ("found unexpected end of stream", "the quote that opens here is never closed", "close it, or take it out"),
    ("found unexpected document indicator", "the quote that opens here is never closed", "close it, or take it out"),
    (
        "mapping values are not allowed",
        "a colon followed by a space may not stand inside plain text",
        "put the whole text in quotes",
    ),
    ("tab character", "a tab stands where only spaces may", "indent with spaces"),
    ("found character '\\t'", "a tab stands where only spaces may", "indent with spaces"),
    ("cannot start any token", "plain text may not begin with this character", "put the text in quotes"),
    (
        "could not find expected ':'",
        "this line is neither a key with its value nor part of the text above",
        "write it as key: value, or indent it under the key that it belongs to",
    ),
    (
        "did not find expected key",
        "this line does not fit what stands above it",
        "check its indentation, and the quotes of the line before",
    ),
    (
        "did not find expected '-' indicator",
        "this line does not fit the list above it",
        "begin it with a hyphen at the same depth, or indent it",
    ),
    (
        "unknown escape character",
        "a backslash in double quotes begins a code, and this is none",
        "use single quotes, or write the backslash twice",
    ),
    (
        "did not find expected alphabetic",
        "this character has a meaning of its own at the start of a text",
        "put the text in quotes",
    ),
)
_OPENINGS = ("quoted scalar", "simple key", "scanning an alias", "scanning an anchor")


@dataclass(frozen=True, slots=True)
class Source:
    """A text, and where its first line stands in its file."""

    text: str
    file: str
    first_line: int

    def place(self, mark: Any) -> Place:
        """The place of a parser's mark, which counts from 0."""
        return Place(self.file, mark.line + self.first_line, mark.column + 1)

    def line(self, number: int) -> str:
        """A line of the file, empty where there is none."""
        lines = self.text.split("\n")
        index = number - self.first_line
        return lines[index] if 0 <= index < len(lines) else ""


def explain(error: yaml.MarkedYAMLError, source: Source, long_quote: Place | None, brackets: list[Place]) -> Problem:
    """A parser's complaint as a problem."""
    said, context = str(error.problem or ""), str(error.context or "")
    if brackets and "flow" in context:
        opening = source.line(brackets[-1].line)[brackets[-1].column - 1 : brackets[-1].column] or "["
        closing = "}" if opening == "{" else "]"
        message, hint = (
            f"the bracket {opening} that opens here is never closed",
            f"close it with {closing}, or put the text in quotes",
        )
        return Problem(Code.YAML_SYNTAX, message, brackets[-1], hint)
    opens_before = any(part in context for part in _OPENINGS) and "escape" not in said
    mark = error.context_mark if opens_before and error.context_mark else error.problem_mark or error.context_mark
    place = source.place(mark) if mark else Place(source.file, source.first_line)
    if long_quote and not opens_before and "escape" not in said and long_quote.line < place.line:
        message = "the quote that opens here is closed only lines later"
        return Problem(Code.YAML_SYNTAX, message, long_quote, "close it on its own line")
    if "escape" not in said and (found := _seen_in_the_line(said, place, source)):
        return found
    general = (f"this is not YAML: {said}", "check quotes, brackets and indentation")
    message, hint = next(((m, h) for part, m, h in _EXPLAINED if part in said), general)
    return Problem(Code.YAML_SYNTAX, message, place, hint)


def _seen_in_the_line(said: str, place: Place, source: Source) -> Problem | None:
    """What the line itself shows better than the parser can say."""
    line = source.line(place.line)
    before = line[: place.column - 1]
    if re.match(r"[ \t]*\t", line) and (place.column <= len(line) - len(line.lstrip()) + 1):
        column = line.index("\t") + 1
        return Problem(
            Code.YAML_SYNTAX,
            "a tab stands where only spaces may",
            Place(place.file, place.line, column),
            "indent with spaces",
        )
    if re.match(r"[ ]*\u00a0", line):
        message, hint = "a no-break space stands where only ordinary spaces may", "delete it and type a space"
        return Problem(Code.YAML_SYNTAX, message, Place(place.file, place.line, line.index("\u00a0") + 1), hint)
    if "could not find expected" in said and re.match(r"\s*[\w-]+:\S", line):
        return Problem(Code.YAML_SYNTAX, "this key and its value stand together", place, "put a space after the colon")
    if re.search(r"[\"']\s*$", before) and re.match(r"[^\s#,\]}]", line[place.column - 1 :]):
        message, hint = (
            "text goes on after the quote that closes",
            "put the whole text in quotes; a quote within single quotes is written twice",
        )
        return Problem(Code.YAML_SYNTAX, message, place, hint)
    if "mapping values" in said and re.fullmatch(r"\s+[\w-]+", before):
        return _too_deep(place, source)
    return None


def _too_deep(place: Place, source: Source) -> Problem:
    above = place.line - 1
    while (
        above > source.first_line and not re.match(r"\s*-\S", source.line(above)) and source.line(above).startswith(" ")
    ):
        above -= 1
    if match := re.match(r"(\s*)-[A-Za-z]", source.line(above)):
        return Problem(
            Code.YAML_SYNTAX,
            "a hyphen without a space begins no entry of a list",
            Place(place.file, above, len(match[1]) + 1),
            "put a space after the hyphen",
        )
    message, hint = (
        "this line is indented deeper than the text above it",
        "line it up with the key above, or put that text in quotes",
    )
    return Problem(Code.YAML_SYNTAX, message, place, hint)
