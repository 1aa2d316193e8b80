"""References between documents: an id that names nothing is an error with the nearest that exists."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from qsite.problem import Code, Place, Problem
from qsite.source.content import Content
from qsite.source.documents import Event, KeyPath, Partner, Person, Programme, Region, Series, Story
from qsite.source.files import Role
from qsite.source.settings import Settings
from qsite.terms import Id, is_id, nearest


@dataclass(frozen=True, slots=True)
class Known:
    """Every id that exists, by kind, with the file that has it; also those of files that could not be read."""

    ids: Mapping[Role, Mapping[Id, str]]
    unread_event_files: bool = False


def known_ids(content: Content) -> Known:
    """The ids of all documents, published or not."""
    ids: dict[Role, dict[Id, str]] = {
        Role.STORY: {one.id: one.file for one in content.stories},
        Role.EVENTS: {one.id: one.file for one in content.events},
        Role.REGION: {one.id: one.file for one in content.regions},
        Role.PROGRAMME: {one.id: one.file for one in content.programmes},
        Role.PARTNER: {one.id: one.file for one in content.partners},
        Role.PERSON: {one.id: one.file for one in content.people},
        Role.SERIES: {one.id: one.file for one in content.series},
    }
    for unread in content.unread:
        if unread.role is not Role.EVENTS:
            ids.setdefault(unread.role, {}).setdefault(unread.id, unread.path)
    return Known(ids, any(unread.role is Role.EVENTS for unread in content.unread))


_NOUNS = {
    Role.STORY: "story",
    Role.EVENTS: "event",
    Role.REGION: "region",
    Role.PROGRAMME: "programme",
    Role.PARTNER: "partner",
    Role.PERSON: "person",
    Role.SERIES: "series",
}


@dataclass(frozen=True, slots=True)
class _Reference:
    role: Role
    name: str
    path: KeyPath
    or_plain: bool = False
    """A plain name may stand here instead."""


def check_references(content: Content, known: Known, settings: Settings) -> tuple[Problem, ...]:
    """Every reference of every document that names nothing, and every kind that the site does not have."""
    found: list[Problem] = []
    for document in content.documents():
        unknown = (one for one in _references(document) if not _is_known(one, known))
        found += (_unknown(one, known, document.places.of(*one.path)) for one in unknown)
    return (*found, *_check_kinds(content, settings), *_check_homes(content, known))


def _check_kinds(content: Content, settings: Settings) -> Iterator[Problem]:
    """Kinds that the site does not have."""
    for story in content.stories:
        if story.kind not in settings.stories.kinds and ("kind",) in story.places.points:  # nobody wrote the default
            yield _unknown_kind(story.kind, settings.stories.kinds, "story", story.places.of("kind"))
    for event in content.events:
        if event.kind and event.kind not in settings.events.kinds:
            yield _unknown_kind(event.kind, settings.events.kinds, "event", event.places.of("kind"))


def _check_homes(content: Content, known: Known) -> Iterator[Problem]:
    """An event file that is named after no region."""
    regions = known.ids[Role.REGION]
    for file, home in sorted({(event.file, event.home) for event in content.events}):
        if home not in regions:
            close = nearest(home, regions)
            name = "folder" if file.count("/") > 2 else "file"
            hint = f'rename the {name} to "{close}"' if close else f"make content/regions/{home}.md with a name"
            yield Problem(
                Code.UNKNOWN_REFERENCE,
                f'this {name} is named after the region "{home}", which does not exist',
                Place(file),
                hint,
            )


def _unknown_kind(kind: str, kinds: Mapping[str, str], noun: str, place: Place) -> Problem:
    close = nearest(kind, kinds)
    hint = f'did you mean "{close}"?' if close else f"the kinds are {', '.join(kinds)}; site.yaml can add one"
    return Problem(Code.UNKNOWN_CHOICE, f'there is no {noun} kind "{kind}"', place, hint)


def _is_known(reference: _Reference, known: Known) -> bool:
    if reference.name in known.ids[reference.role] or (reference.or_plain and not is_id(reference.name)):
        return True
    # it may stand in a file that could not be read
    return reference.role is Role.EVENTS and known.unread_event_files


def _unknown(reference: _Reference, known: Known, place: Place) -> Problem:
    ids, name = known.ids[reference.role], reference.name
    noun = _NOUNS[reference.role]
    close = nearest(name, ids)
    if close:
        hint = f'did you mean "{close}" ({ids[Id(close)]})?'
    elif reference.or_plain:
        hint = f'make content/people/{name}.md, or write the name as people say it, such as "Jo Bloggs"'
    else:
        hint = _how_to_make(reference.role, name)
    return Problem(Code.UNKNOWN_REFERENCE, f'no {noun} has the id "{name}"', place, hint)


def _how_to_make(role: Role, name: str) -> str:
    if role is Role.EVENTS:
        return "look up the event's id in its file under content/events/"
    if role is Role.STORY:
        return "a story's id is its file's name without the date and the ending"
    return f"make content/{role.value}/{name}.md, or take the reference out"


def _each(role: Role, names: Iterable[str], key: str, *, or_plain: bool = False) -> Iterator[_Reference]:
    for index, name in enumerate(names):
        yield _Reference(role, name, (key, index), or_plain)


def _one(role: Role, name: str | None, key: str, *, or_plain: bool = False) -> Iterator[_Reference]:
    if name is not None:
        yield _Reference(role, name, (key,), or_plain)


def _references(document: object) -> Iterator[_Reference]:
    match document:
        case Story():
            yield from _each(Role.PERSON, document.authors, "authors", or_plain=True)
            yield from _each(Role.REGION, document.regions, "regions")
            yield from _one(Role.PROGRAMME, document.programme, "programme")
            yield from _each(Role.EVENTS, document.events, "events")
        case Event():
            yield from _each(Role.REGION, document.regions, "regions")
            yield from _each(Role.PARTNER, document.partners, "partners")
            yield from _one(Role.PROGRAMME, document.programme, "programme")
            yield from _each(Role.PERSON, document.speakers, "speakers", or_plain=True)
            yield from _funders(document)
        case Region():
            yield from _each(Role.PARTNER, document.partners, "partners")
        case Programme():
            yield from _each(Role.PARTNER, document.partners, "partners")
            yield from _each(Role.REGION, document.regions, "regions")
            yield from _funders(document)
        case Partner():
            yield from _each(Role.REGION, document.regions, "regions")
        case Person():
            yield from _one(Role.PARTNER, document.organisation, "organisation", or_plain=True)
            yield from _each(Role.REGION, document.regions, "regions")
        case Series():
            yield from _each(Role.STORY, document.order, "order")
        case _:
            pass


def _funders(document: Event | Programme) -> Iterator[_Reference]:
    for index, name in enumerate(document.funding.by if document.funding else ()):
        yield _Reference(Role.PARTNER, name, ("funding", "by", index))
