"""What is known of a picture made of pixels, and which ones are refused."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from qsite.problem import Code, Problem
from qsite.source.rasters import Raster, measure_raster

PATH = "content/images/a.jpg"


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    data = BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()


def photograph(width: int = 90, height: int = 60) -> Image.Image:
    """A picture of many colours."""
    red, green = Image.linear_gradient("L"), Image.radial_gradient("L")
    return Image.merge("RGB", (red, green, red.rotate(90))).resize((width, height))


def measured(data: bytes) -> Raster:
    found = measure_raster(data, PATH)
    assert isinstance(found, Raster), found
    return found


def refused(data: bytes) -> Problem:
    found = measure_raster(data, PATH)
    assert isinstance(found, Problem), found
    assert found.place is not None
    assert found.place.file == PATH
    return found


def turned(way: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = way
    return saved(photograph(), "JPEG", exif=exif)


@pytest.mark.parametrize("way", range(1, 9))
def test_the_size_is_that_of_the_upright_picture(way: int) -> None:
    found = measured(turned(way))

    assert (found.width, found.height) == ((60, 90) if way > 4 else (90, 60))


@pytest.mark.parametrize("way", [0, 9, 4000])
def test_an_orientation_that_makes_no_sense_is_none(way: int) -> None:
    found = measured(turned(way))

    assert (found.width, found.height) == (90, 60)


def test_a_photograph_is_not_flat_and_a_drawing_is() -> None:
    assert not measured(saved(photograph(), "PNG")).flat
    assert not measured(saved(Image.new("RGB", (9, 9), "red"), "JPEG")).flat
    assert not measured(saved(Image.linear_gradient("L"), "PNG")).flat
    assert measured(saved(Image.new("RGB", (9, 9), "red"), "PNG")).flat
    assert measured(saved(photograph().quantize(16), "GIF")).flat


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "RGB"])
def test_see_through_is_what_has_a_pixel_that_is(mode: str) -> None:
    options = {"transparency": 0 if mode == "P" else (255, 0, 0)} if mode in ("P", "RGB") else {}
    clear = Image.new("RGBA", (9, 9), (255, 0, 0, 0)).convert(mode)
    solid = Image.new("RGBA", (9, 9), (0, 0, 255, 255)).convert(mode)

    assert measured(saved(clear, "PNG", **options)).transparent
    assert not measured(saved(solid, "PNG")).transparent


def test_a_picture_with_frames_moves() -> None:
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "green", "blue")]

    for kind in ("GIF", "PNG", "WEBP"):
        data = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
        assert measured(data).moving, kind
    assert not measured(saved(frames[0], "GIF")).moving
    assert not measured(saved(frames[0], "MPO", save_all=True, append_images=frames[1:])).moving


@pytest.mark.parametrize(
    "picture",
    [
        photograph().convert("CMYK"),
        photograph().convert("L"),
        photograph().convert("1"),
        photograph().convert("YCbCr"),
    ],
    ids=lambda picture: str(picture.mode),
)
def test_every_kind_of_jpeg_and_grey_is_read(picture: Image.Image) -> None:
    assert measured(saved(picture, "PNG" if picture.mode == "1" else "JPEG")).width == 90


def test_sixteen_bits_are_brought_to_eight() -> None:
    bright = Image.new("I;16", (9, 9), 65535)
    dark = Image.new("I;16", (9, 9), 300)

    assert measured(saved(bright, "PNG")).tone == "222"
    assert measured(saved(dark, "PNG")).tone == "000"


@pytest.mark.parametrize(("colour", "tone"), [("white", "222"), ("black", "000"), ("red", "200"), ("#808080", "111")])
def test_the_tone_is_the_main_colour(colour: str, tone: str) -> None:
    picture = Image.new("RGB", (90, 90), colour)
    picture.paste("blue", (0, 0, 20, 20))

    assert measured(saved(picture, "PNG")).tone == tone


def png(width: int, height: int, pixels: bytes = b"") -> bytes:
    """A PNG whose head says any size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def test_what_is_huge_is_refused_before_it_is_read() -> None:
    for size in ((10_000, 5_001), (60_000, 60_000), (2**31 - 1, 2**31 - 1)):
        assert refused(png(*size)).code is Code.TOO_LARGE, size


def test_a_long_moving_picture_is_refused() -> None:
    frames = [Image.new("P", (2000, 2000), n) for n in range(26)]

    found = refused(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))

    assert found.code is Code.TOO_LARGE
    assert "video" in (found.hint or "")


def cut(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"words",
        png(0, 9),
        png(9, 9),
        cut(saved(photograph(900, 600), "JPEG")),
        cut(saved(photograph(900, 600), "PNG")),
        cut(saved(photograph(900, 600), "GIF")),
        cut(saved(photograph(900, 600), "WEBP")),
        saved(photograph(), "TIFF"),
        saved(photograph(), "BMP"),
        saved(photograph(), "EPS"),
    ],
    ids=["empty", "words", "no width", "no pixels", "JPEG", "PNG", "GIF", "WebP", "TIFF", "BMP", "EPS"],
)
def test_what_is_broken_or_no_picture_for_the_web_is_refused(data: bytes) -> None:
    found = refused(data)

    assert found.code is Code.BAD_PICTURE
    assert found.hint


def test_a_moving_picture_is_read_to_its_last_frame() -> None:
    frames = [photograph(300, 200).rotate(angle) for angle in (0, 90, 180)]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])

    assert refused(data[: len(data) - len(data) // 6]).code is Code.BAD_PICTURE


def test_an_svg_under_another_name_is_told_so() -> None:
    assert "SVG" in (refused(b"<svg xmlns='http://www.w3.org/2000/svg'/>").hint or "")


@pytest.mark.parametrize("write", [lambda one: saved(one, "PNG"), lambda one: saved(one, "WEBP")], ids=["PNG", "WebP"])
def test_a_wrong_ending_does_no_harm(write: Callable[[Image.Image], bytes]) -> None:
    assert measured(write(photograph())).width == 90
