"""Which pictures and files of ``content/`` are published: as they are, or as what is made from them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum

from qsite.pages.addresses import Addresses, asset_address
from qsite.pages.checks import bodies_of, files_of
from qsite.pages.page import Copy, MadePicture
from qsite.problem import Code, Place, Problem
from qsite.site.site import AnyLinked
from qsite.source.content import Asset
from qsite.source.paths import beside
from qsite.source.settings import SettingsFile
from qsite.terms import Address


class Use(Enum):
    """What a page does with a file: leads to it, or shows it as a picture, large or always small."""

    FILE = "file"
    LARGE = "large"
    SMALL = "small"


_BY_KEY = {"attachments": Use.FILE, "logo": Use.SMALL, "photo": Use.SMALL}


def published_files(where: Addresses) -> tuple[list[Copy], list[MadePicture]]:
    """The files that are published as they are, and the pictures that are made; each address once."""
    copies: dict[Address, Copy] = {}
    made: dict[Address, MadePicture] = {}
    for (path, use), asset in _in_use(where).items():
        family = where.family(asset, small=use is Use.SMALL) if use is not Use.FILE else None
        if family is None:
            address = asset_address(path)
            copies[address] = Copy(address, path, asset.fingerprint, asset.data)
        else:
            made |= {one.address: one for one in family}
    return list(copies.values()), list(made.values())


def _in_use(where: Addresses) -> dict[tuple[str, Use], Asset]:
    """Every picture and file that published documents and the settings show, for each use."""
    site = where.site
    found: dict[tuple[str, Use], Asset] = {}
    if not site.assets:
        return found
    for document in _published(where):
        for written, use, _ in named_by(document):
            if asset := where.asset(document.file, written):
                found[asset.path, use] = asset
    for picture, use in ((site.settings.logo, Use.SMALL), (site.settings.image, Use.LARGE)):
        if picture and (asset := where.asset("site.yaml", picture.src)):
            found[asset.path, use] = asset
    return found


def _published(where: Addresses) -> Iterator[AnyLinked]:
    site = where.site
    yield from site.stories
    yield from site.events
    for group in (site.regions, site.programmes, site.partners, site.people):
        yield from group.values()
    yield from site.plain_pages
    yield from (one.file for one in site.series.values() if one.file)


def named_by(document: AnyLinked) -> Iterator[tuple[str, Use, Place]]:
    """The pictures and files that a document names, as it writes them: for what, and where."""
    for key, written in files_of(document):
        if key != ("area",):
            yield written, _BY_KEY.get(str(key[0]), Use.LARGE), document.places.of(*key)
    for body in bodies_of(document):
        for target in body.targets:
            yield target.path, Use.LARGE if target.kind == "picture" else Use.FILE, target.place


def where_named(problems: Iterable[Problem], where: Addresses, settings_file: SettingsFile) -> tuple[Problem, ...]:
    """The problems, with those of pictures moved to where the first document names the picture, if any does."""
    broken = {
        one.place.file
        for one in problems
        if one.code in (Code.BAD_PICTURE, Code.TOO_LARGE) and one.place and one.place.file in where.site.assets
    }
    places = _first_places(broken, where, settings_file) if broken else {}
    return tuple(_moved(one, places.get(one.place.file) if one.place else None) for one in problems)


def _first_places(paths: set[str], where: Addresses, settings_file: SettingsFile) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for document in (one for group in where.site.sources.values() for one in group):
        for written, _, place in named_by(document):
            path = beside(document.file, written)
            if path in paths:
                found.setdefault(path, place)
    for key in ("logo", "image"):
        picture = getattr(settings_file.settings, key)
        path = beside("site.yaml", picture.src) if picture else None
        if path in paths:
            found.setdefault(path, settings_file.places.of(key))
    return found


def _moved(problem: Problem, place: Place | None) -> Problem:
    if place is None or problem.place is None:
        return problem
    message = problem.message.replace("this picture", problem.place.file, 1).replace("this SVG", problem.place.file, 1)
    return replace(problem, message=message, place=place)
