"""The sample site shows everything: every key that the contract knows, and enough of every kind."""

import typing
from collections import Counter
from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import cache
from typing import Any

import pytest

from qsite.build.check import check
from qsite.build.request import Request
from qsite.source import front_matter, marks
from qsite.source.documents import (
    STATUSES,
    EventKeys,
    PartnerKeys,
    PersonKeys,
    PlainPageKeys,
    ProgrammeKeys,
    RegionKeys,
    SeriesKeys,
    StoryKeys,
)
from qsite.source.files import Role, scan
from qsite.source.marks import Node, Scalar, Sequence, Table
from qsite.source.schema import key_names
from qsite.source.settings import EVENT_KINDS, STORY_KINDS, Settings
from tests.site_fixture import CLOCK, ROOT, told

KINDS: dict[Role, type[Any]] = {
    Role.STORY: StoryKeys,
    Role.EVENTS: EventKeys,
    Role.REGION: RegionKeys,
    Role.PROGRAMME: ProgrammeKeys,
    Role.PARTNER: PartnerKeys,
    Role.PERSON: PersonKeys,
    Role.SERIES: SeriesKeys,
    Role.PLAIN_PAGE: PlainPageKeys,
}
_SPOKEN = {"author": "authors", "event": "events"}
_COMMENTED_OUT = {("Settings", "navigation"), ("StorySettings", "kinds"), ("EventSettings", "kinds")}
"""Keys that ``site.yaml`` shows in a comment, for the sample is better with what they stand for by default."""


def composed(text: str, file: str) -> Node:
    node, problems = marks.compose(text, file)
    assert node is not None, file
    assert problems == (), file
    return node


@cache
def documents() -> dict[Role, tuple[tuple[str, Table, str], ...]]:
    """The documents of the sample by kind: each one's file, its keys as written, and its body."""
    found: dict[Role, list[tuple[str, Table, str]]] = {role: [] for role in KINDS}
    for file in scan(ROOT).files:
        if file.role not in KINDS:
            continue
        text = (ROOT / file.path).read_text(encoding="utf-8")
        if file.role is Role.EVENTS:
            found[file.role] += [(file.path, one, "") for one in events_in(composed(text, file.path))]
            continue
        parts, _ = front_matter.cut(text, file.path)
        assert parts is not None, file.path
        table = composed(parts.front, file.path)
        assert isinstance(table, Table), file.path
        found[file.role].append((file.path, table, parts.body))
    return {role: tuple(ones) for role, ones in found.items()}


def events_in(node: Node) -> list[Table]:
    """The events of a file: a list, a list under ``events``, or one alone."""
    if isinstance(node, Table):
        inner = value(node, "events")
        if inner is None:
            return [node]
        node = inner
    assert isinstance(node, Sequence)
    return [one for one in node.items if isinstance(one, Table)]


def value(table: Table, key: str) -> Node | None:
    return next((node for name, node in table.items if name.text == key), None)


def text_at(table: Table, key: str) -> str | None:
    node = value(table, key)
    return node.text if isinstance(node, Scalar) else None


def nested(kind: type[Any], key: str) -> type[Any] | None:
    """The dataclass that is read under a key, alone or in a list."""

    def find(hint: Any) -> type[Any] | None:
        if isinstance(hint, type) and is_dataclass(hint):
            return hint
        return next((found for inner in typing.get_args(hint) if (found := find(inner))), None)

    return find(typing.get_type_hints(kind).get(key))


def classes_of(kind: type[Any]) -> set[type[Any]]:
    """A kind, and every dataclass that may stand in it."""
    inner = {
        found for key in key_names(kind) if (found := nested(kind, key)) and found.__module__.startswith("qsite.source")
    }
    return {kind}.union(*(classes_of(one) for one in inner))


def used(kind: type[Any], node: Node) -> Iterator[tuple[str, str]]:
    """The keys that stand at a node and below it, each with the class that it is read into."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from used(kind, item)
    elif isinstance(node, Table):
        for name, inner in node.items:
            key = _SPOKEN.get(name.text, name.text)
            yield kind.__name__, key
            if below := nested(kind, key):
                yield from used(below, inner)


def known(kind: type[Any]) -> set[tuple[str, str]]:
    return {(one.__name__, key) for one in classes_of(kind) for key in key_names(one)}


@cache
def used_by_all() -> frozenset[tuple[str, str]]:
    settings = composed((ROOT / "site.yaml").read_text(encoding="utf-8"), "site.yaml")
    found = set(used(Settings, settings))
    for role, ones in documents().items():
        for _, table, _ in ones:
            found |= set(used(KINDS[role], table))
    return frozenset(found)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.__name__)
def test_every_key_of_a_kind_is_used(kind: type[Any]) -> None:
    assert sorted(known(kind) - used_by_all()) == []


def test_every_key_of_the_settings_is_used_or_shown() -> None:
    text = (ROOT / "site.yaml").read_text(encoding="utf-8")

    assert sorted(known(Settings) - used_by_all() - _COMMENTED_OUT - known_below_navigation()) == []
    assert text.count("# navigation:") == 1
    assert text.count("# kinds:") == 2


def known_below_navigation() -> set[tuple[str, str]]:
    return {("NavigationItem", "label"), ("NavigationItem", "to")}


def test_there_is_enough_of_every_kind() -> None:
    numbers = {role.name: len(ones) for role, ones in documents().items()}
    least = {
        "REGION": 10,
        "STORY": 30,
        "EVENTS": 60,
        "PROGRAMME": 8,
        "PARTNER": 12,
        "PERSON": 12,
        "SERIES": 3,
        "PLAIN_PAGE": 5,
    }

    assert {name: numbers[name] for name, number in least.items() if numbers[name] < number} == {}


def test_one_region_is_nationwide() -> None:
    nationwide = [
        file for file, table, _ in documents()[Role.REGION] if text_at(table, "nationwide") in {"true", "yes"}
    ]

    assert len(nationwide) == 1


def test_at_least_thirty_stories_are_of_a_story_s_length() -> None:
    lengths = {file: len(body.split()) for file, _, body in documents()[Role.STORY]}
    of_length = [file for file, words in lengths.items() if 250 <= words <= 900]

    assert len(of_length) >= 30, {file: words for file, words in lengths.items() if file not in of_length}


def test_every_kind_of_story_is_there() -> None:
    kinds = Counter(text_at(table, "kind") or "blog" for _, table, _ in documents()[Role.STORY])

    assert set(kinds) == set(STORY_KINDS)


def test_events_have_every_kind_and_every_status() -> None:
    events = [table for _, table, _ in documents()[Role.EVENTS]]

    assert {kind for event in events if (kind := text_at(event, "kind"))} == set(EVENT_KINDS)
    assert {text_at(event, "status") or "scheduled" for event in events} == set(STATUSES)


def test_the_sample_has_no_problem(tmp_path: Any) -> None:
    outcome = check(Request(site=ROOT, output=tmp_path / "output", clock=CLOCK))

    assert told(outcome) == []
    assert not (tmp_path / "output").exists()
