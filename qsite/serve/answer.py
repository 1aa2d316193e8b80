"""What is answered for a path: a page, a file, a way to another, or what is wrong. Nothing outside the plan is ever given."""

import re
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from urllib.parse import quote

from qsite.build.cache_file import FOLDER, PICTURES
from qsite.build.pictures import PictureMaker
from qsite.fingerprint import fingerprint, of_bytes
from qsite.pages.admin_pages import FORMS
from qsite.pages.page import Copy, MadePicture, Page
from qsite.problem import Problem
from qsite.serve.media import media_type
from qsite.serve.world import World
from qsite.terms import Fingerprint, OutputPath

MISSING = OutputPath("404.html")
_VERSION_OF_STYLES = re.compile(rb"(\.css\?v=)[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` is as `build` would write it; `file` is one of the site's that is sent as it is; `location` leads elsewhere."""

    status: int
    type: str = "text/html; charset=utf-8"
    body: bytes = b""
    file: Path | None = None
    location: str = ""
    page: Page | None = None
    """The page that stands at the address, shown or not."""
    faults: tuple[Problem, ...] = ()
    """Why it is not shown."""

    @property
    def takes_preview(self) -> bool:
        """Whether there may be preview parts in it: not in the forms, where a reload would lose what is being written."""
        forms = self.page is not None and self.page.template == FORMS and not self.faults
        return self.type.startswith("text/html") and not forms

    @property
    def version(self) -> Fingerprint:
        """What a browser has: the same for pages that differ in the versions of their styles alone, which it can swap."""
        told = tuple((str(one.place), one.code.text, one.message, one.hint or "") for one in self.faults)
        return fingerprint((of_bytes(_VERSION_OF_STYLES.sub(rb"\1", self.body)), self.status, told))


def seen_errors(world: World) -> Fingerprint:
    """What stands in the cookie of those who want to see pages in spite of their errors: of these errors, and no others."""
    return fingerprint(sorted((str(one.place), one.code.text, one.message) for one in world.problems if one.is_error))


def answer(world: World, path: str, site: Path, *, in_spite: bool = False) -> Answer:
    """What is answered for a decoded path; `in_spite` of errors pages are shown as well as they can be."""
    if not path.startswith(world.base):
        whole = path + "/" == world.base or path == "/"
        return Answer(302, location=quote(world.base)) if whole else _missing(world, in_spite=in_spite)
    below = path[len(world.base) :]
    name = OutputPath(below + "index.html" if not below or below.endswith("/") else below)
    found = world.at(name)
    if found is None and world.at(OutputPath(f"{name}/index.html")) is not None:
        return Answer(302, location=quote(f"{path}/"))
    if isinstance(found, Copy):
        return _file(world, found, site)
    if isinstance(found, MadePicture):
        return _picture(found, site)
    if found is None:
        return _missing(world, in_spite=in_spite)
    return _page(world, found, in_spite=in_spite)


def _page(world: World, page: Page, *, in_spite: bool) -> Answer:
    kind = media_type(page.path, page.template)
    faults = world.faults(page) if kind.startswith("text/html") else ()
    if (faults and not in_spite) or world.render is None:
        return Answer(500, page=page, faults=faults)
    made = world.render(page)
    if isinstance(made, Problem):
        return Answer(500, page=page, faults=(made,))
    return Answer(200, kind, made, page=page)


def _missing(world: World, *, in_spite: bool) -> Answer:
    """The site's own page of what is not there; with errors, of which one may be why, these."""
    errors = tuple(one for one in world.problems if one.is_error)
    if errors and not in_spite:
        return Answer(404, faults=errors)
    page = world.at(MISSING)
    if not isinstance(page, Page):
        return Answer(404, body=b"<!doctype html>\n<title>Page not found</title>\n<h1>Page not found</h1>\n")
    return replace(_page(world, page, in_spite=True), status=404)


def _picture(picture: MadePicture, site: Path) -> Answer:
    """A picture in one of its sizes, made when it is first asked for and kept."""
    maker = PictureMaker((picture,), site, Path(), 0, site / FOLDER / PICTURES, {})
    try:
        return Answer(200, media_type(picture.path), maker.bytes_of(0))
    except Exception as error:  # noqa: BLE001 (Pillow raises whatever a broken file leads it to)
        told = f"{picture.source} can't be made into others: {type(error).__name__}: {error}"
        return Answer(500, media_type("picture.txt"), told.encode("utf-8", "replace"))


def _file(world: World, copy: Copy, site: Path) -> Answer:
    kind = media_type(copy.path)
    name = copy.source.removeprefix("templates/assets/")
    if copy.source.startswith("templates/assets/") and (data := world.contents.theme.asset_bytes.get(name)) is not None:
        return Answer(200, kind, data)
    if copy.data is not None:
        return Answer(200, kind, copy.data)
    path = (site / copy.source).resolve()
    if not path.is_relative_to(site.resolve()) or not path.is_file():
        return Answer(
            404, body=f"<!doctype html>\n<title>Gone</title>\n<p>{escape(copy.source)} is gone.</p>\n".encode()
        )
    return Answer(200, kind, file=path)
