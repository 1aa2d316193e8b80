"""Which pictures are made from one that pages show: their formats, sizes and addresses. No pixel is looked at here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from types import MappingProxyType

from qsite.fingerprint import fingerprint
from qsite.pages.page import Encoding, MadePicture
from qsite.source.content import Asset
from qsite.source.picture_settings import PictureSettings
from qsite.source.rasters import Raster
from qsite.terms import Address, Fingerprint

TYPES: Mapping[str, str] = MappingProxyType({"avif": "image/avif", "webp": "image/webp"})
STILL = "(prefers-reduced-motion: reduce)"
_SMALL = (160, 320, 480)
"""The widths of what is never shown large: logos, and people."""
_MOVING = 960
_FALLBACK = 1200
"""The widest that is written as JPEG or PNG: what link previews show, and browsers from before 2020."""
_TALLEST = 16_000
"""WebP ends at 16,383 pixels."""
_AVIF_LESS = 25
"""AVIF's quality looks as good as WebP's at so much more."""
_REVISION = 1
"""Another number makes every picture anew: for a change in how qsite writes them."""
_LONGEST_NAME = 80
"""In bytes: file systems end at 255."""


@dataclass(frozen=True, slots=True)
class Family:
    """All that is made from one picture: the `fallback`, and the others by type and media query, the best first."""

    fallback: MadePicture
    others: tuple[tuple[str, str, tuple[MadePicture, ...]], ...]

    def __iter__(self) -> Iterator[MadePicture]:
        yield self.fallback
        for _, _, made in self.others:
            yield from made


def family(asset: Asset, raster: Raster, settings: PictureSettings, *, small: bool, avif: bool) -> Family:
    """What is made from a picture for one use. `small` where it is shown small alone; `avif` where AVIF can be written."""
    shows = fingerprint((asset.fingerprint, settings.quality, _REVISION))
    lossy = 0 if raster.flat else settings.quality

    def made(format_: str, width: int, quality: int, *, moving: bool = False) -> MadePicture:
        height = max(1, round(width * raster.height / raster.width))
        recipe = Encoding(format_, width, height, quality, moving)
        return MadePicture(_address(asset, shows, recipe), asset.path, fingerprint((shows, recipe, writer())), recipe)

    def ladder(format_: str, quality: int) -> tuple[MadePicture, ...]:
        return tuple(made(format_, width, quality) for width in _widths(raster, _SMALL if small else settings.widths))

    widest = _widths(raster, (_SMALL[-1] if small else _FALLBACK,))[-1]
    png = raster.transparent or raster.flat
    fallback = made("png" if png else "jpeg", widest, 0 if png else settings.quality)
    webp = ladder("webp", lossy)
    if raster.moving:
        moving = made("webp", _widths(raster, (_MOVING,))[-1], settings.quality, moving=True)
        return Family(fallback, (("webp", STILL, webp), ("webp", "", (moving,))))
    if raster.flat or not avif:
        return Family(fallback, (("webp", "", webp),))
    return Family(fallback, (("avif", "", ladder("avif", max(1, settings.quality - _AVIF_LESS))), ("webp", "", webp)))


@lru_cache(maxsize=1)
def writer() -> str:
    """What writes pictures: another version may write other bytes."""
    return version("pillow")


def _widths(raster: Raster, wanted: tuple[int, ...]) -> tuple[int, ...]:
    """The widths in which a picture is made: none is wider than it is, and its own is the last where that is too few."""
    most = max(1, min(raster.width, wanted[-1], raster.width * _TALLEST // raster.height))
    return (*(width for width in wanted if width < most), most)


def _address(asset: Asset, shows: Fingerprint, recipe: Encoding) -> Address:
    """Beside where the picture itself would be; with what it shows in the name, so that it may be kept for ever.

    What wrote it is no part of that: another version of Pillow shows the same.
    """
    folder, _, name = asset.path.removeprefix("content/").rpartition("/")
    stem = name.rpartition(".")[0].encode("utf-8", "ignore")[:_LONGEST_NAME].decode("utf-8", "ignore")
    moving = "-moving" if recipe.moving else ""
    return Address(f"/{folder}{'/' if folder else ''}{stem}-{shows[:8]}-{recipe.width}{moving}.{recipe.ending}")
