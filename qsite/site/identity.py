"""Ids are unique within their kind: a clash stands at the later of the two, with the other named."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from qsite.problem import Code, Problem
from qsite.source.content import AnyDocument, Content
from qsite.source.documents import Story
from qsite.terms import Id

D = TypeVar("D", bound=AnyDocument)


def check_ids(content: Content) -> tuple[Content, tuple[Problem, ...]]:
    """The content with one document to an id, and the clashes."""
    problems: list[Problem] = []

    def unique(documents: tuple[D, ...], kind: str, hint: Callable[[D], str]) -> tuple[D, ...]:
        kept, found = _unique(documents, kind, hint)
        problems.extend(found)
        return kept

    def rename(_: AnyDocument) -> str:
        return "rename one of the two files"

    checked = replace(
        content,
        stories=unique(_told_apart(content.stories), "stories", _story_hint),
        events=unique(
            content.events,
            "events",
            lambda _: "give one of them another id; the older one keeps its own, subscribers know it by that",
        ),
        regions=unique(content.regions, "regions", rename),
        programmes=unique(content.programmes, "programmes", rename),
        partners=unique(content.partners, "partners", rename),
        people=unique(content.people, "people", rename),
        series=unique(content.series, "series", rename),
    )
    return checked, tuple(problems)


def _unique(documents: Iterable[D], kind: str, hint: Callable[[D], str]) -> tuple[tuple[D, ...], list[Problem]]:
    seen: dict[Id, D] = {}
    problems = []
    for document in documents:
        if document.id in seen:
            other = seen[document.id].places.of("id")
            where = f"{other.file}:{other.line}" if other.line > 1 or other.file == document.file else other.file
            message = f'two {kind} have the id "{document.id}", the other is {where}'
            problems.append(Problem(Code.DUPLICATE_ID, message, document.places.of("id"), hint(document)))
        else:
            seen[document.id] = document
    return tuple(seen.values()), problems


def _told_apart(stories: tuple[Story, ...]) -> tuple[Story, ...]:
    """Stories with one stem: one with a `slug` has that for its id, so that a slug settles the clash."""
    stems: dict[Id, int] = {}
    for story in stories:
        stems[story.id] = stems.get(story.id, 0) + 1
    return tuple(replace(s, id=s.slug) if stems[s.id] > 1 and s.slug else s for s in stories)


def _story_hint(story: Story) -> str:
    return f"write slug: {story.id}-… into one of them, or stories: {{ids: dated}} in site.yaml if their dates tell them apart"
