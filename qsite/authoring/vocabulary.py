"""The words of one site: every id that may be named, with what it is called."""

from collections.abc import Mapping
from dataclasses import dataclass

from qsite.authoring.model import Key
from qsite.site.site import AnyLinked, Site
from qsite.source.documents import Event, Partner, Person, PlainPage, Programme, Region, Series, Story
from qsite.source.meanings import EVENT_KIND, STORY_KIND
from qsite.terms import nearest, slugify

_FOLDERS: Mapping[type[AnyLinked], str] = {
    Story: "stories",
    Event: "events",
    Region: "regions",
    Programme: "programmes",
    Partner: "partners",
    Person: "people",
    Series: "series",
    PlainPage: "pages",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Ids and what they are called, by what `Key.names` says; those of documents with the file of each."""

    called: Mapping[str, Mapping[str, str]]
    files: Mapping[tuple[str, str], str]

    def of(self, key: Key) -> Mapping[str, str]:
        """What may be named under a key, with what it is called; empty where it names nothing."""
        return self.called.get(key.names, {})


def vocabulary(site: Site) -> Vocabulary:
    """The words of a site, drafts' among them."""
    called: dict[str, dict[str, str]] = {folder: {} for folder in _FOLDERS.values()}
    files: dict[tuple[str, str], str] = {}
    for document in (one for group in site.sources.values() for one in group):
        folder = _FOLDERS[type(document)]
        name = document.path if isinstance(document, PlainPage) else document.id
        called[folder][name] = title_of(document)
        files[folder, name] = document.file
    called["series"] |= {name: one.title for name, one in site.series.items()}
    called[STORY_KIND] = dict(site.settings.stories.kinds)
    called[EVENT_KIND] = dict(site.settings.events.kinds)
    ordered = {what: dict(sorted(known.items())) for what, known in called.items()}
    ordered["regions"] = {name: one.name for name, one in site.regions.items()}
    return Vocabulary(ordered, files)


def title_of(document: AnyLinked) -> str:
    """What readers know a document by."""
    return document.title if isinstance(document, Story | Event | Series | PlainPage) else document.name


def meant(written: str, known: Mapping[str, str]) -> str | None:
    """The one id that is surely meant: itself, its beginning, or what it is called; None where none is."""
    if written in known:
        return written
    slug = slugify(written)
    by_name = [name for name, called in known.items() if called.casefold() == written.strip().casefold()]
    beginning = [name for name in known if slug and name.startswith(slug)]
    for found in (by_name, [name for name in known if name == slug], beginning):
        if len(found) == 1:
            return found[0]
    return None


def guessed(written: str, known: Mapping[str, str]) -> str | None:
    """The id that is probably meant; None where none is near."""
    if close := nearest(slugify(written), known):
        return close
    called = nearest(written, known.values())
    return next((name for name, one in known.items() if one == called), None)
