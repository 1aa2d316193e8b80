"""YAML with the place of every value.

Our own small composer over PyYAML's event stream, for three things that its loaders do not give: scalars stay
the text that the editor wrote (``18:30`` is not 1110, ``no`` is not False), a key given twice is seen, and depth
and aliases are counted before anything is built. Places count from 1, within the file that the text was cut from.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from qsite.problem import Code, Place, Problem
from qsite.source.syntax import Source, explain

MAX_DEPTH = 64
MAX_ALIASES = 1000
MAX_VALUES = 200_000
"""How many values a file may have once its aliases are written out."""


class Scalar(NamedTuple):
    """Text, as written; `plain` where it stands without quotes; `block` where it is literal or folded."""

    text: str
    plain: bool
    block: bool
    line: int
    column: int


@dataclass(slots=True)
class Sequence:
    """A list. Filled while it is read, not changed after."""

    line: int
    column: int
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """Keys and values, in the order of the file. Filled while it is read, not changed after."""

    line: int
    column: int
    items: list[tuple[Scalar, "Node"]] = field(default_factory=list)
    merged: set[str] = field(default_factory=set)


Node = Scalar | Sequence | Table


class _Stop(Exception):  # noqa: N818 (ends the reading of one file; never leaves this module)
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Composer:
    """Builds nodes from events. A class because an anchor must be remembered until its alias comes."""

    def __init__(self, file: str, first_line: int) -> None:
        self.file = file
        self.first_line = first_line
        self.anchors: dict[str, Node] = {}
        self.aliases = 0
        self.problems: list[Problem] = []
        self.long_quote: yaml.Mark | None = None
        self.open: list[yaml.Mark] = []
        """The brackets that are open, outermost first."""

    def at(self, mark: Any) -> tuple[int, int]:
        return mark.line + self.first_line, mark.column + 1

    def place(self, mark: Any) -> Place:
        return Place(self.file, *self.at(mark))

    def stop(self, code: Code, message: str, place: Place, hint: str) -> _Stop:
        return _Stop(Problem(code, message, place, hint))

    def compose(self, events: Iterator[yaml.Event]) -> Node | None:
        """The one document of a stream, None where it is empty."""
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    hint = "keep one document in a file: take out the line of three hyphens"
                    raise self.stop(
                        Code.YAML_SYNTAX, "a second document begins here", self.place(event.start_mark), hint
                    )
            elif isinstance(event, yaml.NodeEvent):
                root = self.node(event, events, 1)
        return root

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        if depth > MAX_DEPTH:
            hint = "write it flatter"
            raise self.stop(
                Code.YAML_LIMIT, f"this is nested more than {MAX_DEPTH} levels deep", self.place(event.start_mark), hint
            )
        match event:
            case yaml.ScalarEvent():
                found: Node = self.scalar(event)
            case yaml.AliasEvent():
                return self.alias(event)
            case yaml.SequenceStartEvent():
                found = self.within(event, self.sequence, events, depth)
            case _:
                found = self.within(event, self.mapping, events, depth)
        if anchor := getattr(event, "anchor", None):
            self.anchors[anchor] = found
        return found

    def within(
        self,
        event: Any,
        compose: Callable[[Any, Iterator[yaml.Event], int], Node],
        events: Iterator[yaml.Event],
        depth: int,
    ) -> Node:
        """A list or mapping; one in brackets is remembered until they close."""
        if event.flow_style:
            self.open.append(event.start_mark)
        found = compose(event, events, depth)
        if event.flow_style:
            self.open.pop()
        return found

    def alias(self, event: yaml.AliasEvent) -> Node:
        self.aliases += 1
        place = self.place(event.start_mark)
        if self.aliases > MAX_ALIASES:
            raise self.stop(
                Code.YAML_LIMIT, f"this file has more than {MAX_ALIASES} aliases", place, "write the values out"
            )
        if event.anchor not in self.anchors:
            hint = f'put it in quotes if "*{event.anchor}" is meant as text'
            raise self.stop(Code.YAML_SYNTAX, f'no value is marked "&{event.anchor}" before this', place, hint)
        return self.anchors[event.anchor]

    def scalar(self, event: Any) -> Scalar:
        start, style = event.start_mark, event.style
        self.refuse_tag(event)
        if style in ("'", '"') and event.end_mark.line != start.line:
            self.long_quote = start
        return Scalar(event.value, not style, style in ("|", ">"), *self.at(start))

    def refuse_tag(self, event: Any) -> None:
        if event.tag not in (None, "!", "tag:yaml.org,2002:str"):
            message = f'the tag "{event.tag.replace("tag:yaml.org,2002:", "!!")}" is not used here'
            hint = "put text that begins with ! in quotes"
            self.problems.append(Problem(Code.YAML_SYNTAX, message, self.place(event.start_mark), hint))

    def sequence(self, event: Any, events: Iterator[yaml.Event], depth: int) -> Sequence:
        self.refuse_tag(event)
        found = Sequence(*self.at(event.start_mark))
        for inner in events:
            if isinstance(inner, yaml.SequenceEndEvent):
                break
            found.items.append(self.node(inner, events, depth + 1))
        return found

    def mapping(self, event: Any, events: Iterator[yaml.Event], depth: int) -> Table:
        self.refuse_tag(event)
        found = Table(*self.at(event.start_mark))
        seen: dict[str, int] = {}
        for inner in events:
            if isinstance(inner, yaml.MappingEndEvent):
                break
            key = self.node(inner, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            self.entry(found, seen, key, value)
        return found

    def entry(self, mapping: Table, seen: dict[str, int], key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            message = "a key is one piece of text, and this is a list or a mapping"
            self.refuse(key, Code.YAML_SYNTAX, message, "put it in quotes")
        elif key.text == "<<" and key.plain:
            self.merge(mapping, value, key)
        elif key.text in seen:
            message = f'"{key.text}" is given twice, first in line {seen[key.text]}'
            self.refuse(key, Code.DUPLICATE_KEY, message, "keep one of the two")
        else:
            if key.text in mapping.merged:  # its own key goes before a merged one
                mapping.merged.discard(key.text)
                mapping.items = [(k, v) for k, v in mapping.items if k.text != key.text]
            seen[key.text] = key.line
            mapping.items.append((key, value))

    def refuse(self, key: Node, code: Code, message: str, hint: str) -> None:
        self.problems.append(Problem(code, message, Place(self.file, key.line, key.column), hint))

    def merge(self, mapping: Table, value: Node, key: Scalar) -> None:
        for source in value.items if isinstance(value, Sequence) else [value]:
            if not isinstance(source, Table):
                message = "<< takes the keys of a mapping, and this is none"
                self.refuse(key, Code.YAML_SYNTAX, message, "name a mapping marked with &")
                return
            own = {key.text for key, _ in mapping.items}
            fresh = [(key, inner) for key, inner in source.items if key.text not in own]
            mapping.items.extend(fresh)
            mapping.merged.update(key.text for key, _ in fresh)


_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


_NOT_LINE_ENDS = {0x85: " ", 0x2028: " ", 0x2029: " "}
"""What libyaml takes for line ends and editors' programs do not: lines would be counted otherwise."""


def compose(text: str, file: str, first_line: int = 1) -> tuple[Node | None, tuple[Problem, ...]]:
    """The values of a YAML text with their places, and what is wrong with it."""
    if match := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, match.start())
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1)
        message = f"there is an invisible control character here (U+{ord(match[0]):04X})"
        return None, (
            Problem(
                Code.YAML_SYNTAX,
                message,
                Place(file, first_line + line, column + 1),
                "delete it and type the text anew",
            ),
        )
    composer = _Composer(file, first_line)
    try:
        parser = yaml.CSafeLoader(text.translate(_NOT_LINE_ENDS))
        root = composer.compose(iter(parser.get_event, None))
    except _Stop as stop:
        return None, (*composer.problems, stop.problem)
    except yaml.MarkedYAMLError as error:
        long_quote = composer.place(composer.long_quote) if composer.long_quote else None
        brackets = [composer.place(mark) for mark in composer.open]
        problem = explain(error, Source(text, file, first_line), long_quote, brackets)
        return None, (*composer.problems, problem)
    except yaml.YAMLError as error:
        return None, (Problem(Code.YAML_SYNTAX, f"this is not YAML: {error}", Place(file, first_line)),)
    return root, tuple(composer.problems)
