"""What must be known of a picture before a page can show it: its size, and that it is safe to publish."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from qsite.problem import Code, Place, Problem
from qsite.source.rasters import Raster, measure_raster


@dataclass(frozen=True, slots=True)
class Measured:
    """A picture's width and height in pixels where it has them, and its bytes where they were cleaned.

    `raster` is what is known of one that is made of pixels; None for an SVG and for what can't be shown.
    """

    width: int | None = None
    height: int | None = None
    cleaned: bytes | None = None
    raster: Raster | None = None


def measure(data: bytes, path: str) -> tuple[Measured, tuple[Problem, ...]]:
    """A picture's size; a broken, huge or unsafe one is a problem."""
    if PurePosixPath(path).suffix.lower() == ".svg":
        return _measure_svg(data, path)
    raster = measure_raster(data, path)
    if isinstance(raster, Problem):
        return Measured(), (raster,)
    return Measured(raster.width, raster.height, raster=raster), ()


ET.register_namespace("", "http://www.w3.org/2000/svg")
ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = {"script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "audio", "video"}
_URL_ATTRIBUTES = {"href", "{http://www.w3.org/1999/xlink}href", "src"}


def _measure_svg(data: bytes, path: str) -> tuple[Measured, tuple[Problem, ...]]:
    """An SVG without scripts, handlers and addresses of other hosts."""
    refused = Problem(
        Code.BAD_PICTURE,
        "this SVG can't be cleaned",
        Place(path),
        "export it as plain SVG, without entities, or as PNG",
    )
    if re.search(rb"<!(ENTITY|DOCTYPE[^>]*\[)", data, re.IGNORECASE) or len(data) > 5 * 1024 * 1024:
        return Measured(), (refused,)
    try:
        root = ET.fromstring(data)  # noqa: S314 (no entities: refused above)
    except (ET.ParseError, ValueError, LookupError):
        return Measured(), (refused,)
    if root.tag != _SVG + "svg":
        return Measured(), (refused,)
    _clean_svg(root)
    try:
        cleaned = ET.tostring(root, encoding="utf-8")
    except RecursionError:
        return Measured(), (refused,)
    return Measured(*_svg_size(root), cleaned), ()


def _clean_svg(root: ET.Element) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if str(child.tag).rpartition("}")[2].lower() in _ACTIVE:
                parent.remove(child)
        for name, value in list(parent.attrib.items()):
            if _is_unsafe(name, value):
                del parent.attrib[name]
        if (
            parent.tag == _SVG + "style"
            and parent.text
            and re.search(r"@import|url\s*\(\s*[^#\s\"']|javascript|expression", parent.text, re.IGNORECASE)
        ):
            parent.text = ""
    for element in root.iter():
        for name in ("attributeName",):
            if element.attrib.get(name, "").lower() in ("href", "xlink:href") or element.attrib.get(
                name, ""
            ).lower().startswith("on"):
                del element.attrib[name]


def _is_unsafe(name: str, value: str) -> bool:
    local = name.rpartition("}")[2].lower()
    if local.startswith("on"):
        return True
    if name in _URL_ATTRIBUTES or local == "href":
        return not (
            value.startswith("#") or re.match(r"data:image/(png|jpeg|gif|webp);base64,", value.strip(), re.IGNORECASE)
        )
    return re.search(r"url\s*\(\s*(?![\"']?#)|javascript:", value, re.IGNORECASE) is not None


def _svg_size(root: ET.Element) -> tuple[int | None, int | None]:
    def pixels(text: str | None) -> int | None:
        match = re.fullmatch(r"(\d{1,5})(?:\.\d+)?(?:px)?", (text or "").strip())
        return int(match[1]) if match else None

    width, height = pixels(root.get("width")), pixels(root.get("height"))
    box = re.fullmatch(
        r"\s*-?[\d.]+[\s,]+-?[\d.]+[\s,]+(\d{1,5})[\d.]*[\s,]+(\d{1,5})[\d.]*\s*", root.get("viewBox", "")
    )
    if (width is None or height is None) and box:
        return int(box[1]), int(box[2])
    return width, height
