"""What is wrong between documents and the pages they become: links that lead nowhere, files that are missing."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from qsite.pages.addresses import Addresses
from qsite.pages.bodies import lead
from qsite.pages.menu import menu_target
from qsite.pages.page import Copy, MadePicture, Page
from qsite.problem import Code, Place, Problem
from qsite.site.site import AnyLinked
from qsite.source.documents import Body, Event, KeyPath, Partner, Person, Picture, Programme, Region, Story
from qsite.source.geojson import is_area
from qsite.source.paths import beside
from qsite.source.settings import SettingsFile
from qsite.terms import fold, nearest


def bodies_of(document: AnyLinked) -> tuple[Body, ...]:
    """All Markdown of a document."""
    return (document.body, document.transcript) if isinstance(document, Story | Event) else (document.body,)


def pictures_of(document: AnyLinked) -> Iterator[tuple[KeyPath, Picture, bool]]:
    """A document's pictures: where each is named, and whether it needs an alt of its own."""
    match document:
        case Story() | Event():
            if document.image:
                yield ("image",), document.image, True
            if document.video and document.video.poster:
                yield ("video", "poster"), Picture(src=document.video.poster, alt=""), False
        case Region() | Programme():
            if document.image:
                yield ("image",), document.image, True
        case Partner():
            if document.logo:
                yield ("logo",), document.logo, False
        case Person():
            if document.photo:
                yield ("photo",), document.photo, False
        case _:
            pass


def files_of(document: AnyLinked) -> Iterator[tuple[KeyPath, str]]:
    """The paths that a document names under its keys, and where."""
    for path, picture, _ in pictures_of(document):
        yield path, picture.src
    if isinstance(document, Story | Event):
        for index, attachment in enumerate(document.attachments):
            yield ("attachments", index, "file"), attachment.file
        if document.video and "://" not in document.video.url:
            yield ("video", "url"), document.video.url
        if document.video and document.video.captions:
            yield ("video", "captions"), document.video.captions
    if isinstance(document, Region) and document.area:
        yield ("area",), document.area


def check_documents(addresses: Addresses, pages: Mapping[str, str]) -> tuple[Problem, ...]:
    """Every link, picture and file of every document, published or not; `pages` are the planned addresses, folded."""
    found: list[Problem] = []
    for document in (one for group in addresses.site.sources.values() for one in group):
        found += _check_files(document, addresses)
        found += _check_alts(document)
        for body in bodies_of(document):
            found += _check_links(body, document.file, addresses, pages)
    return tuple(found)


def _check_alts(document: AnyLinked) -> Iterator[Problem]:
    for path, picture, needs_alt in pictures_of(document):
        if needs_alt and picture.alt is None:
            place = document.places.of(*path)
            hint = 'write image: {src: …, alt: what it shows}; alt: "" says that it is decoration'
            yield Problem(Code.NO_ALT, "this picture has no alt text", place, hint)


def _check_files(document: AnyLinked, addresses: Addresses) -> Iterator[Problem]:
    for path, written in files_of(document):
        if asset := addresses.asset(document.file, written):
            if path == ("area",) and not is_area(asset.path):
                hint = "put it into content/regions/, with the ending .geojson"
                yield Problem(
                    Code.BAD_AREA, "an area is a GeoJSON file beside its region", document.places.of(*path), hint
                )
            continue
        place = (
            document.places.of(*path, "src") if (*path, "src") in document.places.points else document.places.of(*path)
        )
        if problem := check_file(document.file, written, place, addresses):
            yield problem


def check_file(file: str, written: str, place: Place, addresses: Addresses) -> Problem | None:
    """Whether a path under a key leads to a file of the site."""
    if "://" in written:
        return Problem(
            Code.BAD_ADDRESS,
            "a file of the site is expected here, and this is an address on the web",
            place,
            "save it below content/ and name it from there",
        )
    path = beside(file, written)
    if path is None:
        return Problem(Code.BAD_LINK_OUT, "this leads out of the site's content", place, "copy the file into content/")
    if path in addresses.site.assets:
        return None
    same = sorted(known for known in addresses.site.assets if known.rpartition("/")[2] == path.rpartition("/")[2])
    close = same[0] if same else nearest(path, addresses.site.assets)
    hint = f"did you mean /{close}?" if close else "put the file there, or mend the path"
    return Problem(Code.MISSING_FILE, f"there is no file {path}", place, hint)


def _check_links(body: Body, file: str, addresses: Addresses, pages: Mapping[str, str]) -> Iterator[Problem]:
    for target in body.targets:
        found = lead(target, file, addresses)
        if found.problem:
            yield found.problem
        elif found.address is not None and fold(found.address) not in pages:
            close = nearest(found.address, pages.values())
            hint = (
                f"did you mean {close}?"
                if close
                else "link to the file that it is made from, such as ../stories/2018-03-12-welcome.md"
            )
            yield Problem(Code.BROKEN_LINK, f'no page of this site is at "{found.address}"', target.place, hint)


def check_clashes(
    pages: Iterable[Page], copies: Iterable[Copy | MadePicture], place_of: Callable[[str], Place]
) -> tuple[Problem, ...]:
    """Two claimants of one address, also where they differ by case only."""
    first: dict[str, tuple[str, str]] = {}
    found: list[Problem] = []
    claims = [(page.address, page.claimant) for page in pages] + [(copy.address, copy.source) for copy in copies]
    for address, claimant in sorted(claims, key=lambda claim: (claim[1] != "", claim[1])):
        key = fold(address)
        if key not in first:
            first[key] = address, claimant
            continue
        other, owner = first[key]
        told, named = (claimant, owner) if claimant else (owner, "a page that qsite makes by itself")
        place = place_of(told) if told else None
        also = "" if other == address else f" ({other}: they differ only by case)"
        message = f"this would be at {address}{also}, as is {named.replace('#', ', event ') or 'a page that qsite makes by itself'}"
        found.append(Problem(Code.ADDRESS_CLASH, message, place, "give one of the two another slug, id or name"))
    return tuple(found)


def check_settings(settings_file: SettingsFile, addresses: Addresses, pages: Mapping[str, str]) -> Iterator[Problem]:
    """Pictures, menu entries, redirects and regions' colours of ``site.yaml``."""
    settings, places = settings_file.settings, settings_file.places
    for key, picture in (("logo", settings.logo), ("image", settings.image)):
        if picture and (problem := check_file("site.yaml", picture.src, places.of(key), addresses)):
            yield problem
    for index, item in enumerate(settings.navigation or ()):
        target = menu_target(item.to, addresses)
        if target is None or (target.startswith("/") and fold(target.partition("#")[0]) not in pages):
            yield Problem(
                Code.BROKEN_LINK,
                f'no page of this site is at "{item.to}"',
                places.of("navigation", index, "to"),
                "write the address of a page, or the file that it is made from",
            )
    for old, new in settings.redirects.items():
        if new.startswith("/") and fold(new.partition("#")[0]) not in pages:
            yield Problem(
                Code.BROKEN_LINK,
                f'no page of this site is at "{new}"',
                places.of("redirects", old),
                "redirect to the address of a page",
            )
    known = addresses.site.regions
    for name in settings.theme.regions:
        if name not in known:
            close = nearest(name, known)
            hint = f'did you mean "{close}"?' if close else "write the id of a region: its file's name"
            where = places.of("theme", "regions", name, "<key>")
            yield Problem(Code.UNKNOWN_REFERENCE, f'there is no region "{name}"', where, hint)


__all__ = ["bodies_of", "check_clashes", "check_documents", "check_settings", "files_of"]
